/* office/reminders.h - service reminders: worked out from history, readings and intervals, made into messages
 * and calls, and what came of each attempt (R49, R50, R74..R77).
 *
 * What a reminder depends on marks its car in the store (a reading, a visit, a consent, an appointment …);
 * the marked cars are worked out anew in small transactions, by whoever comes first: a console each minute,
 * or `prenota notify`. The same twice changes nothing. */
#ifndef PRENOTA_OFFICE_REMINDERS_H
#define PRENOTA_OFFICE_REMINDERS_H

#include "office/office.h"
#include "store/reminder_store.h"

enum { REMINDERS_BATCH = 50 /* cars of one transaction */ };

struct office_reminder_run {
	int cars;     /* worked out anew */
	int messages; /* put into the outbox */
	bool more;    /* some are left for the next time */
};

/* Works out at most @cars cars anew (0: all) and begins the attempts that are due. */
bool office_run_reminders(struct office *office, int cars, struct office_reminder_run *run,
			  struct error *err);

/* The due days that matter on @today: from those lapsed until those whose window opens today. */
void office_reminder_window(civil_day today, civil_day *from, civil_day *to);

/* How many want somebody now, and how many of them are late (NULL: not asked). */
bool office_count_reminders(const struct office *office, int *count, int *late, struct error *err);

/* How a reminder stands, as lists show it: waiting open late booked declined stopped done, or why it is held
 * (ownership sold no-consent no-number). */
const char *office_reminder_state(const struct reminder *reminder, civil_day today);

/* "annual service, brake fluid" in @language, in @arena; of what the site no longer knows the code. */
const char *office_reminder_services(const struct site *site, const struct reminder *reminder,
				     const char *language, struct arena *arena);

/* What a contract in force still pays of its work: "EV-CHECK 1/3", in @arena; NULL when nothing. A hint only.
 */
const char *office_reminder_contract(struct office *office, const struct reminder *reminder,
				     struct arena *arena);

/* What came of an attempt by telephone. */
struct office_attempt {
	const char *result;     /* callback unreached declined wrong-number no-consent sold */
	civil_day next_attempt; /* when to try again, 0: by the rule */
	const char *contact;    /* its line in the register; NULL: one is made */
};

/* Nobody may be contacted: ERROR_REFUSED; it is over already: ERROR_CONFLICT. */
bool office_note_attempt(struct office *office, const char *id, const struct office_attempt *attempt,
			 struct error *err);

/* A call for it begins: a customer file and a line in the contact register. */
bool office_take_reminder(struct office *office, const char *id, const char *language, char contact[ID_SIZE],
			  char file[ID_SIZE], struct error *err);

#endif
