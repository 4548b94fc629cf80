/* store/people.h - customers, vehicles and what is known about them. */
#ifndef PRENOTA_STORE_PEOPLE_H
#define PRENOTA_STORE_PEOPLE_H

#include "base/arena.h"
#include "model/people.h"
#include "store/store.h"

/* Result lists grow in the arena given with them; zero-initialised is empty. */
struct customer_list {
	struct customer *items;
	size_t count;
	size_t capacity;
};

struct vehicle_list {
	struct vehicle *items;
	size_t count;
	size_t capacity;
};

struct history_list {
	struct history_visit *items;
	size_t count;
	size_t capacity;
};

struct contract_list {
	struct contract *items;
	size_t count;
	size_t capacity;
};

/* By our id, by the DMS's number. ERROR_NOT_FOUND when there is none. */
bool store_get_customer(struct store *store, const char *id, struct arena *arena, struct customer *customer,
			struct error *err);
bool store_get_customer_by_dms(struct store *store, const char *dms_id, struct arena *arena,
			       struct customer *customer, struct error *err);
bool store_get_vehicle(struct store *store, const char *id, struct arena *arena, struct vehicle *vehicle,
		       struct error *err);
bool store_get_vehicle_by_vin(struct store *store, const char *vin, struct arena *arena,
			      struct vehicle *vehicle, struct error *err);

/* All that match exactly, newest change first; none is an empty list and true. @plate and @telephone as
 * typed. */
bool store_vehicles_by_plate(struct store *store, const char *plate, struct arena *arena,
			     struct vehicle_list *list, struct error *err);
bool store_customers_by_telephone(struct store *store, const char *telephone, struct arena *arena,
				  struct customer_list *list, struct error *err);

/* Inserts when @customer->id is NULL (its new id goes to @id), else updates the row of that id when its
 * revision is still @customer->revision: otherwise ERROR_CONFLICT with who changed it, when. @id may be NULL
 * on update. The search index follows. visits, last_visit and the consents are kept elsewhere and not written
 * here. */
bool store_put_customer(struct store *store, const struct customer *customer, char id[ID_SIZE],
			struct error *err);
bool store_put_vehicle(struct store *store, const struct vehicle *vehicle, char id[ID_SIZE],
		       struct error *err);

/* Owner first, then keeper, then contact person, each once. */
bool store_vehicle_customers(struct store *store, const char *vehicle_id, struct arena *arena,
			     struct customer_list *list, struct error *err);
/* Vehicles of which the customer is owner, keeper or contact person. */
bool store_customer_vehicles(struct store *store, const char *customer_id, struct arena *arena,
			     struct vehicle_list *list, struct error *err);

/* Newest first, at most @limit. */
bool store_vehicle_history(struct store *store, const char *vehicle_id, int limit, struct arena *arena,
			   struct history_list *list, struct error *err);
/* As stored; status and what is left are contract_assess()'s. */
bool store_vehicle_contracts(struct store *store, const char *vehicle_id, struct arena *arena,
			     struct contract_list *list, struct error *err);

/* One open order of parts for a car. */
struct part_order {
	const char *order;
	const char *part;
	const char *text;
	int quantity;
	const char *status;
	civil_day eta; /* 0 unknown */
};

struct part_list {
	struct part_order *items;
	size_t count;
	size_t capacity;
};

bool store_vehicle_parts(struct store *store, const char *vehicle_id, struct arena *arena,
			 struct part_list *list, struct error *err);

#endif
