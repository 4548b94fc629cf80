/* model/rules.h - small pure rules of the desk: VIN, plate, telephone, e-mail, mileage, title, bring list. */
#ifndef PRENOTA_MODEL_RULES_H
#define PRENOTA_MODEL_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/civil.h"
#include "base/error.h"
#include "model/words.h"

enum { VIN_SIZE = 18, PLATE_SIZE = 64, TELEPHONE_SIZE = 32 };

struct vin_hint {
	const char *model; /* "Grecale Folgore", NULL unknown; static */
	enum energy energy;
	bool mc20;
	int model_year;           /* 0 unknown */
	bool check_digit_differs; /* advice only: "please read it again" */
};

/* Normalises @typed (upper case, no separators) into @vin; a wrong length or letter is ERROR_INPUT with what
 * would be right ("VIN has the letter O; did you mean 0?") and with a corrected VIN in @suggestion when there
 * is one (may be NULL; "" otherwise). */
bool vin_parse(const char *typed, char vin[VIN_SIZE], char suggestion[VIN_SIZE], struct error *err);

/* What @vin (17 characters) tells, as a hint beside the DMS; @today chooses the model year's cycle. */
struct vin_hint vin_hint(const char *vin, civil_day today);

struct plate {
	char display[PLATE_SIZE]; /* "123가4567" */
	char key[PLATE_SIZE];     /* search key without separators, upper case */
	char country[8];          /* "KR", "IT", "GB", "DE", "" unknown: accepted, never blocked */
	bool electric_hint;       /* German suffix E */
	bool rental_hint;         /* 하 허 호 */
	bool known_shape;
};

/* Normalises @typed; only an empty or absurd (longer than 20 columns) text is an error. */
bool plate_parse(const char *typed, const char *site_country, struct plate *plate, struct error *err);

struct telephone {
	char e164[TELEPHONE_SIZE];    /* "+821012345678", "" when unverified */
	char display[TELEPHONE_SIZE]; /* "010-1234-5678" */
	bool verified;
	bool mobile; /* can take a text message */
};

/* Normalises @typed by the site's @country ("KR", "IT"); what has no digits or more than 15 is an error, what
 * fits no plan is kept as typed and unverified. */
bool telephone_parse(const char *typed, const char *country, struct telephone *telephone, struct error *err);

/* Only the digits, and the last eight of them (for matching from the right). */
void telephone_digits(const char *typed, char digits[TELEPHONE_SIZE]);

bool email_parse(const char *typed, char *email, size_t size, struct error *err);

/* A person's name: 1..80 characters, no digits, no control characters. */
bool name_parse(const char *typed, char *name, size_t size, struct error *err);

enum mileage_doubt { MILEAGE_FINE, MILEAGE_LOWER, MILEAGE_JUMP };

/* Whether @km on @today is plausible after @last_km on @last_day (-1: none): lower, or more than 60 000 km a
 * year. */
enum mileage_doubt mileage_check(int km, civil_day today, int last_km, civil_day last_day);

/* "[RET][MC20][LOAN] 123가4567 Levante - reason" in at most 80 columns; the reason is cut first. */
void title_build(unsigned marks, const char *plate, const char *model, const char *reason, char *title,
		 size_t size);

/* "RET FOREMAN LOAN" */
const char *marks_text(unsigned marks, char *text, size_t size);

/* What the customer has to bring, as bits (R44). */
enum bring {
	BRING_REGISTRATION = 1 << 0,
	BRING_RECORD = 1 << 1,
	BRING_KEYS = 1 << 2,
	BRING_LICENCE = 1 << 3,
	BRING_NUT_KEY = 1 << 4,
	BRING_CABLE = 1 << 5,
	BRING_INSURANCE = 1 << 6,
	BRING_AUTHORITY = 1 << 7,
	BRING_CHARGE = 1 << 8,    /* arrive with 20–80 % */
	BRING_VALUABLES = 1 << 9, /* take valuables and the dash camera's card out */
};
enum { BRING_COUNT = 10 };
const char *bring_code(enum bring item); /* phrase id "bring-" + code */

/* @work_flags: union of enum work_flag of the work asked for. */
unsigned bring_list(enum energy energy, unsigned work_flags, enum mobility mobility, bool third_person);

/* Length of a search key buffer is the caller's; folded, without separators: for names, plates, numbers. */
void search_key(const char *text, char *key, size_t size);

#endif
