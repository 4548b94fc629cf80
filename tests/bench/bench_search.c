/* Import and search: COUNT customers (100,000) and as many vehicles.
 *
 * bench_search FILE [COUNT [keep|import]]: the database is made by the import of generated rows (one that is
 * there is only searched) and removed at the end unless it is to be kept. Searches are typed key by key; each
 * key is one sample. Times of the processor are those of a machine that has nothing else to do. */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "bench.h"
#include "large.h"
#include "store/find.h"
#include "store/import.h"
#include "store/site_store.h"

enum {
	HITS = 50,
	ROWS_A_COMMIT = 50000,
	TYPED = 60,
	FIELD = 64,
	FIELDS = 8,
	SAME = 20000,
	COUNT = 100000,
	PAGES_A_PORTION = 64
};

struct row {
	char fields[FIELDS][FIELD];
};

static const char *const customer_names[] = { "id",      "type",   "family", "given",
					      "company", "mobile", "email",  "lang" };
static const char *const vehicle_names[] = { "vin", "plate", "country",  "model",
					     "my",  "fuel",  "owner_id", "km" };

/* Family names about as often as they are in Korea. */
static const char *const families[] = { "김", "김", "김", "김", "김", "이", "이",   "이",  "박", "박",
					"최", "최", "정", "정", "강", "조", "윤",   "장",  "임", "한",
					"오", "서", "신", "권", "황", "안", "남궁", "선우" };
static const char *const syllables[] = { "민", "수", "서", "연", "지", "훈", "영", "희", "준", "호", "은",
					 "주", "현", "우", "하", "윤", "도", "진", "성", "미", "경", "아",
					 "태", "규", "상", "혜", "원", "재", "동", "길", "나", "선", "정",
					 "철", "숙", "순", "자", "옥", "병", "건", "찬", "빈", "율", "솔" };
static const char *const western[] = { "Rossi", "Bianchi",  "Ferrari", "Müller", "Smith",
				       "Nuñez", "Kowalski", "Dupont",  "Okafor", "Johansson" };
static const char *const western_given[] = {
	"Marco", "Giulia", "Anna", "Peter", "Zoë", "José", "Ewa", "Luc"
};
static const char *const letters[] = { "가", "나", "다", "라", "마", "거", "너", "더", "러",
				       "머", "버", "서", "어", "저", "고", "노", "도", "로" };
static const char *const heads[] = { "ZAM57XSA0L1", "ZN661XUA0MX", "ZAM56PPA0L1",
				     "ZN6PMDBA0R7", "ZN6PMDE26R7", "ZAMDC20B0NX" };
#define COUNT_OF(table)     (sizeof(table) / sizeof *(table))
#define PICK(table, number) (table)[(size_t)(number) % COUNT_OF(table)]

/* splitmix64 of a row's number: any row can be made again. */
static uint64_t mix(uint64_t z)
{
	z = (z + 1) * 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static void make_customer(int i, struct row *row)
{
	uint64_t a = mix((uint64_t)i), b = mix(a);
	bool is_western = a % 10 == 1, is_company = a % 20 == 0;
	*row = (struct row){ 0 };
	snprintf(row->fields[0], FIELD, "C%07d", i);
	snprintf(row->fields[1], FIELD, "%s", is_company ? "company" : "person");
	if (is_western) {
		snprintf(row->fields[2], FIELD, "%s", PICK(western, b >> 8));
		snprintf(row->fields[3], FIELD, "%s", PICK(western_given, b >> 16));
	} else if (!is_company) {
		snprintf(row->fields[2], FIELD, "%s", PICK(families, b >> 8));
		snprintf(row->fields[3], FIELD, "%s%s", PICK(syllables, b >> 16), PICK(syllables, b >> 32));
	} else {
		snprintf(row->fields[4], FIELD, "%s%s상사", PICK(syllables, b >> 16),
			 PICK(syllables, b >> 32));
	}
	snprintf(row->fields[5], FIELD, "010-%04d-%04d", (int)(2000 + (a >> 8) % 8000),
		 (int)((a >> 24) % 10000));
	if (b % 3 == 0)
		snprintf(row->fields[6], FIELD, "%c%c%c%04d@example.com", (int)('a' + (a >> 40) % 26),
			 (int)('a' + (a >> 45) % 26), (int)('a' + (a >> 50) % 26), (int)((b >> 40) % 10000));
	snprintf(row->fields[7], FIELD, "%s", is_western ? "en" : "ko");
}

static void make_vehicle(int i, struct row *row)
{
	uint64_t a = mix((uint64_t)i + 0x5eed0000u), b = mix(a);
	*row = (struct row){ 0 };
	snprintf(row->fields[0], FIELD, "%s%06d", PICK(heads, i / 1000000 + (int)(a % COUNT_OF(heads))),
		 i % 1000000);
	snprintf(row->fields[1], FIELD, "%03d%s%04d", 100 + (int)((a >> 8) % 900), PICK(letters, a >> 20),
		 (int)((b >> 8) % 10000));
	snprintf(row->fields[2], FIELD, "KR");
	snprintf(row->fields[3], FIELD, "Grecale");
	snprintf(row->fields[4], FIELD, "%d", (int)(2016 + b % 10));
	snprintf(row->fields[5], FIELD, "petrol");
	snprintf(row->fields[6], FIELD, "C%07d", i);
	snprintf(row->fields[7], FIELD, "%d", (int)((b >> 20) % 120000));
}

typedef void make_row(int i, struct row *row);

static int64_t cpu_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void remove_database(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-bell", "-lock" };
	for (size_t i = 0; i < COUNT_OF(tails); i++) {
		char name[512];
		snprintf(name, sizeof name, "%s%s", path, tails[i]);
		unlink(name);
	}
}

/* The bare thing: the same rows into one table with three indexes, as sqlite3's .import would put them. */
static double bench_bare(const char *path, make_row *make, int count)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *insert = NULL;
	sqlite3_open(path, &db);
	sqlite3_exec(
		db,
		"PRAGMA journal_mode = WAL; CREATE TABLE t (a, b, c, d, e, f, g, h);"
		"CREATE UNIQUE INDEX ta ON t (a); CREATE INDEX tb ON t (b, c, d); CREATE INDEX tf ON t (f);"
		"BEGIN",
		NULL, NULL, NULL);
	sqlite3_prepare_v2(db, "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)", -1, &insert, NULL);
	int64_t cpu = cpu_now();
	for (int i = 0; i < count; i++) {
		struct row row;
		make(i, &row);
		for (int f = 0; f < FIELDS; f++)
			sqlite3_bind_text(insert, f + 1, row.fields[f], -1, SQLITE_STATIC);
		sqlite3_step(insert);
		sqlite3_reset(insert);
	}
	sqlite3_finalize(insert);
	sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	double line = (double)(cpu_now() - cpu) / 1e3 / count;
	sqlite3_close(db);
	return line;
}

/* What each line is found by, as our own import wrote it: .import can take no Hangul apart. */
static char **read_texts(const char *path, int kind, int count)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *q = NULL;
	char **texts = calloc((size_t)count, sizeof *texts);
	if (!texts)
		abort();
	sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);
	sqlite3_prepare_v2(db, "SELECT text FROM search WHERE kind = ? ORDER BY row LIMIT ?", -1, &q, NULL);
	sqlite3_bind_int(q, 1, kind);
	sqlite3_bind_int(q, 2, count);
	for (int i = 0; i < count && sqlite3_step(q) == SQLITE_ROW; i++)
		texts[i] = strdup((const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
	sqlite3_close(db);
	return texts;
}

/* The second bare thing: the same rows into our own tables with all that hangs on them, as .import would fill
 * one after the other: the rows, what they are found by, the index of that, and what each line said. Nothing
 * is checked, and nobody is looked up but the owner. Parameters: id, fields, text, number. */
static const char *const into_ours[2][4] = {
	{ "INSERT INTO customer (id, dms_id, company, family, given, company_name, mobile, mobile_key, email,"
	  " language, changed_at, changed_by) VALUES (?1, ?2, ?3 = 'company', ?4, ?5, ?6, ?7,"
	  " '+82' || replace(substr(?7, 2), '-', ''), ?8, ?9, 1, 'bare')",
	  "INSERT INTO search (key, kind, row, text) VALUES (?11, 0, ?11, ?10)",
	  "INSERT INTO search_text (rowid, text) VALUES (?11, ?10)",
	  "INSERT INTO import_seen VALUES ('customers', ?2, length(?10))" },
	{ "INSERT INTO vehicle (id, vin, plate, plate_key, plate_country, model, model_year, energy, mc20, "
	  "owner,"
	  " mileage, changed_at, changed_by) VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, 0,"
	  " (SELECT id FROM customer WHERE dms_id = ?8), ?9, 1, 'bare')",
	  "INSERT INTO search (key, kind, row, text) VALUES (?12, 1, ?11, ?10)",
	  "INSERT INTO search_text (rowid, text) VALUES (?12, ?10)",
	  "INSERT INTO import_seen VALUES ('vehicles', ?2, length(?10))" },
};

static int fill_table(sqlite3 *db, const char *sql, bool named, make_row *make, char **texts, int count)
{
	sqlite3_stmt *insert = NULL;
	struct id_source ids = { 0 };
	int rc = sqlite3_prepare_v2(db, sql, -1, &insert, NULL);
	for (int i = 0; i < count && rc == SQLITE_OK; i++) {
		struct row row;
		char id[ID_SIZE] = "";
		if (named)
			id_new(&ids, id);
		make(i, &row);
		sqlite3_bind_text(insert, 1, id, -1, SQLITE_STATIC);
		for (int f = 0; f < FIELDS; f++)
			sqlite3_bind_text(insert, f + 2, row.fields[f], -1, SQLITE_STATIC);
		sqlite3_bind_text(insert, FIELDS + 2, texts[i], -1, SQLITE_STATIC);
		sqlite3_bind_int(insert, FIELDS + 3, i + 1);
		sqlite3_bind_int(insert, FIELDS + 4, count + i + 1);
		sqlite3_step(insert);
		rc = sqlite3_reset(insert);
	}
	sqlite3_finalize(insert);
	return rc;
}

/* @path is a store with a site; customers come before vehicles, as many. */
static double bench_ours(const char *path, int table, make_row *make, char **texts, int count)
{
	sqlite3 *db = NULL;
	sqlite3_open(path, &db);
	sqlite3_exec(db, "PRAGMA foreign_keys = ON; BEGIN", NULL, NULL, NULL);
	int64_t cpu = cpu_now();
	int rc = SQLITE_OK;
	for (int i = 0; i < 4 && rc == SQLITE_OK; i++)
		rc = fill_table(db, into_ours[table][i], i == 0, make, texts, count);
	if (rc != SQLITE_OK)
		fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(db));
	sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	double line = (double)(cpu_now() - cpu) / 1e3 / count;
	sqlite3_close(db);
	return rc == SQLITE_OK ? line : 0;
}

static bool import_part(struct store *store, enum import_kind kind, make_row *make, int from, int until,
			struct error *err)
{
	struct import *import = NULL;
	const char *const *names = kind == IMPORT_CUSTOMERS ? customer_names : vehicle_names;
	if (!store_begin_write(store, err))
		return false;
	bool good = store_import_begin(store, kind, names, FIELDS, &import, err);
	for (int i = from; good && i < until; i++) {
		struct row row;
		const char *values[FIELDS];
		enum import_outcome outcome;
		make(i, &row);
		for (int f = 0; f < FIELDS; f++)
			values[f] = row.fields[f];
		good = store_import_row(import, values, FIELDS, &outcome, err);
	}
	store_import_end(import);
	if (good)
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

/* Segments of the search index are gathered as the program does it behind an import. */
static bool gather(struct store *store, struct error *err)
{
	bool more = true;
	while (more && store_gather_search(store, PAGES_A_PORTION, &more, err))
		;
	return !more;
}

static bool import_all(struct store *store, enum import_kind kind, int count, struct error *err)
{
	make_row *make = kind == IMPORT_CUSTOMERS ? make_customer : make_vehicle;
	bool good = true;
	for (int from = 0; good && from < count; from += ROWS_A_COMMIT) {
		int until = from + ROWS_A_COMMIT < count ? from + ROWS_A_COMMIT : count;
		good = import_part(store, kind, make, from, until, err);
	}
	return good && gather(store, err);
}

/* Microseconds of the processor, of all lines. */
struct total {
	double used; /* by us */
	double bare; /* by .import into our tables */
};

/* @ours: the store that takes the same rows without us, NULL: they are known, nothing is written. */
static bool bench_import(struct store *store, enum import_kind kind, int count, const char *name,
			 const char *scratch, const char *ours, struct total *total, struct error *err)
{
	char line[128];
	make_row *make = kind == IMPORT_CUSTOMERS ? make_customer : make_vehicle;
	double bare = bench_bare(scratch, make, count);
	remove_database(scratch);
	int64_t before = bench_now(), cpu = cpu_now();
	if (!import_all(store, kind, count, err))
		return false;
	double took = (double)(bench_now() - before) / 1e3 / count,
	       used = (double)(cpu_now() - cpu) / 1e3 / count;
	snprintf(line, sizeof line, "import of %s, a line", name);
	bench_print(line, took, "us", 0);
	snprintf(line, sizeof line,
		 "import of %s, a line, processor, to .import into a table of three indexes", name);
	bench_print(line, used, "us", bare);
	if (!ours)
		return true;
	int table = kind == IMPORT_CUSTOMERS ? 0 : 1;
	char **texts = read_texts(store_path(store), table, count);
	snprintf(line, sizeof line, "import of %s, a line, processor, to .import into our tables", name);
	double bare_ours = bench_ours(ours, table, make, texts, count);
	bench_print(line, used, "us", bare_ours);
	total->used += used * count;
	total->bare += bare_ours * count;
	for (int i = 0; i < count; i++)
		free(texts[i]);
	free(texts);
	return true;
}

/* What an operator types: fragments of rows that are there, and some that are not. */
static void typed(int kind, int n, int count, char text[FIELD * 3])
{
	struct row customer, vehicle;
	uint64_t a = mix((uint64_t)(n * 31 + kind + 77));
	make_customer((int)(a % (uint64_t)count), &customer);
	make_vehicle((int)(mix(a) % (uint64_t)count), &vehicle);
	const char *mobile = customer.fields[5], *plate = vehicle.fields[1], *vin = vehicle.fields[0];
	struct buffer initials = { 0 };
	switch (kind) {
	case 0: /* a given name, inside the whole name */
		snprintf(text, FIELD * 3, "%s%s", PICK(syllables, a >> 8), PICK(syllables, a >> 24));
		break;
	case 1:
		snprintf(text, FIELD * 3, "%s%s", customer.fields[2], customer.fields[3]);
		break;
	case 2:
		text_initials(&initials, customer.fields[2]);
		text_initials(&initials, customer.fields[3]);
		snprintf(text, FIELD * 3, "%s", buffer_text(&initials));
		buffer_finish(&initials);
		break;
	case 3: /* the last four */
		snprintf(text, FIELD * 3, "%s", mobile + 9);
		break;
	case 4:
		snprintf(text, FIELD * 3, "%s", mobile);
		break;
	case 5:
		snprintf(text, FIELD * 3, "%s", mobile + 5);
		break;
	case 6:
		snprintf(text, FIELD * 3, "%s", plate);
		break;
	case 7:
		snprintf(text, FIELD * 3, "%s", plate + 3);
		break;
	case 8:
		snprintf(text, FIELD * 3, "%s", vin);
		break;
	case 9:
		snprintf(text, FIELD * 3, "%s", vin + 10);
		break;
	case 10:
		snprintf(text, FIELD * 3, "%s %s", customer.fields[3], mobile + 9);
		break;
	case 11: /* nobody's */
		snprintf(text, FIELD * 3, "%s%s%s", PICK(syllables, a >> 8), PICK(western, a >> 16),
			 PICK(syllables, a >> 24));
		break;
	case 12:
		snprintf(text, FIELD * 3, "%09d", (int)((a >> 8) % 1000000000));
		break;
	default:
		snprintf(text, FIELD * 3, "%s", *customer.fields[6] ? customer.fields[6] : "@example.com");
	}
}

static const char *const typed_names[] = { "two syllables",    "whole name",      "initials",
					   "last four digits", "whole number",    "number inside",
					   "whole plate",      "plate inside",    "whole VIN",
					   "end of VIN",       "name and digits", "nobody's name",
					   "nobody's number",  "e-mail" };

/* One text, key by key as it is typed. */
static bool type(struct store *store, const char *text, struct bench_samples *own, struct bench_samples *all,
		 struct bench_samples *cpu, struct error *err)
{
	char part[FIELD * 3];
	size_t len = strlen(text);
	bool good = true;
	for (size_t at = text_next(text, len, 0); good; at = text_next(text, len, at)) {
		struct arena arena = { 0 };
		struct find_list list = { 0 };
		memcpy(part, text, at);
		part[at] = '\0';
		int64_t before = bench_now(), cpu_before = cpu_now();
		good = store_find(store, part, HITS, &arena, &list, err);
		int64_t used = cpu_now() - cpu_before;
		bench_add(all, bench_now() - before);
		bench_add(cpu, used);
		bench_add(own, used);
		arena_finish(&arena);
		if (at >= len)
			break;
	}
	return good;
}

static bool bench_search(struct store *store, int count, struct error *err)
{
	struct bench_samples all = { 0 }, cpu = { 0 };
	bool good = true;
	for (int kind = 0; good && kind < (int)COUNT_OF(typed_names); kind++) {
		struct bench_samples own = { 0 };
		for (int n = 0; good && n < TYPED; n++) {
			char text[FIELD * 3];
			typed(kind, n, count, text);
			if (*text)
				good = type(store, text, &own, &all, &cpu, err);
		}
		char line[128];
		snprintf(line, sizeof line, "search, %s, processor", typed_names[kind]);
		bench_print_samples(line, &own, NULL);
		bench_finish(&own);
	}
	bench_print_samples("search at a key, processor", &cpu, NULL);
	bench_print_samples("search at a key", &all, NULL);
	bench_finish(&all);
	bench_finish(&cpu);
	return good;
}

static bool make_store(const char *path, const struct site *site, struct store **store, struct error *err)
{
	struct arena arena = { 0 };
	const struct store_options options = { .path = path };
	bool good = store_create(store, &options, err) && store_begin_write(*store, err) &&
		    store_put_site(*store, site, &arena, NULL, err) && store_commit(*store, err);
	arena_finish(&arena);
	return good;
}

static bool fill(const char *path, const struct site *site, int count, struct store **store,
		 struct error *err)
{
	char scratch[512], ours[512];
	struct store *other = NULL;
	snprintf(scratch, sizeof scratch, "%s.bare", path);
	snprintf(ours, sizeof ours, "%s.ours", path);
	remove_database(ours);
	struct total total = { 0 };
	bool good = make_store(ours, site, &other, err);
	store_close(other);
	good = good && make_store(path, site, store, err) &&
	       bench_import(*store, IMPORT_CUSTOMERS, count, "customers", scratch, ours, &total, err) &&
	       bench_import(*store, IMPORT_VEHICLES, count, "vehicles", scratch, ours, &total, err);
	if (good) /* both stores held nothing but a site */
		bench_print("import into an empty store, a line, processor, to .import into our tables, empty and indexed",
			    total.used / count / 2, "us", total.bare / count / 2);
	good = good && bench_import(*store, IMPORT_CUSTOMERS, count < SAME ? count : SAME, "known customers", scratch,
			    NULL, NULL, err);
	remove_database(ours);
	return good;
}

static bool run(const char *path, int count, bool only_import, struct error *err)
{
	struct arena arena = { 0 };
	struct site site;
	struct store *store = NULL;
	const struct store_options options = { .path = path };
	bool good;
	large_site(&arena, &site);
	if (access(path, F_OK) == 0)
		good = store_open(&store, &options, err);
	else
		good = fill(path, &site, count, &store, err);
	good = good && (only_import || bench_search(store, count, err));
	store_close(store);
	arena_finish(&arena);
	return good;
}

int main(int argc, char **argv)
{
	int count = argc > 2 ? atoi(argv[2]) : COUNT;
	if (argc < 2 || argc > 4 || count < 1) {
		fprintf(stderr, "usage: bench_search FILE [COUNT [keep|import]]\n");
		return 2;
	}
	struct error err = { 0 };
	bool only_import = argc == 4 && strcmp(argv[3], "import") == 0;
	bool good = run(argv[1], count, only_import, &err);
	if (!good)
		fprintf(stderr, "%s\n", err.text);
	if (argc < 4 || only_import)
		remove_database(argv[1]);
	return good ? 0 : 1;
}
