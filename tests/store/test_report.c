/* What is counted of a record that is made here, to the case: nothing, one, and the boundaries. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "store/appointment.h"
#include "store/contact.h"
#include "store/report.h"
#include "store/request_store.h"
#include "store/standards.h"

enum { HOUR = 3600, DAY = 86400 };

struct counted {
	int of, kept, figures;
	int64_t figure; /* of the last */
	struct report_case last;
};

static void count(void *context, enum report_measure measure, const struct report_case *one)
{
	struct counted *counted = context;
	(void)measure;
	counted->of++;
	counted->kept += one->kept;
	counted->figures += one->has_figure;
	counted->figure = one->figure;
	counted->last = *one;
}

static struct counted ask(struct fixture *f, enum report_measure measure, int from, int to)
{
	struct error err = { 0 };
	struct counted counted = { 0 };
	struct report_period period = { FIXTURE_DAY + from, FIXTURE_DAY + to, FIXTURE_NOW, 30 };
	FINE(store_report_cases(f->store, &period, measure, &f->arena, count, &counted, &err));
	return counted;
}

static void expect(struct counted counted, int kept, int of)
{
	assert_int_equal(counted.of, of);
	assert_int_equal(counted.kept, kept);
}

static void run_sql(struct fixture *f, const char *sql)
{
	char *told = fixture_sql(f, sql);
	if (told)
		fail_msg("%s", told);
}

static void call(struct fixture *f, int rings, bool answered, const char *result, char id[ID_SIZE])
{
	struct error err = { 0 };
	struct contact contact = { .channel = CHANNEL_PHONE,
				   .rang = FIXTURE_NOW - 600,
				   .answered = answered ? FIXTURE_NOW - 590 : 0,
				   .ended = FIXTURE_NOW - 100,
				   .rings = rings,
				   .result = result };
	FINE(store_add_contact(f->store, &contact, id, &err));
}

/* An empty record counts nothing, in any measure. */
static void nothing(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	for (int i = 0; i < REPORT_COUNT; i++)
		expect(ask(f, (enum report_measure)i, -30, 30), 0, 0);
	struct counted all = { 0 };
	struct report_period period = { FIXTURE_DAY, FIXTURE_DAY, FIXTURE_NOW, 30 };
	FINE(store_report_all(f->store, &period, count, &all, &err));
	expect(all, 0, 0);
}

/* The third ring keeps, the fourth does not; nobody answered keeps never; unknown rings count nothing. */
static void rings(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char id[ID_SIZE];
	FINE(store_begin_write(f->store, &err));
	call(f, 3, true, "booked", id);
	FINE(store_commit(f->store, &err));
	expect(ask(f, REPORT_RINGS, 0, 0), 1, 1);
	FINE(store_begin_write(f->store, &err));
	call(f, 4, true, "booked", id);
	call(f, 2, false, "abandoned", id);
	call(f, 0, true, "information", id);
	FINE(store_add_contact(f->store, &(struct contact){ .channel = CHANNEL_WALKIN, .rings = 1 }, id,
			       &err));
	FINE(store_commit(f->store, &err));
	expect(ask(f, REPORT_RINGS, 0, 0), 1, 3);
	expect(ask(f, REPORT_RINGS, 1, 9), 0, 0);
	expect(ask(f, REPORT_RINGS, -9, -1), 0, 0);
}

static void walk_in(struct fixture *f, int waited, bool received)
{
	struct error err = { 0 };
	char id[ID_SIZE];
	struct contact contact = { .channel = CHANNEL_WALKIN,
				   .rang = FIXTURE_NOW - 600,
				   .answered = received ? FIXTURE_NOW - 600 + waited : 0,
				   .ended = received ? FIXTURE_NOW : FIXTURE_NOW - 600 + waited,
				   .result = received ? "information" : "abandoned" };
	FINE(store_add_contact(f->store, &contact, id, &err));
}

/* Three minutes in the hall are kept, a second more is not, nor who went before anybody came. */
static void walk_ins(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	FINE(store_begin_write(f->store, &err));
	walk_in(f, 180, true);
	FINE(store_commit(f->store, &err));
	expect(ask(f, REPORT_WALK_INS, 0, 0), 1, 1);
	FINE(store_begin_write(f->store, &err));
	walk_in(f, 181, true);
	walk_in(f, 20, false);
	FINE(store_commit(f->store, &err));
	expect(ask(f, REPORT_WALK_INS, 0, 0), 1, 3);
	expect(ask(f, REPORT_RINGS, 0, 0), 0, 0);
}

/* 30 s are kept, 31 s are not; each counts, and their sum by call. */
static void holds(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char first[ID_SIZE], second[ID_SIZE];
	FINE(store_begin_write(f->store, &err));
	call(f, 1, true, "booked", first);
	call(f, 1, true, "booked", second);
	FINE(store_add_contact_hold(f->store, first, false, FIXTURE_NOW - 500, FIXTURE_NOW - 470, &err));
	FINE(store_add_contact_hold(f->store, first, true, FIXTURE_NOW - 400, FIXTURE_NOW - 399, &err));
	FINE(store_commit(f->store, &err));
	expect(ask(f, REPORT_HOLDS, 0, 0), 2, 2);
	expect(ask(f, REPORT_HOLD_SUM, 0, 0), 0, 1);
	assert_int_equal(ask(f, REPORT_HOLD_SUM, 0, 0).figure, 31);
	FINE(store_begin_write(f->store, &err));
	FINE(store_add_contact_hold(f->store, second, false, FIXTURE_NOW - 500, FIXTURE_NOW - 469, &err));
	FINE(store_commit(f->store, &err));
	expect(ask(f, REPORT_HOLDS, 0, 0), 2, 3);
	expect(ask(f, REPORT_HOLD_SUM, 0, 0), 0, 2);
}

static void request_of(struct fixture *f, const char *number, instant received, enum digital_state settled,
		       instant answered)
{
	struct error err = { 0 };
	char id[ID_SIZE];
	struct digital_request request = { .source = "owner-app",
					   .source_id = number,
					   .channel = CHANNEL_OWNER_APP,
					   .received = received,
					   .due = received + 24 * HOUR,
					   .mileage = -1 };
	FINE(store_begin_write(f->store, &err));
	FINE(store_add_request(f->store, &request, &(struct request_keys){ 0 }, id, &err));
	if (settled != DIGITAL_OPEN) {
		store_set_actor(f->store, "kim.m", answered);
		FINE(store_get_request(f->store, id, &f->arena, &request, &err));
		FINE(store_settle_request(f->store, &request, settled, 0, NULL, &err));
	}
	FINE(store_commit(f->store, &err));
	store_set_actor(f->store, "kim.m", FIXTURE_NOW);
}

/* Exactly 24 h are kept, a second more is not; open within its time and what needed no answer count nothing.
 */
static void requests(void **state)
{
	struct fixture *f = *state;
	instant received = FIXTURE_NOW - 3 * DAY;
	request_of(f, "1", received, DIGITAL_BOOKED, received + 24 * HOUR);
	struct counted counted = ask(f, REPORT_REQUESTS, -3, -3);
	expect(counted, 1, 1);
	assert_int_equal(counted.figure, 24 * 60);
	assert_string_equal(counted.last.by, "kim.m");
	request_of(f, "2", received, DIGITAL_ANSWERED, received + 24 * HOUR + 1);
	request_of(f, "3", received, DIGITAL_DROPPED, received + 50 * HOUR);
	request_of(f, "4", received, DIGITAL_OPEN, 0);
	request_of(f, "5", FIXTURE_NOW - HOUR, DIGITAL_OPEN, 0);
	request_of(f, "6", FIXTURE_NOW - HOUR, DIGITAL_ANSWERED, FIXTURE_NOW);
	expect(ask(f, REPORT_REQUESTS, -3, -3), 1, 3);
	expect(ask(f, REPORT_REQUESTS, 0, 0), 1, 1);
}

/* What contacts kept, alone and in one pass; the time to the first date. */
static void contacts(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char id[ID_SIZE];
	bool first;
	struct standard_result results[STANDARD_COUNT] = {
		[STANDARD_R11] = { STANDARD_MET, true, 2 },
		[STANDARD_R28] = { STANDARD_WAIVED, false, 0 },
		[STANDARD_R16] = { STANDARD_OPEN, true, 5 }, /* counted from the register instead */
	};
	FINE(store_begin_write(f->store, &err));
	call(f, 5, true, "booked", id);
	FINE(store_put_standards(f->store, id, results, "in-a-hurry", &err));
	FINE(store_add_contact_offer(f->store, id, 3400, &first, &err));
	FINE(store_commit(f->store, &err));
	struct counted dates = ask(f, REPORT_TWO_DATES, 0, 0), hurried = ask(f, REPORT_PREDIAG, 0, 0);
	expect(dates, 1, 1);
	assert_int_equal(dates.figure, 2);
	assert_string_equal(dates.last.contact_id, id);
	assert_null(dates.last.file_id);
	expect(hurried, 0, 1);
	assert_string_equal(hurried.last.note, "in-a-hurry");
	assert_int_equal(ask(f, REPORT_OFFER_TIME, 0, 0).figure, 3400);
	struct counted all = { 0 };
	struct report_period period = { FIXTURE_DAY, FIXTURE_DAY, FIXTURE_NOW, 30 };
	FINE(store_report_all(f->store, &period, count, &all, &err));
	expect(all, 2, 4); /* R11, R28, the rings, the time */
}

static void book(struct fixture *f, const struct people *p, struct plan_candidate c, const char *granted)
{
	struct error err = { 0 };
	char id[ID_SIZE];
	struct store_booking booking = { .file_id = p->file,
					 .title = "OIL",
					 .class = CLASS_NORMAL,
					 .mobility_answered = true,
					 .override_by = granted,
					 .override_reason = granted ? "urgent" : NULL,
					 .override_rules = granted ? "B6" : NULL };
	struct plan_request request = fixture_request(p);
	FINE(store_begin_write(f->store, &err));
	FINE(store_insert_appointment(f->store, &f->site, &booking, &request, &c, id, &err));
	FINE(store_commit(f->store, &err));
}

/* Who granted what and why; receptions and cars lent of the period. */
static void overrides(void **state)
{
	struct fixture *f = *state;
	struct people p = fixture_people(f, "홍", "길동", "123가4567"),
		      q = fixture_people(f, "이", "영희", "245나6789");
	book(f, &p, fixture_candidate(1, 600, 0, 900, 0), NULL);
	expect(ask(f, REPORT_OVERRIDES, 0, 0), 1, 1);
	book(f, &q, fixture_candidate(2, 600, 0, 900, -1), f->site.staff[0].code);
	struct counted counted = ask(f, REPORT_OVERRIDES, 0, 0);
	expect(counted, 1, 2);
	assert_string_equal(counted.last.by, f->site.staff[0].code);
	assert_string_equal(counted.last.note, "urgent");
	assert_int_equal(counted.last.number, q.number);
	expect(ask(f, REPORT_OVERRIDES, 1, 3), 0, 0);
}

/* Told by the minute it was due and a quarter of an hour after; later is late; who did not wish is not asked.
 */
static void confirmations(void **state)
{
	struct fixture *f = *state;
	char sql[1024];
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	book(f, &p, fixture_candidate(1, 600, 0, 900, -1), NULL);
	expect(ask(f, REPORT_CONFIRMATIONS, 0, 0), 0, 0);
	snprintf(sql, sizeof sql,
		 "INSERT INTO consent (customer, file, purpose, means, at, by_staff) VALUES ('%s', '%s',"
		 " 'appointment-reminder', 'sms', 1, 'kim.m')",
		 p.customer, p.file);
	run_sql(f, sql);
	expect(ask(f, REPORT_CONFIRMATIONS, 0, 0), 0, 1); /* 10:00 tomorrow, it is 10:00 */
	snprintf(sql, sizeof sql,
		 "INSERT INTO message (id, file, template, means, due, state, sent, created, created_by) "
		 "VALUES"
		 " ('00000000-0000-4000-8000-000000000001', '%s', 'tomorrow', 'sms', %d, 'sent', %d, 1, "
		 "'kim.m')",
		 p.file, FIXTURE_NOW, FIXTURE_NOW + 900);
	run_sql(f, sql);
	expect(ask(f, REPORT_CONFIRMATIONS, 0, 0), 1, 1);
	assert_int_equal(ask(f, REPORT_CONFIRMATIONS, 0, 0).figure, 15);
	snprintf(sql, sizeof sql, "UPDATE message SET sent = %d", FIXTURE_NOW + 901);
	run_sql(f, sql);
	expect(ask(f, REPORT_CONFIRMATIONS, 0, 0), 0, 1);
	expect(ask(f, REPORT_CONFIRMATIONS, 1, 5), 0, 0);
}

static void reminder(struct fixture *f, const struct people *p, int number, int due, int first,
		     const char *rest)
{
	char sql[512];
	snprintf(sql, sizeof sql,
		 "INSERT INTO reminder (id, vehicle, service, due_day, first_contact, changed_at%s) VALUES"
		 " ('00000000-0000-4000-8000-00000000000%d', '%s', 'MAINT', %d, %d, 1%s)",
		 *rest ? ", held" : "", number, p->vehicle, FIXTURE_DAY + due, FIXTURE_DAY + first, rest);
	if (first == 0)
		snprintf(sql, sizeof sql,
			 "INSERT INTO reminder (id, vehicle, service, due_day, changed_at%s) VALUES"
			 " ('00000000-0000-4000-8000-00000000000%d', '%s', 'MAINT', %d, 1%s)",
			 *rest ? ", held" : "", number, p->vehicle, FIXTURE_DAY + due, rest);
	run_sql(f, sql);
}

/* The 21st day before keeps, the 20th does not; who may not be reached counts nothing, nor a day not yet
 * over. */
static void reminders(void **state)
{
	struct fixture *f = *state;
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	reminder(f, &p, 1, 10, -11, "");
	expect(ask(f, REPORT_REMINDERS, -11, -11), 1, 1);
	assert_int_equal(ask(f, REPORT_REMINDERS, -11, -11).figure, 21);
	reminder(f, &p, 2, 11, -9, "");
	expect(ask(f, REPORT_REMINDERS, -10, -10), 0, 1);
	reminder(f, &p, 3, 12, 0, "");
	expect(ask(f, REPORT_REMINDERS, -9, -9), 0, 1);
	reminder(f, &p, 4, 13, 0, ", 'no-consent'");
	expect(ask(f, REPORT_REMINDERS, -8, -8), 0, 0);
	reminder(f, &p, 5, 21, 0, "");
	expect(ask(f, REPORT_REMINDERS, 0, 0), 0, 0);
	expect(ask(f, REPORT_REMINDERS, -30, 30), 1, 3);
}

struct taken {
	int receptions, noshows, loans;
	civil_day from, to;
};

static void reception(void *context, civil_day day, instant booked, bool noshow)
{
	struct taken *taken = context;
	assert_int_equal(booked, FIXTURE_NOW);
	taken->receptions += day == FIXTURE_DAY + 1;
	taken->noshows += noshow;
}

static void loan(void *context, int64_t unit, civil_day from, civil_day to)
{
	struct taken *taken = context;
	assert_true(unit > 0);
	taken->loans++;
	taken->from = from;
	taken->to = to;
}

static void load(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct taken taken = { 0 };
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	book(f, &p, fixture_candidate(1, 600, 0, 900, 0), NULL);
	FINE(store_report_receptions(f->store, FIXTURE_DAY, FIXTURE_DAY + 7, reception, &taken, &err));
	FINE(store_report_loans(f->store, FIXTURE_DAY, FIXTURE_DAY + 7, loan, &taken, &err));
	assert_int_equal(taken.receptions, 1);
	assert_int_equal(taken.noshows, 0);
	assert_int_equal(taken.loans, 1);
	assert_int_equal(taken.from, FIXTURE_DAY + 1);
	assert_int_equal(taken.to, FIXTURE_DAY + 1);
	FINE(store_report_loans(f->store, FIXTURE_DAY + 2, FIXTURE_DAY + 7, loan, &taken, &err));
	assert_int_equal(taken.loans, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(rings, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(walk_ins, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(holds, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(requests, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(contacts, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(overrides, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(confirmations, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(reminders, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(load, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
