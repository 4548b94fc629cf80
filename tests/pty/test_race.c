/* Fifty programs book at once: as many win as rows stand there, nobody twice, and no one is told to try
 * later. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>

#include "desk_site.h"

enum { RACERS = 50, SLOTS = 10 };

static const char *const book[] = { "book", "--as", "kim.m", NULL };
static const char bookings[] = "SELECT count(*) FROM appointment WHERE state = 'booked'";

/* The request for the @n-th car that is free: its owner calls. */
static json_t *request_for(const struct desk_site *site, int n)
{
	char sql[320];
	snprintf(sql, sizeof sql,
		 "SELECT vin FROM vehicle v WHERE NOT mc20 AND energy = 'petrol' AND vin IS NOT NULL AND NOT "
		 "EXISTS "
		 "(SELECT 1 FROM stay WHERE vehicle = v.id AND active) ORDER BY key LIMIT 1 OFFSET %d",
		 n);
	const char *vin = desk_site_query(site, sql);
	assert_int_equal(strlen(vin), 17);
	return json_pack("{s:s, s:{s:s}, s:s, s:[s], s:[s]}", "channel", "phone", "vehicle", "vin", vin,
			 "request", "엔진 오일 교환", "work", "OIL", "mobility", "none");
}

/* A slot that is free for @request from @earliest on; a new reference. */
static json_t *free_slot(const struct desk_site *site, json_t *request, const char *earliest)
{
	const char *const slots[] = { "slots", "--as", "kim.m", NULL };
	struct buffer out = { 0 };
	json_object_set_new(request, "earliest", json_string(earliest));
	char *input = json_dumps(request, 0);
	assert_int_equal(desk_site_run(site, slots, input, &out), 0);
	free(input);
	json_t *answer = json_loads(buffer_text(&out), 0, NULL);
	buffer_finish(&out);
	json_t *first = json_array_get(json_object_get(answer, "proposals"), 0);
	assert_non_null(first);
	json_t *slot = json_pack("{s:O, s:O, s:O}", "date", json_object_get(first, "date"), "time",
				 json_object_get(first, "time"), "advisor",
				 json_object_get(json_object_get(first, "advisor"), "id"));
	json_decref(answer);
	assert_non_null(slot);
	return slot;
}

/* All racers at once, racer i for slot i modulo @count. Returns how many won; the others were refused by a
 * rule. */
static int race(const struct desk_site *site, json_t *const *slots, int count)
{
	struct desk_job jobs[RACERS];
	char *inputs[RACERS];
	int wins = 0;
	for (int i = 0; i < RACERS; i++) {
		json_t *request = request_for(site, i);
		json_object_set(request, "slot", slots[i % count]);
		inputs[i] = json_dumps(request, 0);
		json_decref(request);
	}
	for (int i = 0; i < RACERS; i++)
		desk_site_begin(site, book, inputs[i], &jobs[i]);
	for (int i = 0; i < RACERS; i++) {
		struct buffer out = { 0 };
		int status = desk_site_end(&jobs[i], &out);
		if (status != 0 && (status != 1 || !strstr(buffer_text(&out), "\"refused\"")))
			fail_msg("racer %d: status %d, %s", i, status, buffer_text(&out));
		wins += status == 0;
		buffer_finish(&out);
		free(inputs[i]);
	}
	return wins;
}

static void assert_nothing_overlaps(const struct desk_site *site)
{
	assert_int_equal(desk_site_number(site,
					  "SELECT count(*) FROM staff_time a JOIN staff_time b "
					  "ON a.staff = b.staff AND a.day = b.day AND a.key < b.key "
					  "WHERE a.active AND b.active AND NOT a.exempt AND NOT b.exempt "
					  "AND a.start < b.stop AND b.start < a.stop"),
			 0);
	assert_int_equal(
		desk_site_number(site,
				 "SELECT count(*) FROM stay a JOIN stay b ON a.vehicle = b.vehicle AND "
				 "a.key < b.key WHERE a.active AND b.active AND a.from_at < b.to_at AND "
				 "b.from_at < a.to_at"),
		0);
	assert_int_equal(
		desk_site_number(site,
				 "SELECT count(*) FROM verbatim v JOIN customer_file f ON f.id = v.file "
				 "LEFT JOIN appointment a ON a.file = f.id "
				 "WHERE v.text = '엔진 오일 교환' AND a.key IS NULL"),
		0);
}

static void one_slot_has_one_winner(void **state)
{
	const struct desk_site *site = *state;
	json_t *request = request_for(site, 0);
	json_t *slot = free_slot(site, request, "2026-11-24");
	json_decref(request);
	long before = desk_site_number(site, bookings);
	assert_int_equal(race(site, &slot, 1), 1);
	assert_int_equal(desk_site_number(site, bookings), before + 1);
	assert_nothing_overlaps(site);
	assert_true(desk_site_sound(site));
	json_decref(slot);
}

static void ten_slots_have_ten_winners(void **state)
{
	const struct desk_site *site = *state;
	json_t *slots[SLOTS], *request = request_for(site, 0);
	for (int i = 0; i < SLOTS; i++) {
		/* Open days of two weeks in December. */
		char earliest[16];
		snprintf(earliest, sizeof earliest, "2026-12-%02d", 7 + i + (i >= 5 ? 2 : 0));
		slots[i] = free_slot(site, request, earliest);
		for (int k = 0; k < i; k++)
			assert_false(json_equal(slots[i], slots[k]));
	}
	json_decref(request);
	long before = desk_site_number(site, bookings);
	assert_int_equal(race(site, slots, SLOTS), SLOTS);
	assert_int_equal(desk_site_number(site, bookings), before + SLOTS);
	assert_nothing_overlaps(site);
	assert_true(desk_site_sound(site));
	for (int i = 0; i < SLOTS; i++)
		json_decref(slots[i]);
}

int main(void)
{
#define SITE_TEST(f) cmocka_unit_test_setup_teardown(f, desk_site_open, desk_site_close)
	const struct CMUnitTest tests[] = {
		SITE_TEST(one_slot_has_one_winner),
		SITE_TEST(ten_slots_have_ten_winners),
	};
	return cmocka_run_group_tests(tests, desk_site_prepare, desk_site_discard);
}
