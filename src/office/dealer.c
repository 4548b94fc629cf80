#include "office/dealer.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/rules.h"
#include "office/inner.h"
#include "store/task.h"

enum { DAY_S = 86400, VALUE_MAX = 500, KEY_SIZE = 1024 };
enum { ROLES_EDIT = ROLE_OPERATOR | ROLE_ADVISOR | ROLE_MANAGER };

enum check { ANY, TELEPHONE, EMAIL, LINK, STAFF, WORD };

static const struct field {
	const char *name, *label;
	enum dealer_edit edit;
	enum check check;
	bool required;
	const char *listed; /* its name in a listing */
	const char *lang;   /* compared in a site of this language only */
} fields[] = {
	{ "code", N_("Dealer code"), DEALER_TEXT, WORD, true, NULL, NULL },
	{ "name-en", N_("Name, English"), DEALER_TEXT, ANY, true, "name", "en" },
	{ "name-ko", N_("Name, Korean"), DEALER_TEXT, ANY, false, "name", "ko" },
	{ "address-en", N_("Address, English"), DEALER_TEXT, ANY, true, "address", "en" },
	{ "address-ko", N_("Address, Korean"), DEALER_TEXT, ANY, false, "address", "ko" },
	{ "telephone", N_("Telephone of the desk"), DEALER_TEXT, TELEPHONE, true, "telephone", NULL },
	{ "email", N_("E-mail of the desk"), DEALER_TEXT, EMAIL, false, "email", NULL },
	{ "website", N_("Website"), DEALER_TEXT, LINK, false, "website", NULL },
	{ "hours", N_("Opening hours"), DEALER_FIXED, ANY, false, "hours", NULL },
	{ "parking-en", N_("Parking, English"), DEALER_TEXT, ANY, false, NULL, NULL },
	{ "parking-ko", N_("Parking, Korean"), DEALER_TEXT, ANY, false, NULL, NULL },
	{ "bring", N_("What to bring"), DEALER_FIXED, ANY, false, NULL, NULL },
	{ "roadside", N_("Roadside assistance"), DEALER_TEXT, TELEPHONE, false, NULL, NULL },
	{ "emergency", N_("Emergency number"), DEALER_TEXT, TELEPHONE, false, NULL, NULL },
	{ "manager", N_("After-sales manager"), DEALER_TEXT, STAFF, false, NULL, NULL },
	{ "web-form", N_("Web form"), DEALER_YESNO, ANY, false, NULL, NULL },
	{ "owner-app", N_("Owner App form"), DEALER_YESNO, ANY, false, NULL, NULL },
};
enum { FIELDS = sizeof fields / sizeof fields[0] };

static const struct field *find_field(const char *name)
{
	for (int i = 0; i < FIELDS; i++)
		if (strcmp(fields[i].name, name) == 0)
			return &fields[i];
	return NULL;
}

const char *office_dealer_label(const char *field)
{
	const struct field *found = find_field(field);
	return found ? _(found->label) : field;
}

/* --- values --- */

const char *office_opening_text(const struct site *site, struct arena *arena)
{
	static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
	struct buffer text = { 0 };
	for (int from = 0, to; from < 7; from = to) {
		const struct hours *hours = &site->opening[from];
		for (to = from + 1; to < 7 && memcmp(hours, &site->opening[to], sizeof *hours) == 0; to++)
			;
		if (hours->count == 0)
			continue;
		buffer_printf(&text, "%s%s", text.len ? "; " : "", days[from]);
		if (to - from > 1)
			buffer_printf(&text, "-%s", days[to - 1]);
		for (int i = 0; i < hours->count; i++) {
			char begin[CIVIL_TIME_SIZE], end[CIVIL_TIME_SIZE];
			buffer_printf(&text, "%s %s-%s", i ? "," : "",
				      civil_format_time(hours->intervals[i].start, begin),
				      civil_format_time(hours->intervals[i].end, end));
		}
	}
	const char *kept = arena_strdup(arena, buffer_text(&text));
	buffer_finish(&text);
	return kept;
}

static const char *fixed_value(struct office *office, const char *field, struct arena *arena)
{
	return strcmp(field, "hours") == 0 ? office_opening_text(&office->site, arena) : "forms/bring.cfg";
}

static bool same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static void fill_item(struct office *office, const struct field *field, const struct dealer_rows *rows,
		      struct arena *arena, struct dealer_item *item)
{
	*item = (struct dealer_item){ .field = field->name, .edit = field->edit, .source = "site" };
	if (field->edit == DEALER_FIXED) {
		item->value = fixed_value(office, field->name, arena);
		item->source = strcmp(field->name, "bring") == 0 ? "forms" : "site";
	}
	for (size_t i = 0; i < rows->count; i++) {
		const struct dealer_row *row = &rows->items[i];
		if (strcmp(row->field, field->name) != 0)
			continue;
		bool stands = field->edit != DEALER_FIXED || same(row->value, item->value);
		if (field->edit != DEALER_FIXED) {
			item->value = row->value;
			item->source = row->source;
		}
		item->checked = stands ? row->checked : 0;
		item->checked_by = stands ? row->checked_by : NULL;
	}
	item->overdue = item->checked + (instant)DEALER_CHECK_DAYS * DAY_S < office_now(office);
}

/* --- what the public is told --- */

/* Numbers by their digits, all else by letters and digits alone. */
static bool says_the_same(const struct field *field, const char *country, const char *own, const char *listed)
{
	struct telephone a, b;
	char one[KEY_SIZE], other[KEY_SIZE];
	if (field->check == TELEPHONE && own && telephone_parse(own, country, &a, NULL) &&
	    telephone_parse(listed, country, &b, NULL))
		return strcmp(a.e164[0] ? a.e164 : a.display, b.e164[0] ? b.e164 : b.display) == 0;
	search_key(own ? own : "", one, sizeof one);
	search_key(listed, other, sizeof other);
	return strcmp(one, other) == 0;
}

static void compare(struct office *office, const struct field *field, const struct listing_rows *listing,
		    const char *code, struct dealer_item *item)
{
	if (!field->listed || (field->lang && strcmp(field->lang, office->site.language) != 0))
		return;
	for (size_t i = 0; i < listing->count; i++) {
		const struct listing_row *row = &listing->items[i];
		if (!row->value || strcmp(row->field, field->listed) != 0 ||
		    (code && strcmp(row->source, code) != 0))
			continue;
		item->listed = row->value;
		item->listed_seen = row->seen;
		item->differs = !says_the_same(field, office->site.country, item->value, row->value);
		return;
	}
}

bool office_dealer(struct office *office, struct arena *arena, struct dealer_data *data, struct error *err)
{
	struct dealer_rows rows = { 0 };
	struct listing_rows listing = { 0 };
	struct dealer_data found = { 0 };
	if (!store_dealer(office->store, arena, &rows, err) ||
	    !store_listing(office->store, arena, &listing, err))
		return false;
	for (int i = 0; i < FIELDS; i++) {
		struct dealer_item *item = &found.items[found.count++];
		fill_item(office, &fields[i], &rows, arena, item);
		compare(office, &fields[i], &listing, found.items[0].value, item);
		found.overdue += item->overdue;
		found.different += item->differs;
	}
	*data = found;
	return true;
}

/* --- changes --- */

static bool known(const char *name, const struct field **field, struct error *err)
{
	struct buffer all = { 0 };
	*field = find_field(name);
	if (*field)
		return true;
	for (int i = 0; i < FIELDS; i++)
		buffer_printf(&all, "%s%s", i ? ", " : "", fields[i].name);
	error_set(err, ERROR_INPUT, _("the dealer's data have no '%.60s'; there are %s"), name,
		  buffer_text(&all));
	buffer_finish(&all);
	return false;
}

static bool is_link(const char *value)
{
	bool web = strncmp(value, "https://", 8) == 0 || strncmp(value, "http://", 7) == 0;
	return web && !strpbrk(value, " \"<>\\^`{|}") && strchr(value + 8, '.');
}

static bool is_right(const struct office *office, const struct field *field, const char *value,
		     struct error *err)
{
	struct telephone number;
	char mail[KEY_SIZE];
	if (field->edit == DEALER_FIXED)
		return error_set(err, ERROR_INPUT,
				 _("'%s' is changed in site.cfg or the forms; here it is only checked"),
				 field->name);
	if (!*value)
		return !field->required ||
		       error_set(err, ERROR_INPUT, _("'%s' cannot be empty"), field->name);
	if (strlen(value) > VALUE_MAX || !text_is_valid(value, strlen(value)) || strpbrk(value, "\n\r\t\033"))
		return error_set(err, ERROR_INPUT, _("one line of text, at most %d bytes"), VALUE_MAX);
	if (field->edit == DEALER_YESNO)
		return strcmp(value, "yes") == 0 || strcmp(value, "no") == 0 ||
		       error_set(err, ERROR_INPUT, _("'%s' is yes or no"), field->name);
	switch (field->check) {
	case ANY:
		return true;
	case TELEPHONE:
		return telephone_parse(value, office->site.country, &number, err);
	case EMAIL:
		return email_parse(value, mail, sizeof mail, err);
	case LINK:
		return is_link(value) ||
		       error_set(err, ERROR_INPUT, _("a link begins with https:// and has no blanks"));
	case STAFF:
		return site_find_staff(&office->site, value) >= 0 ||
		       error_set(err, ERROR_INPUT, _("'%.60s' is not on the staff"), value);
	case WORD:
		return !strchr(value, ' ') || error_set(err, ERROR_INPUT, _("a code has no blanks"));
	}
	return true;
}

bool office_dealer_set(struct office *office, const char *name, const char *value, struct error *err)
{
	const struct field *field;
	if (!known(name, &field, err) || !is_right(office, field, value, err) ||
	    !office_begin(office, ROLES_EDIT, err))
		return false;
	return office_end(office, store_set_dealer(office->store, field->name, value, err), err) &&
	       office_reload_site(office, err);
}

/* Whoever checks a form that nobody spoke of found it: it is available. */
static const char *value_checked(const struct dealer_item *item)
{
	return item->edit == DEALER_YESNO && !item->value ? "yes" : item->value;
}

static bool check_all(struct office *office, const struct dealer_data *data, const char *field,
		      struct error *err)
{
	for (int i = 0; i < data->count; i++)
		if ((!field || strcmp(data->items[i].field, field) == 0) &&
		    !store_check_dealer(office->store, data->items[i].field, value_checked(&data->items[i]),
					err))
			return false;
	return true;
}

bool office_dealer_check(struct office *office, const char *name, struct error *err)
{
	struct arena arena = { 0 };
	struct dealer_data data;
	const struct field *field;
	if ((name && !known(name, &field, err)) || !office_begin(office, ROLES_EDIT, err))
		return false;
	bool fine = office_dealer(office, &arena, &data, err) && check_all(office, &data, name, err);
	fine = office_end(office, fine, err);
	arena_finish(&arena);
	return fine && office_dealer_nag(office, err);
}

bool office_dealer_undo(struct office *office, struct arena *arena, const char **field, struct error *err)
{
	if (!office_begin(office, ROLES_EDIT, err))
		return false;
	return office_end(office, store_undo_dealer(office->store, arena, field, err), err) &&
	       office_reload_site(office, err);
}

/* --- the nag --- */

static bool add_task(struct office *office, struct error *err)
{
	struct task task = {
		.kind = "dealer",
		.roles = ROLE_MANAGER | ROLE_OPERATOR,
		.due = office_now(office) + 7 * DAY_S,
		.text = "overdue",
	};
	return store_add_task(office->store, &task, NULL, err);
}

bool office_dealer_nag(struct office *office, struct error *err)
{
	struct arena arena = { 0 };
	struct dealer_data data;
	bool there = false;
	bool fine = office_dealer(office, &arena, &data, err) &&
		    store_has_task(office->store, "dealer", "overdue", &there, err);
	arena_finish(&arena);
	if (!fine || there == (data.overdue > 0))
		return fine;
	if (!office_begin(office, ~0U, err))
		return false;
	fine = store_has_task(office->store, "dealer", "overdue", &there, err);
	if (fine && data.overdue > 0 && !there)
		fine = add_task(office, err);
	else if (fine && data.overdue == 0 && there)
		fine = store_finish_tasks(office->store, "dealer", "overdue", "checked", err);
	return office_end(office, fine, err);
}
