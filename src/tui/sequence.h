/* tui/sequence.h - one key, mouse report or paste mark at the start of some bytes. For tui only. */
#ifndef PRENOTA_TUI_SEQUENCE_H
#define PRENOTA_TUI_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/key.h"

/* What stands at the start of the bytes. */
struct found {
	size_t used; /* 0: more bytes are needed */
	bool event;  /* @key or @mouse is one; else the bytes are swallowed */
	bool paste;  /* a paste starts */
	bool is_mouse;
	struct key key;
	struct mouse mouse;
};

/* Looks at @len (> 0) bytes; with @expired nothing more will come to them, and something is always found. */
struct found sequence_parse(const unsigned char *bytes, size_t len, bool expired);

#endif
