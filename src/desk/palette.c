#include "desk/palette.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/menu.h"

enum { KEYS_COLUMNS = 20 };

static bool run(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
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
	menu_open_search(desk, _("Commands"), rows, count, run, NULL);
	arena_finish(&arena);
}
