#include "office/campaigns.h"

#include <string.h>

#include "model/campaign.h"
#include "store/campaign_store.h"

/* Stop-drive and recall before the others. */
static int urgency(const struct campaign_hit *hit)
{
	return hit->type == CAMPAIGN_STOP_DRIVE ? 0 : hit->type == CAMPAIGN_RECALL ? 1 : 2;
}

static void insert_sorted(struct office_campaigns *campaigns, struct campaign_hit hit)
{
	size_t at = campaigns->count++;
	while (at > 0 && urgency(&campaigns->items[at - 1]) > urgency(&hit)) {
		campaigns->items[at] = campaigns->items[at - 1];
		at--;
	}
	campaigns->items[at] = hit;
}

static bool concerns(const struct campaign_entry *entry, const struct campaign_car *car, civil_day today,
		     enum campaign_match *match)
{
	bool running = (!entry->start || entry->start <= today) && (!entry->end || today <= entry->end);
	if (!running || (entry->hit.status && strcmp(entry->hit.status, "done") == 0))
		return false;
	return campaign_match(entry->listing, entry->lines, entry->line_count, car, match);
}

bool office_campaigns_of(struct office *office, const struct vehicle *vehicle, struct arena *arena,
			 struct office_campaigns *campaigns, struct error *err)
{
	struct campaign_list list = { 0 };
	struct campaign_car car = { .vin = vehicle->vin };
	if (!store_campaigns_for(office->store, vehicle->vin, arena, &list, err) ||
	    (vehicle->vin && !store_campaign_car(office->store, vehicle->vin, arena, &car, err)))
		return false;
	if (!car.model)
		car.model = vehicle->model;
	if (!car.model_year)
		car.model_year = vehicle->model_year;
	civil_day today = office_moment(office).day;
	struct office_campaigns found = { arena_alloc(arena, (list.count + 1) * sizeof *found.items), 0 };
	for (size_t i = 0; i < list.count; i++) {
		struct campaign_hit hit = list.items[i].hit;
		if (list.items[i].stop_drive) /* whatever kind it was delivered as */
			hit.type = CAMPAIGN_STOP_DRIVE;
		if (concerns(&list.items[i], &car, today, &hit.match))
			insert_sorted(&found, hit);
	}
	*campaigns = found;
	return true;
}

bool office_campaigns_recall(const struct campaign_hit *hits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (hits[i].type == CAMPAIGN_RECALL || hits[i].type == CAMPAIGN_STOP_DRIVE)
			return true;
	return false;
}
