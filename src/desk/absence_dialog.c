#include "desk/absence_dialog.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/absence_words.h"
#include "desk/dialog.h"
#include "desk/labels.h"
#include "desk/menu.h"
#include "desk/to_move_tell.h"
#include "desk/view_day.h"
#include "desk/when.h"
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

struct context {
	enum day_change change;
	int64_t id; /* of what is corrected, 0: a new one */
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

static const struct context *context_of(const struct dialog *dialog)
{
	return dialog_context(dialog);
}

static struct moment moment_at(const struct dialog *dialog, int field)
{
	return (struct moment){ dialog_day(dialog, field), dialog_minute(dialog, field + 1) };
}

static bool make(struct dialog *dialog, struct absence *absence, struct error *err)
{
	struct office *office = desk_office(dialog_desk(dialog));
	const struct context *context = context_of(dialog);
	const struct shape *shape = &shapes[context->change];
	const char *what = shape->who < 0 ? "site" : dialog_text(dialog, shape->who);
	if (context->change == CHANGE_LATE_CAR)
		return office_absence_late_car(office, what, moment_at(dialog, shape->to),
					       dialog_arena(dialog), absence, err);
	const char *reason = dialog_text(dialog, shape->reason);
	if (!office_absence_make(office, what, moment_at(dialog, shape->from), moment_at(dialog, shape->to),
				 *reason ? reason : NULL, absence, err))
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
			const char *text = arena_printf(arena, "%s  %s  %s", label_staff(site, member->code),
							member->name, role_of(member));
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

/* What stands in the fields at first. */
struct begin {
	const char *code;
	struct moment from, to;
	int count;
	const char *reason;
};

static size_t add_moment(struct arena *arena, struct dialog_field *fields, size_t count,
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

static size_t add_fields(struct arena *arena, enum day_change change, const struct begin *begin,
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
		count = add_moment(arena, fields, count, _("From day"), _("From time"), begin->from);
	count = add_moment(arena, fields, count,
			   change == CHANGE_LATE_CAR ? _("Back on day") : _("Until day"),
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

static bool open_with(struct desk *desk, struct context context, const struct begin *begin, struct error *err)
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

/* The next quarter of an hour. */
static int quarter(int minute)
{
	return minute / 15 * 15;
}

static struct begin begin_for(struct desk *desk, enum day_change change, const char *code, civil_day day)
{
	struct moment now = desk_moment(desk);
	struct hours open = site_opening_on(desk_site(desk), day);
	int opens = open.count ? open.intervals[0].start : 9 * 60;
	int closes = open.count ? open.intervals[open.count - 1].end : 18 * 60;
	bool today = day <= now.day;
	struct moment from = { today ? now.day : day,
			       today && now.minute > opens ? quarter(now.minute) : opens };
	struct moment to = { from.day, from.minute < closes ? closes : MINUTES_PER_DAY - 1 };
	const char *reason = shapes[change].default_reason;
	if (change == CHANGE_MEETING && from.minute + 60 < closes)
		to.minute = from.minute + 60;
	if (change == CHANGE_CLOSED && closes - 120 > from.minute)
		from.minute = closes - 120;
	return (struct begin){ code, from, to, 1, reason ? _(reason) : NULL };
}

bool absence_dialog_open(struct desk *desk, enum day_change change, const char *code, civil_day day,
			 struct error *err)
{
	struct begin begin = begin_for(desk, change, code, day);
	return absence_dialog_may(desk, err) &&
	       open_with(desk, (struct context){ .change = change }, &begin, err);
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

/* --- ending and correcting --- */

static bool absence_read(struct desk *desk, int64_t id, struct arena *arena, struct absence *absence,
			 struct error *err)
{
	struct absence_list list = { 0 };
	civil_day today = desk_moment(desk).day;
	if (!office_absences(desk_office(desk), today, today + 400, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].id == id) {
			*absence = list.items[i];
			return true;
		}
	return error_set(err, ERROR_NOT_FOUND, _("this absence is over already; nothing is to be ended"));
}

static bool end_at(struct dialog *dialog, struct error *err)
{
	struct desk *desk = dialog_desk(dialog);
	if (!office_absence_end(desk_office(desk), context_of(dialog)->id, moment_at(dialog, 0), err))
		return false;
	desk_close(desk);
	desk_say(desk, "%s", _("Noted: it ends earlier."));
	return true;
}

static const struct dialog_ops end_ops = {
	.help = N_("When it ends: earlier than was entered. Dates: 24, tue, +3. Times: 9, 930, 09:30."),
	.done = end_at,
};

static enum day_change change_of(const struct absence *absence)
{
	switch (absence->kind) {
	case ABSENT_STAFF:
		return absence->reason && strcmp(absence->reason, _("meeting")) == 0 ? CHANGE_MEETING
										     : CHANGE_ILL;
	case ABSENT_UNIT:
		return CHANGE_CAR;
	case ABSENT_BAY:
		return CHANGE_BAY;
	case ABSENT_SITE:
		break;
	}
	return CHANGE_CLOSED;
}

static bool correct(struct desk *desk, const struct absence *absence, struct error *err)
{
	struct begin begin = { absence->code, absence->from, absence->to, absence->count, absence->reason };
	struct context context = { change_of(absence), absence->id };
	return open_with(desk, context, &begin, err);
}

static void ask_end(struct desk *desk, const struct absence *absence)
{
	struct arena arena = { 0 };
	struct dialog_field fields[2];
	struct context context = { .id = absence->id };
	struct moment now = desk_moment(desk);
	bool begun = moment_compare(absence->from, now) < 0;
	now.minute = quarter(now.minute) + 15;
	size_t count = add_moment(&arena, fields, 0, _("Ends on day"), _("Ends at time"),
				  begun ? now : absence->from);
	dialog_open(desk, _("It ends at another time"), &end_ops, fields, count, &context, sizeof context);
	arena_finish(&arena);
}

static bool take_end(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct arena arena = { 0 };
	struct absence absence;
	int64_t number;
	char what;
	if (sscanf(id, "%c %" SCNd64, &what, &number) != 2)
		return true;
	bool fine = absence_read(desk, number, &arena, &absence, err);
	if (fine && what == 'n') {
		fine = office_absence_end(desk_office(desk), number, (struct moment){ 0 }, err);
		if (fine)
			desk_say(desk, "%s", _("Noted: it is over."));
	} else if (fine && what == 'a') {
		ask_end(desk, &absence);
	} else if (fine && what == 'c') {
		fine = correct(desk, &absence, err);
	}
	arena_finish(&arena);
	return fine;
}

bool absence_dialog_end(struct desk *desk, int64_t id, struct error *err)
{
	struct arena arena = { 0 };
	struct absence absence;
	struct buffer text = { 0 };
	bool fine = absence_dialog_may(desk, err) && absence_read(desk, id, &arena, &absence, err);
	if (fine) {
		bool begun = moment_compare(absence.from, desk_moment(desk)) < 0;
		struct menu_row rows[] = {
			{ "", _("leave it as it is"), NULL },
			{ arena_printf(&arena, "n %" PRId64, id),
			  begun ? _("it ends now") : _("it does not happen"), NULL },
			{ arena_printf(&arena, "a %" PRId64, id), _("it ends at another time"), NULL },
			{ arena_printf(&arena, "c %" PRId64, id), _("correct it: who, from, until, reason"),
			  NULL },
		};
		absence_words(desk, &absence, &text);
		menu_open(desk, _("End or correct"), buffer_text(&text), rows, 4, 0, NULL, take_end, NULL);
	}
	buffer_finish(&text);
	arena_finish(&arena);
	return fine;
}

static bool take_absence(struct desk *desk, const char *id, const char *text, void *context,
			 struct error *err)
{
	int64_t number;
	return sscanf(id, "%" SCNd64, &number) == 1 ? absence_dialog_end(desk, number, err) : true;
}

bool absence_dialog_end_of_day(struct desk *desk, civil_day day, struct error *err)
{
	enum { ROWS_MAX = 40 };
	struct arena arena = { 0 };
	struct absence_list list = { 0 };
	struct menu_row rows[ROWS_MAX];
	char date[WHEN_SIZE];
	bool fine = absence_dialog_may(desk, err) &&
		    office_absences(desk_office(desk), day, day, &arena, &list, err);
	size_t count = 0;
	for (size_t i = 0; fine && i < list.count && count < ROWS_MAX; i++) {
		struct buffer text = { 0 };
		if (moment_compare(list.items[i].to, desk_moment(desk)) <= 0)
			continue;
		absence_words(desk, &list.items[i], &text);
		rows[count++] = (struct menu_row){ arena_printf(&arena, "%" PRId64, list.items[i].id),
						   arena_strdup(&arena, buffer_text(&text)), NULL };
		buffer_finish(&text);
	}
	if (fine && count)
		menu_open(desk, _("End or correct"), NULL, rows, count, 0, NULL, take_absence, NULL);
	else if (fine)
		desk_say(desk, _("Nobody and nothing is entered as absent on %s."), when_date(day, date));
	arena_finish(&arena);
	return fine;
}
