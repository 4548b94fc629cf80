#include "office/twins.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/text.h"
#include "model/rules.h"
#include "store/find.h"
#include "store/people.h"

enum { NAME_BYTES = 256, WORDS_MAX = 8, LOOKED_MAX = 40, LETTERS_MAX = 96, NEAR_LETTERS = 6 };

/* --- names --- */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The words of a name folded, in the order of their letters, without what stands between. */
static void name_key(const char *name, char key[NAME_BYTES])
{
	struct buffer folded = { 0 };
	char *words[WORDS_MAX], *rest;
	size_t count = 0, len = 0;
	text_fold(&folded, name);
	buffer_add(&folded, "");
	for (char *word = strtok_r(folded.text, " ,.'-()", &rest); word && count < WORDS_MAX;
	     word = strtok_r(NULL, " ,.'-()", &rest))
		words[count++] = word;
	qsort(words, count, sizeof words[0], by_text);
	key[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		size_t add = strlen(words[i]);
		if (len + add >= NAME_BYTES)
			break;
		memcpy(key + len, words[i], add + 1);
		len += add;
	}
	buffer_finish(&folded);
}

static size_t letters_of(const char *text, int32_t letters[LETTERS_MAX])
{
	size_t count = 0, len = strlen(text);
	for (size_t at = 0, used; at < len && count < LETTERS_MAX; at += used)
		letters[count++] = text_decode(text + at, len - at, &used);
	return count;
}

/* One letter more, less or another. */
static bool one_off(const int32_t *a, size_t a_count, const int32_t *b, size_t b_count)
{
	if (a_count > b_count)
		return one_off(b, b_count, a, a_count);
	if (b_count - a_count > 1)
		return false;
	size_t head = 0, tail = 0;
	while (head < a_count && a[head] == b[head])
		head++;
	while (tail < a_count - head && a[a_count - 1 - tail] == b[b_count - 1 - tail])
		tail++;
	return head + tail + 1 >= b_count;
}

bool office_twin_names(const char *a, const char *b)
{
	char key_a[NAME_BYTES], key_b[NAME_BYTES];
	int32_t letters_a[LETTERS_MAX], letters_b[LETTERS_MAX];
	name_key(a, key_a);
	name_key(b, key_b);
	if (key_a[0] == '\0' || key_b[0] == '\0')
		return false;
	if (strcmp(key_a, key_b) == 0)
		return true;
	size_t count_a = letters_of(key_a, letters_a), count_b = letters_of(key_b, letters_b);
	/* In short names, as the Korean ones, one letter is another person. */
	return count_a >= NEAR_LETTERS && count_b >= NEAR_LETTERS &&
	       one_off(letters_a, count_a, letters_b, count_b);
}

/* --- looking --- */

static const char *name_of(const struct customer *customer, char name[NAME_BYTES])
{
	return customer_name(customer, name, NAME_BYTES);
}

static void add(struct office_twins *twins, const struct customer *said, const struct customer *found,
		unsigned why)
{
	if (said->id && strcmp(said->id, found->id) == 0)
		return;
	for (int i = 0; i < twins->count; i++)
		if (strcmp(twins->items[i].id, found->id) == 0) {
			twins->why[i] |= why;
			return;
		}
	if (twins->count == OFFICE_TWINS_MAX)
		return;
	twins->items[twins->count] = *found;
	twins->why[twins->count++] = why;
}

static bool by_number(struct office *office, const struct customer *said, struct arena *arena,
		      struct office_twins *twins, struct error *err)
{
	const char *numbers[] = { said->mobile, said->telephone };
	for (size_t n = 0; n < 2; n++) {
		struct customer_list list = { 0 };
		if (!numbers[n] || !*numbers[n])
			continue;
		if (!store_customers_by_telephone(office->store, numbers[n], arena, &list, err))
			return false;
		for (size_t i = 0; i < list.count; i++)
			add(twins, said, &list.items[i], OFFICE_TWIN_NUMBER);
	}
	return true;
}

/* Customers that hold @text, those that are alike. */
static bool by_text_found(struct office *office, const struct customer *said, const char *text,
			  struct arena *arena, struct office_twins *twins, struct error *err)
{
	struct find_list hits = { 0 };
	char own[NAME_BYTES], other[NAME_BYTES];
	bool by_email = text == said->email;
	if (!text || strlen(text) < 2)
		return true;
	if (!store_find(office->store, text, LOOKED_MAX, arena, &hits, err))
		return false;
	name_of(said, own);
	for (size_t i = 0; i < hits.count; i++) {
		struct customer found;
		unsigned why = 0;
		if (hits.items[i].kind != FIND_CUSTOMER)
			continue;
		/* Most who share a word are read no further than their name. */
		if (!by_email && (!hits.items[i].name || !office_twin_names(own, hits.items[i].name)))
			continue;
		if (!store_get_customer(office->store, hits.items[i].id, arena, &found, err))
			return false;
		if (said->email && found.email && strcasecmp(said->email, found.email) == 0)
			why |= OFFICE_TWIN_EMAIL;
		if (office_twin_names(own, name_of(&found, other)))
			why |= OFFICE_TWIN_NAME;
		if (why)
			add(twins, said, &found, why);
	}
	return true;
}

bool office_twins(struct office *office, const struct customer *said, struct arena *arena,
		  struct office_twins *twins, struct error *err)
{
	struct office_twins found = { 0 };
	const char *name = said->company ? said->company_name : said->family;
	if (!by_number(office, said, arena, &found, err) ||
	    !by_text_found(office, said, said->email, arena, &found, err) ||
	    !by_text_found(office, said, name, arena, &found, err) ||
	    (!said->company && !by_text_found(office, said, said->given, arena, &found, err)))
		return false;
	*twins = found;
	return true;
}
