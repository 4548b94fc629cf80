/* store/reminder_store.h - service reminders: which cars must be worked out anew, what is known of them, the
 * reminders and the attempts to reach somebody (R49, R50, R74..R77). Writes need a write transaction. */
#ifndef PRENOTA_STORE_REMINDER_STORE_H
#define PRENOTA_STORE_REMINDER_STORE_H

#include "base/arena.h"
#include "model/due.h"
#include "store/store.h"

struct reminder {
	const char *id; /* NULL: not yet in the store */
	const char *vehicle_id;
	const char *service;  /* the one that leads: "MAINT" */
	const char *services; /* all of the visit with their bases: "MAINT:20440 BRAKEFLUID:20075" */
	const char *work;     /* what is to be booked, codes with blanks between */
	civil_day due;
	enum due_reason reason;
	civil_day base; /* of the leading service */
	civil_day by_date;
	civil_day by_km;
	int at_km;               /* -1: not by mileage */
	const char *state;       /* waiting open booked declined stopped done */
	const char *held;        /* why nobody is contacted: ownership sold no-consent no-number; NULL */
	const char *customer_id; /* whom to contact, NULL */
	enum contact_means means;
	int attempts;
	civil_day first_contact; /* 0: none yet */
	civil_day last_attempt;
	civil_day next_attempt; /* 0: by the rule */
	const char *file_id;    /* that was booked */
	const char *result;     /* of the last attempt, or why it is over */
	int revision;
	/* With the names: */
	const char *customer_name;
	const char *telephone;
	const char *language;
	const char *plate;
	const char *model;
	int mileage;             /* -1 */
	int number;              /* of the file */
	const char *last_means;  /* of the last attempt; NULL: none */
	const char *last_result; /* its result, or how far its message is; NULL */
};

struct reminder_list {
	struct reminder *items;
	size_t count;
	size_t capacity;
};

/* --- what must be worked out anew --- */

/* At most @limit cars; their ids in @arena. */
bool store_stale_reminders(struct store *store, int limit, struct arena *arena, const char **ids, int *count,
			   struct error *err);
bool store_has_stale_reminders(struct store *store, bool *any, struct error *err);
bool store_settle_stale(struct store *store, const char *vehicle_id, struct error *err);
/* Cars whose live reminder is due before @before: something else may lead now. */
bool store_mark_old_reminders(struct store *store, civil_day before, struct error *err);

/* What the rule wants to know of a car. */
struct reminder_facts {
	struct due_car car; /* without what is settled */
	const char *owner_id;
	const char *customer_id; /* contact person, else keeper, else owner; NULL */
	bool owner_changes;      /* a change of ownership is under way */
	const char *mobile;      /* of the customer */
	const char *telephone;
	const char *email;
	enum contact_means consent; /* for reminders of a service */
	const char *booked_file;    /* the last visit since @since, NULL */
	const char *booked_work;    /* its codes */
};
bool store_reminder_facts(struct store *store, const char *vehicle_id, civil_day since, struct arena *arena,
			  struct reminder_facts *facts, struct error *err);

/* --- reminders --- */

/* All of one car, whatever their state, by due day; without names. */
bool store_reminders_of(struct store *store, const char *vehicle_id, struct arena *arena,
			struct reminder_list *list, struct error *err);
bool store_get_reminder(struct store *store, const char *id, struct arena *arena, struct reminder *reminder,
			struct error *err);

/* Those that wait with a due day in [from, to]: not contacted yet by due day, then those to be tried again,
 * then those nobody may contact. */
bool store_due_reminders(struct store *store, civil_day from, civil_day to, int limit, struct arena *arena,
			 struct reminder_list *list, struct error *err);
/* Any with a due day in [from, to]; of one state or held for one reason when @state is given. */
bool store_reminders_between(struct store *store, civil_day from, civil_day to, const char *state, int limit,
			     struct arena *arena, struct reminder_list *list, struct error *err);
/* To be written to by @today: due in [from, to], an attempt in writing due; whom the desk calls is not among
 * them. */
bool store_ready_reminders(struct store *store, civil_day from, civil_day to, civil_day today, int limit,
			   struct arena *arena, struct reminder_list *list, struct error *err);
/* How many want somebody now, and how many of them are late: not contacted, due before @late. */
bool store_count_reminders(struct store *store, civil_day from, civil_day late, civil_day to, civil_day today,
			   int *count, int *late_count, struct error *err);

/* Inserts without an id (it goes to @id), else writes the row of that id and revision; ERROR_CONFLICT when
 * another desk was faster. */
bool store_put_reminder(struct store *store, const struct reminder *reminder, char id[ID_SIZE],
			struct error *err);

struct reminder_attempt {
	int number;
	instant at;
	enum contact_means means;
	const char *result;     /* of a call, or how far the message is; NULL */
	const char *contact_id; /* of the register, NULL */
	const char *message_id;
	const char *by;
};

struct reminder_attempt_list {
	struct reminder_attempt *items;
	size_t count;
	size_t capacity;
};

/* One more on @day. */
bool store_add_reminder_attempt(struct store *store, const char *reminder_id, civil_day day,
		       const struct reminder_attempt *attempt, struct error *err);
bool store_reminder_attempts(struct store *store, const char *reminder_id, struct arena *arena,
		    struct reminder_attempt_list *list, struct error *err);

#endif
