#include "desk/absence_dialog.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/absence_dialog_state.h"
#include "desk/absence_words.h"
#include "desk/labels.h"
#include "desk/menu.h"
#include "desk/to_move_tell.h"
#include "office/day.h"

enum { CODE_SIZE = 80, OPTIONS_MAX = 96 };

/* Where each kind has its fields; -1: it has none. */
static const struct shape {
	const char *title;
	int who, from, to, count, reason; /* @from and @to are two fields each: date, time */
	const char *default_reason;
} shapes[CHANGE_COUNT] = {
	[CHANGE_ILL] = { N_("Somebody is ill or away"), 0, 1, 3, -1, 5, N_("ill") },
	[CHANGE_MEETING] = { N_("Somebody is in a meeting"), 0, 1, 3, -1, 5, N_("meeting") },
	[CHANGE_CAR] = { N_("A car to lend is in repair"), 0, 1, 3, -1, 5, N_("in repair") },
	[CHANGE_BAY] = { N_("A bay is out"), 0, 1, 3, 5, 6, N_("out of order") },
	[CHANGE_CLOSED] = { N_("The site closes early"), -1, 0, 2, -1, 4, N_("closed early") },
	[CHANGE_LATE_CAR] = { N_("A lent car comes back late"), 0, -1, 1, -1, -1, NULL },
};

const char *absence_dialog_title(enum day_change change)
{
	return _(shapes[change].title);
}

bool absence_dialog_may(const struct desk *desk, struct error *err)
{
	if (desk_is_readonly(desk))
		return error_set(err, ERROR_PERMISSION,
				 _("this console is read-only: nothing can be changed here"));
	return office_may(desk_office(desk), OFFICE_ROLES_BOOK, err);
}

/* --- from the fields to an absence --- */

const struct absence_context *absence_context(const struct dialog *dialog)
{
	return dialog_context(dialog);
}

struct moment absence_moment(const struct dialog *dialog, int field)
{
	return (struct moment){ dialog_day(dialog, field), dialog_minute(dialog, field + 1) };
}

static bool make(struct dialog *dialog, struct absence *absence, struct error *err)
{
	struct office *office = desk_office(dialog_desk(dialog));
	const struct absence_context *context = absence_context(dialog);
	const struct shape *shape = &shapes[context->change];
	const char *what = shape->who < 0 ? "site" : dialog_text(dialog, shape->who);
	if (context->change == CHANGE_LATE_CAR)
		return office_absence_late_car(office, what, absence_moment(dialog, shape->to),
					       dialog_arena(dialog), absence, err);
	const char *reason = dialog_text(dialog, shape->reason);
	if (!office_absence_make(office, what, absence_moment(dialog, shape->from),
				 absence_moment(dialog, shape->to), *reason ? reason : NULL, absence, err))
		return false;
	absence->id = context->id;
	if (shape->count >= 0 && dialog_number(dialog, shape->count) > 0)
		absence->count = dialog_number(dialog, shape->count);
	return true;
}

static bool preview(struct dialog *dialog, struct dialog_page *page, struct error *err)
{
	struct desk *desk = dialog_desk(dialog);
	struct absence absence;
	struct office_consequences found = { 0 };
	struct buffer text = { 0 };
	if (!make(dialog, &absence, err) ||
	    !office_absence_preview(desk_office(desk), &absence, i18n_language(), &page->arena, &found, err))
		return false;
	absence_words(desk, &absence, &text);
	dialog_tell(page, STYLE_NORMAL, 0, "%s", buffer_text(&text));
	buffer_finish(&text);
	to_move_consequences_tell(desk, &found, page);
	return true;
}

static bool save(struct dialog *dialog, struct error *err)
{
	struct desk *desk = dialog_desk(dialog);
	struct arena arena = { 0 };
	struct absence absence;
	struct office_consequences found = { 0 };
	bool fine = make(dialog, &absence, err) &&
		    office_absence_add(desk_office(desk), &absence, i18n_language(), &arena, &found, err);
	if (fine) {
		desk_close(desk);
		if (found.to_move.count)
			desk_say(desk, _("Entered. %zu appointments must move: Ctrl+T lists them."),
				 found.to_move.count);
		else
			desk_say(desk, "%s", _("Entered. Everything that is booked still fits."));
	}
	arena_finish(&arena);
	return fine;
}

static const struct dialog_ops ops = {
	.help = N_("A change of the day: who or what, from when, until when. Enter shows what no longer fits "
		   "before anything is saved; Enter again saves, Esc goes back to the fields. Dates: 24, "
		   "tue, +3. "
		   "Times: 9, 930, 09:30."),
	.verb = N_("Enter saves it, Esc goes back to the fields"),
	.preview = preview,
	.done = save,
};

/* --- who or what --- */

static bool is_person(const struct staff *member)
{
	return member->active &&
	       member->roles & (ROLE_ADVISOR | ROLE_TECHNICIAN | ROLE_DRIVER | ROLE_FOREMAN);
}

static const char *role_of(const struct staff *member)
{
	static const enum role roles[] = { ROLE_ADVISOR, ROLE_TECHNICIAN, ROLE_DRIVER, ROLE_FOREMAN };
	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
		if (member->roles & roles[i])
			return label_role(roles[i]);
	return "";
}

static size_t people(const struct site *site, struct arena *arena, struct dialog_option *options)
{
	static const unsigned order[] = { ROLE_ADVISOR, ROLE_TECHNICIAN, ROLE_DRIVER, ROLE_FOREMAN };
	size_t count = 0;
	unsigned before = 0;
	for (size_t r = 0; r < sizeof order / sizeof order[0]; before |= order[r++])
		for (int i = 0; i < site->staff_count && count < OPTIONS_MAX; i++) {
			const struct staff *member = &site->staff[i];
			if (!is_person(member) || !(member->roles & order[r]) || member->roles & before)
				continue;
			const char *label = label_member(member);
			bool same = strcmp(label, member->name) == 0;
			const char *text = arena_printf(arena, "%s  %s%s%s", label, same ? "" : member->name,
							same ? "" : "  ", role_of(member));
			options[count++] = (struct dialog_option){ member->code, text };
		}
	return count;
}

/* For a car that is late only those that are out. */
static size_t cars(struct desk *desk, bool out, struct arena *arena, struct dialog_option *options)
{
	const struct site *site = desk_site(desk);
	const struct plan_state *state = out ? desk_plan(desk, &(struct error){ 0 }) : NULL;
	size_t count = 0;
	for (int i = 0; i < site->unit_count && count < OPTIONS_MAX; i++) {
		const struct mobility_unit *unit = &site->units[i];
		bool lent = false;
		for (size_t j = 0; state && j < state->loan_count; j++)
			lent |= state->loans[j].unit == i && state->loans[j].out;
		if (!unit->active || (out && !lent))
			continue;
		const char *text =
			arena_printf(arena, "%s  %s  %s", unit->code, unit->model ? unit->model : "",
				     unit->plate ? unit->plate : "");
		options[count++] = (struct dialog_option){ unit->code, text };
	}
	return count;
}

static size_t bays(struct desk *desk, struct arena *arena, struct dialog_option *options)
{
	const struct site *site = desk_site(desk);
	size_t count = 0;
	for (int i = 0; i < site->bay_count && count < OPTIONS_MAX; i++)
		options[count++] = (struct dialog_option){
			site->bays[i].code,
			arena_printf(arena, _("%s  (%d there)"),
				     label_text(&site->bays[i].name, desk_lang(desk), site->bays[i].code),
				     site->bays[i].count),
		};
	return count;
}

static size_t things(struct desk *desk, enum day_change change, struct arena *arena,
		     struct dialog_option *options)
{
	switch (change) {
	case CHANGE_ILL:
	case CHANGE_MEETING:
		return people(desk_site(desk), arena, options);
	case CHANGE_CAR:
	case CHANGE_LATE_CAR:
		return cars(desk, change == CHANGE_LATE_CAR, arena, options);
	case CHANGE_BAY:
		return bays(desk, arena, options);
	case CHANGE_CLOSED:
	case CHANGE_COUNT:
		break;
	}
	return 0;
}

/* --- the fields --- */

size_t absence_add_moment(struct arena *arena, struct dialog_field *fields, size_t count,
			  const char *day_label, const char *time_label, struct moment at)
{
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
	if (at.minute == 0) /* the end of a day is named by its own date */
		at = (struct moment){ at.day - 1, MINUTES_PER_DAY - 1 };
	fields[count++] = (struct dialog_field){
		.type = FORM_DATE,
		.label = day_label,
		.value = arena_strdup(arena, civil_format_date(at.day, date)),
		.required = true,
	};
	fields[count++] = (struct dialog_field){
		.type = FORM_TIME,
		.label = time_label,
		.value = arena_strdup(arena, civil_format_time(at.minute, time)),
		.required = true,
	};
	return count;
}

static size_t add_fields(struct arena *arena, enum day_change change, const struct absence_begin *begin,
			 const struct dialog_option *options, size_t option_count,
			 struct dialog_field *fields)
{
	const struct shape *shape = &shapes[change];
	size_t count = 0;
	if (shape->who >= 0)
		fields[count++] = (struct dialog_field){
			.type = FORM_CHOICE,
			.label = _("Who or what"),
			.value = begin->code,
			.required = true,
			.options = options,
			.option_count = option_count,
		};
	if (shape->from >= 0)
		count = absence_add_moment(arena, fields, count, _("From day"), _("From time"), begin->from);
	count = absence_add_moment(
		arena, fields, count, change == CHANGE_LATE_CAR ? _("Back on day") : _("Until day"),
		change == CHANGE_LATE_CAR ? _("Back at time") : _("Until time"), begin->to);
	if (shape->count >= 0)
		fields[count++] = (struct dialog_field){
			.type = FORM_NUMBER,
			.label = _("How many"),
			.hint = _("how many of these bays are out"),
			.value = arena_printf(arena, "%d", begin->count),
			.required = true,
			.min = 1,
			.max = 99,
		};
	if (shape->reason >= 0)
		fields[count++] = (struct dialog_field){
			.type = FORM_TEXT,
			.label = _("Reason"),
			.hint = _("a word for the others; no more than they must know"),
			.value = begin->reason,
		};
	return count;
}

bool absence_open_with(struct desk *desk, struct absence_context context, const struct absence_begin *begin,
		       struct error *err)
{
	struct arena arena = { 0 };
	struct dialog_option options[OPTIONS_MAX];
	struct dialog_field fields[DIALOG_FIELDS_MAX];
	size_t option_count = things(desk, context.change, &arena, options);
	if (shapes[context.change].who >= 0 && option_count == 0) {
		arena_finish(&arena);
		return error_set(err, ERROR_INPUT, "%s",
				 context.change == CHANGE_LATE_CAR ? _("no car is lent out now")
								   : _("there is nothing of the kind here"));
	}
	size_t count = add_fields(&arena, context.change, begin, options, option_count, fields);
	dialog_open(desk, absence_dialog_title(context.change), &ops, fields, count, &context,
		    sizeof context);
	arena_finish(&arena);
	return true;
}

int absence_quarter(int minute)
{
	return minute / 15 * 15;
}

static struct absence_begin begin_for(struct desk *desk, enum day_change change, const char *code,
				      civil_day day)
{
	struct moment now = desk_moment(desk);
	struct hours open = site_opening_on(desk_site(desk), day);
	int opens = open.count ? open.intervals[0].start : 9 * 60;
	int closes = open.count ? open.intervals[open.count - 1].end : 18 * 60;
	bool today = day <= now.day;
	struct moment from = { today ? now.day : day,
			       today && now.minute > opens ? absence_quarter(now.minute) : opens };
	struct moment to = { from.day, from.minute < closes ? closes : MINUTES_PER_DAY - 1 };
	const char *reason = shapes[change].default_reason;
	if (change == CHANGE_MEETING && from.minute + 60 < closes)
		to.minute = from.minute + 60;
	if (change == CHANGE_CLOSED && closes - 120 > from.minute)
		from.minute = closes - 120;
	return (struct absence_begin){ code, from, to, 1, reason ? _(reason) : NULL };
}

bool absence_dialog_open(struct desk *desk, enum day_change change, const char *code, civil_day day,
			 struct error *err)
{
	struct absence_begin begin = begin_for(desk, change, code, day);
	return absence_dialog_may(desk, err) &&
	       absence_open_with(desk, (struct absence_context){ .change = change }, &begin, err);
}

/* --- choosing --- */

static bool take_change(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	int change, day;
	char code[CODE_SIZE] = "";
	if (sscanf(id, "%d %d %79s", &change, &day, code) < 2)
		return true;
	if (change == CHANGE_COUNT)
		return absence_dialog_end_of_day(desk, day, err);
	return absence_dialog_open(desk, (enum day_change)change, code[0] ? code : NULL, day, err);
}

bool absence_dialog_choose(struct desk *desk, const char *code, civil_day day, struct error *err)
{
	struct arena arena = { 0 };
	struct menu_row rows[CHANGE_COUNT + 1];
	if (!absence_dialog_may(desk, err))
		return false;
	for (int i = 0; i <= CHANGE_COUNT; i++)
		rows[i] = (struct menu_row){
			arena_printf(&arena, "%d %d %s", i, (int)day, code ? code : ""),
			i < CHANGE_COUNT ? absence_dialog_title((enum day_change)i)
					 : _("End or correct what was entered"),
			NULL,
		};
	menu_open(desk, _("A change of the day"), NULL, rows, CHANGE_COUNT + 1, 0, NULL, take_change, NULL);
	arena_finish(&arena);
	return true;
}
