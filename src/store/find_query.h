/* store/find_query.h - what was typed into a search, as words, and as the few trigrams that the index is
 * asked for. */
#ifndef PRENOTA_STORE_FIND_QUERY_H
#define PRENOTA_STORE_FIND_QUERY_H

#include "base/arena.h"
#include "base/buffer.h"
#include "store/store.h"

enum { FIND_WORDS_MAX = 8 };

/* Folded words. With a word of three characters or more among them each may stand anywhere in the text found
 * (a plate is also typed "123 가 4567"), else each is the start of a word. */
struct find_query {
	const char *words[FIND_WORDS_MAX];
	bool is_long[FIND_WORDS_MAX];
	bool is_closed[FIND_WORDS_MAX]; /* ends with a syllable's final: a vowel behind it in a row is another
					   name */
	int count;
	bool any_long;
	bool any_closed;
	int file_number; /* 0: not a number */
};

/* Into @arena. No word at all gives a count of 0. */
struct find_query find_query_read(const char *text, struct arena *arena);

/* Whether the index's @text has every word. */
bool find_query_fits(const struct find_query *query, const char *text);

/* Whether the words stand in the index's @text as they were typed: "홍" in "홍길동", not in "호안", whose
 * letters begin the same. Asked of a text that fits. */
bool find_query_whole(const struct find_query *query, const char *text);

/* Appends to @match the expression that finds few candidates and every hit: the rarest of the words'
 * trigrams. */
bool find_query_match(struct store *store, const struct find_query *query, struct buffer *match,
		      struct error *err);

#endif
