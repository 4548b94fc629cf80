#include <stdio.h>

#include "base/i18n.h"
#include "cli/dates.h"
#include "cli/output.h"
#include "cli/place.h"
#include "cli/receptions_file.h"
#include "cli/words.h"
#include "model/rules.h"
#include "office/file_check.h"
#include "office/reading.h"

enum { PERIOD_MAX = 366 };

/* The date is left out of a list of one day. */
static const struct cli_column columns[] = {
	{ "date", N_("Date"), CELL_TEXT, 0 },         { "time", N_("Time"), CELL_TEXT, 0 },
	{ "minutes", N_("Min"), CELL_NUMBER, 0 },     { "advisor", N_("Advisor"), CELL_TEXT, 16 },
	{ "number", N_("File"), CELL_NUMBER, 0 },     { "marks", N_("Marks"), CELL_WORDS, 0 },
	{ "title", N_("Title"), CELL_TEXT, 60 },      { "customer", N_("Customer"), CELL_TEXT, 24 },
	{ "persona", N_("Persona"), CELL_TEXT, 0 },   { "vehicle", N_("Vehicle"), CELL_TEXT, 24 },
	{ "plate", N_("Plate"), CELL_TEXT, 16 },      { "request", N_("Request"), CELL_TEXT, 40 },
	{ "mobility", N_("Mobility"), CELL_TEXT, 0 }, { "handback", N_("Hand-back"), CELL_TEXT, 0 },
	{ "state", N_("State"), CELL_TEXT, 0 },       { "check", N_("Check"), CELL_TEXT, 0 },
	{ "missing", N_("Missing"), CELL_WORDS, 0 },
};

static void reception_add(struct cli_listing *listing, const struct office_checked *checked, bool dated)
{
	const struct reception *reception = &checked->reception;
	const struct appointment *appointment = &reception->appointment;
	char time[CIVIL_TIME_SIZE], date[CIVIL_DATE_SIZE], back[CIVIL_TIME_SIZE];
	char day[CIVIL_DATE_SIZE], minutes[16], number[16], marks[128], mobility[64], handback[64];
	snprintf(minutes, sizeof minutes, "%d", appointment->minutes);
	snprintf(number, sizeof number, "%d", appointment->number);
	snprintf(mobility, sizeof mobility, "%s%s%s", mobility_code(appointment->mobility),
		 appointment->unit ? " " : "", appointment->unit ? appointment->unit : "");
	snprintf(handback, sizeof handback, "%s %s", civil_format_date(appointment->handback_day, date),
		 civil_format_time(appointment->handback_start, back));
	const char *cells[] = {
		civil_format_date(appointment->day, day),
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
	cli_listing_add(listing, dated ? cells : cells + 1);
}

/* After noon the next open day, else today (or the next open one). */
static civil_day day_default(const struct office *office)
{
	struct moment now = office_moment(office);
	civil_day first = now.minute >= 12 * 60 ? now.day + 1 : now.day;
	return cli_open_day(&office->site, first, 1);
}

struct period {
	civil_day first, last;
	bool several; /* asked for by --from or --to: rows say their date */
};

/* --date, or --from and --to; 0 or the status of wrong use. */
static int period_of(struct cli *cli, struct office *office, struct period *period)
{
	const char *const *value = cli->line.value;
	*period = (struct period){ day_default(office), 0, value[OPT_FROM] || value[OPT_TO] };
	if (period->several && value[OPT_DATE])
		return cli_usage(cli, _("--date is one day; --from and --to are several"));
	if (value[OPT_TO] && !value[OPT_FROM])
		period->first = office_moment(office).day;
	int status = cli_date(cli, office, value[OPT_DATE] ? OPT_DATE : OPT_FROM, &period->first);
	period->last = period->first;
	if (!status)
		status = cli_date(cli, office, OPT_TO, &period->last);
	if (!status && period->last < period->first)
		return cli_usage(cli, _("--to lies before --from"));
	if (!status && period->last - period->first > PERIOD_MAX)
		return cli_usage(cli, _("more than %d days; ask for fewer"), PERIOD_MAX);
	return status;
}

static int print_listing(struct cli *cli, const struct office_checked_list *receptions, bool dated)
{
	const struct cli_column *shown = dated ? columns : columns + 1;
	size_t count = sizeof columns / sizeof columns[0] - (dated ? 0 : 1);
	struct cli_listing *listing = cli_listing_create(cli, shown, count);
	cli_listing_label(listing, "persona", cli_word_persona);
	cli_listing_label(listing, "mobility", cli_word_mobility);
	cli_listing_label(listing, "state", cli_word_state);
	cli_listing_label(listing, "check", cli_word_light);
	cli_listing_label(listing, "missing", label_open_point);
	for (size_t i = 0; i < receptions->count; i++)
		reception_add(listing, &receptions->items[i], dated);
	return cli_listing_end(listing);
}

static int list(struct cli *cli, struct office *office, struct arena *arena)
{
	struct office_checked_list receptions = { 0 };
	struct error err;
	struct period period;
	const char *advisor = cli->line.value[OPT_ADVISOR];
	enum cli_format format = cli_format_of(cli, FORMAT_TABLE);
	int status = period_of(cli, office, &period);
	if (status)
		return status;
	if (advisor && site_find_staff(&office->site, advisor) < 0)
		return cli_usage(cli, _("--advisor %s: nobody on the staff is called that"), advisor);
	if (!office_check_files(office, period.first, period.last, advisor, arena, &receptions, &err))
		return cli_fail(cli, &err);
	char date[CIVIL_DATE_SIZE];
	office_note_listing(office, "receptions", civil_format_date(period.first, date));
	if (format == FORMAT_ICS)
		return receptions_print_calendar(cli, office, &receptions);
	if (format == FORMAT_HTML)
		return receptions_print_paper(cli, office, &receptions, period.first, period.last);
	return print_listing(cli, &receptions, period.several);
}

int cmd_receptions(struct cli *cli)
{
	return cli_with_office(cli, CLI_READS, list);
}
