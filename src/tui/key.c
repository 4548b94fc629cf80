#include "tui/key.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

struct named_key {
	const char *name;
	uint32_t code;
};

/* The first name of a code is the one that is written. */
static const struct named_key names[] = {
	{ "Enter", KEY_NAME_ENTER },
	{ "Tab", KEY_NAME_TAB },
	{ "Esc", KEY_NAME_ESC },
	{ "Backspace", KEY_NAME_BACKSPACE },
	{ "Delete", KEY_NAME_DELETE },
	{ "Insert", KEY_NAME_INSERT },
	{ "Up", KEY_NAME_UP },
	{ "Down", KEY_NAME_DOWN },
	{ "Left", KEY_NAME_LEFT },
	{ "Right", KEY_NAME_RIGHT },
	{ "Home", KEY_NAME_HOME },
	{ "End", KEY_NAME_END },
	{ "PageUp", KEY_NAME_PAGE_UP },
	{ "PageDown", KEY_NAME_PAGE_DOWN },
	{ "Space", ' ' },
	{ "Escape", KEY_NAME_ESC },
	{ "Return", KEY_NAME_ENTER },
	{ "Del", KEY_NAME_DELETE },
	{ "PgUp", KEY_NAME_PAGE_UP },
	{ "PgDn", KEY_NAME_PAGE_DOWN },
};

enum { NAME_COUNT = sizeof names / sizeof *names, FUNCTION_KEYS = 12 };

struct mod_name {
	const char *name; /* with its "+" */
	enum key_mod mod;
};

static const struct mod_name mod_names[] = {
	{ "Ctrl+", KEY_CTRL },
	{ "Alt+", KEY_ALT },
	{ "Shift+", KEY_SHIFT },
};

enum { MOD_COUNT = sizeof mod_names / sizeof *mod_names };

/* F1 to F11 for the digits and the minus that stand for them with Alt, else 0. */
static uint32_t function_of(uint32_t code)
{
	if (code >= '1' && code <= '9')
		return KEY_NAME_F1 + (code - '1');
	return code == '0' ? KEY_NAME_F1 + 9 : code == '-' ? KEY_NAME_F1 + 10 : 0;
}

struct key key_make(uint32_t code, unsigned mods)
{
	if (code < KEY_NAME_FIRST) {
		mods &= KEY_ALT | KEY_CTRL;
		if (mods && code >= 'A' && code <= 'Z')
			code += 'a' - 'A';
		uint32_t function = mods == KEY_ALT ? function_of(code) : 0;
		if (function)
			return (struct key){ .code = function };
	}
	return (struct key){ .code = code, .mods = (uint8_t)mods };
}

bool key_equal(struct key a, struct key b)
{
	return a.code == b.code && a.mods == b.mods;
}

bool key_is_text(struct key key)
{
	return key.mods == 0 && key.code >= 0x20 && key.code < KEY_NAME_FIRST && key.code != 0x7f &&
	       !(key.code >= 0x80 && key.code < 0xa0);
}

static bool parse_function(const char *text, uint32_t *code)
{
	unsigned number;
	int used;
	if ((text[0] != 'F' && text[0] != 'f') || sscanf(text + 1, "%2u%n", &number, &used) != 1)
		return false;
	if (text[1 + used] != '\0' || text[1] < '1' || text[1] > '9' || number > FUNCTION_KEYS)
		return false;
	*code = KEY_NAME_F1 + number - 1;
	return true;
}

static bool parse_code(const char *text, uint32_t *code)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (strcasecmp(text, names[i].name) == 0) {
			*code = names[i].code;
			return true;
		}
	}
	if (parse_function(text, code))
		return true;
	size_t len = strlen(text);
	size_t used;
	int32_t scalar = len ? text_decode(text, len, &used) : TEXT_INVALID_SCALAR;
	if (scalar < 0x20 || used != len)
		return false;
	*code = (uint32_t)scalar;
	return true;
}

bool key_parse(const char *text, struct key *key)
{
	unsigned mods = 0;
	for (size_t i = 0; i < MOD_COUNT;) {
		size_t len = strlen(mod_names[i].name);
		if (strncasecmp(text, mod_names[i].name, len) == 0 && text[len]) {
			mods |= mod_names[i].mod;
			text += len;
			i = 0;
		} else {
			i++;
		}
	}
	uint32_t code;
	if (!parse_code(text, &code))
		return false;
	*key = key_make(code, mods);
	return true;
}

static void format_code(struct key key, char text[KEY_TEXT_SIZE / 2])
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (names[i].code == key.code) {
			snprintf(text, KEY_TEXT_SIZE / 2, "%s", names[i].name);
			return;
		}
	}
	if (key.code >= KEY_NAME_F1) {
		snprintf(text, KEY_TEXT_SIZE / 2, "F%u", (unsigned)(key.code - KEY_NAME_F1 + 1) % 100);
		return;
	}
	uint32_t code = key.mods && key.code >= 'a' && key.code <= 'z' ? key.code - ('a' - 'A') : key.code;
	text[text_encode(code, text)] = '\0';
}

char *key_format(struct key key, char text[KEY_TEXT_SIZE])
{
	char code[KEY_TEXT_SIZE / 2];
	format_code(key, code);
	snprintf(text, KEY_TEXT_SIZE, "%s%s%s%s", key.mods & KEY_CTRL ? "Ctrl+" : "",
		 key.mods & KEY_ALT ? "Alt+" : "", key.mods & KEY_SHIFT ? "Shift+" : "", code);
	return text;
}

struct key key_from_hangul(struct key key)
{
	char keys[TEXT_KEYS_SIZE];
	if (key.code >= KEY_NAME_FIRST || text_hangul_keys(key.code, keys) == 0)
		return key;
	return key_make((unsigned char)keys[0], key.mods);
}

struct event event_of_key(struct key key)
{
	return (struct event){ .kind = EVENT_KEY, .key = key };
}
