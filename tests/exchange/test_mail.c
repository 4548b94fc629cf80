/* Mails that are handed over to be sent: what another reads of them, and that no name adds a header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gmime/gmime.h>
#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/verb.h"
#include "exchange/write_mail.h"

static struct mail_letter plain(void)
{
	return (struct mail_letter){
		.from = { "Maserati Gangnam", "service@example.com" },
		.to = { "홍길동", "hong@example.com" },
		.subject = "예약 확정",
		.text = "홍길동 고객님,\n.\n.. 점\nFrom here\n",
		.message_id = "1-2-3@example.com",
		.date = 1795395600,
	};
}

static GMimeMessage *written(const struct mail_letter *letter, struct buffer *raw)
{
	struct error err = { 0 };
	if (!mail_write(letter, raw, &err))
		fail_msg("%s", err.text);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(buffer_text(raw), raw->len);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	g_object_unref(stream);
	assert_non_null(message);
	return message;
}

static char *content_of(GMimeObject *part)
{
	GMimeStream *stream = g_mime_stream_mem_new();
	g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), stream);
	GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	char *text = strndup((const char *)bytes->data, bytes->len);
	g_object_unref(stream);
	return text;
}

static void words_arrive_as_they_are(void **state)
{
	struct buffer raw = { 0 };
	struct mail_letter letter = plain();
	GMimeMessage *message = written(&letter, &raw);
	char *text = content_of(g_mime_message_get_mime_part(message));
	assert_string_equal(text, letter.text);
	assert_string_equal(g_mime_message_get_subject(message), letter.subject);
	assert_string_equal(g_mime_message_get_message_id(message), letter.message_id);
	assert_null(strstr(buffer_text(&raw), "\n.\n")); /* would end a mail for sendmail without -i */
	assert_null(strstr(buffer_text(&raw), "\nFrom "));
	for (const char *at = buffer_text(&raw); *at; at++)
		assert_true((unsigned char)*at < 0x80);
	free(text);
	g_object_unref(message);
	buffer_finish(&raw);
}

static void names_add_no_header(void **state)
{
	static const char *const names[] = {
		"Hong\r\nBcc: all@example.com",
		"Hong\nBcc: all@example.com\n\nwords",
		"\"Hong\" <evil@example.com>, all@example.com",
		"x>; Bcc: all@example.com",
		"=?utf-8?q?=0ABcc:_all=40example.com?=",
		"\x1b[31mred\x07",
		"",
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct buffer raw = { 0 };
		struct mail_letter letter = plain();
		letter.to.name = names[i];
		letter.from.name = names[i];
		letter.subject = names[i];
		GMimeMessage *message = written(&letter, &raw);
		assert_null(g_mime_object_get_header(GMIME_OBJECT(message), "Bcc"));
		InternetAddressList *to = g_mime_message_get_addresses(message, GMIME_ADDRESS_TYPE_TO);
		assert_int_equal(internet_address_list_length(to), 1);
		InternetAddress *address = internet_address_list_get_address(to, 0);
		assert_string_equal(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)),
				    "hong@example.com");
		assert_null(strchr(buffer_text(&raw), 0x1b));
		g_object_unref(message);
		buffer_finish(&raw);
	}
}

static void addresses_that_are_none_are_refused(void **state)
{
	static const char *const addresses[] = { NULL,
						 "",
						 "hong",
						 "-oQ/tmp@example.com",
						 "a@example.com, b@example.com",
						 "a@example.com\nBcc: b@example.com",
						 "<a@example.com>",
						 "a b@example.com" };
	for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
		struct buffer raw = { 0 };
		struct error err = { 0 };
		struct mail_letter letter = plain();
		letter.to.address = addresses[i];
		assert_false(mail_write(&letter, &raw, &err));
		assert_int_equal(err.code, ERROR_INPUT);
		letter = plain();
		letter.from.address = addresses[i];
		assert_false(mail_write(&letter, &raw, &err));
		assert_int_equal(raw.len, 0);
		buffer_finish(&raw);
	}
}

static const char with_event[] =
	"{\"from\": {\"name\": \"M\", \"address\": \"s@example.com\"}, \"to\": {\"name\": \"H\", \"address\":"
	" \"h@example.com\"}, \"subject\": \"s\", \"text\": \"t\", \"message_id\": \"i@example.com\", "
	"\"date\": 1795395600,"
	" \"calendar\": {\"zone\": \"Asia/Seoul\", \"method\": \"%s\", \"stamp\": 1795395600, \"events\": "
	"[{\"uid\":"
	" \"u@example.com\", \"sequence\": 3, \"date\": \"2026-11-24\", \"time\": \"09:30\", \"minutes\": "
	"30, \"summary\":"
	" \"Maserati; \\n, \\\\ 강남\", \"description\": \"긴 글 긴 글 긴 글 긴 글 긴 글 긴 글 긴 글 긴 글 "
	"긴 글 긴 글\","
	" \"organizer\": {\"name\": \"M:;,\\\"\", \"email\": \"s@example.com\"}, \"attendee\": {\"name\": "
	"\"H\", \"email\":"
	" \"h@example.com\"}}]}}";

static void check_event(const char *text, icalproperty_method method)
{
	icalcomponent *calendar = icalparser_parse_string(text);
	assert_non_null(calendar);
	assert_int_equal(icalcomponent_count_errors(calendar), 0);
	assert_int_equal(icalcomponent_get_method(calendar), method);
	icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	assert_non_null(event);
	assert_string_equal(icalcomponent_get_uid(event), "u@example.com");
	assert_int_equal(icalcomponent_get_sequence(event), 3);
	struct icaltimetype start = icalcomponent_get_dtstart(event);
	assert_int_equal(start.hour, 9);
	assert_int_equal(start.minute, 30);
	icalcomponent_free(calendar);
}

static void the_calendar_part_is_read_without_errors(void **state)
{
	static const char *const methods[] = { "request", "cancel" };
	for (int i = 0; i < 2; i++) {
		struct buffer json = { 0 }, raw = { 0 };
		struct error err = { 0 };
		const char *mark = strstr(with_event, "%s");
		buffer_printf(&json, "%.*s%s%s", (int)(mark - with_event), with_event, methods[i], mark + 2);
		if (!verb_mail(buffer_text(&json), json.len, &raw, &err))
			fail_msg("%s", err.text);
		GMimeStream *stream = g_mime_stream_mem_new_with_buffer(buffer_text(&raw), raw.len);
		GMimeParser *parser = g_mime_parser_new_with_stream(stream);
		GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
		GMimeMultipart *both = GMIME_MULTIPART(g_mime_message_get_mime_part(message));
		assert_int_equal(g_mime_multipart_get_count(both), 2);
		GMimeObject *part = g_mime_multipart_get_part(both, 1);
		assert_string_equal(g_mime_object_get_content_type_parameter(part, "method"),
				    i ? "CANCEL" : "REQUEST");
		char *content = content_of(part);
		check_event(content, i ? ICAL_METHOD_CANCEL : ICAL_METHOD_REQUEST);
		free(content);
		g_object_unref(message);
		g_object_unref(parser);
		g_object_unref(stream);
		buffer_finish(&json);
		buffer_finish(&raw);
	}
}

static void what_is_no_letter_is_refused(void **state)
{
	static const char *const inputs[] = { "", "{", "[]", "{}", "{\"to\": 1}", "\"x\"" };
	for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
		struct buffer raw = { 0 };
		struct error err = { 0 };
		assert_false(verb_mail(inputs[i], strlen(inputs[i]), &raw, &err));
		assert_int_equal(err.code, ERROR_INPUT);
		buffer_finish(&raw);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_arrive_as_they_are),
		cmocka_unit_test(names_add_no_header),
		cmocka_unit_test(addresses_that_are_none_are_refused),
		cmocka_unit_test(the_calendar_part_is_read_without_errors),
		cmocka_unit_test(what_is_no_letter_is_refused),
	};
	g_mime_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
