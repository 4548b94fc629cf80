#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "tui/decoder.h"

/* Appends what the decoder gives now, "F2 q Alt+Up paste(3:a b) press1@4,7". */
static void drain(struct decoder *decoder, struct buffer *out)
{
	static const char *const actions[] = { "press", "release", "up", "down" };
	struct event event;
	while (decoder_next(decoder, &event)) {
		char name[KEY_TEXT_SIZE];
		if (out->len)
			buffer_add_char(out, ' ');
		if (event.kind == EVENT_KEY)
			buffer_add(out, key_format(event.key, name));
		else if (event.kind == EVENT_PASTE)
			buffer_printf(out, "paste(%zu:%s)", event.len, event.text);
		else if (event.kind == EVENT_MOUSE)
			buffer_printf(out, "%s%d@%d,%d", actions[event.mouse.action], event.mouse.button,
				      event.mouse.row, event.mouse.col);
	}
}

/* Feeds @bytes whole, then byte by byte; both must give @expected. */
static void assert_events(const char *bytes, const char *expected)
{
	for (int piecewise = 0; piecewise < 2; piecewise++) {
		struct decoder *decoder = decoder_create();
		struct buffer out = { 0 };
		size_t len = strlen(bytes);
		for (size_t at = 0; at < len; at += piecewise ? 1 : len) {
			decoder_feed(decoder, bytes + at, piecewise ? 1 : len);
			drain(decoder, &out);
		}
		if (decoder_waits(decoder))
			decoder_expire(decoder);
		drain(decoder, &out);
		assert_string_equal(buffer_text(&out), expected);
		assert_false(decoder_waits(decoder));
		buffer_finish(&out);
		decoder_destroy(decoder);
	}
}

static void plain_keys(void **state)
{
	assert_events("aQ é가\r\n\t\x7f\b", "a Q Space é 가 Enter Enter Tab Backspace Backspace");
	assert_events("\x01\x10\x1a\x1f\x1c", "Ctrl+A Ctrl+P Ctrl+Z Ctrl+_ Ctrl+\\");
	assert_events("a\xff\xc2\x9b"
		      "b\xe2\x82",
		      "a b");
}

static void every_spelling_of_special_keys(void **state)
{
	assert_events("\033[A\033OA\033[D\033OD", "Up Up Left Left");
	assert_events("\033[1~\033[7~\033[H\033OH", "Home Home Home Home");
	assert_events("\033[4~\033[8~\033[F\033OF", "End End End End");
	assert_events("\033OP\033OQ\033OR\033OS", "F1 F2 F3 F4");
	assert_events("\033[11~\033[12~\033[13~\033[14~\033[15~", "F1 F2 F3 F4 F5");
	assert_events("\033[[A\033[[B\033[[C\033[[D\033[[E", "F1 F2 F3 F4 F5");
	assert_events("\033[17~\033[18~\033[19~\033[20~\033[21~\033[23~\033[24~", "F6 F7 F8 F9 F10 F11 F12");
	assert_events("\033[2~\033[3~\033[5~\033[6~", "Insert Delete PageUp PageDown");
	assert_events("\033[P\033[1;2P\033[1;3R", "F1 Shift+F1 Alt+F3");
}

static void modified_keys(void **state)
{
	assert_events("\033[1;5C\033[1;3A\033[1;2D\033[3;5~", "Ctrl+Right Alt+Up Shift+Left Ctrl+Delete");
	assert_events("\033[Z\033\033[A\033O5C\033Od", "Shift+Tab Alt+Up Ctrl+Right Ctrl+Left");
	assert_events("\033[a\033[3$\033[3^\033[3@", "Shift+Up Shift+Delete Ctrl+Delete Ctrl+Shift+Delete");
	assert_events("\033u\033U\033\r\033\x7f\033가", "Alt+U Alt+U Alt+Enter Alt+Backspace Alt+가");
	assert_events("\033[27;5;9~\033[117;3u\033[27u", "Ctrl+Tab Alt+U Esc");
	assert_events("\033OM\033Oq\033Ok", "Enter 1 +");
}

static void alt_digits_are_function_keys(void **state)
{
	assert_events("\0331\0332\0339\0330\033-", "F1 F2 F9 F10 F11");
	struct decoder *decoder = decoder_create();
	struct buffer out = { 0 };
	decoder_feed(decoder, "\033", 1);
	drain(decoder, &out);
	assert_true(decoder_waits(decoder));
	decoder_expire(decoder);
	drain(decoder, &out);
	decoder_feed(decoder, "1", 1);
	drain(decoder, &out);
	assert_string_equal(buffer_text(&out), "Esc 1");
	buffer_finish(&out);
	decoder_destroy(decoder);
}

static void lone_escapes(void **state)
{
	assert_events("\033", "Esc");
	assert_events("\033\033", "Esc Esc");
	assert_events("\033[", "Alt+[");
	assert_events("\033O", "Alt+O");
}

static void unknown_sequences_are_swallowed(void **state)
{
	assert_events("a\033[99~b\033[?1;2cc\033[12;40Rd\033[Ie\033[Of", "a b c d e f");
	assert_events("a\033]10;rgb:ff/ff/ff\x07"
		      "b\033P1+r\033\\c",
		      "a b c");
	assert_events("a\033[12;", "a");
	assert_events("a\033[1;\033[Bb", "a Down b");
	assert_events("\033[1;5\xea\xb0\x80", "가");
}

static void pastes_are_one_event(void **state)
{
	assert_events("x\033[200~a\rb\033[A\t\033[201~y", "x paste(7:a\rb\033[A\t) y");
	assert_events("\033[200~\033[201~y", "y");
	assert_events("\033[200~김민수\033[201~", "paste(9:김민수)");
}

static void paste_without_end_is_not_for_ever(void **state)
{
	struct decoder *decoder = decoder_create();
	struct buffer out = { 0 };
	decoder_feed(decoder, "\033[200~abc\xea\xb0", 11);
	drain(decoder, &out);
	assert_string_equal(buffer_text(&out), "");
	decoder_expire(decoder);
	drain(decoder, &out);
	assert_string_equal(buffer_text(&out), "paste(3:abc)");
	decoder_feed(decoder, "\x80\r", 2);
	decoder_expire(decoder);
	drain(decoder, &out);
	assert_string_equal(buffer_text(&out), "paste(3:abc) paste(4:가\r)");
	decoder_feed(decoder, "\033", 1);
	drain(decoder, &out);
	decoder_expire(decoder);
	drain(decoder, &out);
	decoder_feed(decoder, "q", 1);
	drain(decoder, &out);
	assert_string_equal(buffer_text(&out), "paste(3:abc) paste(4:가\r) q");
	buffer_finish(&out);
	decoder_destroy(decoder);
}

static void long_paste_loses_nothing(void **state)
{
	enum { SYLLABLES = 100000 };
	struct decoder *decoder = decoder_create();
	struct event event;
	size_t got = 0;
	decoder_feed(decoder, "\033[200~", 6);
	for (int i = 0; i < SYLLABLES; i++) {
		decoder_feed(decoder, "가", 3);
		while (decoder_next(decoder, &event)) {
			assert_int_equal(event.kind, EVENT_PASTE);
			assert_int_equal(event.len % 3, 0);
			got += event.len;
		}
	}
	decoder_feed(decoder, "\033[201~", 6);
	assert_true(decoder_next(decoder, &event));
	got += event.len;
	assert_false(decoder_next(decoder, &event));
	assert_int_equal(got, 3 * SYLLABLES);
	decoder_destroy(decoder);
}

static void mouse_reports(void **state)
{
	assert_events("\033[<0;5;10M\033[<0;5;10m", "press1@9,4 release1@9,4");
	assert_events("\033[<64;1;1M\033[<65;300;200M\033[<2;1;1M", "up0@0,0 down0@199,299 press3@0,0");
	assert_events("\033[M !!\033[M#\"\"", "press1@0,0 release4@1,1");
	assert_events("\033[<32;1;1M\033[<0;0;0Ma", "a");
}

static void random_bytes_do_no_harm(void **state)
{
	static const char *const parts[] = { "\033",      "[",         "O",  "1",  ";",  "5",    "~",
					     "200~",      "201~",      "M",  "<",  "가", "\xff", "\033[",
					     "\033[200~", "\033[201~", "ㅂ", "\r", "A",  "]",    "P" };
	unsigned seed = (unsigned)time(NULL);
	print_message("# seed %u\n", seed);
	srand(seed);
	struct decoder *decoder = decoder_create();
	struct event event;
	for (int i = 0; i < 50000; i++) {
		char byte = (char)rand();
		const char *part = parts[(size_t)rand() % (sizeof parts / sizeof *parts)];
		bool raw = rand() % 4 == 0;
		decoder_feed(decoder, raw ? &byte : part, raw ? 1 : strlen(part));
		if (rand() % 8 == 0)
			decoder_expire(decoder);
		while (decoder_next(decoder, &event)) {
			assert_true(event.kind != EVENT_KEY ||
				    (event.key.code >= 0x20 && event.key.code < KEY_NAME_END_MARK));
			assert_true(event.kind != EVENT_PASTE || event.len > 0);
			assert_true(event.kind != EVENT_MOUSE ||
				    (event.mouse.row >= 0 && event.mouse.col >= 0));
		}
	}
	/* However it was left, Esc and a wait end it. */
	decoder_feed(decoder, "\033", 1);
	decoder_expire(decoder);
	while (decoder_next(decoder, &event))
		;
	decoder_feed(decoder, "\033", 1);
	decoder_expire(decoder);
	while (decoder_next(decoder, &event))
		;
	decoder_feed(decoder, "q", 1);
	assert_true(decoder_next(decoder, &event));
	assert_int_equal(event.key.code, 'q');
	decoder_destroy(decoder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_keys),
		cmocka_unit_test(every_spelling_of_special_keys),
		cmocka_unit_test(modified_keys),
		cmocka_unit_test(alt_digits_are_function_keys),
		cmocka_unit_test(lone_escapes),
		cmocka_unit_test(unknown_sequences_are_swallowed),
		cmocka_unit_test(pastes_are_one_event),
		cmocka_unit_test(paste_without_end_is_not_for_ever),
		cmocka_unit_test(long_paste_loses_nothing),
		cmocka_unit_test(mouse_reports),
		cmocka_unit_test(random_bytes_do_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
