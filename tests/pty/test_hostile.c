/* What others wrote, pasted or dropped on the keyboard steers neither the terminal nor the desk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "desk_site.h"

/* --- names --- */

/* Each with a plain word in it, to see that it is shown at all. */
static const char *const hostile_names[] = {
	"\033]0;OWNEDA\007",      /* sets the window's title */
	"OWNEDB\033[2J\033[1;1H", /* clears the screen */
	"\xc2\x9b"
	"31mOWNEDC", /* the same introduced in one byte of C1 */
	"OWNEDD\xe2\x80\xae"
	"txt.exe",                      /* turns the line around */
	"\033]52;c;T1dORUQ=\007OWNEDE", /* writes the clipboard */
	"OWNEDF\x08\x08\x7f\rX\t\x0b",  /* goes back over what stands there */
	"\033P$q\"p\033\\OWNEDG",       /* asks the terminal, which answers as if typed */
	"OWNEDH\xe2\x81\xa6\xef\xbb\xbf\xe2\x80\x8f\xee\x80\x80", /* isolates, a BOM, marks, private use */
	"OWNEDI\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81", /* a tower of accents */
	"OWNEDJ\xff\xfe\xc0\x80\xed\xa0\x80",                             /* no UTF-8 */
};
enum { HOSTILE_NAMES = sizeof hostile_names / sizeof *hostile_names, LONG_NAME = 4096 };

/* Scalars that may reach no terminal; the program's own sequences are ASCII after ESC. */
static bool is_forbidden(const unsigned char *at, size_t left)
{
	static const char *const forbidden[] = {
		"\007",         "\033]",        "\033P",        "\033_",        "\033^",
		"\xe2\x80\xaa", "\xe2\x80\xab", "\xe2\x80\xac", "\xe2\x80\xad", "\xe2\x80\xae",
		"\xe2\x81\xa6", "\xe2\x81\xa7", "\xe2\x81\xa8", "\xe2\x81\xa9", "\xe2\x80\x8e",
		"\xe2\x80\x8f", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xef\xbb\xbf", "\xee\x80\x80",
	};
	for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
		size_t len = strlen(forbidden[i]);
		if (len <= left && memcmp(at, forbidden[i], len) == 0)
			return true;
	}
	/* C1 as UTF-8, and bytes that are never UTF-8. */
	return (left > 1 && at[0] == 0xc2 && at[1] < 0xa0) || at[0] == 0xff || at[0] == 0xc0;
}

static void assert_harmless(const char *text, size_t len, const char *where)
{
	for (size_t i = 0; i < len; i++)
		if (is_forbidden((const unsigned char *)text + i, len - i))
			fail_msg("%s: byte %02x %02x at %zu after \"%.20s\"", where, (unsigned char)text[i],
				 i + 1 < len ? (unsigned char)text[i + 1] : 0, i,
				 text + (i > 20 ? i - 20 : 0));
}

/* Output of a command: no control character at all but the newline. */
static void assert_plain(const char *text, const char *where)
{
	assert_harmless(text, strlen(text), where);
	for (const char *c = text; *c; c++)
		if (((unsigned char)*c < 0x20 && *c != '\n') || *c == 0x7f)
			fail_msg("%s: control byte %02x", where, (unsigned char)*c);
}

static void write_hostile_csv(const char *path)
{
	FILE *out = fopen(path, "wb");
	assert_non_null(out);
	fputs("id;type;family;given;mobile\n", out);
	for (int i = 0; i < HOSTILE_NAMES; i++) {
		fprintf(out, "X%03d;person;", i);
		fputc('"', out);
		for (const char *c = hostile_names[i]; *c; c++) {
			if (*c == '"')
				fputc('"', out);
			fputc(*c, out);
		}
		fprintf(out, "\";H\033[31m;010-0900-%04d\n", i);
	}
	fputs("X900;person;OWNEDK", out);
	for (int i = 0; i < LONG_NAME; i++)
		fputc('w', out);
	fputs(";Long;010-0900-0900\n", out);
	assert_int_equal(fclose(out), 0);
}

static void import_hostile(const struct desk_site *site)
{
	char path[128];
	snprintf(path, sizeof path, "%s/hostile.csv", site->dir);
	write_hostile_csv(path);
	const char *const args[] = { "import", "customers", path, NULL };
	struct buffer out = { 0 };
	int status = desk_site_run(site, args, NULL, &out);
	if (status != 0 && status != 65) /* some lines may be refused; none may be half in */
		fail_msg("import: %d %s", status, buffer_text(&out));
	assert_plain(buffer_text(&out), "import");
	buffer_finish(&out);
	assert_in_range(desk_site_number(site, "SELECT count(*) FROM customer WHERE family LIKE '%OWNED%'"),
			6, HOSTILE_NAMES + 1);
}

static void imported_names_reach_no_terminal_raw(void **state)
{
	struct desk_site *site = *state;
	import_hostile(site);
	struct vt *vt = desk_site_ready(site, "kim.m", "en", 24, 80);
	assert_true(vt_keys(vt, "F7"));
	vt_type(vt, "owned");
	assert_true(vt_wait(vt, "OWNEDD"));
	for (int i = 0; i < HOSTILE_NAMES; i++)
		assert_true(vt_keys(vt, "Down"));
	assert_true(vt_keys(vt, "F2 F12 Enter Enter Enter Enter"));
	assert_true(vt_wait(vt, "Find"));
	vt_type(vt, "OWNED");
	assert_true(vt_wait(vt, "OWNEDA"));
	assert_true(vt_key(vt, "Enter"));
	assert_true(vt_wait_line(vt, 0, "Service booking"));
	vt_resize(vt, 36, 120);
	assert_true(vt_wait_line(vt, 35, "F1 Help"));
	assert_true(desk_site_leave(vt));
	size_t len;
	const char *output = vt_output(vt, &len);
	assert_harmless(output, len, "the console");
	vt_finish(vt);
	assert_true(desk_site_sound(site));
}

static void commands_print_them_plain(void **state)
{
	static const char *const formats[] = { "table", "csv", "json" };
	struct desk_site *site = *state;
	import_hostile(site);
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		const char *const args[] = { "find", "OWNED", "--format", formats[i], NULL };
		struct buffer out = { 0 };
		assert_int_equal(desk_site_run(site, args, NULL, &out), 0);
		assert_plain(buffer_text(&out), formats[i]);
		assert_non_null(strstr(buffer_text(&out), "OWNEDB"));
		buffer_finish(&out);
	}
	const char *const hostile_words[] = { "find", hostile_names[1], NULL };
	const char *const hostile_verb[] = { hostile_names[0], NULL };
	const char *const hostile_file[] = { "import", "customers", hostile_names[4], NULL };
	const char *const *const all[] = { hostile_words, hostile_verb, hostile_file };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct buffer out = { 0 };
		assert_true(desk_site_run(site, all[i], NULL, &out) > 0 || i == 0);
		assert_plain(buffer_text(&out), all[i][0]);
		buffer_finish(&out);
	}
}

/* Another client of the database is no reason either. */
static void names_in_the_store_reach_no_terminal_raw(void **state)
{
	struct desk_site *site = *state;
	desk_site_query(
		site, "UPDATE customer SET family = char(27) || ']0;x' || char(7) || 'RAW' || char(8238) || "
		      "char(155) || '2J', given = char(10) || char(13) || char(9) || 'Y'");
	assert_true(desk_site_number(site, "SELECT count(*) FROM customer WHERE family LIKE '%RAW%'") > 100);
	struct vt *vt = desk_site_ready(site, "kim.m", "en", 24, 80);
	assert_true(vt_keys(vt, "F4"));
	assert_true(vt_wait(vt, "RAW"));
	assert_true(vt_keys(vt, "Down Enter"));
	assert_true(vt_wait(vt, "RAW"));
	assert_true(vt_key(vt, "Esc"));
	assert_true(vt_wait_gone(vt, "┌"));
	assert_true(vt_keys(vt, "F2 F12 Enter Enter Enter Enter"));
	assert_true(vt_wait(vt, "Find"));
	vt_type(vt, "5678");
	assert_true(vt_wait(vt, "RAW"));
	assert_true(desk_site_leave(vt));
	size_t len;
	const char *output = vt_output(vt, &len);
	assert_harmless(output, len, "the console");
	vt_finish(vt);
	const char *const listing[] = { "receptions", NULL };
	struct buffer out = { 0 };
	assert_int_equal(desk_site_run(site, listing, NULL, &out), 0);
	assert_plain(buffer_text(&out), "receptions");
	assert_non_null(strstr(buffer_text(&out), "RAW"));
	buffer_finish(&out);
}

/* --- pastes --- */

static void pasted_lines_run_no_command(void **state)
{
	struct desk_site *site = *state;
	struct vt *vt = desk_site_ready(site, "kim.m", "en", 24, 80);
	vt_paste(vt, "\r\r\n\033OS\x11q\n");
	assert_true(vt_key(vt, "F1"));
	assert_true(vt_wait(vt, "┌"));
	assert_true(vt_key(vt, "Esc"));
	assert_true(vt_wait_gone(vt, "┌"));
	assert_true(vt_has(vt, "No call is in front"));
	assert_true(vt_keys(vt, "F12 Enter Enter"));
	assert_true(vt_wait(vt, "In the customer's words"));
	vt_paste(vt, "first line\nsecond line\r\n\033OS\033[21~\x11\x1bthird");
	assert_true(vt_wait(vt, "first line"));
	assert_true(vt_wait(vt, "third"));
	assert_true(vt_has(vt, "In the customer's words"));
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
	assert_int_equal(desk_site_number(site, "SELECT count(*) FROM draft WHERE instr(contents, char(27))"),
			 0);
	assert_int_equal(
		desk_site_number(site, "SELECT count(*) FROM draft WHERE instr(contents, 'second line')"), 1);
}

static void paste_of_a_megabyte_is_survived(void **state)
{
	enum { MEGABYTE = 1 << 20 };
	struct vt *vt = desk_site_ready(*state, "kim.m", "en", 24, 80);
	assert_true(vt_keys(vt, "F12 Enter Enter"));
	assert_true(vt_wait(vt, "In the customer's words"));
	char *text = malloc(MEGABYTE + 1);
	for (int i = 0; i < MEGABYTE; i++)
		text[i] = i % 61 == 60 ? '\n' : (char)('a' + i % 26);
	text[MEGABYTE] = '\0';
	vt_paste(vt, text);
	free(text);
	assert_true(vt_keys(vt, "F4"));
	assert_true(vt_wait(vt, "receptions,"));
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
	assert_true(desk_site_sound(*state));
}

int main(void)
{
#define SITE_TEST(f) cmocka_unit_test_setup_teardown(f, desk_site_open, desk_site_close)
	const struct CMUnitTest tests[] = {
		SITE_TEST(imported_names_reach_no_terminal_raw),     SITE_TEST(commands_print_them_plain),
		SITE_TEST(names_in_the_store_reach_no_terminal_raw), SITE_TEST(pasted_lines_run_no_command),
		SITE_TEST(paste_of_a_megabyte_is_survived),
	};
	return cmocka_run_group_tests(tests, desk_site_prepare, desk_site_discard);
}
