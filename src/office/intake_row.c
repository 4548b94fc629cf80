#include "office/intake_row.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "model/rules.h"

enum { SOURCE_MAX = 40, KEY_SIZE = 16 * 1024 };

static const char *value_of(const struct intake_request *given, const char *key)
{
	for (size_t i = 0; i < given->count; i++)
		if (strcmp(given->values[i].key, key) == 0)
			return given->values[i].value;
	return NULL;
}

/* Letters, digits and hyphens; NULL when nothing is left. */
static const char *source_name(const char *said, struct arena *arena)
{
	char name[SOURCE_MAX + 1];
	size_t n = 0;
	for (const char *p = said ? said : ""; *p && n < SOURCE_MAX; p++) {
		char c = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.')
			name[n++] = c;
		else if (n && name[n - 1] != '-')
			name[n++] = '-';
	}
	while (n && name[n - 1] == '-')
		n--;
	return n ? arena_strndup(arena, name, n) : NULL;
}

static bool names(const char *text, const char *word)
{
	return text && strcasestr(text, word) != NULL;
}

/* By the source when it is one of the channels, else by what the form calls its provider. */
static enum channel channel_of(const struct intake_reading *reading, const struct intake_request *given,
			       const char *source)
{
	enum channel channel = CHANNEL_DEALER_WEB;
	const char *service = value_of(given, "service"), *provider = value_of(given, "provider");
	if (source && channel_from_code(source, &channel))
		return channel;
	if (names(source, "app") || names(service, "app"))
		return CHANNEL_OWNER_APP;
	if (names(source, "maserati") || names(service, "maserati") || names(provider, "maserati"))
		return CHANNEL_MASERATI_WEB;
	return strcmp(reading->format, "mail") == 0 && !source ? CHANNEL_EMAIL : CHANNEL_DEALER_WEB;
}

/* All that was given, a line each; the customer's words stand apart. */
static const char *fields_text(const struct intake_request *given, struct arena *arena)
{
	struct buffer text = { 0 };
	for (size_t i = 0; i < given->count; i++)
		if (strcmp(given->values[i].key, "text") != 0)
			buffer_printf(&text, "%s=%s\n", given->values[i].key, given->values[i].value);
	const char *copy = arena_strndup(arena, buffer_text(&text), text.len);
	buffer_finish(&text);
	return copy;
}

static int compare_lines(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Of what it says, whatever the order, and however often it is delivered. */
static const char *content_digest(const struct intake_request *given, const char *whole, struct arena *arena)
{
	enum { CUT_BYTES = 40 * 1024 }; /* a longer raw text is only a beginning */
	const char **lines = arena_alloc(arena, (given->count + 1) * sizeof *lines);
	struct buffer text = { 0 };
	char id[ID_SIZE];
	size_t count = 0;
	for (size_t i = 0; i < given->count; i++)
		if (strcmp(given->values[i].key, "received_at") != 0 &&
		    strcmp(given->values[i].key, "status") != 0)
			lines[count++] =
				arena_printf(arena, "%s=%s\n", given->values[i].key, given->values[i].value);
	qsort(lines, count, sizeof *lines, compare_lines);
	for (size_t i = 0; i < count; i++)
		buffer_add(&text, lines[i]);
	if (given->by_hand)
		buffer_add(&text, given->raw ? given->raw : "");
	if (given->by_hand && given->raw && strlen(given->raw) > CUT_BYTES)
		buffer_add(&text, whole);
	id_of_bytes(buffer_text(&text), text.len, id);
	buffer_finish(&text);
	return arena_strdup(arena, id);
}

static const char *whole_name(const struct intake_request *given, struct arena *arena)
{
	const char *name = value_of(given, "name");
	const char *family = value_of(given, "family"), *first = value_of(given, "given");
	if (name || (!family && !first))
		return name ? name : value_of(given, "company");
	if (!family || !first)
		return family ? family : first;
	bool hangul = (unsigned char)family[0] >= 0xea && (unsigned char)family[0] <= 0xed;
	return hangul ? arena_printf(arena, "%s%s", family, first)
		      : arena_printf(arena, "%s %s", first, family);
}

/* "18,250 km" */
static int mileage_of(const char *said)
{
	char digits[8];
	size_t n = 0;
	for (const char *p = said ? said : ""; *p; p++) {
		if (*p >= '0' && *p <= '9' && n < sizeof digits - 1)
			digits[n++] = *p;
		else if (n && *p == '.' && (strlen(p) < 4 || p[1] < '0' || p[1] > '9'))
			break;
	}
	digits[n] = '\0';
	return n ? atoi(digits) : -1;
}

static const char *language_of(const char *said)
{
	if (said && strncasecmp(said, "ko", 2) == 0)
		return "ko";
	return said && strncasecmp(said, "en", 2) == 0 ? "en" : NULL;
}

/* From when the clock runs: a time that the sender gives counts when it is past. */
static instant received_at(const struct office *office, const struct intake_input *input, const char *said)
{
	instant at, now = office_now(office);
	instant arrived = input->arrived && input->arrived < now ? input->arrived : now;
	return said && civil_parse_instant(said, &at) && at > 0 && at < arrived ? at : arrived;
}

void intake_row(const struct office *office, const struct intake_input *input,
		const struct intake_reading *reading, const struct intake_request *given, const char *digest,
		struct arena *arena, struct digital_request *row)
{
	const char *source = source_name(value_of(given, "source"), arena);
	const char *own_id = value_of(given, "request_id");
	*row = (struct digital_request){
		.channel = channel_of(reading, given, source),
		.received = received_at(office, input, value_of(given, "received_at")),
		.name = whole_name(given, arena),
		.mobile = value_of(given, "mobile"),
		.email = value_of(given, "email"),
		.language = language_of(value_of(given, "lang")),
		.plate = value_of(given, "plate"),
		.vin = value_of(given, "vin"),
		.model = value_of(given, "model"),
		.mileage = mileage_of(value_of(given, "mileage")),
		.reason = value_of(given, "reason"),
		.text = value_of(given, "text"),
		.fields = fields_text(given, arena),
		.raw = given->raw,
		.reading = given->by_hand ? DIGITAL_HAND : DIGITAL_FORM,
		.problem = given->by_hand,
		.digest = content_digest(given, digest, arena),
		.original = digest,
	};
	row->due = row->received + DIGITAL_HOURS * 3600;
	row->source = source ? source : channel_code(row->channel);
	row->source_id = own_id ? own_id : arena_printf(arena, "#%s", row->digest);
}

/* --- by what it is recognised --- */

static const char *person_key(const struct office *office, const struct digital_request *row,
			      struct arena *arena)
{
	struct telephone telephone;
	char key[320];
	if (row->mobile && telephone_parse(row->mobile, office->site.country, &telephone, NULL)) {
		char digits[TELEPHONE_SIZE];
		telephone_digits(row->mobile, digits);
		return arena_strdup(arena, digits);
	}
	if (!row->email || !email_parse(row->email, key, sizeof key, NULL))
		return NULL;
	struct buffer folded = { 0 };
	text_fold(&folded, key);
	const char *copy = arena_strdup(arena, buffer_text(&folded));
	buffer_finish(&folded);
	return copy;
}

static const char *car_key(const struct office *office, const struct digital_request *row,
			   struct arena *arena)
{
	char vin[VIN_SIZE];
	struct plate plate;
	if (row->vin && vin_parse(row->vin, vin, NULL, NULL))
		return arena_strdup(arena, vin);
	if (row->plate && plate_parse(row->plate, office->site.country, &plate, NULL))
		return arena_strdup(arena, plate.key);
	return NULL;
}

void intake_keys(const struct office *office, const struct digital_request *row, struct arena *arena,
		 struct request_keys *keys)
{
	char *folded = arena_alloc(arena, KEY_SIZE), id[ID_SIZE];
	*keys = (struct request_keys){ .person = person_key(office, row, arena),
				       .car = car_key(office, row, arena) };
	if (!row->text)
		return;
	search_key(row->text, folded, KEY_SIZE);
	id_of_bytes(folded, strlen(folded), id);
	keys->text = arena_strdup(arena, id);
}
