#include "base/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"

enum { GAP = 2 };

struct table {
	struct arena arena;
	struct table_column *columns;
	int *widths; /* of the widest cell or title so far */
	size_t count;
	const char **cells; /* row by row, shown */
	size_t used;
	size_t capacity;
};

struct table *table_create(const struct table_column *columns, size_t count)
{
	struct table *table = memory_zeroed(1, sizeof *table);
	table->columns = arena_alloc(&table->arena, count * sizeof *columns);
	memcpy(table->columns, columns, count * sizeof *columns);
	table->widths = arena_alloc(&table->arena, count * sizeof *table->widths);
	for (size_t i = 0; i < count; i++)
		table->widths[i] = text_width(columns[i].title);
	table->count = count;
	return table;
}

void table_destroy(struct table *table)
{
	if (!table)
		return;
	arena_finish(&table->arena);
	free(table);
}

void table_add_row(struct table *table, const char *const *cells)
{
	struct buffer shown = { 0 };
	for (size_t i = 0; i < table->count; i++) {
		const struct table_column *column = &table->columns[i];
		const char *cell = cells[i] ? cells[i] : "";
		buffer_clear(&shown);
		if (column->max > 0)
			text_cut(&shown, cell, column->max, true);
		else
			text_show(&shown, cell);
		int width = text_width(buffer_text(&shown));
		if (width > table->widths[i])
			table->widths[i] = width;
		table->cells = arena_grow(&table->arena, table->cells, table->used, &table->capacity,
					  sizeof *table->cells);
		table->cells[table->used++] = arena_strdup(&table->arena, buffer_text(&shown));
	}
	buffer_finish(&shown);
}

static void write_line(const struct table *table, struct buffer *out, const char *const *cells)
{
	struct buffer line = { 0 };
	for (size_t i = 0; i < table->count; i++) {
		const char *cell = cells ? cells[i] : table->columns[i].title;
		for (int gap = 0; i > 0 && gap < GAP; gap++)
			buffer_add_char(&line, ' ');
		text_pad(&line, cell, table->widths[i], table->columns[i].align);
	}
	while (line.len > 0 && line.text[line.len - 1] == ' ')
		line.len--;
	buffer_add_bytes(out, line.text, line.len);
	buffer_add_char(out, '\n');
	buffer_finish(&line);
}

void table_write(const struct table *table, struct buffer *out)
{
	write_line(table, out, NULL);
	for (size_t at = 0; at < table->used; at += table->count)
		write_line(table, out, table->cells + at);
}

void table_write_plain(const struct table *table, struct buffer *out)
{
	for (size_t at = 0; at < table->used; at++) {
		size_t column = at % table->count;
		if (column == 0 && at > 0)
			buffer_add_char(out, '\n');
		if (table->cells[at][0] == '\0')
			continue;
		text_show(out, table->columns[column].title);
		buffer_add(out, ": ");
		buffer_add(out, table->cells[at]);
		buffer_add_char(out, '\n');
	}
}

/* "+39 02 1234 5678": digits alone do nothing, and the program that reads the file wants the number as it is. */
static bool is_telephone(const char *cell)
{
	size_t digits = 0, at = 1;
	for (; cell[0] == '+' && cell[at]; at++) {
		if (cell[at] != ' ' && (cell[at] < '0' || cell[at] > '9'))
			return false;
		digits += cell[at] != ' ';
	}
	return digits >= 7 && digits <= 15;
}

/* What a spreadsheet takes for a formula; the four signs count in their wide forms, too. */
static bool is_formula(const char *cell)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };
	for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
		if (strncmp(cell, wide[i], strlen(wide[i])) == 0)
			return true;
	return cell[0] != '\0' && strchr("=+-@\t\r", cell[0]) && !is_telephone(cell);
}

/* Control and invisible characters are left out: a CSV is read in terminals as well. */
static void write_cell(struct buffer *out, const char *cell)
{
	struct buffer kept = { 0 };
	text_clean(&kept, cell, strlen(cell));
	const char *text = buffer_text(&kept);
	bool formula = is_formula(cell) || is_formula(text);
	bool quoted = strpbrk(text, ",\"\n") != NULL;
	buffer_add(out, quoted ? "\"" : "");
	buffer_add(out, formula ? "'" : "");
	for (const char *c = text; *c; c++) {
		if (*c == '"')
			buffer_add_char(out, '"');
		buffer_add_char(out, *c);
	}
	buffer_add(out, quoted ? "\"" : "");
	buffer_finish(&kept);
}

void csv_write_row(struct buffer *out, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_add_char(out, ',');
		write_cell(out, cells[i] ? cells[i] : "");
	}
	buffer_add_char(out, '\n');
}
