#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <locale.h>
#include <time.h>
#include <utf8proc.h>

#include "base/text.h"

static struct buffer out;

static const char *cleaned(const char *text)
{
	buffer_clear(&out);
	text_clean(&out, text, strlen(text));
	return buffer_text(&out);
}

static const char *shown(const char *text)
{
	buffer_clear(&out);
	text_show(&out, text);
	return buffer_text(&out);
}

static const char *made(void (*make)(struct buffer *, const char *), const char *text)
{
	buffer_clear(&out);
	make(&out, text);
	return buffer_text(&out);
}

static void clean_composes_and_drops(void **state)
{
	assert_string_equal(cleaned("김민수"), "김민수");
	assert_string_equal(cleaned("\u1100\u1175\u11b7"), "김");
	assert_string_equal(cleaned("e\u0300"), "è");
	assert_string_equal(cleaned("a\033[2Jb\x07"), "a[2Jb");
	assert_string_equal(cleaned("a\u202eb\u200bc\ufeffd\ue000e\xc2\x9b"
				    "f"),
			    "abcdef");
	assert_string_equal(cleaned("a\tb\nc\r\nd\re"), "a\tb\nc\nd\ne");
	assert_string_equal(cleaned("x\u0323\u0331\u0332\u0333y"), "x\u0323\u0331y");
	assert_string_equal(cleaned("\U000e0041\ufffe"), "");
}

static void clean_tells_what_it_did(void **state)
{
	buffer_clear(&out);
	assert_int_equal(text_clean(&out, "정비", 6), TEXT_SAME);
	assert_int_equal(text_clean(&out, "a\x01", 2), TEXT_CHANGED);
	assert_int_equal(text_clean(&out, "a\r\n", 3), TEXT_CHANGED);
	buffer_clear(&out);
	assert_int_equal(text_clean(&out, "a\xff\xc0\x80z", 5), TEXT_INVALID);
	assert_string_equal(buffer_text(&out), "a\ufffd\ufffd\ufffdz");
	buffer_clear(&out);
	assert_int_equal(text_clean(&out, "a\0b", 3), TEXT_CHANGED);
	assert_string_equal(buffer_text(&out), "ab");
}

static void clean_line_has_one_line(void **state)
{
	buffer_clear(&out);
	assert_int_equal(text_clean_line(&out, " a\nb\tc ", 7), TEXT_CHANGED);
	assert_string_equal(buffer_text(&out), "a b c");
	buffer_clear(&out);
	assert_int_equal(text_clean_line(&out, "a b", 3), TEXT_SAME);
	buffer_clear(&out);
	assert_int_equal(text_clean_line(&out, "  ", 2), TEXT_CHANGED);
	assert_string_equal(buffer_text(&out), "");
}

static void show_marks_what_hides(void **state)
{
	assert_string_equal(shown("홍길동 è"), "홍길동 è");
	assert_string_equal(shown("a\033b"), "a\u241bb");
	assert_string_equal(shown("a\nb\tc\x7f"), "a\u21b5b c\u2421");
	assert_string_equal(shown("a\u202eb\xc2\x9b"
				  "c\u200bd\ue001"),
			    "a\u241ab\u241ac\u241ad\u241a");
	assert_string_equal(shown("\xff\xfe"), "\u241a\u241a");
	assert_string_equal(shown("\u0301a"), " \u0301a");
	assert_string_equal(shown("a\u0301\u0302\u0303\u0304b"), "a\u0301\u0302b");
	assert_string_equal(shown("\u3164"), "\u241a");
}

static void width_is_the_terminals(void **state)
{
	assert_int_equal(text_width("김민수"), 6);
	assert_int_equal(text_width("\u1100\u1175\u11b7"), 2);
	assert_int_equal(text_width("e\u0300"), 1);
	assert_int_equal(text_width("a\033\n\t\u202e"), 5);
	assert_int_equal(text_width("─①★"), 3);
	assert_int_equal(text_scalar_width(0xd55c), 2);
	assert_int_equal(text_scalar_width(0x301), 0);
	assert_int_equal(text_scalar_width(7), 1);
}

/* Everything a terminal could obey, or that is not text. */
static bool is_dangerous(int32_t scalar)
{
	utf8proc_category_t category = utf8proc_category(scalar);
	return scalar < 0 || category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
	       category == UTF8PROC_CATEGORY_CO || category == UTF8PROC_CATEGORY_CN ||
	       category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

static void assert_safe(const char *text, size_t len)
{
	size_t used;
	for (size_t at = 0; at < len; at += used) {
		int32_t scalar = text_decode(text + at, len - at, &used);
		if (is_dangerous(scalar))
			fail_msg("U+%04X left", (unsigned)scalar);
	}
}

static void all_scalars_leave_no_control(void **state)
{
	for (uint32_t scalar = 0; scalar < 0x110000; scalar++) {
		if (scalar >= 0xd800 && scalar < 0xe000)
			continue;
		char bytes[3 + TEXT_SCALAR_SIZE] = "a";
		size_t len = 1 + text_encode(scalar, bytes + 1);
		bytes[len++] = 'b';
		buffer_clear(&out);
		text_show_bytes(&out, bytes, len);
		assert_safe(out.text, out.len);
		if (text_width(out.text) != text_width_bytes(bytes, len))
			fail_msg("U+%04X: %d, %d columns", scalar, text_width_bytes(bytes, len),
				 text_width(out.text));
		assert_true(text_width(out.text) >= 2);
		buffer_clear(&out);
		assert_int_not_equal(text_clean(&out, bytes, len), TEXT_INVALID);
		for (size_t i = 0; i < out.len; i++) {
			unsigned char c = (unsigned char)out.text[i];
			assert_true((c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t');
			assert_false(c == 0xc2 && (unsigned char)out.text[i + 1] < 0xa0);
		}
		assert_true(text_is_valid(out.text, out.len));
	}
}

static uint32_t random_scalar(void)
{
	static const uint32_t bases[] = { 0,      0x20,   0x300,  0x1100,  0x1160, 0x11a0,
					  0x2000, 0x3130, 0xac00, 0x1f1e6, 0xfe00 };
	uint32_t base = bases[(size_t)rand() % (sizeof bases / sizeof *bases)];
	return base + (uint32_t)rand() % 96;
}

static size_t random_text(char *text, size_t size)
{
	size_t want = (size_t)rand() % (size - 8);
	size_t len = 0;
	while (len < want) {
		if (rand() % 20 == 0)
			text[len++] = (char)(1 + rand() % 255);
		else
			len += text_encode(1 + random_scalar(), text + len);
	}
	text[len] = '\0';
	return len;
}

static void assert_boundaries(const char *text, size_t len)
{
	size_t bounds[256];
	size_t count = 0;
	for (size_t at = 0; at < len; at = text_next(text, len, at)) {
		assert_true(count < 256);
		bounds[count++] = at;
	}
	size_t middle = len ? (size_t)rand() % len : 0;
	size_t bound = 0;
	while (bound < count && bounds[bound] < middle)
		bound++;
	assert_int_equal(text_boundary(text, len, middle), bound < count ? bounds[bound] : len);
	size_t at = len;
	while (count > 0) {
		at = text_previous(text, len, at);
		assert_int_equal(at, bounds[--count]);
	}
	assert_int_equal(at, 0);
}

static void assert_cuts(const char *text, size_t len)
{
	int columns = rand() % 40;
	int used;
	size_t fits = text_fit(text, len, columns, &used);
	assert_true(used <= columns);
	assert_int_equal(used, text_width_bytes(text, fits));
	assert_true(fits == len ||
		    used + text_width_bytes(text + fits, text_next(text, len, fits) - fits) > columns);
	buffer_clear(&out);
	text_pad(&out, text, columns, (enum text_align)(rand() % 3));
	assert_int_equal(text_width(buffer_text(&out)), columns);
	assert_safe(out.text, out.len);
}

static void assert_wraps(const char *text, size_t len)
{
	int columns = 2 + rand() % 20;
	size_t next;
	for (size_t at = 0; at < len; at += next) {
		size_t line = text_wrap(text + at, len - at, columns, &next);
		assert_true(next > 0 && line <= next && at + next <= len);
		int width = text_width_bytes(text + at, line);
		assert_true(width <= columns || text_next(text + at, len - at, 0) == line);
		for (size_t i = line; i < next; i++)
			assert_true(text[at + i] == ' ' || text[at + i] == '\n');
	}
}

static void random_texts_hold_the_rules(void **state)
{
	unsigned seed = (unsigned)time(NULL);
	print_message("# seed %u\n", seed);
	srand(seed);
	char text[200];
	struct buffer once = { 0 };
	struct buffer twice = { 0 };
	for (int i = 0; i < 10000; i++) {
		size_t len = random_text(text, sizeof text);
		assert_boundaries(text, len);
		assert_cuts(text, len);
		assert_wraps(text, len);
		buffer_clear(&once);
		buffer_clear(&twice);
		text_clean(&once, text, len);
		assert_true(text_is_valid(buffer_text(&once), once.len));
		text_clean(&twice, buffer_text(&once), once.len);
		assert_string_equal(buffer_text(&once), buffer_text(&twice));
	}
	buffer_finish(&once);
	buffer_finish(&twice);
}

static void graphemes_are_whole(void **state)
{
	const char *text = "a\u1100\u1175\u11b7e\u0301\U0001f1f0\U0001f1f7z";
	size_t len = strlen(text);
	size_t at = text_next(text, len, 0);
	assert_int_equal(at, 1);
	assert_int_equal(at = text_next(text, len, at), 10);
	assert_int_equal(at = text_next(text, len, at), 13);
	assert_int_equal(at = text_next(text, len, at), 21);
	assert_int_equal(text_previous(text, len, 21), 13);
	assert_int_equal(text_previous(text, len, 10), 1);
}

static void cut_and_pad_by_columns(void **state)
{
	buffer_clear(&out);
	assert_int_equal(text_cut(&out, "김민수", 5, true), 5);
	assert_string_equal(buffer_text(&out), "김민…");
	buffer_clear(&out);
	assert_int_equal(text_cut(&out, "김민수", 5, false), 4);
	buffer_clear(&out);
	text_pad(&out, "김민수", 5, TEXT_RIGHT);
	assert_string_equal(buffer_text(&out), "김민…");
	buffer_clear(&out);
	text_pad(&out, "김민수", 4, TEXT_RIGHT);
	assert_string_equal(buffer_text(&out), " 김…");
	buffer_clear(&out);
	text_pad(&out, "ab", 5, TEXT_CENTRE);
	assert_string_equal(buffer_text(&out), " ab  ");
	buffer_clear(&out);
	text_pad(&out, "ab", 0, TEXT_LEFT);
	assert_string_equal(buffer_text(&out), "");
}

static void assert_lines(const char *text, int columns, const char *const *lines)
{
	size_t len = strlen(text);
	size_t next;
	size_t i = 0;
	for (size_t at = 0; at < len; at += next, i++) {
		size_t line = text_wrap(text + at, len - at, columns, &next);
		assert_non_null(lines[i]);
		assert_int_equal(line, strlen(lines[i]));
		assert_memory_equal(text + at, lines[i], line);
	}
	assert_null(lines[i]);
}

static void wrap_breaks_at_spaces_then_syllables(void **state)
{
	assert_lines("the quick brown fox", 10, (const char *[]){ "the quick", "brown fox", NULL });
	assert_lines("제동할 때 앞에서 소리", 10, (const char *[]){ "제동할 때", "앞에서", "소리", NULL });
	assert_lines("제동할때앞에서", 5, (const char *[]){ "제동", "할때", "앞에", "서", NULL });
	assert_lines("a\n\nb", 10, (const char *[]){ "a", "", "b", NULL });
	assert_lines("김", 1, (const char *[]){ "김", NULL });
}

static void search_keys(void **state)
{
	assert_string_equal(made(text_fold, "ＦÜßＡ Ⅳ"), "füssa iv");
	assert_string_equal(made(text_jamo, "민수 과 값 M8"), "ㅁㅣㄴㅅㅜ ㄱㅗㅏ ㄱㅏㅂㅅ m8");
	assert_string_equal(made(text_jamo, "갃"), "ㄱㅏㄱㅅ");
	assert_string_equal(made(text_jamo, "민ㅅ"), "ㅁㅣㄴㅅ");
	assert_string_equal(made(text_jamo, "ㄳ"), "ㄱㅅ");
	assert_string_equal(made(text_initials, "김 민수 A1"), "ㄱㅁㅅ");
	assert_string_equal(made(text_initials, "ㄳ"), "ㄱㅅ");
	assert_string_equal(made(text_digits, "+82 10-１２a"), "821012");
	assert_true(text_is_initials("ㄱㅁㅅ"));
	assert_true(text_is_initials("ㄳ"));
	assert_false(text_is_initials("김ㅁ"));
	assert_false(text_is_initials(""));
}

static void fold_of_every_scalar_is_stable(void **state)
{
	struct buffer again = { 0 };
	for (uint32_t scalar = 1; scalar < 0x3000; scalar++) {
		char bytes[TEXT_SCALAR_SIZE + 1] = { 0 };
		text_encode(scalar, bytes);
		made(text_fold, bytes);
		buffer_clear(&again);
		text_fold(&again, buffer_text(&out));
		assert_string_equal(buffer_text(&again), buffer_text(&out));
	}
	buffer_finish(&again);
}

static void hangul_keys(void **state)
{
	static const char *const pairs[] = {
		"ㅂq", "ㅈw", "ㄷe", "ㄱr",  "ㅅt",    "ㅛy",  "ㅕu",   "ㅑi", "ㅐo", "ㅔp",
		"ㅁa", "ㄴs", "ㅇd", "ㄹf",  "ㅎg",    "ㅗh",  "ㅓj",   "ㅏk", "ㅣl", "ㅋz",
		"ㅌx", "ㅊc", "ㅍv", "ㅠb",  "ㅜn",    "ㅡm",  "ㅃQ",   "ㅉW", "ㄸE", "ㄲR",
		"ㅆT", "ㅒO", "ㅖP", "뮤ab", "값rkqt", "ㄳrt", "봬qho",
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		size_t used;
		uint32_t scalar = (uint32_t)text_decode(pairs[i], strlen(pairs[i]), &used);
		char keys[TEXT_KEYS_SIZE];
		size_t count = text_hangul_keys(scalar, keys);
		assert_int_equal(count, strlen(pairs[i] + used));
		assert_memory_equal(keys, pairs[i] + used, count);
	}
	char keys[TEXT_KEYS_SIZE];
	assert_int_equal(text_hangul_keys('q', keys), 0);
	for (uint32_t scalar = 0x3131; scalar < 0xd7a4; scalar++) {
		size_t count = text_hangul_keys(scalar, keys);
		for (size_t i = 0; i < count; i++)
			assert_true(keys[i] >= 'A' && keys[i] <= 'z');
	}
}

static void ascii_locale_still_measures(void **state)
{
	setlocale(LC_ALL, "C");
	assert_int_equal(text_width("김민수"), 6);
	assert_string_equal(shown("김"), "김");
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
}

static int finish(void **state)
{
	buffer_finish(&out);
	return 0;
}

static void markup_has_names(void **state)
{
	struct buffer written = { 0 };
	text_markup(&written, "<a b=\"c\">&'홍' 길동</a>");
	assert_string_equal(buffer_text(&written),
			    "&lt;a b=&quot;c&quot;&gt;&amp;&#39;홍&#39; 길동&lt;/a&gt;");
	buffer_clear(&written);
	text_markup(&written, "");
	assert_int_equal(written.len, 0);
	buffer_finish(&written);
	(void)state;
}

/* The same text has the same number wherever it lies, and texts that differ in one place have others. */
static void equal_texts_have_equal_hashes(void **state)
{
	static const char id[] = "0b9e2c44-7f0a-4c1e-9a51-5d3e6f708192";
	enum { LENGTH = sizeof id - 1 };
	for (size_t length = 0; length <= LENGTH; length++) {
		char one[LENGTH + 2], other[LENGTH + 2];
		memcpy(one, id, length);
		memcpy(other + 1, id, length);
		one[length] = other[length + 1] = '\0';
		assert_true(text_hash(one) == text_hash(other + 1));
		for (size_t at = 0; at < length; at++) {
			other[at + 1] ^= 1;
			assert_true(text_hash(one) != text_hash(other + 1));
			other[at + 1] ^= 1;
		}
	}
}

int main(void)
{
	if (!setlocale(LC_ALL, "C.UTF-8"))
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clean_composes_and_drops),
		cmocka_unit_test(clean_tells_what_it_did),
		cmocka_unit_test(clean_line_has_one_line),
		cmocka_unit_test(show_marks_what_hides),
		cmocka_unit_test(markup_has_names),
		cmocka_unit_test(width_is_the_terminals),
		cmocka_unit_test(all_scalars_leave_no_control),
		cmocka_unit_test(random_texts_hold_the_rules),
		cmocka_unit_test(graphemes_are_whole),
		cmocka_unit_test(cut_and_pad_by_columns),
		cmocka_unit_test(wrap_breaks_at_spaces_then_syllables),
		cmocka_unit_test(search_keys),
		cmocka_unit_test(fold_of_every_scalar_is_stable),
		cmocka_unit_test(hangul_keys),
		cmocka_unit_test(equal_texts_have_equal_hashes),
		cmocka_unit_test(ascii_locale_still_measures),
	};
	return cmocka_run_group_tests(tests, NULL, finish);
}
