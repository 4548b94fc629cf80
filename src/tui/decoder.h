/* tui/decoder.h - turns the bytes of a terminal into events. Knows no terminal, no clock: bytes in, events
 * out.
 *
 * All known spellings of the special keys are understood at once, whatever TERM says (xterm, linux, rxvt,
 * PuTTY, tmux and screen differ, and one is often inside another). Unknown or cut sequences are swallowed,
 * never text. */
#ifndef PRENOTA_TUI_DECODER_H
#define PRENOTA_TUI_DECODER_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/key.h"

struct decoder;

struct decoder *decoder_create(void);
void decoder_destroy(struct decoder *decoder);

/* Takes @len bytes that came from the terminal, any cut of the stream. */
void decoder_feed(struct decoder *decoder, const char *bytes, size_t len);

/* The next whole event; false when there is none (yet). */
bool decoder_next(struct decoder *decoder, struct event *event);

/* Bytes are kept that may be an Esc alone or the start of a sequence: ask again within the escape delay, then
 * decoder_expire(). */
bool decoder_waits(const struct decoder *decoder);

/* The escape delay is over: what is kept is taken for what it is (Esc is the key). A paste goes on waiting.
 */
void decoder_expire(struct decoder *decoder);

#endif
