/* model/label_word.h - tables of codes and their words, for the files of words (model/label_….c). */
#ifndef PRENOTA_MODEL_LABEL_WORD_H
#define PRENOTA_MODEL_LABEL_WORD_H

#include <stddef.h>

/* A code as it is stored, and its English word, marked with N_(). */
struct label_word {
	const char *code;
	const char *text;
};

/* The word of @code in the operator's language; an unknown code is itself, "" for NULL. */
const char *label_word_find(const struct label_word *words, size_t count, const char *code);

/* The same in the array @words. */
#define LABEL_WORD(words, code) label_word_find(words, sizeof(words) / sizeof(words)[0], code)

#endif
