/* plan/internal.h - what plan_state_prepare() computes once, and what one question computes on the way.
 *
 * Only for the files of plan/. Days are counted from state->first here ("day index"), buckets are 2 · day
 * index + half. A struct question is one request looking at one state: its own rows are left out, tables are
 * made when first needed and kept until the question ends. */
#ifndef PRENOTA_PLAN_INTERNAL_H
#define PRENOTA_PLAN_INTERNAL_H

#include "plan/plan.h"

enum {
	SPANS_MAX = 12,
	SLOT_MINUTES = 5,
	SLOTS = MINUTES_PER_DAY / SLOT_MINUTES,
	SLOT_WORDS = 5, /* 320 bits for 288 slots */
	QUARTER = 15,
	PIECE_MINUTES = 30, /* work is not cut into smaller pieces, unless that is all of it */
	DRIVE_MINUTES = 30, /* joint drive with the foreman (R71) */
	UNIT = 10000,       /* capacities are in 1/10000 minute: percent of percent */
	PERSON_TIMES_MAX = 8,
};

/* Intervals of one day, in order, not touching. */
struct span {
	int16_t start;
	int16_t end;
};
struct spans {
	int count;
	struct span items[SPANS_MAX];
};

void spans_add(struct spans *spans, int start, int end); /* @start not before the last one's */
void spans_subtract(struct spans *spans, int start, int end);
void spans_intersect(const struct spans *a, const struct spans *b, struct spans *both);
bool spans_cover(const struct spans *spans, int start, int end);
int spans_minutes(const struct spans *spans, int start, int end); /* of them within [start, end) */

/* One bit per 5 minutes of a day. */
struct slots {
	uint64_t words[SLOT_WORDS];
};

void slots_set(struct slots *slots, int start, int end);         /* every slot that is touched */
void slots_clear(struct slots *slots, int start, int end);       /* likewise */
void slots_fill(struct slots *slots, const struct spans *spans); /* slots wholly inside */
/* The slots from which @length minutes are all set. */
struct slots slots_runs(const struct slots *slots, int length);
struct slots slots_later(const struct slots *slots, int minutes); /* moved to later */
struct slots slots_earlier(const struct slots *slots, int minutes);
bool slots_test(const struct slots *slots, int minute);
int slots_next(const struct slots *slots, int minute); /* first set at or after, as a minute; -1 */

struct day_info {
	bool open; /* has reception hours: a working day */
	struct spans opening;
	struct spans reception;         /* without lunch */
	struct span bucket[HALF_COUNT]; /* empty when closed */
	int length[HALF_COUNT];         /* open minutes of the bucket */
};

/* Index of rows by a key: rows of key k are order[from[k]] … order[from[k + 1] - 1]. */
struct row_index {
	int *from;
	int *order;
};

/* How many receptions the density rule lets begin in these hours of one advisor. */
enum { STARTS_KNOWN_MAX = 8 };
struct most_starts {
	struct spans hours;
	int count;
};

/* What the crowd of a day costs, by quarter hour. */
enum { QUARTERS = MINUTES_PER_DAY / QUARTER };
struct day_crowd {
	int near[QUARTERS];  /* receptions and hand-backs of others that start about then */
	int there[QUARTERS]; /* advisors on duty; -1 not known */
};

struct plan_cache {
	int days;
	struct day_info *info;
	int *advisors, *technicians, *drivers, *foremen; /* active staff with the role */
	int advisor_count, technician_count, driver_count, foreman_count;
	int *busy_file, *segment_file, *loan_file; /* texts as numbers, 0 none */
	const char **files;                        /* by number */
	int file_count;                            /* with the 0th */
	int *file_table;                           /* numbers by hash of the text, open addressing */
	size_t file_table_size;                    /* a power of two */
	struct row_index busy;                     /* by day index · staff count + staff */
	struct row_index segments;                 /* by bucket, carry-over where it loads */
	struct row_index internal;                 /* by bucket */
	struct row_index loans;                    /* by unit + 1; 0 has none */
	struct site roster;                        /* the site with the shifts of one member at a time */
	struct shift *shifts;                      /* by staff */
	int *shift_from;                           /* first of each, and one more */
	unsigned *masks;                           /* each set of skills that a technician has, once */
	int *mask_of;                              /* by technician position */
	int mask_count;
	int *open_before;               /* by day index: working days of the state before it */
	int8_t *reserve;                /* by day index: percent (B4) */
	const struct spans **presence;  /* by day index · staff count + staff; NULL when not known */
	const struct spans **work_time; /* by day index · technician count + position: presence in opening
					   hours; NULL when not known */
	const struct spans **hours;     /* each of these once: few shifts make up all days */
	size_t hours_count, hours_capacity;
	int **car_limits;    /* by bucket · SITE_SKILLS_MAX + skill, of every slot of the bucket: 1 + the
				most, 0 not known; NULL before the first */
	int16_t *attendance; /* by bucket · technician count + position, when known */
	bool *attendance_known;
	int running;         /* bucket that now lies in, -1 */
	int next_bucket;     /* first bucket that has not ended: carries over what has; may be 2 · days */
	struct arena *arena; /* of what questions have in common; a state may be moved, its cache stays */
	struct shared_views *shared; /* shared.c: what questions have in common */
	struct slots **person_free;  /* by day index · staff count + staff; NULL when not known */
	struct slots **advisor_free; /* likewise, in reception hours */
	struct day_crowd **crowds;   /* by day index; NULL when not known */
	struct most_starts starts_known[STARTS_KNOWN_MAX]; /* most advisors share a few shifts */
	int starts_known_count;
};

/* state.c, presence.c */
int day_index(const struct plan_state *state, civil_day day);    /* -1 outside */
bool working_day(const struct plan_state *state, civil_day day); /* any day, also outside the state's */
bool house_opens(const struct plan_state *state, civil_day day); /* likewise; without reception hours too */
struct spans reception_hours(const struct plan_state *state, civil_day day);
civil_day next_working_day(const struct plan_state *state, civil_day day); /* after @day */
civil_day previous_working_day(const struct plan_state *state, civil_day day);
int working_days_between(const struct plan_state *state, civil_day after,
			 civil_day until); /* in (after, until] */
void prepare_days(struct plan_state *state);
const struct spans *presence(const struct plan_state *state, int day, int staff);
const int16_t *attendance(const struct plan_state *state, int bucket); /* minutes by technician position */
int attendance_from(const struct plan_state *state, int bucket, int technician, int minute); /* position */
bool bucket_open(const struct plan_state *state, int bucket);
struct span bucket_span(const struct plan_state *state, int bucket);
int file_number(const struct plan_cache *cache, const char *file); /* 0 when unknown */
bool absent_overlaps(const struct plan_absence *absence, struct moment from, struct moment to);

/* One row of load in a bucket, as the question sees it. */
struct load_row {
	int skill;
	int named; /* position among the technicians, -1 */
	bool entitled;
	bool hold;
	bool carried;
	bool keeps_bay;
	int bay;
	int minutes;
	int ready;
	int file;
};

/* Over- and undershoot of the sets of skills (Hall), in UNITs. */
struct hall {
	int tau;
	bool now;        /* the table of the running bucket at now */
	bool counts;     /* for all that becomes ready later; else only for what does at tau */
	int64_t unmet;   /* largest load − capacity of all sets, at least 0 */
	int64_t *single; /* by skill: the largest of the sets that contain it; NULL until named work asks */
	int64_t *peak;   /* by subset T of the question's skills: the largest of the sets that contain T */
};

struct bucket_view {
	bool known;
	struct arena *arena; /* of all that hangs on the view */
	struct load_row *rows;
	int row_count;
	int *bay_minutes;    /* by bay type */
	struct hall *normal; /* whole bucket, normal work only; NULL until needed */
	struct hall *tables; /* all classes, by tau */
	int table_count;
	size_t table_capacity;
	bool readies_done;
	int *spares;           /* hall_named.c, by skill; NULL until needed */
	struct shares *shares; /* hall_share.c; NULL until needed */
};

struct bucket_places; /* memo.c */
struct handbacks;     /* complete.c */
struct receptions;    /* density.c */

struct question {
	const struct plan_state *state;
	const struct plan_cache *cache;
	const struct site *site;
	const struct plan_request *request; /* NULL: the load in general */
	int file;
	bool entitled;
	unsigned used; /* skills of the request's work */
	int used_count;
	int8_t position[SITE_SKILLS_MAX]; /* of a used skill */
	struct bucket_view *buckets;      /* of those who have no rows in them */
	struct arena *bucket_arena;
	struct bucket_view *own_buckets; /* without the request's rows; NULL when it has none */
	bool *has_rows;                  /* by bucket: the request's file has work in it */
	bool *has_times;                 /* by day index: somebody is busy with the request's file */
	struct slots **own_free;         /* on those days; by 2 · (day index · staff count + staff) */
	struct day_crowd **own_crowds;   /* on those days */
	struct arena *shared_arena;      /* of what stays with the state */
	int *stays;                      /* of the request's vehicle, not of its file */
	int stay_count;
	int16_t *skips[PLAN_WORK_MAX][SITE_WORK_PARTS_MAX][2]; /* place.c: next bucket that may have room */
	struct bucket_places **places;                         /* by bucket */
	const struct handbacks **handbacks;                    /* by day index; NULL until needed */
	struct receptions *receptions;                         /* of the advisor and day asked about last */
	int8_t *begins[2]; /* place.c: by day index, with the reserve or without */
	struct arena arena;
};

void question_start(struct question *question, const struct plan_state *state,
		    const struct plan_request *request);
void question_finish(struct question *question);

/* shared.c: the views and free times that questions have in common stay with the state until it is prepared
 * anew. */
void shared_prepare(struct plan_state *state);
void shared_find(struct question *question);
void shared_own_rows(struct question *question);

/* bucket.c */
struct bucket_view *bucket_view(struct question *question, int bucket);
int reserve_pct(const struct plan_state *state, civil_day day);        /* 0 once it is open to all (B4) */
int bay_capacity(const struct plan_state *state, int bucket, int bay); /* minutes */

/* hall.c. @minutes: what is added per used skill (by position), ready at @ready; @skill: one of the used. */
const struct hall *hall_normal(struct question *question, int bucket);
/* Minutes of @skill that still fit, 0 when fewer than @wanted do. */
int hall_room(struct question *question, int bucket, int ready, bool reserve, const int *minutes, int skill,
	      int wanted);
/* Minutes by skill that are left, 0 in a bucket that has ended. */
const int *hall_spares(struct question *question, int bucket);
/* True when the minutes fit; else the worst set in @violation (skills, need, have). */
bool hall_fits_all(struct question *question, int bucket, int ready, const int *minutes,
		   struct plan_violation *violation);
bool hall_fits_normal(struct question *question, int bucket, const int *minutes,
		      struct plan_violation *violation);
/* The same for work that names technician position @named. */
bool named_fits(struct question *question, int bucket, int ready, int named, int minutes, bool normal,
		struct plan_violation *violation);
/* Percent of the bookable part that the fullest set with a used skill has with @minutes added; *@above
 * becomes true when one ends above it. */
int hall_share(struct question *question, int bucket, const int *minutes, bool *above);

/* people.c */
bool request_exempt(const struct plan_request *request); /* walk-in or immobilised */
bool person_free(const struct question *question, int staff, civil_day day, int start, int end,
		 const char **other); /* present and not busy; @other: the file in the way */
bool person_present(const struct question *question, int staff, civil_day day, int start, int end);
bool person_busy(const struct question *question, int staff, civil_day day, int start, int end,
		 const char **other);
const struct slots *advisor_slots(struct question *question, int day,
				  int staff);                                    /* free in reception hours */
const struct slots *person_slots(struct question *question, int day, int staff); /* free at all */

struct person_time {
	int staff;
	civil_day day;
	int start;
	int end;
};
/* Times of driver, foreman and technician in a candidate. */
int candidate_people(const struct site *site, const struct plan_request *request,
		     const struct plan_candidate *candidate, struct person_time times[PERSON_TIMES_MAX]);

/* density.c */
struct density {
	bool starts_fit, minutes_fit; /* B1, B2 */
	int starts, starts_from;      /* of the fullest hour */
	int minutes, minutes_from;    /* of the fullest two hours; only where they do not fit */
};
struct receptions *density_prepare(struct arena *arena);
/* A new reception of @staff, among those that others have. */
struct density density_of(const struct question *question, int staff, civil_day day, int start, int length);
int density_most_starts(const struct plan_state *state, int day, int staff);

/* mobility.c */
enum unit_answer { UNIT_FREE, UNIT_TURNAROUND, UNIT_TAKEN };
enum unit_answer unit_free(const struct question *question, int unit, struct moment from, struct moment to,
			   const char **other, int *gap);
/* Whether no start at all can have @kind: the house has no car, driver or seat of it, or the work is too long
 * to wait for. */
bool mobility_never(const struct question *question, enum mobility kind);
/* The starts on @day at which a customer can be kept mobile by @kind as far as is known before the work is
 * laid out: the hand-back is not before @until or, when its day is -1, @length minutes after the start. */
struct slots mobility_starts(struct question *question, enum mobility kind, civil_day day, int length,
			     struct moment until);
/* Those at which a foreman has time for the reception, where he is to attend. */
struct slots attended_starts(struct question *question, civil_day day, int length);
/* Whether unit @unit stands in well for the customer's car: an electric one for an electric one, a loan of
 * class "sport" for an MC20. */
bool unit_alike(const struct question *question, int unit);
/* The first that is free, alike ones first; else the one that is nearest to it. */
int unit_choose(const struct question *question, enum mobility kind, struct moment from, struct moment to);
/* Seats of the shuttle, taxis and rental cars by the day: false with need and have. */
bool outside_free(const struct question *question, enum mobility kind, struct moment from, struct moment to,
		  int *need, int *have, struct moment *where);
int units_free_all_day(const struct question *question, enum mobility kind, civil_day day);
int units_total(const struct site *site, enum mobility kind);
int outside_left(const struct question *question, enum mobility kind, civil_day day); /* -1 without limit */

/* place.c */
enum place_mode {
	PLACE_NORMAL,  /* without the reserve */
	PLACE_RESERVE, /* with it */
	PLACE_FORCED,  /* bays, but no matter what room there is (B3, B4) */
	PLACE_NO_BAY,  /* room as the request may use it, but no matter which bay is free */
	PLACE_ANYHOW,  /* one car is one car, no more */
};
/* Work and finish of @candidate (advisor, day, start, minutes are set); false when it cannot be placed so. */
bool place_now(struct question *question, struct plan_candidate *candidate, enum place_mode mode);
/* Where the car is ready for its work: a bucket and a minute; -1 when not within the state's days, or for a
 * customer who waits not on the day. */
int place_entry(const struct question *question, const struct plan_candidate *candidate, int *ready);
/* Whether work could begin on the day were the car there from the start: when not, it cannot at all. */
bool place_begins(struct question *question, int day, enum place_mode mode);
/* What the terms load and reserve come to at least for a car received on the day (bound.c). */
int place_least_cost(struct question *question, int day);
/* The same, remembered by where the car is ready (memo.c). */
struct placement {
	int ready;
	enum place_mode mode;
	bool waits;
	bool placed;
	bool unfinished; /* what could not be laid out ends with the reception */
	int count;
	struct moment finish;
	struct plan_work_segment *segments;
	int technician;
	int technician_start;
	int technician_end;
	bool judged;    /* the rest is known */
	unsigned rules; /* that its work violates */
	int share;
	bool above;
	struct plan_violations *explained; /* of its work, with numbers; NULL until asked for */
};
struct placement *place_remembered(struct question *question, struct plan_candidate *candidate,
				   enum place_mode mode); /* NULL when the car is not ready at all */
void judge_work(struct question *question, const struct plan_candidate *candidate,
		struct placement *placement);
/* What check_work() says of it, once for all who have it. */
const struct plan_violations *explain_work(struct question *question, const struct plan_candidate *candidate,
					   struct placement *placement);
int car_limit(const struct question *question, int bucket, int ready, int skill, int parallel);
/* The same for a customer who waits: on a named technician, in one piece (waiting.c). */
bool place_waiting(struct question *question, struct plan_candidate *candidate, enum place_mode mode);
/* Whether a technician has room on the day: when not, nobody can wait on it. */
bool place_waits(struct question *question, int day, enum place_mode mode);
int named_minutes(const struct staff *technician, const struct work_part *part);
int work_minutes(const struct site *site, const struct plan_request *request);
int after_work_minutes(const struct question *question); /* quality check and wash */
struct moment work_finish(const struct question *question, const struct plan_candidate *candidate);
struct moment extend_work(const struct plan_state *state, int bucket, int minute, int minutes);

/* complete.c */
void complete_lengths(struct question *question, struct plan_candidate *candidate);
void complete_rest(struct question *question,
		   struct plan_candidate *candidate); /* after the work is placed */
/* Where it does not fit the least that has to be is ignored, so that check_in() names the rule; NULL when the
 * work could not be placed even so. */
struct placement *complete_in(struct question *question, struct plan_candidate *candidate);
void complete_mobility(struct question *question, struct plan_candidate *candidate);

/* check.c, check_work.c */
void check_frame(struct question *question, const struct plan_candidate *candidate,
		 struct plan_violations *violations); /* all but the work, which ends at candidate->finish */
bool check_in(struct question *question, const struct plan_candidate *candidate,
	      struct plan_violations *violations);
/* D2: an MC20 gets a loan car or is fetched, unless the customer declined both. */
bool mobility_promised(const struct plan_request *request, enum mobility mobility);
/* check_in() of work that was laid out by the engine itself. */
bool check_placed(struct question *question, const struct plan_candidate *candidate,
		  struct placement *placement, struct plan_violations *violations);
/* Its work lies in buckets that exist, after its reception, of skills that are asked for. */
bool work_sound(const struct question *question, const struct plan_candidate *candidate);
/* Without @numbers B3 and B4 are named, not explained. */
void check_work(struct question *question, const struct plan_candidate *candidate, bool numbers,
		struct plan_violations *violations);
int fullest_share(struct question *question, const struct plan_candidate *candidate, bool *above);
bool uses_reserve(struct question *question, const struct plan_candidate *candidate);
struct plan_violation *violate(struct plan_violations *violations, enum plan_rule rule);
struct moment candidate_end(const struct plan_candidate *candidate);

/* cost.c, notes.c */
enum { NEAR_DAYS = 20 }; /* open days that are looked at before the whole horizon is */
/* @share, @above: of the fullest set of skills in the work's buckets. */
void cost_of(struct question *question, const struct plan_candidate *candidate, int share, bool above,
	     struct plan_proposal *proposal);
int cost_work(int share, bool above); /* the terms load and reserve together */
int cost_stay(const struct plan_state *state, civil_day day, civil_day back);
civil_day wait_from(const struct question *question); /* the wait counts from this day */
int cost_wish(const struct question *question, civil_day day, int start);
int cost_wish_day(const struct plan_request *request, civil_day day); /* at least */
int cost_crowd(struct question *question, civil_day day, int start);
int starts_near(struct question *question, civil_day day, int start);
enum half half_of(const struct site *site, int minute);
/* The kinds of mobility to try, in the order of wish; the duty to an MC20 added (R37). */
int mobility_options(const struct plan_request *request, enum mobility options[MOBILITY_COUNT]);
void note_proposal(struct question *question, struct plan_proposal *proposal);
/* Level, cost, authority and notes of a candidate with these violations. */
void assess_in(struct question *question, const struct plan_candidate *candidate,
	       const struct plan_violations *violations, struct plan_proposal *proposal);
unsigned violated_rules(const struct plan_violations *violations); /* bits */
bool deadline_binds(const struct plan_state *state, const struct plan_request *request, civil_day day,
		    civil_day *last);

/* why.c: counts of one question over a day, or more. */
struct block_counts {
	int starts;
	int fits;
	int rules[RULE_COUNT];
	struct plan_violation
		sample[RULE_COUNT]; /* of a start that is still to come, where one shows the rule */
	unsigned past;              /* bits of rules: the sample is of a start that is over */
};
void count_blocks(struct question *question, int day, struct block_counts *counts);
void why_in(struct question *question, int day, struct plan_day_why *why);
/* The same; what was counted is added to @all. */
void why_counted(struct question *question, int day, struct block_counts *all, struct plan_day_why *why);
int blocking_most(const struct block_counts *counts, int except); /* a rule, -1 */
/* Whether that stays the same however @more further starts are blocked; each is by the rule @certain (-1: by
 * none that is known). */
bool blocking_decided(const struct block_counts *counts, int more, int certain);

#endif
