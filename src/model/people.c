#include "model/people.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

static bool filled(const char *text)
{
	return text && *text;
}

/* Chinese, Japanese and Korean names stand without a space, family name first. */
static bool is_east_asian(const char *text)
{
	size_t used;
	if (!filled(text))
		return false;
	int32_t scalar = text_decode(text, strlen(text), &used);
	return (scalar >= 0x1100 && scalar <= 0x11FF) || (scalar >= 0x3040 && scalar <= 0x9FFF) ||
	       (scalar >= 0xAC00 && scalar <= 0xD7A3);
}

/* Copies what fits, cut between graphemes. */
static const char *hand_over(struct buffer *buffer, char *text, size_t size)
{
	const char *whole = buffer_text(buffer);
	size_t len = buffer->len;
	while (len >= size && len > 0)
		len = text_previous(whole, buffer->len, len);
	memcpy(text, whole, len);
	text[len] = '\0';
	buffer_finish(buffer);
	return text;
}

const char *customer_name(const struct customer *customer, char *text, size_t size)
{
	struct buffer name = { 0 };
	if (filled(customer->company_name) && (customer->company || !filled(customer->family))) {
		buffer_add(&name, customer->company_name);
		return hand_over(&name, text, size);
	}
	if (filled(customer->family))
		buffer_add(&name, customer->family);
	if (filled(customer->family) && filled(customer->given) && !is_east_asian(customer->family))
		buffer_add_char(&name, ' ');
	if (filled(customer->given))
		buffer_add(&name, customer->given);
	return hand_over(&name, text, size);
}

/* The first and the last grapheme with a star for each between; of one or two only the first is told. */
static void add_starred(struct buffer *out, const char *name)
{
	size_t len = strlen(name);
	size_t first = text_next(name, len, 0);
	size_t last = text_previous(name, len, len);
	buffer_add_bytes(out, name, first);
	for (size_t at = first; at < last; at = text_next(name, len, at))
		buffer_add_char(out, '*');
	if (last > first)
		buffer_add(out, name + last);
	else
		buffer_add_char(out, '*');
}

static void add_initial(struct buffer *out, const char *name)
{
	if (!filled(name))
		return;
	if (out->len)
		buffer_add_char(out, ' ');
	buffer_add_bytes(out, name, text_next(name, strlen(name), 0));
	buffer_add_char(out, '.');
}

const char *customer_masked_name(const struct customer *customer, char *text, size_t size)
{
	struct buffer masked = { 0 };
	if (customer->company || !filled(customer->family)) {
		char name[512];
		customer_name(customer, name, sizeof name);
		buffer_add_bytes(&masked, name, text_next(name, strlen(name), 0));
		if (*name)
			buffer_add(&masked, "***");
	} else if (is_east_asian(customer->family)) {
		char name[512];
		customer_name(customer, name, sizeof name);
		add_starred(&masked, name);
	} else {
		add_initial(&masked, customer->given);
		add_initial(&masked, customer->family);
	}
	return hand_over(&masked, text, size);
}

const char *telephone_masked(const char *number, char *text, size_t size)
{
	struct buffer digits = { 0 };
	text_digits(&digits, number ? number : "");
	const char *all = buffer_text(&digits);
	size_t len = digits.len;
	const char *trunk = "";
	if (len > 10 && strncmp(all, "82", 2) == 0) { /* +82 10 … is said as 010 … */
		all += 2;
		len -= 2;
		trunk = *all == '0' ? "" : "0";
	}
	struct buffer masked = { 0 };
	if (len >= 8) {
		buffer_add(&masked, trunk);
		buffer_add_bytes(&masked, all, 3 - strlen(trunk));
		buffer_add(&masked, "-****-");
		buffer_add(&masked, all + len - 4);
	} else if (len > 0) {
		buffer_add(&masked, "****");
		buffer_add(&masked, all + len - len / 2);
	}
	buffer_finish(&digits);
	return hand_over(&masked, text, size);
}

/* Whether every item "CODE:allowed:used" is used up; a text that says something else is not. */
static bool items_used(const char *items)
{
	bool any = false;
	for (const char *at = items ? items : ""; *at;) {
		size_t len = strcspn(at, " ");
		if (len > 0) {
			int allowed, used;
			char item[96];
			snprintf(item, sizeof item, "%.*s", (int)(len < sizeof item ? len : sizeof item - 1),
				 at);
			if (sscanf(item, "%*[^:]:%9d:%9d", &allowed, &used) != 2 || used < allowed)
				return false;
			any = true;
		}
		at += len;
		at += strspn(at, " ");
	}
	return any;
}

static const char *const contract_statuses[] = {
	[CONTRACT_NONE] = "none",           [CONTRACT_ACTIVE] = "active", [CONTRACT_EXPIRED] = "expired",
	[CONTRACT_EXHAUSTED] = "exhausted", [CONTRACT_FUTURE] = "future",
};

const char *contract_status_code(enum contract_status status)
{
	return contract_statuses[status];
}

bool contract_status_from_code(const char *code, enum contract_status *status)
{
	for (size_t i = 0; i < sizeof contract_statuses / sizeof *contract_statuses; i++)
		if (strcmp(contract_statuses[i], code) == 0) {
			*status = (enum contract_status)i;
			return true;
		}
	return false;
}

void contract_assess(struct contract *contract, civil_day today, int mileage)
{
	bool limited = contract->limit_km > 0 && mileage >= 0;
	contract->km_left = !limited ? -1 : mileage < contract->limit_km ? contract->limit_km - mileage : 0;
	contract->days_left = contract->end == 0 ? -1 : contract->end > today ? contract->end - today : 0;
	if (today < contract->start)
		contract->status = CONTRACT_FUTURE;
	else if ((contract->end != 0 && today > contract->end) || (limited && mileage >= contract->limit_km))
		contract->status = CONTRACT_EXPIRED;
	else
		contract->status = items_used(contract->items) ? CONTRACT_EXHAUSTED : CONTRACT_ACTIVE;
}

const char *contract_item_next(const char *items, struct contract_item *item)
{
	for (const char *at = items; at && *(at += strspn(at, " "));) {
		size_t len = strcspn(at, " ");
		int allowed, used, end = 0;
		bool read = sscanf(at, "%31[^: ]:%5d:%5d%n", item->code, &allowed, &used, &end) == 3 &&
			    (size_t)end == len && allowed >= 0 && used >= 0;
		at += len;
		if (!read)
			continue;
		item->allowed = allowed;
		item->left = used < allowed ? allowed - used : 0;
		return at;
	}
	return NULL;
}
