/* What strangers send becomes requests, or says why a person must read it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "exchange/charset.h"
#include "exchange/html.h"
#include "exchange/read.h"

static struct reading reading;

static void take_bytes(const char *bytes, size_t len)
{
	read_any(bytes, len, &reading);
}

static void take(const char *text)
{
	take_bytes(text, strlen(text));
}

static const char *get(size_t n, const char *key)
{
	return request_get(json_array_get(reading.requests, n), key);
}

static void expect(size_t n, const char *key, const char *value)
{
	const char *is = get(n, key);
	if (!is || strcmp(is, value) != 0)
		fail_msg("%s is \"%s\", not \"%s\"", key, is ? is : "(nothing)", value);
}

static void count(size_t wanted)
{
	assert_int_equal(json_array_size(reading.requests), wanted);
}

static int drop(void **state)
{
	reading_finish(&reading);
	return 0;
}

/* --- JSON --- */

static void json_by_any_shape(void **state)
{
	take("{\"requests\": [{\"id\": 7, \"customer\": {\"name\": \"홍길동\", \"phone\": \"010-0000-1234\"},"
	     " \"vehicle\": {\"vin\": \"ZN6PMDE26R7000110\", \"odometer\": 18250},"
	     " \"wishes\": [{\"date\": \"2026-11-25\", \"half\": \"am\"}, \"2026-11-26 any\"],"
	     " \"warning_lamp\": true, \"message\": \"끼익\", \"Colour Code\": \"blu\"}]}");
	count(1);
	expect(0, "request_id", "7");
	expect(0, "name", "홍길동");
	expect(0, "mobile", "010-0000-1234");
	expect(0, "mileage", "18250");
	expect(0, "wish1", "2026-11-25 am");
	expect(0, "wish2", "2026-11-26 any");
	expect(0, "warning_lamp", "yes");
	expect(0, "text", "끼익");
	const json_t *other = json_object_get(json_array_get(reading.requests, 0), "other");
	assert_string_equal(json_string_value(json_object_get(other, "colour_code")), "blu");
	assert_null(get(0, "by_hand"));
}

static void json_broken_is_read_by_hand(void **state)
{
	take("{\"name\": \"Hong\",\n \"text\": ");
	count(1);
	expect(0, "by_hand", "json-broken 2");
	assert_non_null(strstr(get(0, "raw"), "Hong"));
}

static void json_of_odd_kinds_is_kept(void **state)
{
	take("[{\"name\": {\"a\": {\"b\": {\"c\": {\"d\": \"deep\"}}}}}, 5]");
	count(2);
	expect(0, "by_hand", "json-type c");
	expect(1, "by_hand", "json-type");
}

/* --- CSV --- */

static void csv_line_by_line(void **state)
{
	take("\xef\xbb\xbfrequest_id;source;name;mobile;text\nOA-1;owner-app;홍길동;010-0000-1234;\"a;"
	     "\"\"b\"\"\"\n"
	     "OA-2;owner-app\nOA-3;owner-app;이영희;010-0000-5678;=cmd|'/c calc'!A1\n");
	count(3);
	expect(0, "text", "a;\"b\"");
	expect(1, "by_hand", "csv-row 3");
	expect(1, "raw", "OA-2;owner-app");
	expect(2, "text", "=cmd|'/c calc'!A1"); /* a text like any other: only tables must not run it */
}

static void csv_in_korean_of_old(void **state)
{
	struct buffer bytes = { 0 };
	/* "request_id;mobile;name" and "김" in EUC-KR */
	buffer_add(&bytes, "request_id;mobile;name\n1;010;\xb1\xe8\n");
	take_bytes(bytes.text, bytes.len);
	count(1);
	expect(0, "name", "김");
	buffer_finish(&bytes);
}

/* --- ADF --- */

#define ADF_BEGIN "<?xml version=\"1.0\"?><?adf version=\"1.0\"?><adf>"
#define ADF_ONE                                                                                              \
	"<prospect status=\"new\"><id sequence=\"1\" source=\"maserati-web\">A-77</id>"                      \
	"<requestdate>2026-11-23T09:00:00+09:00</requestdate><vehicle "                                      \
	"interest=\"service\"><model>Grecale</model>"                                                        \
	"<vin>ZN682AUA1P7000109</vin><odometer units=\"mi\">12,000</odometer><comments>Öl &amp; "           \
	"Räder</comments>"                                                                                  \
	"</vehicle><customer><contact><name part=\"first\">Gildong</name><name part=\"last\">Hong</name>"    \
	"<email>hong@example.com</email><phone type=\"fax\">02-1</phone><phone "                             \
	"type=\"cellphone\">010-0000-1234"                                                                   \
	"</phone></contact><timeframe><earliestdate>2026-11-25</earliestdate></timeframe>"                   \
	"<comments>Squeal</comments></customer><provider><service>Owner App</service></provider></prospect>"

static void adf_by_the_book(void **state)
{
	take(ADF_BEGIN ADF_ONE "</adf>");
	count(1);
	expect(0, "request_id", "A-77");
	expect(0, "source", "maserati-web");
	expect(0, "given", "Gildong");
	expect(0, "family", "Hong");
	expect(0, "mobile", "010-0000-1234");
	expect(0, "mileage", "12,000");
	expect(0, "unit", "mi");
	expect(0, "wish1", "2026-11-25");
	expect(0, "text", "Öl & Räder\nSqueal");
}

/* A second prolog in the middle is what senders do. */
static void adf_with_two_prologs(void **state)
{
	take("\n<?xml version=\"1.0\"?>\n<?xml version=\"1.0\"?>\n<adf>" ADF_ONE ADF_ONE "</adf>");
	count(2);
	assert_null(get(0, "by_hand"));
}

static void adf_without_quotes_is_read_by_hand(void **state)
{
	take("<adf><prospect status=new><customer><comments>squeal</comments></customer></prospect></adf>");
	count(1);
	expect(0, "by_hand", "xml-broken 1");
	assert_non_null(strstr(get(0, "raw"), "squeal"));
}

/* What was complete before the mistake stands. */
static void adf_cut_off(void **state)
{
	take(ADF_BEGIN ADF_ONE "<prospect><customer><contact><name part=\"full\">Lee");
	count(2);
	expect(0, "family", "Hong");
	assert_null(get(0, "by_hand"));
	assert_non_null(get(1, "by_hand"));
}

static void adf_of_entities_is_not_followed(void **state)
{
	take("<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]>"
	     "<adf><prospect><customer><comments>&c;</comments></customer></prospect></adf>");
	count(1);
	expect(0, "by_hand", "xml-entities");
	reading_finish(&reading);
	take("<!DOCTYPE a [<!ENTITY x SYSTEM "
	     "\"file:///etc/passwd\">]><adf><prospect><id>&x;</id></prospect></adf>");
	expect(0, "by_hand", "xml-entities");
	assert_null(get(0, "request_id"));
}

static void other_xml_is_read_by_hand(void **state)
{
	take("<rss><item>news</item></rss>");
	count(1);
	expect(0, "by_hand", "xml-kind");
}

/* --- mail --- */

#define HEAD                                                                                                 \
	"Received: from a by b; Mon, 23 Nov 2026 10:01:02 +0900\r\nFrom: Hong <hong@example.com>\r\n"        \
	"Message-ID: <a@b>\r\nSubject: Service\r\nMIME-Version: 1.0\r\n"

static void mail_in_words(void **state)
{
	take(HEAD "Content-Type: text/plain; charset=utf-8\r\n\r\n제동 소리\r\n차량번호: "
		  "123가4567\r\n연락처: 010-0000-1234\r\n");
	count(1);
	expect(0, "source", "email");
	expect(0, "request_id", "a@b");
	expect(0, "email", "hong@example.com");
	expect(0, "received_at", "2026-11-23T10:01:02+09:00");
	expect(0, "plate", "123가4567");
	expect(0, "mobile", "010-0000-1234");
	assert_non_null(strstr(get(0, "text"), "Service\n제동 소리"));
}

static void mail_in_korean_of_old(void **state)
{
	take("From: =?EUC-KR?B?yKux5rW/?= <hong@example.com>\r\nSubject: "
	     "=?EUC-KR?B?v7m+4A==?=\r\nMessage-ID: <k@b>\r\n"
	     "Content-Type: text/plain; charset=\"ks_c_5601-1987\"\r\nContent-Transfer-Encoding: "
	     "base64\r\n\r\n"
	     "sejAziC/5MO7\r\n");
	count(1);
	expect(0, "name", "홍길동");
	assert_non_null(strstr(get(0, "text"), "예약"));
	assert_true(text_is_valid(get(0, "text"), strlen(get(0, "text"))));
}

static void mail_with_a_form_attached(void **state)
{
	take(HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: "
		  "text/plain\r\n\r\nsee below\r\n"
		  "--x\r\nContent-Type: application/octet-stream; "
		  "name=form.json\r\nContent-Transfer-Encoding: base64\r\n\r\n"
		  "eyJpZCI6ICI5IiwgIm5hbWUiOiAiTGVlIn0=\r\n"
		  "--x\r\nContent-Type: image/jpeg; name=\"a\x1b[31m.jpg\"\r\n\r\nxx\r\n--x--\r\n");
	count(1);
	expect(0, "request_id", "9");
	expect(0, "name", "Lee");
	expect(0, "photos", "a[31m.jpg"); /* the escape is gone */
}

static void mail_with_adf_as_its_words(void **state)
{
	take(HEAD "Content-Type: text/plain\r\n\r\n" ADF_BEGIN ADF_ONE "</adf>\r\n");
	count(1);
	expect(0, "request_id", "A-77");
	expect(0, "received_at", "2026-11-23T09:00:00+09:00");
}

static void mail_of_html_alone(void **state)
{
	take(HEAD "Content-Type: "
		  "text/html\r\n\r\n<html><head><style>p{}</style></head><body><p>Squeal&nbsp;&amp; noise"
		  "<script>alert(1)</script><br>&#44608;</p></body></html>\r\n");
	count(1);
	expect(0, "text", "Service\nSqueal & noise\n김");
}

/* --- what a mail answers --- */

static void kind_is(const char *kind, const char *answers, const char *detail)
{
	const json_t *list = json_object_get(reading.mail, "answers");
	struct buffer all = { 0 };
	for (size_t i = 0; i < json_array_size(list); i++)
		buffer_printf(&all, "%s%s", i ? " " : "", json_string_value(json_array_get(list, i)));
	assert_string_equal(json_string_value(json_object_get(reading.mail, "kind")), kind);
	assert_string_equal(buffer_text(&all), answers);
	if (detail)
		assert_string_equal(json_string_value(json_object_get(reading.mail, "detail")), detail);
	buffer_finish(&all);
}

static void mail_of_a_machine(void **state)
{
	take(HEAD "Auto-Submitted: auto-replied\r\nIn-Reply-To: <m1@d.example.com>\r\n\r\nI am away\r\n");
	count(1);
	expect(0, "by_hand", "automatic");
	kind_is("automatic", "m1@d.example.com", "Service");
	reading_finish(&reading);
	take(HEAD "Precedence: auto_reply\r\n\r\nI am away\r\n");
	kind_is("automatic", "", NULL);
	reading_finish(&reading);
	take("Return-Path: <>\r\n" HEAD "References: <m1@d.example.com>\r\n\r\nI am away\r\n");
	kind_is("automatic", "m1@d.example.com", NULL);
}

/* A website marks what its form sends as generated: a person wrote it, and waits. */
static void mail_of_a_website(void **state)
{
	take(HEAD "Auto-Submitted: auto-generated\r\n\r\nName: Lee\r\n");
	count(1);
	kind_is("letter", "", NULL);
	expect(0, "by_hand", "automatic");
	reading_finish(&reading);
	take(HEAD "Auto-Submitted: auto-replied\r\nContent-Type: text/plain\r\n\r\n" ADF_BEGIN ADF_ONE "</adf>\r\n");
	count(1);
	kind_is("letter", "", NULL);
	assert_null(get(0, "by_hand"));
}

static void mail_that_answers(void **state)
{
	take(HEAD "In-Reply-To: <m2@d.example.com>\r\nReferences: <m1@d.example.com>\r\n <m2@d.example.com>\r\n\r\n"
		  "Thursday then.\r\nplate: 123\r\n\r\n> plate: 456\r\n> mobile: 02-0000-0100\r\n");
	count(1);
	kind_is("letter", "m2@d.example.com m2@d.example.com m1@d.example.com", NULL);
	expect(0, "plate", "123");
	assert_null(get(0, "mobile"));
}

#define REPORT \
	"From: Mail Delivery <mailer-daemon@mx.example.com>\r\nSubject: failed\r\nMessage-ID: <r@mx>\r\n" \
	"MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n" \
	"--x\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n" \
	"--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\n"
#define RETURNED \
	"--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: d@d.example.com\r\nMessage-ID: <m1@d.example.com>\r\n" \
	"Content-Type: application/json\r\n\r\n{\"request_id\": \"7\", \"name\": \"Lee\"}\r\n--x--\r\n"

static void mail_that_came_back(void **state)
{
	take(REPORT "Final-Recipient: rfc822; a@b\r\nAction: delayed\r\nStatus: 4.4.1\r\n\r\n"
		    "Final-Recipient: rfc822; c@d\r\nAction: failed\r\nStatus: 5.1.1\r\n"
		    "Diagnostic-Code: smtp; 550 no such\r\n user \x1b[31mhere\r\n\r\n" RETURNED);
	count(1);
	kind_is("bounce", "m1@d.example.com", "5.1.1 550 no such user [31mhere");
	expect(0, "by_hand", "bounce");
	expect(0, "text", "failed\nIt could not be delivered.");
	reading_finish(&reading);
	take(REPORT "Final-Recipient: rfc822; a@b\r\nAction: delayed\r\nStatus: 4.4.1\r\n\r\n" RETURNED);
	kind_is("delay", "m1@d.example.com", "4.4.1");
	reading_finish(&reading);
	take(REPORT "Action: failed\r\n\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\n"
		    "Subject: x\r\nMessage-ID: <m1@d.example.com>\r\n--x--\r\n");
	kind_is("bounce", "m1@d.example.com", "failed");
}

/* Servers before RFC 3464: the mail stands in the words. */
static void mail_that_came_back_in_words(void **state)
{
	take("From: MAILER-DAEMON@mx.example.com\r\nSubject: failure notice\r\nMessage-ID: <r@mx>\r\n\r\n"
	     "Sorry.\r\n--- Below this line is a copy\r\nMessage-ID: <m1@d.example.com>\r\nMessage-Id: <bad\r\n");
	kind_is("bounce", "m1@d.example.com", "failure notice");
}

/* Thousands of names are not looked up. */
static void mail_that_names_many(void **state)
{
	struct buffer mail = { 0 };
	buffer_add(&mail, HEAD "References:");
	for (int i = 0; i < 5000; i++)
		buffer_printf(&mail, " <m%d@d.example.com>\r\n", i);
	buffer_add(&mail, "\r\nhello\r\n");
	take_bytes(mail.text, mail.len);
	const json_t *list = json_object_get(reading.mail, "answers");
	assert_int_equal(json_array_size(list), 50);
	assert_string_equal(json_string_value(json_array_get(list, 0)), "m4999@d.example.com");
	buffer_finish(&mail);
}

static void mail_nested_without_end(void **state)
{
	struct buffer mail = { 0 };
	buffer_add(&mail, HEAD);
	for (int i = 0; i < 2000; i++)
		buffer_printf(&mail, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i);
	buffer_add(&mail, "Content-Type: text/plain\r\n\r\ndeep\r\n");
	take_bytes(mail.text, mail.len);
	count(1);
	buffer_finish(&mail);
}

/* --- neither --- */

static void nothing_and_noise(void **state)
{
	static const char noise[] = { 'P', 'K', 3, 4, 0, 0, (char)0xff, (char)0xfe, 0, 1 };
	take("  \r\n\t");
	assert_string_equal(reading.refused, "empty");
	reading_finish(&reading);
	take_bytes(noise, sizeof noise);
	assert_string_equal(reading.refused, "not-text");
	reading_finish(&reading);
	take("hello, could you look at my car?");
	count(1);
	expect(0, "by_hand", "plain");
	expect(0, "text", "hello, could you look at my car?");
}

static void nothing_steers_a_terminal(void **state)
{
	take("{\"name\": \"a\\u001b]0;x\\u0007\\u202eb\", \"text\": \"c\\u009b31m\\nd\", \"k\\u001b[31m\": "
	     "\"v\"}");
	count(1);
	char *all = json_dumps(reading.requests, 0);
	for (const char *p = all; *p; p++)
		assert_true((unsigned char)*p >= 0x20 || *p == '\n');
	assert_null(strstr(all, "\\u001b"));
	assert_null(strstr(all, "\\u009b"));
	expect(0, "text", "c31m\nd");
	free(all);
}

static void answer_is_json(void **state)
{
	struct buffer out = { 0 };
	take("a;b");
	reading_write(&reading, &out);
	json_t *root = json_loadb(out.text, out.len, 0, NULL);
	assert_non_null(root);
	assert_true(json_is_null(json_object_get(root, "refused")));
	json_decref(root);
	buffer_finish(&out);
}

int main(void)
{
#define T(name) cmocka_unit_test_teardown(name, drop)
	const struct CMUnitTest tests[] = {
		T(json_by_any_shape),
		T(json_broken_is_read_by_hand),
		T(json_of_odd_kinds_is_kept),
		T(csv_line_by_line),
		T(csv_in_korean_of_old),
		T(adf_by_the_book),
		T(adf_with_two_prologs),
		T(adf_without_quotes_is_read_by_hand),
		T(adf_cut_off),
		T(adf_of_entities_is_not_followed),
		T(other_xml_is_read_by_hand),
		T(mail_in_words),
		T(mail_in_korean_of_old),
		T(mail_with_a_form_attached),
		T(mail_with_adf_as_its_words),
		T(mail_of_html_alone),
		T(mail_of_a_machine),
		T(mail_of_a_website),
		T(mail_that_answers),
		T(mail_that_came_back),
		T(mail_that_came_back_in_words),
		T(mail_that_names_many),
		T(mail_nested_without_end),
		T(nothing_and_noise),
		T(nothing_steers_a_terminal),
		T(answer_is_json),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
