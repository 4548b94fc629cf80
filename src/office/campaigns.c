#include "office/campaigns.h"

#include <string.h>

#include "model/campaign.h"
#include "store/campaign_store.h"

static struct campaign_line line_of(const struct campaign_row *row)
{
	return (struct campaign_line){
		.criterion = row->criterion,
		.from = row->vin_from,
		.to = row->vin_to,
		.pattern = row->pattern,
		.model = row->model,
		.my_from = row->model_year_from,
		.my_to = row->model_year_to,
		.built_from = row->built_from,
		.built_to = row->built_to,
	};
}

static struct campaign_hit hit_of(const struct campaign_row *row, enum campaign_match match)
{
	return (struct campaign_hit){
		.id = row->id,
		.authority_number = row->authority_number,
		.type = row->stop_drive ? CAMPAIGN_STOP_DRIVE : row->type,
		.match = match,
		.title_en = row->title_en,
		.title_ko = row->title_ko,
		.status = row->vin_status ? row->vin_status : "open",
		.free_of_charge = row->free_of_charge,
		.parts = row->parts,
		.minutes = row->minutes,
		.list_date = row->list_date,
	};
}

/* Whether the rows [first, first + count) of one campaign say that the car is affected. */
static bool rows_match(const struct campaign_row *first, size_t count, const struct campaign_car *car,
		       struct arena *arena, enum campaign_match *match)
{
	struct campaign_line *lines = arena_alloc(arena, count * sizeof *lines);
	for (size_t i = 0; i < count; i++)
		lines[i] = line_of(&first[i]);
	enum campaign_listing listing = CAMPAIGN_NO_LIST;
	if (first->vin_status)
		listing = CAMPAIGN_LISTED;
	else if (first->has_list)
		listing = CAMPAIGN_NOT_LISTED;
	return campaign_match(listing, lines, count, car, match);
}

static bool running(const struct campaign_row *row, civil_day today)
{
	return (!row->start || row->start <= today) && (!row->end || today <= row->end);
}

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

bool office_campaigns_of(struct office *office, const struct vehicle *vehicle, struct arena *arena,
			 struct office_campaigns *campaigns, struct error *err)
{
	struct campaign_rows rows = { 0 };
	if (!store_campaign_rows(office->store, vehicle->vin, arena, &rows, err))
		return false;
	struct campaign_car car = { vehicle->vin, vehicle->model, vehicle->model_year, 0 };
	civil_day today = office_moment(office).day;
	struct office_campaigns found = { arena_alloc(arena, (rows.count + 1) * sizeof *found.items), 0 };
	for (size_t i = 0, next; i < rows.count; i = next) {
		for (next = i + 1; next < rows.count && strcmp(rows.items[next].id, rows.items[i].id) == 0;)
			next++;
		enum campaign_match match;
		const char *status = rows.items[i].vin_status;
		if ((status && strcmp(status, "done") == 0) || !running(&rows.items[i], today))
			continue;
		if (rows_match(&rows.items[i], next - i, &car, arena, &match))
			insert_sorted(&found, hit_of(&rows.items[i], match));
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
