#include "store/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "store/find_index.h"
#include "store/import_row.h"
#include "store/private.h"

enum { IMPORT_CACHE = 96 * 1024 };

/* One kind of file. Required columns stand first; the first @key_count make the row's key. */
struct kind {
	const char *code;
	const char *const *columns;
	int required;
	int key_count;
	bool (*put)(struct import *, struct error *);
	unsigned groups;
	bool checks_first; /* everything that can be wrong is seen before the first write */
};

static const char *const customers[] = { "id",
					 "type",
					 "family",
					 "given",
					 "company",
					 "mobile",
					 "phone",
					 "email",
					 "address",
					 "lang",
					 "persona",
					 "persona_source",
					 "persona_date",
					 "advisor",
					 "consent_contact",
					 "consent_appointment",
					 "consent_service",
					 NULL };
static const char *const vehicles[] = { "vin",      "plate",       "country",   "model",          "my",
					"fuel",     "colour",      "first_reg", "warranty_start", "built",
					"owner_id", "owner_since", "keeper_id", "contact_id",     "km",
					"km_date",  NULL };
static const char *const history[] = { "ro_no", "vin",   "date",    "km",      "type",      "codes",
				       "text",  "hours", "adviser", "advisor", "return_of", NULL };
static const char *const contracts[] = { "contract_id", "vin",      "type",  "start",      "end",
					 "start_km",    "limit_km", "items", "payer_code", "transferable",
					 "market",      "status",   NULL };
static const char *const campaigns[] = {
	"campaign_id", "line_no",     "type",       "authority_no", "title_en",
	"title_ko",    "risk_en",     "risk_ko",    "remedy_hours", "parts",
	"start",       "end",         "stop_drive", "park_outside", "free",
	"criterion",   "vin_or_from", "to",         "pattern",      "model",
	"my_from",     "my_to",       "built_from", "built_to",     NULL
};
static const char *const campaign_vins[] = { "campaign_id", "vin", "status", "list_date", NULL };
static const char *const personas[] = { "customer_id", "persona", "source", "date", NULL };
static const char *const service_entry[] = { "vin",         "plate", "owner_type", "owner_name",
					     "owner_since", "km",    "km_date",    "warranty_start",
					     "open_items",  "as_of", NULL };
static const char *const parts[] = { "order_no", "part", "vin", "text", "qty", "status", "eta", NULL };
static const char *const listing[] = { "dealer",  "name",  "address", "telephone", "email",
				       "website", "hours", "as_of",   NULL };

static const struct kind kinds[IMPORT_KIND_COUNT] = {
	[IMPORT_CUSTOMERS] = { "customers", customers, 1, 1, import_customer, TABLE_CUSTOMER, true },
	[IMPORT_VEHICLES] = { "vehicles", vehicles, 1, 1, import_vehicle, TABLE_VEHICLE, true },
	[IMPORT_HISTORY] = { "history", history, 3, 1, import_visit, TABLE_VEHICLE, true },
	[IMPORT_CONTRACTS] = { "contracts", contracts, 5, 1, import_contract, TABLE_CONTRACT, false },
	[IMPORT_CAMPAIGNS] = { "campaigns", campaigns, 3, 2, import_campaign, TABLE_CAMPAIGN, false },
	[IMPORT_CAMPAIGN_VINS] = { "campaign-vins", campaign_vins, 2, 2, import_campaign_vin, TABLE_CAMPAIGN,
				   false },
	[IMPORT_PERSONAS] = { "personas", personas, 2, 1, import_persona, TABLE_CUSTOMER, false },
	[IMPORT_SERVICE_ENTRY] = { "service-entry", service_entry, 1, 1, import_service_entry, TABLE_VEHICLE,
				   false },
	[IMPORT_PARTS] = { "parts", parts, 3, 2, import_part, TABLE_VEHICLE, false },
	[IMPORT_LISTING] = { "listing", listing, 1, 1, import_listing, TABLE_DEALER, false },
};

const char *import_kind_code(enum import_kind kind)
{
	return kinds[kind].code;
}

bool import_kind_from_code(const char *code, enum import_kind *kind)
{
	for (int i = 0; i < IMPORT_KIND_COUNT; i++) {
		if (strcmp(kinds[i].code, code) == 0) {
			*kind = (enum import_kind)i;
			return true;
		}
	}
	return false;
}

const char *const *import_columns(enum import_kind kind, int *required)
{
	*required = kinds[kind].required;
	return kinds[kind].columns;
}

static const char *clean_name(struct arena *arena, const char *name)
{
	struct buffer clean = { 0 };
	text_clean_line(&clean, name ? name : "", name ? strlen(name) : 0);
	const char *kept = arena_strdup(arena, buffer_text(&clean));
	buffer_finish(&clean);
	return kept;
}

static bool take_name(struct import *import, int at, struct error *err)
{
	const struct kind *kind = &kinds[import->kind];
	const char *name = import->names[at];
	for (int i = 0; i < at; i++)
		if (strcasecmp(import->names[i], name) == 0)
			return error_set(err, ERROR_INPUT, _("column %s stands twice; take one out"), name);
	for (int i = 0; kind->columns[i]; i++) {
		if (strcasecmp(kind->columns[i], name) == 0) {
			import->place[i] = at;
			return true;
		}
	}
	import->unknown[import->unknown_count++] = name;
	return true;
}

static bool take_header(struct import *import, const char *const *names, int count, struct error *err)
{
	const struct kind *kind = &kinds[import->kind];
	if (count > IMPORT_COLUMNS_MAX)
		return error_set(err, ERROR_INPUT, _("%d columns; at most %d are read"), count,
				 IMPORT_COLUMNS_MAX);
	for (int i = 0; i < IMPORT_COLUMNS_MAX; i++)
		import->place[i] = -1;
	for (int i = 0; i < count; i++) {
		import->names[i] = clean_name(&import->arena, names[i]);
		import->count = i + 1;
		if (!take_name(import, i, err))
			return false;
	}
	for (int i = 0; i < kind->required; i++)
		if (import->place[i] < 0)
			return error_set(err, ERROR_INPUT, _("column %s is missing; a file of %s needs it"),
					 kind->columns[i], kind->code);
	return true;
}

static bool read_country(struct import *import, struct error *err)
{
	struct stmt *q = sql_start(import->store, SQL_SITE_COUNTRY);
	const char *country = sql_row(q) ? sql_peek(q) : NULL;
	snprintf(import->country, sizeof import->country, "%s", country ? country : "");
	return sql_end(q, err);
}

/* The indexes of a large site do not fit into an ordinary cache, and each line goes to another place. @size is as
 * SQLite counts: negative are kibibytes. Returns the former one. */
static int set_cache(struct store *store, int size)
{
	char pragma[64];
	int former = 0;
	sqlite3_stmt *q = NULL;
	snprintf(pragma, sizeof pragma, "PRAGMA cache_size = %d", size);
	store->migrating = true; /* the authorizer knows no such pragma */
	if (sqlite3_prepare_v2(store->db, "PRAGMA cache_size", -1, &q, NULL) == SQLITE_OK &&
	    sqlite3_step(q) == SQLITE_ROW)
		former = sqlite3_column_int(q, 0);
	sqlite3_finalize(q);
	sqlite3_exec(store->db, pragma, NULL, NULL, NULL);
	store->migrating = false;
	return former;
}

bool store_import_begin(struct store *store, enum import_kind kind, const char *const *names, int count,
			struct import **out, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	struct import *import = calloc(1, sizeof *import);
	if (!import)
		abort();
	import->store = store;
	import->kind = kind;
	if (!take_header(import, names, count, err) || !read_country(import, err)) {
		store_import_end(import);
		return false;
	}
	import->cache = set_cache(store, -IMPORT_CACHE);
	store->ids->run = &import->ids;
	import_known_begin(import, kinds[kind].groups);
	*out = import;
	return true;
}

const char *const *store_import_unknown(const struct import *import, int *count)
{
	*count = import->unknown_count;
	return import->unknown;
}

/* Most values are clean as they came, and stay where they are as long as the row. */
static const char *clean_value(struct arena *arena, const char *value)
{
	value += strspn(value, " ");
	size_t len = strlen(value);
	bool spaced = len > 0 && value[len - 1] == ' ';
	return !spaced && text_is_plain(value, len) ? value : clean_name(arena, value);
}

static void take_values(struct import *import, const char *const *values, int count)
{
	arena_finish(&import->scratch);
	for (int i = 0; i < import->count; i++) {
		const char *clean = i < count && values[i] ? clean_value(&import->scratch, values[i]) : "";
		import->values[i] = *clean ? clean : NULL;
	}
}

/* FNV-1a, 64 bits, over the values with their ends: only to see whether a line is the same. */
static int64_t digest(const struct import *import)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	for (int i = 0; i < import->count; i++) {
		for (const char *c = import->values[i] ? import->values[i] : ""; *c; c++)
			hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001b3);
		hash = (hash ^ 0x1f) * UINT64_C(0x100000001b3);
	}
	return (int64_t)hash;
}

static bool row_key(struct import *import, const char **key, struct error *err)
{
	const struct kind *kind = &kinds[import->kind];
	const char *text;
	if (!import_required(import, kind->columns[0], &text, err))
		return false;
	for (int i = 1; i < kind->key_count; i++) {
		const char *part;
		if (!import_required(import, kind->columns[i], &part, err))
			return false;
		text = arena_printf(&import->scratch, "%s\x1f%s", text, part);
	}
	*key = text;
	return true;
}

static bool compare_seen(struct import *import, const char *key, enum import_outcome *outcome,
			 struct error *err)
{
	*outcome = IMPORT_NEW;
	if (import_is_new(import, IMPORT_KEY_SEEN, key))
		return true;
	struct stmt *q = sql_start(import->store, SQL_SEEN_GET);
	sql_bind_text(q, kinds[import->kind].code);
	sql_bind_text(q, key);
	*outcome = !sql_row(q) ? IMPORT_NEW : sql_int(q) == digest(import) ? IMPORT_SAME : IMPORT_CHANGED;
	return sql_end(q, err);
}

static bool keep_seen(struct import *import, const char *key, struct error *err)
{
	struct stmt *q = sql_start(import->store, SQL_SEEN_PUT);
	sql_bind_text(q, kinds[import->kind].code);
	sql_bind_text(q, key);
	sql_bind_int(q, digest(import));
	return sql_run(q, err);
}

static enum error_code code_of_row(const struct error *wrong)
{
	bool of_row = wrong->code == ERROR_CONFLICT || wrong->code == ERROR_NOT_FOUND ||
		      wrong->code == ERROR_REFUSED;
	return of_row ? ERROR_INPUT : wrong->code;
}

/* A savepoint copies every page it touches, so these rows have none: one that fails when a part of it is
 * written ends the import. */
static bool put_checked_row(struct import *import, const char *key, struct error *err)
{
	struct error wrong = { 0 };
	struct store *store = import->store;
	size_t mark = find_index_mark(store);
	int64_t before = sql_all_changes(store);
	if (kinds[import->kind].put(import, &wrong) && keep_seen(import, key, &wrong))
		return true;
	find_index_back(store, mark);
	enum error_code code = code_of_row(&wrong);
	if (code == ERROR_INPUT && sql_all_changes(store) != before)
		code = ERROR_STORE;
	return error_set(err, code, "%s", wrong.text);
}

static bool put_saved_row(struct import *import, const char *key, struct error *err)
{
	struct error wrong = { 0 };
	struct store *store = import->store;
	size_t mark = find_index_mark(store);
	if (!sql_run(sql_start(store, SQL_SAVEPOINT), err))
		return false;
	bool fine = kinds[import->kind].put(import, &wrong) && keep_seen(import, key, &wrong);
	if (!fine)
		find_index_back(store, mark);
	if (!fine && !sql_run(sql_start(store, SQL_SAVEPOINT_UNDO), err))
		return false;
	if (!sql_run(sql_start(store, SQL_SAVEPOINT_KEEP), err))
		return false;
	return fine || error_set(err, code_of_row(&wrong), "%s", wrong.text);
}

/* Writes the row, all of it or nothing. */
static bool put_row(struct import *import, const char *key, struct error *err)
{
	const struct kind *kind = &kinds[import->kind];
	if (!(kind->checks_first ? put_checked_row : put_saved_row)(import, key, err))
		return false;
	store_touch(import->store, kind->groups);
	import->known.wrote = true;
	return !find_index_full(import->store) || find_index_flush(import->store, err);
}

bool store_import_row(struct import *import, const char *const *values, int count,
		      enum import_outcome *outcome, struct error *err)
{
	const char *key;
	enum import_outcome found;
	if (!store_need_write(import->store, err))
		return false;
	take_values(import, values, count);
	if (!row_key(import, &key, err) || !compare_seen(import, key, &found, err))
		return false;
	if (found != IMPORT_SAME && !put_row(import, key, err))
		return false;
	*outcome = found;
	return true;
}

void store_import_end(struct import *import)
{
	if (!import)
		return;
	if (import->cache) {
		set_cache(import->store, import->cache);
		import->store->ids->run = NULL;
	}
	import_known_end(import);
	arena_finish(&import->arena);
	arena_finish(&import->scratch);
	free(import);
}
