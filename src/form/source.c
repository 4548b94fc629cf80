#include "form/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"

enum { FILE_MAX = 4 * 1024 * 1024, NESTING_MAX = 24 };

void mistakes_add(struct mistakes *mistakes, const char *file, int line, const char *format, ...)
{
	char what[400];
	va_list args;
	va_start(args, format);
	vsnprintf(what, sizeof what, format, args);
	va_end(args);
	struct error line_text = { 0 };
	if (file && line > 0)
		error_set(&line_text, ERROR_CONFIG, "%s:%d: %s", file, line, what);
	else if (file)
		error_set(&line_text, ERROR_CONFIG, "%s: %s", file, what);
	else
		error_set(&line_text, ERROR_CONFIG, "%s", what);
	if (mistakes->count++ == 0)
		snprintf(mistakes->first, sizeof mistakes->first, "%s", line_text.text);
	if (!mistakes->report)
		return;
	mistakes->report->count++;
	if (mistakes->report->mistake)
		mistakes->report->mistake(mistakes->report->context, line_text.text);
}

bool mistakes_end(const struct mistakes *mistakes, struct error *err)
{
	if (mistakes->count == 0)
		return true;
	if (mistakes->count == 1)
		return error_set(err, ERROR_CONFIG, "%s", mistakes->first);
	return error_set(err, ERROR_CONFIG, _("%s (and %zu more mistakes)"), mistakes->first,
			 mistakes->count - 1);
}

/* Offset of the first byte that is not UTF-8 or is zero; @len when there is none. */
static size_t first_bad(const char *text, size_t len)
{
	size_t used = 0;
	for (size_t i = 0; i < len; i += used)
		if (!text[i] || text_decode(text + i, len - i, &used) == TEXT_INVALID_SCALAR)
			return i;
	return len;
}

/* Walks over the text as libconfig's scanner would, for what it takes silently and should not. */
struct scan {
	char *text;
	size_t len;
	size_t at;
	int line;
	int depth;
	char brackets[NESTING_MAX + 1]; /* the open ones; [0] is the file itself */
	char last;                      /* what stood before, blanks and comments aside */
	const char *file;
	struct mistakes *mistakes;
};

static char peek(const struct scan *scan, size_t ahead)
{
	return scan->at + ahead < scan->len ? scan->text[scan->at + ahead] : '\0';
}

static void step(struct scan *scan)
{
	if (scan->text[scan->at++] == '\n')
		scan->line++;
}

/* Whether a text may stand here; libconfig loses memory over one that stands elsewhere. */
static bool string_fits(const struct scan *scan)
{
	char inside = scan->brackets[scan->depth];
	if (scan->last == '"' || scan->last == '=' || scan->last == ':')
		return true;
	return (inside == '(' || inside == '[') && scan->last && strchr("([,", scan->last);
}

/* False when libconfig would lose memory over the string: it never ends, or stands where none may. */
static bool skip_string(struct scan *scan)
{
	int line = scan->line;
	if (!string_fits(scan)) {
		mistakes_add(scan->mistakes, scan->file, line,
			     _("syntax error: a text stands here that nothing leads to; look for a missing "
			       "'=' or ','"));
		return false;
	}
	step(scan);
	while (scan->at < scan->len && peek(scan, 0) != '"') {
		if (peek(scan, 0) == '\\' && scan->at + 1 < scan->len)
			step(scan);
		step(scan);
	}
	if (scan->at >= scan->len) {
		mistakes_add(scan->mistakes, scan->file, line, _("a quote that is never closed"));
		return false;
	}
	step(scan);
	return true;
}

/* True when there was a comment at this place. */
static bool skip_comment(struct scan *scan)
{
	if (peek(scan, 0) == '#' || (peek(scan, 0) == '/' && peek(scan, 1) == '/')) {
		while (scan->at < scan->len && peek(scan, 0) != '\n')
			step(scan);
		return true;
	}
	if (peek(scan, 0) != '/' || peek(scan, 1) != '*')
		return false;
	step(scan);
	step(scan);
	while (scan->at < scan->len && !(peek(scan, 0) == '*' && peek(scan, 1) == '/'))
		step(scan);
	for (int i = 0; i < 2 && scan->at < scan->len; i++)
		step(scan);
	return true;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '-' || c == '*' || c == '.' || c == '+';
}

/* An integer beyond 32 bits turns silently into another number, one with a leading zero loses it. */
static void look_at_number(const struct scan *scan, const char *word, size_t len)
{
	const char *digits = word + (*word == '+' || *word == '-');
	size_t count = len - (size_t)(digits - word);
	for (size_t i = 0; i < count; i++)
		if (digits[i] < '0' || digits[i] > '9')
			return;
	if (count > 1 && digits[0] == '0')
		mistakes_add(scan->mistakes, scan->file, scan->line,
			     _("the number %.*s would lose its leading zero; write it as a text in quotes"),
			     (int)len, word);
	errno = 0;
	long long value = strtoll(word, NULL, 10);
	if (errno || value > INT32_MAX || value < INT32_MIN)
		mistakes_add(scan->mistakes, scan->file, scan->line,
			     _("the number %.*s is too large; write it as a text in quotes"),
			     (int)(len > 40 ? 40 : len), word);
}

static void skip_word(struct scan *scan)
{
	size_t start = scan->at;
	while (scan->at < scan->len && is_word(peek(scan, 0)))
		step(scan);
	const char *word = scan->text + start;
	size_t len = scan->at - start;
	bool number = (*word >= '0' && *word <= '9') || ((*word == '-' || *word == '+') && len > 1);
	if (number)
		look_at_number(scan, word, len);
}

/* A comma before a closing bracket is told and blanked, so that the rest of the file is read as well. */
static void look_at_comma(struct scan *scan)
{
	size_t comma = scan->at;
	int line = scan->line;
	step(scan);
	while (scan->at < scan->len && (strchr(" \t\r\n", peek(scan, 0)) || skip_comment(scan))) {
		if (scan->at < scan->len && strchr(" \t\r\n", peek(scan, 0)))
			step(scan);
	}
	if (scan->at < scan->len && strchr(")]}", peek(scan, 0))) {
		mistakes_add(scan->mistakes, scan->file, line,
			     _("a comma before the closing '%c'; take it out"), peek(scan, 0));
		scan->text[comma] = ' ';
	}
}

static bool look_at_bracket(struct scan *scan, char c)
{
	if (strchr(")]}", c) && scan->depth > 0)
		scan->depth--;
	if (!strchr("([{", c))
		return true;
	if (scan->depth == NESTING_MAX) {
		mistakes_add(scan->mistakes, scan->file, scan->line, _("brackets are nested deeper than %d"),
			     (int)NESTING_MAX);
		return false;
	}
	scan->brackets[++scan->depth] = c;
	return true;
}

/* What starts with @c here; false when the text must not be given to libconfig at all. */
static bool look_at(struct scan *scan, char c)
{
	if (c == '"')
		return skip_string(scan);
	if (c == '@') {
		mistakes_add(scan->mistakes, scan->file, scan->line,
			     _("@include is not allowed in forms; copy the text here"));
		return false;
	}
	if (c == ',')
		look_at_comma(scan);
	else if (is_word(c))
		skip_word(scan);
	else if (!look_at_bracket(scan, c))
		return false;
	else
		step(scan);
	return true;
}

static bool look_over(struct scan *scan)
{
	while (scan->at < scan->len) {
		char c = peek(scan, 0);
		if (skip_comment(scan))
			continue;
		if (!look_at(scan, c))
			return false;
		if (!strchr(" \t\r\n", c))
			scan->last = c;
	}
	return true;
}

static int line_of(const char *text, size_t offset)
{
	int line = 1;
	for (size_t i = 0; i < offset; i++)
		line += text[i] == '\n';
	return line;
}

static void parse(struct source *source, char *text, size_t len, const char *file, struct mistakes *mistakes)
{
	struct scan scan = { .text = text, .len = len, .line = 1, .file = file, .mistakes = mistakes };
	if (!look_over(&scan))
		return;
	source->parsed = config_read_string(&source->config, text) == CONFIG_TRUE;
	if (!source->parsed)
		mistakes_add(mistakes, file, config_error_line(&source->config),
			     _("%s; look for a missing ';', quote or bracket on this line or the one before"),
			     config_error_text(&source->config));
}

void source_parse(struct source *source, const char *file, const char *text, size_t len,
		  struct mistakes *mistakes)
{
	*source = (struct source){ 0 };
	config_init(&source->config);
	if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
		text += 3;
		len -= 3;
	}
	if (len > FILE_MAX) {
		mistakes_add(mistakes, file, 0, _("larger than %d MB; a form is a few hundred KB"),
			     FILE_MAX >> 20);
		return;
	}
	size_t bad = first_bad(text, len);
	if (bad < len) {
		mistakes_add(mistakes, file, line_of(text, bad), _("not UTF-8 text; save the file as UTF-8"));
		return;
	}
	char *copy = strndup(text, len);
	if (!copy)
		abort();
	parse(source, copy, len, file, mistakes);
	free(copy);
}

void source_finish(struct source *source)
{
	config_destroy(&source->config);
}

static char *read_all(int fd, size_t size, size_t *len)
{
	char *text = malloc(size + 1);
	if (!text)
		abort();
	*len = 0;
	while (*len < size) {
		ssize_t got = read(fd, text + *len, size - *len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			free(text);
			return NULL;
		}
		if (got == 0)
			break;
		*len += (size_t)got;
	}
	text[*len] = '\0';
	return text;
}

char *source_read(const char *path, size_t *len, struct mistakes *mistakes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat stat;
	char *text = NULL;
	if (fd < 0 || fstat(fd, &stat) != 0) {
		mistakes_add(mistakes, path, 0, "%s", strerror(errno));
	} else if (!S_ISREG(stat.st_mode) || stat.st_size > FILE_MAX) {
		mistakes_add(mistakes, path, 0, _("not a file of at most %d MB"), FILE_MAX >> 20);
	} else {
		text = read_all(fd, (size_t)stat.st_size, len);
		if (!text)
			mistakes_add(mistakes, path, 0, "%s", strerror(errno));
	}
	if (fd >= 0)
		close(fd);
	return text;
}
