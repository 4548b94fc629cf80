/* tui/keymap.h - the table of actions and the keys that call them.
 *
 * Keys, help, key line, palette and tests all enter by this table. */
#ifndef PRENOTA_TUI_KEYMAP_H
#define PRENOTA_TUI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "tui/key.h"

/* One action. The tables are static, in the desk; the map keeps pointers into them. */
struct action {
	int id;              /* the caller's enum, >= 0, unique */
	const char *name;    /* "call-park": for configuration, palette and tests */
	const char *title;   /* N_("Park the call"); shown through gettext() */
	const char *label;   /* N_("Park"): for the key line; NULL: not in the key line */
	const char *section; /* where it is valid: "global" or a pane's name */
	const char *keys;    /* default keys, "F11" or "Enter, Space"; "" or NULL: palette only */
};

struct keymap;

/* NULL with @err when a default key cannot be read or two actions of a section share one (a mistake in the
 * table, found by a test). */
struct keymap *keymap_create(const struct action *actions, size_t count, struct error *err);
void keymap_destroy(struct keymap *map);

/* Gives the action @name the keys @keys ("Ctrl+T, F9") instead of its own, as the user's configuration asks.
 * An unknown name or key, or one that another action of the section has, fails and changes nothing. */
bool keymap_bind(struct keymap *map, const char *name, const char *keys, struct error *err);

/* The action of @key in @section, or NULL. Jamo of a Hangul keyboard count as their Latin letter. The order
 * (the focused pane's section, then "global") is the caller's. */
const struct action *keymap_find(const struct keymap *map, const char *section, struct key key);

/* The action with @id or @name, or NULL. */
const struct action *keymap_action(const struct keymap *map, int id);
const struct action *keymap_named(const struct keymap *map, const char *name);

/* All actions in the order of the table. */
const struct action *keymap_actions(const struct keymap *map, size_t *count);

/* The keys of action @id: the first into @key (false when it has none), or all, appended as "F11, Ctrl+T". */
bool keymap_first_key(const struct keymap *map, int id, struct key *key);
void keymap_keys(const struct keymap *map, int id, struct buffer *out);

#endif
