/* store/stmt.h - the statement seam: the only way from C to SQL, inside store/ only.
 *
 * A statement is a name in an enum and its text in a table, prepared on first use. Parameters are bound and
 *columns are read in order of appearance; an error sticks to the statement and is looked at once, by
 *sql_run() or sql_end().
 *
 *	struct stmt *q = sql_start(store, SQL_STAFF_ALL);
 *	while (sql_row(q))
 *		code = sql_text(q, arena);
 *	return sql_end(q, err);
 */
#ifndef PRENOTA_STORE_STMT_H
#define PRENOTA_STORE_STMT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

struct store;
struct stmt;

#define SQL(name, text) SQL_##name,
enum sql {
#include "store/sql.inc"
	SQL_COUNT,
};
#undef SQL

/* The statement, ready for its first parameter. Never NULL. */
struct stmt *sql_start(struct store *store, enum sql id);

/* The next parameter. Texts are borrowed until the statement ends; NULL and "" become NULL. */
void sql_bind_text(struct stmt *stmt, const char *text);
/* As it is: "" stays "". */
void sql_bind_string(struct stmt *stmt, const char *text);
/* @length bytes of text. */
void sql_bind_bytes(struct stmt *stmt, const char *text, size_t length);
/* @length bytes, no text; borrowed until the statement ends. */
void sql_bind_blob(struct stmt *stmt, const char *bytes, size_t length);
void sql_bind_int(struct stmt *stmt, int64_t value);
void sql_bind_null(struct stmt *stmt);
/* @value, NULL when it is 0 (no day, no instant, unknown). */
void sql_bind_known(struct stmt *stmt, int64_t value);
/* @value, NULL when it is negative (no index, unknown mileage). */
void sql_bind_index(struct stmt *stmt, int64_t value);

/* Steps to the next row; false at the end or on an error. */
bool sql_row(struct stmt *stmt);

/* The next column. sql_int() gives 0 for NULL, sql_int_or() the value given; texts are NULL for NULL. */
int64_t sql_int(struct stmt *stmt);
int64_t sql_int_or(struct stmt *stmt, int64_t missing);
const char *sql_text(struct stmt *stmt, struct arena *arena);
/* Valid until the next step. */
const char *sql_peek(struct stmt *stmt);
/* Bytes that are no text, "" when there are none; valid until the next step. */
const char *sql_blob(struct stmt *stmt, size_t *length);

/* Runs a statement "SELECT each_row(column, ...) FROM ..." and hands each row to @take, which reads its
 * columns off @row as it would behind sql_row() and starts no other such statement. For thousands of rows:
 * what SQLite does between two of them costs as much as a few columns. Rows come in the order in which they
 * are found. */
bool sql_each(struct stmt *stmt, void (*take)(void *context, struct stmt *row), void *context,
	      struct error *err);

/* Ends the statement; false with its error. */
bool sql_end(struct stmt *stmt, struct error *err);

/* Steps to the end and ends it. */
bool sql_run(struct stmt *stmt, struct error *err);

/* An ended statement that is not wanted for long: its memory goes, and it is prepared anew when it is started. */
void sql_forget(struct store *store, enum sql id);

/* One row expected: true and one row stands, to be ended by sql_end(); else the statement is ended and @err
 * says what failed, or ERROR_NOT_FOUND with the text given. */
bool sql_one(struct stmt *stmt, struct error *err, const char *what, const char *key);

/* Rows changed by the last sql_run(), and the key of the row it inserted. */
int sql_changes(struct store *store);
int64_t sql_last_key(struct store *store);
/* Rows changed since the store was opened. */
int64_t sql_all_changes(struct store *store);

/* Fills @err from SQLite's result @rc; returns false. */
bool sql_error(struct store *store, int rc, struct error *err);

#endif
