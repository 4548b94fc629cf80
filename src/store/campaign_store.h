/* store/campaign_store.h - campaigns as delivered: their lines and VIN lists. Whether a car is affected is
 * the model's rule (campaign_match()); the store gives what the rule looks at. */
#ifndef PRENOTA_STORE_CAMPAIGN_STORE_H
#define PRENOTA_STORE_CAMPAIGN_STORE_H

#include "base/arena.h"
#include "model/campaign.h"
#include "model/people.h"
#include "store/store.h"

/* A campaign that can concern one car: hit is complete but for hit.match, which campaign_match() finds. */
struct campaign_entry {
	struct campaign_hit hit;       /* status of this car: "open" unless something else is known */
	enum campaign_listing listing; /* how this car stands to the delivered list */
	struct campaign_line *lines;
	size_t line_count;
	const char *risk_en;
	const char *risk_ko;
	bool stop_drive;
	bool park_outside;
	civil_day start; /* 0: none */
	civil_day end;
};

struct campaign_list {
	struct campaign_entry *items;
	size_t count;
	size_t capacity;
};

/* Campaigns that have the car's VIN in their list or lines, or have ranges, build dates or models to compare;
 * by id.
 * @vin may be NULL (then only those). */
bool store_campaigns_for(struct store *store, const char *vin, struct arena *arena,
			 struct campaign_list *list, struct error *err);

/* What the rule needs of a stored car; of an unknown one only the VIN. @vin must outlive @car. */
bool store_campaign_car(struct store *store, const char *vin, struct arena *arena, struct campaign_car *car,
			struct error *err);

/* The car's status in a campaign: open informed booked parts-ordered done refused. Needs a write transaction.
 */
bool store_set_campaign_status(struct store *store, const char *campaign_id, const char *vin,
			       const char *status, struct error *err);

#endif
