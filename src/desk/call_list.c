/* Rows to choose from under a field, found while typing. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/call_prediag.h"
#include "desk/desk_state.h"
#include "desk/when.h"
#include "model/rules.h"

static bool is(const struct form_field *field, const char *id)
{
	return strcmp(field->id, id) == 0;
}

static bool for_car(const struct form_field *field)
{
	return is(field, "plate") || is(field, "vin");
}

bool call_has_list(const struct form_field *field)
{
	enum field_kind kind = field_kind(field);
	return kind == FIELD_LOOKUP || kind == FIELD_LOOKUPS || for_car(field);
}

void call_list_close(struct call *call)
{
	arena_finish(&call->list.arena);
	call->list = (struct call_list){ .selected = -1 };
}

static void add(struct call_list *list, struct call_row row)
{
	if (list->count < CALL_LIST_MAX)
		list->rows[list->count++] = row;
}

/* --- people and cars --- */

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static void add_hit(struct call_list *list, const struct find_hit *hit)
{
	const char *text = arena_printf(&list->arena, "%s  %s  %s %s", or_empty(hit->name),
					or_empty(hit->telephone), or_empty(hit->plate), or_empty(hit->model));
	if (hit->kind == FIND_FILE)
		text = arena_printf(&list->arena, "#%d  %s  %s", hit->number, or_empty(hit->name),
				    or_empty(hit->title));
	add(list, (struct call_row){ .id = hit->id,
				     .text = text,
				     .kind = hit->kind,
				     .customer_id = hit->customer_id,
				     .vehicle_id = hit->vehicle_id });
}

static bool listed(const struct call_list *list, const struct find_hit *hit)
{
	for (int i = 0; i < list->count; i++)
		if (hit->customer_id && list->rows[i].customer_id &&
		    strcmp(list->rows[i].customer_id, hit->customer_id) == 0 &&
		    (!hit->vehicle_id || !list->rows[i].vehicle_id ||
		     strcmp(list->rows[i].vehicle_id, hit->vehicle_id) == 0))
			return true;
	return false;
}

static void list_people(struct desk *desk, struct call_list *list, const char *text, bool cars)
{
	struct find_list hits = { 0 };
	struct error err = { 0 };
	if (!store_find(desk->office->store, text, CALL_LIST_MAX * 2, &list->arena, &hits, &err)) {
		desk_complain(desk, &err);
		return;
	}
	for (size_t i = 0; i < hits.count && list->count < CALL_LIST_MAX - 1; i++) {
		const struct find_hit *hit = &hits.items[i];
		if (hit->kind == FIND_FILE || (cars && !hit->vehicle_id) || listed(list, hit))
			continue;
		add_hit(list, hit);
	}
}

static void list_own_cars(const struct call *call, struct call_list *list, const char *text)
{
	for (size_t i = 0; i < call->known.cars.count; i++) {
		const struct vehicle *car = &call->known.cars.items[i];
		char key[64], want[64];
		search_key(or_empty(car->plate), key, sizeof key);
		search_key(text, want, sizeof want);
		if (want[0] && !strstr(key, want))
			continue;
		add(list,
		    (struct call_row){ .id = arena_strdup(&list->arena, car->id),
				       .text = arena_printf(&list->arena, "%s  %s  %s", or_empty(car->plate),
							    or_empty(car->model), or_empty(car->vin)),
				       .kind = FIND_VEHICLE,
				       .vehicle_id = arena_strdup(&list->arena, car->id) });
	}
}

/* The appointments that are still to come. */
static void list_visits(const struct call *call, struct call_list *list)
{
	for (int i = 0; i < call->visits.count; i++) {
		const struct call_visit *visit = &call->visits.items[i];
		char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
		add(list, (struct call_row){ .id = visit->file,
					     .text = arena_printf(&list->arena, "%s %s  %s",
								  when_date(visit->day, date),
								  civil_format_time(visit->minute, time),
								  visit->title),
					     .kind = FIND_FILE });
	}
}

/* --- rows of the site --- */

static bool matches(const char *text, const char *a, const char *b)
{
	struct buffer want = { 0 }, have = { 0 };
	text_fold(&want, text);
	text_fold(&have, or_empty(a));
	buffer_add(&have, " ");
	text_fold(&have, or_empty(b));
	bool found = strstr(buffer_text(&have), buffer_text(&want)) != NULL;
	buffer_finish(&want);
	buffer_finish(&have);
	return found;
}

static void list_work(const struct desk *desk, struct call_list *list, const char *text)
{
	const struct site *site = desk_site(desk);
	for (int i = 0; i < site->work_count; i++) {
		const struct work_type *work = &site->work[i];
		const char *name = desk->lang == FORM_KO ? work->name.ko : work->name.en;
		if (matches(text, work->code, name))
			add(list, (struct call_row){ .id = arena_strdup(&list->arena, work->code),
						     .text = arena_printf(&list->arena, "%-10s %s",
									  work->code, or_empty(name)) });
	}
}

static unsigned role_of(const char *reference)
{
	if (strcmp(reference, "advisor") == 0)
		return ROLE_ADVISOR;
	if (strcmp(reference, "operator") == 0)
		return ROLE_OPERATOR | ROLE_ADVISOR;
	if (strcmp(reference, "host") == 0)
		return ROLE_HOST | ROLE_OPERATOR | ROLE_ADVISOR;
	if (strcmp(reference, "foreman") == 0)
		return ROLE_FOREMAN;
	return ROLE_TECHNICIAN;
}

static void list_staff(const struct desk *desk, struct call_list *list, const char *reference,
		       const char *text)
{
	const struct site *site = desk_site(desk);
	for (int i = 0; i < site->staff_count; i++) {
		const struct staff *staff = &site->staff[i];
		if (staff->active && (staff->roles & role_of(reference)) &&
		    matches(text, staff->name, staff->code))
			add(list,
			    (struct call_row){ .id = arena_strdup(&list->arena, staff->code),
					       .text = arena_printf(&list->arena, "%s  %s",
								    or_empty(staff->name), staff->code) });
	}
}

/* --- the list --- */

/* A plate that is typed to its end is taken when the field is left; only a row that was moved to is taken by
 * Enter. */
static int first_selected(const struct call *call, const struct form_field *field)
{
	if (call->list.count == 0)
		return -1;
	if (for_car(field) && edit_text(&call->edit)[0] != '\0' && !(call->list.count == 1))
		return -1;
	return 0;
}

void call_list_open(struct desk *desk, struct call *call)
{
	const struct form_field *field = call->field;
	if (!field || !call_has_list(field))
		return;
	const char *text = edit_text(&call->edit);
	call_list_close(call);
	struct call_list *list = &call->list;
	list->field = field;
	bool customer = field->reference && strcmp(field->reference, "customer") == 0;
	if (for_car(field)) {
		list_own_cars(call, list, text);
		if (list->count == 0 && text[0])
			list_people(desk, list, text, true);
	} else if (customer) {
		list_people(desk, list, text, false);
		if (text[0])
			add(list, (struct call_row){
					  .id = "",
					  .text = arena_printf(&list->arena, _("new customer: %s"), text) });
	} else if (field->search) {
		call_prediag_list(desk, call, list, text);
	} else if (strcmp(field->reference, "file") == 0) {
		list_visits(call, list);
	} else if (strcmp(field->reference, "work-type") == 0) {
		list_work(desk, list, text);
	} else {
		list_staff(desk, list, field->reference, text);
	}
	list->selected = first_selected(call, field);
	if (list->count > 0)
		return;
	call_list_close(call);
	if (text[0] && !for_car(field))
		call_tell(call, field, _("no row has this: try fewer letters or another word"));
}

bool call_list_move(struct call *call, int by)
{
	struct call_list *list = &call->list;
	/* It goes round: Up from the first row is the last, where the new customer stands. */
	int from = list->selected < 0 && by < 0 ? 0 : list->selected;
	list->selected = (from + by + list->count) % list->count;
	return true;
}

/* --- taking a row --- */

static bool take_person(struct desk *desk, struct call *call, const struct call_row *row, struct error *err)
{
	char customer[ID_SIZE], vehicle[ID_SIZE];
	if (row->id[0] == '\0')
		return call_new_customer(desk, call, err);
	snprintf(customer, sizeof customer, "%s", or_empty(row->customer_id));
	snprintf(vehicle, sizeof vehicle, "%s", row->kind == FIND_VEHICLE ? or_empty(row->vehicle_id) : "");
	if (row->kind == FIND_CUSTOMER)
		snprintf(customer, sizeof customer, "%s", row->id);
	call->typed = false;
	if (vehicle[0] && !call_take_vehicle(desk, call, vehicle, err))
		return false;
	bool stranger = customer[0] && !call->known.has_customer;
	if ((stranger || call->field->reference) && customer[0])
		return call_take_customer(desk, call, customer, err);
	return true;
}

static bool take_value(struct desk *desk, struct call *call, const struct call_row *row)
{
	const struct form_field *field = call->field;
	call->typed = false;
	if (field_kind(field) == FIELD_LOOKUPS) {
		form_answers_toggle(call->answers, field->id, row->id);
	} else {
		form_answers_set(call->answers, field->id, row->id);
	}
	call_tell(call, field, NULL);
	call_changed(desk, call, field);
	return true;
}

bool call_list_take(struct desk *desk, struct call *call, struct error *err)
{
	const struct form_field *field = call->field;
	struct call_row row = call->list.rows[call->list.selected];
	bool person = for_car(field) || (field->reference && strcmp(field->reference, "customer") == 0);
	bool fine = person ? take_person(desk, call, &row, err) : take_value(desk, call, &row);
	if (!fine)
		return false;
	call_list_close(call);
	call_tell(call, field, NULL);
	if (field_kind(field) == FIELD_LOOKUPS) {
		call_open_field(desk, call); /* more may follow */
		return true;
	}
	const struct form_field *next = call_wanted(call);
	call_focus(desk, call, next ? next : field);
	return true;
}
