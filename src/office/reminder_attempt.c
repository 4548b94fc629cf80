/* Attempts to reach somebody about a service that is due, and what came of them. */
#include <string.h>

#include "base/i18n.h"
#include "office/book.h"
#include "office/messages.h"
#include "office/reminder_rows.h"
#include "store/contact.h"
#include "store/file_store.h"
#include "store/task.h"

/* --- rules of one attempt --- */

static bool still_waits(const struct reminder *r, struct error *err)
{
	if (strcmp(r->state, "waiting") == 0 || strcmp(r->state, "open") == 0)
		return true;
	if (strcmp(r->state, "booked") == 0)
		return error_set(err, ERROR_CONFLICT, _("this service is booked already: file %d"),
				 r->number);
	return error_set(err, ERROR_CONFLICT, _("this reminder is over already"));
}

static bool may_contact(const struct reminder *r, struct error *err)
{
	if (!still_waits(r, err))
		return false;
	if (r->held && strcmp(r->held, "no-consent") == 0)
		return error_set(
			err, ERROR_REFUSED,
			_("the customer did not agree to be reminded of services: nobody is contacted"));
	if (r->held && strcmp(r->held, "no-number") == 0)
		return error_set(err, ERROR_REFUSED,
				 _("the customer has no number and no address: complete the data first"));
	if (r->held)
		return error_set(err, ERROR_REFUSED,
				 _("who owns this car is not sure: the change of ownership comes first"));
	return true;
}

static bool is_result(const char *result)
{
	static const char *const results[] = { "callback",     "unreached",  "declined",
					       "wrong-number", "no-consent", "sold" };
	for (size_t i = 0; i < sizeof results / sizeof results[0]; i++)
		if (strcmp(results[i], result) == 0)
			return true;
	return false;
}

/* Whom nobody reached three times is left in peace, unless a day was agreed. */
static void follow(struct reminder *r, const char *result, civil_day next, civil_day today)
{
	enum { ATTEMPTS_BY_RULE = 3 };
	bool again = strcmp(result, "callback") == 0 || strcmp(result, "unreached") == 0;
	bool enough = r->attempts >= (next ? DUE_ATTEMPTS_MAX : ATTEMPTS_BY_RULE);
	r->result = result;
	r->next_attempt = 0;
	if (strcmp(result, "declined") == 0)
		r->state = "declined";
	else if (!again || enough)
		r->state = "stopped";
	else {
		r->state = "open";
		r->next_attempt = next ? next : due_attempt_day(r->due, r->attempts, today);
	}
}

void reminder_count(struct reminder *r, civil_day today)
{
	r->attempts++;
	r->last_attempt = today;
	if (!r->first_contact)
		r->first_contact = today;
}

/* --- what follows from a result --- */

static bool add_data_task(struct office *office, const struct reminder *r, const char *text,
			  struct error *err)
{
	struct task task = {
		.kind = "data",
		.roles = ROLE_OPERATOR | ROLE_ADVISOR,
		.due = office_now(office),
		.customer_id = r->customer_id,
		.vehicle_id = r->vehicle_id,
		.text = text,
	};
	return store_add_task(office->store, &task, NULL, err);
}

static bool act_on(struct office *office, const struct reminder *r, const char *result, struct error *err)
{
	if (strcmp(result, "wrong-number") == 0)
		return add_data_task(office, r, "telephone", err);
	if (strcmp(result, "sold") == 0)
		return add_data_task(office, r, "sold", err);
	if (strcmp(result, "no-consent") == 0 && r->customer_id)
		return store_add_consent(office->store, r->customer_id, NULL, "service-reminder", CONTACT_NO,
					 NULL, err);
	return true;
}

/* A call that was made without the script still has its line in the register (R51). */
static bool own_contact(struct office *office, const struct reminder *r, const char *result,
			char contact[ID_SIZE], struct error *err)
{
	instant now = office_now(office);
	bool reached = strcmp(result, "unreached") != 0;
	struct contact row = {
		.channel = CHANNEL_OUTBOUND,
		.operator_code = office_actor(office)->code,
		.caller = r->telephone,
		.customer_id = r->customer_id,
		.rang = now,
		.answered = reached ? now : 0,
		.ended = now,
		.result = result,
	};
	return store_add_contact(office->store, &row, contact, err);
}

bool reminder_attempted(struct office *office, const char *id, const struct office_attempt *attempt,
			struct arena *arena, struct error *err)
{
	struct reminder r;
	char contact[ID_SIZE];
	civil_day today = office_moment(office).day;
	if (!attempt->result || !is_result(attempt->result))
		return error_set(err, ERROR_INPUT, _("a call for a reminder cannot end with '%s'"),
				 attempt->result ? attempt->result : "");
	if (attempt->next_attempt && attempt->next_attempt <= today)
		return error_set(err, ERROR_INPUT, _("the next attempt is on a later day"));
	if (!store_get_reminder(office->store, id, arena, &r, err) || !may_contact(&r, err))
		return false;
	struct reminder_attempt row = {
		.means = CONTACT_PHONE,
		.result = attempt->result,
		.contact_id = attempt->contact,
	};
	if (!row.contact_id) {
		if (!own_contact(office, &r, attempt->result, contact, err))
			return false;
		row.contact_id = contact;
	}
	reminder_count(&r, today);
	follow(&r, attempt->result, attempt->next_attempt, today);
	if (r.next_attempt == 0 && !messages_drop_reminder(office, id, "settled", err))
		return false;
	return store_add_reminder_attempt(office->store, id, today, &row, err) &&
	       store_put_reminder(office->store, &r, NULL, err) && act_on(office, &r, attempt->result, err);
}

bool office_note_attempt(struct office *office, const char *id, const struct office_attempt *attempt,
			 struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office, reminder_attempted(office, id, attempt, &arena, err), err);
	arena_finish(&arena);
	return fine;
}

bool office_take_reminder(struct office *office, const char *id, const char *language, char contact[ID_SIZE],
			  char file[ID_SIZE], struct error *err)
{
	struct arena arena = { 0 };
	struct reminder r;
	char new_contact[ID_SIZE], new_file[ID_SIZE];
	int number;
	instant now = office_now(office);
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = store_get_reminder(office->store, id, &arena, &r, err) && may_contact(&r, err);
	struct contact row = {
		.channel = CHANNEL_OUTBOUND,
		.operator_code = office_actor(office)->code,
		.rang = now,
		.answered = now,
	};
	struct file_start start = { .contact_id = new_contact,
				    .operator_code = office_actor(office)->code,
				    .channel = CHANNEL_OUTBOUND,
				    .language = language,
				    .opened = now };
	if (fine) {
		row.caller = r.telephone;
		row.customer_id = r.customer_id;
	}
	fine = fine && store_add_contact(office->store, &row, new_contact, err) &&
	       store_add_file(office->store, &start, new_file, &number, err);
	fine = office_end(office, fine, err);
	if (fine) {
		memcpy(contact, new_contact, ID_SIZE);
		memcpy(file, new_file, ID_SIZE);
	}
	arena_finish(&arena);
	return fine;
}

/* --- booked --- */

static bool has_code(const char *codes, const char *code)
{
	size_t len = strlen(code);
	for (const char *at = codes ? codes : ""; (at = strstr(at, code)); at += len)
		if ((at == codes || at[-1] == ' ') && (at[len] == '\0' || at[len] == ' '))
			return true;
	return false;
}

static bool is_booked_with(const struct reminder *r, const char *const *work, int work_count)
{
	for (int i = 0; i < work_count; i++)
		if (has_code(r->work, work[i]))
			return true;
	return false;
}

static bool book(struct office *office, struct reminder *r, const char *file, bool called,
		 const char *contact, struct error *err)
{
	civil_day today = office_moment(office).day;
	struct reminder_attempt row = { .means = CONTACT_PHONE, .result = "booked", .contact_id = contact };
	if (called) {
		reminder_count(r, today);
		if (!store_add_reminder_attempt(office->store, r->id, today, &row, err))
			return false;
	}
	r->state = "booked";
	r->file_id = file;
	r->result = "booked";
	r->next_attempt = 0;
	return messages_drop_reminder(office, r->id, "booked", err) &&
	       store_put_reminder(office->store, r, NULL, err);
}

bool reminder_booked(struct office *office, const char *vehicle_id, const char *const *work, int work_count,
		     const char *file, const char *id, const char *contact, struct arena *arena,
		     struct error *err)
{
	struct reminder_list list = { 0 };
	if (!store_reminders_of(office->store, vehicle_id, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		struct reminder *r = &list.items[i];
		bool called = id && strcmp(r->id, id) == 0;
		bool waits = strcmp(r->state, "waiting") == 0 || strcmp(r->state, "open") == 0;
		if (waits && (called || is_booked_with(r, work, work_count)) &&
		    !book(office, r, file, called, contact, err))
			return false;
	}
	return true;
}
