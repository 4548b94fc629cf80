#include "exchange/mail_kind.h"

#include <gmime/gmime.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "exchange/header_words.h"
#include "exchange/request.h"

enum { PART_BYTES_MAX = 4 << 20, ANSWERS_MAX = 50, ID_BYTES_MAX = 300, DETAIL_MAX = 200, BLOCKS_MAX = 20 };

static const char *const codes[] = {
	[MAIL_LETTER] = "letter",
	[MAIL_AUTOMATIC] = "automatic",
	[MAIL_DELAY] = "delay",
	[MAIL_BOUNCE] = "bounce",
};

const char *mail_kind_code(enum mail_kind kind)
{
	return codes[kind];
}

void mail_part_bytes(GMimePart *part, struct buffer *out)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	if (!content)
		return;
	GMimeStream *stream = g_mime_stream_mem_new();
	g_mime_data_wrapper_write_to_stream(content, stream);
	GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	size_t len = bytes->len < PART_BYTES_MAX ? bytes->len : PART_BYTES_MAX;
	buffer_add_bytes(out, (const char *)bytes->data, len);
	g_object_unref(stream);
}

/* --- a report of a mail server --- */

/* What one block of header lines says; NULL when it is none. */
static GMimeMessage *parse_block(const char *text, size_t len)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, len);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
	GMimeMessage *block = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	g_object_unref(stream);
	return block;
}

static const char *header_of(GMimeMessage *message, const char *name)
{
	return g_mime_object_get_header(GMIME_OBJECT(message), name);
}

/* Where the next block begins: behind an empty line. */
static size_t block_length(const char *text, size_t len)
{
	for (size_t i = 0; i + 1 < len; i++) {
		if (text[i] != '\n')
			continue;
		size_t next = i + 1 + (text[i + 1] == '\r' && i + 2 < len);
		if (text[next] == '\n')
			return next + 1;
	}
	return len;
}

/* "5.1.1 550 no such user here": the status, then what the other server said. */
static void add_detail(GMimeMessage *block, struct buffer *detail)
{
	const char *status = header_of(block, "Status"), *said = header_of(block, "Diagnostic-Code");
	const char *kind = said ? strchr(said, ';') : NULL;
	struct buffer text = { 0 };
	if (detail->len)
		return;
	if (status)
		buffer_printf(&text, "%.20s ", status);
	if (said)
		buffer_printf(&text, "%.400s", kind ? kind + 1 + strspn(kind + 1, " ") : said);
	text_clean_line(detail, buffer_text(&text), text.len);
	buffer_finish(&text);
}

/* One recipient's block: what was done with the mail. */
static void take_block(GMimeMessage *block, bool *failed, bool *delayed, struct buffer *detail)
{
	const char *action = header_of(block, "Action");
	if (!action)
		return;
	bool fails = strncasecmp(action, "failed", 6) == 0, waits = strncasecmp(action, "delayed", 7) == 0;
	if (fails && !*failed)
		buffer_clear(detail);
	*failed = *failed || fails;
	*delayed = *delayed || waits;
	add_detail(block, detail);
}

static void read_status(GMimeObject *part, bool *failed, bool *delayed, struct buffer *detail)
{
	struct buffer bytes = { 0 };
	if (GMIME_IS_PART(part))
		mail_part_bytes(GMIME_PART(part), &bytes);
	const char *at = buffer_text(&bytes);
	size_t left = bytes.len;
	for (int i = 0; left && i < BLOCKS_MAX; i++) {
		size_t own = block_length(at, left);
		GMimeMessage *block = parse_block(at, own);
		if (block) {
			take_block(block, failed, delayed, detail);
			g_object_unref(block);
		}
		at += own;
		left -= own;
	}
	buffer_finish(&bytes);
}

static GMimeMultipart *report_of(GMimeMessage *message)
{
	GMimeObject *body = g_mime_message_get_mime_part(message);
	if (!body || !GMIME_IS_MULTIPART(body))
		return NULL;
	GMimeContentType *type = g_mime_object_get_content_type(body);
	return g_mime_content_type_is_type(type, "multipart", "report") ? GMIME_MULTIPART(body) : NULL;
}

static bool is_status(GMimeObject *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);
	return g_mime_content_type_is_type(type, "message", "delivery-status") ||
	       g_mime_content_type_is_type(type, "message", "global-delivery-status");
}

static enum mail_kind report_kind(GMimeMultipart *report, struct buffer *detail)
{
	bool failed = false, delayed = false;
	for (int i = 0; i < g_mime_multipart_get_count(report) && i < BLOCKS_MAX; i++)
		if (is_status(g_mime_multipart_get_part(report, i)))
			read_status(g_mime_multipart_get_part(report, i), &failed, &delayed, detail);
	return failed ? MAIL_BOUNCE : delayed ? MAIL_DELAY : MAIL_AUTOMATIC;
}

/* --- what kind --- */

static bool begins(const char *value, const char *word)
{
	while (value && (*value == ' ' || *value == '\t'))
		value++;
	return value && strncasecmp(value, word, strlen(word)) == 0;
}

/* "auto-generated" alone is no answer, and neither is an empty sender: so a website may send what its form
 * took. */
static bool is_answer_of_machine(GMimeMessage *message)
{
	bool answers = header_of(message, "In-Reply-To") || header_of(message, "References");
	if (answers && begins(header_of(message, "Return-Path"), "<>"))
		return true;
	return begins(header_of(message, "Auto-Submitted"), "auto-replied") ||
	       begins(header_of(message, "Precedence"), "auto_reply") ||
	       begins(header_of(message, "X-Precedence"), "auto_reply") ||
	       header_of(message, "X-Autoreply") || header_of(message, "X-Autorespond") ||
	       header_of(message, "X-Auto-Reply-From");
}

/* A server that speaks no RFC 3464. */
static bool is_of_server(GMimeMessage *message)
{
	InternetAddressList *from = g_mime_message_get_from(message);
	InternetAddress *first = from && internet_address_list_length(from) > 0
					 ? internet_address_list_get_address(from, 0)
					 : NULL;
	if (!first || !INTERNET_ADDRESS_IS_MAILBOX(first))
		return false;
	return begins(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)), "mailer-daemon");
}

enum mail_kind mail_kind_of(GMimeMessage *message)
{
	struct buffer detail = { 0 };
	GMimeMultipart *report = report_of(message);
	enum mail_kind kind = MAIL_LETTER;
	if (report)
		kind = report_kind(report, &detail);
	else if (is_of_server(message))
		kind = MAIL_BOUNCE;
	else if (is_answer_of_machine(message))
		kind = MAIL_AUTOMATIC;
	buffer_finish(&detail);
	return kind;
}

/* --- which mails it answers --- */

static void add_id(json_t *answers, const char *id)
{
	struct buffer clean = { 0 };
	size_t len = id ? strlen(id) : 0;
	if (!len || len > ID_BYTES_MAX || json_array_size(answers) >= ANSWERS_MAX)
		return;
	text_clean_line(&clean, id, len);
	if (clean.len == len)
		json_array_append_new(answers, json_stringn(clean.text, clean.len));
	buffer_finish(&clean);
}

/* The last ones are the nearest. */
static void add_references(json_t *answers, const char *header)
{
	GMimeReferences *ids = header ? g_mime_references_parse(NULL, header) : NULL;
	for (int i = ids ? g_mime_references_length(ids) : 0; i-- > 0;)
		add_id(answers, g_mime_references_get_message_id(ids, i));
	if (ids)
		g_mime_references_free(ids);
}

/* The mail that came back, whole or its header lines. */
static void add_returned(json_t *answers, GMimeObject *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);
	GMimeMessage *inner = NULL;
	struct buffer bytes = { 0 };
	if (GMIME_IS_MESSAGE_PART(part)) {
		inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
		if (inner)
			g_object_ref(inner);
	} else if (GMIME_IS_PART(part) && (g_mime_content_type_is_type(type, "text", "rfc822-headers") ||
					   g_mime_content_type_is_type(type, "message", "*"))) {
		mail_part_bytes(GMIME_PART(part), &bytes);
		inner = parse_block(buffer_text(&bytes), bytes.len);
	}
	if (inner) {
		add_id(answers, g_mime_message_get_message_id(inner));
		g_object_unref(inner);
	}
	buffer_finish(&bytes);
}

/* "Message-ID: <…>" in a line of @words. */
static void add_named(json_t *answers, const char *words)
{
	while ((words = strcasestr(words, "message-id:"))) {
		words += strlen("message-id:");
		words += strspn(words, " \t");
		size_t len = *words == '<' ? strcspn(words, ">\r\n") : 0;
		if (len > 1 && words[len] == '>' && len < ID_BYTES_MAX) {
			char id[ID_BYTES_MAX];
			memcpy(id, words + 1, len - 1);
			id[len - 1] = '\0';
			add_id(answers, id);
		}
	}
}

static json_t *answers_of(GMimeMessage *message, enum mail_kind kind, const char *words)
{
	json_t *answers = json_array();
	GMimeMultipart *report = report_of(message);
	add_references(answers, header_of(message, "In-Reply-To"));
	add_references(answers, header_of(message, "References"));
	for (int i = 0; report && i < g_mime_multipart_get_count(report) && i < BLOCKS_MAX; i++)
		add_returned(answers, g_mime_multipart_get_part(report, i));
	if (kind == MAIL_BOUNCE && words)
		add_named(answers, words);
	return answers;
}

json_t *mail_kind_json(GMimeMessage *message, enum mail_kind kind, const char *words)
{
	struct buffer detail = { 0 };
	GMimeMultipart *report = report_of(message);
	char *subject = header_words_subject(message);
	json_t *own = json_array();
	if (report && kind != MAIL_LETTER)
		report_kind(report, &detail);
	if (!detail.len && subject)
		text_clean_line(&detail, subject, strlen(subject));
	size_t len = detail.len < DETAIL_MAX ? detail.len : DETAIL_MAX;
	while (len > 0 && len < detail.len && ((unsigned char)detail.text[len] & 0xc0) == 0x80)
		len--;
	add_id(own, g_mime_message_get_message_id(message));
	json_t *mail = json_pack("{s:s, s:O?, s:o}", "kind", mail_kind_code(kind), "own",
				 json_array_get(own, 0), "answers", answers_of(message, kind, words));
	json_object_set_new(mail, "detail", json_stringn(buffer_text(&detail), len));
	json_decref(own);
	buffer_finish(&detail);
	g_free(subject);
	return mail;
}
