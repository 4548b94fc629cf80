/* What is known about a vehicle from elsewhere: visits, contracts, parts, campaigns. */
#include <string.h>

#include "model/campaign.h"
#include "store/campaign_store.h"
#include "store/people.h"
#include "store/private.h"

bool store_vehicle_history(struct store *store, const char *vehicle_id, int limit, struct arena *arena,
			   struct history_list *list, struct error *err)
{
	struct history_list found = *list;
	struct stmt *q = sql_start(store, SQL_VISITS_OF_VEHICLE);
	sql_bind_text(q, vehicle_id);
	sql_bind_int(q, limit);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct history_visit *visit = &found.items[found.count++];
		visit->order = sql_text(q, arena);
		visit->day = (civil_day)sql_int(q);
		visit->mileage = (int)sql_int_or(q, -1);
		visit->codes = sql_text(q, arena);
		visit->text = sql_text(q, arena);
		visit->advisor = sql_text(q, arena);
		visit->workshop_return = sql_peek(q) != NULL;
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_vehicle_contracts(struct store *store, const char *vehicle_id, struct arena *arena,
			     struct contract_list *list, struct error *err)
{
	struct contract_list found = *list;
	struct stmt *q = sql_start(store, SQL_CONTRACTS_OF_VEHICLE);
	sql_bind_text(q, vehicle_id);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct contract *contract = &found.items[found.count++];
		*contract = (struct contract){ .km_left = -1 };
		contract->id = sql_text(q, arena);
		contract->type = sql_text(q, arena);
		contract->start = (civil_day)sql_int(q);
		contract->end = (civil_day)sql_int(q);
		contract->start_km = (int)sql_int(q);
		contract->limit_km = (int)sql_int(q);
		contract->items = sql_text(q, arena);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_vehicle_parts(struct store *store, const char *vehicle_id, struct arena *arena,
			 struct part_list *list, struct error *err)
{
	struct part_list found = *list;
	struct stmt *q = sql_start(store, SQL_PARTS_OF_VEHICLE);
	sql_bind_text(q, vehicle_id);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		struct part_order *part = &found.items[found.count++];
		part->order = sql_text(q, arena);
		part->part = sql_text(q, arena);
		part->text = sql_text(q, arena);
		part->quantity = (int)sql_int(q);
		part->status = sql_text(q, arena);
		part->eta = (civil_day)sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

static void read_line(struct stmt *q, struct arena *arena, struct campaign_line *line)
{
	*line = (struct campaign_line){ .criterion = CRITERION_NONE };
	const char *criterion = sql_peek(q);
	if (criterion)
		campaign_criterion_from_code(criterion, &line->criterion);
	line->from = sql_text(q, arena);
	line->to = sql_text(q, arena);
	line->pattern = sql_text(q, arena);
	line->model = sql_text(q, arena);
	line->my_from = (int)sql_int(q);
	line->my_to = (int)sql_int(q);
	line->built_from = (civil_day)sql_int(q);
	line->built_to = (civil_day)sql_int(q);
}

/* The columns before the line's own. */
static void read_campaign(struct stmt *q, struct arena *arena, struct campaign_entry *entry)
{
	campaign_type_from_code(sql_peek(q), &entry->hit.type);
	entry->hit.title_en = sql_text(q, arena);
	entry->hit.title_ko = sql_text(q, arena);
	entry->risk_en = sql_text(q, arena);
	entry->risk_ko = sql_text(q, arena);
	entry->hit.minutes = (int)sql_int(q);
	entry->hit.parts = sql_int(q) != 0;
	entry->stop_drive = sql_int(q) != 0;
	entry->park_outside = sql_int(q) != 0;
	entry->hit.free_of_charge = sql_int(q) != 0;
	entry->start = (civil_day)sql_int(q);
	entry->end = (civil_day)sql_int(q);
	entry->hit.list_date = (civil_day)sql_int(q);
	bool has_list = sql_int(q) != 0;
	bool listed = sql_int(q) != 0;
	entry->listing = !has_list ? CAMPAIGN_NO_LIST : listed ? CAMPAIGN_LISTED : CAMPAIGN_NOT_LISTED;
	entry->hit.status = sql_text(q, arena);
	if (!entry->hit.status)
		entry->hit.status = "open";
}

bool store_campaigns_for(struct store *store, const char *vin, struct arena *arena,
			 struct campaign_list *list, struct error *err)
{
	struct campaign_list found = *list;
	size_t line_capacity = 0;
	struct stmt *q = sql_start(store, SQL_CAMPAIGN_ROWS);
	sql_bind_text(q, vin);
	while (sql_row(q)) {
		const char *id = sql_text(q, arena);
		struct campaign_entry *entry = found.count ? &found.items[found.count - 1] : NULL;
		bool next = !entry || strcmp(entry->hit.id, id) != 0;
		if (next) {
			found.items = arena_grow(arena, found.items, found.count, &found.capacity,
						 sizeof *found.items);
			entry = &found.items[found.count++];
			*entry = (struct campaign_entry){ .hit = { .id = id } };
			line_capacity = 0;
		}
		entry->hit.authority_number = sql_text(q, arena);
		read_campaign(q, arena, entry);
		entry->lines = arena_grow(arena, entry->lines, entry->line_count, &line_capacity,
					  sizeof *entry->lines);
		(void)sql_int(q); /* the line's number: only their order counts */
		read_line(q, arena, &entry->lines[entry->line_count++]);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}

bool store_campaign_car(struct store *store, const char *vin, struct arena *arena, struct campaign_car *car,
			struct error *err)
{
	struct stmt *q = sql_start(store, SQL_CAMPAIGN_CAR);
	sql_bind_text(q, vin);
	struct campaign_car found = { .vin = vin };
	if (sql_row(q)) {
		found.model = sql_text(q, arena);
		found.model_year = (int)sql_int(q);
		found.built = (civil_day)sql_int(q);
	}
	if (!sql_end(q, err))
		return false;
	*car = found;
	return true;
}

bool store_set_campaign_status(struct store *store, const char *campaign_id, const char *vin,
			       const char *status, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	store_touch(store, TABLE_CAMPAIGN);
	struct stmt *q = sql_start(store, SQL_CAMPAIGN_STATUS_PUT);
	sql_bind_text(q, vin);
	sql_bind_text(q, campaign_id);
	sql_bind_text(q, status);
	return sql_run(q, err);
}
