/* Why a day is full, and what is in it. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/labels.h"
#include "desk/view_day.h"
#include "desk/view_load_state.h"
#include "desk/when.h"
#include "office/book.h"
#include "store/appointment.h"

enum { KEY_SIZE = 64, TOLERANCE = 12 };

struct why {
	struct desk *desk;
	struct reader_page *page;
	const struct plan_state *state;
	civil_day day;
	struct plan_day_load load;
};

/* --- one skill --- */

static bool is_absent(const struct why *why, int staff)
{
	for (size_t i = 0; i < why->state->absence_count; i++) {
		const struct plan_absence *absence = &why->state->absences[i];
		if (absence->kind == ABSENT_STAFF && absence->index == staff &&
		    absence->from.day <= why->day && absence->to.day >= why->day)
			return true;
	}
	return false;
}

static void add_technicians(struct why *why, int skill)
{
	const struct site *site = desk_site(why->desk);
	struct buffer there = { 0 }, away = { 0 };
	for (int i = 0; i < site->staff_count; i++) {
		const struct staff *member = &site->staff[i];
		if (!member->active || !(member->roles & ROLE_TECHNICIAN) || !(member->skills >> skill & 1))
			continue;
		bool works = site_shift_on(site, i, why->day).count > 0;
		struct buffer *list = works && !is_absent(why, i) ? &there : &away;
		buffer_printf(list, "%s%s", list->len ? ", " : "", label_staff(site, member->code));
		if (works && list == &away)
			buffer_printf(list, " (%s)", _("absent"));
	}
	reader_add_value(why->page, _("Technicians there"), there.len ? buffer_text(&there) : _("nobody"));
	reader_add_value(why->page, _("not there, or only for a part"), buffer_text(&away));
	buffer_finish(&there);
	buffer_finish(&away);
}

static void add_hours(struct why *why, const char *label, int minutes)
{
	char hours[LABEL_HOURS_SIZE];
	reader_add(why->page, STYLE_NORMAL, 2, _("%s: %s h"), label, label_hours(minutes, hours));
}

/* What the numbers do not show: the hours left over that technicians spend on their other skills, or that are
 * gone. */
static void add_rest(struct why *why, const struct plan_skill_load *load)
{
	char hours[LABEL_HOURS_SIZE];
	int rest = load->capacity - load->reserve - load->planned - load->spare;
	if (rest < TOLERANCE)
		return;
	reader_add(why->page, STYLE_NORMAL, 2,
		   why->day == desk_moment(why->desk).day
			   ? _("%s h more have passed already, or are taken by other work of the same "
			       "technicians")
			   : _("%s h more are taken by other work of the same technicians"),
		   label_hours(rest, hours));
}

static void add_numbers(struct why *why, int skill)
{
	const struct plan_skill_load *load = &why->load.skills[skill];
	const struct site *site = desk_site(why->desk);
	reader_add_heading(why->page, _("Why"));
	add_technicians(why, skill);
	add_hours(why, _("there"), load->capacity);
	if (load->reserve)
		reader_add(
			why->page, STYLE_NORMAL, 2,
			_("kept in reserve for returns, MC20, recalls and cars that cannot be driven: %d %%"),
			site->reserve_pct);
	else
		reader_add(why->page, STYLE_NORMAL, 2, "%s", _("the reserve is open to all by now"));
	add_hours(why, _("planned"), load->planned);
	if (load->held)
		add_hours(why, _("of it only held for calls that are going on"), load->held);
	if (load->carried)
		add_hours(why, _("of it carried over from cars that are not finished"), load->carried);
	if (load->half_named[HALF_AM] + load->half_named[HALF_PM])
		add_hours(why, _("of it assigned to a technician by name"),
			  load->half_named[HALF_AM] + load->half_named[HALF_PM]);
	add_rest(why, load);
	reader_add(why->page, load->spare ? STYLE_GOOD : STYLE_WARNING, 2,
		   load->spare ? _("spare: %d min in the morning, %d min in the afternoon")
			       : _("full: nothing is left (%d, %d)"),
		   load->half_spare[HALF_AM], load->half_spare[HALF_PM]);
}

/* --- what is in it --- */

static void add_file(struct why *why, const char *file, const char *before, const char *after)
{
	struct customer_file found;
	struct error err;
	char name[512] = "";
	struct arena *arena = &why->page->arena;
	if (!office_file(desk_office(why->desk), file, arena, &found, &err))
		return;
	if (found.has_customer)
		customer_name(&found.customer, name, sizeof name);
	reader_add_link(why->page, (struct reader_link){ FIND_FILE, found.id }, "%s  %s  %s%s", before, name,
			found.has_appointment && found.appointment.title ? found.appointment.title : "",
			after);
}

/* Work of earlier days of cars that are still here: it loads the next half day that is open. */
static void add_carried(struct why *why, int skill)
{
	for (size_t i = 0; why->load.skills[skill].carried > 0 && i < why->state->segment_count; i++) {
		const struct plan_segment *segment = &why->state->segments[i];
		char date[WHEN_SIZE], text[128];
		if (segment->skill != skill || !segment->carried || segment->day >= why->day)
			continue;
		snprintf(text, sizeof text, _("carried over %3d min"), segment->minutes);
		add_file(why, segment->file, text,
			 arena_printf(&why->page->arena, _("  (from %s)"), when_day(segment->day, date)));
	}
}

static void add_segments(struct why *why, int skill)
{
	size_t before = why->page->count;
	for (size_t i = 0; i < why->state->segment_count; i++) {
		const struct plan_segment *segment = &why->state->segments[i];
		char text[96];
		if (segment->skill != skill || segment->day != why->day)
			continue;
		if (why->page->count == before)
			reader_add_heading(why->page, _("What is in it"));
		snprintf(text, sizeof text, _("%s %3d min"),
			 segment->half == HALF_AM ? _("morning") : _("afternoon"), segment->minutes);
		add_file(why, segment->file, text,
			 segment->hold      ? _("  (held)")
			 : segment->carried ? _("  (the car is here)")
					    : "");
	}
	if (why->page->count == before && why->load.skills[skill].carried > 0)
		reader_add_heading(why->page, _("What is in it"));
	add_carried(why, skill);
	if (why->page->count == before)
		reader_add(why->page, STYLE_NORMAL, 0, "%s", _("Nothing is in it yet."));
}

/* --- the whole day --- */

static void add_all_skills(struct why *why)
{
	const struct site *site = desk_site(why->desk);
	reader_add_heading(why->page, _("Spare hours"));
	for (int i = 0; i < site->skill_count; i++) {
		const struct plan_skill_load *load = &why->load.skills[i];
		char spare[LABEL_HOURS_SIZE], there[LABEL_HOURS_SIZE], planned[LABEL_HOURS_SIZE];
		reader_add(why->page, load->spare ? STYLE_NORMAL : STYLE_WARNING, 2,
			   _("%s: %s h spare of %s h, %s h planned, %d %% used"),
			   label_skill(site, i, desk_lang(why->desk)), label_hours(load->spare, spare),
			   label_hours(load->capacity, there), label_hours(load->planned, planned),
			   load->share);
	}
}

static void add_receptions(struct why *why, const struct reception_list *list, const char *heading, bool back)
{
	reader_add_heading(why->page, heading);
	for (size_t i = 0; i < list->count; i++) {
		const struct reception *reception = &list->items[i];
		const struct appointment *appointment = &reception->appointment;
		char time[CIVIL_TIME_SIZE];
		reader_add_link(
			why->page, (struct reader_link){ FIND_FILE, appointment->file_id }, "%s %s  %s  %s",
			civil_format_time(back ? appointment->handback_start : appointment->start, time),
			label_staff(desk_site(why->desk),
				    back ? appointment->handback_advisor : appointment->advisor),
			reception->customer_name, appointment->title ? appointment->title : "");
	}
}

/* Who has which car that day, and when it is back. */
static void add_loans(struct why *why)
{
	const struct site *site = desk_site(why->desk);
	size_t before = why->page->count;
	for (size_t i = 0; i < why->state->loan_count; i++) {
		const struct plan_loan *loan = &why->state->loans[i];
		bool late = loan->out && moment_compare(loan->to, desk_moment(why->desk)) < 0;
		bool here = loan->from.day <= why->day && (late || loan->to.day >= why->day);
		char date[WHEN_SIZE], time[CIVIL_TIME_SIZE], text[128];
		if (!here || loan->unit < 0 || !loan->file)
			continue;
		if (why->page->count == before)
			reader_add_heading(why->page, _("Cars lent"));
		snprintf(text, sizeof text, late ? _("%s should be back %s %s") : _("%s back %s %s"),
			 site->units[loan->unit].code, when_day(loan->to.day, date),
			 civil_format_time(loan->to.minute, time));
		add_file(why, loan->file, text, loan->hold ? _("  (held)") : late ? _("  LATE") : "");
	}
}

static bool add_day(struct why *why, struct error *err)
{
	struct reception_list come = { 0 }, go = { 0 };
	struct store *store = desk_office(why->desk)->store;
	if (!store_receptions_of_day(store, why->day, NULL, &why->page->arena, &come, err) ||
	    !store_handbacks_of_day(store, why->day, NULL, &why->page->arena, &go, err))
		return false;
	load_note_names(why->desk, why->day);
	if (why->load.open)
		add_all_skills(why);
	if (come.count)
		add_receptions(why, &come, _("Receptions"), false);
	if (go.count)
		add_receptions(why, &go, _("Hand-backs"), true);
	add_loans(why);
	if (come.count + go.count == 0)
		reader_add(why->page, STYLE_NORMAL, 0, "%s", _("Nobody comes on this day."));
	return true;
}

static bool fill(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	int skill = LOAD_ALL_SKILLS;
	char date[WHEN_SIZE];
	struct why why = { .desk = desk, .page = page, .state = desk_plan(desk, err) };
	if (!why.state || sscanf(key, "%d %d", &why.day, &skill) != 2)
		return why.state ? error_set(err, ERROR_INPUT, "%s", key) : false;
	bool one = skill >= 0 && skill < desk_site(desk)->skill_count;
	plan_load_day(why.state, why.day, &why.load);
	page->title = one ? arena_printf(&page->arena, "%s, %s", when_full(why.day, date),
					 label_skill(desk_site(desk), skill, desk_lang(desk)))
			  : arena_strdup(&page->arena, when_full(why.day, date));
	const char *shut = view_day_shut(desk, why.day);
	if (!why.load.open)
		reader_add(page, STYLE_WARNING, 0, "%s",
			   shut                         ? shut
			   : why.day < why.state->first ? _("past")
							: _("shut"));
	if (!one || !why.load.open)
		return add_day(&why, err);
	add_numbers(&why, skill);
	add_segments(&why, skill);
	return true;
}

void load_open_why(struct view_load *view, int skill)
{
	char key[KEY_SIZE];
	snprintf(key, sizeof key, "%d %d", view->day, skill);
	reader_open(view->pane.desk, key, fill);
}
