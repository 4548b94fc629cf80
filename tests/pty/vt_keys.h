/* tests/pty/vt_keys.h - names of keys as a test writes them, and what they send. */
#ifndef PRENOTA_TESTS_PTY_VT_KEYS_H
#define PRENOTA_TESTS_PTY_VT_KEYS_H

#include <stdbool.h>
#include <stdint.h>
#include <vterm.h>

/* One key press: either a named @key with @mods, or, when @key is VTERM_KEY_NONE, the bytes of @text. */
struct vt_keystroke {
	VTermKey key;
	VTermModifier mods;
	char text[8];
};

/* Reads a name such as "Alt+Up" (see vt_key()); false and *@key untouched when there is no such key. */
bool vt_parse_key(const char *name, struct vt_keystroke *key);

/* Code point @c in UTF-8, zero-terminated. */
void vt_encode(uint32_t c, char utf8[5]);

#endif
