/* Typing into the focused field, choosing from its options, and what is wrong with it. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/desk_state.h"

enum { FIELD_TEXT_MAX = 200 * 4, FIELD_LONG_MAX = 4000 * 4, QUOTED_COLUMNS = 24 };

/* --- opening and committing --- */

static size_t room_of(const struct form_field *field)
{
	size_t room = field->type == FORM_LONG_TEXT ? FIELD_LONG_MAX : FIELD_TEXT_MAX;
	bool text = field->type == FORM_TEXT || field->type == FORM_LONG_TEXT;
	if (text && field->has_max && field->max > 0 && (size_t)field->max * 4 < room)
		room = (size_t)field->max * 4;
	return room;
}

/* What the records say of an answer that is still to be given: the cursor starts there. */
static const char *likely_answer(const struct call *call, const struct form_field *field)
{
	const struct customer *customer = &call->known.customer;
	if (strcmp(field->id, "owner_same") == 0)
		return form_answers_get(call->answers, "owner_record");
	if (strcmp(field->id, "caller_role") == 0)
		return form_answers_has(call->answers, "customer_type", "company") ? "company" : NULL;
	if (!call->known.has_customer)
		return NULL;
	if (strcmp(field->id, "consent_contact") == 0)
		return contact_means_code(customer->consent_contact);
	if (strcmp(field->id, "consent_appointment_reminder") == 0)
		return contact_means_code(customer->consent_appointment);
	if (strcmp(field->id, "consent_service_reminder") == 0)
		return contact_means_code(customer->consent_service);
	return NULL;
}

static int option_of(const struct call *call, const struct form_field *field)
{
	const char *value = form_answers_get(call->answers, field->id);
	if (!value)
		value = likely_answer(call, field);
	if (!value)
		value = field->preset;
	for (size_t i = 0; value && i < field_option_count(field); i++)
		if (strcmp(field_option_code(field, i), value) == 0)
			return (int)i;
	return 0;
}

void call_open_field(struct desk *desk, struct call *call)
{
	call->typed = call->moved = false;
	call->option = 0;
	if (!call->field)
		return;
	edit_finish(&call->edit);
	edit_init(&call->edit, room_of(call->field), call->field->type == FORM_LONG_TEXT);
	call->option = call->chosen_index > 0 ? call->chosen_index : 0;
	if (field_kind(call->field) == FIELD_OPTIONS)
		call->option = option_of(call, call->field);
	if (!field_is_typed(call->field) || field_kind(call->field) == FIELD_LOOKUPS)
		return;
	struct buffer text = { 0 };
	field_show(desk, call, call->field, &text);
	edit_set(&call->edit, buffer_text(&text));
	buffer_finish(&text);
}

static bool put_typed(struct desk *desk, struct call *call)
{
	const struct form_field *field = call->field;
	struct error err = { 0 };
	struct form_checks checks = call_checks(desk);
	if (form_answers_is_sealed(call->answers, field->id))
		return true;
	bool fine = form_entry_put(call->answers, field, edit_text(&call->edit), &checks, &err);
	call_tell(call, field, fine ? NULL : err.text);
	call_changed(desk, call, field);
	return fine;
}

/* What was being looked for leaves the field, which shows what was taken: so it is quoted. */
static void tell_not_taken(struct call *call, const struct form_field *field, const char *text)
{
	struct buffer quoted = { 0 }, told = { 0 };
	text_cut(&quoted, text, QUOTED_COLUMNS, true);
	buffer_printf(&told, _("\"%s\" was not taken: Enter takes a row of the list"), buffer_text(&quoted));
	call_tell(call, field, text[0] ? told.text : NULL);
	buffer_finish(&quoted);
	buffer_finish(&told);
}

/* A row that was being looked for and was not taken: kept as typed, and told. */
static bool leave_lookup(struct desk *desk, struct call *call)
{
	const struct form_field *field = call->field;
	const char *text = edit_text(&call->edit);
	if (field_kind(field) == FIELD_LOOKUPS) {
		tell_not_taken(call, field, text);
		return text[0] == '\0';
	}
	if (text[0] == '\0') {
		form_answers_clear(call->answers, field->id);
		call_tell(call, field, NULL);
		call_changed(desk, call, field);
		return true;
	}
	form_answers_keep(call->answers, field->id, text);
	call_tell(call, field,
		  strcmp(field->reference, "customer") == 0
			  ? _("nobody is chosen yet: Enter takes a row of the list")
			  : _("nothing is chosen yet: Enter takes a row of the list"));
	return false;
}

bool call_commit(struct desk *desk, struct call *call)
{
	const struct form_field *field = call->field;
	if (!field)
		return true;
	if (!call->typed || !field_is_typed(field))
		return !form_answers_is_wrong(call->answers, field->id);
	call->typed = false;
	return field_kind(field) == FIELD_TYPED ? put_typed(desk, call) : leave_lookup(desk, call);
}

void call_commit_typing(struct desk *desk, struct call *call)
{
	if (!call->field || !call->typed)
		return;
	switch (field_kind(call->field)) {
	case FIELD_TYPED:
		put_typed(desk, call);
		call->typed = false;
		break;
	case FIELD_LOOKUP:
		form_answers_keep(call->answers, call->field->id, edit_text(&call->edit));
		break;
	case FIELD_LOOKUPS:
	case FIELD_OPTIONS:
	case FIELD_PROPOSAL:
		break;
	}
}

bool call_set(struct desk *desk, struct call *call, const char *id, const char *value)
{
	const struct form_field *field = form_field_find(&desk->office->forms, id);
	if (!field || !form_answers_set(call->answers, id, value ? value : ""))
		return false;
	call_tell(call, field, NULL);
	call_changed(desk, call, field);
	return true;
}

/* --- keys --- */

/* A question that has one answer and wants it: one key answers it and goes on. */
static bool is_question(const struct call *call, const struct form_field *field)
{
	bool asked = field->required || field->step->form->questions;
	return asked && field->type != FORM_SEVERAL && !form_answers_get(call->answers, field->id);
}

static void take_option(struct desk *desk, struct call *call, size_t option)
{
	const struct form_field *field = call->field;
	const char *code = field_option_code(field, option);
	if (!code)
		return;
	call->option = (int)option;
	if (field->type == FORM_SEVERAL)
		form_answers_toggle(call->answers, field->id, code);
	else
		form_answers_set(call->answers, field->id, code);
	call_tell(call, field, NULL);
	call_changed(desk, call, field);
}

static void answer_option(struct desk *desk, struct call *call, size_t option)
{
	struct error err = { 0 };
	bool goes_on = is_question(call, call->field);
	take_option(desk, call, option);
	if (goes_on && !call_go_on(desk, call, &err) && err.code != ERROR_NONE)
		desk_complain(desk, &err);
}

/* Several options begin with the letter: it only goes from one to the next. */
static bool is_ambiguous(const struct form_field *field, const char *code, struct key key)
{
	const char *other = form_entry_key(field, code, key.code);
	return other && strcmp(other, code) != 0;
}

static void option_letter(struct desk *desk, struct call *call, struct key key)
{
	const struct form_field *field = call->field;
	bool several = field->type == FORM_SEVERAL;
	const char *current = several       ? NULL
			      : call->moved ? field_option_code(field, (size_t)call->option)
					    : form_answers_get(call->answers, field->id);
	const char *code = form_entry_key(field, current, key.code);
	if (!code) {
		desk_say(desk, "%s", _("no answer begins with that; arrows and Space choose"));
		return;
	}
	size_t option = 0;
	while (option < field_option_count(field) && strcmp(field_option_code(field, option), code) != 0)
		option++;
	if (is_question(call, field) && is_ambiguous(field, code, key)) {
		call->option = (int)option;
		call->moved = true;
		desk_say(desk, "%s", _("several answers begin with that: Enter takes the one marked"));
		return;
	}
	answer_option(desk, call, option);
}

static bool move_option(struct call *call, int by, int count)
{
	int option = call->option + by;
	if (option < 0 || option >= count)
		return false;
	call->option = option;
	call->moved = true;
	return true;
}

static bool option_key(struct desk *desk, struct call *call, struct key key)
{
	int count = (int)field_option_count(call->field);
	switch (key.code) {
	case KEY_NAME_LEFT:
		return move_option(call, -1, count) || true;
	case KEY_NAME_RIGHT:
		return move_option(call, 1, count) || true;
	case KEY_NAME_UP:
		return call_focus_previous(desk, call) || true;
	case KEY_NAME_DOWN:
		return call_focus_next(desk, call) || true;
	case KEY_NAME_BACKSPACE:
	case KEY_NAME_DELETE:
		call_set(desk, call, call->field->id, "");
		return true;
	case ' ':
		answer_option(desk, call, (size_t)call->option);
		return true;
	default:
		break;
	}
	if (!key_is_text(key))
		return false;
	option_letter(desk, call, key);
	return true;
}

static bool proposal_key(struct desk *desk, struct call *call, struct key key)
{
	struct error err = { 0 };
	bool fine = true;
	if (key.code >= '1' && key.code <= '3' && !key.mods)
		fine = call_choose(desk, call, (int)key.code - '1', &err);
	else if (key.code == '0' || key.code == '4')
		call_decline(desk, call);
	else if (key.code == ' ')
		fine = call_choose(desk, call, call->option, &err);
	else if (key.code == KEY_NAME_DOWN || key.code == KEY_NAME_RIGHT)
		return move_option(call, 1, call->live.slots.count) || call_focus_next(desk, call) || true;
	else if (key.code == KEY_NAME_UP || key.code == KEY_NAME_LEFT)
		return move_option(call, -1, call->live.slots.count) || call_focus_previous(desk, call) ||
		       true;
	else
		return false;
	if (!fine)
		desk_complain(desk, &err);
	return true;
}

static void remove_last(struct desk *desk, struct call *call)
{
	size_t count = form_answers_count(call->answers, call->field->id);
	if (count == 0)
		return;
	form_answers_toggle(call->answers, call->field->id,
			    form_answers_value(call->answers, call->field->id, count - 1));
	call_changed(desk, call, call->field);
}

static bool changes_text(struct key key)
{
	return key_is_text(key) || key.code == KEY_NAME_BACKSPACE || key.code == KEY_NAME_DELETE;
}

/* Typing where a row was chosen looks for another one; nobody adds letters to a customer's name. */
static void look_anew(struct call *call, const struct event *event)
{
	const struct form_field *field = call->field;
	bool text = event->kind == EVENT_PASTE || (event->kind == EVENT_KEY && key_is_text(event->key));
	if (text && !call->typed && field_kind(field) == FIELD_LOOKUP &&
	    form_answers_get(call->answers, field->id) && !form_answers_is_wrong(call->answers, field->id))
		edit_set(&call->edit, "");
}

static bool typed_event(struct desk *desk, struct call *call, const struct event *event)
{
	bool lookup = call_has_list(call->field);
	bool key = event->kind == EVENT_KEY;
	if (form_answers_is_sealed(call->answers, call->field->id) && (!key || changes_text(event->key))) {
		desk_say(desk, "%s", _("This is kept as it was said; corrections go into the next field."));
		return true;
	}
	if (key && lookup && call->list.field && event->key.code == KEY_NAME_DOWN)
		return call_list_move(call, 1);
	if (key && lookup && call->list.field && event->key.code == KEY_NAME_UP)
		return call_list_move(call, -1);
	if (key && event->key.code == KEY_NAME_BACKSPACE && field_kind(call->field) == FIELD_LOOKUPS &&
	    edit_text(&call->edit)[0] == '\0') {
		remove_last(desk, call);
		return true;
	}
	bool sealed = form_answers_is_sealed(call->answers, call->field->id);
	if (!sealed)
		look_anew(call, event);
	switch (sealed ? EDIT_IGNORED : edit_event(&call->edit, event)) {
	case EDIT_CHANGED:
		call->typed = true;
		call_tell(call, call->field, NULL); /* what was said of it is being answered */
		call_touch(desk, call);
		if (lookup)
			call_list_open(desk, call);
		return true;
	case EDIT_FULL:
		desk_say(desk, "%s", _("There is no more room in this field."));
		return true;
	case EDIT_MOVED:
		return true;
	case EDIT_IGNORED:
		break;
	}
	if (key && event->key.code == KEY_NAME_DOWN)
		return call_focus_next(desk, call) || true;
	if (key && event->key.code == KEY_NAME_UP)
		return call_focus_previous(desk, call) || true;
	return false;
}

/* What is typed where nothing is asked belongs to the question that follows: the customer talks already. */
static void type_ahead(struct desk *desk, struct call *call)
{
	if (!call->step || call->step->anytime)
		return;
	const struct form_step *next = form_step_next(call->answers, call->step->form, call->step);
	for (size_t i = 0; next && i < next->field_count; i++) {
		const struct form_field *field = &next->fields[i];
		if (!field_is_visible(call, field) || field->filled || !field_is_typed(field))
			continue;
		call_go(desk, call, next);
		call_focus(desk, call, field);
		return;
	}
}

bool call_event(struct desk *desk, struct call *call, const struct event *event)
{
	bool text = event->kind == EVENT_PASTE ||
		    (event->kind == EVENT_KEY && key_is_text(event->key) && event->key.code != ' ');
	if (!call->field && text)
		type_ahead(desk, call);
	if (!call->field || event->kind == EVENT_MOUSE || event->kind == EVENT_CLOSED)
		return false;
	switch (field_kind(call->field)) {
	case FIELD_TYPED:
	case FIELD_LOOKUP:
	case FIELD_LOOKUPS:
		return typed_event(desk, call, event);
	case FIELD_OPTIONS:
		return event->kind == EVENT_KEY && option_key(desk, call, event->key);
	case FIELD_PROPOSAL:
		return event->kind == EVENT_KEY && proposal_key(desk, call, event->key);
	}
	return false;
}
