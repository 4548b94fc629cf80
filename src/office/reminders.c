#include "office/reminders.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "office/dealer.h"
#include "office/inner.h"
#include "office/reminder_rows.h"
#include "store/people.h"

enum { READY_MAX = 500 };
#define SETTING_DAY "reminder.day"

/* --- as shown --- */

void office_reminder_window(civil_day today, civil_day *from, civil_day *to)
{
	*from = today - DUE_LAPSED_DAYS;
	*to = today + DUE_OPENS_DAYS;
}

bool office_count_reminders(const struct office *office, int *count, int *late, struct error *err)
{
	civil_day from, to, today = office_moment(office).day;
	int some = 0;
	office_reminder_window(today, &from, &to);
	if (!store_count_reminders(office->store, from, today + DUE_LATE_DAYS, to, today, count, &some, err))
		return false;
	if (late)
		*late = some;
	return true;
}

const char *office_reminder_state(const struct reminder *reminder, civil_day today)
{
	bool waits = strcmp(reminder->state, "waiting") == 0 || strcmp(reminder->state, "open") == 0;
	if (!waits)
		return reminder->state;
	if (reminder->held)
		return reminder->held;
	if (due_is_late(reminder->due, reminder->attempts, today))
		return "late";
	return today >= reminder->due - DUE_OPENS_DAYS ? "open" : "waiting";
}

/* The row that names the service for a car of this model; whatever it drives with. */
static const struct service_interval *find_interval(const struct site *site, const char *model,
						    const char *code, size_t len)
{
	const struct due_car car = { .model = model };
	const struct service_interval *found = NULL;
	for (int i = 0; i < site->interval_count; i++) {
		struct service_interval any = site->intervals[i];
		any.energies = 0;
		if (strlen(any.service) != len || strncmp(any.service, code, len) != 0)
			continue;
		if (due_fits(&any, &car))
			return &site->intervals[i];
		found = &site->intervals[i];
	}
	return found;
}

const char *office_reminder_services(const struct site *site, const struct reminder *reminder,
				     const char *language, struct arena *arena)
{
	struct buffer text = { 0 };
	for (const char *at = reminder->services ? reminder->services : ""; *at;) {
		size_t len = strcspn(at, " "), code = strcspn(at, ": ");
		const struct service_interval *row = find_interval(site, reminder->model, at, code);
		if (text.len)
			buffer_add(&text, ", ");
		if (row)
			buffer_add(&text, explain_pick(&row->name, language));
		else
			buffer_add_bytes(&text, at, code);
		at += len;
		at += strspn(at, " ");
	}
	const char *kept = arena_strdup(arena, text.len ? buffer_text(&text) : reminder->service);
	buffer_finish(&text);
	return kept;
}

const char *office_reminder_contract(struct office *office, const struct reminder *reminder,
				     struct arena *arena)
{
	struct contract_list list = { 0 };
	struct error err = { 0 };
	struct buffer text = { 0 };
	struct contract_item item;
	if (!store_vehicle_contracts(office->store, reminder->vehicle_id, arena, &list, &err))
		return NULL;
	for (size_t i = 0; i < list.count; i++) {
		struct contract *contract = &list.items[i];
		contract_assess(contract, office_moment(office).day, reminder->mileage);
		if (contract->status != CONTRACT_ACTIVE)
			continue;
		for (const char *at = contract->items; (at = contract_item_next(at, &item));) {
			const char *work = reminder->work ? reminder->work : "";
			const char *found = strstr(work, item.code);
			size_t len = strlen(item.code);
			bool whole = found && (found == work || found[-1] == ' ') &&
				     (found[len] == '\0' || found[len] == ' ');
			if (whole && item.left > 0)
				buffer_printf(&text, "%s%s %d/%d", text.len ? ", " : "", item.code, item.left,
					      item.allowed);
		}
	}
	const char *kept = text.len ? arena_strdup(arena, buffer_text(&text)) : NULL;
	buffer_finish(&text);
	return kept;
}

/* --- worked out --- */

/* One transaction; *@count are the cars it did. */
static bool refresh_batch(struct office *office, int limit, int *count, struct error *err)
{
	struct arena arena = { 0 };
	const char *ids[REMINDERS_BATCH];
	int found = 0;
	if (!office_begin(office, ~0U, err))
		return false;
	bool fine = store_stale_reminders(office->store, limit < REMINDERS_BATCH ? limit : REMINDERS_BATCH,
					  &arena, ids, &found, err);
	for (int i = 0; fine && i < found; i++)
		fine = reminder_refresh(office, ids[i], &arena, err) &&
		       store_settle_stale(office->store, ids[i], err);
	fine = office_end(office, fine, err);
	arena_finish(&arena);
	if (fine)
		*count = found;
	return fine;
}

static bool refresh(struct office *office, int cars, struct office_reminder_run *run, struct error *err)
{
	bool any = false;
	int count = 0;
	do {
		int left = cars ? cars - run->cars : REMINDERS_BATCH;
		if (!store_has_stale_reminders(office->store, &any, err))
			return false;
		if (!any || left <= 0)
			break;
		if (!refresh_batch(office, left, &count, err))
			return false;
		run->cars += count;
	} while (count > 0);
	run->more = any;
	return true;
}

/* Once a day: what lapsed over night makes room for what comes next. */
static bool begin_day(struct office *office, struct error *err)
{
	struct arena arena = { 0 };
	char today[CIVIL_DATE_SIZE];
	const char *done = NULL;
	civil_day day = office_moment(office).day;
	civil_format_date(day, today);
	bool fine = store_get_setting(office->store, SETTING_DAY, &arena, &done, err);
	bool wanted = fine && (!done || strcmp(done, today) != 0);
	arena_finish(&arena);
	if (!wanted)
		return fine;
	if (!office_begin(office, ~0U, err))
		return false;
	fine = store_mark_old_reminders(office->store, day - DUE_LAPSED_DAYS, err) &&
	       store_put_setting(office->store, SETTING_DAY, today, err);
	return office_end(office, fine, err) && office_dealer_nag(office, err);
}

/* --- attempts that begin --- */

static bool some_written(const struct reminder_list *list, civil_day today)
{
	for (size_t i = 0; i < list->count; i++)
		if (reminder_is_written(&list->items[i], today))
			return true;
	return false;
}

/* Attempts in writing begin by themselves; those by telephone are for somebody in F6. */
static bool begin_attempts(struct office *office, struct office_reminder_run *run, struct error *err)
{
	struct arena arena = { 0 };
	struct reminder_list list = { 0 };
	civil_day from, to, today = office_moment(office).day;
	office_reminder_window(today, &from, &to);
	from = today + DUE_CALL_DAYS; /* nearer ones are called */
	bool fine = store_ready_reminders(office->store, from, to, today, READY_MAX, &arena, &list, err);
	bool any = fine && some_written(&list, today);
	if (!any || !office_load_forms(office, err)) {
		arena_finish(&arena);
		return fine && !any;
	}
	/* Looked at again under the lock: another console may have been faster. */
	list = (struct reminder_list){ 0 };
	if (!office_begin(office, ~0U, err)) {
		arena_finish(&arena);
		return false;
	}
	fine = store_ready_reminders(office->store, from, to, today, READY_MAX, &arena, &list, err);
	for (size_t i = 0; fine && i < list.count; i++)
		if (reminder_is_written(&list.items[i], today))
			fine = reminder_write(office, &list.items[i], &run->messages, &arena, err);
	fine = office_end(office, fine, err);
	arena_finish(&arena);
	return fine;
}

bool office_run_reminders(struct office *office, int cars, struct office_reminder_run *run, struct error *err)
{
	struct office_reminder_run done = { 0 };
	if (!begin_day(office, err) || !refresh(office, cars, &done, err))
		return false;
	if (!begin_attempts(office, &done, err))
		return false;
	*run = done;
	return true;
}
