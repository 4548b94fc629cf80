/* backup, restore, salvage: they act on the database as a whole, and open no office. */
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/place.h"
#include "office/upkeep.h"

/* Where the configuration says the database and its backups are. */
static int configured(struct cli *cli, struct arena *arena, struct program_config *config)
{
	struct error err = { 0 };
	return cli_config(cli, arena, config, &err) ? EX_OK : cli_fail(cli, &err);
}

static int backup(struct cli *cli, const struct program_config *config)
{
	struct store *store;
	struct upkeep_backup made;
	struct error err = { 0 };
	const char *to = cli->line.arg_count ? cli->line.args[0] : config->backups;
	if (!to)
		return cli_usage(cli, _("name a file or a folder, or set backups in the configuration"));
	bool guarded = getegid() != getgid();
	if (!upkeep_open(config->database, cli->line.value[OPT_READONLY], guarded, &store, &err))
		return cli_fail(cli, &err);
	bool fine = cli_own_store(cli, config, store, &err) &&
		    upkeep_backup(store, to, (instant)time(NULL), &made, &err);
	store_close(store);
	if (!fine)
		return cli_fail(cli, &err);
	struct buffer out = { 0 };
	text_show(&out, made.path);
	buffer_printf(&out, _(": %" PRId64 " bytes, %" PRId64 " rows, checked"), made.facts.bytes,
		      made.facts.report.rows);
	buffer_printf(&out, "\nSHA-256 %s\n", made.facts.digest);
	if (made.removed)
		buffer_printf(&out, _("%d older backups went by the rule: 7 days, 5 weeks\n"), made.removed);
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}

int cmd_backup(struct cli *cli)
{
	struct arena arena = { 0 };
	struct program_config config;
	int status = configured(cli, &arena, &config);
	if (!status)
		status = backup(cli, &config);
	arena_finish(&arena);
	return status;
}

static int restore(struct cli *cli, const struct program_config *config)
{
	struct restore_facts facts = { .erasures = 0 };
	struct error err = { 0 };
	const struct passwd *user = getpwuid(getuid());
	if (cli->line.value[OPT_READONLY])
		return cli_usage(cli, _("--readonly and restore exclude each other"));
	if (getegid() != getgid() && getuid() != 0) {
		error_set(&err, ERROR_PERMISSION, _("a backup is put back by the system's administrator"));
		return cli_fail(cli, &err);
	}
	if (!store_restore(cli->line.args[0], config->database, user ? user->pw_name : "restore",
			   (instant)time(NULL), &facts, &err))
		return cli_fail(cli, &err);
	struct buffer out = { 0 };
	text_show(&out, config->database);
	buffer_printf(&out, _(": restored, %" PRId64 " rows, checked"), facts.report.rows);
	buffer_printf(&out, "\nSHA-256 %s\n", facts.digest);
	if (facts.undigested)
		buffer_add(&out, _("no digest stood beside the backup: only its structure and its trail were "
				   "checked\n"));
	if (facts.erasures)
		buffer_printf(&out, _("%d erasures made since the backup were repeated\n"), facts.erasures);
	if (facts.aside[0]) {
		buffer_add(&out, _("the former database is kept: "));
		text_show(&out, facts.aside);
		buffer_add_char(&out, '\n');
	}
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}

int cmd_restore(struct cli *cli)
{
	struct arena arena = { 0 };
	struct program_config config;
	int status = configured(cli, &arena, &config);
	if (!status)
		status = restore(cli, &config);
	arena_finish(&arena);
	return status;
}

static const struct cli_column columns[] = {
	{ "table", N_("Table"), CELL_TEXT, 0 },
	{ "saved", N_("Saved"), CELL_NUMBER, 0 },
	{ "lost", N_("Lost"), CELL_TEXT, 0 },
	{ "orphans", N_("Without what they refer to"), CELL_NUMBER, 0 },
};

static void table_add(struct cli_listing *listing, const struct salvage_table *table)
{
	char saved[24], lost[24], orphans[24];
	snprintf(saved, sizeof saved, "%" PRId64, table->saved);
	snprintf(lost, sizeof lost, "%" PRId64, table->lost);
	snprintf(orphans, sizeof orphans, "%" PRId64, table->orphans);
	const char *cells[] = { table->name, saved, table->lost < 0 ? _("some") : lost, orphans };
	cli_listing_add(listing, cells);
}

/* Beside the table, which says what each lost. */
static void told_by_pages(const struct salvage_report *report)
{
	if (report->by_pages)
		fprintf(stderr, "prenota: %s\n",
			_("the way to some rows was damaged: they were looked for page by page"));
	if (report->strays) {
		fprintf(stderr, _("prenota: pages with rows of which nobody can tell the table: %d"),
			(int)report->strays);
		fputc('\n', stderr);
	}
}

int cmd_salvage(struct cli *cli)
{
	struct arena arena = { 0 };
	struct salvage_report report = { .count = 0 };
	struct error err = { 0 };
	if (getegid() != getgid() && getuid() != 0 && setgid(getgid()) != 0) {
		error_set(&err, ERROR_PERMISSION,
			  _("a damaged database is salvaged by the system's administrator"));
		return cli_fail(cli, &err);
	}
	if (!store_salvage(cli->line.args[0], cli->line.args[1], &arena, &report, &err)) {
		arena_finish(&arena);
		return cli_fail(cli, &err);
	}
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	for (int i = 0; i < report.count; i++)
		if (report.tables[i].saved || report.tables[i].lost)
			table_add(listing, &report.tables[i]);
	int status = cli_listing_end(listing);
	arena_finish(&arena);
	told_by_pages(&report);
	return status ? status : report.complete ? EX_OK : CLI_EXIT_REFUSED;
}
