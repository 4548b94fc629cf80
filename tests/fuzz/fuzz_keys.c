/* Any bytes as typed: the same events however the stream is cut, each a key that can be written and read, and
 * an editor that takes them all keeps valid text. */
#include <string.h>

#include "base/text.h"
#include "fuzz.h"
#include "tui/decoder.h"
#include "tui/edit.h"

const char *const fuzz_seeds[] = {
	"abc\033OP\033[15~\033[1;5D\033[Z\033u\0331\r\t\x7f\x17",
	"\033[200~pasted\ntext\033[201~ㅂㅈ한\033[<0;10;5M\033[M !!",
	"\033\033[A\033[999999999999;1~\033]0;x\007\033P$q\033\\\xe2\x82",
	NULL,
};

static void check_event(const struct event *event)
{
	if (event->kind == EVENT_KEY) {
		char name[KEY_TEXT_SIZE];
		struct key again;
		FUZZ_REQUIRE(event->key.code < KEY_NAME_END_MARK);
		key_format(event->key, name);
		if (key_parse(name, &again))
			FUZZ_REQUIRE(key_equal(again, event->key));
		key_from_hangul(event->key);
	} else if (event->kind == EVENT_PASTE) {
		FUZZ_REQUIRE(event->text && event->text[event->len] == '\0');
	}
}

/* Feeds @step bytes at a time; a sum over all events. */
static uint64_t decode(const uint8_t *data, size_t size, size_t step, struct edit *edit)
{
	struct decoder *decoder = decoder_create();
	struct event event;
	uint64_t sum = 0;
	for (size_t at = 0; at < size + 1; at += step) {
		if (at < size)
			decoder_feed(decoder, (const char *)data + at, step < size - at ? step : size - at);
		if (at + step >= size)
			decoder_expire(decoder);
		while (decoder_next(decoder, &event)) {
			check_event(&event);
			sum = sum * 31 + (unsigned)event.kind;
			if (event.kind == EVENT_KEY)
				sum = sum * 31 + event.key.code + event.key.mods * 7;
			else if (event.kind == EVENT_PASTE)
				sum = sum * 31 + event.len;
			if (edit)
				edit_event(edit, &event);
		}
	}
	decoder_destroy(decoder);
	return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct edit edit;
	edit_init(&edit, 200, size % 2);
	edit_set_columns(&edit, 20);
	uint64_t whole = decode(data, size, size ? size : 1, &edit);
	FUZZ_REQUIRE(decode(data, size, 1, NULL) == whole);
	FUZZ_REQUIRE(decode(data, size, 3, NULL) == whole);
	FUZZ_REQUIRE(edit.len <= 200 && edit.cursor <= edit.len);
	FUZZ_REQUIRE(text_is_valid(edit_text(&edit), edit.len));
	while (edit_undo(&edit))
		FUZZ_REQUIRE(text_is_valid(edit_text(&edit), edit.len));
	edit_finish(&edit);
	return 0;
}
