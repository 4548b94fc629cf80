/* office/dealer.h - the dealer's data as the public is told it, in one place: each value with where it comes
 * from, when and by whom it was checked, and what a public listing says instead (R5, R6). */
#ifndef PRENOTA_OFFICE_DEALER_H
#define PRENOTA_OFFICE_DEALER_H

#include "office/office.h"
#include "store/dealer.h"

enum { DEALER_CHECK_DAYS = 30 /* so long a check holds */, DEALER_ITEMS_MAX = 24 };

enum dealer_edit {
	DEALER_TEXT,  /* changed here */
	DEALER_YESNO, /* "yes" or "no": whether something is available */
	DEALER_FIXED, /* changed in site.cfg or the forms; only checked here */
};

struct dealer_item {
	const char *field; /* "telephone" */
	enum dealer_edit edit;
	const char *value;  /* NULL: none */
	const char *source; /* site desk forms */
	instant checked;    /* 0: not as it stands */
	const char *checked_by;
	bool overdue;        /* never checked, or more than 30 days ago */
	const char *listed;  /* what the public listing says; NULL: it does not say */
	bool differs;        /* from what it says */
	instant listed_seen; /* when it was read */
};

struct dealer_data {
	struct dealer_item items[DEALER_ITEMS_MAX];
	int count;
	int overdue;
	int different;
};

/* What a field is called on the screen; itself when nobody knows it. */
const char *office_dealer_label(const char *field);

bool office_dealer(struct office *office, struct arena *arena, struct dealer_data *data, struct error *err);

/* Changes a value (by the console, or `prenota dealer set`). ERROR_NOT_FOUND with the fields there are;
 * ERROR_INPUT says what would be right. The site of @office is read again. */
bool office_dealer_set(struct office *office, const char *field, const char *value, struct error *err);
/* The value is right today; @field NULL: all of them. */
bool office_dealer_check(struct office *office, const char *field, struct error *err);
/* Takes the last change back; *@field (in @arena) NULL: there is none. */
bool office_dealer_undo(struct office *office, struct arena *arena, const char **field, struct error *err);

/* One task for the manager while something is not checked; done when all is. */
bool office_dealer_nag(struct office *office, struct error *err);

/* "mon-fri 09:00-18:00; sat 09:00-13:00", in @arena. */
const char *office_opening_text(const struct site *site, struct arena *arena);

#endif
