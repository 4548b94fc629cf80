/* Rows of customers, their personas, and vehicles. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "model/rules.h"
#include "store/file_store.h"
#include "store/import_row.h"
#include "store/people.h"
#include "store/private.h"

static bool read_telephone(struct import *import, const char *column, const char **number, struct error *err)
{
	const char *text = import_text(import, column);
	struct telephone telephone;
	if (text && !telephone_parse(text, import->country, &telephone, err))
		return error_prefix(err, "%s", column);
	*number = text;
	return true;
}

static bool read_email(struct import *import, const char **email, struct error *err)
{
	const char *text = import_text(import, "email");
	char parsed[256];
	if (text && !email_parse(text, parsed, sizeof parsed, err))
		return error_prefix(err, "email");
	*email = text ? arena_strdup(&import->scratch, parsed) : NULL;
	return true;
}

/* An empty persona leaves what is known. */
static bool read_persona(struct import *import, const char *source_column, const char *date_column,
			 struct customer *customer, struct error *err)
{
	const char *code = import_text(import, "persona");
	enum persona persona;
	civil_day date;
	if (!code)
		return true;
	if (!persona_from_code(code, &persona))
		return error_set(
			err, ERROR_INPUT,
			_("persona: \"%.60s\" is none of unique performance appearance excitement unknown"),
			code);
	if (!import_date(import, date_column, &date, err))
		return false;
	const char *source = import_text(import, source_column);
	customer->persona = persona;
	customer->persona_source = source ? source : "dms";
	customer->persona_date = date;
	customer->persona_confidence = 0;
	return true;
}

static bool read_customer(struct import *import, struct customer *c, struct error *err)
{
	static const char *const types[] = { "person", "company", NULL };
	const char *type;
	if (!import_word(import, "type", types, &type, err))
		return false;
	c->company = strcmp(type, "company") == 0;
	c->family = import_text(import, "family");
	c->given = import_text(import, "given");
	c->company_name = import_text(import, "company");
	c->address = import_text(import, "address");
	c->language = import_text(import, "lang");
	c->advisor = import_text(import, "advisor");
	if (c->company ? !c->company_name : !c->family && !c->given)
		return error_set(err, ERROR_INPUT,
				 c->company ? _("%s: empty; a company needs a name")
					    : _("%s: empty; a person needs a name"),
				 c->company ? "company" : "family");
	return read_telephone(import, "mobile", &c->mobile, err) &&
	       read_telephone(import, "phone", &c->telephone, err) && read_email(import, &c->email, err) &&
	       read_persona(import, "persona_source", "persona_date", c, err);
}

/* The customer with the DMS's number as stored; a new one has no id. */
static bool known_customer(struct import *import, const char *dms_id, struct customer *customer,
			   struct error *err)
{
	struct error found = { 0 };
	*customer = (struct customer){ .dms_id = dms_id };
	if (import_is_new(import, IMPORT_KEY_ROW, dms_id))
		return true;
	if (store_get_customer_by_dms(import->store, dms_id, &import->scratch, customer, &found) ||
	    found.code == ERROR_NOT_FOUND)
		return true;
	return error_set(err, found.code, "%s", found.text);
}

/* What the row says of each purpose; CONTACT_UNASKED nothing. */
struct consents {
	enum contact_means contact;
	enum contact_means appointment;
	enum contact_means service;
};

static bool read_means(struct import *import, const char *column, enum contact_means *means,
		       struct error *err)
{
	const char *text = import_text(import, column);
	*means = CONTACT_UNASKED;
	if (text && !contact_means_from_code(text, means))
		return error_set(err, ERROR_INPUT, _("%s: \"%.60s\" is none of phone sms email no"), column,
				 text);
	return true;
}

static bool read_consents(struct import *import, struct consents *consents, struct error *err)
{
	return read_means(import, "consent_contact", &consents->contact, err) &&
	       read_means(import, "consent_appointment", &consents->appointment, err) &&
	       read_means(import, "consent_service", &consents->service, err);
}

static bool add_consent(struct import *import, const char *id, const char *purpose, enum contact_means means,
			enum contact_means known, struct error *err)
{
	return means == CONTACT_UNASKED || means == known ||
	       store_add_consent(import->store, id, NULL, purpose, means, "dms", err);
}

static bool set_extra(struct import *import, enum sql statement, const char *id, struct error *err)
{
	if (!import->unknown_count)
		return true;
	struct stmt *q = sql_start(import->store, statement);
	sql_bind_text(q, import_extra(import));
	sql_bind_text(q, id);
	return sql_run(q, err);
}

bool import_customer(struct import *import, struct error *err)
{
	const char *dms_id;
	struct customer customer;
	struct consents consents;
	char id[ID_SIZE];
	if (!import_required(import, "id", &dms_id, err) || !known_customer(import, dms_id, &customer, err) ||
	    !read_customer(import, &customer, err) || !read_consents(import, &consents, err))
		return false;
	return store_put_customer(import->store, &customer, id, err) &&
	       add_consent(import, id, "contact", consents.contact, customer.consent_contact, err) &&
	       add_consent(import, id, "appointment-reminder", consents.appointment,
			   customer.consent_appointment, err) &&
	       add_consent(import, id, "service-reminder", consents.service, customer.consent_service, err) &&
	       set_extra(import, SQL_CUSTOMER_EXTRA, id, err);
}

bool import_persona(struct import *import, struct error *err)
{
	const char *dms_id, *text;
	struct customer customer;
	if (!import_required(import, "customer_id", &dms_id, err) ||
	    !import_required(import, "persona", &text, err) ||
	    !known_customer(import, dms_id, &customer, err))
		return false;
	if (!customer.id)
		return error_set(err, ERROR_INPUT,
				 _("customer_id: %.60s is not known; import customers first"), dms_id);
	civil_day known = customer.persona_date;
	if (!read_persona(import, "source", "date", &customer, err))
		return false;
	if (customer.persona_date && customer.persona_date < known)
		return true; /* something newer is known */
	return store_put_customer(import->store, &customer, NULL, err);
}

static bool person_of(struct import *import, const char *column, const char **id, struct error *err)
{
	const char *dms_id = import_text(import, column);
	if (!dms_id)
		return true; /* what is known stays */
	struct stmt *q = sql_start(import->store, SQL_CUSTOMER_ID);
	sql_bind_text(q, dms_id);
	const char *found = sql_row(q) ? sql_text(q, &import->scratch) : NULL;
	if (!sql_end(q, err))
		return false;
	if (!found)
		return error_set(err, ERROR_INPUT,
				 _("%s: customer %.60s is not known; import customers first"), column,
				 dms_id);
	*id = found;
	return true;
}

static bool read_energy(struct import *import, enum energy *energy, struct error *err)
{
	static const struct {
		const char *word;
		enum energy energy;
	} others[] = { { "electric", ENERGY_BEV },  { "ev", ENERGY_BEV },       { "mhev", ENERGY_MHEV },
		       { "hybrid", ENERGY_MHEV },   { "phev", ENERGY_PHEV },    { "gasoline", ENERGY_PETROL },
		       { "petrol", ENERGY_PETROL }, { "diesel", ENERGY_DIESEL } };
	const char *text = import_text(import, "fuel");
	if (!text || energy_from_code(text, energy))
		return true;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (strcasecmp(others[i].word, text) == 0) {
			*energy = others[i].energy;
			return true;
		}
	}
	return error_set(err, ERROR_INPUT,
			 _("fuel: \"%.60s\" is none of petrol diesel mild-hybrid plug-in-hybrid bev"), text);
}

static bool read_plate(struct import *import, struct vehicle *v, struct error *err)
{
	const char *text = import_text(import, "plate");
	const char *country = import_text(import, "country");
	struct plate plate;
	if (!text)
		return true;
	if (!plate_parse(text, country ? country : import->country, &plate, err))
		return error_prefix(err, "plate");
	v->plate = arena_strdup(&import->scratch, plate.display);
	v->plate_country = country ? country : arena_strdup(&import->scratch, plate.country);
	return true;
}

/* The older of two readings is history, not the car's mileage. */
static bool read_mileage(struct import *import, struct vehicle *v, struct error *err)
{
	int km;
	civil_day date;
	if (!import_int(import, "km", -1, &km, err) || !import_date(import, "km_date", &date, err))
		return false;
	if (km < 0 || (v->mileage >= 0 && date < v->mileage_date))
		return true;
	v->mileage = km;
	v->mileage_date = date;
	return true;
}

static bool read_dates(struct import *import, struct vehicle *v, civil_day *built, struct error *err)
{
	return import_date(import, "first_reg", &v->first_registration, err) &&
	       import_date(import, "warranty_start", &v->warranty_start, err) &&
	       import_date(import, "owner_since", &v->owner_since, err) &&
	       import_date(import, "built", built, err);
}

static bool read_vehicle(struct import *import, struct vehicle *v, struct error *err)
{
	civil_day today;
	int minute;
	civil_from_instant(store_now(import->store), &today, &minute);
	struct vin_hint hint = vin_hint(v->vin, today);
	const char *model = import_text(import, "model");
	v->model = model ? model : hint.model;
	v->mc20 = hint.mc20 ||
		  (v->model && (strncmp(v->model, "MC20", 4) == 0 || strncmp(v->model, "MCPURA", 6) == 0));
	v->energy = hint.energy;
	v->colour = import_text(import, "colour");
	return import_int(import, "my", hint.model_year, &v->model_year, err) &&
	       read_energy(import, &v->energy, err) && read_plate(import, v, err) &&
	       read_mileage(import, v, err) && person_of(import, "owner_id", &v->owner_id, err) &&
	       person_of(import, "keeper_id", &v->keeper_id, err) &&
	       person_of(import, "contact_id", &v->contact_id, err);
}

static bool known_vehicle(struct import *import, const char *vin, struct vehicle *vehicle, struct error *err)
{
	struct error found = { 0 };
	*vehicle = (struct vehicle){ .vin = vin, .mileage = -1 };
	if (import_is_new(import, IMPORT_KEY_ROW, vin))
		return true;
	if (store_get_vehicle_by_vin(import->store, vin, &import->scratch, vehicle, &found) ||
	    found.code == ERROR_NOT_FOUND)
		return true;
	return error_set(err, found.code, "%s", found.text);
}

bool import_vehicle(struct import *import, struct error *err)
{
	const char *vin;
	struct vehicle vehicle;
	civil_day built;
	char id[ID_SIZE];
	if (!import_vin(import, "vin", &vin, err) || !known_vehicle(import, vin, &vehicle, err) ||
	    !read_vehicle(import, &vehicle, err) || !read_dates(import, &vehicle, &built, err) ||
	    !store_put_vehicle(import->store, &vehicle, id, err))
		return false;
	const char *extra = import_extra(import);
	if (!vehicle.id && !extra && !built)
		return true; /* a new row has neither */
	struct stmt *q = sql_start(import->store, SQL_VEHICLE_EXTRA);
	sql_bind_text(q, extra);
	sql_bind_known(q, built);
	sql_bind_text(q, id);
	return sql_run(q, err);
}
