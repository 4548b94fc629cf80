/* store/person.h - everything that is held on one person, table by table (GDPR 15, PIPA 35). */
#ifndef PRENOTA_STORE_PERSON_H
#define PRENOTA_STORE_PERSON_H

#include "store/store.h"

/* One row of @table; values as text, NULL where there is none. Valid during the call. False ends the walk. */
typedef bool person_row_fn(void *context, const char *table, const char *const *columns,
			   const char *const *values, int count);

/* Gives every row that names the customer @id, or a file, request or car of theirs, to @row; tables in order
 * of their making, rows by key. ERROR_NOT_FOUND: no such customer. */
bool store_walk_person(struct store *store, const char *id, person_row_fn *row, void *context,
		       struct error *err);

struct person_due {
	char (*ids)[ID_SIZE];
	size_t count;
	size_t capacity;
};

/* Customers nobody has had to do with since the instants given: @booking, those who never came; @visit, the
 * others. Erased ones, and those with an appointment, an open task or request, or a contract that runs, are
 * left out. In @arena. */
bool store_persons_due(struct store *store, instant booking, instant visit, struct arena *arena,
		       struct person_due *due, struct error *err);

/* Customers whose persona was found before @day and who were not in contact since @instant; the persona goes
 * by store_forget_persona(). */
bool store_personas_due(struct store *store, civil_day day, instant contact, struct arena *arena,
			struct person_due *due, struct error *err);
bool store_forget_persona(struct store *store, const char *id, struct error *err);

/* Deletes drafts nobody took up since @before; *@count of them. */
bool store_delete_old_drafts(struct store *store, instant before, int *count, struct error *err);

#endif
