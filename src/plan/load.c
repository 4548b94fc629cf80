#include "plan/load.h"

#include "plan/internal.h"

static void add_capacity(struct question *question, int bucket, struct plan_day_load *load, int bookable[])
{
	const struct site *site = question->site;
	int reserve = reserve_pct(question->state, load->day);
	const int16_t *minutes = attendance(question->state, bucket);
	for (int skill = 0; skill < site->skill_count; skill++) {
		int64_t capacity = 0;
		for (int i = 0; i < question->cache->technician_count; i++) {
			const struct staff *staff = &site->staff[question->cache->technicians[i]];
			if (staff->skills >> skill & 1)
				capacity += (int64_t)minutes[i] * staff->productive_pct;
		}
		struct plan_skill_load *one = &load->skills[skill];
		one->half_capacity[bucket % HALF_COUNT] = (int)(capacity / 100);
		one->half_reserve[bucket % HALF_COUNT] = (int)(capacity * reserve / UNIT);
		one->capacity += one->half_capacity[bucket % HALF_COUNT];
		one->reserve += one->half_reserve[bucket % HALF_COUNT];
		bookable[skill] += (int)(capacity * (100 - reserve) / UNIT);
	}
}

static void add_planned(struct question *question, int bucket, struct plan_day_load *load)
{
	const struct bucket_view *view = bucket_view(question, bucket);
	for (int i = 0; i < view->row_count; i++) {
		const struct load_row *row = &view->rows[i];
		struct plan_skill_load *skill = &load->skills[row->skill];
		skill->planned += row->minutes;
		skill->half_planned[bucket % HALF_COUNT] += row->minutes;
		skill->held += row->hold ? row->minutes : 0;
		skill->carried += row->carried ? row->minutes : 0;
		int *part = row->hold         ? skill->half_held
			    : row->carried    ? skill->half_carried
			    : row->named >= 0 ? skill->half_named
					      : NULL;
		if (part)
			part[bucket % HALF_COUNT] += row->minutes;
	}
}

static void load_skills(struct question *question, int day, struct plan_day_load *load)
{
	int bookable[SITE_SKILLS_MAX] = { 0 };
	for (int half = 0; half < HALF_COUNT; half++) {
		int bucket = day * 2 + half;
		if (!bucket_open(question->state, bucket))
			continue;
		add_capacity(question, bucket, load, bookable);
		add_planned(question, bucket, load);
		const int *spare = hall_spares(question, bucket);
		for (int skill = 0; skill < question->site->skill_count; skill++) {
			load->skills[skill].half_spare[half] = spare[skill];
			load->skills[skill].spare += spare[skill];
		}
	}
	for (int skill = 0; skill < question->site->skill_count; skill++) {
		struct plan_skill_load *one = &load->skills[skill];
		int share = bookable[skill] ? 100 - 100 * one->spare / bookable[skill] : 100;
		one->share = share < 0 ? 0 : share;
	}
}

static void load_receptions(struct question *question, int day, struct plan_day_load *load)
{
	const struct plan_cache *cache = question->cache;
	for (int i = 0; i < cache->advisor_count; i++)
		load->receptions_capacity += density_most_starts(question->state, day, cache->advisors[i]);
	int staff_count = question->site->staff_count;
	for (int i = cache->busy.from[day * staff_count]; i < cache->busy.from[(day + 1) * staff_count]; i++) {
		const struct plan_busy *busy = &question->state->busy[cache->busy.order[i]];
		load->receptions_booked += busy->kind == BUSY_RECEPTION ? 1 + busy->alike : 0;
	}
}

/* Drivers on duty, and those of them who have nothing yet. */
static void load_drivers(struct question *question, int day, struct plan_mobility_load *mobility)
{
	const struct plan_cache *cache = question->cache;
	for (int i = 0; i < cache->driver_count; i++) {
		int driver = cache->drivers[i];
		int key = day * question->site->staff_count + driver;
		bool there = presence(question->state, day, driver)->count > 0;
		mobility->total += there;
		mobility->free += there && cache->busy.from[key] == cache->busy.from[key + 1];
	}
}

static void load_mobility(struct question *question, int day, struct plan_day_load *load)
{
	static const enum mobility kinds[] = { MOBILITY_LOAN,   MOBILITY_HIRE, MOBILITY_PUD,
					       MOBILITY_ESCORT, MOBILITY_TAXI, MOBILITY_RENTAL };
	const struct site *site = question->site;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct plan_mobility_load *mobility = &load->mobility[load->mobility_count];
		*mobility = (struct plan_mobility_load){ .kind = kinds[i] };
		bool has = true;
		if (kinds[i] == MOBILITY_LOAN || kinds[i] == MOBILITY_HIRE) {
			mobility->total = units_total(site, kinds[i]);
			mobility->free = units_free_all_day(question, kinds[i], load->day);
			has = mobility->total > 0;
		} else if (kinds[i] == MOBILITY_PUD) {
			load_drivers(question, day, mobility);
			has = question->cache->driver_count > 0;
		} else {
			mobility->total = kinds[i] == MOBILITY_ESCORT ? site->shuttle_seats
					  : kinds[i] == MOBILITY_TAXI ? site->taxi_per_day
								      : site->rental_per_day;
			mobility->free = outside_left(question, kinds[i], load->day);
			has = mobility->total != 0;
		}
		load->mobility_count += has;
	}
}

void plan_load_day(const struct plan_state *state, civil_day day, struct plan_day_load *load)
{
	*load = (struct plan_day_load){ .day = day };
	int index = day_index(state, day);
	if (index < 0 || !state->cache->info[index].open)
		return;
	struct question question;
	question_start(&question, state, NULL);
	load->open = true;
	load_skills(&question, index, load);
	load_receptions(&question, index, load);
	load_mobility(&question, index, load);
	question_finish(&question);
}

int plan_heat(int share)
{
	static const int from[] = { 50, 70, 85, 100 };
	int heat = 0;
	while (heat < 4 && share >= from[heat])
		heat++;
	return heat;
}
