#include "model/ownership.h"

#include <string.h>

#include "base/i18n.h"

static const char *const states[] = { "open", "sent", "done", "dropped" };

static const struct {
	const char *code;
	const char *label;
} steps[OWNERSHIP_STEP_COUNT] = {
	[OWNERSHIP_PROOF] = { "proof", N_("registration certificate or contract seen") },
	[OWNERSHIP_DATA] = { "data", N_("name, address and numbers of the new owner complete") },
	[OWNERSHIP_CONSENT] = { "consent", N_("privacy notice given to the new owner") },
	[OWNERSHIP_LOOKUP] = { "lookup", N_("car looked up in Service Entry+") },
	[OWNERSHIP_ENTER] = { "enter", N_("change entered in Service Entry+ with date and mileage") },
	[OWNERSHIP_ACCEPTED] = { "accepted", N_("Service Entry+ shows the new owner") },
	[OWNERSHIP_DMS] = { "dms", N_("DMS shows the new owner") },
};

const char *ownership_state_code(enum ownership_state state)
{
	return states[state];
}

bool ownership_state_from_code(const char *code, enum ownership_state *state)
{
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(states[i], code) == 0) {
			*state = (enum ownership_state)i;
			return true;
		}
	return false;
}

const char *ownership_state_label(enum ownership_state state)
{
	switch (state) {
	case OWNERSHIP_OPEN:
		return _("under way");
	case OWNERSHIP_SENT:
		return _("sent");
	case OWNERSHIP_DONE:
		return _("done");
	case OWNERSHIP_DROPPED:
		return _("dropped");
	}
	return "";
}

const char *ownership_step_code(enum ownership_step step)
{
	return steps[step].code;
}

bool ownership_step_from_code(const char *code, enum ownership_step *step)
{
	for (int i = 0; i < OWNERSHIP_STEP_COUNT; i++)
		if (strcmp(steps[i].code, code) == 0) {
			*step = (enum ownership_step)i;
			return true;
		}
	return false;
}

const char *ownership_step_label(enum ownership_step step)
{
	return _(steps[step].label);
}

enum ownership_state ownership_state_of(unsigned ticked)
{
	if (ticked == (1U << OWNERSHIP_STEP_COUNT) - 1)
		return OWNERSHIP_DONE;
	return ticked & 1U << OWNERSHIP_ENTER ? OWNERSHIP_SENT : OWNERSHIP_OPEN;
}
