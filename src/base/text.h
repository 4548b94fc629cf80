/* base/text.h - UTF-8 text: made safe on its way in and out, measured, cut, folded for search.
 *
 * Widths are the terminal's own (wcwidth() of the process's UTF-8 locale), cutting and moving is by grapheme.
 * Lengths and offsets are bytes. Everything here accepts any bytes; what is not UTF-8 never passes unseen. */
#ifndef PRENOTA_BASE_TEXT_H
#define PRENOTA_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum { TEXT_INVALID_SCALAR = -1, TEXT_SCALAR_SIZE = 4 };

/* The scalar value at the start of @text (@len > 0 bytes) and in *@used its bytes; TEXT_INVALID_SCALAR with
 * *@used 1 for a byte that starts no well-formed sequence (overlong forms, surrogates, above U+10FFFF). */
int32_t text_decode(const char *text, size_t len, size_t *used);

/* Writes the UTF-8 form of @scalar (a valid one) and returns its length, 1 to 4; no end mark. */
size_t text_encode(uint32_t scalar, char bytes[TEXT_SCALAR_SIZE]);

/* Whether @len bytes are UTF-8 without a zero byte. */
bool text_is_valid(const char *text, size_t len);

/* Whether @len bytes are ASCII and whole syllables of Hangul alone: what most texts are made of, and in every
 * normal form of Unicode that composes the same. */
bool text_is_common(const char *text, size_t len);

enum text_cleaned {
	TEXT_SAME,    /* nothing had to be changed */
	TEXT_CHANGED, /* normalised, or something was dropped */
	TEXT_INVALID, /* was not UTF-8: the bad bytes stand as U+FFFD in the result, which is safe all the
			 same */
};

/* The one door in: appends @text in NFC without control characters (newline and tab stay), bidirectional and
 * zero-width marks, line and paragraph separators, byte-order marks, interlinear marks, private use,
 * noncharacters and the third and later of combining marks in a row. CR LF and a lone CR become newline. */
enum text_cleaned text_clean(struct buffer *out, const char *text, size_t len);

/* text_clean() for a field of one line: newlines and tabs become a space, spaces at both ends go. */
enum text_cleaned text_clean_line(struct buffer *out, const char *text, size_t len);

/* The one door out, to a terminal or a table: appends @text as one line in which every control, escape,
 * format or invisible character is a visible mark of one column (newline "↵", tab a space, C0 and DEL their
 * pictures "␛", all else and bytes that are not UTF-8 "␚"). A combining mark at the start stands on a space.
 */
void text_show(struct buffer *out, const char *text);
void text_show_bytes(struct buffer *out, const char *text, size_t len);

/* Whether @len bytes are shown as they are, each character a grapheme: visible ASCII and whole syllables of Hangul
 * alone. */
bool text_is_plain(const char *text, size_t len);

/* Columns that @text takes once it went through text_show(). */
int text_width(const char *text);
int text_width_bytes(const char *text, size_t len);

/* Columns of one scalar as text_show() shows it: 0, 1 or 2. */
int text_scalar_width(uint32_t scalar);

/* The next and the previous grapheme boundary around the boundary @at (0..@len). */
size_t text_next(const char *text, size_t len, size_t at);
size_t text_previous(const char *text, size_t len, size_t at);

/* The first grapheme boundary at or after @at, which may lie inside a grapheme or a character. */
size_t text_boundary(const char *text, size_t len, size_t at);

/* How many bytes of @text fit into @columns without halving a grapheme; *@used (NULL is fine) is their width.
 */
size_t text_fit(const char *text, size_t len, int columns, int *used);

/* Appends @text, shown, cut to at most @columns; with @ellipsis a cut text ends in "…". Returns the width. */
int text_cut(struct buffer *out, const char *text, int columns, bool ellipsis);

enum text_align { TEXT_LEFT, TEXT_RIGHT, TEXT_CENTRE };

/* text_cut() with an ellipsis, filled with spaces to exactly @columns. */
void text_pad(struct buffer *out, const char *text, int columns, enum text_align align);

/* One line of a word wrap: the bytes of @text (@len) that stand on the first line of @columns (> 0) and in
 * *@next where the second starts (@len when it was the last). Breaks at newlines, at spaces, else between
 * graphemes (so Korean without spaces breaks between syllables). The spaces at a break belong to neither
 * line. */
size_t text_wrap(const char *text, size_t len, int columns, size_t *next);

/* Rows that @text takes when it is wrapped at @columns, @most at most. */
int text_wrap_rows(const char *text, int columns, int most);

/* --- search keys --- */

/* Appends @text folded for search: compatibility forms, case and ignorable characters away, NFC. */
void text_fold(struct buffer *out, const char *text);

/* Appends folded @text with Hangul taken apart into the letters one types on a two-set keyboard ("민수" gives
 * "ㅁㅣㄴㅅㅜ", "과" gives "ㄱㅗㅏ", "값" gives "ㄱㅏㅂㅅ"), so that what is typed so far is always a prefix.
 */
void text_jamo(struct buffer *out, const char *text);

/* Appends the initial consonants of the Hangul syllables of @text ("김민수" gives "ㄱㅁㅅ"); lone consonants
 * stay, everything else is left out. */
void text_initials(struct buffer *out, const char *text);

/* Whether @text is made of Hangul consonants alone, at least one. */
bool text_is_initials(const char *text);

/* Appends the ASCII digits of @text; full-width digits count, all else is left out. */
void text_digits(struct buffer *out, const char *text);

/* --- Hangul keyboard (two-set) --- */

enum { TEXT_KEYS_SIZE = 8 };

/* The Latin keys that type the jamo or syllable @scalar: 'ㅂ' gives "q", '뮤' gives "ab"; their number, 0
 * when it is no Hangul. Without an end mark. */
size_t text_hangul_keys(uint32_t scalar, char keys[TEXT_KEYS_SIZE]);

/* Appends @text with the names that HTML and XML have for their own characters (< > & " '). What is unsafe in it for a
 * reader is the business of text_show(), before. */
void text_markup(struct buffer *out, const char *text);

/* A number that is the same for the same text, for tables in memory: not to be stored. */
size_t text_hash(const char *text);

#endif
