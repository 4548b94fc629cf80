/* cli/output.h - answers of commands: listings as table, CSV or JSON, and single JSON values. */
#ifndef PRENOTA_CLI_OUTPUT_H
#define PRENOTA_CLI_OUTPUT_H

#include <jansson.h>

#include "base/table.h"
#include "cli/command.h"

enum cli_format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON, FORMAT_ICS, FORMAT_HTML };

/* --format, else @otherwise. */
enum cli_format cli_format_of(const struct cli *cli, enum cli_format otherwise);

enum cli_cell { CELL_TEXT, CELL_NUMBER, CELL_WORDS, CELL_TELEPHONE };

struct cli_column {
	const char *key;    /* in JSON and in CSV's header */
	const char *title;  /* of the table, to be translated */
	enum cli_cell cell; /* words: separated by blanks, a list in JSON; telephone: see cli_listing_country() */
	int max;            /* columns of the terminal, 0 no limit */
};

struct cli_listing;

/* An empty listing; @columns must live as long. */
struct cli_listing *cli_listing_create(const struct cli *cli, const struct cli_column *columns, size_t count);

/* In a table each word of column @key is shown by @label; CSV and JSON keep the codes. */
void cli_listing_label(struct cli_listing *listing, const char *key, const char *(*label)(const char *code));

/* In CSV a telephone number of @country ("KR") stands as it is dialled within it: a spreadsheet takes "+82…" for a
 * formula. Numbers of other countries are led by an apostrophe, as every such cell is. */
void cli_listing_country(struct cli_listing *listing, const char *country);

/* As many cells as columns; NULL is empty (null in JSON). */
void cli_listing_add(struct cli_listing *listing, const char *const *cells);

/* Prints it ({"items": [...]} in JSON), frees it and returns the exit status. */
int cli_listing_end(struct cli_listing *listing);

/* Prints @value with a line end, characters that a terminal must not get as \u escapes; frees it. */
int cli_json_print(const struct cli *cli, json_t *value);

/* @text as JSON, null when NULL. */
json_t *cli_json_text(const char *text);
json_t *cli_json_date(civil_day day);      /* null when 0 */
json_t *cli_json_time(int minute);         /* null when negative */
json_t *cli_json_instant(instant at);      /* null when 0 */
json_t *cli_json_words(const char *words); /* a list of what stands between blanks */

#endif
