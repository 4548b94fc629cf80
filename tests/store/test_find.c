/* Searching, against a look at every row: whatever is typed, the same rows, newest first, whole syllables
 * before others. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "fixture.h"
#include "model/rules.h"
#include "store/find.h"
#include "store/people.h"

enum { PEOPLE = 300, CARS = 200, ROWS = PEOPLE + CARS, TYPED = 1500, CHANGED = 120, FEW = 20, ALL = 10000 };

/* A row as it is stored, and the words that find it, each behind a space. */
struct known {
	char id[ID_SIZE];
	bool is_car;
	int changed; /* the higher, the newer */
	char family[32];
	char given[32];
	char mobile[32];
	char email[48];
	char plate[32];
	char vin[VIN_SIZE];
	struct buffer words;
};

struct world {
	struct fixture *f;
	struct known *rows;
	uint64_t random;
	int changes;
};

static const char *const families[] = { "김", "이", "박", "최", "오", "남궁", "Rossi", "Müller", "Nuñez" };
static const char *const syllables[] = { "민", "수", "서", "연", "지", "훈", "값",  "미",
					 "나", "과", "윤", "의", "빈", "an", "ros", "ü" };
static const char *const letters[] = { "가", "나", "호", "바" };

static unsigned draw(struct world *w, unsigned limit)
{
	uint64_t z = w->random += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (unsigned)((z ^ (z >> 31)) % limit);
}
#define PICK(w, table) (table)[draw(w, sizeof(table) / sizeof *(table))]

static void add_word(struct known *row, const char *word)
{
	buffer_printf(&row->words, " ");
	text_jamo(&row->words, word);
}

static void know_person(struct known *row)
{
	char number[32], name[80];
	struct buffer digits = { 0 }, initials = { 0 };
	bool korean = (unsigned char)*row->family >= 0xe0;
	row->words.len = 0;
	snprintf(name, sizeof name, "%s%s%s", row->family, korean ? "" : " ", row->given);
	add_word(row, name);
	add_word(row, row->given);
	text_initials(&initials, name);
	add_word(row, buffer_text(&initials));
	text_digits(&digits, row->mobile);
	add_word(row, buffer_text(&digits));
	snprintf(number, sizeof number, "82%s", buffer_text(&digits) + 1);
	add_word(row, number);
	add_word(row, row->email);
	buffer_finish(&digits);
	buffer_finish(&initials);
}

static void put_person(struct world *w, struct known *row)
{
	struct error err = { 0 };
	struct customer c = { 0 };
	if (*row->id)
		FINE(store_get_customer(w->f->store, row->id, &w->f->arena, &c, &err));
	snprintf(row->family, sizeof row->family, "%s", PICK(w, families));
	snprintf(row->given, sizeof row->given, "%s%s", PICK(w, syllables), PICK(w, syllables));
	snprintf(row->mobile, sizeof row->mobile, "010-%04u-%04u", 2000 + draw(w, 40), draw(w, 10000));
	snprintf(row->email, sizeof row->email, "a%u@mail%u", draw(w, 50), draw(w, 9));
	c.family = row->family;
	c.given = row->given;
	c.mobile = row->mobile;
	c.email = row->email;
	FINE(store_put_customer(w->f->store, &c, row->id, &err));
	row->changed = ++w->changes;
	know_person(row);
}

static void put_car(struct world *w, struct known *row, int number)
{
	struct error err = { 0 };
	struct vehicle v = { .mileage = -1 };
	if (*row->id)
		FINE(store_get_vehicle(w->f->store, row->id, &w->f->arena, &v, &err));
	snprintf(row->plate, sizeof row->plate, "%u%s%04u", 100 + draw(w, 30), PICK(w, letters),
		 1000 + draw(w, 9000));
	snprintf(row->vin, sizeof row->vin, "ZN6PMDE26R7%06d", number);
	v.plate = row->plate;
	v.vin = row->vin;
	FINE(store_put_vehicle(w->f->store, &v, row->id, &err));
	row->changed = ++w->changes;
	row->is_car = true;
	row->words.len = 0;
	add_word(row, row->plate);
	add_word(row, row->vin);
}

static int compare_changed(const void *a, const void *b)
{
	return ((const struct known *)b)->changed - ((const struct known *)a)->changed;
}

/* All rows, then some of them again, in transactions of any length; newest first afterwards. */
static void fill(struct world *w)
{
	struct error err = { 0 };
	FINE(store_begin_write(w->f->store, &err));
	for (int i = 0; i < ROWS + CHANGED; i++) {
		int at = i < ROWS ? i : (int)draw(w, ROWS);
		if (at < PEOPLE)
			put_person(w, &w->rows[at]);
		else
			put_car(w, &w->rows[at], at * 37);
		if (draw(w, 40) != 0)
			continue;
		FINE(store_commit(w->f->store, &err));
		FINE(store_begin_write(w->f->store, &err));
	}
	FINE(store_commit(w->f->store, &err));
	qsort(w->rows, ROWS, sizeof *w->rows, compare_changed);
}

static int scalars(const char *text)
{
	int count = 0;
	for (; *text; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

static bool has_start(const char *words, const char *start)
{
	for (const char *at = words; (at = strchr(at, ' ')); at++)
		if (strncmp(at + 1, start, strlen(start)) == 0)
			return true;
	return false;
}

/* By the rule as it is promised. */
static bool should_find(const struct known *row, char words[2][200], int count)
{
	bool any_long = scalars(words[0]) >= 3 || (count > 1 && scalars(words[1]) >= 3);
	for (int i = 0; i < count; i++)
		if (any_long ? !strstr(row->words.text, words[i]) : !has_start(row->words.text, words[i]))
			return false;
	return true;
}

static bool is_vowel(const char *at)
{
	return strncmp(at, "ㅏ", 3) >= 0 && strncmp(at, "ㅣ", 3) <= 0;
}

/* Every word that ends with a final consonant stands somewhere without a vowel behind it. */
static bool is_whole(const struct known *row, char words[2][200], const bool closed[2], int count)
{
	bool any_long = scalars(words[0]) >= 3 || (count > 1 && scalars(words[1]) >= 3);
	for (int i = 0; i < count; i++) {
		bool whole = !closed[i];
		for (const char *at = row->words.text; !whole && (at = strstr(at, words[i])); at++)
			whole = (any_long || at[-1] == ' ') && !is_vowel(at + strlen(words[i]));
		if (!whole)
			return false;
	}
	return true;
}

/* Whether @typed ends with a syllable that has a final consonant. */
static bool is_closed(const char *typed)
{
	struct buffer jamo = { 0 };
	size_t len = strlen(typed);
	const unsigned char *last = (const unsigned char *)typed + (len < 3 ? 0 : len - 3);
	bool syllable = len >= 3 && last[0] >= 0xea && last[0] <= 0xed && last[1] >= 0x80;
	text_jamo(&jamo, syllable ? (const char *)last : "");
	bool closed = jamo.len >= 9 && !is_vowel(jamo.text + jamo.len - 3);
	buffer_finish(&jamo);
	return closed;
}

/* A piece of what somebody reads off a screen, or of nothing at all. */
static void type(struct world *w, char *text, size_t size)
{
	const struct known *row = &w->rows[draw(w, ROWS)];
	struct buffer source = { 0 };
	switch (draw(w, 8)) {
	case 0:
		buffer_printf(&source, "%s%s", row->is_car ? row->plate : row->family, row->given);
		break;
	case 1:
		text_initials(&source, row->family);
		text_initials(&source, row->given);
		break;
	case 2:
		text_jamo(&source, row->is_car ? row->plate : row->given);
		break;
	case 3:
		text_digits(&source, row->is_car ? row->plate : row->mobile);
		break;
	case 4:
		buffer_add(&source, row->is_car ? row->vin : row->email);
		break;
	case 5:
		buffer_add(&source, row->is_car ? row->plate : row->mobile);
		break;
	case 6:
		buffer_printf(&source, "%s%s%u", PICK(w, syllables), PICK(w, syllables), draw(w, 3));
		break;
	default:
		buffer_printf(&source, "%05u", draw(w, 100000));
	}
	size_t from = source.len ? text_boundary(source.text, source.len, draw(w, (unsigned)source.len)) : 0;
	size_t to = source.len
			    ? text_boundary(source.text, source.len, from + 1 + draw(w, (unsigned)source.len))
			    : 0;
	snprintf(text, size, "%.*s", (int)(to - from), buffer_text(&source) + from);
	buffer_finish(&source);
}

static void compare(struct world *w, const char *text, char words[2][200], const bool closed[2], int count,
		    int limit)
{
	struct error err = { 0 };
	struct arena arena = { 0 };
	struct find_list list = { 0 };
	size_t at = 0;
	FINE(store_find(w->f->store, text, limit, &arena, &list, &err));
	for (int n = 0; n < 2 * ROWS && at < (size_t)limit; n++) {
		int i = n % ROWS;
		if (!should_find(&w->rows[i], words, count) ||
		    is_whole(&w->rows[i], words, closed, count) != (n < ROWS))
			continue;
		if (at >= list.count || strcmp(list.items[at].id, w->rows[i].id) != 0)
			fail_msg("'%s': hit %zu of %zu is not %s (%s)", text, at, list.count, w->rows[i].id,
				 w->rows[i].words.text);
		at++;
	}
	if (at != list.count)
		fail_msg("'%s': %zu hits, %zu rows have it", text, list.count, at);
	arena_finish(&arena);
}

static void same_as_every_row(void **state)
{
	struct world w = { .f = *state };
	const char *seed = getenv("SEED");
	w.random = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
	print_message("# SEED=%llu\n", (unsigned long long)w.random);
	w.rows = calloc(ROWS, sizeof *w.rows);
	fill(&w);
	for (int n = 0; n < TYPED; n++) {
		char parts[2][100], text[202], words[2][200];
		int count = 1 + (draw(&w, 5) == 0);
		int used = 0;
		bool closed[2] = { false, false };
		*text = '\0';
		for (int i = 0; i < count; i++) {
			type(&w, parts[i], sizeof parts[i]);
			struct buffer jamo = { 0 };
			if (parts[i][strspn(parts[i], "0123456789-")])
				text_jamo(&jamo, parts[i]);
			else
				text_digits(&jamo, parts[i]);
			if (jamo.len && !strchr(jamo.text, ' ')) {
				closed[used] = is_closed(parts[i]);
				snprintf(words[used++], sizeof words[0], "%s", jamo.text);
				snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s",
					 used > 1 ? " " : "", parts[i]);
			}
			buffer_finish(&jamo);
		}
		if (used)
			compare(&w, text, words, closed, used, draw(&w, 2) ? ALL : FEW);
	}
	for (int i = 0; i < ROWS; i++)
		buffer_finish(&w.rows[i].words);
	free(w.rows);
	assert_null(fixture_sql(w.f, "INSERT INTO search_text (search_text) VALUES ('integrity-check')"));
	assert_int_equal(fixture_number(w.f, "SELECT count(*) FROM search"), ROWS);
}

/* What was rolled back is not found, and what was written but not committed is found in its transaction. */
static void follows_the_transaction(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct find_list list = { 0 };
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_customer(f->store, &(struct customer){ .family = "홍", .given = "길동" }, NULL, &err));
	FINE(store_find(f->store, "길동", ALL, &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
	store_rollback(f->store);
	FINE(store_find(f->store, "길동", ALL, &f->arena, &list, &err));
	assert_int_equal(list.count, 0);
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_customer(f->store, &(struct customer){ .family = "홍", .given = "길동" }, NULL, &err));
	store_rollback(f->store);
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_customer(f->store, &(struct customer){ .family = "홍", .given = "판서" }, NULL, &err));
	FINE(store_commit(f->store, &err));
	FINE(store_find(f->store, "홍", ALL, &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
}

static void parts_of_an_address(void **state)
{
	static const char *const parts[] = { "kim.minsu84", "su84@mail3", "mail3.com", "@mail3.com", "3.c" };
	struct fixture *f = *state;
	struct error err = { 0 };
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_customer(f->store,
				&(struct customer){ .family = "김", .email = "kim.minsu84@mail3.com" }, NULL,
				&err));
	FINE(store_commit(f->store, &err));
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct find_list list = { 0 };
		FINE(store_find(f->store, parts[i], ALL, &f->arena, &list, &err));
		if (list.count != 1)
			fail_msg("'%s' finds %zu", parts[i], list.count);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(same_as_every_row, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(parts_of_an_address, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(follows_the_transaction, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
