/* config/program.h - reads prenota.cfg: where things are, how the console looks, and what it calls.
 *
 * Read in order, later wins: /etc/prenota/prenota.cfg, the user's XDG configuration, the file of --config.
 * Paths are relative to the folder of the file that names them. Unknown keys are mistakes. */
#ifndef PRENOTA_CONFIG_PROGRAM_H
#define PRENOTA_CONFIG_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "config/report.h"

enum config_colours { COLOURS_AUTO, COLOURS_NONE, COLOURS_8, COLOURS_256 };
enum config_glyphs { GLYPHS_UNICODE, GLYPHS_ASCII };

/* keys = ( { action = "hold"; key = "F9"; }, … ); names are checked by who owns the keymap. */
struct config_key {
	const char *action;
	const char *key;
	const char *place; /* "prenota.cfg:12", for its mistakes */
};

/* NULL is: not said. Texts belong to the arena. */
struct program_config {
	const char *database;     /* path of the store */
	const char *site;         /* path of site.cfg */
	const char *forms;        /* folder */
	const char *mail_command; /* gets a message on its standard input */
	const char *sms_command; /* gets the text, and the number as its last word: cli/deliver.h */
	int message_seconds;      /* then either of the two is killed; 60 */
	const char *print_command; /* gets a sheet on its standard input */
	bool print_html;           /* print_format = "html": the sheet as HTML, not as plain text */
	const char *exchange;      /* the second executable */
	const char *backups;       /* folder */
	const char *spool;         /* folder of requests that come in: new, cur, quarantine */
	const char *telephone;     /* socket where the exchange's events come in */

	bool by_groups; /* roles = "groups": what a login may do is said by the Unix groups */

	const char *language; /* "en", "ko" */
	enum config_colours colours;
	enum config_glyphs glyphs;
	struct config_key *keys;
	size_t key_count;
};

/* Nothing said: colours auto, glyphs unicode. */
void program_config_init(struct program_config *config);

/* Adds what the file at @path says. With @looks_only (a user's file in a set-group-id installation) it may
 * set language, colours, glyphs and keys, anything else is a mistake. A file that is not there is fine unless
 * @required. On a mistake false, every one to @report (NULL is fine), the first to @err, @config untouched.
 */
bool config_read_program(const char *path, bool required, bool looks_only, struct arena *arena,
			 struct program_config *config, struct config_report *report, struct error *err);

/* Reads all of them in order. @given is --config (NULL: none), which gives up the set-group-id before it is
 * called;
 * @guarded: the process runs with more rights than its user. */
bool config_load_program(const char *given, bool guarded, struct arena *arena, struct program_config *config,
			 struct config_report *report, struct error *err);

/* Where the user's own file is: $XDG_CONFIG_HOME/prenota/prenota.cfg or ~/.config/…; NULL without a home. */
const char *config_user_path(struct arena *arena);

#endif
