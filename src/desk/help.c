#include "desk/help.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/menu.h"

static bool run(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	const struct action *action = keymap_named(desk_keymap(desk), id);
	return action ? desk_perform(desk, action->id, err) : true;
}

void help_keys(const struct desk *desk, const struct action *action, struct buffer *out)
{
	keymap_keys(desk_keymap(desk), action->id, out);
	if (out->len == 0 && strcmp(action->name, "dates-others") == 0)
		buffer_add(out, "0"); /* the field of dates takes it, no other one must */
}

/* Its own keys as far as they mean something as things stand. */
static bool is_listed(const struct desk *desk, const struct action *action, const char *section)
{
	const struct pane *pane = desk_focused(desk);
	bool own = strcmp(section, pane->ops->name) == 0;
	return strcmp(action->section, section) == 0 &&
	       (!own || !pane->ops->offers || pane->ops->offers(pane, action->id));
}

static int keys_width(const struct desk *desk, const char *section)
{
	size_t all;
	const struct action *actions = keymap_actions(desk_keymap(desk), &all);
	int width = 0;
	for (size_t i = 0; i < all; i++) {
		struct buffer keys = { 0 };
		help_keys(desk, &actions[i], &keys);
		int own = is_listed(desk, &actions[i], section) ? text_width(buffer_text(&keys)) : 0;
		width = own > width ? own : width;
		buffer_finish(&keys);
	}
	return width;
}

/* One line a key: "Alt+U, Ctrl+_  Undo the last change of a field". */
static size_t add_rows(struct desk *desk, const char *section, int width, struct arena *arena,
		       struct menu_row *rows, size_t count)
{
	size_t all;
	const struct action *actions = keymap_actions(desk_keymap(desk), &all);
	for (size_t i = 0; i < all && count < MENU_ROWS_MAX; i++) {
		struct buffer line = { 0 }, keys = { 0 };
		if (!is_listed(desk, &actions[i], section))
			continue;
		help_keys(desk, &actions[i], &keys);
		text_pad(&line, buffer_text(&keys), width, TEXT_LEFT);
		buffer_printf(&line, "  %s", _(actions[i].title));
		rows[count++] =
			(struct menu_row){ actions[i].name, arena_strdup(arena, buffer_text(&line)), "" };
		buffer_finish(&line);
		buffer_finish(&keys);
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
	int own = keys_width(desk, pane->ops->name), width = keys_width(desk, "global");
	width = own > width ? own : width;
	size_t count = add_rows(desk, pane->ops->name, width, &arena, rows, 0);
	count = add_rows(desk, "global", width, &arena, rows, count);
	menu_open_page(desk, _("Help"), text.len ? text.text : NULL, rows, count, run, NULL);
	buffer_finish(&text);
	arena_finish(&arena);
}
