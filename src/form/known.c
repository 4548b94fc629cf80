#include "form/known.h"

#include <string.h>

const struct form_fact form_facts[] = {
	{ "channel", "phone walkin email dealer-web maserati-web owner-app outbound" },
	{ "late_answer", "yes no" },   /* answered after the third ring (R16) */
	{ "privacy_known", "yes no" }, /* the notice in force was given before */
	{ "known", "yes no" },         /* the customer is in the store */
	{ "persona", "unique performance appearance excitement unknown" },
	{ "energy", "unknown petrol diesel mild-hybrid plug-in-hybrid bev" },
	{ "mc20", "yes no" },
	{ "convertible", "yes no" },                /* soft top or folding roof (reception checklist) */
	{ "owner_record", "same differs unknown" }, /* caller against DMS and Service Entry (R23) */
	{ "campaign", "none service recall stop-drive possible" },
	{ "campaign_also", "yes no" }, /* lesser ones concern the car beside those of "campaign" */
	{ "contract", "none active expired exhausted unknown" },
	{ "safety", "none caution urgent stop" }, /* worst red flag so far */
	{ "people_first", "yes no" },             /* an answer says that people are in danger */
	{ "persona_old", "yes no" },              /* the persona was found more than two years ago */
	{ "return_hint", "yes no" },              /* the car was here within twelve months */
	{ "danger_word", "yes no" },              /* the customer's words name a danger */
	{ "offers", "none one several" },         /* proposals that stand now */
	{ "car_lent", "yes no" },                 /* the mobility chosen hands out a car */
	{ "wheels_off", "yes no" },               /* the work takes wheels off */
	{ "body_work", "yes no" },
	{ "booked", "yes no" },
	{ "car_known", "yes no" },                 /* the car is in the store and recognised */
	{ "change_done", "none moved cancelled" }, /* with an appointment, in this call */
	{ "booked_visits", "none one several" }, /* appointments of the customer and the car still to come */
};
const size_t form_fact_count = sizeof form_facts / sizeof form_facts[0];

/* clang-format off */
static const char *const placeholders[] = {
	"advisor", "advisor_1", "advisor_2", "bay", "bring", "by", "callback", "campaign", "campaign_also",
	"channel", "charge", "contract", "cost", "count", "date", "day", "deadline", "dealer", "dealer_email", "due_at",
	"due_date", "due_km", "due_service", "emergency", "express_slot", "greeting", "half", "handback",
	"have", "host", "hours", "km", "last_visit", "manager", "masked_owner", "masked_phone", "minutes", "complaint_by", "move_1", "move_2", "moved_to", "moved_advisor", "mobility_free", "offer_time",
	"mobility", "mobility_options", "model", "month", "name", "need", "new", "nights", "number", "old",
	"open_hours", "open_items", "operator", "other", "parking", "reason", "received_at", "record",
	"record_age", "recovery", "request", "rules", "skill", "slot_1", "slot_2", "staff", "starts",
	"time", "unit", "until", "weekday", "wished",
};

static const char *const checks[] = {
	"telephone",  "email",    "plate",       "vin", "mileage", /* of the types of the same name */
	"name",                                  /* a person's: no digits, no control characters */
	"not-future", "not-past", "not-licence", /* dates; text without a licence number (privacy) */
};

static const char *const references[] = {
	"customer",  "vehicle", "advisor",      "operator", "host", "foreman",  "technician", "ev-specialist",
	"work-type", "file",    "repair-order", "proposal", "contract", "campaign",   "request",
};

const char *const form_messages_needed[] = {
	"booked", "changed", "cancelled", "restored", "tomorrow", "handback", "service-due", NULL,
};

static const char *const message_placeholders[] = {
	"advisor", "bring", "date", "day", "dealer", "dealer_email", "due_date", "due_km", "due_service",
	"handback", "mobility", "model", "name", "number", "parking", "time", "weekday",
};

const char *const form_phrases_needed[] = {
	/* why not */
	"rule-A1", "rule-A2", "rule-A3", "rule-A3-wait", "rule-A4", "rule-A5", "rule-A6", "rule-A6-held", "rule-A7",
	"rule-A7-bay", "rule-B1", "rule-B2", "rule-B3", "rule-B4", "rule-B6", "rule-B7", "rule-D1",
	"rule-D1-foreman", "rule-D2", "rule-D2-mobility", "rule-D3", "why-not", "why-closed", "why-starts",
	/* why this one, and what to be careful with */
	"reason-as-wished", "reason-same-day-wished", "reason-knows-customer", "reason-quiet-hour",
	"reason-room", "reason-back-same-day", "reason-car-free", "reason-first-possible",
	"reason-within-return", "reason-express", "caution-reserve", "caution-last-loan",
	"caution-other-advisor", "caution-other-mobility", "caution-authority", "caution-overnight",
	"caution-repair-time-open", "caution-after-deadline", "caution-full", "caution-wish-closed",
	"caution-earliest-past", "caution-car-class", "caution-plate-differs",
	"caution-mileage-differs", "caution-caller-differs",
	/* lengths (R13) */
	"length-diagnosis", "length-body", "length-return", "length-recall-parts", "length-electric",
	"length-mc20", "length-attendance", "length-unknown-customer", "length-car-out", "length-joint-drive",
	"length-normal",
	/* read-back, what changed meanwhile */
	"readback-appointment", "readback-welcome", "readback-handback", "readback-bring", "readback-parking",
	"taken-advisor", "taken-car", "taken-room", "taken-vehicle", "taken-fresh", "callback-promise",
	/* an answer in writing */
	"offer-subject", "offer-written", "offer-kept", "offer-line", "offer-mobility", "day-today", "day-tomorrow",
	/* values that sentences are made of */
	"slot", "weekday-0", "weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6",
	"half-am", "half-pm", "greeting-morning", "greeting-afternoon", "greeting-evening", "list-and", "list-or", "mobility-free",
	"date-spoken", "date-spoken-year", "until-km", "until-both",
	"record-none", "record-visit", "record-first", "record-age",
	"month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
	"month-9", "month-10", "month-11", "month-12", "mobility-loan", "mobility-hire", "mobility-pud",
	"mobility-taxi", "mobility-escort", "mobility-rental", "mobility-wait", "mobility-none", "means-no",
	"means-phone", "means-sms", "means-email", "mark-RET", "mark-MC20", "mark-EV", "mark-RECALL",
	"mark-FOREMAN", "mark-TECH", "mark-LOAN", "mark-PUD", "mark-WAIT", "mark-OWNER", "flag-stop",
	"flag-urgent", "flag-caution", "flag-people", "prediag-level-stop", "prediag-level-urgent",
	"prediag-level-caution", "prediag-attendance-foreman", "prediag-attendance-technician",
	"prediag-attendance-ev-specialist", "prediag-time", "prediag-not-sure", "prediag-not-asked",
	"prediag-hurried",
	NULL,
};

/* clang-format on */

static bool listed(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

bool form_fact_has(const struct form_fact *fact, const char *value)
{
	size_t len = strlen(value);
	if (len == 0 || strchr(value, ' '))
		return false;
	for (const char *word = fact->values; word; word = strchr(word, ' ')) {
		word += *word == ' ';
		if (strncmp(word, value, len) == 0 && (word[len] == ' ' || word[len] == '\0'))
			return true;
	}
	return false;
}

bool form_placeholder_known(const char *name)
{
	return listed(placeholders, sizeof placeholders / sizeof placeholders[0], name);
}

bool form_message_known(const char *id)
{
	for (size_t i = 0; form_messages_needed[i]; i++)
		if (strcmp(form_messages_needed[i], id) == 0)
			return true;
	return false;
}

bool form_message_placeholder_known(const char *name)
{
	return listed(message_placeholders, sizeof message_placeholders / sizeof message_placeholders[0],
		      name);
}

bool form_check_known(const char *name)
{
	return listed(checks, sizeof checks / sizeof checks[0], name);
}

bool form_reference_known(const char *name)
{
	return listed(references, sizeof references / sizeof references[0], name);
}
