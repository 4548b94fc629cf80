#include "exchange/request.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

const char *const request_keys[] = {
	"source",
	"request_id",
	"received_at",
	"dealer",
	"name",
	"family",
	"given",
	"company",
	"mobile",
	"email",
	"lang",
	"plate",
	"vin",
	"model",
	"mileage",
	"unit",
	"reason",
	"text",
	"wish1",
	"wish2",
	"wish3",
	"mobility",
	"owner",
	"consent_contact",
	"photos",
	"warning_lamp",
	"parts",
	"advisor",
	"consent_reminder",
	"consent_version",
	NULL,
};

/* Other names under which forms send the same. */
static const struct {
	const char *name, *key;
} other_names[] = {
	{ "id", "request_id" },
	{ "requestid", "request_id" },
	{ "requestdate", "received_at" },
	{ "timestamp", "received_at" },
	{ "phone", "mobile" },
	{ "telephone", "mobile" },
	{ "tel", "mobile" },
	{ "cellphone", "mobile" },
	{ "e_mail", "email" },
	{ "mail", "email" },
	{ "language", "lang" },
	{ "locale", "lang" },
	{ "first_name", "given" },
	{ "firstname", "given" },
	{ "last_name", "family" },
	{ "lastname", "family" },
	{ "full_name", "name" },
	{ "licence_plate", "plate" },
	{ "license_plate", "plate" },
	{ "licenseplate", "plate" },
	{ "registration", "plate" },
	{ "odometer", "mileage" },
	{ "message", "text" },
	{ "comment", "text" },
	{ "comments", "text" },
	{ "request", "text" },
	{ "concern", "text" },
	{ "성함", "name" },
	{ "이름", "name" },
	{ "성명", "name" },
	{ "고객명", "name" },
	{ "연락처", "mobile" },
	{ "휴대전화", "mobile" },
	{ "휴대폰", "mobile" },
	{ "전화번호", "mobile" },
	{ "이메일", "email" },
	{ "차량번호", "plate" },
	{ "차량_번호", "plate" },
	{ "차대번호", "vin" },
	{ "모델", "model" },
	{ "차종", "model" },
	{ "주행거리", "mileage" },
	{ "희망일", "wish1" },
	{ "희망일시", "wish1" },
	{ "희망_날짜", "wish1" },
	{ "요청사항", "text" },
	{ "문의내용", "text" },
	{ "내용", "text" },
};

void reading_init(struct reading *reading, const char *format)
{
	*reading = (struct reading){ .format = format, .requests = json_array() };
}

void reading_finish(struct reading *reading)
{
	json_decref(reading->requests);
	json_decref(reading->mail);
	reading->requests = reading->mail = NULL;
}

static int add_bytes(const char *bytes, size_t len, void *out)
{
	buffer_add_bytes(out, bytes, len);
	return 0;
}

void reading_write(const struct reading *reading, struct buffer *out)
{
	json_t *answer =
		json_pack("{s:s, s:s?, s:O?, s:O}", "format", reading->format, "refused",
			  reading->refused[0] ? reading->refused : NULL, "mail", reading->mail, "requests",
			  reading->requests);
	json_dump_callback(answer, add_bytes, out, JSON_COMPACT);
	buffer_add_char(out, '\n');
	json_decref(answer);
}

/* @text cut to @most bytes at a boundary. */
static json_t *cut_string(const struct buffer *text, size_t most)
{
	size_t len = text->len;
	if (len > most)
		for (len = most; len > 0 && ((unsigned char)text->text[len] & 0xc0) == 0x80;)
			len--;
	return json_stringn(buffer_text(text), len);
}

void request_set_raw(json_t *request, const char *raw, size_t len)
{
	enum { LOOKED_AT = 2 * REQUEST_RAW_MAX }; /* cleaning is made for texts, not for tens of megabytes */
	struct buffer clean = { 0 };
	text_clean(&clean, raw, len > LOOKED_AT ? LOOKED_AT : len);
	json_object_set_new(request, "raw", cut_string(&clean, REQUEST_RAW_MAX));
	buffer_finish(&clean);
}

json_t *request_add(struct reading *reading, const char *raw, size_t len)
{
	if (json_array_size(reading->requests) >= REQUESTS_MAX)
		return NULL;
	json_t *request = json_pack("{s:{}, s:n}", "other", "by_hand");
	json_array_append_new(reading->requests, request);
	request_set_raw(request, raw, len);
	return request;
}

/* @key in small letters, blanks and hyphens as underscores; cut to what a name may be. */
static void fold_key(const char *key, char *folded, size_t size)
{
	struct buffer clean = { 0 };
	size_t n = 0;
	text_clean_line(&clean, key, strlen(key));
	for (const char *p = buffer_text(&clean); *p && n + 1 < size; p++)
		folded[n++] = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p == ' ' || *p == '-' ? '_' : *p);
	while (n && ((unsigned char)folded[n - 1] & 0xc0) == 0x80 && !text_is_valid(folded, n))
		n--;
	if (n && !text_is_valid(folded, n))
		n--;
	folded[n] = '\0';
	buffer_finish(&clean);
}

static const char *known_key(const char *folded)
{
	for (size_t i = 0; request_keys[i]; i++)
		if (strcmp(folded, request_keys[i]) == 0)
			return request_keys[i];
	for (size_t i = 0; i < sizeof other_names / sizeof other_names[0]; i++)
		if (strcmp(folded, other_names[i].name) == 0)
			return other_names[i].key;
	return NULL;
}

void request_say(json_t *request, const char *value, size_t len)
{
	struct buffer text = { 0 };
	const char *before = request_get(request, "text");
	if (before)
		buffer_printf(&text, "%s\n", before);
	size_t mark = text.len;
	text_clean(&text, value, len);
	while (text.len > mark && (text.text[text.len - 1] == '\n' || text.text[text.len - 1] == ' '))
		text.text[--text.len] = '\0';
	if (text.len > mark)
		json_object_set_new(request, "text", cut_string(&text, REQUEST_TEXT_MAX));
	buffer_finish(&text);
}

void request_put(json_t *request, const char *key, const char *value, size_t len)
{
	char folded[64];
	struct buffer clean = { 0 };
	fold_key(key, folded, sizeof folded);
	const char *known = known_key(folded);
	if (known && strcmp(known, "text") == 0) {
		request_say(request, value, len);
		return;
	}
	text_clean_line(&clean, value, len);
	json_t *where = known ? request : json_object_get(request, "other");
	const char *name = known ? known : folded;
	bool room = known || json_object_size(where) < REQUEST_OTHER_MAX;
	if (clean.len && name[0] && room && !json_object_get(where, name))
		json_object_set_new(where, name, cut_string(&clean, REQUEST_VALUE_MAX));
	buffer_finish(&clean);
}

void request_put_text(json_t *request, const char *key, const char *value)
{
	if (value)
		request_put(request, key, value, strlen(value));
}

void request_put_line(json_t *request, const char *label, const char *value, size_t len)
{
	char folded[64];
	fold_key(label, folded, sizeof folded);
	const char *known = known_key(folded);
	if (known && strcmp(known, "text") != 0 && strcmp(known, "source") != 0 &&
	    strcmp(known, "request_id") != 0 && strcmp(known, "received_at") != 0)
		request_put(request, known, value, len);
}

const char *request_get(const json_t *request, const char *key)
{
	return json_string_value(json_object_get(request, key));
}

void request_by_hand(json_t *request, const char *format, ...)
{
	char text[64];
	va_list args;
	if (request_get(request, "by_hand"))
		return;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	/* It may name what a stranger called something. */
	struct buffer clean = { 0 };
	text_clean_line(&clean, text, strlen(text));
	json_object_set_new(request, "by_hand", json_string(buffer_text(&clean)));
	buffer_finish(&clean);
}
