#include "tui/decoder.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"
#include "tui/sequence.h"

enum {
	ESC = 0x1b,
	PASTE_CHUNK = 65536, /* a longer paste comes as several events */
};

static const char paste_end[] = "\033[201~";
enum { PASTE_END_LEN = sizeof paste_end - 1 };

struct decoder {
	struct buffer bytes;
	size_t at; /* first byte not yet taken */
	bool pasting;
	bool expired;       /* nothing more will come to what is kept */
	struct buffer text; /* of the paste that was given out last */
};

struct decoder *decoder_create(void)
{
	struct decoder *decoder = memory_zeroed(1, sizeof *decoder);
	return decoder;
}

void decoder_destroy(struct decoder *decoder)
{
	if (!decoder)
		return;
	buffer_finish(&decoder->bytes);
	buffer_finish(&decoder->text);
	free(decoder);
}

void decoder_feed(struct decoder *decoder, const char *bytes, size_t len)
{
	if (decoder->at == decoder->bytes.len) {
		buffer_clear(&decoder->bytes);
		decoder->at = 0;
	} else if (decoder->at > PASTE_CHUNK) {
		decoder->bytes.len -= decoder->at;
		memmove(decoder->bytes.text, decoder->bytes.text + decoder->at, decoder->bytes.len);
		decoder->at = 0;
	}
	buffer_add_bytes(&decoder->bytes, bytes, len);
	if (len)
		decoder->expired = false;
}

bool decoder_waits(const struct decoder *decoder)
{
	return decoder->at < decoder->bytes.len && !decoder->expired;
}

void decoder_expire(struct decoder *decoder)
{
	decoder->expired = true;
}

/* --- pastes --- */

/* How many bytes of an unfinished paste can be given out: not a cut end mark, not a cut character. */
static size_t whole_part(const char *bytes, size_t len)
{
	size_t back = len > PASTE_END_LEN ? PASTE_END_LEN : len;
	for (size_t i = len - back; i < len; i++) {
		if (bytes[i] == ESC)
			return i;
	}
	size_t start = len;
	while (start > 0 && len - start < 3 && ((unsigned char)bytes[start - 1] & 0xc0) == 0x80)
		start--;
	size_t used;
	if (start > 0 && (unsigned char)bytes[start - 1] >= 0xc0 &&
	    text_decode(bytes + start - 1, len - start + 1, &used) == TEXT_INVALID_SCALAR)
		return start - 1;
	return len;
}

static bool give_paste(struct decoder *decoder, size_t len, size_t used, struct event *event)
{
	buffer_clear(&decoder->text);
	buffer_add_bytes(&decoder->text, decoder->bytes.text + decoder->at, len);
	decoder->at += used;
	if (len == 0)
		return false;
	*event = (struct event){ .kind = EVENT_PASTE, .text = decoder->text.text, .len = len };
	return true;
}

/* Inside a paste. An end mark that never comes must not swallow the keyboard for ever: what there is goes out
 * after the delay, and a lone Esc ends it. */
static bool next_of_paste(struct decoder *decoder, struct event *event)
{
	const char *bytes = decoder->bytes.text + decoder->at;
	size_t len = decoder->bytes.len - decoder->at;
	const char *end = len ? memmem(bytes, len, paste_end, PASTE_END_LEN) : NULL;
	if (end) {
		decoder->pasting = false;
		return give_paste(decoder, (size_t)(end - bytes), (size_t)(end - bytes) + PASTE_END_LEN,
				  event);
	}
	if (decoder->expired && len > 0 && bytes[len - 1] == ESC) {
		decoder->pasting = false;
		return give_paste(decoder, len - 1, len, event);
	}
	if (len < PASTE_CHUNK && !decoder->expired)
		return false;
	size_t whole = whole_part(bytes, len);
	return give_paste(decoder, whole, whole, event);
}

bool decoder_next(struct decoder *decoder, struct event *event)
{
	while (decoder->at < decoder->bytes.len) {
		if (decoder->pasting) {
			if (next_of_paste(decoder, event))
				return true;
			if (decoder->pasting)
				return false;
			continue;
		}
		const unsigned char *bytes = (const unsigned char *)decoder->bytes.text + decoder->at;
		struct found found =
			sequence_parse(bytes, decoder->bytes.len - decoder->at, decoder->expired);
		if (found.used == 0)
			return false;
		decoder->at += found.used;
		decoder->pasting = found.paste;
		if (!found.event)
			continue;
		*event = found.is_mouse ? (struct event){ .kind = EVENT_MOUSE, .mouse = found.mouse }
					: event_of_key(found.key);
		return true;
	}
	return false;
}
