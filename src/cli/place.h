/* cli/place.h - where things are: the installed folders or, for a build that is not installed, its source
 * folder. */
#ifndef PRENOTA_CLI_PLACE_H
#define PRENOTA_CLI_PLACE_H

#include "base/arena.h"
#include "cli/command.h"
#include "config/program.h"

/* Folders without a slash at the end; static. */
const char *cli_place_locale(void);
const char *cli_place_forms(void);
const char *cli_place_sample(void);

/* The configuration in force for this command line: files in order, then --db. */
bool cli_config(const struct cli *cli, struct arena *arena, struct program_config *config, struct error *err);

/* Whether the database holds the site that the configuration names: @stored is site.id of the one. With --db
 * another one is meant, and without a readable site file nobody knows. ERROR_STORE with the remedy. */
bool cli_own_site(const struct cli *cli, const struct program_config *config, const char *stored,
		  struct error *err);

/* The same for a store that is open; one without a site is nobody else's. */
struct store;
bool cli_own_store(const struct cli *cli, const struct program_config *config, struct store *store,
		   struct error *err);

/* What a command needs of the office, as bits. */
enum cli_access {
	CLI_READS = 0,       /* the store is opened read-only */
	CLI_WRITES = 1 << 0, /* unless --readonly */
	CLI_SPEAKS = 1 << 1, /* forms and phrases are read */
	CLI_PAINTS = 1 << 2, /* but later, by office_load_forms(): after the first screen */
};

/* Opens the office that the command line and the configuration name; 0, or the exit status with the reason
 * told. */
int cli_open_office(const struct cli *cli, unsigned access, struct office *office);

/* What a command does in an open office; its exit status. */
typedef int cli_office_act(struct cli *cli, struct office *office, struct arena *arena);

/* Opens the office, does @act with an arena of its own, and closes it; the exit status. */
int cli_with_office(struct cli *cli, unsigned access, cli_office_act *act);

/* For form_check(): a mistake as a line of standard error. */
void cli_mistake_print(void *context, const char *text);

/* The console of the site. Forms with mistakes: it ends, and names all of them. */
int cli_run_console(struct cli *cli);

/* The console on the site of the configuration file @config, as `prenota demo` opens it. */
int cli_run_console_with(struct cli *cli, const char *config);

#endif
