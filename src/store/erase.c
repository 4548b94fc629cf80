#include "store/erase.h"

#include <string.h>

#include "base/i18n.h"
#include "store/audit.h"
#include "store/find_index.h"
#include "store/input.h"
#include "store/people.h"
#include "store/private.h"

/* In this order: what is found through the customer and the cars goes before them. Each takes the customer's
 * id. */
static const enum sql steps[] = {
	SQL_ERASE_LINK,        SQL_ERASE_LINK_CALLS,  SQL_ERASE_TITLE,        SQL_ERASE_EVENT,
	SQL_ERASE_GRANT,       SQL_ERASE_PARTS,       SQL_ERASE_CAMPAIGN_VIN, SQL_ERASE_SERVICE_ENTRY,
	SQL_ERASE_VISIT,       SQL_ERASE_CONTRACT,    SQL_ERASE_OWNERSHIP,    SQL_ERASE_CONTACT,
	SQL_ERASE_LINE_CALL,   SQL_ERASE_CALL_EVENT,  SQL_ERASE_VERBATIM,     SQL_ERASE_ANSWER,
	SQL_ERASE_OWNER_CHECK, SQL_ERASE_TASK,        SQL_ERASE_MESSAGE,      SQL_ERASE_ATTEMPT,
	SQL_ERASE_CHANGE,      SQL_ERASE_STANDARD,    SQL_ERASE_INPUTS, SQL_ERASE_INPUTS_TIED, SQL_ERASE_ORIGINAL,     SQL_ERASE_REQUEST,
	SQL_ERASE_DRAFT,       SQL_ERASE_IMPORT_SEEN, SQL_ERASE_FILE,         SQL_ERASE_CAR,
	SQL_ERASE_CUSTOMER,
};

static bool is_erased(struct store *store, const char *id, bool *erased, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_ERASED);
	sql_bind_text(q, id);
	if (sql_row(q))
		*erased = sql_int(q) > 0;
	return sql_end(q, err);
}

static bool note(struct store *store, const char *id, const char *reason, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_ERASE_NOTE);
	sql_bind_text(q, id);
	sql_bind_int(q, store_now(store));
	sql_bind_string(q, store->actor);
	sql_bind_text(q, reason);
	return sql_run(q, err) && store_add_audit(store, "erase", "customer", id, NULL, err);
}

/* What is found by typing is what is still there. */
static bool forget_in_search(struct store *store, const char *id, struct arena *arena, struct error *err)
{
	struct customer customer;
	struct vehicle vehicle;
	if (!store_get_customer(store, id, arena, &customer, err) ||
	    !find_index_customer(store, id, 0, &customer, err))
		return false;
	const char *cars[256];
	int count = 0;
	struct stmt *q = sql_start(store, SQL_ERASE_CARS);
	sql_bind_text(q, id);
	while (sql_row(q) && count < 256)
		cars[count++] = sql_text(q, arena);
	if (!sql_end(q, err))
		return false;
	for (int i = 0; i < count; i++)
		if (!store_get_vehicle(store, cars[i], arena, &vehicle, err) ||
		    !find_index_vehicle(store, cars[i], 0, &vehicle, err))
			return false;
	return true;
}

bool store_erase_customer(struct store *store, const char *id, const char *reason, struct error *err)
{
	struct customer customer;
	struct arena arena = { 0 };
	bool erased = false;
	bool fine = store_need_write(store, err) && store_get_customer(store, id, &arena, &customer, err) &&
		    is_erased(store, id, &erased, err);
	if (fine) {
		store_touch(store, TABLE_CUSTOMER | TABLE_VEHICLE | TABLE_CONTACT | TABLE_FILE |
					   TABLE_REQUEST | TABLE_TASK | TABLE_MESSAGE | TABLE_APPOINTMENT);
		fine = erased || note(store, id, reason, err);
	}
	for (size_t i = 0; fine && i < sizeof steps / sizeof *steps; i++) {
		/* Of a title the work is left; done again, that would be taken for one of another kind. */
		if (erased && steps[i] == SQL_ERASE_TITLE)
			continue;
		struct stmt *q = sql_start(store, steps[i]);
		sql_bind_text(q, id);
		fine = sql_run(q, err);
	}
	fine = fine && forget_in_search(store, id, &arena, err);
	arena_finish(&arena);
	return fine;
}

bool store_scrub(struct store *store, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_CHECKPOINT);
	bool busy = sql_row(q) && sql_int(q) != 0;
	if (!sql_end(q, err))
		return false;
	return !busy ||
	       error_set(err, ERROR_BUSY,
			 _("%s: others still read; the log keeps what was erased until the next try"),
			 store->path);
}

bool store_take_request(struct store *store, const char *request, const char *customer, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_ERASE_TAKE_REQUEST);
	sql_bind_text(q, customer);
	sql_bind_text(q, request);
	if (!sql_run(q, err))
		return false;
	if (!sql_changes(store))
		return error_set(err, ERROR_INPUT, _("%s is no request, or one of another customer"), request);
	store_touch(store, TABLE_REQUEST);
	return true;
}

struct erasures {
	const char **customers;
	const char **reasons;
	size_t count;
};

static bool read_erasures(struct store *store, struct arena *arena, struct erasures *list, struct error *err)
{
	size_t customers = 0, reasons = 0;
	struct stmt *q = sql_start(store, SQL_ERASURES);
	while (sql_row(q)) {
		list->customers =
			arena_grow(arena, list->customers, list->count, &customers, sizeof *list->customers);
		list->reasons =
			arena_grow(arena, list->reasons, list->count, &reasons, sizeof *list->reasons);
		list->customers[list->count] = sql_text(q, arena);
		list->reasons[list->count++] = sql_text(q, arena);
	}
	return sql_end(q, err);
}

/* A customer who came after the backup is not in it. */
static bool repeat_one(struct store *into, const char *id, const char *reason, int *count, struct error *err)
{
	struct error why = { 0 };
	bool erased = false;
	if (!is_erased(into, id, &erased, err))
		return false;
	if (erased)
		return true;
	if (store_erase_customer(into, id, reason, &why)) {
		(*count)++;
		return true;
	}
	return why.code == ERROR_NOT_FOUND || error_set(err, why.code, "%s", why.text);
}

bool store_repeat_erasures(struct store *from, struct store *into, int *count, struct error *err)
{
	struct arena arena = { 0 };
	struct erasures list = { 0 };
	int repeated = 0;
	bool fine = read_erasures(from, &arena, &list, err) && (!list.count || store_begin_write(into, err));
	for (size_t i = 0; fine && i < list.count; i++)
		fine = repeat_one(into, list.customers[i], list.reasons[i], &repeated, err);
	fine = fine && (!list.count || store_repeat_erased_inputs(from, into, err));
	if (list.count && store_in_write(into)) {
		if (fine)
			fine = store_commit(into, err);
		else
			store_rollback(into);
	}
	fine = fine && (!list.count || store_scrub(into, err));
	arena_finish(&arena);
	if (fine)
		*count = repeated;
	return fine;
}
