#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/dates.h"
#include "cli/output.h"
#include "cli/place.h"
#include "cli/words.h"
#include "model/label.h"
#include "model/label_digital.h"
#include "model/label_message.h"
#include "office/reading.h"
#include "store/request_store.h"

enum { LIST_MAX = 100000 };

static const struct cli_column columns[] = {
	{ "due", N_("Due"), CELL_TEXT, 0 },
	{ "left", N_("Left"), CELL_NUMBER, 0 },
	{ "state", N_("State"), CELL_TEXT, 0 },
	{ "breach", N_("Late"), CELL_TEXT, 0 },
	{ "channel", N_("Channel"), CELL_TEXT, 0 },
	{ "received", N_("Received"), CELL_TEXT, 0 },
	{ "name", N_("Name"), CELL_TEXT, 24 },
	{ "mobile", N_("Mobile"), CELL_TELEPHONE, 0 },
	{ "email", N_("E-mail"), CELL_TEXT, 28 },
	{ "plate", N_("Plate"), CELL_TEXT, 0 },
	{ "vin", N_("VIN"), CELL_TEXT, 0 },
	{ "model", N_("Model"), CELL_TEXT, 16 },
	{ "text", N_("Request"), CELL_TEXT, 48 },
	{ "reading", N_("Read"), CELL_TEXT, 0 },
	{ "problem", N_("Why by hand"), CELL_TEXT, 40 },
	{ "same_as", N_("Perhaps as"), CELL_TEXT, 0 },
	{ "claimed_by", N_("With"), CELL_TEXT, 0 },
	{ "answered", N_("Answered"), CELL_TEXT, 0 },
	{ "answered_by", N_("By"), CELL_TEXT, 0 },
	{ "answer_by", N_("Answer by"), CELL_TEXT, 0 },
	{ "result", N_("Result"), CELL_TEXT, 24 },
	{ "file", N_("File"), CELL_NUMBER, 0 },
	{ "source", N_("Source"), CELL_TEXT, 0 },
	{ "source_id", N_("Number"), CELL_TEXT, 24 },
	{ "id", N_("Id"), CELL_TEXT, 0 },
	{ "reply_to", N_("Answers"), CELL_TEXT, 0 },
};

static const char *stamp_of(instant at, char text[CIVIL_STAMP_SIZE])
{
	return at ? civil_format_instant(at, text) : NULL;
}

static void request_list_add(struct cli_listing *listing, const struct digital_request *request, instant now)
{
	char due[CIVIL_STAMP_SIZE], received[CIVIL_STAMP_SIZE], answered[CIVIL_STAMP_SIZE];
	char answer_by[CIVIL_STAMP_SIZE], left[24], number[16];
	snprintf(left, sizeof left, "%lld", (long long)(digital_left(request, now) / 60));
	int of_file = request->number ? request->number : request->reply_number;
	snprintf(number, sizeof number, "%d", of_file);
	const char *cells[] = {
		stamp_of(request->due, due),
		left,
		digital_state_code(request->state),
		digital_is_breach(request, now) ? "yes" : "no",
		channel_code(request->channel),
		stamp_of(request->received, received),
		request->name,
		request->mobile,
		request->email,
		request->plate,
		request->vin,
		request->model,
		request->text,
		digital_reading_code(request->reading),
		request->problem,
		request->same_as,
		request->claimed_by,
		stamp_of(request->answered, answered),
		request->answered_by,
		stamp_of(request->answer_by, answer_by),
		request->result,
		of_file ? number : NULL,
		request->source,
		request->source_id,
		request->id,
		request->reply_template,
	};
	cli_listing_add(listing, cells);
}

/* What --state lets through; NULL: what waits. */
static bool wanted(const struct digital_request *request, const char *state, instant now)
{
	if (!state || strcmp(state, "all") == 0)
		return true;
	if (strcmp(state, "late") == 0)
		return digital_is_breach(request, now);
	return strcmp(state, digital_state_code(request->state)) == 0;
}

static int list(struct cli *cli, struct office *office, struct arena *arena)
{
	struct digital_list requests = { 0 };
	const char *state = cli->line.value[OPT_STATE];
	instant now = office_now(office), from = 0, to = now + 1;
	civil_day first = 0, last = 0;
	bool period = cli->line.value[OPT_FROM] || cli->line.value[OPT_TO] || state;
	struct error err = { 0 };
	int status = cli_date_past(cli, office, OPT_FROM, &first);
	if (!status)
		status = cli_date_past(cli, office, OPT_TO, &last);
	if (status)
		return status;
	if (first)
		civil_to_instant(first, 0, &from);
	if (last)
		civil_to_instant(last + 1, 0, &to);
	office_note_listing(office, "request", NULL);
	bool fine = period ? store_requests_between(office->store, from, to, LIST_MAX, arena, &requests, &err)
			   : store_waiting_requests(office->store, now, LIST_MAX, arena, &requests, &err);
	if (!fine)
		return cli_fail(cli, &err);
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	cli_listing_country(listing, office->site.country);
	cli_listing_label(listing, "state", label_digital_code);
	cli_listing_label(listing, "reply_to", label_message_template);
	cli_listing_label(listing, "problem", label_problem_code);
	cli_listing_label(listing, "breach", cli_word_yes);
	for (size_t i = 0; i < requests.count; i++)
		if (wanted(&requests.items[i], state, now))
			request_list_add(listing, &requests.items[i], now);
	return cli_listing_end(listing);
}

static bool state_known(const char *state)
{
	enum digital_state one;
	return !state || strcmp(state, "all") == 0 || strcmp(state, "late") == 0 ||
	       digital_state_from_code(state, &one);
}

int cmd_requests(struct cli *cli)
{
	if (!state_known(cli->line.value[OPT_STATE]))
		return cli_usage(cli,
				 _("there is no state \"%s\"; open, offered, booked, answered, dropped, late "
				   "and all are known"),
				 cli->line.value[OPT_STATE]);
	return cli_with_office(cli, CLI_READS, list);
}
