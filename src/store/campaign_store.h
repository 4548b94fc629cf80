/* store/campaign_store.h - campaigns as delivered: lines and VIN lists. Whether a car is affected is the model's rule;
 * the store gives the lines that can concern it. */
#ifndef PRENOTA_STORE_CAMPAIGN_STORE_H
#define PRENOTA_STORE_CAMPAIGN_STORE_H

#include "base/arena.h"
#include "model/campaign.h"
#include "model/people.h"
#include "store/store.h"

/* One line of one campaign, with the campaign's own data and what the VIN list says of the car asked about. */
struct campaign_row {
	const char *id;
	const char *authority_number;
	enum campaign_type type;
	const char *title_en;
	const char *title_ko;
	const char *risk_en;
	const char *risk_ko;
	int minutes; /* of remedy */
	bool parts;
	bool stop_drive;
	bool park_outside;
	bool free_of_charge;
	civil_day start; /* 0: none */
	civil_day end;
	int line;
	enum campaign_criterion criterion;
	const char *vin_from; /* the VIN, or the first serial of a range */
	const char *vin_to;
	const char *pattern; /* first 11 characters, '?' or '*' for any */
	const char *model;
	int model_year_from; /* 0: open */
	int model_year_to;
	civil_day built_from;
	civil_day built_to;
	bool has_list;	       /* the campaign came with a VIN list */
	civil_day list_date;   /* of that list, 0 none */
	const char *vin_status; /* of this car in the list: open informed booked parts-ordered done refused; NULL: not in it */
};

struct campaign_rows {
	struct campaign_row *items;
	size_t count;
	size_t capacity;
};

/* Lines of all campaigns that name the car's VIN in their list, or have ranges, build dates or models to compare;
 * by campaign and line. @vin may be NULL (only the lines without list). */
bool store_campaign_rows(struct store *store, const char *vin, struct arena *arena, struct campaign_rows *rows,
			 struct error *err);

/* The car's status in a campaign: open informed booked parts-ordered done refused. Adds the VIN to the campaign's
 * known cars when it was matched by range. Needs a write transaction. */
bool store_set_campaign_status(struct store *store, const char *campaign_id, const char *vin, const char *status,
			       struct error *err);

#endif
