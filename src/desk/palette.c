#include "desk/palette.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/desk_state.h"
#include "desk/help.h"
#include "desk/menu.h"

enum { KEYS_COLUMNS = 20 };

static const char step_prefix[] = "step:";

/* The rows as they are gathered; @also are words by which a row is found as well. */
struct rows {
	struct arena arena;
	struct menu_row rows[MENU_ROWS_MAX];
	const char *also[MENU_ROWS_MAX];
	size_t count;
};

static bool run(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	size_t len = strlen(step_prefix);
	if (strncmp(id, step_prefix, len) == 0) {
		if (call && desk_show(desk, "call"))
			call_go(desk, call, form_step_find(&desk->office->forms, id + len));
		return true;
	}
	const struct action *action = keymap_named(desk_keymap(desk), id);
	return action ? desk_perform(desk, action->id, err) : true;
}

/* What means nothing as things stand is left out: a read-only console writes nothing. */
static bool is_offered(const struct desk *desk, const struct pane *pane, const struct action *action)
{
	bool own = strcmp(action->section, pane->ops->name) == 0;
	if (!own && strcmp(action->section, "global") != 0)
		return false;
	if (own && pane->ops->offers && !pane->ops->offers(pane, action->id))
		return false;
	if (action->id == DESK_AUDIT && !(desk->office->roles & ROLE_MANAGER))
		return false;
	return strcmp(action->name, "palette") != 0;
}

static void add_row(struct rows *rows, const char *id, const char *keys, const char *title, const char *also)
{
	struct buffer line = { 0 };
	if (rows->count == MENU_ROWS_MAX)
		return;
	text_pad(&line, keys, KEYS_COLUMNS, TEXT_LEFT);
	buffer_printf(&line, " %s", title);
	rows->also[rows->count] = arena_strdup(&rows->arena, also);
	rows->rows[rows->count++] = (struct menu_row){ arena_strdup(&rows->arena, id),
						       arena_strdup(&rows->arena, buffer_text(&line)), "" };
	buffer_finish(&line);
}

/* Found in the other language as well, whichever the screens speak. */
static void add_step(const struct desk *desk, struct rows *rows, const char *kind,
		     const struct form_step *step, const struct form_text *title)
{
	const char *id = arena_printf(&rows->arena, "%s%s", step_prefix, step->id);
	add_row(rows, id, kind, title->in[desk->lang], title->in[desk->lang == FORM_KO ? FORM_EN : FORM_KO]);
}

/* Those outside the walk come first: a complaint, a breakdown, a transfer. */
static void add_steps(const struct desk *desk, struct rows *rows)
{
	const struct call *call = calls_current(&desk->calls);
	const struct form_set *set = &desk->office->forms;
	if (!call || (call->has_clock && call->clock.phase == CALL_RINGING))
		return;
	for (int anytime = 1; anytime >= 0; anytime--)
		for (size_t i = 0; i < call->form->step_count; i++) {
			const struct form_step *step = &call->form->steps[i];
			if (step->anytime == (anytime == 1) && form_step_visible(call->answers, step))
				add_step(desk, rows, _("step"), step, &step->title);
		}
	for (size_t i = 0; i < set->form_count; i++) {
		const struct form_step *first = form_step_next(call->answers, &set->forms[i], NULL);
		if (first && &set->forms[i] != call->form)
			add_step(desk, rows, _("tool"), first, &set->forms[i].title);
	}
}

void palette_open(struct desk *desk)
{
	const struct pane *pane = desk_focused(desk);
	struct rows rows = { .count = 0 };
	size_t all;
	const struct action *actions = keymap_actions(desk_keymap(desk), &all);
	for (size_t i = 0; i < all; i++) {
		struct buffer keys = { 0 };
		if (!is_offered(desk, pane, &actions[i]))
			continue;
		help_keys(desk, &actions[i], &keys);
		add_row(&rows, actions[i].name, buffer_text(&keys), _(actions[i].title), actions[i].title);
		buffer_finish(&keys);
	}
	add_steps(desk, &rows);
	menu_open_search(desk, _("Commands"), rows.rows, rows.also, rows.count, run, NULL);
	arena_finish(&rows.arena);
}
