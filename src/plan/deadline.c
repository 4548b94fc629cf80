#include "plan/check.h"
#include "plan/internal.h"

static int closing_of(const struct plan_state *state, civil_day day)
{
	struct spans hours = reception_hours(state, day);
	return hours.count ? hours.items[hours.count - 1].end : 0;
}

bool plan_deadline(const struct plan_state *state, const struct plan_request *request, civil_day *last)
{
	if (request->later_by_customer || (!request->workshop_return && !request->mc20))
		return false;
	/* MC20: the first working day after the calendar day of the call. */
	civil_day next = next_working_day(state, request->called.day);
	if (request->mc20) {
		*last = next;
		return true;
	}
	/* A return that comes after closing counts as the next open day's. */
	civil_day called = request->called.day;
	if (request->called.minute >= closing_of(state, called))
		called = next;
	*last = next_working_day(state, next_working_day(state, called));
	return true;
}

bool deadline_binds(const struct plan_state *state, const struct plan_request *request, civil_day day,
		    civil_day *last)
{
	if (!plan_deadline(state, request, last) || day <= *last)
		return false;
	for (int i = 0; i < request->wish_count; i++)
		if (request->wishes[i].has_day && request->wishes[i].day == day)
			return false; /* the customer wants that later day */
	return true;
}

struct moment plan_earliest(const struct plan_state *state, const struct plan_request *request)
{
	struct moment earliest = state->now;
	earliest.minute += request_exempt(request) ? 0 : state->site->notice_minutes;
	earliest.day += earliest.minute / MINUTES_PER_DAY;
	earliest.minute %= MINUTES_PER_DAY;
	return moment_compare(request->earliest, earliest) > 0 ? request->earliest : earliest;
}
