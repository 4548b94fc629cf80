#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
	SYLLABLE_FIRST = 0xac00,
	SYLLABLE_COUNT = 11172,
	INITIALS = 19,
	VOWELS = 21,
	FINALS = 28, /* with "none" as the first */
	INITIAL_FIRST = 0x1100,
	VOWEL_FIRST = 0x1161,
	FINAL_FIRST = 0x11a7,
	LETTER_FIRST = 0x3131, /* ㄱ, the first of the letters that stand alone */
	LETTER_VOWEL = 0x314f, /* ㅏ */
	LETTER_LAST = 0x3163,  /* ㅣ */
	LETTERS_SIZE = 5 * 3,  /* bytes of a syllable's letters, at most */
};

static const char *const initial_letters[INITIALS] = {
	"ㄱ", "ㄲ", "ㄴ", "ㄷ", "ㄸ", "ㄹ", "ㅁ", "ㅂ", "ㅃ", "ㅅ",
	"ㅆ", "ㅇ", "ㅈ", "ㅉ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
};

/* As they are typed: a compound vowel is two keys. */
static const char *const vowel_letters[VOWELS] = {
	"ㅏ",   "ㅐ", "ㅑ", "ㅒ",   "ㅓ",   "ㅔ",   "ㅕ", "ㅖ", "ㅗ",   "ㅗㅏ", "ㅗㅐ",
	"ㅗㅣ", "ㅛ", "ㅜ", "ㅜㅓ", "ㅜㅔ", "ㅜㅣ", "ㅠ", "ㅡ", "ㅡㅣ", "ㅣ",
};

static const char *const final_letters[FINALS] = {
	"",     "ㄱ",   "ㄲ",   "ㄱㅅ", "ㄴ",   "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ",   "ㄹㄱ",
	"ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅁ",   "ㅂ", "ㅂㅅ", "ㅅ",
	"ㅆ",   "ㅇ",   "ㅈ",   "ㅊ",   "ㅋ",   "ㅌ",   "ㅍ",   "ㅎ",
};

/* Letters from U+3131 to U+314E that are typed as two. */
static const char *const consonant_pairs[LETTER_VOWEL - LETTER_FIRST] = {
	[0x3133 - LETTER_FIRST] = "ㄱㅅ", [0x3135 - LETTER_FIRST] = "ㄴㅈ", [0x3136 - LETTER_FIRST] = "ㄴㅎ",
	[0x313a - LETTER_FIRST] = "ㄹㄱ", [0x313b - LETTER_FIRST] = "ㄹㅁ", [0x313c - LETTER_FIRST] = "ㄹㅂ",
	[0x313d - LETTER_FIRST] = "ㄹㅅ", [0x313e - LETTER_FIRST] = "ㄹㅌ", [0x313f - LETTER_FIRST] = "ㄹㅍ",
	[0x3140 - LETTER_FIRST] = "ㄹㅎ", [0x3144 - LETTER_FIRST] = "ㅂㅅ",
};

/* The keys of the letters U+3131 to U+3163 on a two-set keyboard; pairs have none of their own. */
static const char letter_keys[LETTER_LAST - LETTER_FIRST + 1] = {
	/* ㄱ to ㄸ, ㄹ to ㅀ, ㅁ to ㅄ, ㅅ to ㅎ, ㅏ to ㅗ, ㅘ to ㅜ, ㅝ to ㅣ */
	'r', 'R', 0,   's', 0,   0,   'e', 'E', 'f', 0,   0,   0,   0,   0,   0,   0,   'a',
	'q', 'Q', 0,   't', 'T', 'd', 'w', 'W', 'c', 'z', 'x', 'v', 'g', 'k', 'o', 'i', 'O',
	'j', 'p', 'u', 'P', 'h', 0,   0,   0,   'y', 'n', 0,   0,   0,   'b', 'm', 0,   'l',
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

void text_fold(struct buffer *out, const char *text)
{
	size_t length = strlen(text);
	if (text_is_common(text, length)) {
		size_t start = out->len;
		buffer_add_bytes(out, text, length);
		for (char *c = out->text + start; length--; c++)
			*c = lower(*c);
		return;
	}
	struct buffer clean = { 0 };
	if (text_is_valid(text, length))
		buffer_add(&clean, text);
	else
		text_clean(&clean, text, length);
	utf8proc_uint8_t *folded = NULL;
	utf8proc_option_t options =
		UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE | UTF8PROC_IGNORE;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)buffer_text(&clean),
					    (utf8proc_ssize_t)clean.len, &folded, options);
	if (len < 0)
		abort(); /* the text is valid: only memory can be lacking */
	buffer_add_bytes(out, (const char *)folded, (size_t)len);
	free(folded);
	buffer_finish(&clean);
}

static bool in(uint32_t scalar, uint32_t first, uint32_t count)
{
	return scalar >= first && scalar < first + count;
}

static char *put(char *at, const char *letters)
{
	while (*letters)
		*at++ = *letters++;
	return at;
}

/* The letters of the syllable @index, without an end; their bytes. */
static size_t syllable_letters(uint32_t index, char bytes[LETTERS_SIZE])
{
	char *end = put(bytes, initial_letters[index / (VOWELS * FINALS)]);
	end = put(end, vowel_letters[index / FINALS % VOWELS]);
	return (size_t)(put(end, final_letters[index % FINALS]) - bytes);
}

/* Appends the letters that type @scalar; false, and nothing, when it is no Hangul. */
static bool add_letters(struct buffer *out, uint32_t scalar)
{
	if (in(scalar, SYLLABLE_FIRST, SYLLABLE_COUNT)) {
		char bytes[LETTERS_SIZE];
		buffer_add_bytes(out, bytes, syllable_letters(scalar - SYLLABLE_FIRST, bytes));
	} else if (in(scalar, INITIAL_FIRST, INITIALS)) {
		buffer_add(out, initial_letters[scalar - INITIAL_FIRST]);
	} else if (in(scalar, VOWEL_FIRST, VOWELS)) {
		buffer_add(out, vowel_letters[scalar - VOWEL_FIRST]);
	} else if (in(scalar, FINAL_FIRST + 1, FINALS - 1)) {
		buffer_add(out, final_letters[scalar - FINAL_FIRST]);
	} else if (in(scalar, LETTER_FIRST, LETTER_VOWEL - LETTER_FIRST) &&
		   consonant_pairs[scalar - LETTER_FIRST]) {
		buffer_add(out, consonant_pairs[scalar - LETTER_FIRST]);
	} else if (in(scalar, LETTER_VOWEL, VOWELS)) {
		buffer_add(out, vowel_letters[scalar - LETTER_VOWEL]);
	} else if (in(scalar, LETTER_FIRST, LETTER_VOWEL - LETTER_FIRST)) {
		char bytes[TEXT_SCALAR_SIZE];
		buffer_add_bytes(out, bytes, text_encode(scalar, bytes));
	} else {
		return false;
	}
	return true;
}

static bool is_ascii(const char *text, size_t len)
{
	unsigned char all = 0;
	for (size_t i = 0; i < len; i++)
		all |= (unsigned char)text[i];
	return all < 0x80;
}

void text_jamo(struct buffer *out, const char *text)
{
	size_t used, length = strlen(text);
	if (is_ascii(text, length)) {
		text_fold(out, text);
		return;
	}
	struct buffer folded = { 0 };
	text_fold(&folded, text);
	for (size_t at = 0; at < folded.len; at += used) {
		int32_t scalar = text_decode(folded.text + at, folded.len - at, &used);
		if (scalar < 0x80 || !add_letters(out, (uint32_t)scalar))
			buffer_add_bytes(out, folded.text + at, used);
	}
	buffer_finish(&folded);
}

static bool is_consonant(uint32_t scalar)
{
	return in(scalar, LETTER_FIRST, LETTER_VOWEL - LETTER_FIRST) || in(scalar, INITIAL_FIRST, INITIALS);
}

void text_initials(struct buffer *out, const char *text)
{
	size_t len = strlen(text);
	size_t used;
	for (size_t at = 0; at < len; at += used) {
		uint32_t scalar = (uint32_t)text_decode(text + at, len - at, &used);
		if (in(scalar, SYLLABLE_FIRST, SYLLABLE_COUNT))
			buffer_add(out, initial_letters[(scalar - SYLLABLE_FIRST) / (VOWELS * FINALS)]);
		else if (is_consonant(scalar))
			add_letters(out, scalar);
	}
}

bool text_is_initials(const char *text)
{
	size_t len = strlen(text);
	size_t used;
	for (size_t at = 0; at < len; at += used) {
		if (!is_consonant((uint32_t)text_decode(text + at, len - at, &used)))
			return false;
	}
	return len > 0;
}

void text_digits(struct buffer *out, const char *text)
{
	enum { WIDE_ZERO = 0xff10 };
	size_t len = strlen(text);
	size_t used;
	for (size_t at = 0; at < len; at += used) {
		uint32_t scalar = (uint32_t)text_decode(text + at, len - at, &used);
		if (in(scalar, '0', 10))
			buffer_add_char(out, (char)scalar);
		else if (in(scalar, WIDE_ZERO, 10))
			buffer_add_char(out, (char)('0' + (scalar - WIDE_ZERO)));
	}
}

size_t text_hangul_keys(uint32_t scalar, char keys[TEXT_KEYS_SIZE])
{
	struct buffer letters = { 0 };
	size_t count = 0;
	add_letters(&letters, scalar);
	size_t used;
	for (size_t at = 0; at < letters.len && count < TEXT_KEYS_SIZE; at += used) {
		int32_t letter = text_decode(letters.text + at, letters.len - at, &used);
		keys[count++] = letter_keys[letter - LETTER_FIRST];
	}
	buffer_finish(&letters);
	return count;
}
