#include "desk/call.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/call_persona.h"
#include "desk/call_prediag.h"
#include "desk/call_digital.h"
#include "desk/desk_state.h"
#include "desk/lines.h"

enum { CALL_EDIT_MAX = 4000 * 4 };

/* --- life --- */

struct call *call_create(struct desk *desk)
{
	struct call *call = calloc(1, sizeof *call);
	if (!call)
		abort();
	id_new(&desk->office->ids, call->id);
	call->channel = CHANNEL_PHONE;
	call->chosen_index = -1;
	call->offer_ms = -1;
	call->list.selected = -1;
	call->answers = form_answers_create(&desk->office->forms);
	call->form = desk->office->forms.form_count ? &desk->office->forms.forms[0] : NULL;
	call->live_stale = true;
	edit_init(&call->edit, CALL_EDIT_MAX, false);
	call_facts(desk, call);
	if (call->form)
		call->step = form_step_next(call->answers, call->form, NULL);
	return call;
}

void call_destroy(struct call *call)
{
	if (!call)
		return;
	edit_finish(&call->edit);
	form_answers_destroy(call->answers);
	arena_finish(&call->known.arena);
	arena_finish(&call->live.arena);
	arena_finish(&call->list.arena);
	arena_finish(&call->chosen_arena);
	arena_finish(&call->visits.arena);
	arena_finish(&call->moves_arena);
	free(call);
}

bool call_answer(struct desk *desk, struct call *call, struct error *err)
{
	const struct site *site = desk_site(desk);
	struct call_rules rules = { .cycle_ms = site->ring_on_ms + site->ring_off_ms };
	/* The telephone is answered whatever the store says: the file can be opened with the first thing
	 * saved. */
	bool rang = call->has_clock && call_clock_answer(&call->clock, &rules, desk->clock);
	if (call->channel == CHANNEL_WALKIN)
		call->clock.rings = 0; /* nothing rang: it was waited */
	desk->calls.answered += call->channel == CHANNEL_PHONE;
	call_facts(desk, call);
	struct office_ring ring = {
		.seconds = (int)((call->clock.answered - call->clock.ring_from) / 1000),
		.rings = call->clock.rings,
		.line = call->line[0] ? call->line : NULL,
		.number = call->caller[0] ? call->caller : NULL,
		.arrived = call->arrived[0] ? call->arrived : NULL,
	};
	bool waited = ring.rings || ring.line || call->channel == CHANNEL_WALKIN;
	desk->lines_stale |= ring.line != NULL;
	bool fine = office_open_file(desk->office, call->channel, site->language, waited ? &ring : NULL,
				     call->contact, call->file, err);
	call_go(desk, call, form_step_next(call->answers, call->form, NULL));
	call_touch(desk, call);
	if (fine && rang)
		lines_tell(desk, call, LINE_ANSWERED);
	return fine;
}

void call_hold(struct desk *desk, struct call *call)
{
	if (call_clock_hold(&call->clock, desk->clock))
		lines_tell(desk, call, LINE_HOLD);
}

void call_transfer(struct desk *desk, struct call *call)
{
	if (call->clock.phase == CALL_HELD)
		call_resume(desk, call);
	if (call_clock_transfer(&call->clock, desk->clock))
		lines_tell(desk, call, LINE_TRANSFERRED);
}

void call_resume(struct desk *desk, struct call *call)
{
	struct error err = { 0 };
	int64_t held = desk->clock - call->clock.hold_from;
	bool transfer = call->clock.transfer;
	if (!call_clock_resume(&call->clock, desk->clock))
		return;
	if (call->line[0]) { /* the office keeps the holds of the exchange's calls */
		lines_tell(desk, call, LINE_RESUME);
		return;
	}
	/* A begun second counts: 30.1 s are beyond the limit of 30. */
	if (call->contact[0] &&
	    !office_note_hold(desk->office, call->contact, transfer, (int)((held + 999) / 1000), &err))
		desk_complain(desk, &err);
}

enum form_lang call_lang(const struct desk *desk, const struct call *call)
{
	const char *said = form_answers_get(call->answers, "language");
	if (said)
		return form_lang_from_code(said);
	if (call->known.has_customer && call->known.customer.language)
		return form_lang_from_code(call->known.customer.language);
	return form_lang_from_code(desk_site(desk)->language);
}

bool call_is_empty(const struct call *call)
{
	return !form_answers_get(call->answers, "request_verbatim") && !call->known.has_customer;
}

void call_touch(struct desk *desk, struct call *call)
{
	if (!call->dirty)
		call->dirty_at = desk->clock;
	call->dirty = true;
}

/* --- steps --- */

static void seal_request(struct desk *desk, struct call *call)
{
	const char *words = form_answers_get(call->answers, "request_verbatim");
	struct error err = { 0 };
	if (!words || call->request_saved || !call->file[0])
		return;
	if (!office_save_request(desk->office, call->file, words, &err)) {
		desk_complain(desk, &err);
		return;
	}
	form_answers_seal(call->answers, "request_verbatim");
	call->request_saved = true;
}

static void open_first_field(struct desk *desk, struct call *call)
{
	const struct form_field *want = form_step_missing(call->answers, call->step);
	call->field = NULL;
	for (size_t i = 0; i < call->step->field_count && !call->field; i++) {
		const struct form_field *field = &call->step->fields[i];
		if (field_is_visible(call, field) && !field->filled)
			call->field = field;
	}
	/* Whom it is about comes before what is missing of them. */
	bool search = call->field && call->field->reference &&
		      strcmp(call->field->reference, "customer") == 0 && !call->known.has_customer &&
		      !call->stranger;
	if (call->step->form->questions)
		want = call_question(call, call->step, NULL);
	if (want && !want->filled && !search)
		call->field = want;
	call_open_field(desk, call);
}

/* A sheet, or a step that is no part of the walk: one comes back from it to where one was. */
static bool beside(const struct call *call, const struct form_step *step)
{
	return step->form != call->form || step->anytime;
}

void call_go(struct desk *desk, struct call *call, const struct form_step *step)
{
	if (!step)
		return;
	if (call->step && call->step != step) {
		call_commit(desk, call);
		seal_request(desk, call);
		call_keep_addition(desk, call);
		call_branch_left(desk, call);
		if (!beside(call, call->step) && beside(call, step))
			call->back = call->step;
		else if (!beside(call, step))
			call->back = NULL;
	}
	call->left_field = true;
	call_list_close(call);
	call->step = step;
	form_answers_visit(call->answers, step);
	call_branch_arrive(desk, call);
	open_first_field(desk, call);
	call_arrive(desk, call);
	call_touch(desk, call);
}

bool call_step_next(struct desk *desk, struct call *call)
{
	const struct form_step *next = form_step_next(call->answers, call->step->form, call->step);
	if (call->back && (call->step->anytime || (!next && beside(call, call->step))))
		next = call_prediag_back(call); /* the sheet is filled: on with the script */
	if (!next)
		return false;
	call_go(desk, call, next);
	return true;
}

/* Nothing to say and nothing missing: Enter passes it by. */
static bool is_silent(const struct call *call, const struct form_step *step)
{
	/* What a form gave is not asked again (R57). */
	for (size_t i = 0; call->digital[0] && i < step->field_count; i++)
		if (call_is_given(call, &step->fields[i]))
			return !form_step_missing(call->answers, step);
	for (size_t i = 0; i < step->say_count; i++)
		if (form_say_visible(call->answers, &step->say[i]))
			return false;
	for (size_t i = 0; i < step->field_count; i++)
		if (step->fields[i].search)
			return false; /* what was suggested is to be seen */
	if (step->form->questions && call_question(call, step, NULL))
		return false;
	return !form_step_missing(call->answers, step);
}

/* The sheet that the script's step opened is filled: that step was done before. */
static bool sheet_is_done(struct call *call)
{
	if (!call->sheet_opened || !call_step_asks(call->step, "mobility"))
		return false;
	call->sheet_opened = false;
	return true;
}

static bool go_on(struct desk *desk, struct call *call)
{
	bool went = call_step_next(desk, call);
	while (went) {
		bool follows = beside(call, call->step) ||
			       form_step_next(call->answers, call->step->form, call->step);
		if (!sheet_is_done(call) && !(follows && is_silent(call, call->step)))
			break;
		went = call_step_next(desk, call);
	}
	return went;
}

bool call_step_previous(struct desk *desk, struct call *call)
{
	const struct form_step *previous = form_step_previous(call->answers, call->step->form, call->step);
	if (call->back && (call->step->anytime || (!previous && beside(call, call->step))))
		previous = call->back;
	if (!previous)
		return false;
	call_go(desk, call, previous);
	return true;
}

/* --- focus --- */

void call_focus(struct desk *desk, struct call *call, const struct form_field *field)
{
	if (call->field != field)
		call_commit(desk, call);
	call->left_field = true;
	call_list_close(call);
	call->field = field;
	call_open_field(desk, call);
}

static const struct form_field *neighbour(const struct call *call, int by)
{
	int count = (int)call->step->field_count;
	int at = call->field ? (int)(call->field - call->step->fields) : by > 0 ? -1 : count;
	for (at += by; at >= 0 && at < count; at += by) {
		const struct form_field *field = &call->step->fields[at];
		if (field_is_visible(call, field) && !field->filled)
			return field;
	}
	return NULL;
}

bool call_focus_next(struct desk *desk, struct call *call)
{
	call_commit(desk, call);
	const struct form_field *field = neighbour(call, 1);
	if (field)
		call_focus(desk, call, field);
	return field != NULL;
}

bool call_focus_previous(struct desk *desk, struct call *call)
{
	call_commit(desk, call);
	const struct form_field *field = neighbour(call, -1);
	if (field)
		call_focus(desk, call, field);
	return field != NULL;
}

/* --- Enter, Esc, undo --- */

/* A choice that wants an answer takes what the cursor was moved to, else what the form presets. */
static bool accept_option(struct desk *desk, struct call *call, struct error *err)
{
	const struct form_field *field = call->field;
	if (!field || form_answers_get(call->answers, field->id) || !field->required)
		return true;
	if (field_kind(field) == FIELD_PROPOSAL && call->live.slots.count && call->moved)
		return call_choose(desk, call, call->option, err);
	if (field_kind(field) != FIELD_OPTIONS || !(call->moved || field->preset))
		return true;
	call_set(desk, call, field->id, field_option_code(field, (size_t)call->option));
	return true;
}

static const char *what_is_needed(const struct call *call)
{
	switch (field_kind(call->field)) {
	case FIELD_OPTIONS:
		return call->field->type == FORM_SEVERAL
			       ? _("this is needed: digits, letters or Space choose, then Enter")
			       : _("this is needed: a digit, a letter or Space answers");
	case FIELD_PROPOSAL:
		return _("this is needed: 1 to 3 choose, 0 makes others");
	case FIELD_TYPED:
	case FIELD_LOOKUP:
	case FIELD_LOOKUPS:
		break;
	}
	return _("this is needed before it goes on; Tab leaves it open");
}

const struct form_field *call_wanted(const struct call *call)
{
	const struct form_field *missing = form_step_missing(call->answers, call->step);
	return missing && !missing->filled && missing != call->field ? missing : NULL;
}

const struct form_field *call_question(const struct call *call, const struct form_step *step,
				       const struct form_field *from)
{
	for (size_t i = from ? (size_t)(from - step->fields) : 0; i < step->field_count; i++) {
		const struct form_field *field = &step->fields[i];
		if (field_is_visible(call, field) && !field->filled &&
		    form_answers_count(call->answers, field->id) == 0)
			return field;
	}
	return NULL;
}

/* The next field behind the one in hand at which Enter stops once, for it was asked in the same breath. */
static const struct form_field *next_pause(const struct call *call)
{
	const struct form_field *last = call->step->fields + call->step->field_count;
	for (const struct form_field *field = call->field + 1; field < last; field++)
		if (field->pause && field_is_visible(call, field) &&
		    !form_answers_get(call->answers, field->id))
			return field;
	return NULL;
}

/* What Enter goes on to within the step: read out one by one, the next question; else what is missing. */
static const struct form_field *next_wanted(const struct call *call)
{
	const struct form_field *last = call->step->fields + call->step->field_count;
	if (call_persona_decided(call))
		return NULL;
	const struct form_field *wanted = call_wanted(call);
	if (!call->step->form->questions || !call->field)
		return wanted || !call->field ? wanted : next_pause(call);
	const struct form_field *next =
		call->field + 1 < last ? call_question(call, call->step, call->field + 1) : NULL;
	return next ? next : wanted;
}

/* Nothing follows: on to what is still open, else the call is over. */
static bool last_step(struct desk *desk, struct call *call, struct error *err)
{
	const struct form_step *open = NULL;
	for (const struct form_step *step = form_step_next(call->answers, call->form, NULL); step && !open;
	     step = form_step_next(call->answers, call->form, step))
		if (form_step_missing(call->answers, step))
			open = step;
	if (open && !call->booked) {
		call_go(desk, call, open);
		desk_say(desk, _("Something is missing here: %s"), open->title.in[desk->lang]);
		return true;
	}
	return desk_perform(desk, DESK_END, err);
}

/* A question that Enter may not pass by: one of options, or the last thing that the step wants. */
static bool is_unanswered(const struct call *call, const struct form_field *field)
{
	if (!field || !field->required || field->filled || form_answers_get(call->answers, field->id))
		return false;
	if (field->instead && form_answers_get(call->answers, field->instead->id))
		return false;
	enum field_kind kind = field_kind(field);
	return kind == FIELD_OPTIONS || kind == FIELD_PROPOSAL || !call_wanted(call);
}

bool call_go_on(struct desk *desk, struct call *call, struct error *err)
{
	bool last = !call_wanted(call) && call_leave_acts(call);
	if (last && call_branch_acts(call))
		call_focus_next(desk, call); /* what may be said besides, then Enter */
	return last || call_accept(desk, call, err);
}

bool call_accept(struct desk *desk, struct call *call, struct error *err)
{
	if (call->list.field && call->list.selected >= 0)
		return call_list_take(desk, call, err);
	if (!accept_option(desk, call, err))
		return false;
	if (!call_commit(desk, call))
		return true; /* what is wrong stands beside the field */
	call_list_close(call);
	if (is_unanswered(call, call->field)) {
		call_tell(call, call->field, what_is_needed(call));
		return true;
	}
	if (call_stop_at_remark(call))
		return true; /* it is to be seen before the field is gone */
	const struct form_field *next = next_wanted(call);
	if (next) {
		call_focus(desk, call, next);
		return true;
	}
	if (!call_leave(desk, call, err))
		return err->code == ERROR_NONE;
	return go_on(desk, call) || last_step(desk, call, err);
}

void call_back(struct desk *desk, struct call *call)
{
	if (call->list.field) {
		call_list_close(call);
		return;
	}
	if (call_focus_previous(desk, call))
		return;
	call_step_previous(desk, call);
}

bool call_undo(struct desk *desk, struct call *call)
{
	if (call->typed && edit_undo(&call->edit)) {
		call_touch(desk, call);
		return true;
	}
	const struct form_field *field = form_answers_undo(call->answers);
	if (!field)
		return false;
	desk_say(desk, _("undone: %s"), field->label.in[desk->lang]);
	call_tell(call, field, NULL);
	if (field->step != call->step)
		call_go(desk, call, field->step);
	call->typed = false;
	call->field = field;
	call_open_field(desk, call);
	call_changed(desk, call, field);
	return true;
}
