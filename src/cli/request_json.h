/* cli/request_json.h - a booking request as `slots` and `book` read it. */
#ifndef PRENOTA_CLI_REQUEST_JSON_H
#define PRENOTA_CLI_REQUEST_JSON_H

#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/request.h"

enum { REQUEST_JSON_MAX = 1 << 20 }; /* bytes */

/* Reads one JSON object from @text; texts go to @arena. Strict UTF-8, no key twice, unknown keys refused by
 * name before anything else, then wrong types, codes, dates and times with their key. @needs_slot: as `book`
 * reads it. Failures are ERROR_INPUT and leave @request untouched. */
bool request_json_parse(const char *text, size_t len, bool needs_slot, struct arena *arena,
			struct booking_request *request, struct error *err);

/* The same from @in, to its end; more than REQUEST_JSON_MAX is refused. */
bool request_json_read(FILE *in, bool needs_slot, struct arena *arena, struct booking_request *request,
		       struct error *err);

#endif
