#include "plan/check.h"
#include "plan/internal.h"
#include "plan/propose.h"

enum { REASONS_MOST = 3, CAUTIONS_MOST = 2, FULL_POINTS = 7 /* of the load term: 85 % and above */ };

static void add_reason(struct plan_proposal *proposal, bool holds, enum plan_reason_kind kind, int value,
		       int skill)
{
	if (holds && proposal->reason_count < REASONS_MOST)
		proposal->reasons[proposal->reason_count++] = (struct plan_note){ (int)kind, value, skill };
}

static void add_caution(struct plan_proposal *proposal, bool holds, enum plan_caution_kind kind, int value)
{
	if (holds && proposal->caution_count < CAUTIONS_MOST)
		proposal->cautions[proposal->caution_count++] = (struct plan_note){ (int)kind, value, -1 };
}

static bool wished_day(const struct plan_request *request, civil_day day)
{
	for (int i = 0; i < request->wish_count; i++)
		if (request->wishes[i].has_day && request->wishes[i].day == day)
			return true;
	return false;
}

static int first_skill(const struct question *question)
{
	for (int i = 0; i < question->request->work_count; i++) {
		const struct work_type *work = &question->site->work[question->request->work[i]];
		if (work->part_count)
			return work->parts[0].skill;
	}
	return -1;
}

/* Minutes of the main skill that the day of the reception has left. */
static int room_left(struct question *question, civil_day day, int skill)
{
	int index = day_index(question->state, day);
	int sum = 0;
	for (int half = 0; index >= 0 && skill >= 0 && half < HALF_COUNT; half++) {
		if (bucket_open(question->state, index * 2 + half))
			sum += hall_spares(question, index * 2 + half)[skill];
	}
	return sum;
}

static void add_reasons(struct question *question, struct plan_proposal *proposal)
{
	const struct plan_request *request = question->request;
	const struct plan_candidate *c = &proposal->candidate;
	const int *terms = proposal->terms;
	civil_day last;
	bool due = plan_deadline(question->state, request, &last) && c->day <= last;
	bool wished = request->wish_count > 0 && terms[TERM_WISH] == 0;
	int skill = first_skill(question);
	int room = room_left(question, c->day, skill);
	bool car = c->mobility == MOBILITY_LOAN || c->mobility == MOBILITY_HIRE;
	bool quiet = starts_near(question, c->day, c->start) == 0;
	bool first = c->day == plan_earliest(question->state, request).day;
	add_reason(proposal, due && request->workshop_return, REASON_WITHIN_RETURN, 0, -1);
	add_reason(proposal, due && request->mc20, REASON_EXPRESS, 0, -1);
	add_reason(proposal, wished, REASON_AS_WISHED, 0, -1);
	add_reason(proposal, !wished && wished_day(request, c->day), REASON_SAME_DAY_WISHED, 0, -1);
	add_reason(proposal, terms[TERM_ADVISOR] < 0, REASON_KNOWS_CUSTOMER, 0, -1);
	add_reason(proposal, car && !proposal->needs_authority, REASON_CAR_FREE, 0, -1);
	add_reason(proposal, c->handback.day == c->day, REASON_BACK_SAME_DAY, 0, -1);
	add_reason(proposal, quiet, REASON_QUIET_HOUR, 0, -1);
	add_reason(proposal, first, REASON_FIRST_POSSIBLE, 0, -1);
	add_reason(proposal, room > 0 || proposal->reason_count == 0, REASON_ROOM, room, skill);
}

static bool opens_diagnosis(const struct question *question)
{
	for (int i = 0; i < question->request->work_count; i++)
		if (question->site->work[question->request->work[i]].flags & WORK_DIAGNOSIS)
			return true;
	return false;
}

/* The first wished day on which the site is closed, or 0; a wish that was kept leaves nothing to say. */
static civil_day wish_closed(const struct question *question, civil_day day)
{
	const struct plan_request *request = question->request;
	if (wished_day(request, day))
		return 0;
	for (int i = 0; i < request->wish_count; i++)
		if (request->wishes[i].has_day && !house_opens(question->state, request->wishes[i].day))
			return request->wishes[i].day;
	return 0;
}

/* The customer's earliest day when it was over before the call. */
static civil_day earliest_past(const struct plan_request *request)
{
	return request->earliest.day && request->earliest.day < request->called.day ? request->earliest.day
										    : 0;
}

static void add_cautions(struct question *question, struct plan_proposal *proposal)
{
	const struct plan_request *request = question->request;
	const struct plan_candidate *c = &proposal->candidate;
	const int *terms = proposal->terms;
	enum mobility options[MOBILITY_COUNT];
	mobility_options(request, options);
	civil_day last;
	bool late = plan_deadline(question->state, request, &last) && c->day > last;
	bool other_advisor = request->advisor_wished >= 0 && request->advisor_wished != c->advisor;
	bool other_mobility = c->mobility != options[0];
	int nights = (int)(c->handback.day - c->day);
	bool below = c->mobility == MOBILITY_LOAN && request->mc20 && c->unit >= 0 &&
		     !unit_alike(question, c->unit);
	civil_day closed = wish_closed(question, c->day), past = earliest_past(request);
	bool last_loan = c->mobility == MOBILITY_LOAN && !request->mc20 &&
			 units_free_all_day(question, MOBILITY_LOAN, c->day) <= 1;
	add_caution(proposal, proposal->needs_authority != 0, CAUTION_AUTHORITY, 0);
	add_caution(proposal, late, CAUTION_AFTER_DEADLINE, 0);
	add_caution(proposal, closed != 0, CAUTION_WISH_CLOSED, (int)closed);
	add_caution(proposal, past != 0, CAUTION_EARLIEST_PAST, (int)past);
	add_caution(proposal, other_mobility, CAUTION_OTHER_MOBILITY, 0);
	add_caution(proposal, other_advisor, CAUTION_OTHER_ADVISOR, 0);
	add_caution(proposal, terms[TERM_RESERVE] > 0 || proposal->level == LEVEL_RESERVE, CAUTION_RESERVE,
		    0);
	add_caution(proposal, nights > 0, CAUTION_OVERNIGHT, nights);
	add_caution(proposal, below, CAUTION_CAR_CLASS, 0);
	add_caution(proposal, last_loan, CAUTION_LAST_LOAN, 0);
	add_caution(proposal, opens_diagnosis(question), CAUTION_REPAIR_TIME_OPEN, 0);
	add_caution(proposal, terms[TERM_LOAD] >= FULL_POINTS, CAUTION_FULL, 0);
}

void note_proposal(struct question *question, struct plan_proposal *proposal)
{
	add_reasons(question, proposal);
	add_cautions(question, proposal);
}

void plan_assess(const struct plan_state *state, const struct plan_request *request,
		 const struct plan_candidate *candidate, struct plan_proposal *proposal)
{
	struct question question;
	struct plan_violations violations;
	question_start(&question, state, request);
	check_in(&question, candidate, &violations);
	assess_in(&question, candidate, &violations, proposal);
	note_proposal(&question, proposal);
	question_finish(&question);
}
