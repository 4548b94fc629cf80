/* exchange/header_words.h - words in a mail's headers that are not ASCII (RFC 2047), read and written.
 *
 * Why not GMime alone: it writes words longer than the 75 characters that the RFC allows, and of several
 * neighbours in base64 it reads none behind the first that ends with padding, which is nearly every subject
 * in Korean with a space in it. */
#ifndef PRENOTA_EXCHANGE_HEADER_WORDS_H
#define PRENOTA_EXCHANGE_HEADER_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

struct _GMimeMessage; /* GMimeMessage, GMimeObject and GMimePart of <gmime/gmime.h> */
struct _GMimeObject;
struct _GMimePart;

/* Whether @text cannot stand in a header line as it is: not ASCII, taken for an encoded word, or long. */
bool header_words_needed(const char *text);

/* Appends @text (UTF-8, one line) as encoded words of at most 75 characters, each on a line of at most 76;
 * the first one stands behind @column characters of its line. No character is cut, and where it can be no
 * word but the last is padded, for readers that stop there. */
void header_words_write(struct buffer *out, const char *text, size_t column);

/* Appends the header value @raw (unfolded) with each run of encoded words as one word in UTF-8, its bytes
 * taken together first: some senders cut a character between two words. What is no such word, or of a
 * character set that there is not, stays as it is. */
void header_words_join(struct buffer *out, const char *raw);

/* The header @name of @object unfolded and joined (header_words_join()), to be parsed; NULL when there is
 * none. g_free() it. */
char *header_words_of(struct _GMimeObject *object, const char *name);

/* The subject as text; NULL when there is none. g_free() it. */
char *header_words_subject(struct _GMimeMessage *message);

/* The name of an attached file; NULL when it has none. g_free() it. */
char *header_words_filename(struct _GMimePart *part);

#endif
