/* store/private.h - the inside of a store, for the files of this folder. */
#ifndef PRENOTA_STORE_PRIVATE_H
#define PRENOTA_STORE_PRIVATE_H

#include <sqlite3.h>
#include <sys/types.h>

#include "base/buffer.h"
#include "store/note.h"
#include "store/stmt.h"
#include "store/store.h"

enum {
	STORE_APPLICATION_ID = 0x70726e6f /* "prno" */,
	STORE_NAME_SIZE = 64,
	COUNTER_DRAFT = 31,
	COUNTER_SIZE = 32
};

struct stmt {
	struct store *store;
	sqlite3_stmt *handle;
	int parameter;          /* last one bound */
	int column;             /* next one to read */
	int columns;            /* there are */
	sqlite3_value **values; /* of the row that sql_each() hands out; NULL: a row of the statement */
	int rc;                 /* the first thing that went wrong, else SQLITE_OK, ROW or DONE */
};

/* Where sql_each() takes its rows to. */
struct each {
	struct stmt *stmt; /* NULL: no such statement runs */
	void (*take)(void *context, struct stmt *row);
	void *context;
};

/* Rows changed in the transaction whose texts are not yet in the search index (find_index.h). */
struct find_change {
	int kind;
	int64_t row;
	const char *text;
	bool fresh; /* the index has nothing of the row yet */
};
struct find_pending {
	struct arena arena;
	struct find_change *items;
	size_t count;
	size_t capacity;
	size_t bytes;
	struct buffer text; /* of the row that is being put together */
	struct buffer jamo; /* of a part of it */
	bool has_country;
	char country[8]; /* of the site, once it was read in this transaction */
};

/* Keys and codes of the site's rows, as last read. */
struct key_codes {
	struct key_code {
		int64_t key;
		const char *code;
	} * items;
	size_t count;
	int64_t highest;
};
struct known_keys {
	struct arena arena;
	struct key_codes staff, skills, bays, units;
	int64_t version; /* of the data they were read from (store_data_version()) */
	bool known;
};

/* Rows of a plan, by kind, and texts in them. */
struct plan_sizes {
	size_t busy, segments, stays, texts;
};

struct store {
	sqlite3 *db;
	dev_t device; /* of the file as it was opened */
	ino_t inode;
	char *path;
	char *bell;
	char *log;
	char *lock;
	int lock_fd;
	int wait_ms;
	bool unsafe; /* see store_options */
	bool readonly;
	bool migrating; /* the authorizer lets everything through */
	bool written;   /* see store_has_written() */
	bool in_write;
	bool in_read;
	unsigned begun; /* write transactions */
	int version;

	struct id_source own_ids;
	struct id_source *ids;
	char who[STORE_NAME_SIZE];
	char actor[STORE_NAME_SIZE];
	char origin[STORE_NAME_SIZE];
	instant now; /* 0: the clock */
	void (*waiting)(void *arg, const char *holder);
	void *waiting_arg;

	unsigned touched; /* groups of the transaction that is open */
	struct note note; /* whose rows it touched */
	struct note_reader notes;
	bool set;            /* it wrote a setting: a line of the trail, news to nobody */
	bool audited;        /* it left a row in the trail */
	struct store *trail; /* a reader's way to the trail; NULL until it is needed */
	uint32_t counted;    /* of the last commit: the counters it moved */
	unsigned own;        /* groups committed here since last asked */
	int64_t data_version;
	bool log_known; /* @log_commits is what the log had seen at the last look */
	uint32_t log_commits;
	int log_pages;                  /* as the last own commit left the log; 0 once it was brought home */
	int64_t counters[COUNTER_SIZE]; /* as known, own commits included */

	struct find_pending finding;
	bool indexed;   /* the transaction wrote the search index */
	bool scattered; /* its commits left that in more segments than before, since last gathered */

	struct known_keys keys;
	struct each each;
	struct plan_sizes sizes; /* of the horizon, as last read */

	struct stmt stmts[SQL_COUNT];
};

/* The transaction that is open touches any rows of @groups; each writing function says so, or
 * store_touch_of(). */
void store_touch(struct store *store, unsigned groups);

/* Writing needs a write transaction: false with ERROR_STORE when there is none (a mistake of the program). */
bool store_need_write(struct store *store, struct error *err);

/* migrate.c: brings the database forward from its version; makes a copy beside it first when it is not new.
 */
bool store_migrate(struct store *store, const char *schema_dir, struct error *err);

/* keys.c: what is known of the site's keys is read again. */
void keys_forget(struct store *store);

/* lock.c: the queue of writers. */
bool store_lock(struct store *store, struct error *err);
void store_unlock(struct store *store);
/* A byte far behind the holder's name, claimed by one open store at a time and given up with it, however the
 * process ends. False when another has it; true as well where nothing can be locked. */
bool store_claim_byte(struct store *store, uint64_t which);
bool store_byte_is_free(struct store *store, uint64_t which);
void store_leave_byte(struct store *store, uint64_t which);
/* Without waiting: ERROR_BUSY when somebody else has it. */
bool store_try_lock(struct store *store, struct error *err);

/* transaction.c: store_begin_write() without waiting: ERROR_BUSY when somebody writes. */
bool store_try_write(struct store *store, struct error *err);

/* stmt.c: the function that statements of sql_each() call for each row, known to the database. */
int sql_offer_each(struct store *store);

/* False (ERROR_STORE) when another file stands in the place of the one that is open. */
bool store_still_there(const struct store *store, struct error *err);

/* store.c: @path as a name for SQLite that lets a file be read as it lies there, without its log. Owned by
 * the caller. */
char *store_still_name(const char *path);

/* log_home.c: the log's length is known after each commit, and a log of excessive length comes home within
 * one. */
void store_watch_log(struct store *store);

/* log_commits.c: the commits that the log's index has counted, everybody's, to be compared with what it said
 * before; after a crash it may begin anew. False when it cannot be had. Only once something was read. */
bool store_log_commits(const struct store *store, uint32_t *commits);

/* log_fit.c: false (ERROR_STORE) when the log beside the database is another's. */
bool store_log_fits(const struct store *store, struct error *err);

/* changes.c */
void store_ring(struct store *store);
bool store_read_counters(struct store *store, int64_t counters[COUNTER_SIZE], struct error *err);

#endif
