/* office/messages_inner.h - what the files about messages share: texts, addresses, hours. Inner to this
 * folder. */
#ifndef PRENOTA_OFFICE_MESSAGES_INNER_H
#define PRENOTA_OFFICE_MESSAGES_INNER_H

#include "model/file.h"
#include "office/inner.h"
#include "office/messages.h"
#include "store/message.h"

/* --- messages_text.c --- */

enum { MESSAGE_VALUES_MAX = 40 };

/* "24 November", as it is said; in @arena. */
const char *messages_say_date(const struct office *office, civil_day day, const char *language,
			      struct arena *arena);

/* What is known of the site and the customer: name dealer number dealer_email. Added behind *@count. */
void messages_site_values(const struct office *office, const struct customer *customer, const char *language,
			  struct arena *arena, struct fill_value values[MESSAGE_VALUES_MAX], size_t *count);
/* What is known of a file's appointment: day weekday date time advisor mobility bring parking handback model.
 */
void messages_file_values(const struct office *office, const struct customer_file *file, const char *language,
			  struct arena *arena, struct fill_value values[MESSAGE_VALUES_MAX], size_t *count);

/* The text of @message's template by its means and language, @subject for a mail. With the marks of
 * advertising. ERROR_CONFIG when the forms have no such template. */
bool messages_render(const struct office *office, const struct message *message,
		     const struct fill_value *values, size_t count, struct arena *arena, const char **subject,
		     const char **text, struct error *err);

/* --- messages.c --- */

/* Whether messages of @template are advertising: only then need the forms be there to know; without them what
 * needs the consent for reminders of services counts as such. */
bool messages_is_advert(const struct office *office, const char *template);
struct interval messages_hours(const struct office *office, const char *template);

/* Where @customer gets a message by @means; NULL: nowhere. */
const char *messages_address(const struct office *office, const struct customer *customer,
			     enum contact_means means, struct arena *arena);

/* Whether @means may be used for @template and @customer now: the last answer for its purpose says so. */
bool messages_allowed(struct office *office, const char *template, const char *customer,
		      enum contact_means means, bool *allowed, struct error *err);

#endif
