/* office/campaigns.h - the campaigns that concern a car (R30). */
#ifndef PRENOTA_OFFICE_CAMPAIGNS_H
#define PRENOTA_OFFICE_CAMPAIGNS_H

#include "model/people.h"
#include "office/office.h"

struct office_campaigns {
	struct campaign_hit *items; /* open ones first come stop-drive and recall */
	size_t count;
};

/* Matches @vehicle with every campaign stored, the VIN list before any range; what is done for this VIN is
 * left out. Reads only. */
bool office_campaigns_of(struct office *office, const struct vehicle *vehicle, struct arena *arena,
			 struct office_campaigns *campaigns, struct error *err);

/* Whether one of them is a recall or stop-drive that is still open. */
bool office_campaigns_recall(const struct campaign_hit *hits, size_t count);

#endif
