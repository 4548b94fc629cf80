/* tui/key.h - keys, pastes and mouse events, and how keys are written. */
#ifndef PRENOTA_TUI_KEY_H
#define PRENOTA_TUI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Keys that are no character. They start above Unicode, so that a key's code is one or the other. */
enum key_name {
	KEY_NAME_FIRST = 0x110000,
	KEY_NAME_ENTER = KEY_NAME_FIRST,
	KEY_NAME_TAB, /* Shift+Tab is this with KEY_SHIFT */
	KEY_NAME_ESC,
	KEY_NAME_BACKSPACE,
	KEY_NAME_DELETE,
	KEY_NAME_INSERT,
	KEY_NAME_UP,
	KEY_NAME_DOWN,
	KEY_NAME_LEFT,
	KEY_NAME_RIGHT,
	KEY_NAME_HOME,
	KEY_NAME_END,
	KEY_NAME_PAGE_UP,
	KEY_NAME_PAGE_DOWN,
	KEY_NAME_F1, /* F1 to F12 in a row */
	KEY_NAME_F12 = KEY_NAME_F1 + 11,
	KEY_NAME_END_MARK,
};

enum key_mod { KEY_SHIFT = 1, KEY_ALT = 2, KEY_CTRL = 4 };

/* One key. Characters carry no KEY_SHIFT (it is in the character); with KEY_CTRL or KEY_ALT a Latin letter is
 * small. Alt+1..9, Alt+0 and Alt+- are F1..F10 and F11 already. */
struct key {
	uint32_t code; /* a Unicode scalar, or enum key_name */
	uint8_t mods;  /* enum key_mod, or-ed */
};

enum event_kind {
	EVENT_KEY,    /* key */
	EVENT_PASTE,  /* text: raw bytes between the paste marks, not yet cleaned; never a command */
	EVENT_MOUSE,  /* mouse */
	EVENT_CLOSED, /* the terminal is gone (end of file, EIO, hang-up): save and leave, write nothing more
		       */
};

enum mouse_action { MOUSE_PRESS, MOUSE_RELEASE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct mouse {
	enum mouse_action action;
	int button; /* 1 left, 2 middle, 3 right; 0 for the wheel */
	int row;    /* from 0 */
	int col;
};

struct event {
	enum event_kind kind;
	struct key key;
	struct mouse mouse;
	const char *text; /* of a paste; ends with a zero byte, valid until the next event is asked for */
	size_t len;
};

/* The key with code @code and modifiers @mods, in its one form (see struct key). */
struct key key_make(uint32_t code, unsigned mods);

bool key_equal(struct key a, struct key b);

/* A printable character without Alt or Ctrl: text for a field. */
bool key_is_text(struct key key);

/* Reads "F2", "Shift+Tab", "Alt+Up", "Ctrl+P", "Ctrl+_", "Esc", "Enter", "PageDown", "Space", "q", "?", "가";
 * names in any case. False when it is no key, *@key is then untouched. */
bool key_parse(const char *text, struct key *key);

enum { KEY_TEXT_SIZE = 32 };
/* The same the other way; returns @text. */
char *key_format(struct key key, char text[KEY_TEXT_SIZE]);

/* The key that a Hangul keyboard key stands for where letters are commands: 'ㅂ' is 'q', Alt+'ㅕ' is Alt+U;
 * others come back as they are. A whole syllable counts as its first key. */
struct key key_from_hangul(struct key key);

/* An event for @key, for tests and for replaying. */
struct event event_of_key(struct key key);

#endif
