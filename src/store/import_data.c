/* Rows about cars from other systems: visits, contracts, campaigns, parts, Service Entry; and the public
 * listing. */
#include <string.h>

#include "base/i18n.h"
#include "model/campaign.h"
#include "store/import_row.h"
#include "store/private.h"

bool import_visit(struct import *import, struct error *err)
{
	const char *order, *vin;
	civil_day day;
	int km, minutes;
	if (!import_required(import, "ro_no", &order, err) || !import_vin(import, "vin", &vin, err) ||
	    !import_date(import, "date", &day, err) || !import_int(import, "km", -1, &km, err) ||
	    !import_hours(import, "hours", &minutes, err))
		return false;
	if (!day)
		return error_set(err, ERROR_INPUT, _("date: empty, and needed"));
	const char *advisor = import_text(import, "adviser");
	struct stmt *q = sql_start(import->store, SQL_VISIT_PUT);
	sql_bind_text(q, order);
	sql_bind_text(q, vin);
	sql_bind_int(q, day);
	sql_bind_index(q, km);
	sql_bind_text(q, import_text(import, "type"));
	sql_bind_text(q, import_text(import, "codes"));
	sql_bind_text(q, import_text(import, "text"));
	sql_bind_text(q, import_text(import, "hours"));
	sql_bind_text(q, advisor ? advisor : import_text(import, "advisor"));
	sql_bind_text(q, import_text(import, "return_of"));
	sql_bind_text(q, import_extra(import));
	return sql_run(q, err);
}

bool import_contract(struct import *import, struct error *err)
{
	const char *id, *vin, *type;
	civil_day start, end;
	int start_km, limit_km;
	bool transferable;
	if (!import_required(import, "contract_id", &id, err) || !import_vin(import, "vin", &vin, err) ||
	    !import_required(import, "type", &type, err) || !import_date(import, "start", &start, err) ||
	    !import_date(import, "end", &end, err) || !import_int(import, "start_km", 0, &start_km, err) ||
	    !import_int(import, "limit_km", 0, &limit_km, err) ||
	    !import_flag(import, "transferable", false, &transferable, err))
		return false;
	if (!start || !end || end < start)
		return error_set(err, ERROR_INPUT,
				 _("end: a contract needs a start and an end that is not before it"));
	struct stmt *q = sql_start(import->store, SQL_CONTRACT_PUT);
	sql_bind_text(q, id);
	sql_bind_text(q, vin);
	sql_bind_text(q, type);
	sql_bind_int(q, start);
	sql_bind_int(q, end);
	sql_bind_int(q, start_km);
	sql_bind_int(q, limit_km);
	sql_bind_text(q, import_text(import, "items"));
	sql_bind_text(q, import_text(import, "payer_code"));
	sql_bind_int(q, transferable);
	sql_bind_text(q, import_text(import, "market"));
	sql_bind_text(q, import_text(import, "status"));
	sql_bind_text(q, import_extra(import));
	return sql_run(q, err);
}

static bool put_campaign(struct import *import, const char *id, struct error *err)
{
	static const char *const types[] = { "recall", "service", "stop-drive", "ota", NULL };
	const char *type;
	int minutes;
	bool needs_parts, stop_drive, park_outside, is_free;
	civil_day start, end;
	if (!import_word(import, "type", types, &type, err) ||
	    !import_hours(import, "remedy_hours", &minutes, err) ||
	    !import_flag(import, "parts", false, &needs_parts, err) ||
	    !import_flag(import, "stop_drive", false, &stop_drive, err) ||
	    !import_flag(import, "park_outside", false, &park_outside, err) ||
	    !import_flag(import, "free", true, &is_free, err) || !import_date(import, "start", &start, err) ||
	    !import_date(import, "end", &end, err))
		return false;
	struct stmt *q = sql_start(import->store, SQL_CAMPAIGN_PUT);
	sql_bind_text(q, id);
	sql_bind_text(q, import_text(import, "authority_no"));
	sql_bind_text(q, type);
	sql_bind_text(q, import_text(import, "title_en"));
	sql_bind_text(q, import_text(import, "title_ko"));
	sql_bind_text(q, import_text(import, "risk_en"));
	sql_bind_text(q, import_text(import, "risk_ko"));
	sql_bind_int(q, minutes);
	sql_bind_int(q, needs_parts);
	sql_bind_known(q, start);
	sql_bind_known(q, end);
	sql_bind_int(q, stop_drive);
	sql_bind_int(q, park_outside);
	sql_bind_int(q, is_free);
	sql_bind_text(q, import_extra(import));
	return sql_run(q, err);
}

static bool read_line(struct import *import, struct campaign_line *line, struct error *err)
{
	static const char *const criteria[] = { "list", "vin", "range", "built", "model", NULL };
	const char *code;
	char why[256];
	if (!import_word(import, "criterion", criteria, &code, err) ||
	    !import_int(import, "my_from", 0, &line->my_from, err) ||
	    !import_int(import, "my_to", 0, &line->my_to, err) ||
	    !import_date(import, "built_from", &line->built_from, err) ||
	    !import_date(import, "built_to", &line->built_to, err))
		return false;
	campaign_criterion_from_code(code, &line->criterion);
	line->from = import_text(import, "vin_or_from");
	line->to = import_text(import, "to");
	line->pattern = import_text(import, "pattern");
	line->model = import_text(import, "model");
	if (!campaign_line_valid(line, why, sizeof why))
		return error_set(err, ERROR_INPUT, _("criterion %s: %s"), code, why);
	return true;
}

bool import_campaign(struct import *import, struct error *err)
{
	const char *id;
	int number;
	struct campaign_line line = { .criterion = CRITERION_NONE };
	if (!import_required(import, "campaign_id", &id, err) ||
	    !import_int(import, "line_no", 1, &number, err) || !read_line(import, &line, err) ||
	    !put_campaign(import, id, err))
		return false;
	struct stmt *q = sql_start(import->store, SQL_CAMPAIGN_LINE_PUT);
	sql_bind_text(q, id);
	sql_bind_int(q, number);
	sql_bind_text(q, campaign_criterion_code(line.criterion));
	sql_bind_text(q, line.from);
	sql_bind_text(q, line.to);
	sql_bind_text(q, line.pattern);
	sql_bind_text(q, line.model);
	sql_bind_known(q, line.my_from);
	sql_bind_known(q, line.my_to);
	sql_bind_known(q, line.built_from);
	sql_bind_known(q, line.built_to);
	return sql_run(q, err);
}

bool import_campaign_vin(struct import *import, struct error *err)
{
	static const char *const statuses[] = { "open", "informed", "booked", "parts-ordered",
						"done", "refused",  NULL };
	const char *id, *vin, *status;
	civil_day list_date;
	if (!import_required(import, "campaign_id", &id, err) || !import_vin(import, "vin", &vin, err) ||
	    !import_word(import, "status", statuses, &status, err) ||
	    !import_date(import, "list_date", &list_date, err))
		return false;
	struct stmt *q = sql_start(import->store, SQL_CAMPAIGN_LISTED);
	sql_bind_known(q, list_date);
	sql_bind_text(q, id);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(import->store) == 0)
		return error_set(err, ERROR_INPUT,
				 _("campaign_id: %.60s is not known; import campaigns first"), id);
	q = sql_start(import->store, SQL_CAMPAIGN_VIN_PUT);
	sql_bind_text(q, vin);
	sql_bind_text(q, id);
	sql_bind_text(q, status);
	sql_bind_text(q, import_extra(import));
	return sql_run(q, err);
}

bool import_service_entry(struct import *import, struct error *err)
{
	const char *vin;
	civil_day owner_since, km_day, warranty, as_of;
	int km;
	if (!import_vin(import, "vin", &vin, err) || !import_date(import, "owner_since", &owner_since, err) ||
	    !import_int(import, "km", -1, &km, err) || !import_date(import, "km_date", &km_day, err) ||
	    !import_date(import, "warranty_start", &warranty, err) ||
	    !import_date(import, "as_of", &as_of, err))
		return false;
	struct stmt *q = sql_start(import->store, SQL_SERVICE_ENTRY_PUT);
	sql_bind_text(q, vin);
	sql_bind_text(q, import_text(import, "plate"));
	sql_bind_text(q, import_text(import, "owner_type"));
	sql_bind_text(q, import_text(import, "owner_name"));
	sql_bind_known(q, owner_since);
	sql_bind_index(q, km);
	sql_bind_known(q, km_day);
	sql_bind_known(q, warranty);
	sql_bind_text(q, import_text(import, "open_items"));
	sql_bind_known(q, as_of);
	sql_bind_text(q, import_extra(import));
	return sql_run(q, err);
}

bool import_part(struct import *import, struct error *err)
{
	const char *order, *part, *vin;
	int quantity;
	civil_day eta;
	if (!import_required(import, "order_no", &order, err) ||
	    !import_required(import, "part", &part, err) || !import_vin(import, "vin", &vin, err) ||
	    !import_int(import, "qty", 1, &quantity, err) || !import_date(import, "eta", &eta, err))
		return false;
	struct stmt *q = sql_start(import->store, SQL_PART_PUT);
	sql_bind_text(q, order);
	sql_bind_text(q, part);
	sql_bind_text(q, vin);
	sql_bind_text(q, import_text(import, "text"));
	sql_bind_int(q, quantity);
	sql_bind_text(q, import_text(import, "status"));
	sql_bind_known(q, eta);
	sql_bind_text(q, import_extra(import));
	return sql_run(q, err);
}

bool import_listing(struct import *import, struct error *err)
{
	const char *dealer;
	civil_day as_of;
	if (!import_required(import, "dealer", &dealer, err) || !import_date(import, "as_of", &as_of, err))
		return false;
	for (int i = 0; i < import->count; i++) {
		if (strcasecmp(import->names[i], "dealer") == 0)
			continue;
		struct stmt *q = sql_start(import->store, SQL_LISTING_PUT);
		sql_bind_text(q, dealer);
		sql_bind_text(q, import->names[i]);
		sql_bind_text(q, import->values[i]);
		sql_bind_int(q, store_now(import->store));
		if (!sql_run(q, err))
			return false;
	}
	return true;
}
