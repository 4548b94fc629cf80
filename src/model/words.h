/* model/words.h - the field's closed word lists: enums, and their codes in files, JSON and the store.
 *
 * A code is stable and English; what a screen or a customer hears stands in the translations and in
 * phrases.cfg. */
#ifndef PRENOTA_MODEL_WORDS_H
#define PRENOTA_MODEL_WORDS_H

#include <stdbool.h>
#include <stdint.h>

/* How a contact reached the desk (R52..R56). */
enum channel {
	CHANNEL_PHONE,
	CHANNEL_WALKIN,
	CHANNEL_EMAIL,
	CHANNEL_DEALER_WEB,
	CHANNEL_MASERATI_WEB,
	CHANNEL_OWNER_APP,
	CHANNEL_OUTBOUND,
	CHANNEL_COUNT,
};

/* How the customer stays mobile (R35, R36). LOAN is a Maserati, HIRE another brand of the dealer's. */
enum mobility {
	MOBILITY_LOAN,
	MOBILITY_HIRE,
	MOBILITY_PUD,
	MOBILITY_TAXI,
	MOBILITY_ESCORT,
	MOBILITY_RENTAL,
	MOBILITY_WAIT,
	MOBILITY_NONE,
	MOBILITY_COUNT,
};

/* Means of a message or call (R47); CONTACT_NO is a refusal, CONTACT_UNASKED no answer yet. */
enum contact_means {
	CONTACT_UNASKED,
	CONTACT_NO,
	CONTACT_PHONE,
	CONTACT_SMS,
	CONTACT_EMAIL,
	CONTACT_MEANS_COUNT
};

/* Half days, split at lunch. */
enum half { HALF_AM, HALF_PM, HALF_COUNT };

/* What a member of staff may be, as bits (R4). */
enum role {
	ROLE_OPERATOR = 1 << 0,
	ROLE_ADVISOR = 1 << 1,
	ROLE_TECHNICIAN = 1 << 2,
	ROLE_FOREMAN = 1 << 3,
	ROLE_DRIVER = 1 << 4,
	ROLE_MANAGER = 1 << 5,
	ROLE_HOST = 1 << 6,   /* in charge of welcoming (R59) */
	ROLE_READER = 1 << 7, /* may look, never write */
};

/* Class of a request; the first that applies names it, in this order (engine: classes). */
enum request_class {
	CLASS_RETURN,
	CLASS_MC20,
	CLASS_SAFETY_RECALL,
	CLASS_IMMOBILISED,
	CLASS_REMINDER,
	CLASS_NORMAL,
	CLASS_COUNT,
};

/* Marks of an appointment's title, as bits, printed in this order (R33, R69). */
enum mark {
	MARK_RET = 1 << 0,
	MARK_MC20 = 1 << 1,
	MARK_EV = 1 << 2,
	MARK_RECALL = 1 << 3,
	MARK_FOREMAN = 1 << 4,
	MARK_TECH = 1 << 5,
	MARK_LOAN = 1 << 6,
	MARK_PUD = 1 << 7,
	MARK_WAIT = 1 << 8,
	MARK_OWNER = 1 << 9,
};
enum { MARK_COUNT = 10 };

/* Persona of the Maserati classification (R19, R21). */
enum persona {
	PERSONA_UNKNOWN,
	PERSONA_UNIQUE,
	PERSONA_PERFORMANCE,
	PERSONA_APPEARANCE,
	PERSONA_EXCITEMENT,
	PERSONA_COUNT,
};

/* Life of an appointment. */
enum appointment_state {
	APPOINTMENT_BOOKED,
	APPOINTMENT_ARRIVED,
	APPOINTMENT_LATE,
	APPOINTMENT_NO_SHOW,
	APPOINTMENT_FINISHED, /* work finished, car not handed back yet */
	APPOINTMENT_HANDED_BACK,
	APPOINTMENT_CANCELLED,
	APPOINTMENT_STATE_COUNT,
};

enum energy {
	ENERGY_UNKNOWN,
	ENERGY_PETROL,
	ENERGY_DIESEL,
	ENERGY_MHEV,
	ENERGY_PHEV,
	ENERGY_BEV,
	ENERGY_COUNT
};

const char *channel_code(enum channel channel);
const char *mobility_code(enum mobility mobility);
const char *contact_means_code(enum contact_means means); /* "", "no", "phone", "sms", "email" */
const char *half_code(enum half half);                    /* "am", "pm" */
const char *request_class_code(enum request_class class); /* "RETURN" … "NORMAL" */
const char *persona_code(enum persona persona);
const char *appointment_state_code(enum appointment_state state);
const char *energy_code(enum energy energy);
const char *mark_code(enum mark mark); /* one bit: "RET" … */
const char *role_code(enum role role); /* one bit: "operator" … */

/* The word for @code; false when there is none, and the output is untouched. */
bool channel_from_code(const char *code, enum channel *channel);
bool mobility_from_code(const char *code, enum mobility *mobility);
bool contact_means_from_code(const char *code, enum contact_means *means);
bool half_from_code(const char *code, enum half *half);
bool request_class_from_code(const char *code, enum request_class *class);
bool persona_from_code(const char *code, enum persona *persona);
bool appointment_state_from_code(const char *code, enum appointment_state *state);
bool energy_from_code(const char *code, enum energy *energy);
bool mark_from_code(const char *code, enum mark *mark);
bool role_from_code(const char *code, enum role *role);

#endif
