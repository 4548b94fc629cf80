/* F4: what it shows is read, narrowed by what is typed, and brought up to date with what others changed. */
#include <stdio.h>
#include <string.h>

#include "desk/desk_state.h"
#include "desk/filtered.h"
#include "desk/labels.h"
#include "desk/view_day.h"
#include "desk/view_receptions_state.h"
#include "model/rules.h"
#include "office/reading.h"

enum { NOON = 12 * 60 };

/* --- rows --- */

static const char *row_id(const void *context, size_t row)
{
	const struct view_receptions *view = context;
	return view->all.items[view->shown[row]].reception.appointment.file_id;
}

struct list_source receptions_source(const struct view_receptions *view)
{
	return (struct list_source){ .count = view->shown_count, .id = row_id, .context = view };
}

const struct office_checked *receptions_selected(const struct view_receptions *view)
{
	size_t row;
	return list_selected(&view->list, &row) && row < view->shown_count
		       ? &view->all.items[view->shown[row]]
		       : NULL;
}

static void words(const void *context, size_t row, struct buffer *out)
{
	const struct reception *reception =
		&((const struct view_receptions *)context)->all.items[row].reception;
	const struct appointment *appointment = &reception->appointment;
	char marks[128], number[16];
	label_open_points(reception->missing, out);
	buffer_add(out, "\n");
	snprintf(number, sizeof number, "%d", appointment->number);
	const char *parts[] = { reception->customer_name,
				reception->plate,
				reception->vehicle_model,
				reception->request,
				appointment->advisor_name,
				appointment->advisor,
				number,
				label_persona(reception->persona),
				label_mobility(appointment->mobility),
				appointment->unit,
				appointment->unit_model,
				appointment->foreman,
				appointment->technician,
				marks_text(appointment->marks, marks, sizeof marks) };
	filtered_add(out, parts, sizeof parts / sizeof parts[0]);
}

void receptions_filter(struct view_receptions *view)
{
	view->shown_count = filtered_rows(&view->filter, view->all.count, words, view, view->shown);
	struct list_source source = receptions_source(view);
	list_reload(&view->list, &source);
	receptions_page_load(view, false);
}

/* --- loading --- */

civil_day receptions_default_day(const struct desk *desk)
{
	struct moment now = desk_moment(desk);
	return view_day_open(desk_site(desk), now.minute >= NOON ? now.day + 1 : now.day, 1);
}

static void choose_defaults(struct view_receptions *view)
{
	struct desk *desk = view->pane.desk;
	if (!view->day)
		view->day = receptions_default_day(desk);
	if (!view->advisor_chosen)
		view->advisor = desk->office->roles & ROLE_ADVISOR ? desk->office->actor : -1;
}

const char *receptions_advisor(const struct view_receptions *view)
{
	return view->advisor < 0 ? NULL : desk_site(view->pane.desk)->staff[view->advisor].code;
}

/* Of a week its Monday. */
civil_day receptions_first(const struct view_receptions *view)
{
	return view->week ? view->day - civil_weekday(view->day) : view->day;
}

civil_day receptions_last(const struct view_receptions *view)
{
	return view->week ? receptions_first(view) + 6 : view->day;
}

bool receptions_load(struct pane *pane, struct error *err)
{
	struct view_receptions *view = (struct view_receptions *)pane;
	struct office *office = pane->desk->office;
	struct arena arena = { 0 };
	struct office_checked_list all = { 0 };
	size_t handbacks;
	choose_defaults(view);
	const char *who = receptions_advisor(view);
	if (!office_check_files(office, receptions_first(view), receptions_last(view), who, &arena, &all,
				err) ||
	    !store_count_handbacks(office->store, receptions_first(view), receptions_last(view), who,
				   &handbacks, err)) {
		arena_finish(&arena);
		return false;
	}
	char date[CIVIL_DATE_SIZE];
	office_note_listing(pane->desk->office, "receptions", civil_format_date(view->day, date));
	arena_finish(&view->arena);
	view->arena = arena;
	view->all = all;
	view->handbacks = handbacks;
	view->noted = (struct store_named){ 0 };
	view->page_noted = false;
	view->caught_up = 0;
	view->shown = arena_alloc(&view->arena, (all.count + 1) * sizeof *view->shown);
	receptions_filter(view);
	receptions_page_load(view, true);
	return true;
}

/* --- what others changed --- */

static bool is_noted(const struct store_named *noted, const char *id)
{
	for (size_t i = 0; id && i < noted->count; i++)
		if (strcmp(noted->ids[i], id) == 0)
			return true;
	return false;
}

bool receptions_note(struct pane *pane, unsigned broad, const struct store_named *named)
{
	struct view_receptions *view = (struct view_receptions *)pane;
	if (broad & ~(unsigned)RECEPTION_PAGE_TABLES)
		return false;
	for (size_t i = 0; i < named->count; i++) {
		if (is_noted(&view->noted, named->ids[i]))
			continue;
		if (view->noted.count == STORE_NAMED_MAX)
			return false;
		memcpy(view->noted.ids[view->noted.count++], named->ids[i], ID_SIZE);
	}
	view->noted.groups |= named->groups;
	view->page_noted |= broad != 0;
	return true;
}

/* The pane below shows a file, its customer and its car; who owns that may be somebody else. */
static bool is_page_concerned(const struct view_receptions *view, const struct store_named *noted)
{
	const struct office_checked *checked = receptions_selected(view);
	const struct reception *reception = checked ? &checked->reception : NULL;
	return reception && (view->page_noted || (noted->groups & TABLE_CUSTOMER) ||
			     is_noted(noted, reception->appointment.file_id) ||
			     is_noted(noted, reception->customer) || is_noted(noted, reception->vehicle));
}

static bool read_noted(struct view_receptions *view, const struct store_named *noted, bool *changed,
		       struct error *err)
{
	struct office *office = view->pane.desk->office;
	civil_day first = receptions_first(view), last = receptions_last(view);
	const char *who = receptions_advisor(view);
	size_t handbacks = view->handbacks, before = view->all.count;
	if (!office_check_again(office, first, last, who, noted, &view->arena, &view->all, changed, err))
		return false;
	if (view->all.count > before)
		view->shown = arena_alloc(&view->arena, (view->all.count + 1) * sizeof *view->shown);
	if (*changed)
		receptions_filter(view);
	if ((noted->groups & TABLE_APPOINTMENT) &&
	    !store_count_handbacks(office->store, first, last, who, &handbacks, err))
		return false;
	*changed = *changed || handbacks != view->handbacks;
	view->handbacks = handbacks;
	return true;
}

bool receptions_catch_up(struct pane *pane, bool *changed, struct error *err)
{
	struct view_receptions *view = (struct view_receptions *)pane;
	struct store_named noted = view->noted;
	bool page = is_page_concerned(view, &noted);
	enum { MOST = 400 }; /* the arena keeps what was read before */
	view->noted = (struct store_named){ 0 };
	view->page_noted = false;
	view->caught_up += (unsigned)noted.count;
	if (view->caught_up > MOST || !read_noted(view, &noted, changed, err))
		return false;
	if (page && receptions_page_again(view))
		*changed = true;
	return true;
}
