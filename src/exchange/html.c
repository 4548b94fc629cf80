#include "exchange/html.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

static bool begins(const char *text, const char *end, const char *word)
{
	size_t len = strlen(word);
	return (size_t)(end - text) >= len && strncasecmp(text, word, len) == 0;
}

static const char *find(const char *from, const char *end, const char *word)
{
	for (; from < end; from++)
		if (begins(from, end, word))
			return from;
	return end;
}

static const char *skip_tag(const char *at, const char *end, struct buffer *out)
{
	static const char *const hidden[] = { "<script", "<style", "<head", "<title" };
	static const char *const closed[] = { "</script", "</style", "</head", "</title" };
	static const char *const breaks[] = {
		"<br", "<p", "</p", "<div", "</div", "<tr", "<li", "<h", "</h"
	};
	if (begins(at, end, "<!--"))
		at = find(at, end, "-->");
	for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
		if (begins(at, end, hidden[i]))
			at = find(at, end, closed[i]);
	for (size_t i = 0; i < sizeof breaks / sizeof breaks[0]; i++)
		if (begins(at, end, breaks[i]) && out->len && out->text[out->len - 1] != '\n') {
			buffer_add_char(out, '\n');
			break;
		}
	const char *close = at < end ? memchr(at, '>', (size_t)(end - at)) : NULL;
	return close ? close + 1 : end;
}

/* "&amp;" and its like; anything else is an ampersand. */
static const char *take_reference(const char *at, const char *end, struct buffer *out)
{
	static const struct {
		const char *name, *text;
	} known[] = { { "&amp;", "&" },   { "&lt;", "<" },   { "&gt;", ">" },
		      { "&quot;", "\"" }, { "&nbsp;", " " }, { "&apos;", "'" } };
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (begins(at, end, known[i].name)) {
			buffer_add(out, known[i].text);
			return at + strlen(known[i].name);
		}
	const char *semicolon = memchr(at, ';', (size_t)(end - at));
	if (begins(at, end, "&#") && semicolon && semicolon - at < 12) {
		bool hex = at[2] == 'x' || at[2] == 'X';
		unsigned long scalar = strtoul(at + (hex ? 3 : 2), NULL, hex ? 16 : 10);
		char bytes[TEXT_SCALAR_SIZE];
		if (scalar > 0 && scalar < 0x110000 && !(scalar >= 0xd800 && scalar < 0xe000)) {
			buffer_add_bytes(out, bytes, text_encode((uint32_t)scalar, bytes));
			return semicolon + 1;
		}
	}
	buffer_add_char(out, '&');
	return at + 1;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void html_to_text(const char *html, size_t len, struct buffer *out)
{
	const char *end = html + len;
	while (html < end) {
		if (*html == '<') {
			html = skip_tag(html, end, out);
		} else if (*html == '&') {
			html = take_reference(html, end, out);
		} else if (is_blank(*html)) {
			if (out->len && !is_blank(out->text[out->len - 1]))
				buffer_add_char(out, ' ');
			html++;
		} else {
			buffer_add_char(out, *html++);
		}
	}
}
