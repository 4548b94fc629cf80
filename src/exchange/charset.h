/* exchange/charset.h - texts in other character sets than UTF-8. */
#ifndef PRENOTA_EXCHANGE_CHARSET_H
#define PRENOTA_EXCHANGE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* Adds @bytes as UTF-8: as it is when it is UTF-8, by its mark when it is UTF-16, else as Korean (CP949) when
 * all of it is that. False when it is none, or binary (zero bytes). */
bool charset_to_utf8(const char *bytes, size_t len, struct buffer *out);

/* The name under which iconv knows what a mail calls @name: who writes euc-kr means its Windows superset. */
const char *charset_known_as(const char *name);

/* Adds @bytes of the character set @name as UTF-8; false when there is no such set or a byte does not belong
 * to it. */
bool charset_convert(const char *name, const char *bytes, size_t len, struct buffer *out);

#endif
