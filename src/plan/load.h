/* plan/load.h - spare capacity by day and skill, as the calendar shows it (engine rules of load). */
#ifndef PRENOTA_PLAN_LOAD_H
#define PRENOTA_PLAN_LOAD_H

#include "plan/plan.h"

/* Minutes. spare: what a NORMAL booking of this skill alone could still add; spares do not add up across
 * skills. */
struct plan_skill_load {
	int capacity;
	int reserve; /* 0 once it is open to all (B4) */
	int planned; /* all load of the skill, with holds and carry-over */
	int spare;
	int held;    /* of planned: live holds */
	int carried; /* of planned: carry-over */
	int share; /* percent used: 100 − 100 · spare / what is bookable on the empty day; 100 when nothing is
		    */
	int half_spare[HALF_COUNT];
	int half_capacity[HALF_COUNT]; /* and so of each half day; their sums are those above */
	int half_reserve[HALF_COUNT];
	int half_planned[HALF_COUNT];
	int half_held[HALF_COUNT];    /* of half_planned: live holds */
	int half_carried[HALF_COUNT]; /* of it: carry-over, not held */
	int half_named[HALF_COUNT];   /* of the rest: a technician has it by name; the others' is unassigned */
};

struct plan_mobility_load {
	enum mobility kind;
	int total; /* -1: without limit */
	int free;  /* units free the whole opening of the day, or count left; -1 without limit */
};

struct plan_day_load {
	civil_day day;
	bool open;
	struct plan_skill_load skills[SITE_SKILLS_MAX]; /* by site->skills */
	int receptions_capacity; /* the most 15-min starts that B1 and B2 allow in the advisors' shifts */
	int receptions_booked;
	struct plan_mobility_load
		mobility[MOBILITY_COUNT]; /* loan hire pud escort taxi rental, as many as the site has */
	int mobility_count;
};

/* The load of @day; a day outside the state's days or closed has open = false and zeros. */
void plan_load_day(const struct plan_state *state, civil_day day, struct plan_day_load *load);

/* 0..4 for colours from 0, 50, 70, 85, 100 % of the share used. */
int plan_heat(int share);

#endif
