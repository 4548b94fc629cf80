/* model/request.h - a booking request as it is said: the JSON of `slots` and `book`, and what the console
 * gathers.
 *
 * Nothing is resolved here: codes and texts as given. office/ resolves it against the site and the store.
 * Texts belong to the arena given when it was made. */
#ifndef PRENOTA_MODEL_REQUEST_H
#define PRENOTA_MODEL_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/civil.h"
#include "model/words.h"

enum { REQUEST_WORK_MAX = 12, REQUEST_WISHES_MAX = 6 };

struct request_wish {
	bool has_date;
	civil_day date;
	int half;   /* -1: any */
	int minute; /* -1: any */
};

struct request_slot {
	bool given;
	civil_day date;
	int minute;
	const char *advisor;
	const char *unit; /* NULL: any */
	bool handback_given;
	civil_day handback_date;
	int handback_minute;
	int handback_minutes; /* 0: by the rule */
};

struct booking_request {
	enum channel channel;
	const char *operator_code; /* NULL: the login itself */
	const char *language;      /* of the customer: "ko", "en" */

	bool has_customer;
	const char *customer_id;
	bool company;
	const char *family;
	const char *given;
	const char *company_name;
	const char *mobile;
	const char *email;

	bool has_vehicle;
	const char *vehicle_id; /* from the console's own choice; not in JSON */
	const char *vin;
	const char *plate;
	int mileage; /* -1: not said */
	bool miles;
	const char *model; /* console: said by the caller for a new car */

	const char *request; /* the customer's own words (R27) */
	const char *note;
	const char *work[REQUEST_WORK_MAX];
	int work_count;
	bool attends_foreman;
	bool attends_technician;
	bool workshop_return;
	bool immobilised;
	civil_day parts_eta; /* 0: none */
	civil_day earliest;  /* 0: none */
	struct request_wish wishes[REQUEST_WISHES_MAX];
	int wish_count;
	enum mobility mobility[MOBILITY_COUNT];
	int mobility_count;
	unsigned declined;   /* bits 1 << enum mobility */
	const char *advisor; /* wished */

	enum contact_means consent_contact;
	enum contact_means consent_appointment;
	enum contact_means consent_service;

	const char *override_by; /* staff code of the granting person; NULL: none */
	const char *override_reason;

	struct request_slot slot;
};

/* All fields "not said": channel phone, mileage -1. */
void booking_request_init(struct booking_request *request);

#endif
