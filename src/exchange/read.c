#include "exchange/read.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "exchange/charset.h"
#include "exchange/verb.h"

enum { HEADERS_WANTED = 2, LABEL_MAX = 40 };

static size_t line_length(const char *text, size_t len)
{
	const char *end = memchr(text, '\n', len);
	return end ? (size_t)(end - text) : len;
}

static bool has_word(const char *line, size_t len, const char *word)
{
	size_t own = strlen(word);
	for (size_t i = 0; i + own <= len; i++)
		if (strncasecmp(line + i, word, own) == 0)
			return true;
	return false;
}

/* Lines "Name: value" from the very first one on, at least one of which only a mail has. */
static bool is_mail(const char *text, size_t len)
{
	static const char *const names[] = { "received:",     "from:", "return-path:", "message-id:",
					     "delivered-to:", "date:", "subject:",     "mime-version:",
					     "content-type:", "to:",   "from " };
	int found = 0;
	for (int line = 0; line < 200 && len && *text != '\n' && *text != '\r'; line++) {
		size_t own = line_length(text, len);
		bool folded = line > 0 && (*text == ' ' || *text == '\t');
		size_t name = 0;
		while (name < own && text[name] > 32 && text[name] < 127 && text[name] != ':')
			name++;
		if (!folded && !(name && name < own && text[name] == ':') && strncmp(text, "From ", 5) != 0)
			break;
		for (size_t i = 0; !folded && i < sizeof names / sizeof names[0]; i++)
			found +=
				own >= strlen(names[i]) && strncasecmp(text, names[i], strlen(names[i])) == 0;
		own += own < len;
		text += own;
		len -= own;
	}
	return found >= HEADERS_WANTED;
}

static bool is_csv(const char *text, size_t len)
{
	size_t own = line_length(text, len);
	bool parts = memchr(text, ';', own) || memchr(text, ',', own);
	return parts && own < len && (has_word(text, own, "request_id") || has_word(text, own, "mobile")) &&
	       !memchr(text, '{', own);
}

enum read_format read_detect(const char *text, size_t len)
{
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		len -= 3;
	}
	if (is_mail(text, len))
		return READ_MAIL;
	while (len && (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r')) {
		text++;
		len--;
	}
	if (len == 0)
		return READ_TEXT;
	if (*text == '{' || *text == '[')
		return READ_JSON;
	if (*text == '<')
		return READ_ADF;
	return is_csv(text, len) ? READ_CSV : READ_TEXT;
}

void read_lines(const char *text, size_t len, json_t *request)
{
	char label[LABEL_MAX + 1];
	while (len) {
		size_t own = line_length(text, len);
		const char *colon = memchr(text, ':', own);
		size_t name = colon ? (size_t)(colon - text) : 0;
		if (name > 0 && name <= LABEL_MAX && text_is_valid(text, name)) {
			memcpy(label, text, name);
			label[name] = '\0';
			request_put_line(request, label, colon + 1, own - name - 1);
		}
		own += own < len;
		text += own;
		len -= own;
	}
}

void read_text(const char *text, size_t len, struct reading *reading)
{
	json_t *request = request_add(reading, text, len);
	if (!request)
		return;
	request_say(request, text, len);
	read_lines(text, len, request);
	if (request_get(request, "text"))
		request_by_hand(request, "plain");
	else
		request_by_hand(request, "empty");
}

static bool is_blank(const char *text, size_t len)
{
	while (len && strchr(" \t\r\n", *text)) {
		text++;
		len--;
	}
	return len == 0;
}

void read_any(const char *bytes, size_t len, struct reading *reading)
{
	struct buffer text = { 0 };
	if (is_blank(bytes, len)) {
		reading_init(reading, "empty");
		snprintf(reading->refused, sizeof reading->refused, "empty");
		return;
	}
	if (read_detect(bytes, len) == READ_MAIL) {
		reading_init(reading, "mail");
		read_mail(bytes, len, reading);
		return;
	}
	if (!charset_to_utf8(bytes, len, &text) || memchr(buffer_text(&text), '\0', text.len)) {
		reading_init(reading, "binary");
		snprintf(reading->refused, sizeof reading->refused, "not-text");
		buffer_finish(&text);
		return;
	}
	static const struct {
		const char *name;
		void (*read)(const char *, size_t, struct reading *);
	} readers[] = {
		[READ_JSON] = { "json", read_json }, [READ_CSV] = { "csv", read_csv },
		[READ_ADF] = { "adf", read_adf },    [READ_MAIL] = { "mail", read_mail },
		[READ_TEXT] = { "text", read_text },
	};
	enum read_format format = read_detect(buffer_text(&text), text.len);
	reading_init(reading, readers[format].name);
	readers[format].read(buffer_text(&text), text.len, reading);
	buffer_finish(&text);
}

bool verb_read(const char *input, size_t len, struct buffer *output, struct error *err)
{
	struct reading reading;
	read_any(input, len, &reading);
	reading_write(&reading, output);
	reading_finish(&reading);
	return true;
}
