#include "store/find_index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/rules.h"
#include "store/private.h"

enum { KIND_CUSTOMER, KIND_VEHICLE, PENDING_BYTES = 4 << 20 };

/* The site's country, for telephone numbers; "" before there is a site. */
static const char *site_country(struct store *store)
{
	struct find_pending *pending = &store->finding;
	if (pending->has_country)
		return pending->country;
	struct stmt *q = sql_start(store, SQL_SITE_COUNTRY);
	const char *found = sql_row(q) ? sql_peek(q) : NULL;
	snprintf(pending->country, sizeof pending->country, "%s", found ? found : "");
	pending->has_country = sql_end(q, NULL);
	return pending->country;
}

/* As find_strip_signs(), of @len bytes, which end with a zero; the bytes left. */
static size_t strip_signs(char *word, size_t len)
{
	if (memchr(word, '@', len) || !strpbrk(word, "0123456789"))
		return len;
	char *to = word;
	for (const char *from = word; *from; from++) {
		bool dot_of_name = *from == '.' && from[1] && !strchr("0123456789+-().", from[1]);
		if (dot_of_name || !strchr("+-().", *from))
			*to++ = *from;
	}
	*to = '\0';
	return (size_t)(to - word);
}

void find_strip_signs(char *word)
{
	strip_signs(word, strlen(word));
}

static void add_word(struct buffer *out, const char *word, size_t len)
{
	if (len == 0)
		return;
	buffer_add_bytes(out, "  ", 2);
	buffer_add_bytes(out, word, len);
}

/* Adds the words of @text, folded, each behind two spaces. */
static void add_words(struct find_pending *pending, const char *text)
{
	if (!text)
		return;
	struct buffer *jamo = &pending->jamo;
	buffer_clear(jamo);
	text_jamo(jamo, text);
	if (jamo->len == 0)
		return;
	for (char *at = jamo->text + strspn(jamo->text, " \t\n"); *at;) {
		size_t len = strcspn(at, " \t\n");
		char *next = at + len + strspn(at + len, " \t\n");
		at[len] = '\0';
		add_word(&pending->text, at, strip_signs(at, len));
		at = next;
	}
}

static void add_initials(struct find_pending *pending, const char *text)
{
	buffer_clear(&pending->jamo);
	text_initials(&pending->jamo, text);
	add_word(&pending->text, buffer_text(&pending->jamo), pending->jamo.len);
}

/* "010…" as it is dialled here, and with the country's number. */
static void add_telephone(struct find_pending *pending, const char *typed, const char *country)
{
	struct telephone telephone;
	struct buffer *digits = &pending->jamo;
	if (!typed || !telephone_parse(typed, country, &telephone, NULL))
		return;
	buffer_clear(digits);
	text_digits(digits, telephone.display);
	size_t national = digits->len;
	text_digits(digits, telephone.e164);
	const char *all = buffer_text(digits);
	size_t whole = digits->len - national;
	add_word(&pending->text, all, national);
	if (whole != national || memcmp(all, all + national, whole) != 0)
		add_word(&pending->text, all + national, whole);
}

/* splitmix64: rows that come in the order of their numbers are no pattern to it. */
static bool is_sampled(int64_t key)
{
	uint64_t z = (uint64_t)key * UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	return (z ^ (z >> 27)) % FIND_SAMPLE == 0;
}

/* Counts the trigrams of a row that is one of the sample; those that end in a space are never asked for. */
static bool count_grams(struct store *store, int64_t key, const char *text, int by, struct error *err)
{
	size_t first = 0, second = 0, used, len = strlen(text);
	if (!is_sampled(key))
		return true;
	for (size_t at = 0; at < len; at += used) {
		text_decode(text + at, len - at, &used);
		if (second > first && text[at] != ' ') {
			struct stmt *q = sql_start(store, SQL_SEARCH_GRAM_COUNT);
			sql_bind_bytes(q, text + first, at + used - first);
			sql_bind_int(q, by);
			if (!sql_run(q, err))
				return false;
		}
		first = second;
		second = at;
	}
	return true;
}

static bool forget(struct store *store, int64_t key, const char *text, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_SEARCH_TEXT_DELETE);
	sql_bind_int(q, key);
	sql_bind_string(q, text);
	if (!sql_run(q, err) || !count_grams(store, key, text, -1, err))
		return false;
	q = sql_start(store, SQL_SEARCH_DELETE);
	sql_bind_int(q, key);
	return sql_run(q, err);
}

static bool learn(struct store *store, const struct find_change *change, struct error *err)
{
	struct stmt *q = sql_start(store, SQL_SEARCH_ADD);
	sql_bind_int(q, change->kind);
	sql_bind_int(q, change->row);
	sql_bind_string(q, change->text);
	if (!sql_run(q, err))
		return false;
	int64_t key = sql_last_key(store);
	q = sql_start(store, SQL_SEARCH_TEXT_ADD);
	sql_bind_int(q, key);
	sql_bind_string(q, change->text);
	return sql_run(q, err) && count_grams(store, key, change->text, 1, err);
}

static bool put(struct store *store, const struct find_change *change, struct error *err)
{
	struct arena arena = { 0 };
	if (change->fresh)
		return learn(store, change, err);
	struct stmt *q = sql_start(store, SQL_SEARCH_OLD);
	sql_bind_int(q, change->kind);
	sql_bind_int(q, change->row);
	bool there = sql_row(q);
	int64_t key = there ? sql_int(q) : 0;
	const char *old = there ? sql_text(q, &arena) : NULL;
	bool fine = sql_end(q, err);
	if (fine && !(there && strcmp(old, change->text) == 0))
		fine = (!there || forget(store, key, old, err)) && learn(store, change, err);
	arena_finish(&arena);
	return fine;
}

static bool find_row(struct store *store, int kind, const char *id, int64_t *row, struct error *err)
{
	struct stmt *q = sql_start(store, kind == KIND_CUSTOMER ? SQL_SEARCH_ROW_OF_CUSTOMER
								: SQL_SEARCH_ROW_OF_VEHICLE);
	sql_bind_text(q, id);
	if (!sql_one(q, err, N_("row"), id))
		return false;
	*row = sql_int(q);
	return sql_end(q, err);
}

/* Keeps the row in mind for the end of the transaction, with the text that was put together. */
static bool note(struct store *store, int kind, const char *id, int64_t fresh, struct error *err)
{
	struct find_pending *pending = &store->finding;
	const char *text = buffer_text(&pending->text);
	int64_t row = fresh;
	if (!fresh && !find_row(store, kind, id, &row, err))
		return false;
	pending->items = arena_grow(&pending->arena, pending->items, pending->count, &pending->capacity,
				    sizeof *pending->items);
	pending->items[pending->count++] = (struct find_change){
		kind, row, arena_strndup(&pending->arena, text, pending->text.len), fresh > 0
	};
	pending->bytes += pending->text.len;
	return true;
}

bool find_index_flush(struct store *store, struct error *err)
{
	if (store->finding.count > 0)
		store->indexed = store->scattered = true;
	for (size_t i = 0; i < store->finding.count; i++)
		if (!put(store, &store->finding.items[i], err))
			return false;
	find_index_clear(store);
	return true;
}

void find_index_clear(struct store *store)
{
	arena_finish(&store->finding.arena);
	buffer_finish(&store->finding.text);
	buffer_finish(&store->finding.jamo);
	store->finding = (struct find_pending){ 0 };
}

size_t find_index_mark(const struct store *store)
{
	return store->finding.count;
}

void find_index_back(struct store *store, size_t mark)
{
	store->finding.count = mark;
}

bool find_index_full(const struct store *store)
{
	return store->finding.bytes >= PENDING_BYTES;
}

bool find_index_customer(struct store *store, const char *id, int64_t fresh, const struct customer *customer,
			 struct error *err)
{
	char name[512];
	const char *country = site_country(store);
	struct find_pending *pending = &store->finding;
	buffer_clear(&pending->text);
	add_words(pending, customer_name(customer, name, sizeof name));
	add_initials(pending, name);
	if (!customer->company)
		add_words(pending, customer->given);
	if (customer->company)
		add_words(pending, customer->family);
	add_telephone(pending, customer->mobile, country);
	add_telephone(pending, customer->telephone, country);
	add_words(pending, customer->email);
	add_words(pending, customer->dms_id);
	return note(store, KIND_CUSTOMER, id, fresh, err);
}

bool find_index_vehicle(struct store *store, const char *id, int64_t fresh, const struct vehicle *vehicle,
			struct error *err)
{
	struct plate plate;
	struct find_pending *pending = &store->finding;
	buffer_clear(&pending->text);
	if (vehicle->plate && plate_parse(vehicle->plate, "", &plate, NULL))
		add_words(pending, plate.key);
	add_words(pending, vehicle->vin);
	return note(store, KIND_VEHICLE, id, fresh, err);
}
