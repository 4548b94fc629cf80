#include "desk/call_persona.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/menu.h"
#include "model/label.h"
#include "office/persona.h"

#define PERSONA_FORM "persona"

static bool is_tool(const struct form_step *step)
{
	return step && strcmp(step->form->id, PERSONA_FORM) == 0;
}

static bool asks_here(const struct form_step *step)
{
	for (size_t i = 0; is_tool(step) && i < step->field_count; i++)
		if (strcmp(step->fields[i].id, "persona_class") == 0)
			return true;
	return false;
}

static bool declined(const struct call *call)
{
	return form_answers_has(call->answers, "persona_ok", "no");
}

static bool is_recorded(const struct call *call)
{
	return call->known.has_customer && call->known.customer.persona != PERSONA_UNKNOWN;
}

/* The steps that open the tool. */
static bool opens_tool(const struct form_step *step)
{
	return step && step->sheet && strcmp(step->sheet, PERSONA_FORM) == 0;
}

enum persona call_persona(const struct call *call)
{
	enum persona persona = PERSONA_UNKNOWN;
	const char *said = form_answers_get(call->answers, "persona_class");
	if (said)
		persona_from_code(said, &persona);
	if (persona == PERSONA_UNKNOWN && is_recorded(call))
		persona = call->known.customer.persona;
	return persona;
}

void call_persona_facts(struct desk *desk, struct call *call)
{
	bool old = call->known.has_customer && office_persona_is_old(&call->known.customer, desk->moment.day);
	form_answers_set(call->answers, "persona", persona_code(call_persona(call)));
	form_answers_set(call->answers, "persona_old", old ? "yes" : "no");
}

/* --- the tool --- */

/* Questions that can be asked and are not answered. */
static bool has_more(const struct call *call, const struct form_step *step)
{
	return call_question(call, step, NULL) != NULL;
}

void call_persona_changed(struct call *call, const struct form_field *field)
{
	struct office_persona found;
	if (!asks_here(field->step))
		return;
	office_persona_look(call->answers, &found);
	bool decided = found.persona != PERSONA_UNKNOWN || declined(call) ||
		       (found.asked && !has_more(call, field->step));
	form_answers_fill(call->answers, "persona_class", decided ? persona_code(found.persona) : "");
}

bool call_persona_decided(const struct call *call)
{
	return asks_here(call->step) && form_answers_get(call->answers, "persona_class") != NULL;
}

void call_persona_leave(struct desk *desk, struct call *call)
{
	struct office_persona found;
	struct error err = { 0 };
	office_persona_look(call->answers, &found);
	if (!asks_here(call->step) || found.persona == PERSONA_UNKNOWN || !call->known.has_customer)
		return; /* of somebody new it is kept with the booking */
	if (!office_persona_keep(desk->office, call->known.customer.id, call->file[0] ? call->file : NULL,
				 call->answers, &err) ||
	    !call_reload_known(desk, call, &err))
		desk_complain(desk, &err);
	else
		desk_say(desk, _("Persona kept: %s, %d of %d answers."), label_persona(found.persona),
			 found.for_it, found.asked);
}

/* --- deleting --- */

bool call_persona_may_delete(const struct call *call)
{
	return (is_tool(call->step) || opens_tool(call->step)) &&
	       (is_recorded(call) || form_answers_get(call->answers, "persona_class") ||
		form_answers_get(call->answers, "PE1"));
}

static void forget_answers(struct call *call)
{
	const struct form_set *set = form_answers_set_of(call->answers);
	for (size_t i = 0; i < set->field_count; i++)
		if (strcmp(set->fields[i].step->form->id, PERSONA_FORM) == 0)
			form_answers_fill(call->answers, set->fields[i].id, "");
}

static bool delete_persona(struct desk *desk, const char *id, const char *text, void *context,
			   struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	if (!call || strcmp(id, "delete") != 0)
		return true;
	if (call->known.has_customer && (!office_persona_delete(desk->office, call->known.customer.id,
								call->file[0] ? call->file : NULL, err) ||
					 !call_reload_known(desk, call, err)))
		return false;
	forget_answers(call);
	call_facts(desk, call);
	call_touch(desk, call);
	call_go(desk, call, call->back ? call->back : call->step);
	desk_say(desk, "%s", _("The persona is deleted; the wording is neutral now."));
	return true;
}

bool call_persona_ask_delete(struct desk *desk, struct call *call, struct error *err)
{
	struct menu_row rows[] = {
		{ "back", _("no, keep it"), NULL },
		{ "delete", _("delete it, and the answers it came from"), NULL },
	};
	if (!call_persona_may_delete(call))
		return error_set(err, ERROR_INPUT, _("no persona is known here"));
	menu_open(desk, _("Delete the persona"), _("It is gone for every later contact."), rows, 2, 0, NULL,
		  delete_persona, NULL);
	return true;
}

/* --- the banner --- */

const char *call_persona_label(const struct call *call)
{
	return label_persona(call_persona(call));
}

static const char *source_word(const char *source)
{
	if (strcmp(source, "tool") == 0)
		return _("asked");
	if (strcmp(source, "manual") == 0)
		return _("by hand");
	return strcmp(source, "crm") == 0 ? "CRM" : "DMS";
}

void call_persona_source(const struct desk *desk, const struct call *call, struct buffer *out)
{
	const struct customer *customer = &call->known.customer;
	char date[CIVIL_DATE_SIZE];
	if (!is_recorded(call) || !customer->persona_source)
		return;
	buffer_add(out, source_word(customer->persona_source));
	if (customer->persona_date)
		buffer_printf(out, " %.7s", civil_format_date(customer->persona_date, date));
	if (customer->persona_confidence)
		buffer_printf(out, " %d%%", customer->persona_confidence);
	if (office_persona_is_old(customer, desk->moment.day))
		buffer_printf(out, ", %s", _("ask again"));
}
