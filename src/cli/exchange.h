/* cli/exchange.h - prenota-exchange at work: what a stranger sent, taken apart in a process of its own. */
#ifndef PRENOTA_CLI_EXCHANGE_H
#define PRENOTA_CLI_EXCHANGE_H

#include <jansson.h>

#include "base/arena.h"
#include "config/program.h"
#include "model/site.h"
#include "office/intake.h"

enum { EXCHANGE_INPUT_MAX = 64 << 20 };

/* The second executable: the configured one, else the one beside this program. */
const char *exchange_path(const struct program_config *config, struct arena *arena);

/* Reads the @len bytes of requests into @reading (texts in @arena). What cannot be read, a reader that
 * crashes or takes too long is no failure: @reading says so. ERROR_SYSTEM when the program cannot be started.
 */
bool exchange_read(const struct program_config *config, const char *bytes, size_t len, struct arena *arena,
		   struct intake_reading *reading, struct error *err);

/* Appends the iCalendar file of @events (a list as in exchange/verb.h; taken) in the zone and under the name of the site,
 * as of @stamp. ERROR_SYSTEM when the program cannot be started or refuses. */
bool exchange_calendar(const struct program_config *config, const struct site *site, instant stamp, json_t *events,
		       struct buffer *out, struct error *err);

#endif
