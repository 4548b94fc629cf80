/* cli/options.h - the options of the command line, one table for all commands. */
#ifndef PRENOTA_CLI_OPTIONS_H
#define PRENOTA_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum cli_option {
	OPT_CONFIG,
	OPT_DB,
	OPT_LANG,
	OPT_FORMAT,
	OPT_NOW,
	OPT_AS,
	OPT_READONLY,
	OPT_PLAIN,
	OPT_HELP,
	OPT_VERSION,
	OPT_PREPARE,
	OPT_PREVIEW,
	OPT_FORMS,
	OPT_WHY,
	OPT_FROM,
	OPT_TO,
	OPT_DATE,
	OPT_TIME,
	OPT_DAYS,
	OPT_ADVISOR,
	OPT_BY,
	OPT_REASON,
	OPT_THEIRS,
	OPT_LEFT,
	OPT_MINUTES,
	OPT_STATE,
	OPT_WATCH,
	OPT_COUNT,
};

#define OPT_BIT(option) (UINT32_C(1) << (option))

/* --format of a command whose answer is a document and no list: table or json. */
#define OPT_DOCUMENT (OPT_BIT(OPT_FORMAT) | UINT32_C(1) << 31)
/* --format of what is printed: table (plain text) or html. */
#define OPT_PAPER (OPT_BIT(OPT_FORMAT) | UINT32_C(1) << 30)
/* --format of appointments: those of a listing, ics and html. */
#define OPT_CALENDAR (OPT_BIT(OPT_FORMAT) | UINT32_C(1) << 29)
/* --format of a report: that of a listing, or html. */
#define OPT_REPORT (OPT_BIT(OPT_FORMAT) | UINT32_C(1) << 28)

_Static_assert(OPT_COUNT <= 28, "the bits above are taken");

/* Options that every command takes. */
#define OPT_COMMON                                                                                           \
	(OPT_BIT(OPT_CONFIG) | OPT_BIT(OPT_DB) | OPT_BIT(OPT_LANG) | OPT_BIT(OPT_NOW) | OPT_BIT(OPT_AS) |    \
	 OPT_BIT(OPT_READONLY) | OPT_BIT(OPT_PLAIN) | OPT_BIT(OPT_HELP) | OPT_BIT(OPT_VERSION))

struct cli_option_row {
	const char *name;     /* without the dashes */
	const char *argument; /* "FILE"; NULL: a switch */
	const char *help;     /* to be translated */
};

extern const struct cli_option_row cli_option_rows[OPT_COUNT];

enum { CLI_ARGS_MAX = 6 };

/* A command line taken apart; texts are those of argv. */
struct cli_line {
	const char *value[OPT_COUNT]; /* NULL: not given; a switch that is given is "" */
	const char *args[CLI_ARGS_MAX];
	int arg_count;
};

/* Options may stand before, between or behind the arguments; "--" ends them, "--name=value" is "--name
 * value". On failure @err names the option and what would be right. */
bool cli_line_parse(struct cli_line *line, int argc, char **argv, struct error *err);

/* What --lang says, wherever it stands and whatever else is wrong with the line; NULL without one. */
const char *cli_line_language(int argc, char **argv);

/* The options given, as bits. */
uint32_t cli_line_given(const struct cli_line *line);

#endif
