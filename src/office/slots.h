/* office/slots.h - proposals for a request, in words. */
#ifndef PRENOTA_OFFICE_SLOTS_H
#define PRENOTA_OFFICE_SLOTS_H

#include "model/people.h"
#include "model/request.h"
#include "office/office.h"

enum { OFFICE_CAUTIONS_MAX = 4 };

/* Where what was said differs from the record; taken as said, with a caution and a task. */
enum office_differs {
	OFFICE_DIFFERS_PLATE = 1 << 0,
	OFFICE_DIFFERS_MILEAGE = 1 << 1, /* lower than recorded, or implausibly higher */
	OFFICE_DIFFERS_CALLER = 1 << 2,  /* neither owner, keeper nor contact person of the car */
};

/* A request resolved against site and store: who, which car, what the engine is asked. */
struct office_resolved {
	struct plan_request plan;
	bool customer_known; /* in the store */
	bool vehicle_known;
	bool customer_changed; /* the row below has something that the stored one has not */
	bool vehicle_changed;
	struct customer customer; /* the stored row, or what was said of a new one (id NULL) */
	struct vehicle vehicle;
	int mileage_km;            /* said now, -1 */
	civil_day earliest_wished; /* by the customer, apart from parts; 0 none */
	const char *language;      /* in which the customer is spoken to */
	struct campaign_hit *campaigns;
	size_t campaign_count;
	const char *recorded_plate; /* when that differs from what was said */
	unsigned differs;           /* bits of enum office_differs */
	bool needs_vehicle; /* a customer with several cars was named without one: `book` must know which */
	const char *cautions[OFFICE_CAUTIONS_MAX]; /* plate, mileage or caller differ from the record … */
	int caution_count;
};

/* Finds customer and vehicle (the VIN leads; same number and name is that customer), checks every code.
 * Unknown codes, a wrong VIN or a date in the past are ERROR_INPUT naming key and remedy. Reads only. */
bool office_resolve(struct office *office, const struct booking_request *request, struct arena *arena,
		    struct office_resolved *resolved, struct error *err);

/* A violated rule in words. */
struct office_refusal {
	enum plan_rule rule;
	const char *text; /* in the customer's language, or the one asked for */
	const char *told; /* of a booking: in the operator's language */
};

struct office_proposal {
	struct plan_proposal plan;
	const char *reasons[3]; /* spoken lines in the language asked for */
	const char *cautions[2];
	const char *advisor_name;
	const char *unit_code; /* NULL: none */
	const char *unit_model;
};

struct office_day {
	civil_day day;
	bool open;
	struct {
		enum plan_rule rule;
		const char *text;
		int starts;
	} blocks[2];
	int block_count;
};

struct office_slots {
	enum request_class class;
	struct office_proposal proposals[3];
	int count;
	bool callback;
	instant callback_by;
	const char *callback_reason; /* in the language asked for */
	const char *callback_said;   /* the same, in the customer's */
	struct office_day *days; /* with @why */
	size_t day_count;
	const struct plan_day_why *looked; /* days that were counted for the callback */
	int looked_count;
};

/* Proposals for @request (R11, R40): at least two where there are two. Reads only: no hold, nothing stored.
 * @file is the customer file whose own rows are left out (NULL: none), @avoid are proposals declined already.
 */
bool office_slots(struct office *office, const struct booking_request *request, const char *file,
		  const struct plan_candidate *avoid, size_t avoid_count, bool why, struct arena *arena,
		  struct office_slots *slots, struct error *err);

/* The same on a plan state the caller keeps (the console's live panes): no reading of the store but of names.
 */
bool office_slots_from(struct office *office, const struct plan_state *state,
		       const struct office_resolved *resolved, const char *language,
		       const struct plan_candidate *avoid, size_t avoid_count, bool why, struct arena *arena,
		       struct office_slots *slots, struct error *err);

/* What blocks @day for a request of which @declined proposals were declined, in @arena; NULL when nothing does, when
 * a start of the day fits (it is only dearer than what is proposed), or the day lies outside the horizon. One day costs a tenth of what all days of office_slots() do, and nothing when
 * @slots, of the same request and state, knows it (NULL: none). */
const struct office_day *office_why_day(const struct office *office, const struct plan_state *state,
					const struct office_resolved *resolved, size_t declined,
					const struct office_slots *slots, civil_day day,
					const char *language, struct arena *arena);

/* The last day that a question can reach: the open days of the horizon and what work spills beyond. */
civil_day office_horizon(const struct office *office);

/* Loads the state of the horizon (60 open days and what work spills beyond). Free with plan_state_finish().
 */
bool office_load_state(struct office *office, struct plan_state *state, struct error *err);

/* The same for the days [first, last], today in any case among them. */
bool office_load_period(struct office *office, civil_day first, civil_day last, struct plan_state *state,
			struct error *err);

/* Days from today to @last for plan_load_day() and nothing else: half the cost. Free with plan_state_finish(). */
bool office_load_strips(struct office *office, civil_day last, struct plan_state *state, struct error *err);

/* A rule with its numbers as a sentence in @language, from forms/phrases.cfg; in @arena. */
const char *office_explain(const struct office *office, const struct plan_state *state,
			   const struct plan_violation *violation, const char *language, struct arena *arena);

/* "Tue 24 Nov 09:30" / "11월 24일(화) 09:30", as said to a customer; in @arena. */
const char *office_say_moment(civil_day day, int minute, const char *language, struct arena *arena);

#endif
