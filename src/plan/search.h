/* plan/search.h - the best candidates of a rung of the ladder, found without looking at the others.
 *
 * Only for the files of plan/. A day is opened when its lower bound of cost comes up, the work of a start is
 * laid out when its own does, and a candidate is completed and checked only when nothing that is left could
 * be better. */
#ifndef PRENOTA_PLAN_SEARCH_H
#define PRENOTA_PLAN_SEARCH_H

#include "plan/internal.h"

enum option_state { OPTION_OPEN, OPTION_FITS, OPTION_FAILS };

/* A start with an advisor and a kind of mobility. */
struct option {
	int16_t start;
	int16_t end;     /* of the reception */
	int16_t advisor; /* by rank of code */
	int8_t mobility; /* by order of wish */
	int8_t level;    /* at least; exact once it fits */
	int cost;        /* likewise */
	uint8_t state;   /* enum option_state */
	uint8_t mode;    /* enum place_mode, once placed */
};

/* Options whose receptions end at one minute share their work: what is learnt of it holds for all of them. */
struct group {
	int first;
	int count;      /* 0 once the work is known to have no place */
	int head;       /* first that is not done, in one selection */
	bool placed;    /* the work is laid out, and the options sorted */
	uint64_t least; /* rank of the least before that */
};

struct day_options {
	bool looked_at; /* the day belongs to the search */
	bool weighed;   /* cost contains what the work comes to at least */
	bool opened;
	int level; /* lower bounds of all its options, and parts of them */
	int wait;
	int stay;
	int cost;
	struct option *options; /* by group; once that is placed by level, cost, start, advisor, mobility */
	int count;
	struct group *groups;
	int group_count;
	int least; /* group of the least that is not done, in one selection */
};

struct search {
	struct question question;
	enum plan_level rung;
	const struct plan_candidate *avoid;
	size_t avoid_count;
	struct moment earliest;
	int near_last; /* day index */
	int horizon_last;
	int least_nights; /* that the work takes in an empty house */
	enum mobility mobilities[MOBILITY_COUNT];
	int mobility_count;
	unsigned never; /* by position in mobilities: no start can have them */
	int *advisors; /* by code */
	struct day_options *days;
	struct option *listed; /* of the day that is being opened, before they are grouped */
	size_t listed_room;
	uint64_t *bounds; /* by day index: rank of the least that is not done, in one selection */
	struct plan_candidate scratch;
	struct plan_violations violations;
};

/* options.c: lists the starts of a day with lower bounds of level and cost, grouped. */
void options_open(struct search *search, int index);
/* Rules of severity B that may be broken on the rung, and those that are overridden. */
unsigned search_may_break(const struct search *search);
void options_sort(const struct search *search, struct option *options, int count);
/* Place in the order of proposals: level, cost, day, start, advisor, mobility, the first the heaviest. */
uint64_t option_rank(int day, const struct option *option);

struct chosen {
	int day;
	struct option option;
};

/* What a further proposal must differ in from those that were taken. */
struct wanted {
	bool other_day; /* than the first */
	bool other_half_or_advisor;
	struct chosen taken[3];
	int taken_count;
};

void search_start(struct search *search, const struct plan_state *state, const struct plan_request *request,
		  const struct plan_candidate *avoid, size_t avoid_count);
void search_finish(struct search *search);
void search_rung(struct search *search, enum plan_level rung);
bool search_has_deadline(const struct search *search);

/* search_place.c: sets search->scratch to an option; lays out its work as far as the rung allows, NULL when
 * it cannot be had; whether nothing that begins on the day has room, and it need not be opened. */
void search_set(struct search *search, int day, const struct option *option);
struct placement *search_place(struct search *search);
bool search_is_full(struct search *search, int day);

/* The best of the rung that is @wanted; false when there is none. */
bool search_choose(struct search *search, const struct wanted *wanted, struct chosen *best);

/* Completes what was chosen into search->scratch. */
void search_build(struct search *search, const struct chosen *chosen);

#endif
