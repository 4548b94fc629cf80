/* Enter in a call: what it takes, where it stops, where it goes on to. */
#include "base/i18n.h"
#include "desk/call.h"
#include "desk/call_digital.h"
#include "desk/call_persona.h"
#include "desk/desk_state.h"

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
		bool follows = call_step_beside(call, call->step) ||
			       form_step_next(call->answers, call->step->form, call->step);
		if (!sheet_is_done(call) && !(follows && is_silent(call, call->step)))
			break;
		went = call_step_next(desk, call);
	}
	return went;
}

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
