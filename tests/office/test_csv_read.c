/* CSV of other systems: delimiters, quotes, lines, what is wrong with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "office/csv_read.h"

static char path[] = "/tmp/prenota-csv-XXXXXX";

static int setup(void **state)
{
	int fd = mkstemp(path);
	return fd < 0 ? -1 : close(fd);
}

static int teardown(void **state)
{
	return unlink(path);
}

/* All records as "LINE:a|b" or "LINE!", one a line. */
static const char *read_all(const char *text, size_t len)
{
	static char out[8192];
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, len, file), len);
	fclose(file);
	struct error err;
	struct csv_reader *reader = csv_reader_open(path, &err);
	assert_non_null(reader);
	const char *const *values;
	int count;
	size_t line, at = 0;
	enum csv_outcome outcome;
	out[0] = '\0';
	while ((outcome = csv_reader_next(reader, &values, &count, &line, &err)) != CSV_END) {
		at += (size_t)snprintf(out + at, sizeof out - at, "%zu%s", line,
				       outcome == CSV_BAD ? "!" : ":");
		for (int i = 0; outcome == CSV_ROW && i < count; i++)
			at += (size_t)snprintf(out + at, sizeof out - at, "%s%s", i ? "|" : "", values[i]);
		at += (size_t)snprintf(out + at, sizeof out - at, "\n");
	}
	csv_reader_close(reader);
	return out;
}

static const char *read_text(const char *text)
{
	return read_all(text, strlen(text));
}

static void test_delimiters(void **state)
{
	assert_string_equal(read_text("a,b\n1,2\n"), "1:a|b\n2:1|2\n");
	assert_string_equal(read_text("a;b\n1,5;2\n"), "1:a|b\n2:1,5|2\n");
	assert_string_equal(read_text("\xef\xbb\xbf"
				      "a;b\r\n1;2\r\n"),
			    "1:a|b\n2:1|2\n");
	assert_string_equal(read_text("a,b\n1,2"), "1:a|b\n2:1|2\n");
	assert_string_equal(read_text("a,b\n,\n"), "1:a|b\n2:|\n");
}

static void test_quotes(void **state)
{
	assert_string_equal(read_text("a,b\n\"x,\"\"y\"\"\",2\n"), "1:a|b\n2:x,\"y\"|2\n");
	assert_string_equal(read_text("a,b\n\"x\ny\",2\n3,4\n"), "1:a|b\n2:x\ny|2\n4:3|4\n");
}

static void test_blank_lines(void **state)
{
	assert_string_equal(read_text("a,b\n\n  \n1,2\n\n"), "1:a|b\n4:1|2\n");
}

/* Only the line with the mistake is lost. */
static void test_wrong_quotes(void **state)
{
	assert_string_equal(read_text("a,b\n1,x\"y\n3,4\n"), "1:a|b\n2!\n3:3|4\n");
	assert_string_equal(read_text("a,b\n\"1,2\n3,4\n5,6\n"), "1:a|b\n2!\n3:3|4\n4:5|6\n");
}

static void test_bytes(void **state)
{
	assert_string_equal(read_text("a,b\n1,\xff\n3,4\n"), "1:a|b\n2!\n3:3|4\n");
	assert_string_equal(read_all("a,b\n1,x\0y\n3,4\n", 14), "1:a|b\n2!\n3:3|4\n");
}

static void test_many_columns(void **state)
{
	char text[1024] = "a,b\n";
	for (int i = 0; i < CSV_COLUMNS_MAX + 5; i++)
		strcat(text, "x,");
	strcat(text, "x\n1,2\n");
	assert_string_equal(read_text(text), "1:a|b\n2!\n3:1|2\n");
}

/* Any bytes: the reader ends, its lines grow, its values are UTF-8. */
static void test_mutations(void **state)
{
	enum { ROUNDS = 500, BYTES = 300 };
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : 20261123;
	print_message("# seed %u\n", seed);
	for (int round = 0; round < ROUNDS; round++) {
		char text[BYTES];
		for (int i = 0; i < BYTES; i++)
			text[i] = "ab;,\"\"\n\n\r \xea\xb0\x80\xff"[rand_r(&seed) % 14];
		FILE *file = fopen(path, "w");
		assert_non_null(file);
		assert_int_equal(fwrite(text, 1, BYTES, file), BYTES);
		fclose(file);
		struct error err;
		struct csv_reader *reader = csv_reader_open(path, &err);
		assert_non_null(reader);
		const char *const *values;
		int count;
		size_t line, last = 0;
		enum csv_outcome outcome;
		while ((outcome = csv_reader_next(reader, &values, &count, &line, &err)) != CSV_END) {
			assert_true(line > last);
			last = line;
			for (int i = 0; outcome == CSV_ROW && i < count; i++)
				assert_true(text_is_valid(values[i], strlen(values[i])));
		}
		csv_reader_close(reader);
	}
}

static void test_no_file(void **state)
{
	struct error err;
	assert_null(csv_reader_open("/nonexistent/x.csv", &err));
	assert_int_equal(err.code, ERROR_SYSTEM);
	assert_null(csv_reader_open("/tmp", &err));
	assert_int_equal(err.code, ERROR_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_delimiters),  cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_blank_lines), cmocka_unit_test(test_wrong_quotes),
		cmocka_unit_test(test_bytes),       cmocka_unit_test(test_many_columns),
		cmocka_unit_test(test_mutations),   cmocka_unit_test(test_no_file),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
