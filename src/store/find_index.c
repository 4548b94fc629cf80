#include "store/find_index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "model/rules.h"
#include "store/private.h"

enum { KIND_CUSTOMER, KIND_VEHICLE, START_LENGTH = 2 };

/* The site's country, for telephone numbers; "" before there is a site. */
static void read_country(struct store *store, char country[8])
{
	struct stmt *q = sql_start(store, SQL_SITE_COUNTRY);
	const char *found = sql_row(q) ? sql_peek(q) : NULL;
	snprintf(country, 8, "%s", found ? found : "");
	sql_end(q, NULL);
}

void find_strip_signs(char *word)
{
	if (strchr(word, '@') || !strpbrk(word, "0123456789"))
		return;
	char *to = word;
	for (const char *from = word; *from; from++)
		if (!strchr("+-().", *from))
			*to++ = *from;
	*to = '\0';
}

/* Adds the words of @text, folded, each behind one space. */
static void add_words(struct buffer *out, const char *text)
{
	struct buffer jamo = { 0 };
	text_jamo(&jamo, text ? text : "");
	const char *at = buffer_text(&jamo);
	while (*(at += strspn(at, " \t\n"))) {
		size_t len = strcspn(at, " \t\n");
		char *word = strndup(at, len);
		find_strip_signs(word);
		if (*word)
			buffer_printf(out, " %s", word);
		free(word);
		at += len;
	}
	buffer_finish(&jamo);
}

static void add_initials(struct buffer *out, const char *text)
{
	struct buffer initials = { 0 };
	text_initials(&initials, text);
	if (initials.len)
		buffer_printf(out, " %s", buffer_text(&initials));
	buffer_finish(&initials);
}

/* "010…" as it is dialled here, and with the country's number. */
static void add_telephone(struct buffer *out, const char *typed, const char *country)
{
	struct telephone telephone;
	if (!typed || !telephone_parse(typed, country, &telephone, NULL))
		return;
	struct buffer national = { 0 }, whole = { 0 };
	text_digits(&national, telephone.display);
	text_digits(&whole, telephone.e164);
	if (national.len)
		buffer_printf(out, " %s", buffer_text(&national));
	if (whole.len && strcmp(buffer_text(&whole), buffer_text(&national)) != 0)
		buffer_printf(out, " %s", buffer_text(&whole));
	buffer_finish(&national);
	buffer_finish(&whole);
}

static bool each_start(struct store *store, enum sql id, const char *text, int64_t key, struct error *err)
{
	for (const char *at = text; *(at += strspn(at, " "));) {
		size_t len = strcspn(at, " ");
		size_t end = 0, used;
		for (int i = 0; i < START_LENGTH && end < len; i++) {
			text_decode(at + end, len - end, &used);
			end += used;
			char start[START_LENGTH * TEXT_SCALAR_SIZE + 1];
			memcpy(start, at, end);
			start[end] = '\0';
			struct stmt *q = sql_start(store, id);
			sql_bind_text(q, start);
			sql_bind_int(q, key);
			if (!sql_run(q, err))
				return false;
		}
		at += len;
	}
	return true;
}

static bool forget(struct store *store, int64_t key, const char *text, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_SEARCH_TEXT_DELETE);
	sql_bind_int(q, key);
	sql_bind_text(q, text);
	if (!sql_run(q, err) || !each_start(store, SQL_SEARCH_START_DELETE, text, key, err))
		return false;
	q = sql_start(store, SQL_SEARCH_DELETE);
	sql_bind_int(q, key);
	return sql_run(q, err);
}

static bool learn(struct store *store, int kind, const char *id, const char *text, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_SEARCH_ADD);
	sql_bind_int(q, kind);
	sql_bind_text(q, id);
	sql_bind_string(q, text);
	if (!sql_run(q, err))
		return false;
	int64_t key = sql_last_key(store);
	q = sql_start(store, SQL_SEARCH_TEXT_ADD);
	sql_bind_int(q, key);
	sql_bind_string(q, text);
	return sql_run(q, err) && each_start(store, SQL_SEARCH_START_ADD, text, key, err);
}

static bool put(struct store *store, int kind, const char *id, const char *text, struct error *err)
{
	struct arena arena = { 0 };
	struct stmt *q = sql_start(store, SQL_SEARCH_OLD);
	sql_bind_text(q, id);
	bool there = sql_row(q);
	int64_t key = there ? sql_int(q) : 0;
	const char *old = there ? sql_text(q, &arena) : NULL;
	bool fine = sql_end(q, err);
	if (fine && !(there && strcmp(old, text) == 0))
		fine = (!there || forget(store, key, old, err)) && learn(store, kind, id, text, err);
	arena_finish(&arena);
	return fine;
}

bool find_index_customer(struct store *store, const char *id, const struct customer *customer,
			 struct error *err)
{
	char name[512], country[8];
	struct buffer text = { 0 };
	read_country(store, country);
	add_words(&text, customer_name(customer, name, sizeof name));
	add_initials(&text, name);
	if (!customer->company)
		add_words(&text, customer->given);
	if (customer->company)
		add_words(&text, customer->family);
	add_telephone(&text, customer->mobile, country);
	add_telephone(&text, customer->telephone, country);
	add_words(&text, customer->email);
	add_words(&text, customer->dms_id);
	bool fine = put(store, KIND_CUSTOMER, id, buffer_text(&text), err);
	buffer_finish(&text);
	return fine;
}

bool find_index_vehicle(struct store *store, const char *id, const struct vehicle *vehicle, struct error *err)
{
	struct plate plate;
	struct buffer text = { 0 };
	if (vehicle->plate && plate_parse(vehicle->plate, "", &plate, NULL))
		add_words(&text, plate.key);
	add_words(&text, vehicle->vin);
	bool fine = put(store, KIND_VEHICLE, id, buffer_text(&text), err);
	buffer_finish(&text);
	return fine;
}
