#include "desk/desk.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "desk/desk_state.h"
#include "desk/desk_act.h"
#include "loop/loop.h"
#include "office/outbox.h"
#include "office/upkeep.h"
#include "store/store.h"

static const unsigned plan_tables = TABLE_SITE | TABLE_ABSENCE | TABLE_APPOINTMENT | TABLE_HOLD;

static void drop_plan(struct desk *desk, struct plan_state *plan)
{
	plan_state_finish(plan);
	desk->loose = true;
}

static void drop_near(struct desk *desk)
{
	if (desk->near_loaded)
		drop_plan(desk, &desk->near);
	desk->near_loaded = false;
}

/* --- life --- */

static size_t count_actions(void)
{
	size_t count = desk_action_count;
	for (size_t i = 0; i < desk_view_table_count; i++)
		count += desk_view_table[i].ops->action_count;
	for (size_t i = 0; i < desk_modal_table_count; i++)
		count += desk_modal_table[i]->action_count;
	return count;
}

static struct action *copy_actions(struct action *to, const struct action *from, size_t count)
{
	if (count)
		memcpy(to, from, count * sizeof *to);
	return to + count;
}

/* The keymap keeps pointers into the table, so all tables are copied into one that lives as long. */
static bool build_keymap(struct desk *desk, struct error *err)
{
	size_t count = count_actions();
	desk->actions = memory_zeroed(count, sizeof *desk->actions);
	struct action *end = copy_actions(desk->actions, desk_actions, desk_action_count);
	for (size_t i = 0; i < desk_view_table_count; i++)
		end = copy_actions(end, desk_view_table[i].ops->actions,
				   desk_view_table[i].ops->action_count);
	for (size_t i = 0; i < desk_modal_table_count; i++)
		end = copy_actions(end, desk_modal_table[i]->actions, desk_modal_table[i]->action_count);
	desk->keymap = keymap_create(desk->actions, count, err);
	if (!desk->keymap)
		return false;
	for (size_t i = 0; i < desk->options.binding_count; i++) {
		const struct desk_binding *binding = &desk->options.bindings[i];
		if (!keymap_bind(desk->keymap, binding->action, binding->keys, err))
			return false;
	}
	return true;
}

/* An operator starts in F2, an advisor in F4, foreman and manager in F3. */
static const char *first_view(const struct desk *desk)
{
	if (desk->options.view)
		return desk->options.view;
	if (desk->office->roles & ROLE_OPERATOR)
		return "call";
	if (desk->office->roles & ROLE_ADVISOR)
		return "receptions";
	return "load";
}

struct desk *desk_create(struct office *office, struct term *term, const struct desk_options *options,
			 struct error *err)
{
	struct desk *desk = memory_zeroed(1, sizeof *desk);
	desk->office = office;
	desk->term = term;
	desk->options = *options;
	desk->lang = form_lang_from_code(i18n_language());
	desk->calls.current = -1;
	desk->plan_stale = desk->counters_stale = desk->lines_stale = desk->unshown = true;
	desk_sample(desk);
	for (size_t i = 0; i < desk_view_table_count; i++) {
		desk->views[i] = desk_view_table[i].create(desk);
		desk->views[i]->desk = desk;
		desk->views[i]->stale = true;
		desk->view_count++;
	}
	if (!build_keymap(desk, err)) {
		desk_destroy(desk);
		return NULL;
	}
	if (!desk_show(desk, first_view(desk)))
		desk_show(desk, desk->views[0]->ops->name);
	desk_offer_drafts(desk);
	return desk;
}

/* Who could do something about it is told once, behind the first frame. */
static void warn_of_upkeep(struct desk *desk)
{
	struct arena arena = { 0 };
	const char *warning = NULL;
	struct store *store = desk->office->store;
	if (!desk->upkeep_looked && desk->office->roles & ROLE_MANAGER)
		warning = upkeep_warning(store, office_now(desk->office), &arena);
	if (!desk->upkeep_looked && !warning && desk_may_book(desk))
		warning = outbox_warning(store, office_now(desk->office), &arena);
	desk->upkeep_looked = true;
	if (warning)
		desk_say(desk, "%s", warning);
	arena_finish(&arena);
}

bool desk_prepare(struct desk *desk, struct error *err)
{
	warn_of_upkeep(desk);
	return office_load_forms(desk->office, err);
}

/* The next plan was read while the last one was still there: the one that went leaves a hole as large as a
 * plan. */
void desk_tidy(struct desk *desk)
{
	if (desk->loose)
		malloc_trim(0);
	desk->loose = false;
}

void desk_destroy(struct desk *desk)
{
	if (!desk)
		return;
	while (desk->modal_count)
		desk_close(desk);
	for (int i = desk->calls.count - 1; i >= 0; i--)
		call_destroy(desk->calls.items[i]);
	for (size_t i = 0; i < desk->view_count; i++)
		desk->views[i]->ops->destroy(desk->views[i]);
	if (desk->plan_loaded)
		plan_state_finish(&desk->plan);
	drop_near(desk);
	keymap_destroy(desk->keymap);
	free(desk->actions);
	free(desk);
}

void desk_sample(struct desk *desk)
{
	desk->moment = office_moment(desk->office);
	desk->clock = desk_steady(desk);
}

int64_t desk_steady(const struct desk *desk)
{
	return desk->options.clock ? desk->options.clock(desk->options.clock_context) : loop_now();
}

/* --- what panes ask --- */

struct office *desk_office(const struct desk *desk)
{
	return desk->office;
}

const struct site *desk_site(const struct desk *desk)
{
	return &desk->office->site;
}

const struct keymap *desk_keymap(const struct desk *desk)
{
	return desk->keymap;
}

enum form_lang desk_lang(const struct desk *desk)
{
	return desk->lang;
}

struct moment desk_moment(const struct desk *desk)
{
	return desk->moment;
}

int64_t desk_clock(const struct desk *desk)
{
	return desk->clock;
}

bool desk_is_readonly(const struct desk *desk)
{
	return desk->office->readonly;
}

bool desk_is_plain(const struct desk *desk)
{
	return term_is_plain(desk->term);
}

const struct plan_state *desk_plan(struct desk *desk, struct error *err)
{
	if (desk->plan_loaded && !desk->plan_stale) {
		desk->plan.now = desk->moment;
		return &desk->plan;
	}
	struct plan_state fresh = { 0 };
	if (!office_load_state(desk->office, &fresh, err))
		return NULL;
	if (desk->plan_loaded)
		drop_plan(desk, &desk->plan);
	desk->plan = fresh;
	desk->plan_loaded = true;
	desk->plan_stale = false;
	desk->plan_serial++;
	drop_near(desk);
	return &desk->plan;
}

const struct plan_state *desk_plan_until(struct desk *desk, civil_day last, struct error *err)
{
	if (desk->plan_loaded && !desk->plan_stale && desk->plan.last >= last)
		return desk_plan(desk, err);
	if (!desk->near_loaded || desk->near.last < last) {
		struct plan_state fresh = { 0 };
		if (!office_load_strips(desk->office, last, &fresh, err))
			return NULL;
		drop_near(desk);
		desk->near = fresh;
		desk->near_loaded = true;
		desk->plan_serial++;
	}
	desk->near.now = desk->moment;
	return &desk->near;
}

unsigned desk_plan_serial(const struct desk *desk)
{
	return desk->plan_serial;
}

void desk_say(struct desk *desk, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(desk->message, sizeof desk->message, format, args);
	va_end(args);
	desk->message_bad = false;
	desk_touch(desk);
}

void desk_complain(struct desk *desk, const struct error *err)
{
	snprintf(desk->message, sizeof desk->message, "%s", err->text);
	desk->message_bad = desk->message[0] != '\0';
	desk_touch(desk);
}

bool desk_has_news(const struct desk *desk)
{
	return desk->unshown || desk->unread;
}

void desk_touch(struct desk *desk)
{
	desk->unshown = true;
}

/* What no pane alone has read. */
static void share_changed(struct desk *desk, unsigned tables)
{
	if (tables & plan_tables) {
		desk->plan_stale = true;
		drop_near(desk);
	}
	if (tables & (TABLE_APPOINTMENT | TABLE_SITE | TABLE_TASK | TABLE_REQUEST | TABLE_CONTACT))
		desk->counters_stale = true;
	desk->hall_stale |= (tables & TABLE_CONTACT) != 0;
	if (tables & (TABLE_LINE | TABLE_SITE))
		desk->lines_stale = true;
	if (tables & plan_tables)
		for (int i = 0; i < desk->calls.count; i++)
			desk->calls.items[i]->live_stale = true;
}

void desk_changed(struct desk *desk, unsigned tables)
{
	desk_touch(desk);
	share_changed(desk, tables);
	for (size_t i = 0; i < desk->view_count; i++)
		if (desk->views[i]->ops->watches & tables)
			desk->views[i]->stale = true;
	for (int i = 0; i < desk->modal_count; i++)
		if (desk->modals[i]->ops->watches & tables)
			desk->modals[i]->stale = true;
}

/* Of a pane that watches @tables: only whose rows changed, when that is known of all of them. */
static void pane_changed(struct pane *pane, unsigned tables, const struct store_named *named)
{
	unsigned watched = tables & pane->ops->watches;
	if (!watched || pane->stale)
		return;
	if (pane->ops->note && pane->ops->note(pane, watched & ~named->groups, named))
		pane->behind = true;
	else
		pane->stale = true;
}

/* Others changed @tables: what is on the screen may stay as it is. */
static void others_changed(struct desk *desk, unsigned tables)
{
	const struct store_named *named = store_named(desk->office->store);
	desk->unread = true;
	if (tables & TABLE_SITE)
		desk_touch(desk);
	share_changed(desk, tables);
	for (size_t i = 0; i < desk->view_count; i++)
		pane_changed(desk->views[i], tables, named);
	for (int i = 0; i < desk->modal_count; i++)
		pane_changed(desk->modals[i], tables, named);
}

void desk_look(struct desk *desk)
{
	unsigned foreign = 0, own = 0;
	struct error err = { 0 };
	if (!store_changes(desk->office->store, &foreign, &own, &err)) {
		desk_complain(desk, &err);
		return;
	}
	if (((foreign | own) & TABLE_SITE) && !office_reload_site(desk->office, &err))
		desk_complain(desk, &err);
	if (own)
		desk_changed(desk, own);
	if (foreign)
		others_changed(desk, foreign);
}

/* --- views and modals --- */

struct pane *desk_view(const struct desk *desk, const char *name)
{
	for (size_t i = 0; i < desk->view_count; i++)
		if (strcmp(desk->views[i]->ops->name, name) == 0)
			return desk->views[i];
	return NULL;
}

struct pane *const *desk_views(const struct desk *desk, size_t *count)
{
	*count = desk->view_count;
	return desk->views;
}

bool desk_show(struct desk *desk, const char *name)
{
	struct pane *view = desk_view(desk, name);
	if (!view)
		return false;
	desk->view = view;
	if (view->ops->enter)
		view->ops->enter(view);
	return true;
}

void desk_open(struct desk *desk, struct pane *modal)
{
	if (desk->modal_count == DESK_MODALS_MAX) {
		modal->ops->destroy(modal);
		return;
	}
	modal->desk = desk;
	modal->stale = true;
	desk->modals[desk->modal_count++] = modal;
}

void desk_close(struct desk *desk)
{
	if (desk->modal_count == 0)
		return;
	struct pane *modal = desk->modals[--desk->modal_count];
	modal->ops->destroy(modal);
}

struct pane *desk_focused(const struct desk *desk)
{
	return desk->modal_count ? desk->modals[desk->modal_count - 1] : desk->view;
}

bool desk_is_done(const struct desk *desk)
{
	return desk->done;
}
