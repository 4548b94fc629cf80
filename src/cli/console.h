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

/* The console in two steps: the terminal is got ready while the store is opened. */
struct cli_screen {
	/* Gets the terminal ready and leaves it as it is. What goes wrong is told by run(). */
	void *(*prepare)(const struct cli_console *console);
	/* Runs the console on it and returns the exit status; @err tells what went wrong. Takes @prepared. */
	int (*run)(void *prepared, struct office *office, const struct cli_console *console, struct error *err);
	/* In the place of run(). */
	void (*drop)(void *prepared);
};

#endif
