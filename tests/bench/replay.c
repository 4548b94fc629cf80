#include "replay.h"

#include <sqlite3.h>
#include <string.h>

#include "store/private.h"

enum { STATEMENTS_MAX = 4096 };

/* Of a trigger ("--"), or of the search index for its own tables. */
static bool is_inner(const char *sql)
{
	return strncmp(sql, "--", 2) == 0 || strstr(sql, "'search_text_");
}

static int take_down(unsigned event, void *context, void *handle, void *text)
{
	struct replay *replay = context;
	sqlite3_stmt *stmt = handle;
	if (event != SQLITE_TRACE_STMT || is_inner(text))
		return 0;
	bool begins = sqlite3_strnicmp(sqlite3_sql(stmt), "BEGIN IMMEDIATE", 15) == 0;
	bool ends = replay->inside && sqlite3_strnicmp(sqlite3_sql(stmt), "COMMIT", 6) == 0;
	if (!begins && !ends && (!replay->inside || sqlite3_stmt_readonly(stmt)))
		return 0;
	replay->inside = !ends;
	char *whole = sqlite3_expanded_sql(stmt);
	replay->items = arena_grow(&replay->arena, replay->items, replay->count, &replay->capacity,
				   sizeof *replay->items);
	replay->items[replay->count++] =
		(struct replay_statement){ arena_strdup(&replay->arena, whole), replay->kind };
	sqlite3_free(whole);
	return 0;
}

void replay_start(struct replay *replay, struct store *store)
{
	sqlite3_trace_v2(store->db, SQLITE_TRACE_STMT, take_down, replay);
}

void replay_stop(struct store *store)
{
	sqlite3_trace_v2(store->db, 0, NULL, NULL);
}

/* The statements of one transaction, from @first; returns how many, 0 when one cannot be prepared. */
static size_t prepare(const struct replay *replay, size_t first, sqlite3 *db, sqlite3_stmt **stmts)
{
	size_t count = 0;
	while (first + count < replay->count && count < STATEMENTS_MAX) {
		const char *sql = replay->items[first + count].sql;
		if (sqlite3_prepare_v2(db, sql, -1, &stmts[count], NULL) != SQLITE_OK)
			break;
		count++;
		if (sqlite3_strnicmp(sql, "COMMIT", 6) == 0)
			return count;
	}
	for (size_t i = 0; i < count; i++)
		sqlite3_finalize(stmts[i]);
	return 0;
}

static bool step_all(sqlite3_stmt **stmts, size_t count)
{
	bool good = true;
	for (size_t i = 0; good && i < count; i++) {
		int rc = SQLITE_ROW;
		while (rc == SQLITE_ROW)
			rc = sqlite3_step(stmts[i]);
		good = rc == SQLITE_DONE;
	}
	return good;
}

bool replay_run(const struct replay *replay, struct store *store, struct bench_samples *clock,
		struct bench_samples *processor, struct error *err)
{
	static sqlite3_stmt *stmts[STATEMENTS_MAX];
	bool good = true;
	for (size_t i = 0; good && i < replay->count;) {
		size_t count = prepare(replay, i, store->db, stmts);
		int64_t before = bench_now(), used = bench_processor();
		good = count > 0 && step_all(stmts, count);
		bench_add(&processor[replay->items[i].kind], bench_processor() - used);
		bench_add(&clock[replay->items[i].kind], bench_now() - before);
		if (!good)
			error_set(err, ERROR_STORE, "%s: %s", replay->items[i].sql,
				  sqlite3_errmsg(store->db));
		for (size_t n = 0; n < count; n++)
			sqlite3_finalize(stmts[n]);
		i += count;
	}
	return good;
}

void replay_finish(struct replay *replay)
{
	arena_finish(&replay->arena);
	*replay = (struct replay){ 0 };
}
