#include "office/digital.h"

#include <string.h>

#include "base/i18n.h"
#include "office/digital_rows.h"
#include "store/appointment.h"
#include "store/contact.h"
#include "store/file_store.h"
#include "store/request_store.h"
#include "store/task.h"

bool office_digital_claimed(const struct office *office, const struct digital_request *request)
{
	return request->claimed_by && strcmp(request->claimed_by, office_actor(office)->code) != 0 &&
	       office_now(office) - request->claimed_at < DIGITAL_CLAIM_S;
}

static bool is_closed(const struct digital_request *request)
{
	return request->state != DIGITAL_OPEN && request->state != DIGITAL_OFFERED;
}

bool digital_still_waits(const struct digital_request *request, struct error *err)
{
	char stamp[CIVIL_STAMP_SIZE];
	if (!is_closed(request))
		return true;
	return error_set(err, ERROR_CONFLICT, _("the request was answered by %s, %s"),
			 request->answered_by ? request->answered_by : _("somebody"),
			 civil_format_instant(request->answered, stamp));
}

static bool may_take(const struct office *office, const struct digital_request *request, bool anyway,
		     struct error *err)
{
	char stamp[CIVIL_STAMP_SIZE];
	if (!digital_still_waits(request, err))
		return false;
	if (anyway || !office_digital_claimed(office, request))
		return true;
	return error_set(err, ERROR_CONFLICT, _("%s works on this request since %s"), request->claimed_by,
			 civil_format_instant(request->claimed_at, stamp));
}

/* The register's line begins when the request arrived: that is how long the customer waited. */
static bool open_rows(struct office *office, const struct digital_request *request, char contact[ID_SIZE],
		      char file[ID_SIZE], struct error *err)
{
	instant now = office_now(office);
	const char *code = office_actor(office)->code;
	int number;
	struct contact row = {
		.channel = request->channel,
		.operator_code = code,
		.caller = request->mobile ? request->mobile : request->email,
		.rang = request->received,
		.answered = now,
	};
	struct file_start start = {
		.operator_code = code,
		.channel = request->channel,
		.language = request->language,
		.opened = now,
	};
	if (!store_add_contact(office->store, &row, contact, err))
		return false;
	start.contact_id = contact;
	return store_add_file(office->store, &start, file, &number, err);
}

static bool take_rows(struct office *office, const char *id, bool anyway, char contact[ID_SIZE],
		      char file[ID_SIZE], struct arena *arena, struct error *err)
{
	struct store *store = office->store;
	struct digital_request request;
	if (!store_get_request(store, id, arena, &request, err) || !may_take(office, &request, anyway, err) ||
	    !store_claim_request(store, id, office_actor(office)->code, err))
		return false;
	if (request.state == DIGITAL_OFFERED && request.file_id)
		return store_contact_of_file(store, request.file_id, contact, err) &&
		       memcpy(file, request.file_id, ID_SIZE);
	return open_rows(office, &request, contact, file, err) &&
	       store_attach_request(store, id, file, NULL, err);
}

bool office_take_digital(struct office *office, const char *id, bool anyway, char contact[ID_SIZE],
			 char file[ID_SIZE], struct error *err)
{
	struct arena arena = { 0 };
	char new_contact[ID_SIZE] = "", new_file[ID_SIZE] = "";
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine =
		office_end(office, take_rows(office, id, anyway, new_contact, new_file, &arena, err), err);
	arena_finish(&arena);
	if (!fine)
		return false;
	memcpy(contact, new_contact, ID_SIZE);
	memcpy(file, new_file, ID_SIZE);
	return true;
}

bool office_leave_digital(struct office *office, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct digital_request request;
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = store_get_request(office->store, id, &arena, &request, err);
	if (fine && request.claimed_by && strcmp(request.claimed_by, office_actor(office)->code) == 0)
		fine = store_claim_request(office->store, id, NULL, err);
	fine = office_end(office, fine, err);
	arena_finish(&arena);
	return fine;
}

/* The task that a file in quarantine made is done with it. */
static bool finish_task(struct office *office, const struct digital_request *request, const char *result,
			struct error *err)
{
	return request->reading != DIGITAL_QUARANTINE ||
	       store_finish_tasks(office->store, "unreadable", request->name, result, err);
}

static bool end_file(struct office *office, const struct digital_request *request, const char *reason,
		     struct error *err)
{
	struct store *store = office->store;
	char contact[ID_SIZE] = "";
	instant now = office_now(office);
	if (!request->file_id)
		return true;
	return store_delete_holds(store, request->file_id, err) &&
	       store_add_history(store, request->file_id, "closed", reason, err) &&
	       store_contact_of_file(store, request->file_id, contact, err) &&
	       (contact[0] == '\0' || store_end_open_contact(store, contact, now, reason, err)) &&
	       store_close_file(store, request->file_id, now, err);
}

static bool end_rows(struct office *office, const char *id, enum digital_state state, const char *reason,
		     struct arena *arena, struct error *err)
{
	struct digital_request request;
	return store_get_request(office->store, id, arena, &request, err) &&
	       digital_still_waits(&request, err) &&
	       store_settle_request(office->store, &request, state, 0, reason, err) &&
	       end_file(office, &request, reason, err) && finish_task(office, &request, reason, err);
}

bool office_end_digital(struct office *office, const char *id, enum digital_state state, const char *reason,
			struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office, end_rows(office, id, state, reason, &arena, err), err);
	arena_finish(&arena);
	return fine;
}

bool digital_booked(struct office *office, const char *id, const char *file, const char *customer,
		    struct error *err)
{
	struct arena arena = { 0 };
	struct digital_request request;
	bool fine = store_get_request(office->store, id, &arena, &request, err) &&
		    digital_still_waits(&request, err) &&
		    store_settle_request(office->store, &request, DIGITAL_BOOKED, 0, NULL, err) &&
		    store_attach_request(office->store, id, file, customer, err) &&
		    finish_task(office, &request, "booked", err);
	arena_finish(&arena);
	return fine;
}

bool office_digital_draft(struct office *office, const char *id, struct arena *arena, const char **draft,
			  struct error *err)
{
	return store_request_draft(office->store, id, arena, draft, err);
}
