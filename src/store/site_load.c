/* Reading the site back. */
#include <string.h>

#include "base/i18n.h"
#include "store/private.h"
#include "store/site_store.h"
#include "store/site_text.h"

/* Keys of the rows just read, by position, while the rest is read. */
struct reader {
	struct store *store;
	struct arena *arena;
	struct arena scratch;
	struct site *site;
	int64_t *staff, *skills, *bays, *work;
	struct error *err;
};

static int position(const int64_t *keys, int count, int64_t key)
{
	for (int i = 0; i < count; i++)
		if (keys[i] == key)
			return i;
	return -1;
}

static bool read_base(struct reader *r)
{
	struct site *site = r->site;
	struct stmt *q = sql_start(r->store, SQL_SITE_GET);
	if (!sql_one(q, r->err, N_("site"), _("(none stored; run `prenota init`)")))
		return false;
	site->id = sql_text(q, r->arena);
	site->name = sql_text(q, r->arena);
	site->zone = sql_text(q, r->arena);
	site->country = sql_text(q, r->arena);
	site->language = sql_text(q, r->arena);
	site->currency = sql_text(q, r->arena);
	site->demo = sql_int(q) != 0;
	int *const numbers[] = {
		&site->lunch.start,      &site->lunch.end,         &site->reserve_pct,
		&site->promise_margin,   &site->notice_minutes,    &site->loan_turnaround,
		&site->drive_minutes,    &site->transfer_minutes,  &site->wait_limit,
		&site->reserve_opens_at, &site->horizon_days,      &site->shuttle_seats,
		&site->taxi_per_day,     &site->rental_per_day,    &site->ring_on_ms,
		&site->ring_off_ms,      &site->hold_warn_seconds, &site->hold_limit_seconds,
		&site->message_hours.start, &site->message_hours.end, &site->advert_hours.start,
		&site->advert_hours.end
	};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = (int)sql_int(q);
	return sql_end(q, r->err);
}

static bool read_dealer(struct reader *r)
{
	struct stmt *q = sql_start(r->store, SQL_DEALER_ALL);
	while (sql_row(q)) {
		const char *field = sql_peek(q);
		for (int i = 0; i < DEALER_FIELD_COUNT; i++) {
			if (strcmp(site_dealer_name(i), field) != 0)
				continue;
			*site_dealer_value(&r->site->dealer, i) = sql_text(q, r->arena);
			break;
		}
	}
	return sql_end(q, r->err);
}

static bool read_hours(struct reader *r)
{
	struct stmt *q = sql_start(r->store, SQL_HOURS_ALL);
	while (sql_row(q)) {
		bool opening = strcmp(sql_peek(q), "opening") == 0;
		int weekday = (int)sql_int(q);
		struct hours *hours = opening ? &r->site->opening[weekday] : &r->site->reception[weekday];
		if (hours->count >= SITE_INTERVALS_MAX)
			continue;
		struct interval *interval = &hours->intervals[hours->count++];
		interval->start = (int)sql_int(q);
		interval->end = (int)sql_int(q);
	}
	return sql_end(q, r->err);
}

static bool read_holidays(struct reader *r)
{
	struct site *site = r->site;
	size_t capacity = 0;
	struct stmt *q = sql_start(r->store, SQL_HOLIDAY_ALL);
	while (sql_row(q)) {
		site->holidays = arena_grow(r->arena, site->holidays, site->holiday_count, &capacity,
					    sizeof *site->holidays);
		struct holiday *holiday = &site->holidays[site->holiday_count++];
		holiday->day = (civil_day)sql_int(q);
		holiday->half = sql_int(q) != 0;
		holiday->closes_at = (int)sql_int(q);
		holiday->name.en = sql_text(q, r->arena);
		holiday->name.ko = sql_text(q, r->arena);
	}
	return sql_end(q, r->err);
}

static bool read_skills(struct reader *r)
{
	struct site *site = r->site;
	r->skills = arena_alloc(&r->scratch, SITE_SKILLS_MAX * sizeof *r->skills);
	struct stmt *q = sql_start(r->store, SQL_SKILL_ALL);
	while (site->skill_count < SITE_SKILLS_MAX && sql_row(q)) {
		struct skill *skill = &site->skills[site->skill_count];
		r->skills[site->skill_count++] = sql_int(q);
		skill->code = sql_text(q, r->arena);
		skill->name.en = sql_text(q, r->arena);
		skill->name.ko = sql_text(q, r->arena);
	}
	return sql_end(q, r->err);
}

static bool read_staff(struct reader *r)
{
	struct site *site = r->site;
	size_t capacity = 0, key_capacity = 0;
	struct stmt *q = sql_start(r->store, SQL_STAFF_ALL);
	while (sql_row(q)) {
		size_t count = (size_t)site->staff_count++;
		site->staff = arena_grow(r->arena, site->staff, count, &capacity, sizeof *site->staff);
		r->staff = arena_grow(&r->scratch, r->staff, count, &key_capacity, sizeof *r->staff);
		struct staff *staff = &site->staff[count];
		*staff = (struct staff){ 0 };
		r->staff[count] = sql_int(q);
		staff->code = sql_text(q, r->arena);
		staff->login = sql_text(q, r->arena);
		staff->name = sql_text(q, r->arena);
		staff->short_name = sql_text(q, r->arena);
		staff->roles = (unsigned)sql_int(q);
		staff->productive_pct = (int)sql_int(q);
		staff->active = sql_int(q) != 0;
		staff->extension = sql_text(q, r->arena);
		for (int i = 0; i < SITE_SKILLS_MAX; i++)
			staff->ability_pct[i] = 100;
	}
	return sql_end(q, r->err);
}

static bool read_staff_skills(struct reader *r)
{
	struct stmt *q = sql_start(r->store, SQL_STAFF_SKILL_ALL);
	while (sql_row(q)) {
		int staff = position(r->staff, r->site->staff_count, sql_int(q));
		int skill = position(r->skills, r->site->skill_count, sql_int(q));
		if (staff < 0 || skill < 0)
			continue;
		if (sql_int(q))
			r->site->staff[staff].skills |= (uint16_t)(1u << skill);
		r->site->staff[staff].ability_pct[skill] = (int)sql_int(q);
	}
	return sql_end(q, r->err);
}

static bool read_shifts(struct reader *r)
{
	struct site *site = r->site;
	size_t capacity = 0;
	struct stmt *q = sql_start(r->store, SQL_SHIFT_ALL);
	while (sql_row(q)) {
		int staff = position(r->staff, site->staff_count, sql_int(q));
		if (staff < 0)
			continue;
		site->shifts = arena_grow(r->arena, site->shifts, site->shift_count, &capacity,
					  sizeof *site->shifts);
		struct shift *shift = &site->shifts[site->shift_count++];
		shift->staff = staff;
		shift->weekday = (int)sql_int(q);
		shift->from = (civil_day)sql_int(q);
		shift->to = (civil_day)sql_int(q);
		shift->time.start = (int)sql_int(q);
		shift->time.end = (int)sql_int(q);
	}
	return sql_end(q, r->err);
}

static bool read_duties(struct reader *r)
{
	struct site *site = r->site;
	size_t capacity = 0;
	struct stmt *q = sql_start(r->store, SQL_DUTY_ALL);
	while (sql_row(q)) {
		int staff = position(r->staff, site->staff_count, sql_int(q));
		if (staff < 0)
			continue;
		site->duties =
			arena_grow(r->arena, site->duties, site->duty_count, &capacity, sizeof *site->duties);
		struct duty *duty = &site->duties[site->duty_count++];
		duty->staff = staff;
		duty->weekday = (int)sql_int(q);
		duty->date = (civil_day)sql_int(q);
		duty->time.start = (int)sql_int(q);
		duty->time.end = (int)sql_int(q);
	}
	return sql_end(q, r->err);
}

static bool read_bays(struct reader *r)
{
	struct site *site = r->site;
	size_t capacity = 0, key_capacity = 0;
	struct stmt *q = sql_start(r->store, SQL_BAY_ALL);
	while (sql_row(q)) {
		size_t count = (size_t)site->bay_count++;
		site->bays = arena_grow(r->arena, site->bays, count, &capacity, sizeof *site->bays);
		r->bays = arena_grow(&r->scratch, r->bays, count, &key_capacity, sizeof *r->bays);
		struct bay_type *bay = &site->bays[count];
		r->bays[count] = sql_int(q);
		bay->code = sql_text(q, r->arena);
		bay->name.en = sql_text(q, r->arena);
		bay->name.ko = sql_text(q, r->arena);
		bay->count = (int)sql_int(q);
	}
	return sql_end(q, r->err);
}

static bool read_work(struct reader *r)
{
	struct site *site = r->site;
	size_t capacity = 0, key_capacity = 0;
	struct stmt *q = sql_start(r->store, SQL_WORK_ALL);
	while (sql_row(q)) {
		size_t count = (size_t)site->work_count++;
		site->work = arena_grow(r->arena, site->work, count, &capacity, sizeof *site->work);
		r->work = arena_grow(&r->scratch, r->work, count, &key_capacity, sizeof *r->work);
		struct work_type *work = &site->work[count];
		*work = (struct work_type){ 0 };
		r->work[count] = sql_int(q);
		work->code = sql_text(q, r->arena);
		work->name.en = sql_text(q, r->arena);
		work->name.ko = sql_text(q, r->arena);
		work->bay = position(r->bays, site->bay_count, sql_int(q));
		work->keeps_bay = sql_int(q) != 0;
		work->parallel = (int)sql_int(q);
		work->same_day = sql_int(q) != 0;
		work->quality_minutes = (int)sql_int(q);
		work->wash_minutes = (int)sql_int(q);
		work->flags = (unsigned)sql_int(q);
		work->price_from = (int)sql_int(q);
	}
	return sql_end(q, r->err);
}

static bool read_work_parts(struct reader *r)
{
	struct stmt *q = sql_start(r->store, SQL_WORK_PART_ALL);
	while (sql_row(q)) {
		int index = position(r->work, r->site->work_count, sql_int(q));
		int skill = position(r->skills, r->site->skill_count, sql_int(q));
		if (index < 0 || skill < 0 || r->site->work[index].part_count >= SITE_WORK_PARTS_MAX)
			continue;
		struct work_type *work = &r->site->work[index];
		work->parts[work->part_count].skill = skill;
		work->parts[work->part_count++].minutes = (int)sql_int(q);
	}
	return sql_end(q, r->err);
}

static bool read_units(struct reader *r)
{
	struct site *site = r->site;
	size_t capacity = 0;
	struct stmt *q = sql_start(r->store, SQL_UNIT_ALL);
	while (sql_row(q)) {
		site->units = arena_grow(r->arena, site->units, (size_t)site->unit_count, &capacity,
					 sizeof *site->units);
		struct mobility_unit *unit = &site->units[site->unit_count++];
		*unit = (struct mobility_unit){ 0 };
		(void)sql_int(q);
		unit->code = sql_text(q, r->arena);
		mobility_from_code(sql_peek(q), &unit->kind);
		unit->model = sql_text(q, r->arena);
		unit->plate = sql_text(q, r->arena);
		unit->car_class = sql_text(q, r->arena);
		energy_from_code(sql_peek(q), &unit->energy);
		unit->active = sql_int(q) != 0;
	}
	return sql_end(q, r->err);
}

static bool read_intervals(struct reader *r)
{
	size_t count = 0, capacity = 0;
	struct service_interval *rows = NULL;
	struct stmt *q = sql_start(r->store, SQL_INTERVAL_ALL);
	while (sql_row(q)) {
		rows = arena_grow(r->arena, rows, count, &capacity, sizeof *rows);
		struct service_interval *row = &rows[count++];
		*row = (struct service_interval){ .service = sql_text(q, r->arena) };
		row->name.en = sql_text(q, r->arena);
		row->name.ko = sql_text(q, r->arena);
		row->models = sql_text(q, r->arena);
		row->energies = (unsigned)sql_int(q);
		row->months = (int)sql_int(q);
		row->km = (int)sql_int(q);
		row->work = sql_text(q, r->arena);
		row->done = sql_text(q, r->arena);
		row->repeats = sql_int(q) != 0;
		row->source = sql_text(q, r->arena);
	}
	r->site->intervals = rows;
	r->site->interval_count = (int)count;
	return sql_end(q, r->err);
}

static bool read_site(struct reader *r)
{
	return read_base(r) && read_dealer(r) && read_hours(r) && read_holidays(r) && read_skills(r) &&
	       read_staff(r) && read_staff_skills(r) && read_shifts(r) && read_duties(r) && read_bays(r) &&
	       read_work(r) && read_work_parts(r) && read_units(r) && read_intervals(r);
}

/* A site is read when the program starts and after the few times a year that it changes. */
static void forget_statements(struct store *store)
{
	static const enum sql read[] = { SQL_SITE_GET,        SQL_DEALER_ALL,  SQL_HOURS_ALL,
					 SQL_HOLIDAY_ALL,     SQL_SKILL_ALL,   SQL_STAFF_ALL,
					 SQL_STAFF_SKILL_ALL, SQL_SHIFT_ALL,   SQL_DUTY_ALL,
					 SQL_BAY_ALL,         SQL_WORK_ALL,    SQL_WORK_PART_ALL,
					 SQL_UNIT_ALL,        SQL_INTERVAL_ALL };
	for (size_t i = 0; i < sizeof read / sizeof *read; i++)
		sql_forget(store, read[i]);
}

bool store_get_site(struct store *store, struct arena *arena, struct site *site, struct error *err)
{
	struct site found = { 0 };
	struct reader r = { .store = store, .arena = arena, .site = &found, .err = err };
	bool alone = !store->in_read && !store->in_write;
	if (alone && !store_begin_read(store, err))
		return false;
	bool fine = read_site(&r);
	forget_statements(store);
	if (alone)
		store_end_read(store);
	arena_finish(&r.scratch);
	if (fine)
		*site = found;
	return fine;
}

bool store_has_site(struct store *store, bool *has, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_SITE_REVISION);
	bool found = sql_row(q);
	if (!sql_end(q, err))
		return false;
	*has = found;
	return true;
}

bool store_site_revision(struct store *store, int64_t *revision, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_SITE_REVISION);
	if (!sql_one(q, err, N_("site"), _("(none stored; run `prenota init`)")))
		return false;
	*revision = sql_int(q);
	return sql_end(q, err);
}
