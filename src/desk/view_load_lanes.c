/* What stands in the lanes of a day: from the plan who is taken when, from the store by whom. */
#include <string.h>

#include "base/i18n.h"
#include "desk/absence_words.h"
#include "desk/labels.h"
#include "desk/view_load_state.h"
#include "desk/when.h"
#include "model/rules.h"
#include "office/book.h"
#include "office/day.h"
#include "office/reading.h"
#include "store/appointment.h"

/* A file that was looked up, for all lanes in which it stands. */
struct known {
	const char *file;
	const char *name;
	const char *text;
};

struct reading {
	struct desk *desk;
	civil_day day;
	const struct plan_state *state;
	struct arena *arena;
	struct lane_list lanes;
	struct absence_list absences;
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
	const char *text = arena_printf(reading->arena, "%s, %s %s  %s%s%s", reception->customer_name,
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
	struct known known = { arena_strdup(reading->arena, id), "", "" };
	if (!office_file(desk_office(reading->desk), id, reading->arena, &file, &err))
		return known;
	if (file.has_customer)
		customer_name(&file.customer, name, sizeof name);
	known.name = arena_strdup(reading->arena, name);
	known.text = arena_printf(
		reading->arena, "%s, %s %s  %s", name, file.has_vehicle ? or_empty(file.vehicle.plate) : "",
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
	reading->known = arena_grow(reading->arena, reading->known, reading->known_count,
				    &reading->known_capacity, sizeof *reading->known);
	reading->known[reading->known_count++] = known;
	return known;
}

/* --- lanes --- */

static struct lane *add_lane(struct reading *reading, enum lane_kind kind, int index, const char *label)
{
	struct lane_list *lanes = &reading->lanes;
	lanes->items = arena_grow(reading->arena, lanes->items, lanes->count, &lanes->capacity,
				  sizeof *lanes->items);
	lanes->items[lanes->count] = (struct lane){ .kind = kind, .index = index, .label = label };
	return &lanes->items[lanes->count++];
}

/* In the order of their starts. */
static void add_item(struct reading *reading, struct lane *lane, struct lane_item item)
{
	lane->items =
		arena_grow(reading->arena, lane->items, lane->count, &lane->capacity, sizeof *lane->items);
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
	civil_day day = reading->day;
	if (from.day > day || to.day < day)
		return false;
	*start = from.day < day ? 0 : from.minute;
	*end = to.day > day ? MINUTES_PER_DAY : to.minute;
	return *end > *start;
}

/* Whether @absence is of the lane: of its person, car or bay, or of the whole site. */
static bool concerns(const struct site *site, const struct absence *absence, const struct lane *lane)
{
	switch (absence->kind) {
	case ABSENT_STAFF:
		return (lane->kind == LANE_ADVISOR || lane->kind == LANE_DRIVER ||
			lane->kind == LANE_TECHNICIAN) &&
		       site_find_staff(site, absence->code) == lane->index;
	case ABSENT_UNIT:
		return lane->kind == LANE_UNIT && site_find_unit(site, absence->code) == lane->index;
	case ABSENT_BAY:
		return lane->kind == LANE_BAY && site_find_bay(site, absence->code) == lane->index;
	case ABSENT_SITE:
		break;
	}
	/* A car that is lent is with its customer all the same. */
	return lane->kind != LANE_UNIT && lane->present.count > 0;
}

static void add_absences(struct reading *reading, struct lane *lane)
{
	for (size_t i = 0; i < reading->absences.count; i++) {
		const struct absence *absence = &reading->absences.items[i];
		struct lane_item item = { .kind = ITEM_AWAY, .name = "", .absence = absence->id };
		struct buffer text = { 0 };
		if (!concerns(reading->state->site, absence, lane) ||
		    !on_day(reading, absence->from, absence->to, &item.start, &item.end))
			continue;
		absence_words(reading->desk, absence, &text);
		item.text = arena_strdup(reading->arena, buffer_text(&text));
		buffer_finish(&text);
		if (absence->reason && strcmp(absence->reason, "late") != 0)
			item.name = absence->reason;
		add_item(reading, lane, item);
	}
}

static const char *busy_text(struct reading *reading, const struct plan_busy *busy, const struct known *known)
{
	const char *what = busy->kind == BUSY_RECEPTION  ? _("reception")
			   : busy->kind == BUSY_HANDBACK ? _("hand-back")
							 : _("other time taken");
	char span[LABEL_SPAN_SIZE];
	return arena_printf(reading->arena, "%s %s%s  %s", label_span(busy->start, busy->end, span), what,
			    busy->hold ? _(" (held)") : "", known->text);
}

static void add_person(struct reading *reading, enum lane_kind kind, int staff)
{
	const struct staff *member = &reading->state->site->staff[staff];
	struct lane *lane =
		add_lane(reading, kind, staff, label_member(member));
	lane->present = site_shift_on(reading->state->site, staff, reading->day);
	for (size_t i = 0; i < reading->state->busy_count; i++) {
		const struct plan_busy *busy = &reading->state->busy[i];
		if (busy->staff != staff || busy->day != reading->day)
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
	add_absences(reading, lane);
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
	struct moment now = desk_moment(reading->desk);
	struct lane_item item = { .kind = ITEM_LOAN, .hold = loan->hold };
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	bool late = loan->out && moment_compare(loan->to, now) < 0;
	if (!on_day(reading, loan->from, late ? now : loan->to, &item.start, &item.end))
		return;
	struct known known = look_up(reading, loan->file);
	item.late = late;
	item.back = loan->to;
	item.file = known.file;
	item.name = known.name;
	item.text = arena_printf(
		reading->arena, late ? _("LATE: should be back %s %s; %s") : _("back %s %s; %s"),
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
		const char *label = arena_printf(reading->arena, "%s %s", unit->code, or_empty(unit->model));
		struct lane *lane = add_lane(reading, LANE_UNIT, i, label);
		lane->present = site_opening_on(site, reading->day);
		for (size_t j = 0; j < reading->state->loan_count; j++)
			if (reading->state->loans[j].unit == i)
				add_loan(reading, lane, &reading->state->loans[j]);
		add_absences(reading, lane);
	}
}

static void add_skills(struct reading *reading)
{
	const struct site *site = reading->state->site;
	for (int i = 0; i < site->skill_count; i++)
		add_lane(reading, LANE_SKILL, i, label_skill(site, i, desk_lang(reading->desk)));
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

/* What is entered of those who have no lane of their own. */
static void add_others(struct reading *reading)
{
	const struct site *site = reading->state->site;
	for (size_t i = 0; i < reading->absences.count; i++) {
		const struct absence *absence = &reading->absences.items[i];
		int index = 0;
		enum lane_kind kind = LANE_SITE;
		const char *label = site->name;
		if (absence->kind == ABSENT_UNIT)
			continue;
		if (absence->kind == ABSENT_STAFF) {
			kind = LANE_TECHNICIAN;
			index = site_find_staff(site, absence->code);
			if (index < 0 || site->staff[index].roles & (ROLE_ADVISOR | ROLE_DRIVER))
				continue;
			label = label_staff(site, absence->code);
		} else if (absence->kind == ABSENT_BAY) {
			kind = LANE_BAY;
			index = site_find_bay(site, absence->code);
			if (index < 0)
				continue;
			label = label_text(&site->bays[index].name, desk_lang(reading->desk), absence->code);
		}
		bool known = false;
		for (size_t j = 0; j < reading->lanes.count; j++)
			known |= reading->lanes.items[j].kind == kind &&
				 reading->lanes.items[j].index == index;
		if (known)
			continue;
		struct lane *lane = add_lane(reading, kind, index, label);
		lane->present = kind == LANE_TECHNICIAN ? site_shift_on(site, index, reading->day)
							: site_opening_on(site, reading->day);
		add_absences(reading, lane);
	}
}

bool lanes_read(struct desk *desk, const struct plan_state *state, civil_day day, unsigned kinds,
		struct arena *arena, struct lane_list *lanes, struct error *err)
{
	struct office *office = desk_office(desk);
	struct reading reading = { .desk = desk, .day = day, .state = state, .arena = arena };
	if (!store_receptions_of_day(office->store, day, NULL, arena, &reading.receptions, err) ||
	    !store_handbacks_of_day(office->store, day, NULL, arena, &reading.receptions, err) ||
	    !office_absences(office, day, day, arena, &reading.absences, err))
		return false;
	if (kinds & 1U << LANE_ADVISOR)
		add_people(&reading, LANE_ADVISOR, ROLE_ADVISOR);
	if (kinds & 1U << LANE_SKILL)
		add_skills(&reading);
	if (kinds & 1U << LANE_UNIT)
		add_units(&reading);
	if (kinds & 1U << LANE_DRIVER)
		add_people(&reading, LANE_DRIVER, ROLE_DRIVER);
	if (kinds & 1U << LANE_TECHNICIAN)
		add_others(&reading);
	*lanes = reading.lanes;
	return true;
}

void load_note_names(struct desk *desk, civil_day day)
{
	char date[CIVIL_DATE_SIZE];
	office_note_listing(desk_office(desk), "receptions", civil_format_date(day, date));
}

bool load_read_lanes(struct view_load *view, const struct plan_state *state, struct error *err)
{
	struct arena arena = { 0 };
	struct lane_list lanes;
	if (!lanes_read(view->pane.desk, state, view->day, ~0U, &arena, &lanes, err)) {
		arena_finish(&arena);
		return false;
	}
	keep_selection(view, &lanes);
	arena_finish(&view->lane_arena);
	view->lane_arena = arena;
	view->lanes = lanes;
	view->lanes_of = view->day;
	load_note_names(view->pane.desk, view->day);
	return true;
}

bool load_read_week(struct view_load *view, const struct plan_state *state, struct error *err)
{
	struct arena arena = { 0 };
	struct lane_list week[DAYS_A_WEEK] = { 0 };
	civil_day monday = load_monday(view->day);
	for (int i = 0; i < DAYS_A_WEEK; i++)
		if (load_has_column(view, monday + i) &&
		    !lanes_read(view->pane.desk, state, monday + i, 1U << LANE_UNIT | 1U << LANE_DRIVER,
				&arena, &week[i], err)) {
			arena_finish(&arena);
			return false;
		}
	arena_finish(&view->week_arena);
	view->week_arena = arena;
	memcpy(view->week, week, sizeof week);
	view->week_of = monday;
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

const struct lane_item *load_main_item(const struct lane *lane)
{
	const struct lane_item *found = NULL;
	for (size_t i = 0; i < lane->count; i++)
		if (lane->items[i].late || !found || (found->kind == ITEM_AWAY && !found->late))
			found = &lane->items[i];
	return found;
}

int load_lane_taken(const struct lane *lane, int *all)
{
	int taken = 0;
	*all = 0;
	for (int i = 0; i < lane->present.count; i++)
		for (int at = lane->present.intervals[i].start; at < lane->present.intervals[i].end;
		     at += 5) {
			bool busy = false;
			for (size_t j = 0; j < lane->count && !busy; j++)
				busy = lane->items[j].start <= at && at < lane->items[j].end;
			taken += busy ? 5 : 0;
			*all += 5;
		}
	return taken;
}
