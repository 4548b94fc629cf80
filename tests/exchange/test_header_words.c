/* Subjects, names and names of files in a mail's headers: as other programs write them, and every character
 * through ours, out and in again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gmime/gmime.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/header_words.h"
#include "exchange/read.h"
#include "exchange/write_mail.h"

enum { SUBJECT_BYTES = 400 };

static void joined_is(const char *raw, const char *wanted)
{
	struct buffer out = { 0 };
	header_words_join(&out, raw);
	char *text = g_mime_utils_header_decode_text(NULL, buffer_text(&out));
	if (strcmp(text, wanted) != 0)
		fail_msg("%s: is \"%s\", not \"%s\"", raw, text, wanted);
	g_free(text);
	buffer_finish(&out);
}

static void neighbours_with_padding(void **state)
{
	joined_is("=?UTF-8?B?6rCAIA==?= =?UTF-8?B?64KYIA==?= =?UTF-8?B?64uk?=", "가 나 다");
	joined_is("=?UTF-8?B?6rCAIA==?= =?utf-8?b?64KYIA==?=\t=?utf-8?B?64uk?=", "가 나 다");
	joined_is("Re: =?UTF-8?B?6rCAIA==?= =?UTF-8?B?64KYIA==?= end", "Re: 가 나  end");
	joined_is("=?UTF-8*ko?B?6rCAIA==?= =?UTF-8*ko?Q?=EB=82=98_x?=", "가 나 x");
	joined_is("=?EUC-KR?B?v7m+4CA=?= =?EUC-KR?B?yKux5rW/?= =?UTF-8?B?6rCA?=", "예약 홍길동가");
}

/* Some senders count bytes, and cut a character between two words. */
static void a_character_in_two_words(void **state)
{
	joined_is("=?UTF-8?B?6rA=?= =?UTF-8?B?gOuC?= =?UTF-8?B?mA==?=", "가나");
	joined_is("=?UTF-8?Q?=EA=B0?= =?UTF-8?B?gA==?=", "가");
	joined_is("=?EUC-KR?B?v7m+?= =?EUC-KR?B?4A==?=", "예약");
}

static void korean_beyond_its_standard(void **state)
{
	joined_is("=?EUC-KR?B?jGM=?=", "똠");
	joined_is("=?ks_c_5601-1987?Q?=8C=63_x?=", "똠 x");
}

static void what_is_no_word_stays(void **state)
{
	static const char *const texts[] = {
		"",
		"Service",
		"a =? b",
		"=?",
		"=?utf-8",
		"=?utf-8?",
		"=?utf-8?B",
		"=?utf-8?B?",
		"=?utf-8?X?6rCA?=",
		"=?utf-8?B?6rCA",
		"=?utf-8?B?6rCA?",
		"=?utf 8?B?6rCA?=",
		"=??B?6rCA?=",
		"=?no-such-set?B?6rCA?=",
		"=?utf-8?B?/w==?=",
		"=?=?=?=?=",
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct buffer out = { 0 };
		header_words_join(&out, texts[i]);
		assert_string_equal(buffer_text(&out), texts[i]);
		buffer_finish(&out);
	}
}

/* Marks that open nothing: each is looked at once. */
static void a_long_line_of_marks(void **state)
{
	struct buffer raw = { 0 }, out = { 0 };
	for (int i = 0; i < 2000; i++)
		buffer_add(&raw, "=?u?B?");
	header_words_join(&out, buffer_text(&raw));
	assert_int_equal(out.len, raw.len);
	buffer_finish(&raw);
	buffer_finish(&out);
}

static const char *asked(const struct reading *reading, const char *key)
{
	const char *value = request_get(json_array_get(reading->requests, 0), key);
	return value ? value : "";
}

static void read_from_a_mail(void **state)
{
	static const char mail[] =
		"From: =?UTF-8?B?6rCAIA==?=\r\n =?UTF-8?B?64KYLCA=?=\r\n =?UTF-8?B?64uk?= <a@example.com>\r\n"
		"Subject: =?UTF-8?B?6rCAIA==?=\r\n =?UTF-8?B?64KYIA==?=\r\n =?UTF-8?B?64uk?=\r\n"
		"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
		"--x\r\nContent-Type: text/plain\r\n\r\nwords\r\n"
		"--x\r\nContent-Type: image/png;\r\n name=\"=?UTF-8?B?6rCAIA==?=\r\n "
		"=?UTF-8?B?64KY?=.png\"\r\n"
		"\r\nxx\r\n--x\r\nContent-Type: image/png\r\nContent-Disposition: attachment;\r\n"
		" filename*0*=utf-8''%EA%B0%80;\r\n filename*1=.jpg\r\n\r\nxx\r\n--x--\r\n";
	struct reading reading = { 0 };
	read_any(mail, sizeof mail - 1, &reading);
	assert_string_equal(asked(&reading, "text"), "가 나 다\nwords");
	assert_string_equal(asked(&reading, "name"), "가 나, 다");
	assert_string_equal(asked(&reading, "email"), "a@example.com");
	assert_string_equal(asked(&reading, "photos"), "가 나.png, 가.jpg");
	reading_finish(&reading);
}

static void an_empty_answer_address_is_none(void **state)
{
	static const char mail[] = "Subject: x\r\nMessage-ID: <a@b>\r\nReply-To: \r\n"
				   "From: Lee <l@example.com>\r\n\r\nwords\r\n";
	struct reading reading = { 0 };
	read_any(mail, sizeof mail - 1, &reading);
	assert_string_equal(asked(&reading, "name"), "Lee");
	reading_finish(&reading);
}

/* --- out and in --- */

/* No line of the headers is longer than 76 characters, no encoded word longer than 75. */
static void check_lines(const char *mail)
{
	const char *end = strstr(mail, "\n\n");
	assert_non_null(end);
	for (const char *line = mail; line < end;) {
		size_t len = strcspn(line, "\n");
		if (memchr(line, '?', len) && (len > 76 || !len))
			fail_msg("a line of %zu: %.*s", len, (int)len, line);
		for (const char *at = line; at < line + len; at++) {
			size_t word = strcspn(at, " \n");
			assert_true(strncmp(at, "=?", 2) != 0 || word <= 75);
			assert_true((unsigned char)*at >= ' ' && (unsigned char)*at < 0x7F);
		}
		line += len + 1;
	}
}

static void check_text(const char *text)
{
	struct buffer raw = { 0 }, clean = { 0 };
	struct reading reading = { 0 };
	struct error err = { 0 };
	const struct mail_letter letter = {
		.from = { text, "service@example.com" },
		.to = { text, "hong@example.com" },
		.subject = text,
		.text = "words",
		.message_id = "1@example.com",
		.date = 1795395600,
	};
	if (!mail_write(&letter, &raw, &err))
		fail_msg("%s", err.text);
	check_lines(buffer_text(&raw));
	read_any(buffer_text(&raw), raw.len, &reading);
	text_clean_line(&clean, text, strlen(text));
	assert_true(clean.len <= SUBJECT_BYTES);
	const char *said = asked(&reading, "text");
	if (!clean.len)
		assert_string_equal(said, "words");
	else if (strncmp(said, buffer_text(&clean), clean.len) != 0 ||
		 strcmp(said + clean.len, "\nwords") != 0)
		fail_msg("subject \"%s\" came back as \"%s\"", buffer_text(&clean), said);
	if (strcmp(asked(&reading, "name"), buffer_text(&clean)) != 0)
		fail_msg("name \"%s\" came back as \"%s\"", buffer_text(&clean), asked(&reading, "name"));
	reading_finish(&reading);
	buffer_finish(&raw);
	buffer_finish(&clean);
}

/* @step: 1 takes neighbours, as a script lies in Unicode; more mixes lengths of 1 to 4 bytes. */
static int every_scalar(uint32_t step)
{
	struct buffer text = { 0 };
	int mails = 0;
	for (uint32_t first = 1; first <= step; first += step > 1 ? 8 : 1) {
		for (uint32_t scalar = first; scalar < 0x110000; scalar += step) {
			char bytes[TEXT_SCALAR_SIZE];
			if (scalar >= 0xD800 && scalar < 0xE000)
				continue;
			buffer_add_bytes(&text, bytes, text_encode(scalar, bytes));
			if (text.len < SUBJECT_BYTES - 40) /* normal forms grow */
				continue;
			check_text(buffer_text(&text));
			buffer_clear(&text);
			mails++;
		}
	}
	if (text.len)
		check_text(buffer_text(&text));
	buffer_finish(&text);
	return mails + 1;
}

static void every_scalar_out_and_in(void **state)
{
	int near = every_scalar(1), far = every_scalar(65521);
	print_message("# every scalar in %d mails, one in eight far from its neighbours in %d\n", near, far);
}

static void all_kinds_of_plain_text(void **state)
{
	static const char *const texts[] = {
		"Service",
		"a",
		"=?utf-8?q?=0ABcc:_all=40example.com?=",
		"\"Hong\" <evil@example.com>, all@example.com",
		"a =? b ?=",
		"x>; Bcc: y",
		"(comment) and \\ and \"",
		"back = ? again",
		"One hundred letters, more or less, that have to be put on more than one line of a mail's "
		"header, too",
		"https://example.com/"
		"a-word-that-cannot-be-broken-at-any-space-because-there-is-none-in-it-at-all-anywhere",
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		check_text(texts[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(neighbours_with_padding),
		cmocka_unit_test(a_character_in_two_words),
		cmocka_unit_test(korean_beyond_its_standard),
		cmocka_unit_test(what_is_no_word_stays),
		cmocka_unit_test(a_long_line_of_marks),
		cmocka_unit_test(read_from_a_mail),
		cmocka_unit_test(an_empty_answer_address_is_none),
		cmocka_unit_test(all_kinds_of_plain_text),
		cmocka_unit_test(every_scalar_out_and_in),
	};
	g_mime_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
