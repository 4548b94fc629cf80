#include "desk/palette.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/desk_state.h"
#include "desk/menu.h"

enum { KEYS_COLUMNS = 20 };

static const char step_prefix[] = "step:";

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
	return strcmp(action->name, "palette") != 0;
}

/* The steps that stand outside the walk through the script: a complaint, a breakdown, a transfer. */
static size_t add_steps(const struct desk *desk, struct arena *arena, struct menu_row *rows, size_t count)
{
	const struct call *call = calls_current(&desk->calls);
	for (size_t i = 0; call && call->form && i < call->form->step_count && count < MENU_ROWS_MAX; i++) {
		const struct form_step *step = &call->form->steps[i];
		struct buffer line = { 0 };
		if (!step->anytime || !form_step_visible(call->answers, step))
			continue;
		text_pad(&line, _("step"), KEYS_COLUMNS, TEXT_LEFT);
		buffer_add(&line, step->title.in[desk->lang]);
		rows[count++] = (struct menu_row){ arena_printf(arena, "%s%s", step_prefix, step->id),
						   arena_strdup(arena, buffer_text(&line)), "" };
		buffer_finish(&line);
	}
	return count;
}

void palette_open(struct desk *desk)
{
	const struct pane *pane = desk_focused(desk);
	struct menu_row rows[MENU_ROWS_MAX];
	struct arena arena = { 0 };
	size_t count = 0, all;
	const struct action *actions = keymap_actions(desk_keymap(desk), &all);
	for (size_t i = 0; i < all && count < MENU_ROWS_MAX; i++) {
		struct buffer line = { 0 }, keys = { 0 };
		if (!is_offered(desk, pane, &actions[i]))
			continue;
		keymap_keys(desk_keymap(desk), actions[i].id, &keys);
		text_pad(&line, buffer_text(&keys), KEYS_COLUMNS, TEXT_LEFT);
		buffer_add(&line, _(actions[i].title));
		rows[count++] =
			(struct menu_row){ actions[i].name, arena_strdup(&arena, buffer_text(&line)), "" };
		buffer_finish(&line);
		buffer_finish(&keys);
	}
	count = add_steps(desk, &arena, rows, count);
	menu_open_search(desk, _("Commands"), rows, count, run, NULL);
	arena_finish(&arena);
}
