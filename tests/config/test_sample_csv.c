#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/site_config.h"
#include "csv_rows.h"
#include "model/campaign.h"
#include "model/rules.h"

static struct arena arena;
static struct site site;
static struct csv_rows customers, vehicles, history, contracts, campaigns, campaign_vins, personas, entries,
	parts, listing, appointments;

static const char *const named[] = {
	"ZAM57YTL2M1000101", "ZAM56XTS2K1000102", "ZN661YUS3LX000103", "ZAM45VLA8J0000104",
	"ZAM45VMAXK0000105", "ZAM24BXA0N0000106", "ZAMPMSAB6R0000107", "ZAMPMRCB1T0000108",
	"ZN682AUA1P7000109", "ZN6PMDE26R7000110", "ZAMPMVE15RX000111", "ZAMPMXDB2SX000112",
	"ZAM57XTS0M1000113",
};
enum { NAMED = sizeof named / sizeof *named };

static void load(struct csv_rows *file, const char *name)
{
	csv_rows_read(file, &arena, arena_printf(&arena, "%s/%s.csv", getenv("SAMPLE"), name));
}

static int load_all(void **state)
{
	load(&customers, "customers");
	load(&vehicles, "vehicles");
	load(&history, "history");
	load(&contracts, "contracts");
	load(&campaigns, "campaigns");
	load(&campaign_vins, "campaign-vins");
	load(&personas, "personas");
	load(&entries, "service-entry");
	load(&parts, "parts");
	load(&listing, "listing");
	load(&appointments, "appointments");
	return config_read_site(arena_printf(&arena, "%s/site.cfg", getenv("SAMPLE")), &arena, &site, NULL,
				NULL)
		       ? 0
		       : -1;
}

static int drop_all(void **state)
{
	arena_finish(&arena);
	return 0;
}

/* The row with @value in @column, 0 when there is none. */
static size_t find(const struct csv_rows *file, const char *column, const char *value)
{
	for (size_t row = 1; row < file->count; row++)
		if (strcmp(csv_value(file, row, column), value) == 0)
			return row;
	return 0;
}

static void assert_unique(const struct csv_rows *file, const char *column)
{
	for (size_t row = 1; row < file->count; row++) {
		const char *value = csv_value(file, row, column);
		if (!*value || find(file, column, value) != row)
			fail_msg("%s '%s' in row %zu is empty or there twice", column, value, row);
	}
}

static void assert_known(const struct csv_rows *file, const char *column, const struct csv_rows *other,
			 const char *key, bool required)
{
	for (size_t row = 1; row < file->count; row++) {
		const char *value = csv_value(file, row, column);
		if ((required || *value) && !find(other, key, value))
			fail_msg("%s '%s' in row %zu is unknown", column, value, row);
	}
}

static void assert_dates(const struct csv_rows *file, const char *column, bool required)
{
	civil_day day;
	for (size_t row = 1; row < file->count; row++) {
		const char *value = csv_value(file, row, column);
		if ((required || *value) && !civil_parse_date(value, &day))
			fail_msg("%s '%s' in row %zu is no date", column, value, row);
	}
}

static void test_counts_and_keys(void **state)
{
	assert_true(customers.count - 1 >= 400);
	assert_true(vehicles.count - 1 >= 450);
	assert_true(appointments.count - 1 >= 120 && appointments.count - 1 <= 160);
	assert_true(customers.marked);
	assert_false(vehicles.marked);
	assert_unique(&customers, "id");
	assert_unique(&vehicles, "vin");
	assert_unique(&vehicles, "plate");
	assert_unique(&history, "ro_no");
	assert_unique(&contracts, "contract_id");
	assert_unique(&personas, "customer_id");
	assert_unique(&entries, "vin");
	assert_unique(&parts, "order_no");
	assert_known(&vehicles, "owner_id", &customers, "id", true);
	assert_known(&vehicles, "keeper_id", &customers, "id", false);
	assert_known(&vehicles, "contact_id", &customers, "id", false);
	assert_known(&history, "vin", &vehicles, "vin", true);
	assert_known(&history, "return_of", &history, "ro_no", false);
	assert_known(&contracts, "vin", &vehicles, "vin", true);
	assert_known(&campaign_vins, "vin", &vehicles, "vin", true);
	assert_known(&campaign_vins, "campaign_id", &campaigns, "campaign_id", true);
	assert_known(&entries, "vin", &vehicles, "vin", true);
	assert_known(&parts, "vin", &vehicles, "vin", true);
	assert_known(&personas, "customer_id", &customers, "id", true);
	assert_known(&appointments, "vin", &vehicles, "vin", true);
}

/* Nobody's telephone, nobody's address. */
static void test_recognisably_false(void **state)
{
	for (size_t row = 1; row < customers.count; row++) {
		const char *mobile = csv_value(&customers, row, "mobile"),
			   *phone = csv_value(&customers, row, "phone");
		const char *email = csv_value(&customers, row, "email");
		const char *at = strchr(email, '@');
		assert_true(!*mobile || strncmp(mobile, "010-0000-", 9) == 0);
		assert_true(!*phone || strncmp(phone, "02-0000-", 8) == 0 ||
			    strncmp(phone, "+39 059 000 ", 12) == 0);
		assert_true(!*email || (at && strcmp(at, "@example.com") == 0));
		char clean[256];
		struct telephone telephone;
		assert_true(!*email || email_parse(email, clean, sizeof clean, NULL));
		assert_true(!*mobile ||
			    (telephone_parse(mobile, "KR", &telephone, NULL) && telephone.mobile));
		bool company = strcmp(csv_value(&customers, row, "type"), "company") == 0;
		assert_true(*csv_value(&customers, row, company ? "company" : "family") != '\0');
		enum persona persona;
		const char *code = csv_value(&customers, row, "persona");
		assert_true(!*code || persona_from_code(code, &persona));
	}
}

static void test_vehicles(void **state)
{
	civil_day today;
	assert_true(civil_from_ymd(2026, 11, 23, &today));
	for (size_t row = 1; row < vehicles.count; row++) {
		char vin[VIN_SIZE];
		const char *text = csv_value(&vehicles, row, "vin");
		assert_true(vin_parse(text, vin, NULL, NULL));
		struct vin_hint hint = vin_hint(vin, today);
		enum energy energy;
		struct plate plate;
		assert_int_equal(hint.check_digit_differs, strcmp(vin, "ZAM57XTS0M1000113") == 0);
		assert_string_equal(csv_value(&vehicles, row, "model"), hint.model);
		assert_int_equal(atoi(csv_value(&vehicles, row, "my")), hint.model_year);
		assert_true(energy_from_code(csv_value(&vehicles, row, "fuel"), &energy));
		assert_int_equal(energy, hint.energy);
		assert_true(plate_parse(csv_value(&vehicles, row, "plate"), "KR", &plate, NULL));
		assert_true(plate.known_shape);
		assert_true(strcmp(vin + 11, "000100") > 0 && strcmp(vin + 11, "002000") < 0);
	}
	for (int i = 0; i < NAMED; i++)
		assert_true(find(&vehicles, "vin", named[i]) > 0);
	size_t hong = find(&vehicles, "plate", "123가4567");
	assert_string_equal(csv_value(&vehicles, hong, "vin"), "ZN6PMDE26R7000110");
	size_t owner = find(&customers, "id", csv_value(&vehicles, hong, "owner_id"));
	assert_string_equal(csv_value(&customers, owner, "given"), "길동");
	assert_string_equal(csv_value(&customers, owner, "mobile"), "010-0000-1234");
}

static void test_dates(void **state)
{
	assert_dates(&vehicles, "first_reg", true);
	assert_dates(&vehicles, "km_date", true);
	assert_dates(&vehicles, "built", true);
	assert_dates(&history, "date", true);
	assert_dates(&contracts, "start", true);
	assert_dates(&contracts, "end", true);
	assert_dates(&campaign_vins, "list_date", true);
	assert_dates(&personas, "date", true);
	assert_dates(&entries, "as_of", true);
	assert_dates(&parts, "eta", true);
	assert_dates(&customers, "persona_date", false);
	assert_dates(&listing, "as_of", true);
	for (size_t row = 1; row < contracts.count; row++)
		assert_true(strcmp(csv_value(&contracts, row, "start"), csv_value(&contracts, row, "end")) <
			    0);
	for (size_t row = 1; row < history.count; row++)
		assert_true(site_find_staff(&site, csv_value(&history, row, "adviser")) >= 0);
}

static struct campaign_line line_of(size_t row)
{
	struct campaign_line line = { .from = csv_value(&campaigns, row, "vin_or_from"),
				      .to = csv_value(&campaigns, row, "to"),
				      .pattern = csv_value(&campaigns, row, "pattern"),
				      .model = csv_value(&campaigns, row, "model"),
				      .my_from = atoi(csv_value(&campaigns, row, "my_from")),
				      .my_to = atoi(csv_value(&campaigns, row, "my_to")) };
	assert_true(campaign_criterion_from_code(csv_value(&campaigns, row, "criterion"), &line.criterion));
	civil_parse_date(csv_value(&campaigns, row, "built_from"), &line.built_from);
	civil_parse_date(csv_value(&campaigns, row, "built_to"), &line.built_to);
	return line;
}

static void test_campaigns(void **state)
{
	char why[200] = "";
	unsigned types = 0, criteria = 0, ranged = 0;
	enum campaign_type type;
	for (size_t row = 1; row < campaigns.count; row++) {
		struct campaign_line line = line_of(row);
		if (!campaign_line_valid(&line, why, sizeof why))
			fail_msg("row %zu: %s", row, why);
		assert_true(campaign_type_from_code(csv_value(&campaigns, row, "type"), &type));
		types |= 1U << type;
		criteria |= 1U << line.criterion;
		for (size_t car = 1; line.criterion == CRITERION_RANGE && car < vehicles.count; car++) {
			enum campaign_match match;
			struct campaign_car one = { csv_value(&vehicles, car, "vin"), NULL, 0, 0 };
			ranged += campaign_match(CAMPAIGN_NO_LIST, &line, 1, &one, &match);
		}
	}
	assert_int_equal(types, 15);
	assert_int_equal(criteria, (1U << CRITERION_COUNT) - 1);
	assert_true(ranged > 0);
	size_t recall = find(&campaigns, "authority_no", "16V839");
	size_t listed = find(&campaign_vins, "vin", "ZN6PMDE26R7000110");
	assert_string_equal(csv_value(&campaign_vins, listed, "campaign_id"),
			    csv_value(&campaigns, recall, "campaign_id"));
	assert_string_equal(csv_value(&campaign_vins, listed, "status"), "open");
}

static void check_slot(size_t row)
{
	civil_day day;
	int minute;
	assert_true(civil_parse_date(csv_value(&appointments, row, "date"), &day));
	assert_true(civil_parse_time(csv_value(&appointments, row, "time"), &minute));
	struct hours hours = site_reception_on(&site, day);
	bool inside = false;
	for (int i = 0; i < hours.count; i++)
		inside = inside ||
			 (minute >= hours.intervals[i].start && minute + 15 <= hours.intervals[i].end);
	int advisor = site_find_staff(&site, csv_value(&appointments, row, "advisor"));
	assert_true(inside && minute % 15 == 0 && advisor >= 0);
	assert_true(site_shift_on(&site, advisor, day).count > 0);
}

static void check_codes(size_t row)
{
	char work[200];
	enum channel channel;
	enum mobility mobility;
	enum contact_means means;
	enum appointment_state booked;
	snprintf(work, sizeof work, "%s", csv_value(&appointments, row, "work"));
	for (char *rest = work, *code; (code = strsep(&rest, " "));)
		assert_true(site_find_work(&site, code) >= 0);
	assert_true(channel_from_code(csv_value(&appointments, row, "channel"), &channel));
	assert_true(mobility_from_code(csv_value(&appointments, row, "mobility"), &mobility));
	assert_true(contact_means_from_code(csv_value(&appointments, row, "consent_contact"), &means));
	assert_true(appointment_state_from_code(csv_value(&appointments, row, "state"), &booked));
	assert_true(site_find_staff(&site, csv_value(&appointments, row, "operator")) >= 0);
	assert_true(*csv_value(&appointments, row, "request") != '\0');
}

static void test_appointments(void **state)
{
	assert_unique(&appointments, "vin");
	for (size_t row = 1; row < appointments.count; row++) {
		const char *booked_at = csv_value(&appointments, row, "booked_at");
		check_slot(row);
		check_codes(row);
		assert_true(row == 1 ||
			    strcmp(csv_value(&appointments, row - 1, "booked_at"), booked_at) <= 0);
		assert_true(strncmp(booked_at, csv_value(&appointments, row, "date"), 10) < 0);
		assert_true(strcmp(booked_at, "2026-11-23T10:00") < 0);
		for (int i = 0; i < NAMED; i++)
			assert_string_not_equal(csv_value(&appointments, row, "vin"), named[i]);
	}
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts_and_keys), cmocka_unit_test(test_recognisably_false),
		cmocka_unit_test(test_vehicles),        cmocka_unit_test(test_dates),
		cmocka_unit_test(test_campaigns),       cmocka_unit_test(test_appointments),
	};
	return cmocka_run_group_tests(tests, load_all, drop_all);
}
