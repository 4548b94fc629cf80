#include <string.h>

#include "plan/internal.h"

static int64_t minutes_of(struct moment moment)
{
	return (int64_t)moment.day * MINUTES_PER_DAY + moment.minute;
}

static bool is_own(const struct question *question, int loan)
{
	return question->file && question->cache->loan_file[loan] == question->file;
}

/* A car that is not back stays out until now at least. */
static int64_t loan_end(const struct question *question, const struct plan_loan *loan)
{
	int64_t end = minutes_of(loan->to);
	int64_t now = minutes_of(question->state->now);
	return loan->out && end < now ? now : end;
}

static bool unit_absent(const struct plan_state *state, int unit, struct moment from, struct moment to)
{
	for (size_t i = 0; i < state->absence_count; i++)
		if (state->absences[i].kind == ABSENT_UNIT && state->absences[i].index == unit &&
		    absent_overlaps(&state->absences[i], from, to))
			return true;
	return false;
}

enum unit_answer unit_free(const struct question *question, int unit, struct moment from, struct moment to,
			   const char **other, int *gap)
{
	enum unit_answer answer = UNIT_FREE;
	if (unit_absent(question->state, unit, from, to))
		return UNIT_TAKEN;
	const struct row_index *rows = &question->cache->loans;
	int turnaround = question->site->loan_turnaround;
	for (int i = rows->from[unit + 1]; i < rows->from[unit + 2]; i++) {
		const struct plan_loan *loan = &question->state->loans[rows->order[i]];
		if (is_own(question, rows->order[i]))
			continue;
		int64_t before = minutes_of(from) - loan_end(question, loan);
		int64_t after = minutes_of(loan->from) - minutes_of(to);
		int64_t between = before > after ? before : after;
		if (between >= turnaround)
			continue;
		if (other)
			*other = loan->file;
		if (between < 0)
			return UNIT_TAKEN;
		if (gap)
			*gap = (int)between;
		answer = UNIT_TURNAROUND;
	}
	return answer;
}

bool unit_alike(const struct question *question, int unit)
{
	static const char mc20_class[] = "sport";
	const struct mobility_unit *car = &question->site->units[unit];
	if (question->request->mc20 && car->kind == MOBILITY_LOAN)
		return car->car_class && strcmp(car->car_class, mc20_class) == 0;
	return !question->request->electric || car->energy == ENERGY_BEV;
}

int unit_choose(const struct question *question, enum mobility kind, struct moment from, struct moment to)
{
	int best = -1;
	int best_rank = 0;
	for (int i = 0; i < question->site->unit_count; i++) {
		const struct mobility_unit *unit = &question->site->units[i];
		if (unit->kind != kind || !unit->active)
			continue;
		int rank = (int)unit_free(question, i, from, to, NULL, NULL) * 2 + !unit_alike(question, i);
		if (rank == 0)
			return i;
		if (best < 0 || rank < best_rank) {
			best = i;
			best_rank = rank;
		}
	}
	return best;
}

int units_total(const struct site *site, enum mobility kind)
{
	int count = 0;
	for (int i = 0; i < site->unit_count; i++)
		count += site->units[i].kind == kind && site->units[i].active;
	return count;
}

int units_free_all_day(const struct question *question, enum mobility kind, civil_day day)
{
	int index = day_index(question->state, day);
	if (index < 0 || question->cache->info[index].opening.count == 0)
		return 0;
	const struct spans *opening = &question->cache->info[index].opening;
	struct moment from = { day, opening->items[0].start };
	struct moment to = { day, opening->items[opening->count - 1].end };
	int count = 0;
	for (int i = 0; i < question->site->unit_count; i++)
		if (question->site->units[i].kind == kind && question->site->units[i].active &&
		    unit_free(question, i, from, to, NULL, NULL) != UNIT_TAKEN)
			count++;
	return count;
}

static struct moment last_minute(struct moment to)
{
	return (struct moment){ to.day, to.minute > 0 ? to.minute - 1 : 0 };
}

/* Whether @loan takes one of the day's (for the shuttle: of the hour's). */
static bool counts_at(const struct plan_loan *loan, enum mobility kind, struct moment at)
{
	struct moment last = last_minute(loan->to);
	if (kind == MOBILITY_RENTAL)
		return loan->from.day <= at.day && at.day <= last.day;
	if (kind == MOBILITY_TAXI)
		return loan->from.day == at.day || last.day == at.day;
	return (loan->from.day == at.day && loan->from.minute / 60 == at.minute / 60) ||
	       (last.day == at.day && last.minute / 60 == at.minute / 60);
}

static int count_taken(const struct question *question, enum mobility kind, struct moment at)
{
	const struct row_index *rows = &question->cache->loans;
	const struct plan_loan *loans = question->state->loans;
	int count = 0;
	for (int i = rows->from[0]; i < rows->from[1]; i++) {
		int row = rows->order[i];
		if (loans[row].kind != kind || is_own(question, row) || !counts_at(&loans[row], kind, at))
			continue;
		bool twice = false; /* holds of one file become one booking at most */
		for (int j = rows->from[0]; j < i && loans[row].hold && question->cache->loan_file[row];
		     j++) {
			int earlier = rows->order[j];
			twice = twice ||
				(loans[earlier].hold && loans[earlier].kind == kind &&
				 question->cache->loan_file[earlier] == question->cache->loan_file[row] &&
				 counts_at(&loans[earlier], kind, at));
		}
		count += !twice;
	}
	return count;
}

static int limit_of(const struct site *site, enum mobility kind)
{
	if (kind == MOBILITY_ESCORT)
		return site->shuttle_seats;
	return kind == MOBILITY_TAXI ? site->taxi_per_day : site->rental_per_day;
}

bool mobility_never(const struct question *question, enum mobility kind)
{
	const struct site *site = question->site;
	if (question->request->overridden >> RULE_A3 & 1)
		return false;
	switch (kind) {
	case MOBILITY_LOAN:
	case MOBILITY_HIRE:
		return units_total(site, kind) == 0;
	case MOBILITY_PUD:
		return question->cache->driver_count == 0;
	case MOBILITY_ESCORT:
	case MOBILITY_TAXI:
	case MOBILITY_RENTAL:
		return limit_of(site, kind) == 0;
	case MOBILITY_WAIT:
		return work_minutes(site, question->request) > site->wait_limit;
	case MOBILITY_NONE:
	case MOBILITY_COUNT:
		return false;
	}
	return false;
}

bool outside_free(const struct question *question, enum mobility kind, struct moment from, struct moment to,
		  int *need, int *have, struct moment *where)
{
	int limit = limit_of(question->site, kind);
	if (limit < 0)
		return true;
	struct moment last = last_minute(to);
	struct moment at = from;
	for (;;) {
		int taken = count_taken(question, kind, at);
		if (taken >= limit) {
			*need = taken + 1;
			*have = limit;
			*where = at;
			return false;
		}
		if (at.day >= last.day && (kind != MOBILITY_ESCORT || moment_compare(at, last) >= 0))
			return true;
		if (kind == MOBILITY_RENTAL)
			at.day++;
		else
			at = last;
	}
}

int outside_left(const struct question *question, enum mobility kind, civil_day day)
{
	int limit = limit_of(question->site, kind);
	int index = day_index(question->state, day);
	if (limit < 0)
		return -1;
	if (kind != MOBILITY_ESCORT) {
		int left = limit - count_taken(question, kind, (struct moment){ day, 0 });
		return left > 0 ? left : 0;
	}
	int least = limit;
	const struct spans *opening = &question->cache->info[index].opening;
	for (int i = 0; index >= 0 && i < opening->count; i++)
		for (int hour = opening->items[i].start / 60; hour * 60 < opening->items[i].end; hour++) {
			int left = limit - count_taken(question, kind, (struct moment){ day, hour * 60 });
			least = left < least ? left : least;
		}
	return least > 0 ? least : 0;
}

/* Takes away the starts at which @loan still or again has its car: one lent then is out until @until at
 * least, or (day -1) for @length minutes. */
static void clear_loan(const struct question *question, const struct plan_loan *loan, civil_day day,
		       int length, struct moment until, struct slots *starts)
{
	int64_t midnight = minutes_of((struct moment){ day, 0 });
	int64_t end = loan_end(question, loan) - midnight;
	int64_t begin = minutes_of(loan->from) - midnight;
	if (end <= 0 || (until.day >= 0 && moment_compare(until, loan->from) <= 0))
		return;
	/* The first start after which the two overlap: one may end when the other begins. */
	int64_t before = begin - length;
	int64_t from = until.day >= 0 || before < 0 ? 0 : before / SLOT_MINUTES * SLOT_MINUTES + SLOT_MINUTES;
	if (from < MINUTES_PER_DAY && from < end)
		slots_clear(starts, (int)from, (int)(end < MINUTES_PER_DAY ? end : MINUTES_PER_DAY));
}

static struct slots unit_starts(const struct question *question, enum mobility kind, civil_day day,
				int length, struct moment until)
{
	const struct row_index *rows = &question->cache->loans;
	struct slots any = { { 0 } };
	for (int unit = 0; unit < question->site->unit_count; unit++) {
		struct slots starts = { { 0 } };
		if (question->site->units[unit].kind != kind || !question->site->units[unit].active)
			continue;
		slots_set(&starts, 0, MINUTES_PER_DAY);
		for (int i = rows->from[unit + 1]; i < rows->from[unit + 2]; i++)
			if (!is_own(question, rows->order[i]))
				clear_loan(question, &question->state->loans[rows->order[i]], day, length,
					   until, &starts);
		for (int i = 0; i < SLOT_WORDS; i++)
			any.words[i] |= starts.words[i];
	}
	return any;
}

/* The starts at which one of @people has been free for @before minutes, or is for @after more. Of a part of 5
 * minutes nothing is said. */
static struct slots people_starts(struct question *question, const int *people, int count, civil_day day,
				  int before, int after)
{
	struct slots any = { { 0 } };
	int index = day_index(question->state, day);
	int length = (before + after) / SLOT_MINUTES * SLOT_MINUTES;
	for (int i = 0; i < count; i++) {
		struct slots runs = slots_runs(person_slots(question, index, people[i]), length);
		struct slots starts = slots_later(&runs, before / SLOT_MINUTES * SLOT_MINUTES);
		for (int word = 0; word < SLOT_WORDS; word++)
			any.words[word] |= starts.words[word];
	}
	return any;
}

struct slots attended_starts(struct question *question, civil_day day, int length)
{
	struct slots starts = { { 0 } };
	slots_set(&starts, 0, MINUTES_PER_DAY);
	if (!question->request->attends_foreman || length < SLOT_MINUTES)
		return starts;
	return people_starts(question, question->cache->foremen, question->cache->foreman_count, day, 0,
			     length);
}

struct slots mobility_starts(struct question *question, enum mobility kind, civil_day day, int length,
			     struct moment until)
{
	struct slots starts = { { 0 } };
	if (kind == MOBILITY_PUD && question->site->drive_minutes >= SLOT_MINUTES)
		return people_starts(question, question->cache->drivers, question->cache->driver_count, day,
				     question->site->drive_minutes, 0);
	slots_set(&starts, 0, MINUTES_PER_DAY);
	if (kind == MOBILITY_LOAN || kind == MOBILITY_HIRE)
		return question->request->unit_fixed < 0 ? unit_starts(question, kind, day, length, until)
							 : starts;
	if (kind != MOBILITY_ESCORT && kind != MOBILITY_TAXI && kind != MOBILITY_RENTAL)
		return starts;
	int limit = limit_of(question->site, kind);
	int step = kind == MOBILITY_ESCORT ? 60 : MINUTES_PER_DAY;
	for (int minute = 0; limit >= 0 && minute < MINUTES_PER_DAY; minute += step)
		if (count_taken(question, kind, (struct moment){ day, minute }) >= limit)
			slots_clear(&starts, minute, minute + step);
	return starts;
}
