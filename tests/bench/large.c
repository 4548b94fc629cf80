#include "large.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/rules.h"
#include "store/appointment.h"
#include "store/file_store.h"
#include "store/people.h"
#include "store/site_store.h"
#include "store/store.h"

const struct large_size large_whole = {
	.customers = 100000, .vehicles = 120000, .appointments = 200000, .years = 10
};

enum {
	SLOTS = 15, /* receptions of an advisor on a day, each with a hand-back behind it */
	MORNING_SLOTS = 6,
	SAME_DAY_SLOTS = 7, /* later ones go home the next open day */
	FUTURE_DAYS = 45,   /* open days */
	ROWS_A_COMMIT = 5000,
};

struct large {
	struct store *store;
	struct site site;
	struct arena arena;
	struct large_size size;
	char (*customers)[ID_SIZE];
	char (*vehicles)[ID_SIZE];
	int first_advisor;
	int made; /* appointments so far */
	int rows; /* since the last commit */
	uint64_t random;
};

static const char *const families[] = { "김", "이", "박", "최", "정", "강",   "조",  "윤", "장",
					"임", "한", "오", "서", "신", "권",   "황",  "안", "송",
					"류", "홍", "전", "고", "문", "남궁", "선우" };
static const char *const syllables[] = { "민", "수", "서", "연", "지", "훈", "영", "희", "준", "호",
					 "은", "주", "현", "우", "하", "윤", "도", "진", "성", "미",
					 "경", "아", "태", "규", "상", "혜", "원", "재", "동", "길" };
static const char *const western[] = { "Rossi", "Bianchi", "Ferrari",  "Müller",
				       "Smith", "Nuñez",   "Kowalski", "Dupont" };
static const char *const western_given[] = {
	"Marco", "Giulia", "Anna", "Peter", "Zoë", "José", "Ewa", "Luc"
};
static const char *const plate_letters[] = { "가", "나", "다", "라", "마", "거", "너", "더", "러", "머",
					     "버", "서", "어", "저", "고", "노", "도", "로", "모", "보",
					     "소", "오", "조", "구", "누", "두", "루", "무", "부", "수" };
static const char *const models[] = { "Ghibli",  "Levante",         "Quattroporte",
				      "Grecale", "Grecale Folgore", "MC20" };
static const char *const vin_heads[] = { "ZAM57XSA0L1", "ZN661XUA0MX", "ZAM56PPA0L1",
					 "ZN6PMDBA0R7", "ZN6PMDE26R7", "ZAMDC20B0NX" };
static const char *const requests[] = {
	"제동할 때 앞에서 끼익 소리가 납니다",
	"정기 점검 받고 싶습니다",
	"엔진 경고등이 켜졌어요",
	"타이어를 겨울용으로 바꿔 주세요",
	"주차하다가 범퍼를 긁혔습니다",
	"에어컨이 시원하지 않습니다",
	"The warning lamp came on again",
	"There is a rattle from the rear at low speed",
};
#define PICK(table, number) (table)[(size_t)(number) % (sizeof(table) / sizeof *(table))]

/* splitmix64: the same numbers on every machine. */
static uint64_t draw(struct large *large)
{
	uint64_t z = large->random += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* One transaction holds many rows, or the disk would be waited for at each. */
static bool next_row(struct large *large, struct error *err)
{
	if (++large->rows % ROWS_A_COMMIT != 0)
		return true;
	return store_commit(large->store, err) && store_begin_write(large->store, err);
}

static bool add_customer(struct large *large, int i, struct error *err)
{
	char given[16], mobile[32], dms[16];
	snprintf(given, sizeof given, "%s%s", PICK(syllables, draw(large)), PICK(syllables, draw(large)));
	snprintf(mobile, sizeof mobile, "+82 10-%04d-%04d", 2000 + i / 10000, i % 10000);
	snprintf(dms, sizeof dms, "C%06d", i);
	struct customer customer = {
		.dms_id = dms, .mobile = mobile, .language = "ko", .consent_contact = CONTACT_PHONE
	};
	switch (draw(large) % 10) {
	case 0:
		customer.company = true;
		customer.company_name = arena_printf(&large->arena, "%s상사 %d", given, i);
		break;
	case 1:
	case 2:
		customer.family = PICK(western, draw(large));
		customer.given = PICK(western_given, draw(large));
		customer.language = "en";
		break;
	default:
		customer.family = PICK(families, draw(large));
		customer.given = given;
	}
	customer.persona = (enum persona)(draw(large) % PERSONA_COUNT);
	return store_put_customer(large->store, &customer, large->customers[i], err) && next_row(large, err);
}

static bool add_vehicle(struct large *large, int i, struct error *err)
{
	char vin[VIN_SIZE], plate[32];
	int kind = (int)(draw(large) % (sizeof models / sizeof *models));
	snprintf(vin, sizeof vin, "%s%06d", vin_heads[kind], i);
	/* 900 numbers with 30 letters are 27,000 plates before the last digits must differ. */
	int last = i / 27000 * 1500 + (int)(draw(large) % 1500) + 1000;
	snprintf(plate, sizeof plate, "%03d%s%04d", 100 + i % 900, PICK(plate_letters, i / 900), last);
	const char *owner = large->customers[i % large->size.customers];
	struct vehicle vehicle = { .vin = vin,
				   .plate = plate,
				   .plate_country = "KR",
				   .model = models[kind],
				   .model_year = 2016 + (int)(draw(large) % 10),
				   .energy = ENERGY_PETROL,
				   .owner_id = owner,
				   .keeper_id = owner,
				   .contact_id = owner,
				   .mileage = (int)(draw(large) % 120000),
				   .mileage_date = civil_add_months(20780, -3) };
	return store_put_vehicle(large->store, &vehicle, large->vehicles[i], err) && next_row(large, err);
}

static bool is_open(civil_day day)
{
	return civil_weekday(day) < 5;
}

static civil_day next_open(civil_day day)
{
	do
		day++;
	while (!is_open(day));
	return day;
}

static int slot_minute(int slot)
{
	return slot < MORNING_SLOTS ? 540 + 30 * slot : 780 + 30 * (slot - MORNING_SLOTS);
}

/* Where a slot's car goes home: seven in the afternoon of the day, the others on the next open day. No two of
 * an advisor's day meet. */
static struct moment handback_of(civil_day day, int slot)
{
	if (slot < SAME_DAY_SLOTS)
		return (struct moment){ day, slot_minute(slot + SLOTS - SAME_DAY_SLOTS) + 15 };
	return (struct moment){ next_open(day), slot_minute(slot - SAME_DAY_SLOTS) + 15 };
}

static void add_work(const struct large *large, struct plan_candidate *candidate, int work, int slot)
{
	const struct work_part *part = &large->site.work[work].parts[0];
	bool early = slot < SAME_DAY_SLOTS - 3;
	candidate->segments[0] = (struct plan_work_segment){ .skill = part->skill,
							     .day = candidate->day,
							     .half = early ? HALF_AM : HALF_PM,
							     .minutes = part->minutes,
							     .ready = candidate->start + candidate->minutes +
								      large->site.transfer_minutes,
							     .bay = -1,
							     .parallel = 1 };
	candidate->segment_count = 1;
	candidate->finish = (struct moment){ candidate->handback.day, candidate->handback.minute - 30 };
}

static struct plan_candidate candidate_of(struct large *large, civil_day day, int place, int work)
{
	/* The first of a day are spread over it, so that a half empty day has gaps everywhere. */
	static const int order[SLOTS] = { 0, 7, 3, 10, 1, 8, 4, 11, 2, 9, 5, 12, 6, 13, 14 };
	int slot = order[place / 6], lane = place % 6;
	struct plan_candidate candidate = { .advisor = large->first_advisor + lane,
					    .day = day,
					    .start = slot_minute(slot),
					    .minutes = 15,
					    .handback_advisor = large->first_advisor + lane,
					    .handback = handback_of(day, slot),
					    .handback_minutes = 10,
					    .mobility = MOBILITY_NONE,
					    .unit = -1,
					    .driver_out = -1,
					    .driver_back = -1,
					    .foreman = -1,
					    .technician = -1 };
	/* Two cars an advisor leave in the morning and are back the same day: twelve loan cars, none twice.
	 */
	if (slot < 2 && draw(large) % 4 != 0) {
		candidate.mobility = MOBILITY_LOAN;
		candidate.unit = slot * 6 + lane;
		candidate.marks = MARK_LOAN;
	}
	add_work(large, &candidate, work, slot);
	return candidate;
}

static bool add_file(struct large *large, int vehicle, int work, char file[ID_SIZE], struct error *err)
{
	const struct file_start start = { .operator_code = "operator1",
					  .channel = CHANNEL_PHONE,
					  .language = "ko" };
	const struct file_update update = { .customer_id = large->customers[vehicle % large->size.customers],
					    .vehicle_id = large->vehicles[vehicle],
					    .mileage = -1 };
	int number;
	return store_add_file(large->store, &start, file, &number, err) &&
	       store_update_file(large->store, file, &update, err) &&
	       store_add_request_text(large->store, file, PICK(requests, draw(large)), err) &&
	       store_put_work(large->store, file, &large->site.work[work].code, 1, err);
}

static bool add_appointment(struct large *large, civil_day day, int place, civil_day today, struct error *err)
{
	/* A step that shares no factor with any of the sizes walks through all cars before one comes again.
	 */
	int vehicle = (int)((int64_t)large->made++ * 7919 % large->size.vehicles);
	int work = (int)(draw(large) % (uint64_t)large->site.work_count);
	char file[ID_SIZE], id[ID_SIZE];
	struct plan_candidate candidate = candidate_of(large, day, place, work);
	struct plan_request request = { .file = file,
					.vehicle = large->vehicles[vehicle],
					.work = { work },
					.work_count = 1,
					.advisor_wished = -1,
					.advisor_known = -1,
					.unit_fixed = -1 };
	struct store_booking booking = { .file_id = file,
					 .title = large->site.work[work].name.ko,
					 .marks = candidate.marks,
					 .class = CLASS_NORMAL,
					 .mobility_answered = true };
	return add_file(large, vehicle, work, file, err) &&
	       store_insert_appointment(large->store, &large->site, &booking, &request, &candidate, id,
					err) &&
	       (candidate.handback.day >= today ||
		store_set_appointment_state(large->store, id, APPOINTMENT_HANDED_BACK, candidate.handback, 0,
					    1, err)) &&
	       next_row(large, err);
}

static bool add_day(struct large *large, civil_day day, int count, civil_day today, struct error *err)
{
	instant morning;
	/* Booked a week before. */
	if (civil_to_instant(day - 7, slot_minute(0), &morning))
		store_set_actor(large->store, "operator1", morning);
	for (int place = 0; place < count && place < SLOTS * 6; place++) {
		if (!add_appointment(large, day, place, today, err))
			return error_prefix(err, "appointment %d", large->made);
	}
	return true;
}

/* What is booked on the @ahead-th open day from today on, however small the site: three quarters of the
 * places, down to a few. */
static int booked_ahead(int ahead)
{
	return SLOTS * 6 * 3 / 4 * (FUTURE_DAYS - ahead) / FUTURE_DAYS;
}

static bool add_appointments(struct large *large, struct error *err)
{
	civil_day today;
	civil_parse_date(LARGE_TODAY, &today);
	int future = 0, past_days = 0, done = 0;
	for (int ahead = 0; ahead < FUTURE_DAYS; ahead++)
		future += booked_ahead(ahead);
	civil_day first = civil_add_months(today, -12 * large->size.years);
	for (civil_day day = first; day < today; day++)
		past_days += is_open(day);
	int past = large->size.appointments - future;
	for (civil_day day = first; day < today; day++) {
		if (!is_open(day))
			continue;
		done++;
		int upto = (int)((int64_t)past * done / past_days);
		if (!add_day(large, day, upto - large->made, today, err))
			return false;
	}
	civil_day day = today;
	for (int ahead = 0; ahead < FUTURE_DAYS; ahead++, day = next_open(day)) {
		if (!add_day(large, day, booked_ahead(ahead), today, err))
			return false;
	}
	return true;
}

static bool fill(struct large *large, struct error *err)
{
	struct arena texts = { 0 };
	bool good = store_begin_write(large->store, err) &&
		    store_put_site(large->store, &large->site, &texts, NULL, err);
	arena_finish(&texts);
	for (int i = 0; good && i < large->size.customers; i++)
		good = add_customer(large, i, err);
	for (int i = 0; good && i < large->size.vehicles; i++)
		good = add_vehicle(large, i, err);
	return good && add_appointments(large, err) && store_commit(large->store, err);
}

bool large_make(const char *path, const struct large_size *size, struct error *err)
{
	struct id_source ids = { .seed = 1 };
	const struct store_options options = { .path = path, .ids = &ids };
	struct large large = { .size = *size, .random = 1 };
	large_site(&large.arena, &large.site);
	large.first_advisor = site_find_staff(&large.site, "advisor1");
	large.customers = calloc((size_t)size->customers, sizeof *large.customers);
	large.vehicles = calloc((size_t)size->vehicles, sizeof *large.vehicles);
	char why[256];
	bool good = site_valid(&large.site, why, sizeof why) ||
		    error_set(err, ERROR_CONFIG, "large site: %s", why);
	good = good && civil_set_zone(large.site.zone) && store_create(&large.store, &options, err);
	if (good) {
		store_set_actor(large.store, "operator1", 1);
		good = fill(&large, err);
	}
	store_close(large.store);
	free(large.customers);
	free(large.vehicles);
	arena_finish(&large.arena);
	return good;
}
