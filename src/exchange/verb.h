/* exchange/verb.h - what `prenota-exchange VERB` can do: one function a verb, in its own file.
 *
 * A verb reads standard input and writes standard output; it opens no file, knows no store, and runs within
 * the limits of exchange/limits.h. */
#ifndef PRENOTA_EXCHANGE_VERB_H
#define PRENOTA_EXCHANGE_VERB_H

#include "base/buffer.h"
#include "base/error.h"

struct verb {
	const char *name;
	const char *summary;
	/* Reads @input (@len bytes, a zero byte behind them), adds its answer to @output. */
	bool (*run)(const char *input, size_t len, struct buffer *output, struct error *err);
};

/* `read`: a file or mail of requests into the neutral list (exchange/request.h). */
bool verb_read(const char *input, size_t len, struct buffer *output, struct error *err);

/* `calendar`: appointments as JSON into an iCalendar file (exchange/calendar.h): {"zone", "stamp", "name", "method":
 * "publish", "file", "request" or "cancel", "events": [{"uid", "sequence", "date", "time", "minutes", "summary",
 * "description", "location", "categories": […], "organizer": {"name", "email"}, "attendee": {…}, "remind"}]}. */
bool verb_calendar(const char *input, size_t len, struct buffer *output, struct error *err);

/* `mail`: a letter as JSON into a mail (exchange/write_mail.h): {"from": {"name", "address"}, "to": {…}, "subject", "text",
 * "message_id", "date": seconds, "calendar": null or what `calendar` reads}. */
bool verb_mail(const char *input, size_t len, struct buffer *output, struct error *err);

#endif
