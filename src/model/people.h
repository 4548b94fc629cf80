/* model/people.h - customers and vehicles as the desk sees them. Texts belong to the arena they were read
 * into; NULL means not known. */
#ifndef PRENOTA_MODEL_PEOPLE_H
#define PRENOTA_MODEL_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/civil.h"
#include "model/words.h"

struct customer {
	const char *id;     /* UUID */
	const char *dms_id; /* the DMS's own number */
	bool company;
	const char *family;
	const char *given;
	const char *company_name;
	const char *mobile;    /* as typed; the E.164 key is the store's */
	const char *telephone; /* a second number */
	const char *email;
	const char *address;
	const char *language; /* "ko", "en" … */
	enum persona persona;
	const char *persona_source;         /* crm dms tool manual */
	civil_day persona_date;             /* 0: none */
	int persona_confidence;             /* percent of the answers that spoke for it; 0: not asked here */
	const char *advisor;                /* staff code of the advisor who knows the customer */
	int visits;                         /* visits in the history */
	civil_day last_visit;               /* 0: none */
	enum contact_means consent_contact; /* last answers (R46, R47) */
	enum contact_means consent_appointment;
	enum contact_means consent_service;
	int revision;
};

struct vehicle {
	const char *id; /* UUID */
	const char *vin;
	const char *plate;
	const char *plate_country;
	const char *model;
	int model_year; /* 0: unknown */
	enum energy energy;
	bool mc20;
	const char *colour;
	civil_day first_registration; /* 0: unknown */
	civil_day warranty_start;
	const char *owner_id; /* customer ids */
	const char *keeper_id;
	const char *contact_id;
	civil_day owner_since;
	int mileage; /* last reading, km; -1 unknown */
	civil_day mileage_date;
	/* The Service Entry copy, NULL owner when the car is not in it (R23, R63). */
	const char *se_owner;
	civil_day se_as_of;
	int revision;
};

/* "홍길동" or "Rossi Marco" or the company's name, as the desk writes it; into @text. */
const char *customer_name(const struct customer *customer, char *text, size_t size);

/* The name as it may be said to somebody whose identity is not sure: "홍*동", "M. R." */
const char *customer_masked_name(const struct customer *customer, char *text, size_t size);

/* "010-****-5678" */
const char *telephone_masked(const char *number, char *text, size_t size);

struct history_visit {
	const char *order;
	civil_day day;
	int mileage;       /* -1 unknown */
	const char *codes; /* work codes with spaces between */
	const char *text;
	const char *advisor;
	bool workshop_return;
};

/* How sure a campaign match is: list beats range (R30). */
enum campaign_match { CAMPAIGN_AFFECTED, CAMPAIGN_AFFECTED_BY_RANGE, CAMPAIGN_POSSIBLY };

enum campaign_type { CAMPAIGN_RECALL, CAMPAIGN_SERVICE, CAMPAIGN_STOP_DRIVE, CAMPAIGN_OTA };

struct campaign_hit {
	const char *id;
	const char *authority_number;
	enum campaign_type type;
	enum campaign_match match;
	const char *title_en;
	const char *title_ko;
	const char *status; /* open informed booked parts-ordered done refused */
	bool free_of_charge;
	bool parts;
	int minutes;         /* of remedy */
	civil_day list_date; /* date of the VIN list, 0 none */
	instant told_at;     /* of a file's: when the customer was told (R31), 0 not yet */
	const char *told_by; /* staff code */
};

enum contract_status {
	CONTRACT_NONE,
	CONTRACT_ACTIVE,
	CONTRACT_EXPIRED,
	CONTRACT_EXHAUSTED,
	CONTRACT_FUTURE
};

/* "none", "active", "expired", "exhausted", "future" */
const char *contract_status_code(enum contract_status status);
bool contract_status_from_code(const char *code, enum contract_status *status);

struct contract {
	const char *id;
	const char *type; /* maintenance warranty extension … */
	civil_day start;
	civil_day end; /* last day; 0: by mileage only */
	int start_km;
	int limit_km;                /* odometer reading at which it ends; 0: none */
	const char *items;           /* "MAINT:3:1 BRKFL:1:0" code:allowed:used */
	enum contract_status status; /* on the day asked, at the mileage known (R32) */
	int days_left;               /* -1: no last day */
	int km_left;                 /* -1: no limit or mileage unknown */
};

/* The status of @contract on @today at @mileage (-1 unknown), whichever limit comes first; sets days_left,
 * km_left. */
void contract_assess(struct contract *contract, civil_day today, int mileage);

/* The next item of @items ("MAINT:3:1 …") that is left: its code, how many are allowed and how many of them
 * are still to come; returns where the rest begins, NULL at the end. What cannot be read is passed over. */
struct contract_item {
	char code[32];
	int allowed;
	int left;
};
const char *contract_item_next(const char *items, struct contract_item *item);

#endif
