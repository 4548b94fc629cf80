/* What stands in the lanes of a day: from the plan who is taken when, from the store by whom. */
#include <string.h>

#include "base/i18n.h"
#include "desk/labels.h"
#include "desk/view_load_state.h"
#include "desk/when.h"
#include "model/rules.h"
#include "office/book.h"
#include "store/appointment.h"

/* A file that was looked up, for all lanes in which it stands. */
struct known {
	const char *file;
	const char *name;
	const char *text;
};

struct reading {
	struct view_load *view;
	const struct plan_state *state;
	struct arena arena;
	struct lane_list lanes;
	struct reception_list receptions; /* and hand-backs of the day */
	struct known *known;
	size_t known_count;
	size_t known_capacity;
};

/* --- whose it is --- */

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static struct known of_reception(struct reading *reading, const struct reception *reception)
{
	char marks[128];
	const struct appointment *appointment = &reception->appointment;
	marks_text(appointment->marks, marks, sizeof marks);
	const char *text = arena_printf(&reading->arena, "%s, %s %s  %s%s%s", reception->customer_name,
					or_empty(reception->plate), or_empty(reception->vehicle_model), marks,
					marks[0] ? "  " : "", or_empty(reception->request));
	return (struct known){ appointment->file_id, reception->customer_name, text };
}

/* A file whose reception and hand-back are on other days: its car or work is here, or it is only held. */
static struct known of_file(struct reading *reading, const char *id)
{
	char name[512] = "";
	struct customer_file file;
	struct error err;
	struct known known = { arena_strdup(&reading->arena, id), "", "" };
	if (!office_file(desk_office(reading->view->pane.desk), id, &reading->arena, &file, &err))
		return known;
	if (file.has_customer)
		customer_name(&file.customer, name, sizeof name);
	known.name = arena_strdup(&reading->arena, name);
	known.text = arena_printf(
		&reading->arena, "%s, %s %s  %s", name, file.has_vehicle ? or_empty(file.vehicle.plate) : "",
		file.has_vehicle ? or_empty(file.vehicle.model) : "", or_empty(file.request));
	return known;
}

static struct known look_up(struct reading *reading, const char *file)
{
	struct known known = { 0 };
	if (!file)
		return (struct known){ NULL, "", "" };
	for (size_t i = 0; i < reading->known_count; i++)
		if (strcmp(reading->known[i].file, file) == 0)
			return reading->known[i];
	for (size_t i = 0; i < reading->receptions.count && !known.file; i++)
		if (strcmp(reading->receptions.items[i].appointment.file_id, file) == 0)
			known = of_reception(reading, &reading->receptions.items[i]);
	if (!known.file)
		known = of_file(reading, file);
	reading->known = arena_grow(&reading->arena, reading->known, reading->known_count,
				    &reading->known_capacity, sizeof *reading->known);
	reading->known[reading->known_count++] = known;
	return known;
}

/* --- lanes --- */

static struct lane *add_lane(struct reading *reading, enum lane_kind kind, int index, const char *label)
{
	struct lane_list *lanes = &reading->lanes;
	lanes->items = arena_grow(&reading->arena, lanes->items, lanes->count, &lanes->capacity,
				  sizeof *lanes->items);
	lanes->items[lanes->count] = (struct lane){ .kind = kind, .index = index, .label = label };
	return &lanes->items[lanes->count++];
}

/* In the order of their starts. */
static void add_item(struct reading *reading, struct lane *lane, struct lane_item item)
{
	lane->items =
		arena_grow(&reading->arena, lane->items, lane->count, &lane->capacity, sizeof *lane->items);
	size_t at = lane->count++;
	while (at > 0 && lane->items[at - 1].start > item.start) {
		lane->items[at] = lane->items[at - 1];
		at--;
	}
	lane->items[at] = item;
}

/* The part of [@from, @to) that lies on the day shown; false when none does. */
static bool on_day(const struct reading *reading, struct moment from, struct moment to, int *start, int *end)
{
	civil_day day = reading->view->day;
	if (from.day > day || to.day < day)
		return false;
	*start = from.day < day ? 0 : from.minute;
	*end = to.day > day ? MINUTES_PER_DAY : to.minute;
	return *end > *start;
}

static void add_absences(struct reading *reading, struct lane *lane, enum plan_absent kind)
{
	for (size_t i = 0; i < reading->state->absence_count; i++) {
		const struct plan_absence *absence = &reading->state->absences[i];
		struct lane_item item = { .kind = ITEM_AWAY, .name = "" };
		bool concerns = absence->kind == ABSENT_SITE ||
				(absence->kind == kind && absence->index == lane->index);
		if (!concerns || !on_day(reading, absence->from, absence->to, &item.start, &item.end))
			continue;
		item.text = absence->kind == ABSENT_SITE ? _("the site is shut") : _("not there");
		add_item(reading, lane, item);
	}
}

static const char *busy_text(struct reading *reading, const struct plan_busy *busy, const struct known *known)
{
	const char *what = busy->kind == BUSY_RECEPTION  ? _("reception")
			   : busy->kind == BUSY_HANDBACK ? _("hand-back")
							 : _("other time taken");
	char span[LABEL_SPAN_SIZE];
	return arena_printf(&reading->arena, "%s %s%s  %s", label_span(busy->start, busy->end, span), what,
			    busy->hold ? _(" (held)") : "", known->text);
}

static void add_person(struct reading *reading, enum lane_kind kind, int staff)
{
	const struct staff *member = &reading->state->site->staff[staff];
	struct lane *lane =
		add_lane(reading, kind, staff, member->short_name ? member->short_name : member->name);
	lane->present = site_shift_on(reading->state->site, staff, reading->view->day);
	for (size_t i = 0; i < reading->state->busy_count; i++) {
		const struct plan_busy *busy = &reading->state->busy[i];
		if (busy->staff != staff || busy->day != reading->view->day)
			continue;
		struct known known = look_up(reading, busy->file);
		add_item(reading, lane,
			 (struct lane_item){ .kind = kind == LANE_DRIVER            ? ITEM_WAY
						     : busy->kind == BUSY_RECEPTION ? ITEM_RECEPTION
						     : busy->kind == BUSY_HANDBACK  ? ITEM_HANDBACK
										    : ITEM_OTHER,
					     .start = busy->start,
					     .end = busy->end,
					     .hold = busy->hold,
					     .file = known.file,
					     .name = known.name,
					     .text = busy_text(reading, busy, &known) });
	}
	add_absences(reading, lane, ABSENT_STAFF);
}

static void add_people(struct reading *reading, enum lane_kind kind, unsigned role)
{
	for (int i = 0; i < reading->state->site->staff_count; i++) {
		const struct staff *member = &reading->state->site->staff[i];
		if (member->active && (member->roles & role))
			add_person(reading, kind, i);
	}
}

static void add_loan(struct reading *reading, struct lane *lane, const struct plan_loan *loan)
{
	struct moment now = reading->view->at;
	struct lane_item item = { .kind = ITEM_LOAN, .hold = loan->hold };
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	bool late = loan->out && moment_compare(loan->to, now) < 0;
	if (!on_day(reading, loan->from, late ? now : loan->to, &item.start, &item.end))
		return;
	struct known known = look_up(reading, loan->file);
	item.late = late;
	item.file = known.file;
	item.name = known.name;
	item.text = arena_printf(
		&reading->arena, late ? _("LATE: should be back %s %s; %s") : _("back %s %s; %s"),
		when_day(loan->to.day, date), civil_format_time(loan->to.minute, time), known.text);
	add_item(reading, lane, item);
}

static void add_units(struct reading *reading)
{
	const struct site *site = reading->state->site;
	for (int i = 0; i < site->unit_count; i++) {
		const struct mobility_unit *unit = &site->units[i];
		if (!unit->active)
			continue;
		const char *label = arena_printf(&reading->arena, "%s %s", unit->code, or_empty(unit->model));
		struct lane *lane = add_lane(reading, LANE_UNIT, i, label);
		lane->present = site_opening_on(site, reading->view->day);
		for (size_t j = 0; j < reading->state->loan_count; j++)
			if (reading->state->loans[j].unit == i)
				add_loan(reading, lane, &reading->state->loans[j]);
		add_absences(reading, lane, ABSENT_UNIT);
	}
}

static void add_skills(struct reading *reading)
{
	const struct site *site = reading->state->site;
	for (int i = 0; i < site->skill_count; i++)
		add_lane(reading, LANE_SKILL, i, label_skill(site, i, desk_lang(reading->view->pane.desk)));
}

/* The selection stays on its lane and on the file it was on, else at its place. */
static void keep_selection(struct view_load *view, const struct lane_list *fresh)
{
	const struct lane *lane = load_lane(view);
	const struct lane_item *item = load_item(view);
	size_t at_lane = 0, at_item = 0;
	for (size_t i = 0; lane && i < fresh->count; i++)
		if (fresh->items[i].kind == lane->kind && fresh->items[i].index == lane->index)
			at_lane = i;
	const struct lane *now = fresh->count ? &fresh->items[at_lane] : NULL;
	if (now && view->item < now->count)
		at_item = view->item;
	for (size_t i = 0; now && item && item->file && i < now->count; i++)
		if (now->items[i].file && strcmp(now->items[i].file, item->file) == 0 &&
		    now->items[i].kind == item->kind)
			at_item = i;
	view->lane = at_lane;
	view->item = at_item;
}

bool load_read_lanes(struct view_load *view, const struct plan_state *state, struct error *err)
{
	struct store *store = desk_office(view->pane.desk)->store;
	struct reading reading = { .view = view, .state = state };
	if (!store_receptions_of_day(store, view->day, NULL, &reading.arena, &reading.receptions, err) ||
	    !store_handbacks_of_day(store, view->day, NULL, &reading.arena, &reading.receptions, err)) {
		arena_finish(&reading.arena);
		return false;
	}
	add_people(&reading, LANE_ADVISOR, ROLE_ADVISOR);
	add_skills(&reading);
	add_units(&reading);
	add_people(&reading, LANE_DRIVER, ROLE_DRIVER);
	keep_selection(view, &reading.lanes);
	arena_finish(&view->lane_arena);
	view->lane_arena = reading.arena;
	view->lanes = reading.lanes;
	view->lanes_of = view->day;
	return true;
}

const struct lane *load_lane(const struct view_load *view)
{
	return view->lane < view->lanes.count ? &view->lanes.items[view->lane] : NULL;
}

const struct lane_item *load_item(const struct view_load *view)
{
	const struct lane *lane = load_lane(view);
	return lane && view->item < lane->count ? &lane->items[view->item] : NULL;
}
