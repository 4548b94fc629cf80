#include "cli/output.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/words.h"
#include "model/rules.h"

enum { COLUMNS_MAX = 32 };

struct cli_listing {
	const struct cli *cli;
	const struct cli_column *columns;
	size_t count;
	const char *(*labels[COLUMNS_MAX])(const char *code); /* NULL: as it stands */
	const char *country; /* of telephone numbers; NULL: they stay as they are */
	enum cli_format format;
	struct table *table;
	struct buffer csv;
	json_t *items;
};

enum cli_format cli_format_of(const struct cli *cli, enum cli_format otherwise)
{
	static const char *const names[] = { [FORMAT_TABLE] = "table",
					     [FORMAT_CSV] = "csv",
					     [FORMAT_JSON] = "json",
					     [FORMAT_ICS] = "ics",
					     [FORMAT_HTML] = "html" };
	const char *format = cli->line.value[OPT_FORMAT];
	if (!format)
		return otherwise;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(format, names[i]) == 0)
			return (enum cli_format)i;
	return FORMAT_TABLE;
}

struct cli_listing *cli_listing_create(const struct cli *cli, const struct cli_column *columns, size_t count)
{
	struct cli_listing *listing = memory_zeroed(1, sizeof *listing);
	struct table_column shown[COLUMNS_MAX];
	const char *keys[COLUMNS_MAX];
	if (count > COLUMNS_MAX)
		abort();
	listing->cli = cli;
	listing->columns = columns;
	listing->count = count;
	listing->format = cli_format_of(cli, FORMAT_TABLE);
	for (size_t i = 0; i < count; i++) {
		enum text_align align = columns[i].cell == CELL_NUMBER ? TEXT_RIGHT : TEXT_LEFT;
		shown[i] = (struct table_column){ _(columns[i].title), align, columns[i].max };
		keys[i] = columns[i].key;
	}
	listing->table = table_create(shown, count);
	csv_write_row(&listing->csv, keys, count);
	listing->items = json_array();
	return listing;
}

static json_t *cell_json(enum cli_cell cell, const char *text)
{
	switch (cell) {
	case CELL_TEXT:
	case CELL_TELEPHONE:
		break;
	case CELL_NUMBER:
		return text && *text ? json_integer(strtoll(text, NULL, 10)) : json_null();
	case CELL_WORDS:
		return cli_json_words(text);
	}
	return cli_json_text(text);
}

void cli_listing_label(struct cli_listing *listing, const char *key, const char *(*label)(const char *code))
{
	for (size_t i = 0; i < listing->count; i++)
		if (strcmp(listing->columns[i].key, key) == 0)
			listing->labels[i] = label;
}

void cli_listing_country(struct cli_listing *listing, const char *country)
{
	listing->country = country;
}

static void csv_add(struct cli_listing *listing, const char *const *cells)
{
	struct telephone numbers[COLUMNS_MAX];
	const char *shown[COLUMNS_MAX];
	for (size_t i = 0; i < listing->count; i++) {
		shown[i] = cells[i];
		if (listing->columns[i].cell == CELL_TELEPHONE && listing->country && cells[i] &&
		    cells[i][0] == '+' &&
		    telephone_parse(cells[i], listing->country, &numbers[i], &(struct error){ 0 }))
			shown[i] = numbers[i].display;
	}
	csv_write_row(&listing->csv, shown, listing->count);
}

/* A row of the table, codes by their words. */
static void table_add(struct cli_listing *listing, const char *const *cells)
{
	struct buffer words[COLUMNS_MAX] = { 0 };
	const char *shown[COLUMNS_MAX];
	for (size_t i = 0; i < listing->count; i++) {
		shown[i] = cells[i];
		if (!listing->labels[i] || !cells[i])
			continue;
		cli_label(&words[i], listing->labels[i], listing->columns[i].cell == CELL_WORDS ? ", " : " ",
			  cells[i]);
		shown[i] = buffer_text(&words[i]);
	}
	table_add_row(listing->table, shown);
	for (size_t i = 0; i < listing->count; i++)
		buffer_finish(&words[i]);
}

void cli_listing_add(struct cli_listing *listing, const char *const *cells)
{
	switch (listing->format) {
	case FORMAT_ICS:
	case FORMAT_HTML:
	case FORMAT_TABLE:
		table_add(listing, cells);
		return;
	case FORMAT_CSV:
		csv_add(listing, cells);
		return;
	case FORMAT_JSON:
		break;
	}
	json_t *item = json_object();
	for (size_t i = 0; i < listing->count; i++)
		json_object_set_new(item, listing->columns[i].key,
				    cell_json(listing->columns[i].cell, cells[i]));
	json_array_append_new(listing->items, item);
}

int cli_listing_end(struct cli_listing *listing)
{
	int status;
	struct buffer out = { 0 };
	if (listing->format == FORMAT_JSON) {
		status = cli_json_print(listing->cli,
					json_pack("{s:o}", "items", json_incref(listing->items)));
	} else if (listing->format == FORMAT_CSV) {
		status = cli_print(listing->cli, buffer_text(&listing->csv));
	} else {
		if (listing->cli->line.value[OPT_PLAIN])
			table_write_plain(listing->table, &out);
		else
			table_write(listing->table, &out);
		status = cli_print(listing->cli, buffer_text(&out));
	}
	buffer_finish(&out);
	table_destroy(listing->table);
	buffer_finish(&listing->csv);
	json_decref(listing->items);
	free(listing);
	return status;
}

/* Characters that could steer a terminal or hide text: what text_show() would replace. ASCII is JSON's own.
 */
static bool is_unsafe(int32_t scalar, const char *bytes, size_t len)
{
	if (scalar < 0x80)
		return scalar == 0x7f;
	struct buffer shown = { 0 };
	text_show_bytes(&shown, bytes, len);
	/* A combining mark alone stands on a space: it ends with its own bytes. */
	bool same = shown.len >= len && memcmp(shown.text + shown.len - len, bytes, len) == 0;
	buffer_finish(&shown);
	return !same;
}

static void escape_add(struct buffer *out, int32_t scalar)
{
	if (scalar >= 0x10000) {
		unsigned rest = (unsigned)scalar - 0x10000;
		buffer_printf(out, "\\u%04x\\u%04x", 0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff));
		return;
	}
	buffer_printf(out, "\\u%04x", (unsigned)scalar);
}

int cli_json_print(const struct cli *cli, json_t *value)
{
	char *text = json_dumps(value, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
	json_decref(value);
	if (!text)
		abort();
	struct buffer out = { 0 };
	size_t len = strlen(text);
	for (size_t at = 0, used; at < len; at += used) {
		int32_t scalar = text_decode(text + at, len - at, &used);
		if (scalar >= 0 && is_unsafe(scalar, text + at, used))
			escape_add(&out, scalar);
		else
			buffer_add_bytes(&out, text + at, used);
	}
	buffer_add_char(&out, '\n');
	free(text);
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}

json_t *cli_json_text(const char *text)
{
	if (!text)
		return json_null();
	json_t *value = json_string(text);
	if (value)
		return value;
	struct buffer clean = { 0 };
	text_clean(&clean, text, strlen(text));
	value = json_string(buffer_text(&clean));
	buffer_finish(&clean);
	return value ? value : json_null();
}

json_t *cli_json_date(civil_day day)
{
	char text[CIVIL_DATE_SIZE];
	return day ? json_string(civil_format_date(day, text)) : json_null();
}

json_t *cli_json_time(int minute)
{
	char text[CIVIL_TIME_SIZE];
	return minute >= 0 ? json_string(civil_format_time(minute, text)) : json_null();
}

json_t *cli_json_instant(instant at)
{
	char text[CIVIL_STAMP_SIZE];
	return at ? json_string(civil_format_instant(at, text)) : json_null();
}

json_t *cli_json_words(const char *words)
{
	json_t *list = json_array();
	for (const char *at = words ? words : ""; *at;) {
		size_t len = strcspn(at, " ");
		if (len)
			json_array_append_new(list, json_stringn(at, len));
		at += len;
		at += strspn(at, " ");
	}
	return list;
}
