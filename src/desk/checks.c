/* The checks that forms name, from the model's rules. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "model/rules.h"

static bool check_telephone(void *context, const struct form_answers *answers, const char *text,
			    struct buffer *value, struct error *err)
{
	const struct desk *desk = context;
	struct telephone telephone;
	if (!telephone_parse(text, desk_site(desk)->country, &telephone, err))
		return false;
	buffer_add(value, telephone.display);
	return true;
}

static bool check_email(void *context, const struct form_answers *answers, const char *text,
			struct buffer *value, struct error *err)
{
	char email[320];
	if (!email_parse(text, email, sizeof email, err))
		return false;
	buffer_add(value, email);
	return true;
}

static bool check_plate(void *context, const struct form_answers *answers, const char *text,
			struct buffer *value, struct error *err)
{
	const struct desk *desk = context;
	struct plate plate;
	if (!plate_parse(text, desk_site(desk)->country, &plate, err))
		return false;
	buffer_add(value, plate.display);
	return true;
}

static bool check_vin(void *context, const struct form_answers *answers, const char *text,
		      struct buffer *value, struct error *err)
{
	char vin[VIN_SIZE], suggestion[VIN_SIZE];
	if (!vin_parse(text, vin, suggestion, err))
		return false;
	buffer_add(value, vin);
	return true;
}

static bool check_name(void *context, const struct form_answers *answers, const char *text,
		       struct buffer *value, struct error *err)
{
	char name[400];
	if (!name_parse(text, name, sizeof name, err))
		return false;
	buffer_add(value, name);
	return true;
}

static bool check_not_future(void *context, const struct form_answers *answers, const char *text,
			     struct buffer *value, struct error *err)
{
	const struct desk *desk = context;
	civil_day day;
	if (civil_parse_date(text, &day) && day > desk->moment.day)
		return error_set(err, ERROR_INPUT, _("this lies in the future; it cannot be after today"));
	return true;
}

static bool check_not_past(void *context, const struct form_answers *answers, const char *text,
			   struct buffer *value, struct error *err)
{
	const struct desk *desk = context;
	civil_day day;
	if (civil_parse_date(text, &day) && day < desk->moment.day)
		return error_set(err, ERROR_INPUT, _("this is past; today or later, please"));
	return true;
}

/* Ten digits or more in a row of digits and dashes, with two dashes or more, look like a driving licence
 * (11-22-333333-44): it is looked at, never written down. */
static bool check_not_licence(void *context, const struct form_answers *answers, const char *text,
			      struct buffer *value, struct error *err)
{
	int digits = 0, dashes = 0;
	for (const char *at = text;; at++) {
		bool digit = *at >= '0' && *at <= '9';
		digits += digit;
		dashes += *at == '-';
		if (digit || *at == '-')
			continue;
		if (digits == 12 && dashes == 3)
			return error_set(
				err, ERROR_INPUT,
				_("this looks like a licence number, which is not kept; write \"seen\""));
		digits = dashes = 0;
		if (*at == '\0')
			return true;
	}
}

struct form_checks call_checks(struct desk *desk)
{
	static const struct form_check_entry entries[] = {
		{ "telephone", check_telephone }, { "email", check_email },
		{ "plate", check_plate },         { "vin", check_vin },
		{ "name", check_name },           { "not-future", check_not_future },
		{ "not-past", check_not_past },   { "not-licence", check_not_licence },
	};
	return (struct form_checks){ .entries = entries,
				     .count = sizeof entries / sizeof entries[0],
				     .context = desk,
				     .today = desk->moment.day };
}
