/* Customers, vehicles, and finding them while typing. */
#include <string.h>

#include "fixture.h"
#include "store/find.h"
#include "store/people.h"

static void comes_back(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct customer c;
	struct vehicle v;
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	FINE(store_get_customer(f->store, p.customer, &f->arena, &c, &err));
	assert_string_equal(c.family, "홍");
	assert_string_equal(c.mobile, "010-0000-1234");
	assert_null(c.email);
	assert_int_equal(c.revision, 1);
	assert_int_equal(c.visits, 0);
	assert_int_equal(c.consent_contact, CONTACT_UNASKED);
	FINE(store_get_vehicle(f->store, p.vehicle, &f->arena, &v, &err));
	assert_string_equal(v.owner_id, p.customer);
	assert_int_equal(v.mileage, 18250);
	assert_null(v.se_owner);
	assert_false(store_get_customer(f->store, "nobody", &f->arena, &c, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM mileage_reading"), 1);
}

static void found_by_keys(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct customer_list people = { 0 };
	struct vehicle_list cars = { 0 };
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	FINE(store_customers_by_telephone(f->store, "+82 10 0000 1234", &f->arena, &people, &err));
	assert_int_equal(people.count, 1);
	assert_string_equal(people.items[0].id, p.customer);
	FINE(store_vehicles_by_plate(f->store, "123 가 4567", &f->arena, &cars, &err));
	assert_int_equal(cars.count, 1);
	FINE(store_vehicles_by_plate(f->store, "999가9999", &f->arena, &cars, &err));
	assert_int_equal(cars.count, 1);
	people.count = 0;
	FINE(store_vehicle_customers(f->store, p.vehicle, &f->arena, &people, &err));
	assert_int_equal(people.count, 1);
	cars.count = 0;
	FINE(store_customer_vehicles(f->store, p.customer, &f->arena, &cars, &err));
	assert_int_equal(cars.count, 1);
}

static void conflict_says_who(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct customer c;
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	struct store *other = fixture_open(f);
	FINE(store_get_customer(f->store, p.customer, &f->arena, &c, &err));
	struct customer theirs = c;
	theirs.email = "hong@example.com";
	FINE(store_begin_write(other, &err));
	FINE(store_put_customer(other, &theirs, NULL, &err));
	FINE(store_commit(other, &err));
	c.mobile = "010-9999-8888";
	FINE(store_begin_write(f->store, &err));
	assert_false(store_put_customer(f->store, &c, NULL, &err));
	store_rollback(f->store);
	assert_int_equal(err.code, ERROR_CONFLICT);
	assert_non_null(strstr(err.text, "lee.j"));
	assert_non_null(strstr(err.text, "2026-11-23T10:00"));
	store_close(other);
}

static void same_vin_is_refused(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	char id[ID_SIZE];
	struct vehicle v = { .vin = "ZN6PMDE26R7000110", .mileage = -1 };
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_vehicle(f->store, &v, id, &err));
	assert_false(store_put_vehicle(f->store, &v, id, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
	store_rollback(f->store);
}

/* How many of @kind the text finds; the id of the first goes to @first. */
static int look(struct fixture *f, const char *text, enum find_kind kind, const char **first)
{
	struct error err = { 0 };
	struct find_list list = { 0 };
	int count = 0;
	FINE(store_find(f->store, text, 50, &f->arena, &list, &err));
	for (size_t i = 0; i < list.count; i++) {
		if (list.items[i].kind != kind)
			continue;
		if (count++ == 0 && first)
			*first = list.items[i].id;
	}
	return count;
}

static void finds_any_fragment(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct people kim = fixture_people(f, "김", "민수", "123가4567");
	fixture_people(f, "남궁", "민수", "12나3456");
	fixture_people(f, "이", "서윤", "34다7890");
	fixture_people(f, "Rossi", "Marco", "AB123CD");
	char id[ID_SIZE];
	struct customer firm = { .company = true,
				 .company_name = "현대 모터 (주)",
				 .telephone = "02-555-7777" };
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_customer(f->store, &firm, id, &err));
	FINE(store_put_vehicle(f->store, &(struct vehicle){ .vin = "ZN6PMDE26R7000110", .mileage = -1 }, NULL,
			       &err));
	FINE(store_commit(f->store, &err));

	assert_int_equal(look(f, "민수", FIND_CUSTOMER, NULL), 2);
	assert_int_equal(look(f, "김민수", FIND_CUSTOMER, NULL), 1);
	assert_int_equal(look(f, "민ㅅ", FIND_CUSTOMER, NULL), 2); /* half typed */
	assert_int_equal(look(f, "ㄱㅁㅅ", FIND_CUSTOMER, NULL), 2);
	assert_int_equal(look(f, "ㄴㄱㅁㅅ", FIND_CUSTOMER, NULL), 1);
	assert_int_equal(look(f, "이", FIND_CUSTOMER, NULL), 1);
	assert_int_equal(look(f, "김 민수", FIND_CUSTOMER, NULL), 1);
	assert_int_equal(look(f, "rossi", FIND_CUSTOMER, NULL), 1);
	assert_int_equal(look(f, "MARCO ro", FIND_CUSTOMER, NULL), 1);
	assert_int_equal(look(f, "oss", FIND_CUSTOMER, NULL), 1);
	assert_int_equal(look(f, "모터", FIND_CUSTOMER, NULL), 1);
	assert_int_equal(look(f, "555-7777", FIND_CUSTOMER, NULL), 1);
	assert_int_equal(look(f, "+82 2-555", FIND_CUSTOMER, NULL), 1);
	assert_int_equal(look(f, "0000-12", FIND_CUSTOMER, NULL), 4);
	assert_int_equal(look(f, "4567", FIND_VEHICLE, NULL), 1);
	assert_int_equal(look(f, "가45", FIND_VEHICLE, NULL), 1);
	assert_int_equal(look(f, "123 가 4567", FIND_VEHICLE, NULL), 1);
	assert_int_equal(look(f, "b123c", FIND_VEHICLE, NULL), 1);
	assert_int_equal(look(f, "r7000110", FIND_VEHICLE, NULL), 1);
	assert_int_equal(look(f, "zzzz", FIND_VEHICLE, NULL), 0);
	const char *first = NULL;
	assert_int_equal(look(f, "김민수", FIND_FILE, &first), 1); /* and the file that he has */
	assert_string_equal(first, kim.file);
	assert_true(look(f, "1", FIND_FILE, &first) >= 1); /* its number comes first */
	assert_string_equal(first, kim.file);
}

static void newest_first_and_limited(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct find_list list = { 0 };
	char id[ID_SIZE], newest[ID_SIZE];
	FINE(store_begin_write(f->store, &err));
	for (int i = 0; i < 60; i++)
		FINE(store_put_customer(f->store, &(struct customer){ .family = "오", .given = "영" }, newest,
					&err));
	strcpy(id, newest);
	FINE(store_commit(f->store, &err));
	FINE(store_find(f->store, "오", 50, &f->arena, &list, &err));
	assert_int_equal(list.count, 50);
	assert_string_equal(list.items[0].id, id);
	FINE(store_find(f->store, "오영", 50, &f->arena, &list, &err));
	assert_int_equal(list.count, 50);
	assert_string_equal(list.items[0].id, id);
}

static void index_follows_changes(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct customer c;
	struct people p = fixture_people(f, "홍", "길동", "123가4567");
	FINE(store_get_customer(f->store, p.customer, &f->arena, &c, &err));
	c.given = "판서";
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_customer(f->store, &c, NULL, &err));
	FINE(store_commit(f->store, &err));
	assert_int_equal(look(f, "길동", FIND_CUSTOMER, NULL), 0);
	assert_int_equal(look(f, "길", FIND_CUSTOMER, NULL), 0);
	assert_int_equal(look(f, "판서", FIND_CUSTOMER, NULL), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM search"), 2);
	assert_null(fixture_sql(f, "INSERT INTO search_text (search_text) VALUES ('integrity-check')"));
}

static void hostile_text_is_only_text(void **state)
{
	static const char *const texts[] = { "",
					     " ",
					     "\"",
					     "'",
					     "\" OR \"",
					     "*",
					     "a*b",
					     "NEAR(a b)",
					     "\033[2J",
					     "%",
					     "_",
					     "'; DROP TABLE customer; --",
					     "\xff\xfe",
					     "ㄱ",
					     "\xe1\x84\x80",
					     "(((((",
					     "text:abc",
					     "-----",
					     "abc\"def",
					     "\xe2\x80\xae",
					     "999999999999999999" };
	struct fixture *f = *state;
	struct error err = { 0 };
	struct find_list list = { 0 };
	char id[ID_SIZE], big[5000];
	memset(big, 'x', sizeof big - 1);
	big[sizeof big - 1] = '\0';
	FINE(store_begin_write(f->store, &err));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		FINE(store_put_customer(
			f->store,
			&(struct customer){ .family = texts[i], .email = texts[i], .mobile = texts[i] }, id,
			&err));
	FINE(store_put_customer(f->store, &(struct customer){ .family = big }, id, &err));
	FINE(store_commit(f->store, &err));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		FINE(store_find(f->store, texts[i], 50, &f->arena, &list, &err));
	FINE(store_find(f->store, big, 50, &f->arena, &list, &err));
	assert_int_equal(look(f, "abc\"def", FIND_CUSTOMER, NULL), 1);
	FINE(store_check(f->store, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(comes_back, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(found_by_keys, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(conflict_says_who, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(same_vin_is_refused, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(finds_any_fragment, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(newest_first_and_limited, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(index_follows_changes, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(hostile_text_is_only_text, fixture_setup, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
