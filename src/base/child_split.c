/* A command line taken apart into words, as a shell would part them and with nothing else that a shell does.
 */
#include <string.h>

#include "base/child.h"
#include "base/i18n.h"

struct split {
	const char *at;
	const char *whole;
	struct buffer word;
	struct error *err;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* From behind the opening quote to behind the closing one. */
static bool quoted(struct split *split, char quote)
{
	for (; *split->at != quote; split->at++) {
		if (!*split->at)
			return error_set(split->err, ERROR_INPUT, _("a %c is not closed: %s"), quote,
					 split->whole);
		if (quote == '"' && *split->at == '\\' && split->at[1] && strchr("\"\\$`", split->at[1]))
			split->at++;
		buffer_add_char(&split->word, *split->at);
	}
	split->at++;
	return true;
}

static bool next_word(struct split *split)
{
	buffer_clear(&split->word);
	while (*split->at && !is_blank(*split->at)) {
		char c = *split->at++;
		if (c == '\'' || c == '"') {
			if (!quoted(split, c))
				return false;
			continue;
		}
		if (c == '\\') {
			if (!*split->at)
				return error_set(split->err, ERROR_INPUT,
						 _("nothing stands behind the last \\: %s"), split->whole);
			c = *split->at++;
		}
		buffer_add_char(&split->word, c);
	}
	return true;
}

static bool has_control(const char *text)
{
	for (; *text; text++)
		if (((unsigned char)*text < 0x20 && *text != '\t') || *text == 0x7f)
			return true;
	return false;
}

bool child_split(const char *text, size_t max, struct arena *arena, const char *const **argv, size_t *count,
		 struct error *err)
{
	if (has_control(text))
		return error_set(err, ERROR_INPUT, _("a command line has no control characters"));
	struct split split = { .at = text, .whole = text, .err = err };
	const char **words = arena_alloc(arena, (max + 1) * sizeof *words);
	size_t n = 0;
	bool fine = true;
	for (;;) {
		while (is_blank(*split.at))
			split.at++;
		if (!*split.at)
			break;
		if (n == max) {
			fine = error_set(err, ERROR_INPUT, _("more than %zu words: %s"), max, text);
			break;
		}
		if (!(fine = next_word(&split)))
			break;
		words[n++] = arena_strdup(arena, buffer_text(&split.word));
	}
	buffer_finish(&split.word);
	if (!fine)
		return false;
	if (n == 0)
		return error_set(err, ERROR_INPUT, _("a command is empty"));
	words[n] = NULL;
	*argv = words;
	*count = n;
	return true;
}
