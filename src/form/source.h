/* form/source.h - one file of the forms as libconfig settings, with the traps of libconfig 1.5 looked at
 * first.
 *
 * For this folder only. */
#ifndef PRENOTA_FORM_SOURCE_H
#define PRENOTA_FORM_SOURCE_H

#include <libconfig.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "form/form.h"

/* Collects mistakes: to the caller's report, and the first for the error. */
struct mistakes {
	struct form_report *report; /* or NULL */
	size_t count;
	char first[1024];
};

/* @line 0: the whole file; @file NULL: no place. */
void mistakes_add(struct mistakes *mistakes, const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Fills @err with the first mistake and the count; returns false, or true when there was none. */
bool mistakes_end(const struct mistakes *mistakes, struct error *err);

struct source {
	config_t config;
	bool parsed; /* there are settings to look at, even when there were mistakes */
};

/* Parses @text (any bytes). Told as mistakes: broken UTF-8, zero bytes, @include, integers that do not fit,
 * leading zeros, trailing commas, deep nesting, and the first syntax error. Finish in every case. */
void source_parse(struct source *source, const char *file, const char *text, size_t len,
		  struct mistakes *mistakes);
void source_finish(struct source *source);

/* The whole file at @path, or NULL with a mistake; freed with free(). */
char *source_read(const char *path, size_t *len, struct mistakes *mistakes);

/* Looks at settings and tells what is wrong with them. */
struct reader {
	struct arena *arena;
	const char *file;
	struct mistakes *mistakes;
};

void reader_mistake(const struct reader *reader, const config_setting_t *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Every key of @group that is not in @keys (blank-separated) is a mistake. */
void reader_keys(const struct reader *reader, const config_setting_t *group, const char *keys);

/* The string at @key, copied to the arena; NULL when it is missing (a mistake only if @required) or no
 * string. */
const char *reader_string(const struct reader *reader, const config_setting_t *group, const char *key,
			  bool required);

/* An id: small and capital letters, digits, '-' and '_'; at most 40. */
const char *reader_id(const struct reader *reader, const config_setting_t *group, const char *key,
		      bool required);

bool reader_bool(const struct reader *reader, const config_setting_t *group, const char *key);

/* A number in thousandths (12.5 is 12500); false when missing or wrong. */
bool reader_thousandths(const struct reader *reader, const config_setting_t *group, const char *key,
			int64_t *value);
bool reader_int(const struct reader *reader, const config_setting_t *group, const char *key, int min, int max,
		int *value);

/* A list of groups, an array of strings, a group; NULL when missing (a mistake only if @required) or of
 * another kind. */
const config_setting_t *reader_list(const struct reader *reader, const config_setting_t *group,
				    const char *key, bool required);
const config_setting_t *reader_group(const struct reader *reader, const config_setting_t *group,
				     const char *key, bool required);
const char *const *reader_strings(const struct reader *reader, const config_setting_t *group, const char *key,
				  size_t *count);

/* "en" and "ko" of @group itself. */
struct form_text reader_text(const struct reader *reader, const config_setting_t *group, bool required);
/* "en" and "ko" in the group at @key; both "" when it is missing and not @required. */
struct form_text reader_text_at(const struct reader *reader, const config_setting_t *group, const char *key,
				bool required);

/* The same for texts that may have several lines; both are needed. */
struct form_text reader_lines_at(const struct reader *reader, const config_setting_t *group, const char *key);

/* Where a sentence stands, and which names but the known placeholders may be filled there. */
struct text_place {
	struct mistakes *mistakes;
	const char *file;
	int line;
	bool (*is_field)(const void *context, const char *name); /* or NULL */
	const void *context;
};

/* Tells wrong braces, unknown placeholders and particles, and placeholders that only one language has. */
void text_check(const struct text_place *place, const struct form_text *text);

#endif
