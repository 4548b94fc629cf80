/* prenota notify: what is due goes out, message by message; and the outbox as a list, with a person's
 * answers. */
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/deliver.h"
#include "cli/output.h"
#include "cli/place.h"
#include "model/label_message.h"
#include "office/reading.h"
#include "office/reminders.h"
#include "office/file_check.h"

enum { LIST_MAX = 10000 };

/* What one run did. */
struct notifying {
	struct cli *cli;
	const struct program_config *config;
	struct office *office;
	int count[4]; /* by enum outbox_outcome */
};

/* --- sending --- */

static unsigned means_of(const struct program_config *config)
{
	return (config->mail_command ? 1U << CONTACT_EMAIL : 0) |
	       (config->sms_command ? 1U << CONTACT_SMS : 0) | 1U << CONTACT_PHONE;
}

/* One message; *@more is false when there was none, or no command can be run. */
static bool send_one(struct notifying *work, bool *more, struct error *err)
{
	struct arena arena = { 0 };
	struct buffer detail = { 0 };
	struct outbox_delivery delivery;
	enum outbox_outcome outcome = OUTBOX_TEMPORARY;
	struct error failure = { 0 };
	bool fine = outbox_next(work->office, means_of(work->config), &arena, &delivery, more, err);
	if (fine && *more) {
		bool ran = deliver(work->config, &work->office->site, &delivery, &outcome, &detail, &failure);
		fine = outbox_record(work->office, &delivery.message, outcome,
				     ran ? buffer_text(&detail) : failure.text, err);
		work->count[outcome] += fine;
		if (fine && !ran) {
			*err = failure;
			fine = false;
		}
	}
	buffer_finish(&detail);
	arena_finish(&arena);
	return fine;
}

static int report(const struct notifying *work, int unclear)
{
	const int *count = work->count;
	unclear += count[OUTBOX_UNKNOWN];
	if (!count[OUTBOX_SENT] && !count[OUTBOX_TEMPORARY] && !count[OUTBOX_FAILED] && !unclear)
		return EX_OK; /* a timer is quiet */
	struct buffer out = { 0 };
	buffer_printf(&out, _("%d sent, %d later again, %d failed, %d unclear\n"), count[OUTBOX_SENT],
		      count[OUTBOX_TEMPORARY], count[OUTBOX_FAILED], unclear);
	int status = cli_print(work->cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}

static int run_send(struct notifying *work)
{
	struct error err = { 0 };
	int unclear = 0;
	struct office_reminder_run run;
	bool more = true, fine = outbox_recover(work->office, &unclear, &err);
	/* What a file lacks 48 h before its reception becomes a task, though no console is open. */
	if (fine && office_may(work->office, OFFICE_ROLES_BOOK, &(struct error){ 0 }))
		fine = office_check_tasks(work->office, NULL, &err) &&
		       office_run_reminders(work->office, 0, &run, &err);
	while (fine && more)
		fine = send_one(work, &more, &err);
	int status = report(work, unclear);
	if (!fine)
		return cli_fail(work->cli, &err);
	struct outbox_state state;
	bool lacks = !work->config->mail_command || !work->config->sms_command;
	if (!status && lacks && outbox_state(work->office, &state, &err) && state.overdue > 0) {
		error_set(&err, ERROR_CONFIG,
			  _("%d messages wait that cannot be sent: set mail_command and sms_command"),
			  state.overdue);
		return cli_fail(work->cli, &err);
	}
	return status;
}

/* --- the list and the answers --- */

static const struct cli_column columns[] = {
	{ "due", N_("Due"), CELL_TEXT, 0 },
	{ "state", N_("State"), CELL_TEXT, 0 },
	{ "template", N_("Message"), CELL_TEXT, 0 },
	{ "means", N_("By"), CELL_TEXT, 0 },
	{ "customer", N_("Customer"), CELL_TEXT, 24 },
	{ "file", N_("File"), CELL_NUMBER, 0 },
	{ "tries", N_("Tries"), CELL_NUMBER, 0 },
	{ "result", N_("Why"), CELL_TEXT, 40 },
	{ "id", N_("Id"), CELL_TEXT, 0 },
};

static void row_add(struct cli_listing *listing, const struct message *message)
{
	char due[CIVIL_STAMP_SIZE], number[16], tries[16];
	snprintf(number, sizeof number, "%d", message->number);
	snprintf(tries, sizeof tries, "%d", message->tries);
	const char *cells[] = {
		civil_format_instant(message->sent ? message->sent : message->due, due),
		message_state_code(message->state),
		message->template,
		contact_means_code(message->means),
		message->customer_name,
		message->number ? number : NULL,
		tries,
		message->result,
		message->id,
	};
	cli_listing_add(listing, cells);
}

static int run_list(struct cli *cli, struct office *office)
{
	struct arena arena = { 0 };
	struct message_list list = { 0 };
	struct error err = { 0 };
	if (!outbox_list(office, NULL, LIST_MAX, &arena, &list, &err)) {
		arena_finish(&arena);
		return cli_fail(cli, &err);
	}
	office_note_listing(office, "message", NULL);
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	cli_listing_label(listing, "state", label_message_code);
	cli_listing_label(listing, "template", label_message_template);
	cli_listing_label(listing, "result", label_message_result);
	for (size_t i = 0; i < list.count; i++)
		row_add(listing, &list.items[i]);
	int status = cli_listing_end(listing);
	arena_finish(&arena);
	return status;
}

static bool answer_from(const char *word, enum outbox_answer *answer)
{
	static const char *const words[] = {
		[OUTBOX_AGAIN] = "again", [OUTBOX_WAS_SENT] = "sent", [OUTBOX_DROP] = "drop"
	};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i], word) == 0) {
			*answer = (enum outbox_answer)i;
			return true;
		}
	return false;
}

static int run_answer(struct cli *cli, struct office *office)
{
	struct error err = { 0 };
	enum outbox_answer answer = OUTBOX_AGAIN;
	answer_from(cli->line.args[0], &answer);
	return outbox_answer(office, cli->line.args[1], answer, &err) ? EX_OK : cli_fail(cli, &err);
}

static bool use_is_right(const struct cli *cli)
{
	enum outbox_answer answer;
	const struct cli_line *line = &cli->line;
	if (line->arg_count == 0)
		return !line->value[OPT_FORMAT];
	if (line->arg_count == 1)
		return strcmp(line->args[0], "list") == 0;
	return answer_from(line->args[0], &answer) && !line->value[OPT_FORMAT];
}

int cmd_notify(struct cli *cli)
{
	struct arena arena = { 0 };
	struct program_config config;
	struct office office;
	struct error err = { 0 };
	bool lists = cli->line.arg_count == 1;
	if (!use_is_right(cli))
		return cli_usage(
			cli,
			_("prenota notify, notify list, notify again ID, notify sent ID, notify drop ID"));
	if (!cli_config(cli, &arena, &config, &err)) {
		arena_finish(&arena);
		return cli_fail(cli, &err);
	}
	int status = cli_open_office(cli, lists ? CLI_READS : CLI_WRITES | CLI_SPEAKS, &office);
	if (!status) {
		struct notifying work = { .cli = cli, .config = &config, .office = &office };
		status = lists                 ? run_list(cli, &office)
			 : cli->line.arg_count ? run_answer(cli, &office)
					       : run_send(&work);
		office_close(&office);
	}
	arena_finish(&arena);
	return status;
}
