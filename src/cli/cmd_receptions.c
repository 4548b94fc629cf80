#include <stdio.h>

#include "base/i18n.h"
#include "cli/dates.h"
#include "cli/output.h"
#include "cli/place.h"
#include "cli/words.h"
#include "model/rules.h"
#include "office/file_check.h"
#include "office/reading.h"

static const struct cli_column columns[] = {
	{ "time", N_("Time"), CELL_TEXT, 0 },          { "minutes", N_("Min"), CELL_NUMBER, 0 },
	{ "advisor", N_("Advisor"), CELL_TEXT, 16 },   { "number", N_("File"), CELL_NUMBER, 0 },
	{ "marks", N_("Marks"), CELL_WORDS, 0 },       { "title", N_("Title"), CELL_TEXT, 60 },
	{ "customer", N_("Customer"), CELL_TEXT, 24 }, { "persona", N_("Persona"), CELL_TEXT, 0 },
	{ "vehicle", N_("Vehicle"), CELL_TEXT, 24 },   { "plate", N_("Plate"), CELL_TEXT, 16 },
	{ "request", N_("Request"), CELL_TEXT, 40 },   { "mobility", N_("Mobility"), CELL_TEXT, 0 },
	{ "handback", N_("Hand-back"), CELL_TEXT, 0 }, { "state", N_("State"), CELL_TEXT, 0 },
	{ "check", N_("Check"), CELL_TEXT, 0 },        { "missing", N_("Missing"), CELL_WORDS, 0 },
};

static void reception_add(struct cli_listing *listing, const struct office_checked *checked)
{
	const struct reception *reception = &checked->reception;
	const struct appointment *appointment = &reception->appointment;
	char time[CIVIL_TIME_SIZE], date[CIVIL_DATE_SIZE], back[CIVIL_TIME_SIZE];
	char minutes[16], number[16], marks[128], mobility[64], handback[64];
	snprintf(minutes, sizeof minutes, "%d", appointment->minutes);
	snprintf(number, sizeof number, "%d", appointment->number);
	snprintf(mobility, sizeof mobility, "%s%s%s", mobility_code(appointment->mobility),
		 appointment->unit ? " " : "", appointment->unit ? appointment->unit : "");
	snprintf(handback, sizeof handback, "%s %s", civil_format_date(appointment->handback_day, date),
		 civil_format_time(appointment->handback_start, back));
	const char *cells[] = {
		civil_format_time(appointment->start, time),
		minutes,
		appointment->advisor_name,
		number,
		marks_text(appointment->marks, marks, sizeof marks),
		appointment->title,
		reception->customer_name,
		persona_code(reception->persona),
		reception->vehicle_model,
		reception->plate,
		reception->request,
		mobility,
		handback,
		appointment_state_code(appointment->state),
		file_light_code(checked->check.light),
		reception->missing,
	};
	cli_listing_add(listing, cells);
}

/* After noon the next open day, else today (or the next open one). */
static civil_day day_default(const struct office *office)
{
	struct moment now = office_moment(office);
	civil_day first = now.minute >= 12 * 60 ? now.day + 1 : now.day;
	return cli_open_day(&office->site, first, 1);
}

static int list(struct cli *cli, struct office *office, struct arena *arena)
{
	struct office_checked_list receptions = { 0 };
	struct error err;
	civil_day day = day_default(office);
	const char *advisor = cli->line.value[OPT_ADVISOR];
	int status = cli_date(cli, office, OPT_DATE, &day);
	if (status)
		return status;
	if (advisor && site_find_staff(&office->site, advisor) < 0)
		return cli_usage(cli, _("--advisor %s: nobody on the staff is called that"), advisor);
	if (!office_check_files(office, day, day, advisor, arena, &receptions, &err))
		return cli_fail(cli, &err);
	char date[CIVIL_DATE_SIZE];
	office_note_listing(office, "receptions", civil_format_date(day, date));
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	cli_listing_label(listing, "persona", cli_word_persona);
	cli_listing_label(listing, "mobility", cli_word_mobility);
	cli_listing_label(listing, "state", cli_word_state);
	cli_listing_label(listing, "check", cli_word_light);
	cli_listing_label(listing, "missing", label_open_point);
	for (size_t i = 0; i < receptions.count; i++)
		reception_add(listing, &receptions.items[i]);
	return cli_listing_end(listing);
}

int cmd_receptions(struct cli *cli)
{
	struct arena arena = { 0 };
	struct office office;
	int status = cli_open_office(cli, CLI_READS, &office);
	if (!status) {
		status = list(cli, &office, &arena);
		office_close(&office);
	}
	arena_finish(&arena);
	return status;
}
