#include "model/words.h"

#include <stddef.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const char *const channels[CHANNEL_COUNT] = {
	[CHANNEL_PHONE] = "phone",
	[CHANNEL_WALKIN] = "walkin",
	[CHANNEL_EMAIL] = "email",
	[CHANNEL_DEALER_WEB] = "dealer-web",
	[CHANNEL_MASERATI_WEB] = "maserati-web",
	[CHANNEL_OWNER_APP] = "owner-app",
	[CHANNEL_OUTBOUND] = "outbound",
};

static const char *const mobilities[MOBILITY_COUNT] = {
	[MOBILITY_LOAN] = "loan", [MOBILITY_HIRE] = "hire",     [MOBILITY_PUD] = "pud",
	[MOBILITY_TAXI] = "taxi", [MOBILITY_ESCORT] = "escort", [MOBILITY_RENTAL] = "rental",
	[MOBILITY_WAIT] = "wait", [MOBILITY_NONE] = "none",
};

static const char *const means_codes[CONTACT_MEANS_COUNT] = {
	[CONTACT_UNASKED] = "", [CONTACT_NO] = "no",       [CONTACT_PHONE] = "phone",
	[CONTACT_SMS] = "sms",  [CONTACT_EMAIL] = "email",
};

static const char *const halves[HALF_COUNT] = {
	[HALF_AM] = "am",
	[HALF_PM] = "pm",
};

static const char *const classes[CLASS_COUNT] = {
	[CLASS_RETURN] = "RETURN",
	[CLASS_MC20] = "MC20",
	[CLASS_SAFETY_RECALL] = "SAFETY_RECALL",
	[CLASS_IMMOBILISED] = "IMMOBILISED",
	[CLASS_REMINDER] = "REMINDER",
	[CLASS_NORMAL] = "NORMAL",
};

static const char *const personas[PERSONA_COUNT] = {
	[PERSONA_UNKNOWN] = "unknown",         [PERSONA_UNIQUE] = "unique",
	[PERSONA_PERFORMANCE] = "performance", [PERSONA_APPEARANCE] = "appearance",
	[PERSONA_EXCITEMENT] = "excitement",
};

static const char *const states[APPOINTMENT_STATE_COUNT] = {
	[APPOINTMENT_BOOKED] = "booked",       [APPOINTMENT_ARRIVED] = "arrived",
	[APPOINTMENT_LATE] = "late",           [APPOINTMENT_NO_SHOW] = "noshow",
	[APPOINTMENT_FINISHED] = "finished",   [APPOINTMENT_HANDED_BACK] = "handed-back",
	[APPOINTMENT_CANCELLED] = "cancelled",
};

static const char *const energies[ENERGY_COUNT] = {
	[ENERGY_UNKNOWN] = "unknown",  [ENERGY_PETROL] = "petrol",       [ENERGY_DIESEL] = "diesel",
	[ENERGY_MHEV] = "mild-hybrid", [ENERGY_PHEV] = "plug-in-hybrid", [ENERGY_BEV] = "bev",
};

/* By the number of the bit. */
static const char *const marks[MARK_COUNT] = {
	"RET", "MC20", "EV", "RECALL", "FOREMAN", "TECH", "LOAN", "PUD", "WAIT", "OWNER",
};

static const char *const roles[] = {
	"operator", "advisor", "technician", "foreman", "driver", "manager", "host", "reader",
};

static const char *code_of(const char *const *codes, int count, int value)
{
	return value >= 0 && value < count ? codes[value] : "";
}

static int value_of(const char *const *codes, int count, const char *code)
{
	for (int i = 0; code && i < count; i++)
		if (strcmp(codes[i], code) == 0)
			return i;
	return -1;
}

/* The number of the only bit that is set, -1 when there is not exactly one. */
static int bit_number(unsigned bits)
{
	if (bits == 0 || (bits & (bits - 1)) != 0)
		return -1;
	return __builtin_ctz(bits);
}

const char *channel_code(enum channel channel)
{
	return code_of(channels, COUNT(channels), (int)channel);
}

const char *mobility_code(enum mobility mobility)
{
	return code_of(mobilities, COUNT(mobilities), (int)mobility);
}

const char *contact_means_code(enum contact_means means)
{
	return code_of(means_codes, COUNT(means_codes), (int)means);
}

const char *half_code(enum half half)
{
	return code_of(halves, COUNT(halves), (int)half);
}

const char *request_class_code(enum request_class class)
{
	return code_of(classes, COUNT(classes), (int)class);
}

const char *persona_code(enum persona persona)
{
	return code_of(personas, COUNT(personas), (int)persona);
}

const char *appointment_state_code(enum appointment_state state)
{
	return code_of(states, COUNT(states), (int)state);
}

const char *energy_code(enum energy energy)
{
	return code_of(energies, COUNT(energies), (int)energy);
}

const char *mark_code(enum mark mark)
{
	return code_of(marks, COUNT(marks), bit_number((unsigned)mark));
}

const char *role_code(enum role role)
{
	return code_of(roles, COUNT(roles), bit_number((unsigned)role));
}

bool channel_from_code(const char *code, enum channel *channel)
{
	int value = value_of(channels, COUNT(channels), code);
	if (value < 0)
		return false;
	*channel = (enum channel)value;
	return true;
}

bool mobility_from_code(const char *code, enum mobility *mobility)
{
	int value = value_of(mobilities, COUNT(mobilities), code);
	if (value < 0)
		return false;
	*mobility = (enum mobility)value;
	return true;
}

bool contact_means_from_code(const char *code, enum contact_means *means)
{
	int value = value_of(means_codes, COUNT(means_codes), code);
	if (value < 0)
		return false;
	*means = (enum contact_means)value;
	return true;
}

bool half_from_code(const char *code, enum half *half)
{
	int value = value_of(halves, COUNT(halves), code);
	if (value < 0)
		return false;
	*half = (enum half)value;
	return true;
}

bool request_class_from_code(const char *code, enum request_class *class)
{
	int value = value_of(classes, COUNT(classes), code);
	if (value < 0)
		return false;
	*class = (enum request_class)value;
	return true;
}

bool persona_from_code(const char *code, enum persona *persona)
{
	int value = value_of(personas, COUNT(personas), code);
	if (value < 0)
		return false;
	*persona = (enum persona)value;
	return true;
}

bool appointment_state_from_code(const char *code, enum appointment_state *state)
{
	int value = value_of(states, COUNT(states), code);
	if (value < 0)
		return false;
	*state = (enum appointment_state)value;
	return true;
}

bool energy_from_code(const char *code, enum energy *energy)
{
	int value = value_of(energies, COUNT(energies), code);
	if (value < 0)
		return false;
	*energy = (enum energy)value;
	return true;
}

bool mark_from_code(const char *code, enum mark *mark)
{
	int value = value_of(marks, COUNT(marks), code);
	if (value < 0)
		return false;
	*mark = (enum mark)(1U << value);
	return true;
}

bool role_from_code(const char *code, enum role *role)
{
	int value = value_of(roles, COUNT(roles), code);
	if (value < 0)
		return false;
	*role = (enum role)(1U << value);
	return true;
}
