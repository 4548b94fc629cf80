#include "store/site_store.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "store/dealer.h"
#include "store/private.h"
#include "store/site_lists.h"
#include "store/site_text.h"

struct writer {
	struct store *store;
	const struct site *site; /* the new one */
	const struct site *old;  /* NULL: none stored */
	struct arena *arena;
	struct site_changes *changes; /* NULL: nobody asks */
	struct error *err;
	bool changed;
};

static void note(struct writer *w, int kind, const char *what, const char *code)
{
	w->changed = true;
	struct site_changes *list = w->changes;
	if (!list)
		return;
	list->items = arena_grow(w->arena, list->items, list->count, &list->capacity, sizeof *list->items);
	struct site_change *change = &list->items[list->count++];
	change->kind = kind;
	change->what = what;
	change->code = arena_strdup(w->arena, code);
}

/* A list that is replaced whole: true when it has to be written. */
static bool list_differs(struct writer *w, void (*text)(const struct site *, struct buffer *),
			 const char *what)
{
	struct buffer now = { 0 }, before = { 0 };
	text(w->site, &now);
	if (w->old)
		text(w->old, &before);
	bool differs = !w->old || strcmp(buffer_text(&now), buffer_text(&before)) != 0;
	if (differs)
		note(w, w->old ? SITE_CHANGED : SITE_ADDED, what, "");
	buffer_finish(&now);
	buffer_finish(&before);
	return differs;
}

/* What is done with the things that have codes. */
struct thing {
	const char *what;
	int (*count)(const struct site *);
	const char *(*code)(const struct site *, int);
	bool (*active)(const struct site *, int);
	void (*text)(const struct site *, int, struct buffer *);
	bool (*put)(struct writer *, int);
	enum sql retire;
};

static int find_code(const struct thing *thing, const struct site *site, const char *code)
{
	for (int i = 0; site && i < thing->count(site); i++)
		if (strcmp(thing->code(site, i), code) == 0)
			return i;
	return -1;
}

static bool thing_differs(struct writer *w, const struct thing *thing, int index)
{
	int before = find_code(thing, w->old, thing->code(w->site, index));
	if (before < 0) {
		note(w, SITE_ADDED, thing->what, thing->code(w->site, index));
		return true;
	}
	struct buffer now = { 0 }, then = { 0 };
	thing->text(w->site, index, &now);
	thing->text(w->old, before, &then);
	bool differs = strcmp(buffer_text(&now), buffer_text(&then)) != 0;
	if (differs)
		note(w, SITE_CHANGED, thing->what, thing->code(w->site, index));
	buffer_finish(&now);
	buffer_finish(&then);
	return differs;
}

static bool retire_missing(struct writer *w, const struct thing *thing)
{
	for (int i = 0; w->old && i < thing->count(w->old); i++) {
		const char *code = thing->code(w->old, i);
		if (!thing->active(w->old, i) || find_code(thing, w->site, code) >= 0)
			continue;
		note(w, SITE_RETIRED, thing->what, code);
		struct stmt *q = sql_start(w->store, thing->retire);
		sql_bind_text(q, code);
		if (!sql_run(q, w->err))
			return false;
	}
	return true;
}

static bool put_things(struct writer *w, const struct thing *thing)
{
	if (!retire_missing(w, thing))
		return false;
	for (int i = 0; i < thing->count(w->site); i++)
		if (thing_differs(w, thing, i) && !thing->put(w, i))
			return false;
	return true;
}

static bool always(const struct site *site, int index)
{
	(void)site, (void)index;
	return true;
}

static int skill_count(const struct site *site)
{
	return site->skill_count;
}

static const char *skill_code(const struct site *site, int index)
{
	return site->skills[index].code;
}

static bool put_skill(struct writer *w, int index)
{
	const struct skill *skill = &w->site->skills[index];
	struct stmt *q = sql_start(w->store, SQL_SKILL_PUT);
	sql_bind_text(q, skill->code);
	sql_bind_text(q, skill->name.en);
	sql_bind_text(q, skill->name.ko);
	sql_bind_int(q, index);
	return sql_run(q, w->err);
}

static int staff_count(const struct site *site)
{
	return site->staff_count;
}

static const char *staff_code(const struct site *site, int index)
{
	return site->staff[index].code;
}

static bool staff_active(const struct site *site, int index)
{
	return site->staff[index].active;
}

static bool put_staff_skill(struct writer *w, const struct staff *staff, int skill)
{
	int ability = staff->ability_pct[skill] > 0 ? staff->ability_pct[skill] : 100;
	bool qualified = (staff->skills >> skill) & 1;
	if (!qualified && ability == 100)
		return true;
	struct stmt *q = sql_start(w->store, SQL_STAFF_SKILL_ADD);
	sql_bind_text(q, staff->code);
	sql_bind_text(q, w->site->skills[skill].code);
	sql_bind_int(q, qualified);
	sql_bind_int(q, ability);
	return sql_run(q, w->err);
}

static bool put_staff(struct writer *w, int index)
{
	const struct staff *staff = &w->site->staff[index];
	struct stmt *q = sql_start(w->store, SQL_STAFF_FREE_LOGIN); /* logins may have been swapped */
	sql_bind_text(q, staff->login);
	sql_bind_text(q, staff->code);
	if (!sql_run(q, w->err))
		return false;
	q = sql_start(w->store, SQL_STAFF_PUT);
	sql_bind_text(q, staff->code);
	sql_bind_text(q, staff->login);
	sql_bind_text(q, staff->name ? staff->name : staff->code);
	sql_bind_text(q, staff->short_name);
	sql_bind_int(q, staff->roles);
	sql_bind_int(q, staff->productive_pct);
	sql_bind_int(q, index);
	sql_bind_int(q, staff->active);
	sql_bind_text(q, staff->extension);
	if (!sql_run(q, w->err))
		return false;
	q = sql_start(w->store, SQL_STAFF_SKILL_DELETE);
	sql_bind_text(q, staff->code);
	if (!sql_run(q, w->err))
		return false;
	for (int skill = 0; skill < w->site->skill_count; skill++)
		if (!put_staff_skill(w, staff, skill))
			return false;
	return true;
}

static int bay_count(const struct site *site)
{
	return site->bay_count;
}

static const char *bay_code(const struct site *site, int index)
{
	return site->bays[index].code;
}

static bool put_bay(struct writer *w, int index)
{
	const struct bay_type *bay = &w->site->bays[index];
	struct stmt *q = sql_start(w->store, SQL_BAY_PUT);
	sql_bind_text(q, bay->code);
	sql_bind_text(q, bay->name.en);
	sql_bind_text(q, bay->name.ko);
	sql_bind_int(q, bay->count);
	sql_bind_int(q, index);
	return sql_run(q, w->err);
}

static int work_count(const struct site *site)
{
	return site->work_count;
}

static const char *work_code(const struct site *site, int index)
{
	return site->work[index].code;
}

static bool put_work_parts(struct writer *w, const struct work_type *work)
{
	struct stmt *q = sql_start(w->store, SQL_WORK_PART_DELETE);
	sql_bind_text(q, work->code);
	if (!sql_run(q, w->err))
		return false;
	for (int i = 0; i < work->part_count; i++) {
		q = sql_start(w->store, SQL_WORK_PART_ADD);
		sql_bind_text(q, work->code);
		sql_bind_int(q, i);
		sql_bind_text(q, w->site->skills[work->parts[i].skill].code);
		sql_bind_int(q, work->parts[i].minutes);
		if (!sql_run(q, w->err))
			return false;
	}
	return true;
}

static bool put_work(struct writer *w, int index)
{
	const struct work_type *work = &w->site->work[index];
	struct stmt *q = sql_start(w->store, SQL_WORK_PUT);
	sql_bind_text(q, work->code);
	sql_bind_text(q, work->name.en);
	sql_bind_text(q, work->name.ko);
	sql_bind_text(q, work->bay >= 0 ? w->site->bays[work->bay].code : NULL);
	sql_bind_int(q, work->keeps_bay);
	sql_bind_int(q, work->parallel);
	sql_bind_int(q, work->same_day);
	sql_bind_int(q, work->quality_minutes);
	sql_bind_int(q, work->wash_minutes);
	sql_bind_int(q, work->flags);
	sql_bind_int(q, work->price_from);
	sql_bind_int(q, index);
	return sql_run(q, w->err) && put_work_parts(w, work);
}

static int unit_count(const struct site *site)
{
	return site->unit_count;
}

static const char *unit_code(const struct site *site, int index)
{
	return site->units[index].code;
}

static bool unit_active(const struct site *site, int index)
{
	return site->units[index].active;
}

static bool put_unit(struct writer *w, int index)
{
	const struct mobility_unit *unit = &w->site->units[index];
	struct stmt *q = sql_start(w->store, SQL_UNIT_PUT);
	sql_bind_text(q, unit->code);
	sql_bind_text(q, mobility_code(unit->kind));
	sql_bind_text(q, unit->model);
	sql_bind_text(q, unit->plate);
	sql_bind_text(q, unit->car_class);
	sql_bind_text(q, energy_code(unit->energy));
	sql_bind_int(q, index);
	sql_bind_int(q, unit->active);
	return sql_run(q, w->err);
}

static const struct thing things[] = {
	{ N_("skill"), skill_count, skill_code, always, site_text_skill, put_skill, SQL_SKILL_RETIRE },
	{ N_("bay"), bay_count, bay_code, always, site_text_bay, put_bay, SQL_BAY_RETIRE },
	{ N_("staff"), staff_count, staff_code, staff_active, site_text_staff, put_staff, SQL_STAFF_RETIRE },
	{ N_("work"), work_count, work_code, always, site_text_work, put_work, SQL_WORK_RETIRE },
	{ N_("unit"), unit_count, unit_code, unit_active, site_text_unit, put_unit, SQL_UNIT_RETIRE },
};

/* Lists that are replaced whole, after the things they refer to. */
static const struct list {
	const char *what;
	void (*text)(const struct site *, struct buffer *);
	bool (*put)(struct store *, const struct site *, struct error *);
} lists[] = {
	{ N_("site"), site_text_base, site_put_base },
	{ N_("hours"), site_text_hours, site_put_hours },
	{ N_("holidays"), site_text_holidays, site_put_holidays },
	{ N_("shifts"), site_text_shifts, site_put_shifts },
	{ N_("duties"), site_text_duties, site_put_duties },
	{ N_("dealer"), site_text_dealer, site_put_dealer },
	{ N_("intervals"), site_text_intervals, site_put_intervals },
};

static bool put_site(struct writer *w)
{
	for (size_t i = 0; i < sizeof things / sizeof *things; i++)
		if (!put_things(w, &things[i]))
			return false;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (list_differs(w, lists[i].text, lists[i].what) && !lists[i].put(w->store, w->site, w->err))
			return false;
	if (!w->changed)
		return true;
	store_touch(w->store, TABLE_SITE | TABLE_DEALER);
	return sql_run(sql_start(w->store, SQL_SITE_COUNT_UP), w->err);
}

/* What somebody changed at the desk stays; site.cfg has only begun it (R5). */
static bool keep_desk_values(struct store *store, struct arena *arena, struct site *old, struct site *own,
			     struct error *err)
{
	struct dealer_rows rows = { 0 };
	if (!store_dealer(store, arena, &rows, err))
		return false;
	for (size_t i = 0; i < rows.count; i++)
		for (int field = 0; field < DEALER_FIELD_COUNT; field++)
			if (strcmp(rows.items[i].source, "desk") == 0 &&
			    strcmp(rows.items[i].field, site_dealer_name(field)) == 0)
				*site_dealer_value(&own->dealer, field) =
					*site_dealer_value(&old->dealer, field);
	return true;
}

bool store_put_site(struct store *store, const struct site *site, struct arena *arena,
		    struct site_changes *changes, struct error *err)
{
	if (!store_need_write(store, err))
		return false;
	store->finding.has_country = false;
	struct arena old_arena = { 0 };
	struct site old;
	bool has = false;
	if (!store_has_site(store, &has, err) || (has && !store_get_site(store, &old_arena, &old, err))) {
		arena_finish(&old_arena);
		return false;
	}
	struct site own = *site;
	struct writer w = { store, &own, has ? &old : NULL, arena, changes, err, false };
	bool fine = (!has || keep_desk_values(store, &old_arena, &old, &own, err)) && put_site(&w);
	arena_finish(&old_arena);
	return fine;
}

bool store_site_id(struct store *store, char *id, size_t size)
{
	struct stmt *q = sql_start(store, SQL_SITE_ID);
	bool there = sql_row(q);
	if (there)
		snprintf(id, size, "%s", sql_peek(q));
	return sql_end(q, NULL) && there;
}
