/* The second wall: a client that goes around the program is refused as well. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "store/appointment.h"
#include "store/audit.h"
#include "store/contact.h"
#include "store/file_store.h"

/* A booked appointment on day + 1 at 09:30 with advisor kim.s (staff 2), unit L1, and a hold of a second
 * file. */
struct ground {
	struct people one;
	struct people two;
	char contact[ID_SIZE];
};

static struct ground prepare(struct fixture *f)
{
	struct error err = { 0 };
	struct ground g = { .one = fixture_people(f, "홍", "길동", "123가4567"),
			    .two = fixture_people(f, "이", "영희", "234나5678") };
	struct store_booking booking = { .file_id = g.one.file, .title = "t", .class = CLASS_NORMAL };
	struct plan_request request = fixture_request(&g.one), other = fixture_request(&g.two);
	struct plan_candidate c = fixture_candidate(1, 570, 1, 1005, 0);
	struct plan_candidate held = fixture_candidate(2, 570, 1, 1005, 0);
	const struct plan_candidate *holds[] = { &held };
	FINE(store_begin_write(f->store, &err));
	FINE(store_insert_appointment(f->store, &f->site, &booking, &request, &c, NULL, &err));
	FINE(store_insert_holds(f->store, &f->site, g.two.file, &other, holds, 1,
				(struct moment){ FIXTURE_DAY, 600 }, FIXTURE_NOW + 300, &err));
	FINE(store_add_request_text(f->store, g.one.file, "끼익 소리", &err));
	FINE(store_add_contact(f->store, &(struct contact){ .rang = FIXTURE_NOW, .caller = "010" }, g.contact,
			       &err));
	FINE(store_add_consent(f->store, g.one.customer, NULL, "contact", CONTACT_SMS, "v1", &err));
	FINE(store_add_audit(f->store, "read", "customer", g.one.customer, NULL, &err));
	FINE(store_commit(f->store, &err));
	return g;
}

static void refused(struct fixture *f, const char *sql, const char *word)
{
	char *message = fixture_sql(f, sql);
	if (!message || !strstr(message, word))
		fail_msg("%s: %s", sql, message ? message : "passed");
	free(message);
}

static void passes(struct fixture *f, const char *sql)
{
	char *message = fixture_sql(f, sql);
	if (message)
		fail_msg("%s: %s", sql, message);
}

#define MEETING "INSERT INTO staff_time (staff, kind, day, start, stop) VALUES (2, 'other', 20781, "

static void people_are_in_one_place(void **state)
{
	struct fixture *f = *state;
	prepare(f);
	refused(f, MEETING "570, 585)", "overlap: staff");
	refused(f, MEETING "573, 578)", "overlap: staff"); /* strictly inside */
	refused(f, MEETING "500, 700)", "overlap: staff"); /* strictly around */
	refused(f, MEETING "584, 590)", "overlap: staff");
	refused(f, MEETING "560, 571)", "overlap: staff");
	passes(f, MEETING "560, 570)"); /* touching is not overlapping */
	passes(f, MEETING "585, 590)");
	refused(f, "UPDATE staff_time SET start = 565, stop = 575 WHERE kind = 'other' AND start = 560",
		"overlap: staff");
	refused(f, "UPDATE staff_time SET staff = 2, day = 20781, start = 572, stop = 580 WHERE start = 585",
		"overlap: staff");
	refused(f,
		"INSERT OR REPLACE INTO staff_time (key, staff, kind, day, start, stop)"
		" VALUES (99, 2, 'other', 20781, 570, 585)",
		"overlap: staff");
	/* of a hold, by another's hold and by a booking */
	refused(f,
		"INSERT INTO staff_time (staff, kind, day, start, stop) VALUES (2, 'other', 20782, 573, 580)",
		"overlap: staff");
	/* a released row that is taken again */
	passes(f, "UPDATE staff_time SET active = 0 WHERE kind = 'reception' AND appointment IS NOT NULL");
	passes(f, MEETING "573, 578)");
	refused(f, "UPDATE staff_time SET active = 1 WHERE active = 0", "overlap: staff");
}

static void units_and_cars_too(void **state)
{
	struct fixture *f = *state;
	struct ground g = prepare(f);
	char sql[512];
	int64_t from = ((int64_t)FIXTURE_DAY + 1) * 1440 + 570;
	snprintf(sql, sizeof sql,
		 "INSERT INTO mobility_time (kind, unit, from_at, to_at, file, appointment)"
		 " VALUES ('loan', 1, %lld, %lld, '%s', 1)",
		 (long long)from + 10, (long long)from + 20, g.two.file);
	refused(f, sql, "overlap: unit");
	snprintf(sql, sizeof sql,
		 "INSERT INTO mobility_time (kind, unit, from_at, to_at, file, appointment)"
		 " VALUES ('loan', 1, %lld, %lld, '%s', 1)",
		 (long long)from - 5000, (long long)from + 5000, g.two.file);
	refused(f, sql, "overlap: unit");
	snprintf(sql, sizeof sql,
		 "INSERT INTO stay (vehicle, from_at, to_at, file, appointment) VALUES ('%s', %lld, %lld, "
		 "'%s', 1)",
		 g.one.vehicle, (long long)from + 1, (long long)from + 2, g.two.file);
	refused(f, sql, "overlap: vehicle");
	snprintf(sql, sizeof sql,
		 "UPDATE stay SET vehicle = '%s', from_at = %lld, to_at = %lld WHERE hold IS NOT NULL",
		 g.one.vehicle, (long long)from + 1, (long long)from + 2);
	refused(f, sql, "overlap: vehicle");
}

static void holds_of_one_file_may_overlap(void **state)
{
	struct fixture *f = *state;
	struct ground g = prepare(f);
	char sql[512];
	snprintf(sql, sizeof sql,
		 "INSERT INTO staff_time (staff, kind, day, start, stop, file, hold)"
		 " SELECT 2, 'reception', 20782, 570, 585, '%s', key FROM hold",
		 g.two.file);
	passes(f, sql);
	snprintf(sql, sizeof sql,
		 "INSERT INTO staff_time (staff, kind, day, start, stop, file, appointment)"
		 " VALUES (2, 'reception', 20782, 570, 585, '%s', 1)",
		 g.two.file);
	refused(f, sql, "overlap: staff"); /* but a booking of the same file conflicts with its hold */
	snprintf(sql, sizeof sql,
		 "INSERT INTO staff_time (staff, kind, day, start, stop, file, hold)"
		 " SELECT 2, 'reception', 20782, 570, 585, '%s', key FROM hold",
		 g.one.file);
	refused(f, sql, "overlap: staff");
}

static void lengths_are_checked(void **state)
{
	struct fixture *f = *state;
	prepare(f);
	refused(f, "UPDATE staff_time SET stop = stop + 5 WHERE kind = 'reception'", "CHECK");
	refused(f, "UPDATE staff_time SET start = start + 5, stop = stop + 5 WHERE kind = 'reception'",
		"CHECK");
	refused(f, "UPDATE staff_time SET stop = stop + 6 WHERE kind = 'handback'", "CHECK");
	refused(f, "UPDATE appointment SET minutes = 20", "CHECK");
	refused(f, "UPDATE appointment SET handback_minutes = 9", "CHECK");
	refused(f, "UPDATE appointment SET state = 'lost'", "CHECK");
	refused(f, "INSERT INTO skill (code, position, active) VALUES (7, 'first', 1)", "cannot store");
}

static void append_only_stays(void **state)
{
	static const char *const tables[] = { "verbatim", "contact",       "consent",    "file_event",
					      "audit",    "customer_file", "appointment" };
	struct fixture *f = *state;
	prepare(f);
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		char sql[256], word[64];
		snprintf(word, sizeof word, "append-only: %s", tables[i]);
		snprintf(sql, sizeof sql, "DELETE FROM %s", tables[i]);
		refused(f, sql, word);
		snprintf(sql, sizeof sql, "INSERT OR REPLACE INTO %s SELECT * FROM %s", tables[i], tables[i]);
		refused(f, sql, word);
		snprintf(sql, sizeof sql, "REPLACE INTO %s SELECT * FROM %s LIMIT 1", tables[i], tables[i]);
		refused(f, sql, word);
	}
	refused(f, "UPDATE verbatim SET text = 'other words'", "append-only: verbatim");
	refused(f, "UPDATE verbatim SET text = NULL", "append-only: verbatim");
	refused(f, "UPDATE OR REPLACE verbatim SET seq = seq + 1", "append-only: verbatim");
	refused(f, "UPDATE contact SET rang = rang - 60", "append-only: contact");
	refused(f, "UPDATE consent SET means = 'email'", "append-only: consent");
	refused(f, "UPDATE file_event SET by_staff = 'nobody'", "append-only: file_event");
	refused(f, "UPDATE audit SET by_staff = 'nobody'", "append-only: audit");
	refused(f, "UPDATE OR REPLACE audit SET key = key + 1", "append-only: audit");
	refused(f, "UPDATE customer_file SET number = 99", "append-only: customer_file");
	passes(f, "UPDATE contact SET answered = rang + 5, rings = 2");
	refused(f, "UPDATE contact SET answered = rang + 1", "append-only: contact");
	refused(f, "UPDATE contact SET rings = 1", "append-only: contact");
}

static void erasure_opens_the_personal_text(void **state)
{
	struct fixture *f = *state;
	struct ground g = prepare(f);
	char sql[256];
	refused(f, "UPDATE verbatim SET text = NULL", "append-only");
	snprintf(sql, sizeof sql, "INSERT INTO erasure (customer, at, by_staff) VALUES ('%s', 1, 'lee.j')",
		 g.one.customer);
	passes(f, sql);
	refused(f, "UPDATE verbatim SET text = 'other words'", "append-only");
	passes(f, "UPDATE verbatim SET text = NULL");
	snprintf(sql, sizeof sql, "UPDATE contact SET customer = '%s'", g.two.customer);
	passes(f, sql);
	refused(f, "UPDATE contact SET caller = NULL", "append-only"); /* of somebody else */
	refused(f, "DELETE FROM erasure", "append-only: erasure");
}

/* The same walls seen from the program. */
static void writes_are_told_what_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct ground g = prepare(f);
	FINE(store_begin_write(f->store, &err));
	assert_false(store_add_request_text(f->store, "no such file", "x", &err));
	FINE(store_add_request_text(f->store, g.one.file, "und noch etwas", &err));
	assert_false(store_answer_contact(f->store, "nobody", 1, 1, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	FINE(store_answer_contact(f->store, g.contact, FIXTURE_NOW + 5, 2, &err));
	assert_false(store_answer_contact(f->store, g.contact, FIXTURE_NOW + 1, 1, &err));
	assert_int_equal(err.code, ERROR_REFUSED);
	FINE(store_commit(f->store, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(people_are_in_one_place, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(units_and_cars_too, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(holds_of_one_file_may_overlap, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(lengths_are_checked, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(append_only_stays, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(erasure_opens_the_personal_text, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(writes_are_told_what_is_wrong, fixture_setup,
						fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
