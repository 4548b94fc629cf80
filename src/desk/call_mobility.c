/* The mobility offer: both duty offers of an MC20, the sheet of what was agreed, who pays, and the class that
 * Service Entry wants (R35 to R39). */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"

static const char *get(const struct call *call, const char *id)
{
	const char *value = form_answers_get(call->answers, id);
	return value && !form_answers_is_wrong(call->answers, id) ? value : NULL;
}

static const struct form_field *field_of(const struct desk *desk, const char *id)
{
	return form_field_find(&desk->office->forms, id);
}

/* --- what is agreed --- */

/* Who usually pays: a contract that covers mobility, else the dealer; a rental car must be said. */
static const char *usual_payer(const struct call *call, const char *code)
{
	for (size_t i = 0; i < call->known.contracts.count; i++) {
		const struct contract *contract = &call->known.contracts.items[i];
		if (contract->status == CONTRACT_ACTIVE && contract->type &&
		    !strcmp(contract->type, "mobility"))
			return "contract";
	}
	return strcmp(code, "rental") == 0 ? NULL : "dealer";
}

void call_mobility_answered(struct desk *desk, struct call *call)
{
	const char *code = get(call, "mobility");
	const struct form_field *class = field_of(desk, "mo-class");
	const struct form_option *option = code && class ? form_option_find(class, code) : NULL;
	bool other = code && strcmp(call->sheet_for, code) != 0;
	form_answers_set(call->answers, "mo-class", option ? code : "");
	form_answers_set(call->answers, "mo-entry", option && option->note ? option->note : "");
	if (!code || !other)
		return;
	const char *payer = usual_payer(call, code);
	form_answers_set(call->answers, "mo-payer", payer ? payer : "");
}

/* --- the sheet --- */

static const struct form_step *step_of_choice(const struct desk *desk, const char *code)
{
	char id[40];
	snprintf(id, sizeof id, "MO-%s", code);
	return form_step_find(&desk->office->forms, id);
}

static bool wants_answers(const struct call *call, const struct form_step *step)
{
	return step && form_step_visible(call->answers, step) && form_step_missing(call->answers, step);
}

/* What is known already: the customer drives, at his address, to where he said. */
void call_mobility_arrive(struct desk *desk, struct call *call)
{
	static const char *const drivers[] = { "mo-loan-driver", "mo-hire-driver", "mo-rental-driver" };
	static const char *const places[] = { "mo-taxi-to", "mo-escort-to" };
	static const char *const times[] = { "mo-taxi-time", "mo-escort-time" };
	const struct customer *customer = &call->known.customer;
	char name[256];
	bool self = form_answers_has(call->answers, "caller_role", "owner");
	bool person = call->known.has_customer && !customer->company;
	for (size_t i = 0; self && person && i < sizeof drivers / sizeof drivers[0]; i++)
		call_propose(desk, call, drivers[i], customer_name(customer, name, sizeof name));
	for (size_t i = 0; !self && i < sizeof drivers / sizeof drivers[0]; i++)
		call_propose(desk, call, drivers[i], get(call, "caller_name"));
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		call_propose(desk, call, places[i], get(call, "mobility_where"));
		call_propose(desk, call, times[i], get(call, "mobility_when"));
	}
	call_propose(desk, call, "mo-pud-address",
		     call->known.has_customer ? customer->address : get(call, "mobility_where"));
	call_propose(desk, call, "mo-pud-from", get(call, "mobility_when"));
	call_propose(desk, call, "mo-pud-contact", get(call, "caller_name"));
}

/* --- leaving --- */

/* R37: an MC20 goes without loan car and pick-up only when both were declined by name. */
static bool duty_done(struct desk *desk, struct call *call)
{
	const struct form_answers *answers = call->answers;
	const struct form_field *declined = field_of(desk, "declined");
	if (!declined || !form_field_visible(answers, declined))
		return true;
	if (form_answers_has(answers, "declined", "loan") && form_answers_has(answers, "declined", "pud"))
		return true;
	call_focus(desk, call, declined);
	call_tell(call, declined, _("an MC20: both are offered by name, and both must be declined"));
	return false;
}

/* A car is lent only to who may drive it. */
static bool may_drive(struct desk *desk, struct call *call)
{
	static const char *const licences[] = { "mo-loan-licence", "mo-hire-licence" };
	for (size_t i = 0; i < sizeof licences / sizeof licences[0]; i++) {
		const struct form_field *field = field_of(desk, licences[i]);
		if (!field || field->step != call->step ||
		    !form_answers_has(call->answers, licences[i], "no"))
			continue;
		call_go(desk, call, field_of(desk, "mobility")->step);
		call_focus(desk, call, field_of(desk, "mobility"));
		call_tell(call, call->field,
			  _("no car can be lent without licence and age: please agree another way"));
		return false;
	}
	return true;
}

bool call_mobility_leave(struct desk *desk, struct call *call)
{
	const char *code = get(call, "mobility");
	if (!call_step_asks(call->step, "mobility"))
		return may_drive(desk, call);
	if (!duty_done(desk, call))
		return false;
	if (!code || strcmp(call->sheet_for, code) == 0)
		return true;
	snprintf(call->sheet_for, sizeof call->sheet_for, "%s", code);
	const struct form_step *own = step_of_choice(desk, code),
			       *cost = form_step_find(&desk->office->forms, "MO");
	call_mobility_arrive(desk, call);
	if (!wants_answers(call, own) && !wants_answers(call, cost))
		return true;
	call_go(desk, call, wants_answers(call, own) ? own : cost);
	call->sheet_opened = true;
	return false;
}
