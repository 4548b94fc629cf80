/* exchange/read.h - the readers: bytes of a stranger into requests, or a reason.
 *
 * None of them fails: what is wrong becomes a request to be read by hand, or reading->refused. All but the
 * mail reader get UTF-8 (exchange/charset.h). */
#ifndef PRENOTA_EXCHANGE_READ_H
#define PRENOTA_EXCHANGE_READ_H

#include "exchange/request.h"

enum { READ_NESTED_MAX = 24 }; /* levels of anything */

enum read_format { READ_JSON, READ_CSV, READ_ADF, READ_MAIL, READ_TEXT };

/* What @text looks like. */
enum read_format read_detect(const char *text, size_t len);

void read_json(const char *text, size_t len, struct reading *reading);
void read_csv(const char *text, size_t len, struct reading *reading);
void read_adf(const char *text, size_t len, struct reading *reading);
void read_mail(const char *bytes, size_t len, struct reading *reading);
/* Text of no known kind: a request to be read by hand. */
void read_text(const char *text, size_t len, struct reading *reading);

/* All of it: finds the kind, the character set, and reads. */
void read_any(const char *bytes, size_t len, struct reading *reading);

/* "Name: value" lines of a text into @request, where the name is one that forms use. */
void read_lines(const char *text, size_t len, json_t *request);

#endif
