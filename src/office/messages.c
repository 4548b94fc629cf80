#include "office/messages.h"

#include <string.h>

#include "base/i18n.h"
#include "model/rules.h"
#include "office/messages_inner.h"
#include "store/file_store.h"
#include "store/people.h"

/* Consent for advertising holds two years (Network Act, 50: to be confirmed again). */
enum { ADVERT_CONSENT_S = 2 * 365 * 86400 };

bool messages_is_advert(const struct office *office, const char *template)
{
	const char *purpose = message_purpose(template);
	const struct message_template *found =
		office->phrases ? template_find(&office->phrases->templates, template) : NULL;
	return found ? found->advert : purpose && strcmp(purpose, "service-reminder") == 0;
}

struct interval messages_hours(const struct office *office, const char *template)
{
	return messages_is_advert(office, template) ? office->site.advert_hours : office->site.message_hours;
}

const char *messages_address(const struct office *office, const struct customer *customer,
			     enum contact_means means, struct arena *arena)
{
	struct telephone number;
	char mail[320];
	const char *typed = customer->mobile ? customer->mobile : customer->telephone;
	switch (means) {
	case CONTACT_PHONE:
		return typed;
	case CONTACT_SMS:
		if (!customer->mobile ||
		    !telephone_parse(customer->mobile, office->site.country, &number, NULL))
			return NULL;
		if (number.verified && !number.mobile)
			return NULL;
		return message_number_valid(number.e164) ? arena_strdup(arena, number.e164) : NULL;
	case CONTACT_EMAIL:
		if (!customer->email || !email_parse(customer->email, mail, sizeof mail, NULL))
			return NULL;
		return arena_strdup(arena, mail);
	case CONTACT_UNASKED:
	case CONTACT_NO:
	case CONTACT_MEANS_COUNT:
		break;
	}
	return NULL;
}

bool messages_consent(struct office *office, const char *customer, const char *purpose,
		      enum contact_means *means, struct error *err)
{
	return store_consent(office->store, customer, purpose, means, NULL, err);
}

bool messages_allowed(struct office *office, const char *template, const char *customer,
		      enum contact_means means, bool *allowed, struct error *err)
{
	const char *purpose = message_purpose(template);
	enum contact_means agreed = CONTACT_UNASKED;
	instant at = 0;
	if (!purpose)
		return error_set(err, ERROR_INPUT, _("there is no occasion for the message '%.60s'"),
				 template);
	*allowed = !purpose[0];
	if (*allowed || !customer)
		return true;
	if (!store_consent(office->store, customer, purpose, &agreed, &at, err))
		return false;
	bool holds = !messages_is_advert(office, template) || at + ADVERT_CONSENT_S > office_now(office);
	*allowed = agreed == means && holds;
	return true;
}

/* --- queueing --- */

static const char *language_of(const struct office *office, const struct office_message *message,
			       const struct customer_file *file, const struct customer *customer)
{
	if (message->language)
		return message->language;
	if (file && file->language)
		return file->language;
	return customer->language ? customer->language : office->site.language;
}

/* The text, when it cannot be made from the rows at the time of sending. */
static bool make_text(struct office *office, const struct office_message *asked,
		      const struct customer *customer, struct arena *arena, struct message *message,
		      struct error *err)
{
	struct fill_value values[MESSAGE_VALUES_MAX];
	size_t count = 0;
	if (!asked->values || message->means == CONTACT_PHONE)
		return true;
	for (; count < asked->value_count && count < MESSAGE_VALUES_MAX / 2; count++)
		values[count] = asked->values[count];
	messages_site_values(office, customer, message->language, arena, values, &count);
	return messages_render(office, message, values, count, arena, &message->subject, &message->text, err);
}

static bool queue(struct office *office, const struct office_message *asked, struct message *message,
		  struct arena *arena, enum office_queued *result, char id[ID_SIZE], struct error *err)
{
	struct customer customer;
	struct customer_file file = { 0 };
	bool allowed = false;
	const char *purpose = message_purpose(asked->template);
	if (!purpose)
		return error_set(err, ERROR_INPUT, _("there is no occasion for the message '%.60s'"),
				 asked->template);
	if (!store_get_customer(office->store, asked->customer, arena, &customer, err) ||
	    (asked->file && !store_get_file_row(office->store, asked->file, arena, &file, err)))
		return false;
	if (asked->means == CONTACT_UNASKED &&
	    !messages_consent(office, asked->customer, purpose, &message->means, err))
		return false;
	if (!messages_allowed(office, asked->template, asked->customer, message->means, &allowed, err))
		return false;
	*result = OFFICE_NO_CONSENT;
	if (!allowed)
		return true;
	*result = OFFICE_NO_ADDRESS;
	message->address = messages_address(office, &customer, message->means, arena);
	if (!message->address)
		return true;
	*result = OFFICE_QUEUED;
	message->language = language_of(office, asked, asked->file ? &file : NULL, &customer);
	return make_text(office, asked, &customer, arena, message, err) &&
	       store_add_message(office->store, message, id, err);
}

bool messages_queue(struct office *office, const struct office_message *asked, enum office_queued *result,
		    char id[ID_SIZE], struct error *err)
{
	struct arena arena = { 0 };
	char made[ID_SIZE];
	instant now = office_now(office), due = asked->due > now ? asked->due : now;
	struct message message = {
		.template = asked->template,
		.file_id = asked->file,
		.customer_id = asked->customer,
		.reminder_id = asked->reminder,
		.means = asked->means,
		.due = message_into_hours(due, messages_hours(office, asked->template)),
		.sequence = -1,
	};
	bool fine = queue(office, asked, &message, &arena, result, id ? id : made, err);
	arena_finish(&arena);
	return fine;
}

bool messages_drop_reminder(struct office *office, const char *reminder, const char *why, struct error *err)
{
	return store_drop_messages(office->store, NULL, reminder, why, err);
}
