#include "model/rules.h"

#include <ctype.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/site.h"

enum { EMAIL_MAX = 254, LOCAL_MAX = 64, LABEL_MAX = 63, NAME_MAX_CHARACTERS = 80 };

/* What stands before the @ without quotes (RFC 5321, dot-atom). */
static bool local_part_valid(const char *text, size_t len)
{
	if (len == 0 || len > LOCAL_MAX || text[0] == '.' || text[len - 1] == '.')
		return false;
	for (size_t i = 0; i < len; i++) {
		bool double_dot = text[i] == '.' && text[i + 1] == '.';
		if (double_dot ||
		    (!isalnum((unsigned char)text[i]) && !strchr("!#$%&'*+-/=?^_`{|}~.", text[i])))
			return false;
	}
	return true;
}

static bool domain_valid(const char *text)
{
	int labels = 0;
	for (;; text++) {
		size_t len = strcspn(text, ".");
		if (len == 0 || len > LABEL_MAX || text[0] == '-' || text[len - 1] == '-')
			return false;
		for (size_t i = 0; i < len; i++)
			if (!isalnum((unsigned char)text[i]) && text[i] != '-')
				return false;
		labels++;
		text += len;
		if (!*text)
			return labels >= 2 && isalpha((unsigned char)text[-1]);
	}
}

static bool email_valid(const char *text, struct error *err)
{
	const char *at = strchr(text, '@');
	if (!*text)
		return error_set(err, ERROR_INPUT, _("e-mail address is missing"));
	if (!at)
		return error_set(err, ERROR_INPUT,
				 _("e-mail address has no @; it looks like name@example.com"));
	if (strchr(at + 1, '@'))
		return error_set(err, ERROR_INPUT, _("e-mail address has more than one @"));
	if (strlen(text) > EMAIL_MAX || !local_part_valid(text, (size_t)(at - text)))
		return error_set(err, ERROR_INPUT,
				 _("e-mail address is wrong before the @; only letters, digits and . _ + - "
				   "stand there"));
	if (!domain_valid(at + 1))
		return error_set(err, ERROR_INPUT,
				 _("e-mail address is wrong after the @; it ends like example.com"));
	return true;
}

/* The domain's letters do not tell big from small. */
static void lower_domain(char *text)
{
	for (char *c = strchr(text, '@'); c && *c; c++)
		*c = (char)tolower((unsigned char)*c);
}

bool email_parse(const char *typed, char *email, size_t size, struct error *err)
{
	struct buffer text = { 0 };
	text_clean_line(&text, typed ? typed : "", typed ? strlen(typed) : 0);
	bool fine = email_valid(buffer_text(&text), err);
	if (fine && text.len >= size)
		fine = error_set(err, ERROR_INPUT, _("e-mail address is too long"));
	if (fine) {
		lower_domain(text.text);
		memcpy(email, text.text, text.len + 1);
	}
	buffer_finish(&text);
	return fine;
}

static int count_characters(const char *text, size_t len)
{
	int count = 0;
	for (size_t at = 0; at < len; at = text_next(text, len, at))
		count++;
	return count;
}

bool name_parse(const char *typed, char *name, size_t size, struct error *err)
{
	struct buffer text = { 0 }, digits = { 0 };
	bool utf8 = text_clean_line(&text, typed ? typed : "", typed ? strlen(typed) : 0) != TEXT_INVALID;
	text_digits(&digits, buffer_text(&text));
	bool fine = true;
	if (!utf8)
		fine = error_set(err, ERROR_INPUT, _("name is not UTF-8 text; type it again"));
	else if (text.len == 0)
		fine = error_set(err, ERROR_INPUT, _("name is missing"));
	else if (digits.len > 0)
		fine = error_set(err, ERROR_INPUT, _("name has a digit; type only the name"));
	else if (text.len >= size || count_characters(text.text, text.len) > NAME_MAX_CHARACTERS)
		fine = error_set(err, ERROR_INPUT, _("name is longer than %d characters"),
				 NAME_MAX_CHARACTERS);
	else
		memcpy(name, text.text, text.len + 1);
	buffer_finish(&text);
	buffer_finish(&digits);
	return fine;
}

enum mileage_doubt mileage_check(int km, civil_day today, int last_km, civil_day last_day)
{
	enum { KM_A_YEAR = 60000, DAYS_A_YEAR = 365, SHORTEST_DAYS = 7 };
	if (km < 0 || last_km < 0)
		return MILEAGE_FINE;
	if (km < last_km)
		return MILEAGE_LOWER;
	if (last_day == 0)
		return MILEAGE_FINE;
	int64_t days = today - last_day > SHORTEST_DAYS ? today - last_day : SHORTEST_DAYS;
	return (int64_t)(km - last_km) * DAYS_A_YEAR > days * KM_A_YEAR ? MILEAGE_JUMP : MILEAGE_FINE;
}

const char *bring_code(enum bring item)
{
	static const char *const codes[BRING_COUNT] = {
		"registration", "record",    "keys",      "licence", "nut-key",
		"cable",        "insurance", "authority", "charge",  "valuables",
	};
	for (int i = 0; i < BRING_COUNT; i++)
		if ((unsigned)item == 1U << i)
			return codes[i];
	return "";
}

unsigned bring_list(enum energy energy, unsigned work_flags, enum mobility mobility, bool third_person)
{
	unsigned list = BRING_REGISTRATION | BRING_RECORD | BRING_KEYS | BRING_VALUABLES;
	if (work_flags & WORK_WHEELS_OFF)
		list |= BRING_NUT_KEY;
	if (energy == ENERGY_BEV || energy == ENERGY_PHEV)
		list |= BRING_CABLE | BRING_CHARGE;
	if (mobility == MOBILITY_LOAN || mobility == MOBILITY_HIRE || mobility == MOBILITY_RENTAL)
		list |= BRING_LICENCE;
	if (work_flags & WORK_BODY)
		list |= BRING_INSURANCE;
	if (third_person)
		list |= BRING_AUTHORITY;
	return list;
}

static bool is_ignored(int32_t scalar)
{
	if (scalar < 0 || scalar == 0xB7 || scalar == 0x30FB || (scalar >= 0x2010 && scalar <= 0x2027))
		return true;
	return scalar < 0x80 && !isalnum((int)scalar);
}

void search_key(const char *text, char *key, size_t size)
{
	struct buffer folded = { 0 };
	size_t len = 0;
	text_fold(&folded, text ? text : "");
	for (size_t at = 0, used; at < folded.len; at += used) {
		int32_t scalar = text_decode(folded.text + at, folded.len - at, &used);
		if (is_ignored(scalar))
			continue;
		if (len + used >= size)
			break;
		memcpy(key + len, folded.text + at, used);
		len += used;
	}
	key[len] = '\0';
	buffer_finish(&folded);
}
