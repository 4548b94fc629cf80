#include "config/scan.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

enum { NESTING_MAX = 24 };

struct scan {
	struct cfg *cfg;
	char *text;
	size_t len;
	size_t at;
	int line;
	int depth;
	size_t comma; /* where the last comma stands when only blanks followed it, else SIZE_MAX */
	int comma_line;
};

static void look_at_bytes(struct cfg *cfg, char *text, size_t len)
{
	int line = 1;
	for (size_t at = 0, used; at < len; at += used) {
		int32_t scalar = text_decode(text + at, len - at, &used);
		line += scalar == '\n';
		if (scalar > 0)
			continue;
		if (scalar == 0)
			cfg_mistake(cfg, line, _("a zero byte; the file is damaged or not a text"));
		else
			cfg_mistake(cfg, line, _("a character that is not UTF-8; save the file as UTF-8"));
		memset(text + at, ' ', used);
	}
}

static char here(const struct scan *scan, size_t ahead)
{
	return scan->at + ahead < scan->len ? scan->text[scan->at + ahead] : '\0';
}

static void advance(struct scan *scan, size_t count)
{
	for (; count > 0 && scan->at < scan->len; count--)
		scan->line += scan->text[scan->at++] == '\n';
}

static void skip_string(struct scan *scan)
{
	int begun = scan->line;
	for (advance(scan, 1); scan->at < scan->len; advance(scan, 1)) {
		if (here(scan, 0) == '"') {
			advance(scan, 1);
			return;
		}
		if (here(scan, 0) == '\\')
			advance(scan, 1);
	}
	cfg_mistake(scan->cfg, begun, _("a text that begins here has no closing quotation mark"));
}

/* False when there is no comment here. */
static bool skip_comment(struct scan *scan)
{
	if (here(scan, 0) == '#' || (here(scan, 0) == '/' && here(scan, 1) == '/')) {
		while (scan->at < scan->len && here(scan, 0) != '\n')
			advance(scan, 1);
		return true;
	}
	if (here(scan, 0) != '/' || here(scan, 1) != '*')
		return false;
	advance(scan, 2);
	while (scan->at < scan->len && !(here(scan, 0) == '*' && here(scan, 1) == '/'))
		advance(scan, 1);
	advance(scan, 2);
	return true;
}

/* libconfig would read any path. */
static void refuse_include(struct scan *scan)
{
	cfg_mistake(scan->cfg, scan->line, _("@include is not allowed; write the settings here"));
	while (scan->at < scan->len && here(scan, 0) != '\n') {
		scan->text[scan->at] = ' ';
		advance(scan, 1);
	}
}

/* A whole number of more than 32 bits silently becomes another one, a leading zero is lost. */
static void look_at_number(struct scan *scan, char *word, size_t len)
{
	const char *digits = *word == '-' || *word == '+' ? word + 1 : word;
	size_t count = len - (size_t)(digits - word);
	bool hex = count > 2 && digits[0] == '0' && tolower((unsigned char)digits[1]) == 'x';
	size_t plain = 0;
	while (plain < count && isdigit((unsigned char)digits[plain]))
		plain++;
	if (!hex && (plain == 0 || plain < count))
		return; /* a name, or a number with a point */
	if (!hex && count > 1 && digits[0] == '0')
		cfg_mistake(scan->cfg, scan->line,
			    _("the number %.*s begins with 0, which would be lost; write it as a text in "
			      "quotation marks"),
			    (int)len, word);
	errno = 0;
	long long value = strtoll(word, NULL, hex ? 16 : 10);
	if (!errno && value <= INT32_MAX && value >= INT32_MIN)
		return;
	cfg_mistake(scan->cfg, scan->line,
		    _("the number %.*s is too large; telephone numbers are texts in quotation marks"),
		    (int)len, word);
	memset(word, '0', len); /* not also told as the other number that it would become */
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-' || c == '+' || c == '.' || c == '*';
}

static void skip_word(struct scan *scan)
{
	size_t begin = scan->at;
	while (is_word(here(scan, 0)))
		advance(scan, 1);
	look_at_number(scan, scan->text + begin, scan->at - begin);
}

static void look_at_bracket(struct scan *scan, char c)
{
	if (strchr("([{", c))
		scan->depth++;
	else
		scan->depth--;
	if (strchr(")]", c) && scan->comma != SIZE_MAX) {
		cfg_mistake(scan->cfg, scan->comma_line, _("the comma after the last item is one too many"));
		scan->text[scan->comma] = ' ';
	}
}

static void scan_one(struct scan *scan)
{
	char c = here(scan, 0);
	if (isspace((unsigned char)c)) {
		advance(scan, 1);
		return;
	}
	if (skip_comment(scan))
		return;
	size_t comma = c == ',' ? scan->at : SIZE_MAX;
	int line = scan->line;
	if (c == '"') {
		skip_string(scan);
	} else if (c == '@') {
		refuse_include(scan);
	} else if (is_word(c)) {
		skip_word(scan);
	} else {
		if (strchr("()[]{}", c))
			look_at_bracket(scan, c);
		advance(scan, 1);
	}
	scan->comma = comma;
	scan->comma_line = line;
}

bool cfg_scan(struct cfg *cfg, char *text, size_t len)
{
	look_at_bytes(cfg, text, len);
	struct scan scan = { .cfg = cfg, .text = text, .len = len, .line = 1, .comma = SIZE_MAX };
	while (scan.at < scan.len) {
		scan_one(&scan);
		if (scan.depth <= NESTING_MAX)
			continue;
		cfg_mistake(cfg, scan.line, _("more than %d brackets inside each other"), NESTING_MAX);
		return false;
	}
	return true;
}
