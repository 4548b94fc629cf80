#include "desk/palette.h"

#include <string.h>

#include "base/i18n.h"
#include "desk/menu.h"

static bool run(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	const struct action *action = keymap_named(desk_keymap(desk), id);
	return action ? desk_perform(desk, action->id, err) : true;
}

void palette_open(struct desk *desk)
{
	const char *section = desk_focused(desk)->ops->name;
	struct menu_row rows[MENU_ROWS_MAX];
	size_t count = 0, all;
	const struct action *actions = keymap_actions(desk_keymap(desk), &all);
	for (size_t i = 0; i < all && count < MENU_ROWS_MAX; i++) {
		bool here = strcmp(actions[i].section, section) == 0 || strcmp(actions[i].section, "global") == 0;
		if (here && strcmp(actions[i].name, "palette") != 0)
			rows[count++] = (struct menu_row){ actions[i].name, _(actions[i].title), "" };
	}
	menu_open(desk, _("Commands"), NULL, rows, count, 0, NULL, run, NULL);
}
