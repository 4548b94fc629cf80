#include "desk/call.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "desk/call_prediag.h"
#include "desk/desk_state.h"
#include "desk/lines.h"

enum { CALL_EDIT_MAX = 4000 * 4 };

/* --- life --- */

struct call *call_create(struct desk *desk)
{
	struct call *call = memory_zeroed(1, sizeof *call);
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
bool call_step_beside(const struct call *call, const struct form_step *step)
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
		if (!call_step_beside(call, call->step) && call_step_beside(call, step))
			call->back = call->step;
		else if (!call_step_beside(call, step))
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
	if (call->back && (call->step->anytime || (!next && call_step_beside(call, call->step))))
		next = call_prediag_back(call); /* the sheet is filled: on with the script */
	if (!next)
		return false;
	call_go(desk, call, next);
	return true;
}

bool call_step_previous(struct desk *desk, struct call *call)
{
	const struct form_step *previous = form_step_previous(call->answers, call->step->form, call->step);
	if (call->back && (call->step->anytime || (!previous && call_step_beside(call, call->step))))
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

/* --- Esc, undo --- */

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
