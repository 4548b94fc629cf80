#include "desk/help.h"

#include <string.h>

#include "base/i18n.h"
#include "desk/menu.h"

static bool run(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	const struct action *action = keymap_named(desk_keymap(desk), id);
	return action ? desk_perform(desk, action->id, err) : true;
}

/* One line a key: "Alt+U, Ctrl+_  Undo the last change of a field". */
static size_t add_rows(struct desk *desk, const char *section, struct arena *arena, struct menu_row *rows, size_t count)
{
	size_t all;
	const struct action *actions = keymap_actions(desk_keymap(desk), &all);
	for (size_t i = 0; i < all && count < MENU_ROWS_MAX; i++) {
		struct buffer line = { 0 };
		if (strcmp(actions[i].section, section) != 0)
			continue;
		keymap_keys(desk_keymap(desk), actions[i].id, &line);
		const char *text = arena_printf(arena, "%-18s %s", buffer_text(&line), _(actions[i].title));
		rows[count++] = (struct menu_row){ actions[i].name, text, "" };
		buffer_finish(&line);
	}
	return count;
}

void help_open(struct desk *desk)
{
	const struct pane *pane = desk_focused(desk);
	struct arena arena = { 0 };
	struct buffer text = { 0 };
	struct menu_row rows[MENU_ROWS_MAX];
	if (pane->ops->help)
		pane->ops->help(pane, &text);
	size_t count = add_rows(desk, pane->ops->name, &arena, rows, 0);
	count = add_rows(desk, "global", &arena, rows, count);
	menu_open_page(desk, _("Help"), text.len ? text.text : NULL, rows, count, run, NULL);
	buffer_finish(&text);
	arena_finish(&arena);
}
