#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "office/campaigns.h"
#include "office/inner.h"

enum { AUTHORITY = ROLE_ADVISOR | ROLE_FOREMAN | ROLE_MANAGER };

/* The members with one of @roles, for a message. */
static const char *staff_codes(const struct site *site, unsigned roles, struct arena *arena)
{
	const char *list = "";
	for (int i = 0; i < site->staff_count; i++)
		if (site->staff[i].active && site->staff[i].roles & roles)
			list = arena_printf(arena, "%s%s%s", list, *list ? " " : "", site->staff[i].code);
	return list;
}

static bool staff_find(const struct site *site, const char *code, const char *key, unsigned roles,
		       struct arena *arena, int *staff, struct error *err)
{
	int found = site_find_staff(site, code);
	if (found < 0 || !site->staff[found].active || !(site->staff[found].roles & roles))
		return error_set(err, ERROR_INPUT, _("%s: \"%.80s\" is not known; it is one of: %s"), key,
				 code, staff_codes(site, roles, arena));
	*staff = found;
	return true;
}

static bool work_find(const struct site *site, const struct booking_request *request, struct arena *arena,
		      struct plan_request *plan, struct error *err)
{
	for (int i = 0; i < request->work_count && i < PLAN_WORK_MAX; i++) {
		int work = site_find_work(site, request->work[i]);
		if (work >= 0) {
			plan->work[plan->work_count++] = work;
			continue;
		}
		const char *known = "";
		for (int w = 0; w < site->work_count; w++)
			known = arena_printf(arena, "%s%s%s", known, w ? " " : "", site->work[w].code);
		return error_set(err, ERROR_INPUT, _("work: \"%.80s\" is not known; it is one of: %s"),
				 request->work[i], known);
	}
	return true;
}

static bool wishes_take(const struct office *office, const struct booking_request *request,
			struct plan_request *plan, struct error *err)
{
	civil_day today = office_moment(office).day;
	for (int i = 0; i < request->wish_count && i < PLAN_WISHES_MAX; i++) {
		const struct request_wish *wish = &request->wishes[i];
		char date[CIVIL_DATE_SIZE], now[CIVIL_DATE_SIZE];
		if (wish->has_date && wish->date < today)
			return error_set(err, ERROR_INPUT, _("wishes.date: %s is in the past; today is %s"),
					 civil_format_date(wish->date, date), civil_format_date(today, now));
		plan->wishes[plan->wish_count++] =
			(struct plan_wish){ wish->has_date, wish->date, wish->half, wish->minute };
	}
	civil_day earliest = request->earliest > request->parts_eta ? request->earliest : request->parts_eta;
	plan->earliest = (struct moment){ earliest, 0 };
	return true;
}

static void mobility_take(const struct booking_request *request, struct plan_request *plan)
{
	for (int i = 0; i < request->mobility_count && i < MOBILITY_COUNT; i++)
		plan->mobility[plan->mobility_count++] = request->mobility[i];
	plan->declined = request->declined;
	unsigned both = 1U << MOBILITY_LOAN | 1U << MOBILITY_PUD;
	if (plan->mc20 && plan->mobility_count == 0 && (plan->declined & both) != both) {
		/* R37: what an MC20 customer must be offered, when nothing was said. */
		if (!(plan->declined & 1U << MOBILITY_LOAN))
			plan->mobility[plan->mobility_count++] = MOBILITY_LOAN;
		if (!(plan->declined & 1U << MOBILITY_PUD))
			plan->mobility[plan->mobility_count++] = MOBILITY_PUD;
	}
}

static bool slot_take(const struct office *office, const struct booking_request *request, struct arena *arena,
		      struct plan_request *plan, struct error *err)
{
	const struct request_slot *slot = &request->slot;
	int advisor;
	plan->unit_fixed = -1;
	if (!slot->given)
		return true;
	if (slot->advisor &&
	    !staff_find(&office->site, slot->advisor, "slot.advisor", ROLE_ADVISOR, arena, &advisor, err))
		return false;
	if (slot->unit) {
		plan->unit_fixed = site_find_unit(&office->site, slot->unit);
		if (plan->unit_fixed < 0)
			return error_set(err, ERROR_INPUT,
					 _("slot.unit: there is no car \"%.80s\" to lend; null takes any"),
					 slot->unit);
	}
	if (slot->handback_given) {
		plan->handback_fixed = true;
		plan->handback = (struct moment){ slot->handback_date, slot->handback_minute };
		plan->handback_minutes = slot->handback_minutes;
	}
	return true;
}

/* Who sits at the keyboard is the login; somebody else only by a manager. */
static bool operator_check(const struct office *office, const struct booking_request *request,
			   struct arena *arena, struct error *err)
{
	int staff;
	if (!request->operator_code || strcmp(request->operator_code, office_actor(office)->code) == 0)
		return true;
	if (!staff_find(&office->site, request->operator_code, "operator", ~0U, arena, &staff, err))
		return false;
	if (office->roles & ROLE_MANAGER)
		return true;
	return error_set(err, ERROR_PERMISSION, _("operator: you are %s; only a manager acts for %s"),
			 office_actor(office)->code, request->operator_code);
}

static bool override_take(const struct office *office, const struct booking_request *request,
			  struct arena *arena, struct plan_request *plan, struct error *err)
{
	int by;
	if (!request->override_by)
		return true;
	if (!staff_find(&office->site, request->override_by, "override.by", AUTHORITY, arena, &by, err))
		return false;
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (plan_rule_severity((enum plan_rule)rule) == 'B')
			plan->overridden |= 1U << rule;
	return true;
}

static bool plan_take(const struct office *office, const struct booking_request *request, struct arena *arena,
		      struct office_resolved *resolved, struct error *err)
{
	const struct site *site = &office->site;
	struct plan_request *plan = &resolved->plan;
	plan->vehicle = resolved->vehicle.id;
	plan->channel = request->channel;
	plan->workshop_return = request->workshop_return;
	plan->immobilised = request->immobilised;
	plan->attends_foreman = request->attends_foreman;
	plan->attends_technician = request->attends_technician;
	plan->mc20 = resolved->vehicle.mc20;
	plan->electric = resolved->vehicle.energy == ENERGY_BEV;
	plan->known_customer = resolved->customer_known;
	plan->called = office_moment(office);
	plan->advisor_wished = -1;
	plan->advisor_known =
		resolved->customer.advisor ? site_find_staff(site, resolved->customer.advisor) : -1;
	if (request->advisor &&
	    !staff_find(site, request->advisor, "advisor", ROLE_ADVISOR, arena, &plan->advisor_wished, err))
		return false;
	if (!work_find(site, request, arena, plan, err) || !wishes_take(office, request, plan, err) ||
	    !slot_take(office, request, arena, plan, err) ||
	    !override_take(office, request, arena, plan, err))
		return false;
	mobility_take(request, plan);
	return true;
}

static bool campaigns_take(struct office *office, struct arena *arena, struct office_resolved *resolved,
			   struct error *err)
{
	struct office_campaigns campaigns = { 0 };
	if (!resolved->vehicle.vin)
		return true;
	if (!office_campaigns_of(office, &resolved->vehicle, arena, &campaigns, err))
		return false;
	resolved->campaigns = campaigns.items;
	resolved->campaign_count = campaigns.count;
	unsigned flags = 0;
	for (int i = 0; i < resolved->plan.work_count; i++)
		flags |= office->site.work[resolved->plan.work[i]].flags;
	resolved->plan.recall =
		(flags & WORK_RECALL) && office_campaigns_recall(campaigns.items, campaigns.count);
	return true;
}

static void caution_add(const struct office *office, struct arena *arena, struct office_resolved *resolved,
			const char *id, const char *new_value, const char *old_value)
{
	struct fill_value values[] = { { "new", new_value }, { "old", old_value } };
	resolved->cautions[resolved->caution_count++] = explain_phrase(
		office, id, office->site.language, values, sizeof values / sizeof values[0], arena);
}

/* For the operator, in the desk's language. */
static void cautions_take(const struct office *office, struct arena *arena, struct office_resolved *resolved)
{
	if (resolved->differs & OFFICE_DIFFERS_PLATE)
		caution_add(office, arena, resolved, "caution-plate-differs", resolved->vehicle.plate,
			    resolved->recorded_plate);
	if (resolved->differs & OFFICE_DIFFERS_MILEAGE)
		caution_add(office, arena, resolved, "caution-mileage-differs",
			    arena_printf(arena, "%d", resolved->mileage_km),
			    arena_printf(arena, "%d", resolved->vehicle.mileage));
	if (resolved->differs & OFFICE_DIFFERS_CALLER)
		caution_add(office, arena, resolved, "caution-caller-differs", NULL, NULL);
}

bool office_resolve(struct office *office, const struct booking_request *request, struct arena *arena,
		    struct office_resolved *resolved, struct error *err)
{
	struct office_resolved found = { .mileage_km = -1 };
	if (!operator_check(office, request, arena, err) ||
	    !resolve_people(office, request, arena, &found, err) ||
	    !plan_take(office, request, arena, &found, err) || !campaigns_take(office, arena, &found, err))
		return false;
	found.earliest_wished = request->earliest;
	found.language = request->language;
	if (!found.language)
		found.language = found.customer.language ? found.customer.language : office->site.language;
	cautions_take(office, arena, &found);
	*resolved = found;
	return true;
}

void resolve_deadline(const struct plan_state *state, size_t declined, const struct office_resolved *resolved,
		      struct plan_request *plan)
{
	enum { ROUND = 2 }; /* both proposals inside the deadline were declined */
	civil_day last;
	if (!plan_deadline(state, plan, &last))
		return;
	bool later = declined >= ROUND || resolved->earliest_wished > last;
	for (int i = 0; i < plan->wish_count; i++)
		later |= plan->wishes[i].has_day && plan->wishes[i].day > last;
	plan->later_by_customer = later;
}
