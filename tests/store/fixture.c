#include "fixture.h"

#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/file_store.h"
#include "store/people.h"
#include "store/site_store.h"

static struct staff staff[] = {
	{ .code = "kim.m",
	  .login = "kimm",
	  .name = "김민지",
	  .roles = ROLE_OPERATOR,
	  .productive_pct = 100,
	  .active = true },
	{ .code = "kim.s",
	  .name = "김서연",
	  .short_name = "Kim S.",
	  .roles = ROLE_ADVISOR,
	  .productive_pct = 100,
	  .active = true },
	{ .code = "lee.j",
	  .name = "이준호",
	  .roles = ROLE_ADVISOR | ROLE_MANAGER,
	  .productive_pct = 100,
	  .active = true },
	{ .code = "park.t",
	  .name = "박태호",
	  .roles = ROLE_TECHNICIAN,
	  .skills = 3,
	  .productive_pct = 85,
	  .active = true },
	{ .code = "choi.f",
	  .name = "최강",
	  .roles = ROLE_FOREMAN | ROLE_TECHNICIAN,
	  .skills = 2,
	  .productive_pct = 50,
	  .active = true },
	{ .code = "jung.d", .name = "정도윤", .roles = ROLE_DRIVER, .productive_pct = 100, .active = true },
};
static struct shift shifts[] = {
	{ 1, 0, 0, INT32_MAX, { 540, 1080 } },
	{ 2, 0, 0, INT32_MAX, { 540, 1080 } },
	{ 3, 0, 0, INT32_MAX, { 540, 1080 } },
	{ 3, -1, 20790, 20790, { 540, 720 } },
};
static struct duty duties[] = { { 0, 0, 0, { 540, 1080 } } };
static struct holiday holidays[] = { { .day = 20812, .name = { "Christmas", "성탄절" } } };
static struct bay_type bays[] = { { "lift", { "lift", "리프트" }, 2 }, { "body", { "body", "판금" }, 1 } };
static struct work_type work[] = {
	{ .code = "OIL",
	  .name = { "oil", "오일" },
	  .parts = { { 0, 72 } },
	  .part_count = 1,
	  .bay = 0,
	  .parallel = 1,
	  .flags = WORK_MAINTENANCE },
	{ .code = "DIAG-1",
	  .name = { "diagnosis", "진단" },
	  .parts = { { 1, 60 } },
	  .part_count = 1,
	  .bay = -1,
	  .parallel = 1,
	  .flags = WORK_DIAGNOSIS },
};
static struct mobility_unit units[] = {
	{ "L1", MOBILITY_LOAN, "Levante", "11호1111", "suv", ENERGY_PETROL, true },
	{ "H1", MOBILITY_HIRE, "K5", "22호2222", "sedan", ENERGY_PETROL, true },
};

static struct site make_site(void)
{
	struct site site = {
		.id = "seoul",
		.name = "Maserati Gangnam",
		.zone = "Asia/Seoul",
		.country = "KR",
		.language = "ko",
		.currency = "KRW",
		.demo = true,
		.lunch = { 720, 780 },
		.reserve_pct = 20,
		.promise_margin = 30,
		.notice_minutes = 60,
		.loan_turnaround = 60,
		.drive_minutes = 60,
		.transfer_minutes = 15,
		.wait_limit = 120,
		.reserve_opens_at = 960,
		.horizon_days = 60,
		.shuttle_seats = 2,
		.taxi_per_day = -1,
		.rental_per_day = 3,
		.ring_on_ms = 1000,
		.ring_off_ms = 2000,
		.hold_warn_seconds = 20,
		.hold_limit_seconds = 30,
		.message_hours = { 480, 1260 },
		.advert_hours = { 480, 1260 },
		.dealer = { .code = "KR-SEO-01",
			    .name = { "Maserati Gangnam", "마세라티 강남" },
			    .telephone = "02-1234-5678",
			    .manager = "lee.j" },
		.skills = { { "service", { "service", "정비" } }, { "diagnosis", { "diagnosis", "진단" } } },
		.skill_count = 2,
		.staff = staff,
		.staff_count = 6,
		.shifts = shifts,
		.shift_count = 4,
		.duties = duties,
		.duty_count = 1,
		.holidays = holidays,
		.holiday_count = 1,
		.bays = bays,
		.bay_count = 2,
		.work = work,
		.work_count = 2,
		.units = units,
		.unit_count = 2,
	};
	for (int day = 0; day < 5; day++) {
		site.opening[day] = (struct hours){ { { 510, 1110 } }, 1 };
		site.reception[day] = (struct hours){ { { 540, 720 }, { 780, 1080 } }, 2 };
	}
	return site;
}

int fixture_setup_folder(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	strcpy(f->folder, "/tmp/prenota-store-XXXXXX");
	if (!mkdtemp(f->folder))
		return -1;
	snprintf(f->path, sizeof f->path, "%s/site.db", f->folder);
	f->ids.seed = 1;
	f->site = make_site();
	civil_set_zone("Asia/Seoul");
	*state = f;
	return 0;
}

int fixture_setup(void **state)
{
	struct error err = { 0 };
	if (fixture_setup_folder(state) != 0)
		return -1;
	struct fixture *f = *state;
	struct store_options options = { .path = f->path, .ids = &f->ids, .who = "kim.m" };
	bool fine = store_create(&f->store, &options, &err);
	if (fine) {
		store_set_actor(f->store, "kim.m", FIXTURE_NOW);
		fine = store_begin_write(f->store, &err) &&
		       store_put_site(f->store, &f->site, &f->arena, NULL, &err) &&
		       store_commit(f->store, &err);
	}
	if (!fine)
		fprintf(stderr, "set-up: %s\n", err.text);
	return fine ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place)
{
	(void)info, (void)kind, (void)place;
	return remove(path);
}

int fixture_teardown(void **state)
{
	struct fixture *f = *state;
	store_close(f->store);
	arena_finish(&f->arena);
	nftw(f->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(f);
	return 0;
}

struct store *fixture_open(struct fixture *f)
{
	struct error err = { 0 };
	struct store *store = NULL;
	struct store_options options = { .path = f->path, .ids = &f->ids, .who = "lee.j" };
	FINE(store_open(&store, &options, &err));
	store_set_actor(store, "lee.j", FIXTURE_NOW);
	return store;
}

char *fixture_sql(struct fixture *f, const char *sql)
{
	sqlite3 *db = NULL;
	char *message = NULL, *copy;
	assert_int_equal(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	sqlite3_exec(db, sql, NULL, NULL, &message);
	copy = message ? strdup(message) : NULL;
	sqlite3_free(message);
	sqlite3_close(db);
	return copy;
}

static int keep_number(void *to, int count, char **values, char **names)
{
	(void)count, (void)names;
	*(int64_t *)to = values[0] ? atoll(values[0]) : 0;
	return 0;
}

int64_t fixture_number(struct fixture *f, const char *sql)
{
	sqlite3 *db = NULL;
	int64_t number = INT64_MIN;
	assert_int_equal(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	int rc = sqlite3_exec(db, sql, keep_number, &number, NULL);
	if (rc != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
	return number;
}

void fixture_fine(bool fine, const struct error *err, const char *file, int line)
{
	if (!fine) {
		print_message("%s:%d: %s\n", file, line, err->text);
		_fail(file, line);
	}
}

struct people fixture_people(struct fixture *f, const char *family, const char *given, const char *plate)
{
	struct error err = { 0 };
	struct people p;
	struct customer customer = {
		.family = family, .given = given, .mobile = "010-0000-1234", .language = "ko"
	};
	struct vehicle vehicle = {
		.plate = plate, .model = "Grecale", .mileage = 18250, .mileage_date = FIXTURE_DAY
	};
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_customer(f->store, &customer, p.customer, &err));
	vehicle.owner_id = p.customer;
	FINE(store_put_vehicle(f->store, &vehicle, p.vehicle, &err));
	FINE(store_add_file(f->store, &(struct file_start){ .language = "ko" }, p.file, &p.number, &err));
	FINE(store_update_file(
		f->store, p.file,
		&(struct file_update){ .customer_id = p.customer, .vehicle_id = p.vehicle, .mileage = -1 },
		&err));
	FINE(store_commit(f->store, &err));
	return p;
}

struct plan_candidate fixture_candidate(int days, int start, int advisor, int handback, int unit)
{
	struct plan_candidate c = {
		.advisor = advisor,
		.day = FIXTURE_DAY + days,
		.start = start,
		.minutes = 15,
		.handback_advisor = advisor,
		.handback = { FIXTURE_DAY + days, handback },
		.handback_minutes = 10,
		.finish = { FIXTURE_DAY + days, handback - 30 },
		.mobility = unit < 0 ? MOBILITY_TAXI : MOBILITY_LOAN,
		.unit = unit,
		.driver_out = -1,
		.driver_back = -1,
		.foreman = -1,
		.technician = -1,
		.segments = { { .skill = 0,
				.day = FIXTURE_DAY + days,
				.half = HALF_AM,
				.minutes = 60,
				.ready = start + 30,
				.bay = 0,
				.parallel = 1 } },
		.segment_count = 1,
		.marks = unit < 0 ? 0 : MARK_LOAN,
	};
	return c;
}

struct plan_request fixture_request(const struct people *people)
{
	return (struct plan_request){
		.file = people->file,
		.vehicle = people->vehicle,
		.known_customer = true,
		.work = { 0 },
		.work_count = 1,
		.advisor_wished = -1,
		.advisor_known = -1,
		.unit_fixed = -1,
	};
}
