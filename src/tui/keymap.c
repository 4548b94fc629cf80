#include "tui/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"

enum { KEYS_MAX = 4, NAME_MAX_BYTES = 32 };

struct binding {
	struct key keys[KEYS_MAX];
	size_t count;
};

struct keymap {
	const struct action *actions;
	size_t count;
	struct binding *bindings; /* one for each action */
};

static bool has_key(const struct binding *binding, struct key key)
{
	for (size_t i = 0; i < binding->count; i++) {
		if (key_equal(binding->keys[i], key))
			return true;
	}
	return false;
}

/* Reads "F11, Ctrl+T"; the comma itself is written as a key of its own between two others or alone. */
static bool read_keys(const char *text, struct binding *binding, struct error *err)
{
	*binding = (struct binding){ 0 };
	while (text && *text) {
		text += strspn(text, " ");
		size_t len = *text == ',' ? 1 : strcspn(text, ",");
		if (len > 1 && text[len - 1] == '+' && text[len] == ',')
			len++; /* "Ctrl+," */
		const char *after = text + len;
		while (len > 1 && text[len - 1] == ' ')
			len--;
		char name[NAME_MAX_BYTES];
		struct key key;
		if (len >= sizeof name || binding->count == KEYS_MAX)
			return error_set(err, ERROR_CONFIG, _("keys '%s': at most %d keys, each by its name"),
					 text, KEYS_MAX);
		memcpy(name, text, len);
		name[len] = '\0';
		if (!key_parse(name, &key))
			return error_set(
				err, ERROR_CONFIG,
				_("'%s' is no key; keys are written like F9, Ctrl+T, Alt+Up, Enter, q"),
				name);
		binding->keys[binding->count++] = key;
		text = *after == ',' ? after + 1 : after;
	}
	return true;
}

/* Asked of every two actions at start: most differ in the first letter, or are the same text. */
static bool same_section(const struct action *one, const struct action *other)
{
	const char *a = one->section, *b = other->section;
	return a == b || (*a == *b && strcmp(a, b) == 0);
}

/* Whether another action of the section of action @index has one of the keys of @binding. */
static bool is_free(const struct keymap *map, size_t index, size_t limit, const struct binding *binding,
		    struct error *err)
{
	const struct action *action = &map->actions[index];
	for (size_t i = 0; i < limit; i++) {
		const struct action *other = &map->actions[i];
		if (i == index || !same_section(other, action))
			continue;
		for (size_t k = 0; k < binding->count; k++) {
			char name[KEY_TEXT_SIZE];
			if (has_key(&map->bindings[i], binding->keys[k]))
				return error_set(
					err, ERROR_CONFIG,
					_("key %s of '%s' is taken by '%s'; give one of them another key"),
					key_format(binding->keys[k], name), action->name, other->name);
		}
	}
	return true;
}

struct keymap *keymap_create(const struct action *actions, size_t count, struct error *err)
{
	struct keymap *map = memory_zeroed(1, sizeof *map);
	struct binding *bindings = memory_zeroed(count + 1, sizeof *bindings);
	*map = (struct keymap){ actions, count, bindings };
	for (size_t i = 0; i < count; i++) {
		if (!read_keys(actions[i].keys, &bindings[i], err) ||
		    !is_free(map, i, i, &bindings[i], err)) {
			keymap_destroy(map);
			return NULL;
		}
	}
	return map;
}

void keymap_destroy(struct keymap *map)
{
	if (!map)
		return;
	free(map->bindings);
	free(map);
}

const struct action *keymap_named(const struct keymap *map, const char *name)
{
	for (size_t i = 0; i < map->count; i++) {
		if (strcmp(map->actions[i].name, name) == 0)
			return &map->actions[i];
	}
	return NULL;
}

const struct action *keymap_action(const struct keymap *map, int id)
{
	for (size_t i = 0; i < map->count; i++) {
		if (map->actions[i].id == id)
			return &map->actions[i];
	}
	return NULL;
}

bool keymap_bind(struct keymap *map, const char *name, const char *keys, struct error *err)
{
	const struct action *action = keymap_named(map, name);
	if (!action)
		return error_set(err, ERROR_CONFIG,
				 _("'%s' is no action; see the palette (Ctrl+P) for their names"), name);
	struct binding binding;
	size_t index = (size_t)(action - map->actions);
	if (!read_keys(keys, &binding, err) || !is_free(map, index, map->count, &binding, err))
		return false;
	map->bindings[index] = binding;
	return true;
}

static const struct action *find(const struct keymap *map, const char *section, struct key key)
{
	for (size_t i = 0; i < map->count; i++) {
		if (strcmp(map->actions[i].section, section) == 0 && has_key(&map->bindings[i], key))
			return &map->actions[i];
	}
	return NULL;
}

const struct action *keymap_find(const struct keymap *map, const char *section, struct key key)
{
	const struct action *action = find(map, section, key);
	return action ? action : find(map, section, key_from_hangul(key));
}

const struct action *keymap_actions(const struct keymap *map, size_t *count)
{
	*count = map->count;
	return map->actions;
}

static const struct binding *binding_of(const struct keymap *map, int id)
{
	const struct action *action = keymap_action(map, id);
	return action ? &map->bindings[action - map->actions] : NULL;
}

bool keymap_first_key(const struct keymap *map, int id, struct key *key)
{
	const struct binding *binding = binding_of(map, id);
	if (!binding || binding->count == 0)
		return false;
	*key = binding->keys[0];
	return true;
}

void keymap_keys(const struct keymap *map, int id, struct buffer *out)
{
	const struct binding *binding = binding_of(map, id);
	char name[KEY_TEXT_SIZE];
	for (size_t i = 0; binding && i < binding->count; i++) {
		buffer_add(out, i ? ", " : "");
		buffer_add(out, key_format(binding->keys[i], name));
	}
}
