#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/dates.h"
#include "cli/output.h"
#include "cli/place.h"
#include "cli/words.h"
#include "office/day.h"

enum { LIST_DAYS = 60, STAMP_SIZE = CIVIL_DATE_SIZE + CIVIL_TIME_SIZE };

static const char *const kinds[] = {
	[ABSENT_STAFF] = "staff",
	[ABSENT_UNIT] = "unit",
	[ABSENT_BAY] = "bay",
	[ABSENT_SITE] = "site",
};

static const char *say(struct moment at, char text[STAMP_SIZE])
{
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
	snprintf(text, STAMP_SIZE, "%s %s", civil_format_date(at.day, date),
		 civil_format_time(at.minute, time));
	return text;
}

/* Midnight is the end of a day. */
static const char *say_end(struct moment at, char text[STAMP_SIZE])
{
	return say(at.minute ? at : (struct moment){ at.day - 1, MINUTES_PER_DAY }, text);
}

/* --- add --- */

static const struct cli_column move_columns[] = {
	{ "date", N_("Date"), CELL_TEXT, 0 },        { "time", N_("Time"), CELL_TEXT, 0 },
	{ "number", N_("File"), CELL_NUMBER, 0 },    { "title", N_("Title"), CELL_TEXT, 60 },
	{ "advisor", N_("Advisor"), CELL_TEXT, 16 }, { "rules", N_("Rules"), CELL_WORDS, 0 },
	{ "why", N_("Why"), CELL_TEXT, 80 },         { "swap", N_("Car instead"), CELL_TEXT, 0 },
	{ "new", N_("New"), CELL_TEXT, 0 },
};

static void whys_join(const struct office_to_move *item, struct buffer *rules, struct buffer *texts)
{
	for (int i = 0; i < item->why_count; i++) {
		if (i == 0 || item->why[i].rule != item->why[i - 1].rule)
			buffer_printf(rules, "%s%s", rules->len ? " " : "", plan_rule_id(item->why[i].rule));
		buffer_printf(texts, "%s%s", texts->len ? "; " : "", item->why[i].text);
	}
}

static void move_add(struct cli_listing *listing, const struct office_to_move *item)
{
	const struct appointment *appointment = &item->reception.appointment;
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE], number[16];
	struct buffer rules = { 0 }, texts = { 0 };
	whys_join(item, &rules, &texts);
	snprintf(number, sizeof number, "%d", appointment->number);
	const char *cells[] = {
		civil_format_date(appointment->day, date),
		civil_format_time(appointment->start, time),
		number,
		appointment->title,
		appointment->advisor_name,
		buffer_text(&rules),
		buffer_text(&texts),
		item->swap,
		item->fresh ? "yes" : "no",
	};
	cli_listing_add(listing, cells);
	buffer_finish(&rules);
	buffer_finish(&texts);
}

static json_t *move_json(const struct office_to_move *item)
{
	const struct appointment *appointment = &item->reception.appointment;
	json_t *why = json_array();
	for (int i = 0; i < item->why_count; i++) {
		json_t *rule = json_object();
		json_object_set_new(rule, "rule", json_string(plan_rule_id(item->why[i].rule)));
		json_object_set_new(rule, "text", cli_json_text(item->why[i].text));
		json_array_append_new(why, rule);
	}
	json_t *value = json_object();
	json_object_set_new(value, "id", cli_json_text(appointment->file_id));
	json_object_set_new(value, "number", json_integer(appointment->number));
	json_object_set_new(value, "title", cli_json_text(appointment->title));
	json_object_set_new(value, "date", cli_json_date(appointment->day));
	json_object_set_new(value, "time", cli_json_time(appointment->start));
	json_object_set_new(value, "advisor", cli_json_text(appointment->advisor));
	json_object_set_new(value, "why", why);
	json_object_set_new(value, "handback_only", json_boolean(item->handback_only));
	json_object_set_new(value, "swap", cli_json_text(item->swap));
	json_object_set_new(value, "new", json_boolean(item->fresh));
	return value;
}

static json_t *over_json(const struct office *office, const struct office_over *over)
{
	json_t *value = json_object();
	json_object_set_new(value, "date", cli_json_date(over->day));
	json_object_set_new(value, "half", json_string(half_code(over->half)));
	json_object_set_new(value, "skill", cli_json_text(office->site.skills[over->skill].code));
	json_object_set_new(value, "planned", json_integer(over->planned));
	json_object_set_new(value, "capacity", json_integer(over->capacity));
	return value;
}

static int consequences_json(const struct cli *cli, const struct office *office,
			     const struct office_consequences *found)
{
	json_t *items = json_array(), *overs = json_array(), *value = json_object();
	for (size_t i = 0; i < found->to_move.count; i++)
		json_array_append_new(items, move_json(&found->to_move.items[i]));
	for (size_t i = 0; i < found->over.count; i++)
		json_array_append_new(overs, over_json(office, &found->over.items[i]));
	json_object_set_new(value, "id", found->id ? json_integer(found->id) : json_null());
	json_object_set_new(value, "items", items);
	json_object_set_new(value, "over", overs);
	return cli_json_print(cli, value);
}

/* The number of what was saved, and the half days with too much work, above the list. */
static int consequences_head(const struct cli *cli, const struct office *office,
			     const struct office_consequences *found)
{
	struct buffer out = { 0 };
	char date[CIVIL_DATE_SIZE];
	if (found->id)
		buffer_printf(&out, _("absence %" PRId64 " is entered\n"), found->id);
	for (size_t i = 0; i < found->over.count; i++) {
		const struct office_over *over = &found->over.items[i];
		buffer_printf(&out, "%s %s  ", civil_format_date(over->day, date), half_code(over->half));
		text_show(&out, office->site.skills[over->skill].code);
		buffer_printf(&out, _(": %d of %d min\n"), over->planned, over->capacity);
	}
	int status = out.len ? cli_print(cli, buffer_text(&out)) : EX_OK;
	buffer_finish(&out);
	return status;
}

static int consequences_answer(const struct cli *cli, const struct office *office,
			       const struct office_consequences *found)
{
	enum cli_format format = cli_format_of(cli, FORMAT_TABLE);
	if (format == FORMAT_JSON)
		return consequences_json(cli, office, found);
	int status = format == FORMAT_TABLE ? consequences_head(cli, office, found) : EX_OK;
	if (status)
		return status;
	struct cli_listing *listing =
		cli_listing_create(cli, move_columns, sizeof move_columns / sizeof move_columns[0]);
	cli_listing_label(listing, "new", cli_word_yes);
	for (size_t i = 0; i < found->to_move.count; i++)
		move_add(listing, &found->to_move.items[i]);
	return cli_listing_end(listing);
}

static int add(struct cli *cli, struct office *office, struct arena *arena)
{
	struct moment from = office_moment(office), to;
	struct absence absence;
	struct office_consequences found;
	struct error err;
	bool preview = cli->line.value[OPT_PREVIEW] != NULL;
	int status = cli_moment(cli, office, OPT_FROM, false, &from);
	to = (struct moment){ from.day, MINUTES_PER_DAY };
	if (!status)
		status = cli_moment(cli, office, OPT_TO, true, &to);
	if (status)
		return status;
	if (moment_compare(to, from) <= 0)
		return cli_usage(cli, _("--to lies before --from"));
	bool fine = office_absence_make(office, cli->line.args[0], from, to, cli->line.value[OPT_REASON],
					&absence, &err) &&
		    (preview ? office_absence_preview(office, &absence, i18n_language(), arena, &found, &err)
			     : office_absence_add(office, &absence, i18n_language(), arena, &found, &err));
	return fine ? consequences_answer(cli, office, &found) : cli_fail(cli, &err);
}

/* --- list --- */

static const struct cli_column list_columns[] = {
	{ "id", N_("Id"), CELL_NUMBER, 0 },        { "kind", N_("Kind"), CELL_TEXT, 0 },
	{ "what", N_("What"), CELL_TEXT, 20 },     { "name", N_("Name"), CELL_TEXT, 30 },
	{ "from", N_("From"), CELL_TEXT, 0 },      { "to", N_("To"), CELL_TEXT, 0 },
	{ "reason", N_("Reason"), CELL_TEXT, 40 }, { "by", N_("By"), CELL_TEXT, 16 },
};

static void absence_row(struct cli_listing *listing, const struct office *office,
			const struct absence *absence)
{
	char id[32], from[STAMP_SIZE], to[STAMP_SIZE];
	snprintf(id, sizeof id, "%" PRId64, absence->id);
	const char *cells[] = {
		id,
		kinds[absence->kind],
		absence->kind == ABSENT_SITE ? "site" : absence->code,
		office_absence_name(office, absence),
		say(absence->from, from),
		say_end(absence->to, to),
		absence->reason,
		absence->entered_by,
	};
	cli_listing_add(listing, cells);
}

static int list(struct cli *cli, struct office *office, struct arena *arena)
{
	civil_day first = office_moment(office).day, last;
	struct absence_list absences;
	struct error err;
	int status = cli_date(cli, office, OPT_FROM, &first);
	last = first + LIST_DAYS;
	if (!status)
		status = cli_date(cli, office, OPT_TO, &last);
	if (status)
		return status;
	if (!office_absences(office, first, last, arena, &absences, &err))
		return cli_fail(cli, &err);
	struct cli_listing *listing =
		cli_listing_create(cli, list_columns, sizeof list_columns / sizeof list_columns[0]);
	cli_listing_label(listing, "kind", cli_word_thing);
	for (size_t i = 0; i < absences.count; i++)
		absence_row(listing, office, &absences.items[i]);
	return cli_listing_end(listing);
}

/* --- end --- */

static int end(struct cli *cli, struct office *office, struct arena *arena)
{
	struct moment to = { 0 };
	struct error err;
	int id;
	if (!cli_number(cli->line.args[0], 1, INT_MAX, &id))
		return cli_usage(cli, _("%s is no number of an absence; prenota absence list shows them"),
				 cli->line.args[0]);
	int status = cli_moment(cli, office, OPT_TO, false, &to);
	if (status)
		return status;
	return office_absence_end(office, id, to, &err) ? EX_OK : cli_fail(cli, &err);
}

int cmd_absence_add(struct cli *cli)
{
	unsigned access = cli->line.value[OPT_PREVIEW] ? CLI_READS : CLI_WRITES;
	return cli_with_office(cli, access | CLI_SPEAKS, add);
}

int cmd_absence_list(struct cli *cli)
{
	return cli_with_office(cli, CLI_READS, list);
}

int cmd_absence_end(struct cli *cli)
{
	return cli_with_office(cli, CLI_WRITES | CLI_SPEAKS, end);
}
