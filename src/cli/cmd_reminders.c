/* prenota reminders: whose service is due, and what came of each attempt to tell them (R49, R50). */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/dates.h"
#include "cli/output.h"
#include "cli/place.h"
#include "model/label.h"
#include "model/label_reminder.h"
#include "office/reading.h"
#include "office/reminders.h"

enum { LIST_MAX = 100000 };

static const struct cli_column columns[] = {
	{ "due", N_("Due"), CELL_TEXT, 0 },
	{ "state", N_("State"), CELL_TEXT, 0 },
	{ "contact_by", N_("Contact by"), CELL_TEXT, 0 },
	{ "next", N_("Next attempt"), CELL_TEXT, 0 },
	{ "customer", N_("Customer"), CELL_TEXT, 24 },
	{ "telephone", N_("Telephone"), CELL_TELEPHONE, 0 },
	{ "means", N_("By"), CELL_TEXT, 0 },
	{ "plate", N_("Plate"), CELL_TEXT, 0 },
	{ "model", N_("Model"), CELL_TEXT, 18 },
	{ "work", N_("Work"), CELL_WORDS, 24 },
	{ "reason", N_("Due by"), CELL_TEXT, 0 },
	{ "by_date", N_("By date"), CELL_TEXT, 0 },
	{ "by_mileage", N_("By mileage"), CELL_TEXT, 0 },
	{ "at_km", N_("At km"), CELL_NUMBER, 0 },
	{ "km", N_("Km"), CELL_NUMBER, 0 },
	{ "contract", N_("Contract"), CELL_TEXT, 20 },
	{ "attempts", N_("Attempts"), CELL_NUMBER, 0 },
	{ "last", N_("Last"), CELL_TEXT, 0 },
	{ "result", N_("Result"), CELL_TEXT, 0 },
	{ "file", N_("File"), CELL_NUMBER, 0 },
	{ "id", N_("Id"), CELL_TEXT, 0 },
};

/* A number as a cell; NULL where there is none. */
static const char *number_of(int number, int none, char text[16])
{
	if (number == none)
		return NULL;
	snprintf(text, 16, "%d", number);
	return text;
}

static const char *date_of(civil_day day, char text[CIVIL_DATE_SIZE])
{
	return day ? civil_format_date(day, text) : NULL;
}

static void reminder_add(struct cli_listing *listing, struct office *office, const struct reminder *r,
			 struct arena *arena)
{
	char due[CIVIL_DATE_SIZE], by[CIVIL_DATE_SIZE], next[CIVIL_DATE_SIZE], last[CIVIL_DATE_SIZE];
	char date[CIVIL_DATE_SIZE], mileage[CIVIL_DATE_SIZE], at_km[16], km[16], attempts[16], number[16];
	const char *state = office_reminder_state(r, office_moment(office).day);
	bool waits = strcmp(r->state, "waiting") == 0 || strcmp(r->state, "open") == 0;
	civil_day again =
		r->next_attempt ? r->next_attempt : due_attempt_day(r->due, r->attempts, r->last_attempt);
	const char *cells[] = {
		date_of(r->due, due),
		state,
		date_of(r->due - DUE_LATE_DAYS, by),
		waits && !r->held ? date_of(again, next) : NULL,
		r->customer_name,
		r->telephone,
		r->means == CONTACT_UNASKED ? NULL : contact_means_code(r->means),
		r->plate,
		r->model,
		r->work,
		due_reason_code(r->reason),
		date_of(r->by_date, date),
		date_of(r->by_km, mileage),
		number_of(r->at_km, -1, at_km),
		number_of(r->mileage, -1, km),
		office_reminder_contract(office, r, arena),
		number_of(r->attempts, -1, attempts),
		date_of(r->last_attempt, last),
		r->last_result ? r->last_result : r->result,
		number_of(r->number, 0, number),
		r->id,
	};
	cli_listing_add(listing, cells);
}

/* Without a period: those whose window is open, the ones that nobody contacted yet first. */
static bool read_list(struct cli *cli, struct office *office, civil_day first, civil_day last,
		      struct arena *arena, struct reminder_list *list, struct error *err)
{
	civil_day from, to;
	const char *state = cli->line.value[OPT_STATE];
	office_reminder_window(office_moment(office).day, &from, &to);
	if (!first && !last && !state)
		return store_due_reminders(office->store, from, to, LIST_MAX, arena, list, err);
	bool all = state && strcmp(state, "all") == 0;
	bool shown = state && (strcmp(state, "late") == 0 || strcmp(state, "open") == 0 ||
			       strcmp(state, "waiting") == 0);
	return store_reminders_between(office->store, first ? first : from, last ? last : INT32_MAX,
				       all || shown ? NULL : state, LIST_MAX, arena, list, err);
}

static int list(struct cli *cli, struct office *office, struct arena *arena)
{
	struct reminder_list reminders = { 0 };
	civil_day first = 0, last = 0;
	struct error err = { 0 };
	const char *state = cli->line.value[OPT_STATE];
	int status = cli_date(cli, office, OPT_FROM, &first);
	if (!status)
		status = cli_date(cli, office, OPT_TO, &last);
	if (status)
		return status;
	if (!read_list(cli, office, first, last, arena, &reminders, &err))
		return cli_fail(cli, &err);
	office_note_listing(office, "reminder", NULL);
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	cli_listing_country(listing, office->site.country);
	cli_listing_label(listing, "state", label_reminder_state);
	cli_listing_label(listing, "reason", label_due_reason);
	cli_listing_label(listing, "means", label_means_code);
	cli_listing_label(listing, "result", label_attempt);
	for (size_t i = 0; i < reminders.count; i++) {
		const char *own = office_reminder_state(&reminders.items[i], office_moment(office).day);
		if (!state || strcmp(state, "all") == 0 || strcmp(state, own) == 0)
			reminder_add(listing, office, &reminders.items[i], arena);
	}
	return cli_listing_end(listing);
}

int cmd_reminders(struct cli *cli)
{
	struct arena arena = { 0 };
	struct office office;
	const char *state = cli->line.value[OPT_STATE];
	if (state && strcmp(state, "all") != 0 && strcmp(label_reminder_state(state), state) == 0)
		return cli_usage(
			cli,
			_("there is no state \"%s\"; waiting, open, late, booked, declined, stopped, "
			  "done, no-consent, no-number, ownership, sold and all are known"),
			state);
	int status = cli_open_office(cli, CLI_WRITES, &office);
	if (status)
		return status;
	/* What changed since somebody looked is worked out first; who may not write sees what stands. */
	struct office_reminder_run run;
	struct error err = { 0 };
	if (!office.readonly && !office_run_reminders(&office, 0, &run, &err) &&
	    err.code != ERROR_PERMISSION && err.code != ERROR_BUSY)
		status = cli_fail(cli, &err);
	if (!status)
		status = list(cli, &office, &arena);
	office_close(&office);
	arena_finish(&arena);
	return status;
}
