/* A car's reminder worked out anew: what is due next against the reminder that stands. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "office/reminder_rows.h"

enum { VISIT_KNOWN_DAYS = 60 /* so long the DMS may take to tell of a visit */, SETTLED_MAX = 64 };

/* --- what is settled --- */

static bool is_live(const struct reminder *r)
{
	return strcmp(r->state, "waiting") == 0 || strcmp(r->state, "open") == 0 ||
	       strcmp(r->state, "booked") == 0;
}

static bool is_settled(const struct reminder *r)
{
	return strcmp(r->state, "declined") == 0 || strcmp(r->state, "stopped") == 0;
}

/* "MAINT:20440 BRAKEFLUID:20075" of a reminder that ended without a visit. */
static size_t add_settled(const struct reminder *r, struct arena *arena, struct due_settled *settled,
			  size_t count)
{
	for (const char *at = r->services ? r->services : ""; *at && count < SETTLED_MAX;) {
		size_t len = strcspn(at, " "), code = strcspn(at, ": ");
		int base = 0;
		if (code < len && sscanf(at + code + 1, "%9d", &base) == 1)
			settled[count++] =
				(struct due_settled){ arena_strndup(arena, at, code), base, r->due };
		at += len;
		at += strspn(at, " ");
	}
	return count;
}

static size_t find_settled(const struct reminder_list *list, struct arena *arena,
			   struct due_settled settled[SETTLED_MAX])
{
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		if (is_settled(&list->items[i]))
			count = add_settled(&list->items[i], arena, settled, count);
	return count;
}

/* Somebody told that this customer no longer has the car. */
static bool was_sold(const struct reminder_list *list, const char *customer_id)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct reminder *r = &list->items[i];
		if (r->result && strcmp(r->result, "sold") == 0 && r->customer_id && customer_id &&
		    strcmp(r->customer_id, customer_id) == 0)
			return true;
	}
	return false;
}

/* --- what it is now --- */

static const char *why_held(const struct reminder_facts *facts, const struct reminder_list *list)
{
	if (was_sold(list, facts->customer_id))
		return "sold";
	if (!facts->owner_id || facts->owner_changes || !facts->customer_id)
		return "ownership";
	if (facts->consent == CONTACT_UNASKED || facts->consent == CONTACT_NO)
		return "no-consent";
	return facts->mobile || facts->telephone || facts->email ? NULL : "no-number";
}

static bool shares_code(const char *one, const char *other)
{
	for (const char *at = one ? one : ""; *at;) {
		size_t len = strcspn(at, " ");
		for (const char *to = other ? other : ""; *to;) {
			size_t own = strcspn(to, " ");
			if (len && own == len && strncmp(at, to, len) == 0)
				return true;
			to += own;
			to += strspn(to, " ");
		}
		at += len;
		at += strspn(at, " ");
	}
	return false;
}

static const char *services_text(const struct due_plan *plan, struct arena *arena)
{
	struct buffer text = { 0 };
	for (int i = 0; i < plan->count; i++)
		buffer_printf(&text, "%s%s:%d", i ? " " : "", plan->items[i].interval->service,
			      plan->items[i].base.day);
	const char *kept = arena_strdup(arena, buffer_text(&text));
	buffer_finish(&text);
	return kept;
}

/* The plan as a reminder; what was tried so far is @before's. */
static struct reminder made_of(const struct due_plan *plan, const struct reminder_facts *facts,
			       const struct reminder_list *list, const struct reminder *before,
			       const char *vehicle_id, struct arena *arena)
{
	const struct due_item *lead = &plan->items[0];
	struct reminder r = before ? *before : (struct reminder){ .vehicle_id = vehicle_id };
	bool begun = before && before->attempts > 0;
	if (!begun) {
		r.service = lead->interval->service;
		r.base = lead->base.day;
	}
	r.services = services_text(plan, arena);
	r.work = arena_strdup(arena, plan->work);
	r.due = lead->due.day;
	r.reason = lead->due.reason;
	r.by_date = lead->due.by_date;
	r.by_km = lead->due.by_km;
	r.at_km = lead->due.at_km;
	r.held = why_held(facts, list);
	r.customer_id = facts->customer_id;
	r.means = facts->consent;
	bool booked = shares_code(lead->interval->done, facts->booked_work);
	r.state = booked ? "booked" : begun ? "open" : "waiting";
	r.file_id = booked ? facts->booked_file : NULL;
	return r;
}

/* --- against what stands --- */

static struct reminder *find_live(const struct reminder_list *list)
{
	for (size_t i = list->count; i-- > 0;)
		if (is_live(&list->items[i]))
			return &list->items[i];
	return NULL;
}

/* The row of the very same service and day that ended before: it is taken up again. */
static struct reminder *find_same(const struct reminder_list *list, const struct reminder *r)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].due == r->due && strcmp(list->items[i].service, r->service) == 0)
			return &list->items[i];
	return NULL;
}

static bool still_leads(const struct reminder *live, const struct due_plan *plan)
{
	for (int i = 0; i < plan->count; i++)
		if (plan->items[i].base.day == live->base &&
		    strcmp(plan->items[i].interval->service, live->service) == 0)
			return true;
	return false;
}

static bool same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool is_same(const struct reminder *a, const struct reminder *b)
{
	return a->due == b->due && a->reason == b->reason && a->base == b->base && a->by_date == b->by_date &&
	       a->by_km == b->by_km && a->at_km == b->at_km && a->means == b->means &&
	       same_text(a->service, b->service) && same_text(a->services, b->services) &&
	       same_text(a->work, b->work) && same_text(a->state, b->state) && same_text(a->held, b->held) &&
	       same_text(a->customer_id, b->customer_id) && same_text(a->file_id, b->file_id) &&
	       same_text(a->result, b->result);
}

static bool put(struct office *office, struct reminder *r, const struct reminder *before, struct error *err)
{
	return (before && is_same(r, before)) || store_put_reminder(office->store, r, NULL, err);
}

/* It was done, or passed over for so long that the next interval has come. */
static bool close_live(struct office *office, const struct reminder *live, bool lapsed, struct error *err)
{
	struct reminder r = *live;
	r.state = lapsed ? "stopped" : "done";
	r.result = lapsed ? "lapsed" : r.result;
	r.held = NULL;
	return put(office, &r, live, err);
}

bool reminder_refresh(struct office *office, const char *vehicle_id, struct arena *arena, struct error *err)
{
	civil_day today = office_moment(office).day;
	struct reminder_facts facts;
	struct reminder_list list = { 0 };
	struct due_settled settled[SETTLED_MAX];
	struct due_plan plan;
	if (!store_reminder_facts(office->store, vehicle_id, today - VISIT_KNOWN_DAYS, arena, &facts, err) ||
	    !store_reminders_of(office->store, vehicle_id, arena, &list, err))
		return false;
	facts.car.settled = settled;
	facts.car.settled_count = find_settled(&list, arena, settled);
	const struct site *site = &office->site;
	const struct reminder *live = find_live(&list);
	civil_day since = today - DUE_LAPSED_DAYS;
	bool due = due_next(&facts.car, site->intervals, site->interval_count, since, &plan);
	bool begun = live && (live->attempts > 0 || strcmp(live->state, "booked") == 0);
	bool stays = due && live && still_leads(live, &plan);
	bool lapsed = stays && live->due < since;
	if (live && (!due || lapsed || (begun && !stays))) {
		if (!close_live(office, live, lapsed, err))
			return false;
		live = NULL;
	}
	if (!due)
		return true;
	struct reminder r = made_of(&plan, &facts, &list, live, vehicle_id, arena);
	struct reminder *same = find_same(&list, &r);
	if (same && same != live) {
		if (live && !close_live(office, live, false, err))
			return false;
		live = same;
		r = made_of(&plan, &facts, &list, live, vehicle_id, arena);
	}
	return put(office, &r, live, err);
}
