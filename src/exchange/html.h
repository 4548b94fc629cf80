/* exchange/html.h - the words of a mail that has no plain ones. */
#ifndef PRENOTA_EXCHANGE_HTML_H
#define PRENOTA_EXCHANGE_HTML_H

#include <stddef.h>

#include "base/buffer.h"

/* Adds the text of @html (UTF-8): tags, comments, scripts and styles away, the usual character references
 * resolved, blocks and breaks as new lines. Any bytes are safe. */
void html_to_text(const char *html, size_t len, struct buffer *out);

#endif
