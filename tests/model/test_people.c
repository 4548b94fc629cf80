#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <string.h>

#include "model/people.h"

static void test_names(void **state)
{
	char text[128], small[8];
	struct customer hong = { .family = "홍", .given = "길동" };
	struct customer rossi = { .family = "Rossi", .given = "Marco" };
	struct customer company = {
		.company = true, .company_name = "한빛무역", .family = "김", .given = "민수"
	};
	struct customer nobody = { 0 };
	assert_string_equal(customer_name(&hong, text, sizeof text), "홍길동");
	assert_string_equal(customer_name(&rossi, text, sizeof text), "Rossi Marco");
	assert_string_equal(customer_name(&company, text, sizeof text), "한빛무역");
	assert_string_equal(customer_name(&nobody, text, sizeof text), "");
	assert_string_equal(customer_name(&hong, small, sizeof small), "홍길");
	assert_string_equal(customer_masked_name(&hong, text, sizeof text), "홍*동");
	assert_string_equal(customer_masked_name(&rossi, text, sizeof text), "M. R.");
	assert_string_equal(customer_masked_name(&company, text, sizeof text), "한***");
	assert_string_equal(customer_masked_name(&nobody, text, sizeof text), "");
	struct customer two = { .family = "이", .given = "영" }, one = { .family = "이" };
	struct customer four = { .family = "남궁", .given = "민수" };
	assert_string_equal(customer_masked_name(&two, text, sizeof text), "이*");
	assert_string_equal(customer_masked_name(&one, text, sizeof text), "이*");
	assert_string_equal(customer_masked_name(&four, text, sizeof text), "남**수");
}

static void test_masked_telephone(void **state)
{
	char text[64];
	assert_string_equal(telephone_masked("010-1234-5678", text, sizeof text), "010-****-5678");
	assert_string_equal(telephone_masked("+82 10 1234 5678", text, sizeof text), "010-****-5678");
	assert_string_equal(telephone_masked("12345", text, sizeof text), "****45");
	assert_string_equal(telephone_masked(NULL, text, sizeof text), "");
}

static struct contract assessed(civil_day today, int mileage, int limit_km, const char *items)
{
	struct contract contract = { .start = 100, .end = 200, .limit_km = limit_km, .items = items };
	contract_assess(&contract, today, mileage);
	return contract;
}

static void test_contract(void **state)
{
	assert_int_equal(assessed(99, -1, 0, NULL).status, CONTRACT_FUTURE);
	assert_int_equal(assessed(100, -1, 0, NULL).status, CONTRACT_ACTIVE);
	assert_int_equal(assessed(200, -1, 0, NULL).status, CONTRACT_ACTIVE);
	assert_int_equal(assessed(200, -1, 0, NULL).days_left, 0);
	assert_int_equal(assessed(201, -1, 0, NULL).status, CONTRACT_EXPIRED);
	assert_int_equal(assessed(150, 59999, 60000, NULL).status, CONTRACT_ACTIVE);
	assert_int_equal(assessed(150, 59999, 60000, NULL).km_left, 1);
	assert_int_equal(assessed(150, 59999, 60000, NULL).days_left, 50);
	assert_int_equal(assessed(150, 60000, 60000, NULL).status, CONTRACT_EXPIRED);
	assert_int_equal(assessed(150, -1, 60000, NULL).km_left, -1);
	assert_int_equal(assessed(150, -1, 0, "MAINT:3:3 BRKFL:1:1").status, CONTRACT_EXHAUSTED);
	assert_int_equal(assessed(150, -1, 0, "MAINT:3:3 BRKFL:1:0").status, CONTRACT_ACTIVE);
	assert_int_equal(assessed(150, -1, 0, "").status, CONTRACT_ACTIVE);
	assert_int_equal(assessed(150, -1, 0, "nonsense").status, CONTRACT_ACTIVE);
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_masked_telephone),
		cmocka_unit_test(test_contract),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
