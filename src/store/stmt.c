#include "store/stmt.h"

#include <assert.h>
#include <string.h>

#include "base/i18n.h"
#include "store/private.h"

#define SQL(name, text) [SQL_##name] = text,
static const char *const texts[SQL_COUNT] = {
#include "store/sql.inc"
};
#undef SQL

struct stmt *sql_start(struct store *store, enum sql id)
{
	struct stmt *stmt = &store->stmts[id];
	stmt->store = store;
	stmt->parameter = 0;
	stmt->column = 0;
	stmt->rc = SQLITE_OK;
	if (!stmt->handle) {
		stmt->rc = sqlite3_prepare_v3(store->db, texts[id], -1, SQLITE_PREPARE_PERSISTENT,
					      &stmt->handle, NULL);
		stmt->columns = sqlite3_column_count(stmt->handle);
		return stmt;
	}
	sqlite3_reset(stmt->handle);
	sqlite3_clear_bindings(stmt->handle);
	return stmt;
}

static void keep(struct stmt *stmt, int rc)
{
	if (rc != SQLITE_OK && stmt->rc == SQLITE_OK)
		stmt->rc = rc;
}

void sql_bind_bytes(struct stmt *stmt, const char *text, size_t length)
{
	stmt->parameter++;
	if (stmt->rc == SQLITE_OK)
		keep(stmt, sqlite3_bind_text64(stmt->handle, stmt->parameter, text, length, SQLITE_STATIC,
					       SQLITE_UTF8));
}

void sql_bind_blob(struct stmt *stmt, const char *bytes, size_t length)
{
	stmt->parameter++;
	if (stmt->rc == SQLITE_OK)
		keep(stmt, sqlite3_bind_blob64(stmt->handle, stmt->parameter, bytes, length, SQLITE_STATIC));
}

void sql_bind_string(struct stmt *stmt, const char *text)
{
	sql_bind_bytes(stmt, text, text ? strlen(text) : 0);
}

void sql_bind_text(struct stmt *stmt, const char *text)
{
	sql_bind_string(stmt, text && *text ? text : NULL);
}

void sql_bind_int(struct stmt *stmt, int64_t value)
{
	stmt->parameter++;
	if (stmt->rc == SQLITE_OK)
		keep(stmt, sqlite3_bind_int64(stmt->handle, stmt->parameter, value));
}

void sql_bind_null(struct stmt *stmt)
{
	stmt->parameter++;
}

void sql_bind_known(struct stmt *stmt, int64_t value)
{
	if (value)
		sql_bind_int(stmt, value);
	else
		sql_bind_null(stmt);
}

void sql_bind_index(struct stmt *stmt, int64_t value)
{
	if (value >= 0)
		sql_bind_int(stmt, value);
	else
		sql_bind_null(stmt);
}

bool sql_row(struct stmt *stmt)
{
	if (stmt->rc != SQLITE_OK && stmt->rc != SQLITE_ROW)
		return false;
	stmt->rc = sqlite3_step(stmt->handle);
	stmt->column = 0;
	return stmt->rc == SQLITE_ROW;
}

int64_t sql_int(struct stmt *stmt)
{
	assert(stmt->column < stmt->columns);
	int column = stmt->column++;
	return stmt->values ? sqlite3_value_int64(stmt->values[column])
			    : sqlite3_column_int64(stmt->handle, column); /* NULL is 0 */
}

int64_t sql_int_or(struct stmt *stmt, int64_t missing)
{
	assert(stmt->column < stmt->columns && !stmt->values);
	int column = stmt->column++;
	if (sqlite3_column_type(stmt->handle, column) == SQLITE_NULL)
		return missing;
	return sqlite3_column_int64(stmt->handle, column);
}

const char *sql_peek(struct stmt *stmt)
{
	assert(stmt->column < stmt->columns);
	int column = stmt->column++;
	return (const char *)(stmt->values ? sqlite3_value_text(stmt->values[column])
					   : sqlite3_column_text(stmt->handle, column));
}

const char *sql_blob(struct stmt *stmt, size_t *length)
{
	assert(stmt->column < stmt->columns && !stmt->values);
	const void *bytes = sqlite3_column_blob(stmt->handle, stmt->column);
	*length = (size_t)sqlite3_column_bytes(stmt->handle, stmt->column++);
	return bytes ? bytes : "";
}

const char *sql_text(struct stmt *stmt, struct arena *arena)
{
	assert(!stmt->values);
	const char *text = sql_peek(stmt);
	if (!text)
		return NULL;
	return arena_strndup(arena, text, (size_t)sqlite3_column_bytes(stmt->handle, stmt->column - 1));
}

/* One row of the statement that sql_each() runs. */
static void each_row(sqlite3_context *call, int count, sqlite3_value **values)
{
	struct store *store = sqlite3_user_data(call);
	struct each *each = &store->each;
	struct stmt *row = each->stmt;
	if (!row) {
		sqlite3_result_error(call, "each_row: not for this statement", -1);
		return;
	}
	row->values = values;
	row->columns = count;
	row->column = 0;
	each->take(each->context, row);
}

static void each_ends(sqlite3_context *call)
{
	sqlite3_result_null(call);
}

int sql_offer_each(struct store *store)
{
	return sqlite3_create_function_v2(store->db, "each_row", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, store,
					  NULL, each_row, each_ends, NULL);
}

bool sql_each(struct stmt *stmt, void (*take)(void *context, struct stmt *row), void *context,
	      struct error *err)
{
	struct each *each = &stmt->store->each;
	int columns = stmt->columns;
	assert(!each->stmt);
	*each = (struct each){ .stmt = stmt, .take = take, .context = context };
	while (sql_row(stmt))
		;
	*each = (struct each){ 0 };
	stmt->values = NULL;
	stmt->columns = columns;
	return sql_end(stmt, err);
}

bool sql_end(struct stmt *stmt, struct error *err)
{
	int rc = stmt->rc;
	bool fine = rc == SQLITE_OK || rc == SQLITE_ROW || rc == SQLITE_DONE;
	if (!fine)
		sql_error(stmt->store, rc, err);
	if (stmt->handle)
		sqlite3_reset(stmt->handle);
	return fine;
}

void sql_forget(struct store *store, enum sql id)
{
	sqlite3_finalize(store->stmts[id].handle);
	store->stmts[id].handle = NULL;
}

bool sql_run(struct stmt *stmt, struct error *err)
{
	while (sql_row(stmt))
		;
	return sql_end(stmt, err);
}

bool sql_one(struct stmt *stmt, struct error *err, const char *what, const char *key)
{
	if (sql_row(stmt))
		return true;
	if (!sql_end(stmt, err))
		return false;
	return error_set(err, ERROR_NOT_FOUND, _("%s %s: not in the database"), _(what), key ? key : "");
}

int sql_changes(struct store *store)
{
	return sqlite3_changes(store->db);
}

int64_t sql_all_changes(struct store *store)
{
	return sqlite3_total_changes64(store->db);
}

int64_t sql_last_key(struct store *store)
{
	return sqlite3_last_insert_rowid(store->db);
}

/* What a trigger calls a thing, as a word for the screen. */
static const char *guarded_name(const char *code)
{
	static const char *const names[] = { N_("staff"), N_("unit"), N_("vehicle") };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(code, names[i]) == 0)
			return names[i];
	return code;
}

static bool constraint_error(struct store *store, const char *message, struct error *err)
{
	if (strncmp(message, "overlap: ", 9) == 0)
		return error_set(err, ERROR_CONFLICT,
				 _("%s is taken at that time by another booking: look again"),
				 _(guarded_name(message + 9)));
	if (strncmp(message, "append-only: ", 13) == 0)
		return error_set(err, ERROR_REFUSED, _("%s: what is written there stays as it is"),
				 message + 13);
	if (strncmp(message, "UNIQUE constraint failed: ", 26) == 0)
		return error_set(err, ERROR_CONFLICT, _("%s: the same one is there already; use that"),
				 message + 26);
	return error_set(err, ERROR_INPUT, _("%s: the database refuses a value (%s)"), store->path, message);
}

static bool full_error(struct store *store, struct error *err)
{
	return error_set(err, ERROR_SYSTEM,
			 _("%s: the disk is full, nothing was saved; make room and try again"), store->path);
}

bool sql_error(struct store *store, int rc, struct error *err)
{
	const char *message = sqlite3_errmsg(store->db);
	switch (rc & 0xff) {
	case SQLITE_CONSTRAINT:
		return constraint_error(store, message, err);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(err, ERROR_BUSY, _("%s: busy, another program is writing; try again"),
				 store->path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return error_set(err, ERROR_PERMISSION, _("%s: may not be written (%s)"), store->path,
				 message);
	case SQLITE_FULL:
		return full_error(store, err);
	case SQLITE_IOERR:
		if (rc == SQLITE_IOERR_SHMSIZE) /* even reading needs 32 KiB beside the log */
			return full_error(store, err);
		return error_set(err, ERROR_SYSTEM, _("%s: reading or writing failed (%s); look at the disk"),
				 store->path, message);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return error_set(err, ERROR_STORE, _("%s: the database is damaged (%s); restore a backup"),
				 store->path, message);
	case SQLITE_TOOBIG:
		return error_set(err, ERROR_INPUT, _("%s: a text is longer than 1 MiB; shorten it"),
				 store->path);
	default:
		return error_set(err, ERROR_STORE, "%s: %s", store->path, message);
	}
}
