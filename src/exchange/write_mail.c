#include "exchange/write_mail.h"

#include <gmime/gmime.h>
#include <jansson.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "exchange/header_words.h"
#include "exchange/verb.h"
#include "model/rules.h"

enum { HEADER_BYTES = 400, ADDRESS_BYTES = 320 };

/* --- what goes into headers --- */

/* @text in one line: without what steers or hides (text_clean_line()), at most HEADER_BYTES and not cut
 * within a character. */
static char *header_text(const char *text)
{
	struct buffer line = { 0 };
	text_clean_line(&line, text ? text : "", text ? strlen(text) : 0);
	size_t len = line.len < HEADER_BYTES ? line.len : HEADER_BYTES;
	while (len < line.len && ((unsigned char)line.text[len] & 0xC0) == 0x80)
		len--;
	char *made = g_strndup(buffer_text(&line), len);
	buffer_finish(&line);
	return made;
}

/* Only what a plain address is made of: nothing that a header or a command could take for something else. */
static bool address_valid(const char *address)
{
	char parsed[ADDRESS_BYTES];
	if (!address || !email_parse(address, parsed, sizeof parsed, NULL) || address[0] == '-')
		return false;
	for (const char *at = address; *at; at++)
		if ((unsigned char)*at <= ' ' || strchr("<>()[],;:\\\"", *at) || *at == 0x7F)
			return false;
	return true;
}

/* Sets the header @name to @text as encoded words, then @tail on a line of its own if there is any. */
static void set_words(GMimeMessage *message, const char *name, const char *text, const char *tail)
{
	struct buffer raw = { 0 };
	GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
	buffer_add(&raw, " ");
	header_words_write(&raw, text, strlen(name) + 2);
	buffer_printf(&raw, "%s%s\n", tail ? "\n " : "", tail ? tail : "");
	g_mime_header_set_raw_value(g_mime_header_list_get_header(headers, name), buffer_text(&raw));
	buffer_finish(&raw);
}

static void add_person(GMimeMessage *message, GMimeAddressType type, const char *header,
		       const struct mail_person *person)
{
	char *name = header_text(person->name);
	char *address = g_strdup_printf("<%s>", person->address);
	g_mime_message_add_mailbox(message, type, *name ? name : NULL, person->address);
	if (header_words_needed(name))
		set_words(message, header, name, address);
	g_free(address);
	g_free(name);
}

static void add_subject(GMimeMessage *message, const char *text)
{
	char *subject = header_text(text);
	g_mime_message_set_subject(message, subject, "utf-8");
	if (header_words_needed(subject))
		set_words(message, "Subject", subject, NULL);
	g_free(subject);
}

/* --- its parts --- */

/* Plain where every way takes it as it is; else base64, which no way changes. */
static GMimeContentEncoding encoding_of(const char *text)
{
	bool plain = text[0] != '.' && !strstr(text, "\n.") && strncmp(text, "From ", 5) != 0 &&
		     !strstr(text, "\nFrom ");
	for (const char *at = text; *at && plain; at++)
		plain = (unsigned char)*at < 0x80;
	return plain ? GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE : GMIME_CONTENT_ENCODING_BASE64;
}

static GMimeObject *part_of(const char *subtype, const char *text)
{
	GMimePart *part = g_mime_part_new_with_type("text", subtype);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, strlen(text));
	GMimeDataWrapper *content =
		g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, encoding_of(text));
	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	g_object_unref(content);
	g_object_unref(stream);
	return GMIME_OBJECT(part);
}

static void add_parts(GMimeMessage *message, const struct mail_letter *letter)
{
	struct buffer clean = { 0 };
	text_clean(&clean, letter->text, strlen(letter->text));
	GMimeObject *words = part_of("plain", buffer_text(&clean));
	buffer_finish(&clean);
	if (!letter->calendar) {
		g_mime_message_set_mime_part(message, words);
		g_object_unref(words);
		return;
	}
	GMimeObject *calendar = part_of("calendar", letter->calendar);
	GMimeMultipart *both = g_mime_multipart_new_with_subtype("alternative");
	g_mime_object_set_content_type_parameter(calendar, "method", letter->method);
	g_mime_multipart_add(both, words);
	g_mime_multipart_add(both, calendar);
	g_mime_message_set_mime_part(message, GMIME_OBJECT(both));
	g_object_unref(words);
	g_object_unref(calendar);
	g_object_unref(both);
}

bool mail_write(const struct mail_letter *letter, struct buffer *out, struct error *err)
{
	if (!address_valid(letter->from.address))
		return error_set(err, ERROR_INPUT, "mail: the sender has no usable address (%.100s)",
				 letter->from.address ? letter->from.address : "none");
	if (!address_valid(letter->to.address))
		return error_set(err, ERROR_INPUT, "mail: the receiver has no usable address");
	if (!letter->text || !letter->text[0] ||
	    !g_utf8_validate(letter->text, (gssize)strlen(letter->text), NULL))
		return error_set(err, ERROR_INPUT, "mail: there are no words");
	GMimeMessage *message = g_mime_message_new(TRUE);
	GDateTime *date = g_date_time_new_from_unix_local(letter->date);
	char *id = header_text(letter->message_id);
	add_person(message, GMIME_ADDRESS_TYPE_FROM, "From", &letter->from);
	add_person(message, GMIME_ADDRESS_TYPE_TO, "To", &letter->to);
	add_subject(message, letter->subject);
	g_mime_message_set_date(message, date);
	g_mime_message_set_message_id(message, id);
	g_mime_object_set_header(GMIME_OBJECT(message), "Auto-Submitted", "auto-generated", "utf-8");
	add_parts(message, letter);
	char *whole = g_mime_object_to_string(GMIME_OBJECT(message), NULL);
	buffer_add(out, whole);
	g_free(whole);
	g_free(id);
	g_date_time_unref(date);
	g_object_unref(message);
	return true;
}

/* --- the verb --- */

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static struct mail_person person_of(const json_t *root, const char *key)
{
	const json_t *person = json_object_get(root, key);
	return (struct mail_person){ text_of(person, "name"), text_of(person, "address") };
}

/* The calendar part, by the verb of that name. */
static bool calendar_part(const json_t *calendar, struct buffer *out, const char **method, struct error *err)
{
	const char *said = text_of(calendar, "method");
	if (!calendar || json_is_null(calendar))
		return true;
	*method = said && strcasecmp(said, "cancel") == 0 ? "CANCEL" : "REQUEST";
	char *text = json_dumps(calendar, JSON_COMPACT);
	bool fine = text && verb_calendar(text, strlen(text), out, err);
	free(text);
	return fine;
}

bool verb_mail(const char *input, size_t len, struct buffer *output, struct error *err)
{
	struct buffer calendar = { 0 };
	const char *method = NULL;
	json_t *root = json_loadb(input, len, 0, NULL);
	if (!root)
		return error_set(err, ERROR_INPUT, "mail: this is no JSON");
	g_mime_init();
	bool fine = calendar_part(json_object_get(root, "calendar"), &calendar, &method, err);
	const struct mail_letter letter = {
		.from = person_of(root, "from"),
		.to = person_of(root, "to"),
		.subject = text_of(root, "subject"),
		.text = text_of(root, "text"),
		.message_id = text_of(root, "message_id"),
		.date = json_integer_value(json_object_get(root, "date")),
		.calendar = method ? buffer_text(&calendar) : NULL,
		.method = method,
	};
	fine = fine && mail_write(&letter, output, err);
	buffer_finish(&calendar);
	json_decref(root);
	return fine;
}
