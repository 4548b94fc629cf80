/* Every Unicode scalar through the keyboard: typed into a field of a call, pasted into one, typed and pasted
 * into the filter of a list. What steers a terminal or hides text is kept nowhere; every letter, digit, sign
 * and symbol that stays itself in NFC is kept as it came. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "base/buffer.h"
#include "base/text.h"
#include "fixture.h"

/* Under a sanitizer one batch in eight; the other builds play all. */
#ifdef __SANITIZE_ADDRESS__
enum { STRIDE = 8 };
#else
enum { STRIDE = 1 };
#endif

enum { SCALARS = 0x110000, ALL = SCALARS - 1 - 0x800, BATCH = 120 };

/* --- what may stand where --- */

static bool is_scalar(int32_t code)
{
	return code > 0 && code < SCALARS && !(code >= 0xD800 && code < 0xE000);
}

/* Controls, marks that turn or hide text, private use, noncharacters. */
static bool steers(int32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200B && code <= 0x200F) ||
	       (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF ||
	       (code >= 0xFFF9 && code <= 0xFFFB) || (code >= 0xD800 && code <= 0xF8FF) || code >= 0xF0000 ||
	       (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE;
}

static bool is_its_own_nfc(int32_t code)
{
	utf8proc_uint8_t bytes[8] = { 0 };
	utf8proc_encode_char(code, bytes);
	utf8proc_uint8_t *composed = utf8proc_NFC(bytes);
	bool same = composed && strcmp((char *)composed, (char *)bytes) == 0;
	free(composed);
	return same;
}

/* Letters, digits, punctuation and symbols with a width of their own. */
static bool has_to_stay(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);
	bool visible = (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
		       (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_SO);
	return visible && !steers(code) && utf8proc_charwidth(code) > 0 && is_its_own_nfc(code);
}

static bool holds(const char *text, int32_t code)
{
	char bytes[8] = { 0 };
	utf8proc_encode_char(code, (utf8proc_uint8_t *)bytes);
	return strstr(text, bytes) != NULL;
}

static void assert_plain(const char *text, const char *where)
{
	size_t used = 0;
	for (size_t at = 0, len = strlen(text); at < len; at += used) {
		int32_t code = text_decode(text + at, len - at, &used);
		if (code != '\n' && steers(code))
			fail_msg("%s holds U+%04X", where, (unsigned)code);
	}
}

static void assert_screen_plain(struct fixture *f)
{
	struct buffer screen = { 0 };
	desk_frame(f->desk);
	term_screen(f->term, &screen);
	assert_plain(buffer_text(&screen), "the screen");
	buffer_finish(&screen);
}

/* --- ways in --- */

static void type(struct fixture *f, int32_t code)
{
	struct key key = { .code = (uint32_t)code };
	if (key_is_text(key))
		desk_key(f->desk, key);
	else if (has_to_stay(code))
		fail_msg("U+%04X cannot be typed", (unsigned)code);
}

static void paste(struct fixture *f, const char *text)
{
	struct event event = { .kind = EVENT_PASTE, .text = text, .len = strlen(text) };
	desk_event(f->desk, &event);
}

static void press(struct fixture *f, const char *name)
{
	struct key key;
	assert_true(key_parse(name, &key));
	desk_key(f->desk, key);
}

/* Passes over the batches that are not played. */
static void pass_over(int32_t *code)
{
	for (int left = BATCH * (STRIDE - 1); left && *code < SCALARS; (*code)++)
		left -= is_scalar(*code);
}

/* The next scalars from @*code on, as many as a field has room for; an "x" between them keeps marks from
 * joining. */
static int next_batch(int32_t *code, int32_t batch[BATCH], struct buffer *text)
{
	int count = 0;
	if (*code > 1)
		pass_over(code);
	buffer_clear(text);
	for (; count < BATCH && *code < SCALARS; (*code)++) {
		char bytes[8] = { 0 };
		if (!is_scalar(*code))
			continue;
		batch[count++] = *code;
		utf8proc_encode_char(*code, (utf8proc_uint8_t *)bytes);
		buffer_add(text, bytes);
		buffer_add_char(text, 'x');
	}
	return count;
}

static void assert_kept(const char *text, const int32_t *batch, int count, const char *where)
{
	assert_plain(text, where);
	assert_true(text_is_valid(text, strlen(text)));
	for (int i = 0; i < count; i++)
		if (has_to_stay(batch[i]) && !holds(text, batch[i]))
			fail_msg("%s has lost U+%04X", where, (unsigned)batch[i]);
}

/* A call at the customer's words. */
static struct call *open_call(struct fixture *f)
{
	press(f, "F12");
	press(f, "Enter");
	press(f, "Enter");
	struct call *call = calls_current(&f->desk->calls);
	assert_non_null(call);
	assert_string_equal(call->field->id, "request_verbatim");
	return call;
}

static void test_a_field_takes_what_is_typed(void **state)
{
	struct fixture *f = *state;
	struct call *call = open_call(f);
	struct buffer text = { 0 };
	int32_t batch[BATCH], code = 1;
	int seen = 0, count;
	while ((count = next_batch(&code, batch, &text)) > 0) {
		for (int i = 0; i < count; i++) {
			type(f, batch[i]);
			type(f, 'x');
		}
		assert_kept(edit_text(&call->edit), batch, count, "the field");
		assert_screen_plain(f);
		edit_set(&call->edit, "");
		seen += count;
	}
	assert_in_range(seen, ALL / STRIDE, ALL / STRIDE + BATCH);
	buffer_finish(&text);
}

static void test_a_field_takes_what_is_pasted(void **state)
{
	struct fixture *f = *state;
	struct call *call = open_call(f);
	struct buffer text = { 0 };
	int32_t batch[BATCH], code = 1;
	int count, answers = 0, batches = 0;
	while ((count = next_batch(&code, batch, &text)) > 0) {
		paste(f, buffer_text(&text));
		assert_kept(edit_text(&call->edit), batch, count, "the field");
		assert_screen_plain(f);
		/* and as an answer, which the draft and the file keep */
		assert_true(call_commit(f->desk, call));
		const char *answer = form_answers_get(call->answers, "request_verbatim");
		if (answer)
			assert_kept(answer, batch, count, "the answer");
		answers += answer != NULL;
		batches++;
		edit_set(&call->edit, "");
	}
	assert_int_equal(answers, batches); /* the "x" are there at least */
	buffer_finish(&text);
}

/* A list is narrowed by it and nothing else happens; Esc shows all rows again. */
static void test_a_filter_takes_everything(void **state)
{
	struct fixture *f = *state;
	struct buffer text = { 0 };
	int32_t batch[BATCH], code = 1;
	int count, rounds = 0;
	press(f, "F6");
	desk_frame(f->desk);
	while ((count = next_batch(&code, batch, &text)) > 0) {
		if (rounds++ % 2)
			paste(f, buffer_text(&text));
		else
			for (int i = 0; i < count; i++)
				type(f, batch[i]);
		assert_screen_plain(f);
		press(f, "Esc");
		assert_string_equal(desk_focused(f->desk)->ops->name, "tasks");
	}
	buffer_finish(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_field_takes_what_is_typed, fixture_new, fixture_end),
		cmocka_unit_test_setup_teardown(test_a_field_takes_what_is_pasted, fixture_new, fixture_end),
		cmocka_unit_test_setup_teardown(test_a_filter_takes_everything, fixture_new, fixture_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
