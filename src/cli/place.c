#include "cli/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/guard.h"
#include "base/i18n.h"
#include "base/text.h"
#include "config/site_config.h"
#include "form/form.h"
#include "store/site_store.h"

/* Whether this program runs from where `meson install` put it. */
static bool is_installed(void)
{
	char path[4096];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
	if (len <= 0)
		return false;
	path[len] = '\0';
	return strcmp(path, PRENOTA_BINARY) == 0;
}

const char *cli_place_locale(void)
{
	return is_installed() ? PRENOTA_LOCALE : PRENOTA_BUILD "/data/po";
}

const char *cli_place_forms(void)
{
	return is_installed() ? PRENOTA_DATA "/forms" : PRENOTA_SOURCE "/forms";
}

const char *cli_place_sample(void)
{
	return is_installed() ? PRENOTA_DATA "/sample" : PRENOTA_SOURCE "/data/sample";
}

/* A sample site takes looks and tools from the configuration, never where another site is or what it sends
 * with. */
static bool sample_config(const char *path, struct arena *arena, struct program_config *config,
			  struct error *err)
{
	struct program_config sample;
	program_config_init(&sample);
	sample.language = config->language;
	sample.colours = config->colours;
	sample.glyphs = config->glyphs;
	sample.keys = config->keys;
	sample.key_count = config->key_count;
	sample.print_command = config->print_command;
	sample.exchange = config->exchange;
	if (!config_read_program(path, true, false, arena, &sample, NULL, err))
		return false;
	*config = sample;
	return true;
}

bool cli_config(const struct cli *cli, struct arena *arena, struct program_config *config, struct error *err)
{
	program_config_init(config);
	bool guarded = guard_is_on();
	if (!config_load_program(cli->line.value[OPT_CONFIG], guarded, arena, config, NULL, err) ||
	    (cli->sample && !sample_config(cli->sample, arena, config, err)))
		return false;
	if (config->language && !cli->line.value[OPT_LANG])
		i18n_start(config->language, cli_place_locale());
	if (cli->line.value[OPT_DB])
		config->database = cli->line.value[OPT_DB];
	if (!config->forms)
		config->forms = cli_place_forms();
	if (!config->database)
		return error_set(err, ERROR_CONFIG,
				 _("no database is configured; give --config FILE or --db FILE, or try: "
				   "prenota demo"));
	return true;
}

bool cli_own_site(const struct cli *cli, const struct program_config *config, const char *stored,
		  struct error *err)
{
	char id[SITE_ID_SIZE];
	if (cli->line.value[OPT_DB] || !config->site || !config_site_id(config->site, id) ||
	    strcmp(id, stored) == 0)
		return true;
	return error_set(err, ERROR_STORE,
			 _("%s: the database of the site %s, and %s is of %s. Nothing was changed; name the "
			   "right ones in "
			   "prenota.cfg, or this database with --db"),
			 config->database, stored, config->site, id);
}

bool cli_own_store(const struct cli *cli, const struct program_config *config, struct store *store,
		   struct error *err)
{
	char stored[SITE_ID_SIZE];
	return !store_site_id(store, stored, sizeof stored) || cli_own_site(cli, config, stored, err);
}

static bool open_with(const struct cli *cli, const struct program_config *config, unsigned access,
		      struct office *office, struct error *err)
{
	const char *now = cli->line.value[OPT_NOW];
	struct office_options options = {
		.database = config->database,
		.readonly = !(access & CLI_WRITES) || cli->line.value[OPT_READONLY],
		.as = cli->line.value[OPT_AS],
		.by_groups = config->by_groups || guard_is_on(),
		.has_now = now != NULL,
		.now = now,
		.forms_dir = access & CLI_SPEAKS ? config->forms : NULL,
		.forms_later = access & CLI_PAINTS,
	};
	if (!office_open(office, &options, err))
		return false;
	if (cli_own_site(cli, config, office->site.id, err))
		return true;
	office_close(office);
	return false;
}

/* What opening finds wrong in the arguments (--as, --now) is wrong use, not bad data. */
static int open_failed(const struct cli *cli, const struct error *err)
{
	int status = cli_fail(cli, err);
	return err->code == ERROR_INPUT ? CLI_EXIT_USAGE : status;
}

int cli_open_office(const struct cli *cli, unsigned access, struct office *office)
{
	struct arena arena = { 0 };
	struct program_config config;
	struct error err = { 0 };
	bool fine = cli_config(cli, &arena, &config, &err) && open_with(cli, &config, access, office, &err);
	arena_finish(&arena);
	return fine ? EX_OK : open_failed(cli, &err);
}

int cli_with_office(struct cli *cli, unsigned access, cli_office_act *act)
{
	struct arena arena = { 0 };
	struct office office;
	int status = cli_open_office(cli, access, &office);
	if (!status) {
		cli->store = office.store;
		status = act(cli, &office, &arena);
		cli->store = NULL;
		office_close(&office);
	}
	arena_finish(&arena);
	return status;
}

void cli_mistake_print(void *context, const char *text)
{
	struct buffer line = { 0 };
	text_show(&line, text);
	fprintf(stderr, "%s\n", buffer_text(&line));
	buffer_finish(&line);
}

/* Why the console ended. The forms are read behind the first screen: their mistakes are told once the
 * terminal is a shell's again, every one of them. */
static int console_failed(const struct cli *cli, const char *forms, const struct error *err)
{
	struct form_report report = { .mistake = cli_mistake_print };
	if (err->code == ERROR_CONFIG && forms)
		form_check(forms, &report, NULL);
	return cli_fail(cli, err);
}

static int run_on_terminal(struct cli *cli, struct arena *arena)
{
	struct program_config config;
	struct office office;
	struct error err = { 0 };
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		error_set(&err, ERROR_STORE,
			  _("the console needs a terminal; prenota --help lists the commands that do not"));
		return cli_fail(cli, &err);
	}
	if (!cli_config(cli, arena, &config, &err) ||
	    !open_with(cli, &config, CLI_WRITES | CLI_SPEAKS | CLI_PAINTS, &office, &err))
		return open_failed(cli, &err);
	const char *no_colour = getenv("NO_COLOR");
	struct cli_console console = {
		.config = &config,
		.language = cli->line.value[OPT_LANG],
		.plain = cli->line.value[OPT_PLAIN] != NULL,
		.no_colour = config.colours == COLOURS_NONE || (no_colour && *no_colour),
	};
	int status = cli->console(&office, &console, &err);
	if (status && err.text[0])
		status = console_failed(cli, office.forms_dir, &err);
	office_close(&office);
	return status;
}

int cli_run_console(struct cli *cli)
{
	struct arena arena = { 0 };
	int status = run_on_terminal(cli, &arena);
	arena_finish(&arena);
	return status;
}

int cli_run_console_with(struct cli *cli, const char *config)
{
	cli->sample = config;
	return cli_run_console(cli);
}
