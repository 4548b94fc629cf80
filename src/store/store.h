/* store/store.h - the site's database: opening, transactions, who writes, and what changed.
 *
 * One database is one site. Everything above this folder speaks in model types, everything in it speaks SQL.
 * The other headers of the folder hold the reads and writes; those that write need a transaction begun by
 * store_begin_write(), those that read may stand alone or between store_begin_read() and store_end_read()
 * (one snapshot). */
#ifndef PRENOTA_STORE_STORE_H
#define PRENOTA_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/civil.h"
#include "base/error.h"
#include "base/id.h"

struct store;

struct store_options {
	const char *path; /* a file name, never a URI */
	bool readonly;    /* nothing is written, not even by a mistake */
	const char
		*schema_dir; /* migrations from files instead of the built-in ones (tests); NULL: built in */
	struct id_source *ids; /* where new ids come from; NULL: random */
	const char *who;       /* told to those who wait for this writer; NULL: the login's name */
	int wait_ms;           /* the longest wait for other writers; 0: 5 s */
	bool unsafe;           /* commits do not wait for the disk: only for a store that is being made */
};

/* Groups of tables: a pane watches a group and is stale when its bit is reported. */
enum store_table {
	TABLE_SITE = 1 << 0,    /* site, staff, shifts, hours, work types, units */
	TABLE_ABSENCE = 1 << 1, /* changes of the day: absences, closures, internal work */
	TABLE_CUSTOMER = 1 << 2,
	TABLE_VEHICLE = 1 << 3, /* vehicles, history, parts, Service Entry copy */
	TABLE_CAMPAIGN = 1 << 4,
	TABLE_CONTRACT = 1 << 5,
	TABLE_CONTACT = 1 << 6,     /* the contact register */
	TABLE_FILE = 1 << 7,        /* customer files with requests, answers, offers, consents */
	TABLE_APPOINTMENT = 1 << 8, /* receptions, hand-backs, work, mobility */
	TABLE_HOLD = 1 << 9,
	TABLE_REQUEST = 1 << 10, /* digital requests */
	TABLE_TASK = 1 << 11,
	TABLE_REMINDER = 1 << 12,
	TABLE_MESSAGE = 1 << 13,
	TABLE_DEALER = 1 << 14, /* dealer data checks and the public listing */
	TABLE_LINE = 1 << 15,   /* calls as the telephone exchange tells of them */
};
enum { TABLE_GROUP_COUNT = 16, TABLE_ALL = (1 << 16) - 1 };

/* Makes a new, empty database with mode 0660 and brings it to the newest schema. A path where something
 * stands already is refused, whatever it is (ERROR_STORE); an interrupted attempt leaves nothing. @store is
 * open afterwards. */
bool store_create(struct store **store, const struct store_options *options, struct error *err);

/* Opens an existing database and migrates it forward when it is older (not when readonly). A missing,
 * foreign, empty, damaged or newer one, a directory and a network file system are ERROR_STORE with the
 * remedy. */
bool store_open(struct store **store, const struct store_options *options, struct error *err);

/* NULL is fine. An open transaction is rolled back. */
void store_close(struct store *store);

bool store_readonly(const struct store *store);
/* From now on nothing is written through @store, not even by a mistake. */
bool store_make_readonly(struct store *store, struct error *err);
const char *store_path(const struct store *store);

/* Who writes from now on (a staff code, kept by the store) and the instant that is stamped on rows; 0: the
 * clock. */
void store_set_actor(struct store *store, const char *who, instant now);
const char *store_actor(const struct store *store);
instant store_now(const struct store *store);

/* A new id from the options' source. */
void store_new_id(struct store *store, char id[ID_SIZE]);

/* Called once when a writer has waited 200 ms, with the name of the one it waits for; NULL: nobody is told.
 */
void store_on_wait(struct store *store, void (*waiting)(void *arg, const char *holder), void *arg);

/* Waits its turn among the writers (first come first served), then begins. Still busy after wait_ms:
 * ERROR_BUSY with the holder's name. Transactions do not nest. */
bool store_begin_write(struct store *store, struct error *err);

/* Ends the transaction, counts up the groups it touched and rings the bell. On failure everything is undone
 * and no transaction is open any more. */
bool store_commit(struct store *store, struct error *err);
void store_rollback(struct store *store);
bool store_in_write(const struct store *store);

/* One snapshot over several reads. Short: never across a wait for a key. */
bool store_begin_read(struct store *store, struct error *err);
void store_end_read(struct store *store);

/* Whether a transaction that changed something was committed since the store was opened; readings that were
 * kept in the trail and drafts do not count. */
bool store_has_written(const struct store *store);

/* A number that moves with the commits of others, and not with those of @store: the same in two transactions,
 * the second may use what the first has read. */
bool store_data_version(struct store *store, int64_t *version, struct error *err);

/* What changed since last asked: by others in *@foreign, by this store itself in *@own (bits of enum
 * store_table; either may be NULL). Costs next to nothing when nobody committed. A commit that counted
 * nothing up (from outside the program) is every group. */
bool store_changes(struct store *store, unsigned *foreign, unsigned *own, struct error *err);

/* Whether this store's last commit left a log so long that somebody with time should bring it home (write it
 * into the database); and that, beside others who write and without waiting for anybody, within some ten
 * milliseconds. */
bool store_log_is_long(const struct store *store);
void store_bring_log_home(struct store *store);

/* Whose rows the foreign commits of the last store_changes() changed. */
enum { STORE_NAMED_MAX = 32 };
struct store_named {
	unsigned groups; /* of these every changed row belongs to one of @ids; of others anything may have
			    changed */
	size_t count;
	char ids[STORE_NAMED_MAX][ID_SIZE]; /* customer files, customers, vehicles */
};
const struct store_named *store_named(const struct store *store);

/* Files to watch: the bell (its attributes change after each commit of a program) and the write-ahead log
 * (modified before a commit from outside becomes visible: look again after 5, 20, 80 and 320 ms). Owned by
 * @store. */
void store_watch_paths(const struct store *store, const char **bell, const char **log);

/* The version of the schema in the database and the newest this program knows. */
int store_schema_version(const struct store *store);
int store_schema_newest(void);

/* Quick check of the file's structure; false with what is damaged. */
bool store_check(struct store *store, struct error *err);

/* Small named values of the site ("reminder.checked"); NULL value deletes. A missing one reads as NULL, true.
 * No console looks at them again: they ring no bell.
 */
struct arena;
bool store_get_setting(struct store *store, const char *name, struct arena *arena, const char **value,
		       struct error *err);
bool store_put_setting(struct store *store, const char *name, const char *value, struct error *err);

#endif
