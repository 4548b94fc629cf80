/* store/file_store.h - customer files: what a contact produces (R25..R47). All writes need a write
 * transaction. */
#ifndef PRENOTA_STORE_FILE_STORE_H
#define PRENOTA_STORE_FILE_STORE_H

#include "base/arena.h"
#include "model/file.h"
#include "plan/plan.h"
#include "store/store.h"

/* A new, empty file of a contact. */
struct file_start {
	const char *contact_id; /* NULL: none (made by a batch) */
	const char *operator_code;
	enum channel channel;
	const char *language; /* of the customer */
	instant opened;       /* 0: store_now() */
};

/* Makes the file; @number is its short human number, counting up from 1 within the site. */
bool store_add_file(struct store *store, const struct file_start *start, char id[ID_SIZE], int *number,
		    struct error *err);

/* What may change in a file while it is worked on. NULL or -1 leaves what is there. */
struct file_update {
	const char *customer_id;
	const char *vehicle_id;
	const char *language;
	int mileage; /* km said in this contact */
	const char *note;
	const char *missing; /* open points, codes with spaces between */
};

bool store_update_file(struct store *store, const char *file_id, const struct file_update *update,
		       struct error *err);
bool store_close_file(struct store *store, const char *file_id, instant at, struct error *err);

/* Takes everything personal out of the file of a contact that ended as "refused-privacy": what remains is
 * that there was one. Any other file is refused by the schema. */
bool store_forget_file(struct store *store, const char *file_id, struct error *err);

/* The customer's words (R27): the first text is the request and stays as it is for ever; every later one is
 * an addition behind it. */
bool store_add_request_text(struct store *store, const char *file_id, const char *text, struct error *err);

/* Puts the answers of one form in place of the earlier ones of that form: what is not in @answers is gone (a
 * branch that was left is never kept). */
bool store_put_answers(struct store *store, const char *file_id, const char *form,
		       const struct file_answer *answers, size_t count, struct error *err);

/* Takes the answers of one form out of every file of a customer (a persona that is deleted). */
bool store_drop_form_answers(struct store *store, const char *customer_id, const char *form, struct error *err);

/* Work asked for, by code, in order; in place of the earlier ones. */
bool store_put_work(struct store *store, const char *file_id, const char *const *codes, int count,
		    struct error *err);

/* One date that was offered (R11, R40). */
struct offer {
	int round;    /* 1 the first set, 2 the next … */
	int position; /* 1..3 within it */
	civil_day day;
	int start;
	int minutes;
	const char *advisor;
	civil_day handback_day;
	int handback_start;
	int handback_minutes;
	enum mobility mobility;
	const char *unit;
	int level; /* enum plan_level */
	int cost;
	const char *state; /* offered chosen declined */
	instant offered;
};

struct offer_list {
	struct offer *items;
	size_t count;
	size_t capacity;
};

/* Adds a round of offers; its number goes to @round (may be NULL). @chosen is the index of the one taken at
 * once, -1 none yet. */
bool store_add_offers(struct store *store, const struct site *site, const char *file_id,
		      const struct plan_proposal *proposals, int count, int chosen, int *round,
		      struct error *err);
/* Marks one as chosen and the others of the round as declined; @position 0 declines all. */
bool store_choose_offer(struct store *store, const char *file_id, int round, int position, struct error *err);
bool store_get_offers(struct store *store, const char *file_id, struct arena *arena, struct offer_list *list,
		      struct error *err);

/* A consent or refusal (R46, R47), kept as evidence with the version of the text that was read; the newest
 * counts.
 * @purpose: contact appointment-reminder service-reminder privacy satisfaction marketing. */
bool store_add_consent(struct store *store, const char *customer_id, const char *file_id, const char *purpose,
		       enum contact_means means, const char *text_version, struct error *err);

/* Whether the newest consent of the customer for @purpose is none refused, and to the text of @text_version. */
bool store_has_consent(struct store *store, const char *customer_id, const char *purpose,
		       const char *text_version, bool *has, struct error *err);

/* A campaign found for the car, in the file (R31); told: the customer was informed now. */
bool store_put_file_campaign(struct store *store, const char *file_id, const struct campaign_hit *hit,
			     bool told, struct error *err);
/* The contract's result, kept even when there is none (R32): status code and text. */
bool store_put_file_contract(struct store *store, const char *file_id, const struct contract *contract,
			     struct error *err);

/* The owner check (R23, R63): who was compared with what, the data's age, and the result. */
struct owner_check {
	const char *result;    /* same differs unknown change-pending */
	const char *dms_owner; /* customer id, NULL */
	const char *se_owner;  /* name in the Service Entry copy, NULL */
	civil_day se_as_of;
	civil_day since; /* date of the change of ownership, 0 */
};
bool store_put_owner_check(struct store *store, const char *file_id, const struct owner_check *check,
			   struct error *err);

/* What was looked up for a file, as it stood then. */
struct file_checks {
	struct contract contract; /* id NULL: there is none (R32) */
	instant contract_at;      /* 0: it was never looked for */
	struct owner_check owner;
	instant owner_at; /* 0: never compared */
	const char *owner_by;
};
bool store_file_checks(struct store *store, const char *file_id, struct arena *arena,
		       struct file_checks *checks, struct error *err);

/* One line of the file's history; @text in words or codes, never personal data. store_insert_appointment()
 * and its like write their own. */
bool store_add_history(struct store *store, const char *file_id, const char *act, const char *text,
		       struct error *err);

/* The file whole, by id or by number as text ("17"). ERROR_NOT_FOUND. campaigns are those kept in the file.
 */
bool store_get_file(struct store *store, const char *id_or_number, struct arena *arena,
		    struct customer_file *file, struct error *err);
/* The same without additions, answers, campaigns, contract, owner check and history. */
bool store_get_file_short(struct store *store, const char *id_or_number, struct arena *arena,
			  struct customer_file *file, struct error *err);
/* Its own row: of the people the ids alone, and no appointment. */
bool store_get_file_row(struct store *store, const char *id_or_number, struct arena *arena,
			struct customer_file *file, struct error *err);

struct file_list {
	struct customer_file *items; /* without answers, campaigns and history */
	size_t count;
	size_t capacity;
};

/* Files of a customer or of a vehicle (either may be NULL), newest first. */
bool store_files_of(struct store *store, const char *customer_id, const char *vehicle_id, int limit,
		    struct arena *arena, struct file_list *list, struct error *err);

#endif
