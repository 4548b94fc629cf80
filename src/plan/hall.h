/* plan/hall.h - load and capacity of sets of skills in a bucket (Hall's condition).
 *
 * Only for the files of plan/. Work can be shared out among technicians with several skills exactly when no
 * set of skills has more load than the technicians who have one of its skills have time. */
#ifndef PRENOTA_PLAN_HALL_H
#define PRENOTA_PLAN_HALL_H

#include "plan/internal.h"

enum { SETS_MAX = 1 << SITE_SKILLS_MAX };

/* What one table is made of: load by skill, free capacity by technician. */
struct balance {
	int64_t load[SITE_SKILLS_MAX];
	unsigned active; /* skills with load, and those asked about */
};

/* A technician's time from @tau on in UNITs, and what his named work takes of it. */
struct measure {
	int tau;
	bool now;
	bool normal;
	int percent; /* of the capacity that may be used */
};

/* The whole bucket; normal work only may not use the reserve. */
struct measure whole_bucket(const struct question *question, int bucket, bool normal);

/* sets.c: of one technician (by position), and of all unnamed work. */
int64_t technician_capacity(struct question *question, int bucket, int technician,
			    const struct measure *measure);
int64_t technician_named(const struct bucket_view *view, int technician, const struct measure *measure,
			 int end);
struct balance load_balance(const struct bucket_view *view, const struct measure *measure, int end);

/* The bits of @mask that are in @within, pushed together. */
unsigned compress_mask(unsigned mask, unsigned within);

/* By set of the active skills (pushed together): capacity, load, load − capacity; the last returns how many.
 */
void set_capacities(struct question *question, int bucket, const struct measure *measure, unsigned active,
		    int64_t *sets);
void set_loads(const struct balance *balance, int64_t *sets);
unsigned set_differences(struct question *question, int bucket, const struct measure *measure,
			 const struct balance *balance, int64_t *sets);

/* hall.c: a table of its own, the bucket's own of a ready minute, and all that its work needs. */
struct hall *hall_build(struct question *question, int bucket, const struct measure *measure, unsigned used);
struct hall *hall_at(struct question *question, int bucket, int tau, bool now);
/* Whether work that is ready at @ready has to fit by this table: of its own minute, of others' before. */
bool hall_concerns(const struct hall *hall, int ready);
void hall_prepare(struct question *question, int bucket);

#endif
