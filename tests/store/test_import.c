/* Rows of DMS exports: the same again changes nothing, a bad one hurts nobody. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fixture.h"
#include "store/campaign_store.h"
#include "store/find.h"
#include "store/import.h"
#include "store/people.h"

enum { COLUMNS = 24 };

static int split(char *line, const char *parts[COLUMNS])
{
	int count = 0;
	for (char *at = line; at && count < COLUMNS; count++) {
		parts[count] = at;
		at = strchr(at, ';');
		if (at)
			*at++ = '\0';
	}
	return count;
}

struct loading {
	struct fixture *f;
	struct import *import;
};

static struct loading begin(struct fixture *f, enum import_kind kind, const char *header)
{
	struct error err = { 0 };
	char line[1024];
	const char *names[COLUMNS];
	struct loading loading = { f, NULL };
	snprintf(line, sizeof line, "%s", header);
	FINE(store_begin_write(f->store, &err));
	FINE(store_import_begin(f->store, kind, names, split(line, names), &loading.import, &err));
	return loading;
}

static void end(struct loading *loading)
{
	struct error err = { 0 };
	store_import_end(loading->import);
	FINE(store_commit(loading->f->store, &err));
}

static bool row(struct loading *loading, const char *text, enum import_outcome *outcome, struct error *err)
{
	char line[1024];
	const char *values[COLUMNS];
	snprintf(line, sizeof line, "%s", text);
	return store_import_row(loading->import, values, split(line, values), outcome, err);
}

static void expect(struct loading *loading, const char *text, enum import_outcome outcome)
{
	struct error err = { 0 };
	enum import_outcome found = IMPORT_SAME;
	FINE(row(loading, text, &found, &err));
	assert_int_equal(found, outcome);
}

static void expect_bad(struct loading *loading, const char *text, const char *word)
{
	struct error err = { 0 };
	enum import_outcome found;
	assert_false(row(loading, text, &found, &err));
	assert_int_equal(err.code, ERROR_INPUT);
	if (!strstr(err.text, word))
		fail_msg("'%s' does not say '%s'", err.text, word);
}

static const char *const people_header =
	"id;type;family;given;mobile;email;lang;persona;consent_contact;shoe size";
static const char *const cars_header = "vin;plate;country;model;my;fuel;owner_id;km;km_date;built";

static void same_file_changes_nothing(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct customer c;
	for (int i = 0; i < 2; i++) {
		struct loading l = begin(f, IMPORT_CUSTOMERS, people_header);
		expect(&l, "C1;person;홍;길동;010-0000-1234;hong@example.com;ko;performance;phone;42",
		       i ? IMPORT_SAME : IMPORT_NEW);
		expect(&l, " C3 ;person;이;영희;;;ko;;no;", i ? IMPORT_SAME : IMPORT_NEW);
		end(&l);
	}
	FINE(store_get_customer_by_dms(f->store, "C1", &f->arena, &c, &err));
	assert_string_equal(c.given, "길동");
	assert_int_equal(c.persona, PERSONA_PERFORMANCE);
	assert_string_equal(c.persona_source, "dms");
	assert_int_equal(c.consent_contact, CONTACT_PHONE);
	assert_int_equal(c.revision, 1);
	assert_int_equal(
		fixture_number(f, "SELECT count(*) FROM customer WHERE extra = 'shoe size=42' || char(10)"),
		1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM consent"), 2);

	/* What the desk corrected stays when the same file comes again, */
	c.mobile = "010-9999-0000";
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_customer(f->store, &c, NULL, &err));
	FINE(store_commit(f->store, &err));
	struct loading l = begin(f, IMPORT_CUSTOMERS, people_header);
	expect(&l, "C1;person;홍;길동;010-0000-1234;hong@example.com;ko;performance;phone;42", IMPORT_SAME);
	end(&l);
	FINE(store_get_customer_by_dms(f->store, "C1", &f->arena, &c, &err));
	assert_string_equal(c.mobile, "010-9999-0000");

	/* and a changed line updates. */
	l = begin(f, IMPORT_CUSTOMERS, people_header);
	expect(&l, "C1;person;홍;길동;010-7777-7777;hong@example.com;ko;performance;sms;42", IMPORT_CHANGED);
	end(&l);
	FINE(store_get_customer_by_dms(f->store, "C1", &f->arena, &c, &err));
	assert_string_equal(c.mobile, "010-7777-7777");
	assert_int_equal(c.consent_contact, CONTACT_SMS);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM customer"), 2);
}

static void bad_rows_hurt_nobody(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct find_list list = { 0 };
	struct loading l = begin(f, IMPORT_CUSTOMERS, people_header);
	expect(&l, "C1;person;홍;길동;010-0000-1234;;ko;;;", IMPORT_NEW);
	expect_bad(&l, ";person;김;민수;;;ko;;;", "id");
	expect_bad(&l, "C4;robot;김;민수;;;ko;;;", "type");
	expect_bad(&l, "C5;person;;;;;ko;;;", "name");
	expect_bad(&l, "C6;person;김;민수;no number;;ko;;;", "mobile");
	expect_bad(&l, "C7;person;김;민수;;no mail;ko;;;", "email");
	expect_bad(&l, "C8;person;김;민수;;;ko;funny;;", "persona");
	expect_bad(&l, "C9;person;김;민수;;;ko;;pigeon;", "consent_contact");
	expect(&l, "C2;person;이;영희;;;ko;;;", IMPORT_NEW);
	end(&l);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM customer"), 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM import_seen"), 2);
	FINE(store_find(f->store, "민수", 50, &f->arena, &list, &err));
	assert_int_equal(list.count, 0);
}

static void headers_are_checked(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct import *import = NULL;
	const char *const twice[] = { "id", "Family", "family" };
	const char *const missing[] = { "family", "given" };
	const char *const shouted[] = { " ID ", "FAMILY", "odd" };
	FINE(store_begin_write(f->store, &err));
	assert_false(store_import_begin(f->store, IMPORT_CUSTOMERS, twice, 3, &import, &err));
	assert_non_null(strstr(err.text, "twice"));
	assert_false(store_import_begin(f->store, IMPORT_CUSTOMERS, missing, 2, &import, &err));
	assert_non_null(strstr(err.text, "id"));
	FINE(store_import_begin(f->store, IMPORT_CUSTOMERS, shouted, 3, &import, &err));
	store_import_end(import);
	store_rollback(f->store);
}

static void cars_know_their_people(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct vehicle v;
	struct loading l = begin(f, IMPORT_CUSTOMERS, people_header);
	expect(&l, "C1;person;홍;길동;010-0000-1234;;ko;;;", IMPORT_NEW);
	end(&l);
	l = begin(f, IMPORT_VEHICLES, cars_header);
	expect(&l, "ZN6PMDE26R7000110;123가4567;KR;Grecale Folgore;2024;bev;C1;17900;2026-10-29;2023-12-02",
	       IMPORT_NEW);
	expect_bad(&l, "ZN661YUS3LX000103;245나6789;KR;Levante;2020;petrol;C9;1;2026-01-01;", "C9");
	expect_bad(&l, "ZN661YUS3LX00010O;;;;;;;;;", "vin");
	expect_bad(&l, "ZN661YUS3LX000103;;;;x;;;;;", "my");
	expect_bad(&l, "ZN661YUS3LX000103;;;;;;;1;2026-02-30;", "km_date");
	expect_bad(&l, "ZN661YUS3LX000103;;;;;steam;;;;", "fuel");
	end(&l);
	FINE(store_get_vehicle_by_vin(f->store, "zn6pmde26r7000110", &f->arena, &v, &err));
	assert_int_equal(v.energy, ENERGY_BEV);
	assert_int_equal(v.mileage, 17900);
	assert_int_equal(v.model_year, 2024);
	struct customer c;
	FINE(store_get_customer(f->store, v.owner_id, &f->arena, &c, &err));
	assert_string_equal(c.dms_id, "C1");
}

static void visits_contracts_parts(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct history_list visits = { 0 };
	struct contract_list contracts = { 0 };
	struct part_list parts = { 0 };
	struct vehicle v;
	struct customer c;
	struct loading l = begin(f, IMPORT_CUSTOMERS, people_header);
	expect(&l, "C1;person;홍;길동;;;ko;;;", IMPORT_NEW);
	end(&l);
	l = begin(f, IMPORT_VEHICLES, cars_header);
	expect(&l, "ZN6PMDE26R7000110;123가4567;KR;Grecale;2024;bev;C1;17900;2026-10-29;", IMPORT_NEW);
	end(&l);
	l = begin(f, IMPORT_HISTORY, "ro_no;vin;date;km;type;codes;text;hours;adviser;return_of");
	expect(&l, "RO-1;ZN6PMDE26R7000110;2025-05-23;12736;maintenance;MAINT-S;정기 점검;2,5;kim.s;",
	       IMPORT_NEW);
	expect(&l, "RO-2;ZN6PMDE26R7000110;2026-05-23;15000;repair;DIAG-1;소음;1;kim.s;RO-1", IMPORT_NEW);
	expect_bad(&l, "RO-3;ZN6PMDE26R7000110;;1;;;;;;", "date");
	end(&l);
	l = begin(f, IMPORT_CONTRACTS, "contract_id;vin;type;start;end;start_km;limit_km;items");
	expect(&l, "K1;ZN6PMDE26R7000110;maintenance;2024-03-15;2027-03-14;0;60000;EV-CHECK:3:2", IMPORT_NEW);
	expect_bad(&l, "K2;ZN6PMDE26R7000110;maintenance;2027-03-15;2024-03-14;0;0;", "end");
	end(&l);
	l = begin(f, IMPORT_PARTS, "order_no;vin;part;text;qty;status;eta");
	expect(&l, "PO1;ZN6PMDE26R7000110;980;패드;1;ordered;2026-11-26", IMPORT_NEW);
	expect(&l, "PO1;ZN6PMDE26R7000110;980;패드;1;arrived;2026-11-26", IMPORT_CHANGED);
	end(&l);
	l = begin(f, IMPORT_SERVICE_ENTRY, "vin;plate;owner_type;owner_name;as_of");
	expect(&l, "ZN6PMDE26R7000110;123가4567;person;홍길동;2026-11-22", IMPORT_NEW);
	end(&l);
	l = begin(f, IMPORT_PERSONAS, "customer_id;persona;source;date");
	expect(&l, "C1;excitement;crm;2026-04-08", IMPORT_NEW);
	expect_bad(&l, "C7;excitement;crm;2026-04-08", "C7");
	end(&l);
	l = begin(f, IMPORT_LISTING, "dealer;name;telephone;fax");
	expect(&l, "KR-SEO-01;마세라티 강남;02-0000-0199;1", IMPORT_NEW);
	end(&l);

	FINE(store_get_vehicle_by_vin(f->store, "ZN6PMDE26R7000110", &f->arena, &v, &err));
	assert_string_equal(v.se_owner, "홍길동");
	FINE(store_vehicle_history(f->store, v.id, 10, &f->arena, &visits, &err));
	assert_int_equal(visits.count, 2);
	assert_string_equal(visits.items[0].order, "RO-2");
	assert_true(visits.items[0].workshop_return);
	assert_string_equal(visits.items[1].advisor, "kim.s");
	FINE(store_vehicle_contracts(f->store, v.id, &f->arena, &contracts, &err));
	assert_int_equal(contracts.count, 1);
	assert_int_equal(contracts.items[0].limit_km, 60000);
	FINE(store_vehicle_parts(f->store, v.id, &f->arena, &parts, &err));
	assert_string_equal(parts.items[0].status, "arrived");
	FINE(store_get_customer(f->store, v.owner_id, &f->arena, &c, &err));
	assert_int_equal(c.visits, 2);
	assert_int_equal(c.persona, PERSONA_EXCITEMENT);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM listing"), 3);
}

static void campaigns_by_list_and_range(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct campaign_list list = { 0 };
	struct loading l = begin(f, IMPORT_CAMPAIGNS,
				 "campaign_id;authority_no;type;title_en;title_ko;remedy_hours;parts;"
				 "line_no;criterion;vin_or_from;to;pattern;model;my_from;my_to");
	expect(&l, "MA-327;16V839;recall;Rear camera;후방 카메라;0,8;0;1;list;;;;;;", IMPORT_NEW);
	expect(&l, "SC-1;;service;Software;소프트웨어;0.5;1;1;model;;;;Levante;2018;2020", IMPORT_NEW);
	expect(&l, "SC-1;;service;Software;소프트웨어;0.5;1;2;model;;;;Ghibli;2018;2020", IMPORT_NEW);
	expect_bad(&l, "SC-2;;service;x;;1;0;1;spell;;;;;;", "criterion");
	expect_bad(&l, "SC-2;;joke;x;;1;0;1;list;;;;;;", "type");
	expect_bad(&l, "SC-2;;service;x;;much;0;1;list;;;;;;", "remedy_hours");
	end(&l);
	l = begin(f, IMPORT_CAMPAIGN_VINS, "campaign_id;vin;status;list_date");
	expect(&l, "MA-327;ZN6PMDE26R7000110;open;2026-11-20", IMPORT_NEW);
	expect_bad(&l, "NO-1;ZN6PMDE26R7000110;open;2026-11-20", "NO-1");
	end(&l);
	FINE(store_campaigns_for(f->store, "ZN6PMDE26R7000110", &f->arena, &list, &err));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].hit.id, "MA-327");
	assert_int_equal(list.items[0].listing, CAMPAIGN_LISTED);
	assert_int_equal(list.items[0].hit.minutes, 48);
	assert_string_equal(list.items[0].hit.status, "open");
	assert_int_equal(list.items[1].line_count, 2);
	assert_string_equal(list.items[1].lines[1].model, "Ghibli");
	assert_int_equal(list.items[1].listing, CAMPAIGN_NO_LIST);

	FINE(store_begin_write(f->store, &err));
	FINE(store_set_campaign_status(f->store, "MA-327", "ZN6PMDE26R7000110", "informed", &err));
	FINE(store_commit(f->store, &err));
	l = begin(f, IMPORT_CAMPAIGN_VINS, "campaign_id;vin;status;list_date");
	expect(&l, "MA-327;ZN6PMDE26R7000110;open;2026-11-20", IMPORT_SAME); /* and informed it stays */
	end(&l);
	list.count = 0;
	FINE(store_campaigns_for(f->store, "ZN6PMDE26R7000110", &f->arena, &list, &err));
	assert_string_equal(list.items[0].hit.status, "informed");
	list.count = 0;
	FINE(store_campaigns_for(f->store, "ZN661YUS3LX000103", &f->arena, &list, &err));
	assert_int_equal(list.count, 1);
}

/* Random lines over few keys, so that they repeat, change, and are wrong: one line of @n, always the same one. */
static void random_line(uint64_t seed, int n, bool cars, char line[256])
{
	uint64_t z = (seed + (uint64_t)n + 1) * UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	unsigned key = (unsigned)(z >> 8) % 60, kind = (unsigned)(z >> 20) % 8, value = (unsigned)(z >> 30) % 3;
	if (cars) /* the same car in small letters is another key of a line */
		snprintf(line, 256, "%s70001%02u;%u가456%u;KR;Grecale;20%s;%s;;%u;2026-10-%02u;",
			 kind == 1 ? "zn6pmde26r" : "ZN6PMDE26R", key, 100 + key, value, kind == 2 ? "x" : "24",
			 kind == 3 ? "steam" : "bev", 100 + value, 10 + value);
	else
		snprintf(line, 256, "%s%u;%s;김;민%u;%s;;ko;;%s;%u", kind == 1 ? " C" : "C", key,
			 kind == 2 ? "robot" : "person", value, kind == 3 ? "none" : "010-1234-5678",
			 kind == 4 ? "phone" : "", value);
}

enum { LINES = 400, OUTCOME_BAD = -1 };

/* The lines in parts of @part, what came of each in @outcomes; with @looking the first has an import of its own, so
 * that the rest begins with a table that is not empty. */
static void put_lines(struct fixture *f, uint64_t seed, bool cars, int part, bool looking, int outcomes[LINES])
{
	enum import_kind kind = cars ? IMPORT_VEHICLES : IMPORT_CUSTOMERS;
	const char *header = cars ? cars_header : people_header;
	struct loading l = begin(f, kind, header);
	bool fresh = true;
	for (int i = 0; i < LINES; i++) {
		struct error err = { 0 };
		char line[256];
		enum import_outcome outcome;
		random_line(seed, i, cars, line);
		bool fine = row(&l, line, &outcome, &err);
		outcomes[i] = fine ? (int)outcome : OUTCOME_BAD;
		if (looking && fresh && fine) {
			fresh = false;
			end(&l);
			l = begin(f, kind, header);
		} else if (i % part == part - 1) {
			FINE(store_commit(f->store, &err));
			FINE(store_begin_write(f->store, &err));
		}
	}
	end(&l);
}

static void assert_same_tables(struct fixture *a, struct fixture *b)
{
	static const char *const tables[] = { "customer",	"vehicle", "mileage_reading", "consent",
					      "reminder_stale", "search",  "import_seen",     "search_gram" };
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		char sql[512];
		snprintf(sql, sizeof sql,
			 "ATTACH '%s' AS other; SELECT (SELECT count(*) FROM (SELECT * FROM main.%s EXCEPT"
			 " SELECT * FROM other.%s)) + (SELECT count(*) FROM (SELECT * FROM other.%s EXCEPT"
			 " SELECT * FROM main.%s))",
			 b->path, tables[i], tables[i], tables[i], tables[i]);
		if (fixture_number(a, sql) != 0)
			fail_msg("%s differs", tables[i]);
	}
}

/* An import into an empty table, which keeps in mind what it met, makes the store of one that looks. */
static void empty_as_any_other(void **state)
{
	struct fixture *f = *state;
	const char *given = getenv("SEED");
	uint64_t seed = given ? strtoull(given, NULL, 10) : (uint64_t)time(NULL);
	print_message("# SEED=%llu\n", (unsigned long long)seed);
	void *other_state = NULL;
	fixture_setup(&other_state);
	struct fixture *other = other_state;
	for (int cars = 0; cars < 2; cars++) {
		int found[LINES], looked[LINES];
		put_lines(f, seed, cars, 30 + (int)(seed % 100), false, found);
		put_lines(other, seed, cars, LINES + 1, true, looked);
		assert_memory_equal(found, looked, sizeof found);
	}
	assert_same_tables(f, other);
	fixture_teardown(&other_state);
}

/* A desk's commit between two parts is seen by the second. */
static void another_desk_between_parts(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct customer c = { .dms_id = "C2", .family = "박", .given = "서연" };
	struct loading l = begin(f, IMPORT_CUSTOMERS, people_header);
	expect(&l, "C1;person;홍;길동;010-0000-1234;;ko;;;", IMPORT_NEW);
	FINE(store_commit(f->store, &err));
	struct store *desk = fixture_open(f);
	FINE(store_begin_write(desk, &err));
	FINE(store_put_customer(desk, &c, NULL, &err));
	FINE(store_commit(desk, &err));
	store_close(desk);
	FINE(store_begin_write(f->store, &err));
	expect(&l, "C2;person;박;서연;010-0000-5678;;ko;;;", IMPORT_NEW);
	expect(&l, "C1;person;홍;길동;010-0000-1234;;ko;;;", IMPORT_SAME);
	end(&l);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM customer"), 2);
	assert_int_equal(fixture_number(f, "SELECT revision FROM customer WHERE dms_id = 'C2'"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(same_file_changes_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(bad_rows_hurt_nobody, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(headers_are_checked, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(cars_know_their_people, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(visits_contracts_parts, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(campaigns_by_list_and_range, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(empty_as_any_other, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(another_desk_between_parts, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
