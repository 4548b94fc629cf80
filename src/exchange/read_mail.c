/* A mail (GMime): its attachments of the kinds that forms send, else its words with its sender. */
#include <stdio.h>
#include <gmime/gmime.h>
#include <string.h>
#include <strings.h>

#include "base/civil.h"
#include "base/text.h"
#include "exchange/charset.h"
#include "exchange/header_words.h"
#include "exchange/html.h"
#include "exchange/mail_kind.h"
#include "exchange/read.h"

enum { PARTS_MAX = 200 };

struct mail {
	struct reading *reading;
	GMimeMessage *message;
	struct buffer words; /* text/plain */
	struct buffer html;  /* text/html as text, when there is nothing plain */
	struct buffer names; /* of what else is attached */
	int parts;
};

/* The part's text as UTF-8: by the character set it names, else by its bytes. False when it is no text. */
static bool part_text(GMimePart *part, struct buffer *out)
{
	struct buffer bytes = { 0 };
	const char *name = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
	mail_part_bytes(part, &bytes);
	bool named = name && strcasecmp(name, "utf-8") != 0 && strcasecmp(name, "us-ascii") != 0 &&
		     charset_convert(charset_known_as(name), buffer_text(&bytes), bytes.len, out);
	bool fine = named || charset_to_utf8(buffer_text(&bytes), bytes.len, out);
	buffer_finish(&bytes);
	return fine;
}

static bool ends_with(const char *name, const char *end)
{
	size_t len = name ? strlen(name) : 0, own = strlen(end);
	return len >= own && strcasecmp(name + len - own, end) == 0;
}

static bool is_form(GMimePart *part)
{
	static const char *const types[] = {
		"application/json", "text/csv",          "application/csv",
		"text/xml",         "application/xml",   "application/adf+xml",
		"text/adf",         "application/x-adf", "application/x-adf+xml"
	};
	static const char *const ends[] = { ".json", ".csv", ".xml", ".adf" };
	char *name = header_words_filename(part);
	char *type = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(GMIME_OBJECT(part)));
	bool found = false;
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		found = found || (type && strcasecmp(type, types[i]) == 0);
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		found = found || ends_with(name, ends[i]);
	g_free(type);
	g_free(name);
	return found;
}

static void read_form(const char *text, size_t len, struct reading *reading)
{
	switch (read_detect(text, len)) {
	case READ_JSON:
		read_json(text, len, reading);
		break;
	case READ_ADF:
		read_adf(text, len, reading);
		break;
	case READ_CSV:
		read_csv(text, len, reading);
		break;
	case READ_MAIL:
	case READ_TEXT:
		read_text(text, len, reading);
		break;
	}
	reading->refused[0] = '\0'; /* an empty attachment is none */
}

static void add_name(struct mail *mail, GMimePart *part)
{
	char *name = header_words_filename(part);
	char *type = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(GMIME_OBJECT(part)));
	if (mail->names.len < REQUEST_VALUE_MAX)
		buffer_printf(&mail->names, "%s%.120s", mail->names.len ? ", " : "", name ? name : type);
	g_free(type);
	g_free(name);
}

static void take_part(struct mail *mail, GMimePart *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
	bool attached = g_mime_part_is_attachment(part);
	struct buffer text = { 0 };
	if (is_form(part) && part_text(part, &text)) {
		read_form(buffer_text(&text), text.len, mail->reading);
	} else if (!attached && g_mime_content_type_is_type(type, "text", "plain") &&
		   part_text(part, &text)) {
		if (mail->words.len)
			buffer_add(&mail->words, "\n");
		buffer_add_bytes(&mail->words, buffer_text(&text), text.len);
	} else if (!attached && g_mime_content_type_is_type(type, "text", "html") && part_text(part, &text)) {
		html_to_text(buffer_text(&text), text.len, &mail->html);
	} else {
		add_name(mail, part);
	}
	buffer_finish(&text);
}

static void walk(struct mail *mail, GMimeObject *object, int level)
{
	if (!object || level > READ_NESTED_MAX || mail->parts++ > PARTS_MAX)
		return;
	if (GMIME_IS_MULTIPART(object)) {
		GMimeMultipart *list = GMIME_MULTIPART(object);
		for (int i = 0; i < g_mime_multipart_get_count(list); i++)
			walk(mail, g_mime_multipart_get_part(list, i), level + 1);
	} else if (GMIME_IS_MESSAGE_PART(object)) {
		GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
		if (inner)
			walk(mail, g_mime_message_get_mime_part(inner), level + 1);
	} else if (GMIME_IS_PART(object)) {
		take_part(mail, GMIME_PART(object));
	}
}

/* --- what the headers say --- */

/* The addresses of the header @name; NULL when it names none. */
static InternetAddressList *addresses_of(GMimeMessage *message, const char *name)
{
	char *line = header_words_of(GMIME_OBJECT(message), name);
	InternetAddressList *list = line ? internet_address_list_parse(NULL, line) : NULL;
	g_free(line);
	if (list && internet_address_list_length(list) == 0)
		g_clear_object(&list);
	return list;
}

static void put_sender(GMimeMessage *message, json_t *request)
{
	InternetAddressList *from = addresses_of(message, "Reply-To");
	if (!from)
		from = addresses_of(message, "From");
	InternetAddress *first = from ? internet_address_list_get_address(from, 0) : NULL;
	if (first && INTERNET_ADDRESS_IS_MAILBOX(first)) {
		if (!request_get(request, "family") && !request_get(request, "company"))
			request_put_text(request, "name", internet_address_get_name(first));
		request_put_text(request, "email",
				 internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)));
	}
	g_clear_object(&from);
}

/* Our own mail server wrote the first Received line: that is the arrival. */
static void put_arrival(GMimeMessage *message, json_t *request)
{
	const char *received = g_mime_object_get_header(GMIME_OBJECT(message), "Received");
	const char *at = received ? strrchr(received, ';') : NULL;
	GDateTime *time = at ? g_mime_utils_header_decode_date(at + 1) : NULL;
	if (!time)
		return;
	char *text = g_date_time_format(time, "%Y-%m-%dT%H:%M:%S%:z");
	request_put_text(request, "received_at", text);
	g_free(text);
	g_date_time_unref(time);
}

static void put_headers(const struct mail *mail, json_t *request, bool own)
{
	GMimeMessage *message = mail->message;
	if (own) {
		request_put_text(request, "request_id", g_mime_message_get_message_id(message));
		request_put_text(request, "source", "email");
		put_arrival(message, request);
	} else if (!request_get(request, "received_at")) {
		put_arrival(message, request);
	}
	/* Who mails a form for somebody is not that somebody. */
	if (own || (!request_get(request, "mobile") && !request_get(request, "email")))
		put_sender(message, request);
	if (mail->names.len)
		request_put(request, "photos", mail->names.text, mail->names.len);
}

/* What a reader of its words is told first. */
static void put_kind(GMimeMessage *message, enum mail_kind kind, json_t *request)
{
	const char *automatic = g_mime_object_get_header(GMIME_OBJECT(message), "Auto-Submitted");
	if (kind == MAIL_BOUNCE || kind == MAIL_DELAY)
		request_by_hand(request, "%s", mail_kind_code(kind));
	else if (kind == MAIL_AUTOMATIC || (automatic && strncasecmp(automatic, "no", 2) != 0))
		request_by_hand(request, "automatic");
}

/* Where a letter begins to repeat what it answers: those words are ours. */
static size_t own_length(const char *text, size_t len)
{
	static const char *const marks[] = { ">", "-----", "_____", "From:", "보낸 사람:", "보낸사람:" };
	for (size_t at = 0; at < len;) {
		for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
			if (len - at >= strlen(marks[i]) &&
			    memcmp(text + at, marks[i], strlen(marks[i])) == 0)
				return at;
		const char *end = memchr(text + at, '\n', len - at);
		at = end ? (size_t)(end - text) + 1 : len;
	}
	return len;
}

static void words_request(struct mail *mail, enum mail_kind kind, const char *bytes, size_t len)
{
	char *subject = header_words_subject(mail->message);
	const struct buffer *words = mail->words.len ? &mail->words : &mail->html;
	struct buffer raw = { 0 };
	if (subject)
		buffer_printf(&raw, "%s\n", subject);
	buffer_add_bytes(&raw, buffer_text(words), words->len);
	json_t *request = raw.len ? request_add(mail->reading, buffer_text(&raw), raw.len)
				  : request_add(mail->reading, bytes, len);
	if (raw.len) {
		if (subject)
			request_say(request, subject, strlen(subject));
		request_say(request, buffer_text(words), words->len);
		read_lines(buffer_text(words), own_length(buffer_text(words), words->len), request);
	}
	put_kind(mail->message, kind, request);
	if (!request_get(request, "text"))
		request_by_hand(request, "mail-empty");
	put_headers(mail, request, true);
	buffer_finish(&raw);
	g_free(subject);
}

/* Of a report only what it says to a person; the mail that came back is none of the sender's words. */
static void walk_words(struct mail *mail, enum mail_kind kind)
{
	GMimeObject *body = g_mime_message_get_mime_part(mail->message);
	bool report =
		body && GMIME_IS_MULTIPART(body) &&
		g_mime_content_type_is_type(g_mime_object_get_content_type(body), "multipart", "report");
	if (kind != MAIL_LETTER && report && g_mime_multipart_get_count(GMIME_MULTIPART(body)) > 0)
		body = g_mime_multipart_get_part(GMIME_MULTIPART(body), 0);
	walk(mail, body, 0);
}

static void read_message(struct mail *mail, const char *bytes, size_t len)
{
	enum mail_kind kind = mail_kind_of(mail->message);
	walk_words(mail, kind);
	enum read_format body = read_detect(buffer_text(&mail->words), mail->words.len);
	json_t *requests = mail->reading->requests;
	if (json_array_size(requests) == 0 && (body == READ_ADF || body == READ_JSON))
		read_form(buffer_text(&mail->words), mail->words.len, mail->reading);
	bool form = json_array_size(requests) > 0;
	/* A form is a person's, though a machine mails it. */
	mail->reading->mail =
		mail_kind_json(mail->message, form ? MAIL_LETTER : kind, buffer_text(&mail->words));
	if (!form)
		words_request(mail, kind, bytes, len);
	for (size_t i = 0; form && i < json_array_size(requests); i++)
		put_headers(mail, json_array_get(requests, i), false);
}

void read_mail(const char *bytes, size_t len, struct reading *reading)
{
	g_mime_init();
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, len);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
	struct mail mail = { .reading = reading, .message = g_mime_parser_construct_message(parser, NULL) };
	if (mail.message) {
		read_message(&mail, bytes, len);
		g_object_unref(mail.message);
	} else {
		read_text(bytes, len, reading);
	}
	g_object_unref(parser);
	g_object_unref(stream);
	buffer_finish(&mail.words);
	buffer_finish(&mail.html);
	buffer_finish(&mail.names);
}
