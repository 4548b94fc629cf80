/* Answers as lines of a draft:
 *
 *   mileage=18250		a value; one line for each of several, in order
 *   vin?ZN6PMDE26R7OOO110	what was typed and is wrong
 *   #sealed request_verbatim
 *   #visited P02
 *
 * In values stand \\, \n, \r and \xHH for a backslash, line ends and other control characters. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "form/answers.h"
#include "form/answers_data.h"

static void escape(const char *value, struct buffer *out)
{
	for (const unsigned char *s = (const unsigned char *)value; *s; s++) {
		if (*s == '\\')
			buffer_add(out, "\\\\");
		else if (*s == '\n')
			buffer_add(out, "\\n");
		else if (*s == '\r')
			buffer_add(out, "\\r");
		else if (*s < 0x20 || *s == 0x7F)
			buffer_printf(out, "\\x%02X", *s);
		else
			buffer_add_char(out, (char)*s);
	}
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Undoes escape() in place; false when a backslash stands before anything else, or for a zero byte. */
static bool unescape(char *text)
{
	char *to = text;
	for (const char *from = text; *from; from++) {
		if (*from != '\\') {
			*to++ = *from;
			continue;
		}
		from++;
		if (*from == 'n' || *from == 'r') {
			*to++ = *from == 'n' ? '\n' : '\r';
		} else if (*from == '\\') {
			*to++ = '\\';
		} else if (*from == 'x' && hex_digit(from[1]) >= 0 && hex_digit(from[2]) >= 0) {
			int code = hex_digit(from[1]) * 16 + hex_digit(from[2]);
			if (code == 0 || code > 0x7F)
				return false;
			*to++ = (char)code;
			from += 2;
		} else {
			return false;
		}
	}
	*to = '\0';
	return true;
}

static void save_answer(const struct form_field *field, const struct answer *answer, struct buffer *out)
{
	for (size_t i = 0; i < answer->count; i++) {
		buffer_printf(out, "%s%c", field->id, answer->wrong ? '?' : '=');
		escape(answer->values[i], out);
		buffer_add_char(out, '\n');
	}
	if (answer->sealed)
		buffer_printf(out, "#sealed %s\n", field->id);
}

void form_answers_save(const struct form_answers *answers, struct buffer *out)
{
	const struct form_set *set = answers->set;
	for (size_t i = 0; i < set->field_count; i++)
		save_answer(&set->fields[i], &answers->items[i], out);
	for (size_t i = 0; i < set->step_count; i++)
		if (answers->visited[i])
			buffer_printf(out, "#visited %s\n", set->steps[i].id);
	for (size_t i = 0; i < answers->foreign_count; i++)
		buffer_printf(out, "%s\n", answers->foreign[i]);
}

static bool load_foreign(struct form_answers *answers, const char *line)
{
	if (answers->foreign_count >= ANSWER_FOREIGN_MAX)
		return false;
	answers->foreign = realloc(answers->foreign, (answers->foreign_count + 1) * sizeof *answers->foreign);
	char *copy = strdup(line);
	if (!answers->foreign || !copy)
		abort();
	answers->foreign[answers->foreign_count++] = copy;
	return true;
}

static bool load_mark(struct form_answers *answers, const char *line)
{
	if (strncmp(line, "#sealed ", 8) == 0 && form_field_find(answers->set, line + 8)) {
		form_answers_seal(answers, line + 8);
		return true;
	}
	const struct form_step *step =
		strncmp(line, "#visited ", 9) == 0 ? form_step_find(answers->set, line + 9) : NULL;
	if (!step)
		return false;
	form_answers_visit(answers, step);
	return true;
}

static bool is_many(const struct form_field *field)
{
	return field->type == FORM_SEVERAL;
}

/* A code that the form no longer has is kept as wrong, so that somebody sees it. */
static bool load_value(struct form_answers *answers, const struct form_field *field, const char *value,
		       bool wrong)
{
	struct answer *answer = &answers->items[field->index];
	if (!*value || (answer->count > 0 && !is_many(field)))
		return false;
	if (!answer_add(answer, value))
		return false;
	bool unknown = field->option_count > 0 && !form_option_find(field, value);
	answer->wrong = answer->wrong || wrong || unknown;
	return true;
}

static bool load_line(struct form_answers *answers, char *line)
{
	if (!text_is_valid(line, strlen(line)))
		return false;
	if (*line == '#')
		return load_mark(answers, line);
	size_t key = strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
	char mark = line[key];
	if (key == 0 || (mark != '=' && mark != '?'))
		return false;
	line[key] = '\0';
	const struct form_field *field = form_field_find(answers->set, line);
	if (!field) {
		line[key] = mark;
		return load_foreign(answers, line);
	}
	return unescape(line + key + 1) && load_value(answers, field, line + key + 1, mark == '?');
}

size_t form_answers_load(struct form_answers *answers, const char *text, size_t len)
{
	size_t left_out = 0;
	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t size = end ? (size_t)(end - text) - at : len - at;
		if (size > 0) {
			char *line = malloc(size + 1);
			if (!line)
				abort();
			memcpy(line, text + at, size);
			line[size] = '\0';
			left_out += strlen(line) != size || !load_line(answers, line);
			free(line);
		}
		at += size + 1;
	}
	return left_out;
}
