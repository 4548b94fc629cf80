#include "store/find_query.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/find_index.h"
#include "store/private.h"

enum {
	GRAM = 3,        /* characters of a trigram; a word from here on is long */
	GRAMS_MAX = 24,  /* that are looked at */
	ASKED_MAX = 3,   /* that the index is asked for */
	TOO_COMMON = 16, /* times as common costs more than it saves */
	FEW = 1000,      /* rows: a sample tells no more */
};

struct gram {
	char text[GRAM * TEXT_SCALAR_SIZE + 1];
	int word;     /* of the query */
	int64_t rows; /* that have it, about */
	bool asked;
};

struct grams {
	struct gram items[GRAMS_MAX];
	int count;
};

static int count_scalars(const char *text)
{
	int count = 0;
	size_t used, len = strlen(text);
	for (size_t at = 0; at < len; at += used, count++)
		text_decode(text + at, len - at, &used);
	return count;
}

/* Whether the @len bytes at @word end with a syllable that has a final consonant. */
static bool ends_closed(const char *word, size_t len)
{
	enum { SYLLABLES = 0xac00, SYLLABLES_END = 0xd7a3, FINALS = 28 };
	int32_t last = 0;
	size_t used;
	for (size_t at = 0; at < len; at += used)
		last = text_decode(word + at, len - at, &used);
	return last >= SYLLABLES && last <= SYLLABLES_END && (last - SYLLABLES) % FINALS != 0;
}

static void add_word(struct find_query *query, struct arena *arena, const char *start, size_t len,
		     bool closed)
{
	char *word = arena_strndup(arena, start, len);
	find_strip_signs(word);
	if (!*word || query->count == FIND_WORDS_MAX)
		return;
	bool is_long = count_scalars(word) >= GRAM;
	query->words[query->count] = word;
	query->is_long[query->count++] = is_long;
	query->any_long = query->any_long || is_long;
	query->is_closed[query->count - 1] = closed;
	query->any_closed = query->any_closed || closed;
}

static int file_number(const char *word)
{
	const char *digits = *word == '#' ? word + 1 : word;
	size_t len = strlen(digits);
	return len >= 1 && len <= 9 && strspn(digits, "0123456789") == len ? atoi(digits) : 0;
}

struct find_query find_query_read(const char *text, struct arena *arena)
{
	struct find_query query = { .count = 0 };
	struct buffer clean = { 0 }, fold = { 0 }, jamo = { 0 };
	text_clean_line(&clean, text, strlen(text));
	text_fold(&fold, buffer_text(&clean));
	text_jamo(&jamo, buffer_text(&clean));
	const char *at = buffer_text(&jamo), *typed = buffer_text(&fold);
	while (*(at += strspn(at, " \t\n"))) {
		typed += strspn(typed, " \t\n");
		size_t len = strcspn(at, " \t\n"), typed_len = strcspn(typed, " \t\n");
		add_word(&query, arena, at, len, ends_closed(typed, typed_len));
		at += len;
		typed += typed_len;
	}
	if (query.count == 1)
		query.file_number = file_number(query.words[0]);
	buffer_finish(&clean);
	buffer_finish(&fold);
	buffer_finish(&jamo);
	return query;
}

/* Whether some word of @text begins with @start. */
static bool has_start(const char *text, const char *start)
{
	size_t len = strlen(start);
	for (const char *at = text; (at = strchr(at, ' ')); at++)
		if (strncmp(at + 1, start, len) == 0)
			return true;
	return false;
}

bool find_query_fits(const struct find_query *query, const char *text)
{
	for (int i = 0; i < query->count; i++)
		if (query->any_long ? !strstr(text, query->words[i]) : !has_start(text, query->words[i]))
			return false;
	return true;
}

static bool is_vowel(const char *at)
{
	enum { VOWELS = 0x314f, VOWELS_END = 0x3163 };
	size_t used;
	int32_t scalar = *at ? text_decode(at, strlen(at), &used) : 0;
	return scalar >= VOWELS && scalar <= VOWELS_END;
}

static bool stands_whole(const char *text, const char *word, bool at_start)
{
	size_t len = strlen(word);
	for (const char *at = text; (at = strstr(at, word)); at++)
		if ((!at_start || (at > text && at[-1] == ' ')) && !is_vowel(at + len))
			return true;
	return false;
}

bool find_query_whole(const struct find_query *query, const char *text)
{
	for (int i = 0; i < query->count; i++)
		if (query->is_closed[i] && !stands_whole(text, query->words[i], !query->any_long))
			return false;
	return true;
}

static void add_gram(struct grams *grams, int word, const char *text, size_t len)
{
	if (grams->count == GRAMS_MAX)
		return;
	for (int i = 0; i < grams->count; i++)
		if (strncmp(grams->items[i].text, text, len) == 0 && !grams->items[i].text[len])
			return;
	struct gram *gram = &grams->items[grams->count++];
	*gram = (struct gram){ .word = word };
	memcpy(gram->text, text, len);
}

/* Every three characters in a row of @text. */
static void add_grams(struct grams *grams, int word, const char *text)
{
	size_t starts[GRAM + 1] = { 0 }, len = strlen(text), used;
	int count = 0;
	for (size_t at = 0; at < len; at += used) {
		text_decode(text + at, len - at, &used);
		memmove(starts, starts + 1, GRAM * sizeof *starts);
		starts[GRAM] = at + used;
		if (++count >= GRAM)
			add_gram(grams, word, text + starts[0], starts[GRAM] - starts[0]);
	}
}

/* Two spaces stand before each word of the index, so that the start of a word makes a trigram as well. */
static void add_start(struct grams *grams, int number, const char *word)
{
	struct buffer padded = { 0 };
	buffer_printf(&padded, "%s%s", count_scalars(word) == 1 ? "  " : " ", word);
	add_grams(grams, number, buffer_text(&padded));
	buffer_finish(&padded);
}

static void add_quoted(struct buffer *match, const char *text)
{
	buffer_add(match, match->len ? " \"" : "\"");
	for (const char *c = text; *c; c++) {
		if (*c == '"')
			buffer_add_char(match, '"');
		buffer_add_char(match, *c);
	}
	buffer_add_char(match, '"');
}

static int compare_grams(const void *a, const void *b)
{
	int64_t x = ((const struct gram *)a)->rows, y = ((const struct gram *)b)->rows;
	return (x > y) - (x < y);
}

/* Puts the rarest first. */
static bool weigh(struct store *store, struct grams *grams, struct error *err)
{
	for (int i = 0; i < grams->count; i++) {
		struct stmt *q = sql_start(store, SQL_SEARCH_GRAM);
		sql_bind_text(q, grams->items[i].text);
		grams->items[i].rows = sql_row(q) ? sql_int(q) * FIND_SAMPLE : 0;
		if (!sql_end(q, err))
			return false;
	}
	qsort(grams->items, (size_t)grams->count, sizeof *grams->items, compare_grams);
	return true;
}

static bool is_word_asked(const struct grams *grams, int word)
{
	for (int i = 0; i < grams->count; i++)
		if (grams->items[i].asked && grams->items[i].word == word)
			return true;
	return false;
}

/* The rarest of each word, for those of one word come together more often than by chance; then the rarest. */
static void choose(struct grams *grams)
{
	int64_t most = grams->count ? grams->items[0].rows * TOO_COMMON + FEW : 0;
	int asked = 0;
	for (int turn = 0; turn < 2; turn++) {
		for (int i = 0; i < grams->count && asked < ASKED_MAX; i++) {
			struct gram *gram = &grams->items[i];
			if (gram->asked || gram->rows > most ||
			    (turn == 0 && is_word_asked(grams, gram->word)))
				continue;
			gram->asked = true;
			asked++;
		}
	}
}

bool find_query_match(struct store *store, const struct find_query *query, struct buffer *match,
		      struct error *err)
{
	struct grams grams = { .count = 0 };
	for (int i = 0; i < query->count; i++) {
		if (query->is_long[i])
			add_grams(&grams, i, query->words[i]);
		else if (!query->any_long)
			add_start(&grams, i, query->words[i]);
	}
	if (grams.count > 1 && !weigh(store, &grams, err))
		return false;
	choose(&grams);
	for (int i = 0; i < grams.count; i++)
		if (grams.items[i].asked)
			add_quoted(match, grams.items[i].text);
	return true;
}
