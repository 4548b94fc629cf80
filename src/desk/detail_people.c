/* The pages of a customer and of a car. */
#include <string.h>

#include "base/i18n.h"
#include "desk/detail.h"
#include "desk/labels.h"
#include "desk/when.h"
#include "office/campaigns.h"
#include "office/reading.h"
#include "store/file_store.h"
#include "store/people.h"

enum { FILES_MAX = 20, VISITS_MAX = 20 };

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static const char *name_of(struct reader_page *page, const struct customer *customer)
{
	char name[512];
	return arena_strdup(&page->arena, customer_name(customer, name, sizeof name));
}

static bool add_files(struct desk *desk, struct reader_page *page, const char *customer, const char *vehicle,
		      struct error *err)
{
	struct file_list list = { 0 };
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	if (!store_files_of(desk_office(desk)->store, customer, vehicle, FILES_MAX, &page->arena, &list, err))
		return false;
	if (list.count)
		reader_add_heading(page, _("Customer files"));
	for (size_t i = 0; i < list.count; i++) {
		const struct customer_file *file = &list.items[i];
		const struct appointment *appointment = &file->appointment;
		struct reader_link link = { FIND_FILE, file->id };
		if (file->has_appointment)
			reader_add_link(page, link, "%d  %s %s  %s  %s", file->number,
					when_date(appointment->day, date),
					civil_format_time(appointment->start, time),
					label_state(appointment->state), or_empty(appointment->title));
		else
			reader_add_link(page, link, _("%d  no appointment  %s"), file->number,
					or_empty(file->request));
	}
	return true;
}

/* --- customer --- */

static void add_address(struct desk *desk, struct reader_page *page, const struct customer *customer)
{
	char date[WHEN_SIZE];
	reader_add_value(page, _("Mobile"), customer->mobile);
	reader_add_value(page, _("Telephone"), customer->telephone);
	reader_add_value(page, _("E-mail"), customer->email);
	reader_add_value(page, _("Address"), customer->address);
	reader_add_value(page, _("Persona"), label_persona(customer->persona));
	reader_add_value(page, _("Advisor who knows the customer"),
			 label_staff(desk_site(desk), customer->advisor));
	if (customer->visits && customer->last_visit)
		reader_add(page, STYLE_NORMAL, 2, _("Visits: %d, the last on %s"), customer->visits,
			   when_full(customer->last_visit, date));
	else
		reader_add(page, STYLE_NORMAL, 2, "%s", _("No visit yet"));
	reader_add_heading(page, _("May be reached"));
	reader_add_value(page, _("for questions"), label_means(customer->consent_contact));
	reader_add_value(page, _("for the reminder of an appointment"),
			 label_means(customer->consent_appointment));
	reader_add_value(page, _("when service is due"), label_means(customer->consent_service));
}

bool detail_customer(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	struct customer customer;
	struct vehicle_list cars = { 0 };
	struct store *store = desk_office(desk)->store;
	if (!store_get_customer(store, key, &page->arena, &customer, err) ||
	    !store_customer_vehicles(store, key, &page->arena, &cars, err))
		return false;
	office_note_reading(desk_office(desk), "customer", customer.id);
	page->title = arena_printf(&page->arena, "%s %s", _("Customer"), name_of(page, &customer));
	page->about = (struct reader_link){ FIND_CUSTOMER, customer.id };
	reader_add(page, STYLE_HEADING, 0, "%s", name_of(page, &customer));
	add_address(desk, page, &customer);
	if (cars.count)
		reader_add_heading(page, _("Vehicles"));
	for (size_t i = 0; i < cars.count; i++)
		reader_add_link(page, (struct reader_link){ FIND_VEHICLE, cars.items[i].id }, "%s  %s  %s",
				or_empty(cars.items[i].plate), or_empty(cars.items[i].model),
				or_empty(cars.items[i].vin));
	return add_files(desk, page, key, NULL, err);
}

/* --- vehicle --- */

static void add_car(struct reader_page *page, const struct vehicle *vehicle)
{
	char date[WHEN_SIZE], number[LABEL_HOURS_SIZE];
	reader_add(page, STYLE_HEADING, 0, "%s  %s  %s", or_empty(vehicle->plate), or_empty(vehicle->model),
		   label_energy(vehicle->energy));
	reader_add_value(page, _("VIN"), vehicle->vin);
	if (vehicle->model_year)
		reader_add(page, STYLE_NORMAL, 2, _("Model year: %d"), vehicle->model_year);
	reader_add_value(page, _("Colour"), vehicle->colour);
	if (vehicle->mileage >= 0 && vehicle->mileage_date)
		reader_add(page, STYLE_NORMAL, 2, _("Mileage: %s km on %s"),
			   label_number(vehicle->mileage, number), when_full(vehicle->mileage_date, date));
	if (vehicle->first_registration)
		reader_add_value(page, _("First registration"), when_full(vehicle->first_registration, date));
	if (vehicle->warranty_start)
		reader_add_value(page, _("Warranty from"), when_full(vehicle->warranty_start, date));
	reader_add_value(page, _("Owner in Service Entry+"), vehicle->se_owner);
}

static const char *role_of(const struct vehicle *vehicle, const char *customer)
{
	if (vehicle->owner_id && strcmp(vehicle->owner_id, customer) == 0)
		return _("owner");
	if (vehicle->keeper_id && strcmp(vehicle->keeper_id, customer) == 0)
		return _("keeper");
	return _("contact person");
}

static bool add_owners(struct desk *desk, struct reader_page *page, const struct vehicle *vehicle,
		       struct error *err)
{
	struct customer_list list = { 0 };
	if (!store_vehicle_customers(desk_office(desk)->store, vehicle->id, &page->arena, &list, err))
		return false;
	reader_add_heading(page, _("People"));
	for (size_t i = 0; i < list.count; i++) {
		const struct customer *customer = &list.items[i];
		reader_add_link(page, (struct reader_link){ FIND_CUSTOMER, customer->id }, "%s: %s  %s",
				role_of(vehicle, customer->id), name_of(page, customer),
				or_empty(customer->mobile));
	}
	return true;
}

static bool add_campaigns(struct desk *desk, struct reader_page *page, const struct vehicle *vehicle,
			  struct error *err)
{
	struct office_campaigns campaigns = { 0 };
	if (!office_campaigns_of(desk_office(desk), vehicle, &page->arena, &campaigns, err))
		return false;
	if (campaigns.count)
		reader_add_heading(page, _("Campaigns"));
	for (size_t i = 0; i < campaigns.count; i++)
		detail_add_campaign(desk, page, &campaigns.items[i]);
	return true;
}

static bool add_visits(struct desk *desk, struct reader_page *page, const struct vehicle *vehicle,
		       struct error *err)
{
	struct history_list list = { 0 };
	struct store *store = desk_office(desk)->store;
	if (!store_vehicle_history(store, vehicle->id, VISITS_MAX, &page->arena, &list, err))
		return false;
	reader_add_heading(page, list.count ? _("Visits") : _("No visit yet"));
	for (size_t i = 0; i < list.count; i++) {
		const struct history_visit *visit = &list.items[i];
		char date[CIVIL_DATE_SIZE], number[LABEL_HOURS_SIZE];
		reader_add(page, STYLE_NORMAL, 2, "%s  %s km  %s%s  %s", civil_format_date(visit->day, date),
			   visit->mileage < 0 ? "-" : label_number(visit->mileage, number),
			   visit->workshop_return ? "[RET] " : "", or_empty(visit->text),
			   label_staff(desk_site(desk), visit->advisor));
	}
	return true;
}

static bool add_parts(struct desk *desk, struct reader_page *page, const struct vehicle *vehicle,
		      struct error *err)
{
	struct part_list list = { 0 };
	if (!store_vehicle_parts(desk_office(desk)->store, vehicle->id, &page->arena, &list, err))
		return false;
	if (list.count)
		reader_add_heading(page, _("Parts ordered"));
	for (size_t i = 0; i < list.count; i++) {
		char date[WHEN_SIZE];
		reader_add(page, STYLE_NORMAL, 2, "%s  %s  %s", or_empty(list.items[i].text),
			   label_part(list.items[i].status),
			   list.items[i].eta ? when_full(list.items[i].eta, date) : _("no date yet"));
	}
	return true;
}

static bool add_contracts(struct desk *desk, struct reader_page *page, const struct vehicle *vehicle,
			  struct error *err)
{
	struct contract_list list = { 0 };
	if (!store_vehicle_contracts(desk_office(desk)->store, vehicle->id, &page->arena, &list, err))
		return false;
	reader_add_heading(page, list.count ? _("Contracts") : _("No contract"));
	for (size_t i = 0; i < list.count; i++) {
		contract_assess(&list.items[i], desk_moment(desk).day, vehicle->mileage);
		detail_add_contract(page, &list.items[i]);
	}
	return true;
}

bool detail_vehicle(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	struct vehicle vehicle;
	if (!store_get_vehicle(desk_office(desk)->store, key, &page->arena, &vehicle, err))
		return false;
	office_note_reading(desk_office(desk), "vehicle", vehicle.id);
	page->title = arena_printf(&page->arena, "%s %s", _("Vehicle"), or_empty(vehicle.plate));
	page->about = (struct reader_link){ FIND_VEHICLE, vehicle.id };
	add_car(page, &vehicle);
	return add_owners(desk, page, &vehicle, err) && add_campaigns(desk, page, &vehicle, err) &&
	       add_contracts(desk, page, &vehicle, err) && add_parts(desk, page, &vehicle, err) &&
	       add_files(desk, page, NULL, key, err) && add_visits(desk, page, &vehicle, err);
}
