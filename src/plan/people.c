#include "plan/internal.h"

bool request_exempt(const struct plan_request *request)
{
	return request->channel == CHANNEL_WALKIN || request->immobilised;
}

static bool is_staff(const struct question *question, int staff)
{
	return staff >= 0 && staff < question->site->staff_count;
}

bool person_present(const struct question *question, int staff, civil_day day, int start, int end)
{
	int index = day_index(question->state, day);
	return index >= 0 && is_staff(question, staff) &&
	       spans_cover(presence(question->state, index, staff), start, end);
}

bool person_busy(const struct question *question, int staff, civil_day day, int start, int end,
		 const char **other)
{
	int index = day_index(question->state, day);
	if (index < 0 || !is_staff(question, staff))
		return false;
	int key = index * question->site->staff_count + staff;
	const struct row_index *rows = &question->cache->busy;
	for (int i = rows->from[key]; i < rows->from[key + 1]; i++) {
		const struct plan_busy *busy = &question->state->busy[rows->order[i]];
		bool own = question->file && question->cache->busy_file[rows->order[i]] == question->file;
		if (own || busy->end <= start || busy->start >= end)
			continue;
		if (other)
			*other = busy->file;
		return true;
	}
	return false;
}

bool person_free(const struct question *question, int staff, civil_day day, int start, int end,
		 const char **other)
{
	return person_present(question, staff, day, start, end) &&
	       !person_busy(question, staff, day, start, end, other);
}

static struct slots free_slots(const struct question *question, int day, int staff)
{
	struct slots slots = { { 0 } };
	slots_fill(&slots, presence(question->state, day, staff));
	int key = day * question->site->staff_count + staff;
	const struct row_index *rows = &question->cache->busy;
	for (int i = rows->from[key]; i < rows->from[key + 1]; i++) {
		const struct plan_busy *busy = &question->state->busy[rows->order[i]];
		if (!question->file || question->cache->busy_file[rows->order[i]] != question->file)
			slots_clear(&slots, busy->start, busy->end);
	}
	return slots;
}

/* Where the answer is kept: with the state, unless the request's own times lie on the day. */
static struct slots **kept_slots(struct question *question, int day, int staff, bool advisor)
{
	int key = day * question->site->staff_count + staff;
	if (question->has_times && question->has_times[day])
		return &question->own_free[key * 2 + advisor];
	return advisor ? &question->cache->advisor_free[key] : &question->cache->person_free[key];
}

static struct arena *slots_arena(struct question *question, int day)
{
	bool own = question->has_times && question->has_times[day];
	return own ? &question->arena : question->shared_arena;
}

const struct slots *person_slots(struct question *question, int day, int staff)
{
	struct slots **known = kept_slots(question, day, staff, false);
	if (!*known) {
		*known = arena_alloc(slots_arena(question, day), sizeof **known);
		**known = free_slots(question, day, staff);
	}
	return *known;
}

const struct slots *advisor_slots(struct question *question, int day, int staff)
{
	struct slots **known = kept_slots(question, day, staff, true);
	if (*known)
		return *known;
	*known = arena_alloc(slots_arena(question, day), sizeof **known);
	struct slots mine = free_slots(question, day, staff);
	slots_fill(*known, &question->cache->info[day].reception);
	for (int i = 0; i < SLOT_WORDS; i++)
		(*known)->words[i] &= mine.words[i];
	return *known;
}

int candidate_people(const struct site *site, const struct plan_request *request,
		     const struct plan_candidate *c, struct person_time times[PERSON_TIMES_MAX])
{
	int count = 0;
	int handback_end = c->handback.minute + c->handback_minutes;
	if (c->mobility == MOBILITY_PUD && c->driver_out >= 0)
		times[count++] = (struct person_time){ c->driver_out, c->day, c->start - site->drive_minutes,
						       c->start };
	if (c->mobility == MOBILITY_PUD && c->driver_back >= 0)
		times[count++] = (struct person_time){ c->driver_back, c->handback.day, handback_end,
						       handback_end + site->drive_minutes };
	if (c->foreman >= 0 && request->attends_foreman)
		times[count++] = (struct person_time){ c->foreman, c->day, c->start, c->start + c->minutes };
	if (c->foreman >= 0 && request->workshop_return)
		times[count++] =
			(struct person_time){ c->foreman, c->handback.day, c->handback.minute - DRIVE_MINUTES,
					      c->handback.minute };
	if (c->technician >= 0)
		times[count++] =
			(struct person_time){ c->technician, c->day, c->technician_start, c->technician_end };
	return count;
}
