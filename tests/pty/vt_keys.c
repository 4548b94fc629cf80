#include "vt.h"
#include "vt_keys.h"
#include "vt_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	VTermKey key;
} named[] = {
	{ "Enter", VTERM_KEY_ENTER },
	{ "Tab", VTERM_KEY_TAB },
	{ "Backspace", VTERM_KEY_BACKSPACE },
	{ "Esc", VTERM_KEY_ESCAPE },
	{ "Up", VTERM_KEY_UP },
	{ "Down", VTERM_KEY_DOWN },
	{ "Left", VTERM_KEY_LEFT },
	{ "Right", VTERM_KEY_RIGHT },
	{ "Insert", VTERM_KEY_INS },
	{ "Delete", VTERM_KEY_DEL },
	{ "Home", VTERM_KEY_HOME },
	{ "End", VTERM_KEY_END },
	{ "PageUp", VTERM_KEY_PAGEUP },
	{ "PageDown", VTERM_KEY_PAGEDOWN },
};

static const struct {
	const char *prefix;
	VTermModifier mod;
} modifiers[] = {
	{ "Ctrl+", VTERM_MOD_CTRL },
	{ "Alt+", VTERM_MOD_ALT },
	{ "Shift+", VTERM_MOD_SHIFT },
};

void vt_encode(uint32_t c, char utf8[5])
{
	unsigned char *out = (unsigned char *)utf8;
	if (c < 0x80) {
		*out++ = (unsigned char)c;
	} else if (c < 0x800) {
		*out++ = (unsigned char)(0xc0 | c >> 6);
	} else if (c < 0x10000) {
		*out++ = (unsigned char)(0xe0 | c >> 12);
		*out++ = (unsigned char)(0x80 | (c >> 6 & 0x3f));
	} else {
		*out++ = (unsigned char)(0xf0 | c >> 18);
		*out++ = (unsigned char)(0x80 | (c >> 12 & 0x3f));
		*out++ = (unsigned char)(0x80 | (c >> 6 & 0x3f));
	}
	if (c >= 0x80)
		*out++ = (unsigned char)(0x80 | (c & 0x3f));
	*out = '\0';
}

static const char *skip_modifiers(const char *name, int *mods)
{
	bool found = true;
	while (found) {
		found = false;
		for (size_t i = 0; i < sizeof modifiers / sizeof *modifiers; i++) {
			size_t len = strlen(modifiers[i].prefix);
			if (strncmp(name, modifiers[i].prefix, len) == 0 && name[len]) {
				*mods |= modifiers[i].mod;
				name += len;
				found = true;
			}
		}
	}
	return name;
}

static VTermKey find_named(const char *name)
{
	for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
		if (strcmp(name, named[i].name) == 0)
			return named[i].key;
	}
	char *end;
	long number = name[0] == 'F' && name[1] ? strtol(name + 1, &end, 10) : 0;
	return number >= 1 && number <= 12 && !*end ? (VTermKey)VTERM_KEY_FUNCTION(number) : VTERM_KEY_NONE;
}

static bool is_one_character(const char *text)
{
	if (!text[0])
		return false;
	size_t len = 1;
	while ((text[len] & 0xc0) == 0x80)
		len++;
	return !text[len];
}

bool vt_parse_key(const char *name, struct vt_keystroke *key)
{
	int mods = 0;
	const char *rest = skip_modifiers(name, &mods);
	VTermKey found = find_named(rest);
	if (found != VTERM_KEY_NONE) {
		*key = (struct vt_keystroke){ .key = found, .mods = (VTermModifier)mods };
		return true;
	}
	if (strcmp(rest, "Space") == 0)
		rest = " ";
	if (!is_one_character(rest))
		return false;
	struct vt_keystroke typed = { .key = VTERM_KEY_NONE };
	/* Ctrl keeps the low five bits, Alt puts an escape before: as every terminal sends them. */
	if (mods & VTERM_MOD_CTRL)
		snprintf(typed.text, sizeof typed.text, "%s%c", mods & VTERM_MOD_ALT ? "\033" : "",
			 *rest & 0x1f);
	else
		snprintf(typed.text, sizeof typed.text, "%s%s", mods & VTERM_MOD_ALT ? "\033" : "", rest);
	*key = typed;
	return true;
}

void vt_type(struct vt *vt, const char *text)
{
	vt_send(text, strlen(text), vt);
}

bool vt_key(struct vt *vt, const char *name)
{
	struct vt_keystroke key;
	if (!vt_parse_key(name, &key)) {
		fprintf(stderr, "# no such key: %s\n", name);
		return false;
	}
	if (key.key != VTERM_KEY_NONE)
		vterm_keyboard_key(vt->term, key.key, key.mods);
	else
		vt_type(vt, key.text);
	return true;
}

bool vt_keys(struct vt *vt, const char *names)
{
	char *copy = strdup(names), *rest = NULL;
	bool good = true;
	for (char *name = strtok_r(copy, " ", &rest); name && good; name = strtok_r(NULL, " ", &rest))
		good = vt_key(vt, name);
	free(copy);
	return good;
}

void vt_paste(struct vt *vt, const char *text)
{
	vt_drain(vt);
	if (vt->paste_brackets)
		vt_type(vt, "\033[200~");
	vt_type(vt, text);
	if (vt->paste_brackets)
		vt_type(vt, "\033[201~");
}

void vt_click(struct vt *vt, int row, int col, int button)
{
	vterm_mouse_move(vt->term, row, col, VTERM_MOD_NONE);
	vterm_mouse_button(vt->term, button, true, VTERM_MOD_NONE);
	vterm_mouse_button(vt->term, button, false, VTERM_MOD_NONE);
}
