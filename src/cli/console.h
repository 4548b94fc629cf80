/* cli/console.h - what the command line tells the console that it lets main open. */
#ifndef PRENOTA_CLI_CONSOLE_H
#define PRENOTA_CLI_CONSOLE_H

#include <stdbool.h>

#include "config/program.h"
#include "office/office.h"

struct cli_console {
	const struct program_config *config; /* database, colours, glyphs, keys */
	const char *language; /* --lang; NULL: not given */
	bool plain;
	bool no_colour; /* by the configuration or NO_COLOR */
};

/* Runs the console and returns the exit status; @err tells what went wrong. */
typedef int (*cli_console_fn)(struct office *office, const struct cli_console *console, struct error *err);

#endif
