#include "exchange/header_words.h"

#include <gmime/gmime.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "exchange/charset.h"

enum {
	LINE_MAX_CHARS = 76, /* RFC 2047, 2: of a line with such a word */
	WORD_MAX_CHARS = 75,
	PLAIN_MAX_CHARS = 60, /* what stands in one line behind any header's name */
	CHARSET_MAX = 40,
};

static const char open_mark[] = "=?UTF-8?B?", close_mark[] = "?=";

/* --- written --- */

bool header_words_needed(const char *text)
{
	if (strlen(text) > PLAIN_MAX_CHARS || strstr(text, "=?"))
		return true;
	for (const char *at = text; *at; at++)
		if ((unsigned char)*at >= 0x7F || (unsigned char)*at < ' ')
			return true;
	return false;
}

/* How many bytes of @text fill one word of @room: whole characters, without padding if that can be. */
static size_t word_length(const char *text, size_t room)
{
	size_t len = strlen(text);
	if (len <= room)
		return len;
	size_t longest = 0, even = 0;
	for (size_t at = 1; at <= room; at++) {
		if (((unsigned char)text[at] & 0xC0) == 0x80)
			continue;
		longest = at;
		if (at % 3 == 0)
			even = at;
	}
	return even * 2 > longest ? even : longest; /* but no row of short words for it */
}

void header_words_write(struct buffer *out, const char *text, size_t column)
{
	const size_t marks = sizeof open_mark - 1 + sizeof close_mark - 1;
	while (*text) {
		size_t line = LINE_MAX_CHARS - column;
		size_t room = ((line < WORD_MAX_CHARS ? line : WORD_MAX_CHARS) - marks) / 4 * 3;
		size_t len = word_length(text, room);
		char *coded = g_base64_encode((const guchar *)text, len);
		buffer_printf(out, "%s%s%s", open_mark, coded, close_mark);
		g_free(coded);
		text += len;
		column = 1;
		if (*text)
			buffer_add(out, "\n ");
	}
}

/* --- read --- */

struct word {
	const char *charset;
	size_t charset_len;
	char encoding; /* B or Q */
	const char *text;
	size_t len;
	const char *end; /* behind it */
};

/* The encoded word that begins at @at. */
static bool word_at(const char *at, struct word *word)
{
	if (at[0] != '=' || at[1] != '?')
		return false;
	const char *charset = at + 2;
	size_t len = strcspn(charset, "?* \t\r\n");
	const char *mark = charset + len;
	if (*mark == '*') /* a language (RFC 2231) */
		mark += strcspn(mark, "? \t\r\n");
	if (!len || len >= CHARSET_MAX || mark[0] != '?' || !mark[1] || !strchr("bBqQ", mark[1]) ||
	    mark[2] != '?')
		return false;
	const char *text = mark + 3, *end = text + strcspn(text, "?\r\n");
	if (end[0] != '?' || end[1] != '=')
		return false;
	*word = (struct word){ charset, len, mark[1], text, (size_t)(end - text), end + 2 };
	return true;
}

static int hex_of(char c)
{
	return g_ascii_isxdigit(c) ? g_ascii_xdigit_value(c) : -1;
}

static void add_quoted(struct buffer *bytes, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char byte = text[i] == '_' ? ' ' : text[i];
		if (byte == '=' && i + 2 < len && hex_of(text[i + 1]) >= 0 && hex_of(text[i + 2]) >= 0) {
			byte = (char)(hex_of(text[i + 1]) * 16 + hex_of(text[i + 2]));
			i += 2;
		}
		buffer_add_bytes(bytes, &byte, 1);
	}
}

static void add_decoded(struct buffer *bytes, const struct word *word)
{
	if (word->encoding == 'q' || word->encoding == 'Q') {
		add_quoted(bytes, word->text, word->len);
		return;
	}
	gint state = 0;
	guint save = 0;
	guchar *block = g_malloc(word->len + 4);
	gsize made = g_base64_decode_step(word->text, word->len, block, &state, &save);
	buffer_add_bytes(bytes, (const char *)block, made);
	g_free(block);
}

static bool same_charset(const struct word *a, const struct word *b)
{
	return a->charset_len == b->charset_len && strncasecmp(a->charset, b->charset, a->charset_len) == 0;
}

static bool add_utf8(struct buffer *text, const struct word *word, const struct buffer *bytes)
{
	char name[CHARSET_MAX];
	memcpy(name, word->charset, word->charset_len);
	name[word->charset_len] = '\0';
	return charset_convert(charset_known_as(name), buffer_text(bytes), bytes->len, text);
}

/* The words from @word on, as far as one follows another with nothing but white space between: their text,
 * and where they end. False: of one the character set or the bytes are not known. */
static bool read_run(struct word word, struct buffer *text, const char **end)
{
	struct buffer bytes = { 0 };
	bool fine = true, more = true;
	while (more) {
		struct word next;
		add_decoded(&bytes, &word);
		*end = word.end;
		more = word_at(word.end + strspn(word.end, " \t\r\n"), &next);
		if (!more || !same_charset(&word, &next)) {
			fine = add_utf8(text, &word, &bytes) && fine;
			buffer_clear(&bytes);
		}
		if (more)
			word = next;
	}
	buffer_finish(&bytes);
	return fine;
}

static void add_run(struct buffer *out, const struct word *word, const char *begin, const char **end)
{
	struct buffer text = { 0 };
	if (read_run(*word, &text, end)) {
		char *coded = g_base64_encode((const guchar *)buffer_text(&text), text.len);
		buffer_printf(out, "%s%s%s", open_mark, coded, close_mark);
		g_free(coded);
	} else {
		buffer_add_bytes(out, begin, (size_t)(*end - begin));
	}
	buffer_finish(&text);
}

void header_words_join(struct buffer *out, const char *raw)
{
	const char *plain = raw;
	for (const char *at = strstr(raw, "=?"); at; at = strstr(at, "=?")) {
		struct word word;
		if (!word_at(at, &word)) {
			at += 2;
			continue;
		}
		buffer_add_bytes(out, plain, (size_t)(at - plain));
		add_run(out, &word, at, &plain);
		at = plain;
	}
	buffer_add(out, plain);
}

char *header_words_of(GMimeObject *object, const char *name)
{
	GMimeHeader *header = g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);
	const char *raw = header ? g_mime_header_get_raw_value(header) : NULL;
	if (!raw)
		return NULL;
	char *line = g_mime_utils_header_unfold(raw);
	struct buffer joined = { 0 };
	header_words_join(&joined, line);
	g_free(line);
	char *made = g_strdup(buffer_text(&joined));
	buffer_finish(&joined);
	return made;
}

char *header_words_subject(GMimeMessage *message)
{
	char *line = header_words_of(GMIME_OBJECT(message), "Subject");
	char *text = line ? g_mime_utils_header_decode_text(NULL, line) : NULL;
	g_free(line);
	return text ? g_strstrip(text) : NULL;
}

char *header_words_filename(GMimePart *part)
{
	char *line = header_words_of(GMIME_OBJECT(part), "Content-Disposition"), *name = NULL;
	GMimeContentDisposition *disposition = line ? g_mime_content_disposition_parse(NULL, line) : NULL;
	if (disposition)
		name = g_strdup(g_mime_content_disposition_get_parameter(disposition, "filename"));
	g_clear_object(&disposition);
	g_free(line);
	if (name)
		return name;
	line = header_words_of(GMIME_OBJECT(part), "Content-Type");
	GMimeContentType *type = line ? g_mime_content_type_parse(NULL, line) : NULL;
	if (type)
		name = g_strdup(g_mime_content_type_get_parameter(type, "name"));
	g_clear_object(&type);
	g_free(line);
	return name;
}
