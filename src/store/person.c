#include "store/person.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "store/audit.h"
#include "store/people.h"
#include "store/private.h"
#include "store/tables.h"

#define FILES_OF    "(SELECT id FROM customer_file WHERE customer = ?1)"
#define CONTACTS_OF "(SELECT id FROM contact WHERE customer = ?1)"
#define CARS_OF     "(SELECT id FROM vehicle WHERE owner = ?1 OR keeper = ?1 OR contact = ?1)"
#define VINS_OF     "(SELECT vin FROM vehicle WHERE owner = ?1 OR keeper = ?1)"

#define NUMBERS_OF                                                                                           \
	"(SELECT mobile_key FROM customer WHERE id = ?1 UNION SELECT telephone_key FROM customer WHERE id "  \
	"= ?1)"
#define REQUESTS_OF                                                                                          \
	"(SELECT id FROM request WHERE customer = ?1 OR customer IS NULL AND (person_key ="                  \
	" (SELECT lower(email) FROM customer WHERE id = ?1) OR substr(person_key, -8) IN " NUMBERS_OF "))"

/* How rows of tables are somebody's that no column says by itself, or more than one. NULL: nobody's. */
static const struct {
	const char *table;
	const char *condition;
} tables_of[] = {
	{ "customer", "\"id\" = ?1" },
	{ "vehicle", "\"id\" IN " CARS_OF },
	{ "hold", NULL },
	{ "task", "\"customer\" = ?1 OR \"file\" IN " FILES_OF " OR \"vehicle\" IN " CARS_OF },
	{ "message", "\"customer\" = ?1 OR \"file\" IN " FILES_OF },
	{ "message_attempt",
	  "\"message\" IN (SELECT id FROM message WHERE customer = ?1 OR file IN " FILES_OF ")" },
	{ "reminder", "\"customer\" = ?1 OR \"vehicle\" IN " CARS_OF },
	{ "reminder_attempt",
	  "\"reminder\" IN (SELECT id FROM reminder WHERE customer = ?1 OR vehicle IN " CARS_OF ")" },
	{ "contact", "\"customer\" = ?1 OR \"customer\" IS NULL AND \"caller\" IS NOT NULL AND "
		     "substr(\"caller\", -8) IN " NUMBERS_OF },
	{ "call_event", "\"call\" IN (SELECT id FROM line_call WHERE contact IN " CONTACTS_OF
			") OR substr(\"number\", -8) IN " NUMBERS_OF },
	{ "line_call", "\"contact\" IN " CONTACTS_OF " OR substr(\"number\", -8) IN " NUMBERS_OF },
	{ "data_change", "\"customer\" = ?1 OR \"file\" IN " FILES_OF " OR \"vehicle\" IN " CARS_OF },
	{ "ownership_change", "\"new_owner\" = ?1 OR \"file\" IN " FILES_OF " OR \"vehicle\" IN " CARS_OF },
	{ "ownership_step",
	  "\"change\" IN (SELECT id FROM ownership_change WHERE new_owner = ?1 OR vehicle IN " CARS_OF ")" },
	{ "override_grant", "\"appointment\" IN (SELECT key FROM appointment WHERE file IN " FILES_OF ")" },
	{ "request", "\"id\" IN " REQUESTS_OF },
	/* Not what held requests of others as well: theirs is none of this person's business. */
	{ "input_of", "\"request\" IN " REQUESTS_OF
		      " OR \"message\" IN (SELECT id FROM message WHERE customer = ?1 OR file IN " FILES_OF ")" },
	{ "request_original", "\"digest\" IN (SELECT original FROM request WHERE id IN " REQUESTS_OF
			      " UNION SELECT digest FROM input_of WHERE request IN " REQUESTS_OF ") AND NOT EXISTS (SELECT 1 FROM request o WHERE o.original ="
			      " request_original.digest AND o.id NOT IN " REQUESTS_OF ")" },
	{ "draft", "\"contents\" LIKE '%' || ?1 || '%'" },
	{ "audit", "\"row_id\" = ?1 OR \"row_id\" IN " FILES_OF },
};

/* The others by a column that they have; the first that fits counts. */
static const struct {
	const char *column;
	const char *condition;
} ties[] = {
	{ "customer", "\"customer\" = ?1" },
	{ "file", "\"file\" IN " FILES_OF },
	{ "contact", "\"contact\" IN " CONTACTS_OF },
	{ "vehicle", "\"vehicle\" IN " CARS_OF },
	{ "vin", "\"vin\" IN " VINS_OF },
};

static bool has_column(const struct db_table *table, const char *name)
{
	for (int i = 0; i < table->column_count; i++)
		if (strcmp(table->columns[i], name) == 0)
			return true;
	return false;
}

/* NULL: nothing of the table is anybody's. */
static const char *condition_of(const struct db_table *table)
{
	for (size_t i = 0; i < sizeof tables_of / sizeof *tables_of; i++)
		if (strcmp(table->name, tables_of[i].table) == 0)
			return tables_of[i].condition;
	if (strncmp(table->name, "search", 6) == 0)
		return NULL;
	for (size_t i = 0; i < sizeof ties / sizeof *ties; i++)
		if (has_column(table, ties[i].column))
			return ties[i].condition;
	return NULL;
}

struct walking {
	const char *customer;
	person_row_fn *row;
	void *context;
};

static bool walk_table(struct store *store, const struct db_table *table, const char *condition,
		       const struct walking *walking, struct error *err)
{
	struct buffer sql = { 0 };
	const char *columns[STORE_COLUMNS_MAX], *values[STORE_COLUMNS_MAX];
	store_table_select(table, &sql);
	buffer_printf(&sql, " WHERE %s", condition);
	sqlite3_stmt *q = NULL;
	int rc = sqlite3_prepare_v2(store->db, buffer_text(&sql), -1, &q, NULL);
	buffer_finish(&sql);
	if (rc == SQLITE_OK)
		sqlite3_bind_text(q, 1, walking->customer, -1, SQLITE_STATIC);
	bool on = rc == SQLITE_OK;
	while (on && (rc = sqlite3_step(q)) == SQLITE_ROW) {
		for (int i = 0; i < table->column_count; i++) {
			columns[i] = table->columns[i];
			values[i] = (const char *)sqlite3_column_text(q, i);
		}
		on = walking->row(walking->context, table->name, columns, values, table->column_count);
	}
	sqlite3_finalize(q);
	return rc == SQLITE_ROW || rc == SQLITE_DONE || sql_error(store, rc, err);
}

bool store_walk_person(struct store *store, const char *id, person_row_fn *row, void *context,
		       struct error *err)
{
	struct customer customer;
	struct arena arena = { 0 };
	struct db_tables tables;
	struct walking walking = { id, row, context };
	bool fine = store_get_customer(store, id, &arena, &customer, err);
	arena_finish(&arena);
	if (!fine)
		return false;
	bool was = store->migrating;
	store->migrating = true; /* the tables describe themselves by pragmas */
	store_tables_read(store->db, &tables);
	for (int i = 0; i < tables.count && fine; i++) {
		const char *condition = condition_of(&tables.items[i]);
		fine = !condition || walk_table(store, &tables.items[i], condition, &walking, err);
	}
	store->migrating = was;
	return fine;
}

static bool read_ids(struct stmt *q, struct arena *arena, struct person_due *due, struct error *err)
{
	struct person_due found = { 0 };
	while (sql_row(q)) {
		found.ids = arena_grow(arena, found.ids, found.count, &found.capacity, sizeof *found.ids);
		snprintf(found.ids[found.count++], ID_SIZE, "%s", sql_peek(q));
	}
	if (!sql_end(q, err))
		return false;
	*due = found;
	return true;
}

bool store_persons_due(struct store *store, instant booking, instant visit, struct arena *arena,
		       struct person_due *due, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_PERSONS_DUE);
	sql_bind_int(q, booking);
	sql_bind_int(q, visit);
	return read_ids(q, arena, due, err);
}

bool store_personas_due(struct store *store, civil_day day, instant contact, struct arena *arena,
			struct person_due *due, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_PERSONAS_DUE);
	sql_bind_int(q, day);
	sql_bind_int(q, contact);
	return read_ids(q, arena, due, err);
}

bool store_forget_persona(struct store *store, const char *id, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	store_touch_of(store, TABLE_CUSTOMER, id);
	struct stmt *q = sql_start(store, SQL_PERSONA_FORGET);
	sql_bind_text(q, id);
	return sql_run(q, err) && store_add_audit(store, "purge", "customer", id, "persona", err);
}

bool store_delete_old_drafts(struct store *store, instant before, int *count, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct stmt *q = sql_start(store, SQL_DRAFTS_OLD);
	sql_bind_int(q, before);
	if (!sql_run(q, err))
		return false;
	*count = sql_changes(store);
	return true;
}
