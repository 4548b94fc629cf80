/* Rows of any text into a real store, the kind by the first byte: each is loaded whole or refused, and the
 * store stays one that can be written. */
#include <ftw.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "fuzz.h"
#include "office/csv_read.h"
#include "store/import.h"

const char *const fuzz_seeds[] = {
	"0id;type;family;given;mobile\nC1;person;홍;길동;010-1234-5678\nC2;company;;;\n",
	"1vin,plate,model,km,owner_id,first_reg\nZAM57YTL2M1000101,12가3456,Ghibli,\"12,5\",C1,2020-02-30\n",
	"2vin;date;km;text\nZAM57YTL2M1000101;2025-01-01;12000;점검\n",
	"3vin;kind;from;to\nZAM57YTL2M1000101;warranty;2025-01-01;2028-01-01\n",
	"4id;kind;title\n16V839;recall;Airbag\n",
	"5campaign;vin\n16V839;ZAM57YTL2M1000101\n",
	"6id;persona\nC1;unique\n",
	"7vin;owner\nZAM57YTL2M1000101;홍길동\n",
	"8order;vin;eta\nP1;ZAM57YTL2M1000101;2026-12-01\n",
	"9key;value\nphone;02-123-4567\n",
	NULL,
};

static char dir[] = "/tmp/prenota-fuzz-XXXXXX";
static char path[64];

static int remove_one(const char *name, const struct stat *info, int kind, struct FTW *walk)
{
	remove(name);
	return 0;
}

static void remove_store(void)
{
	nftw(dir, remove_one, 4, FTW_DEPTH | FTW_PHYS);
}

static struct store *store_of_fuzz(void)
{
	static struct store *store;
	struct error err = { 0 };
	if (store)
		return store;
	FUZZ_REQUIRE(mkdtemp(dir));
	atexit(remove_store);
	snprintf(path, sizeof path, "%s/fuzz.db", dir);
	const struct store_options options = { .path = path };
	if (!store_create(&store, &options, &err)) {
		fprintf(stderr, "%s\n", err.text);
		abort();
	}
	store_set_actor(store, "fuzz", 1);
	return store;
}

static void import_rows(struct csv_reader *reader, struct import *import)
{
	const char *const *values;
	int count;
	size_t line;
	struct error err = { 0 };
	for (enum csv_outcome got;
	     (got = csv_reader_next(reader, &values, &count, &line, &err)) != CSV_END;) {
		enum import_outcome outcome = IMPORT_NEW;
		if (got == CSV_BAD)
			continue;
		if (store_import_row(import, values, count, &outcome, &err)) {
			/* The same row again is no news. */
			FUZZ_REQUIRE(store_import_row(import, values, count, &outcome, &err));
			FUZZ_REQUIRE(outcome == IMPORT_SAME);
		} else {
			if (err.code != ERROR_INPUT)
				fprintf(stderr, "%s\n", err.text);
			FUZZ_REQUIRE(err.code == ERROR_INPUT);
			FUZZ_REQUIRE(*err.text);
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct store *store = store_of_fuzz();
	struct error err = { 0 };
	if (size < 2)
		return 0;
	struct csv_reader *reader = csv_reader_open(fuzz_file(data + 1, size - 1), &err);
	const char *const *names;
	int count;
	size_t line;
	if (reader && csv_reader_next(reader, &names, &count, &line, &err) == CSV_ROW) {
		struct import *import = NULL;
		FUZZ_REQUIRE(store_begin_write(store, &err));
		if (store_import_begin(store, (enum import_kind)(data[0] % IMPORT_KIND_COUNT), names, count,
				       &import, &err))
			import_rows(reader, import);
		store_import_end(import);
		store_rollback(store);
	}
	csv_reader_close(reader);
	return 0;
}
