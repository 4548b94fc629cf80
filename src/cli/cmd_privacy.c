/* export customer, erase customer, purge. */
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/place.h"
#include "cli/spool_erase.h"
#include "office/privacy.h"

/* --- export --- */

struct exporting {
	json_t *tables; /* name: [rows]; NULL: readable text */
	struct buffer *text;
	char last[64];
};

static void add_text(struct exporting *to, const char *table, const char *const *columns,
		     const char *const *values, int count)
{
	if (strcmp(to->last, table) != 0)
		buffer_printf(to->text, "%s== %s\n", to->text->len ? "\n" : "", table);
	else
		buffer_add(to->text, "--\n");
	snprintf(to->last, sizeof to->last, "%s", table);
	for (int i = 0; i < count; i++) {
		if (!values[i] || !*values[i])
			continue;
		buffer_printf(to->text, "%s: ", columns[i]);
		text_show(to->text, values[i]);
		buffer_add_char(to->text, '\n');
	}
}

static bool add_row(void *context, const char *table, const char *const *columns, const char *const *values,
		    int count)
{
	struct exporting *to = context;
	if (!to->tables) {
		add_text(to, table, columns, values, count);
		return true;
	}
	json_t *row = json_object(), *rows = json_object_get(to->tables, table);
	if (!rows) {
		rows = json_array();
		json_object_set_new(to->tables, table, rows);
	}
	for (int i = 0; i < count; i++)
		json_object_set_new(row, columns[i], cli_json_text(values[i]));
	json_array_append_new(rows, row);
	return true;
}

static int export_customer(struct cli *cli, struct office *office)
{
	struct error err = { 0 };
	struct buffer text = { 0 };
	bool json = cli_format_of(cli, FORMAT_JSON) == FORMAT_JSON;
	struct exporting to = { .tables = json ? json_object() : NULL, .text = &text };
	bool fine = office_export_customer(office, cli->line.args[0], cli->line.value[OPT_REASON], add_row,
					   &to, &err);
	int status;
	if (!fine) {
		json_decref(to.tables);
		status = cli_fail(cli, &err);
	} else if (json) {
		status = cli_json_print(cli, to.tables);
	} else {
		status = cli_print(cli, buffer_text(&text));
	}
	buffer_finish(&text);
	return status;
}

int cmd_export_customer(struct cli *cli)
{
	struct office office;
	int status = cli_open_office(cli, CLI_WRITES, &office);
	if (status)
		return status;
	status = export_customer(cli, &office);
	office_close(&office);
	return status;
}

/* --- erase --- */

/* What went lies in the spool as well. Another database than the site's has no spool. The store is done by then: what
 * fails here is made good by the same command, or by the next prenota intake. */
static bool erase_files(struct cli *cli, struct office *office, struct arena *arena, struct spool_sweep *sweep,
			struct error *err)
{
	struct program_config config;
	if (cli->line.value[OPT_DB])
		return true;
	if (cli_config(cli, arena, &config, err) &&
	    (!config.spool || spool_erase(config.spool, office->store, sweep, err)))
		return true;
	return error_prefix(err, "%s", _("erased in the store, not yet in the spool of requests"));
}

static const char *const log_keeps =
	N_("others read meanwhile: the log beside the database still holds what was erased; give the same command "
	   "once more");

static void files_print(const struct spool_sweep *sweep, struct buffer *out)
{
	if (sweep->removed)
		buffer_printf(out, _("%zu files of the spool went with it\n"), sweep->removed);
	if (sweep->waiting)
		buffer_printf(out, _("%zu more wait in the spool to be moved: the next prenota intake removes them\n"),
			      sweep->waiting);
}

/* What nobody but a person can decide. */
static int tell_mentions(struct cli *cli, struct office *office, struct arena *arena, const struct error *why)
{
	struct mention_list list = { .count = 0 };
	struct buffer out = { 0 };
	if (why->code == ERROR_REFUSED && !cli->line.value[OPT_THEIRS])
		office_mentions(office, cli->line.args[0], arena, &list, NULL);
	for (size_t i = 0; i < list.count; i++) {
		char at[CIVIL_STAMP_SIZE];
		buffer_printf(&out, "%s  %s  ", list.items[i].request,
			      civil_format_instant(list.items[i].received, at));
		text_show(&out, list.items[i].name);
		buffer_add_char(&out, '\n');
	}
	if (out.len)
		cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return cli_fail(cli, why);
}

static int erase_customer(struct cli *cli, struct office *office, struct arena *arena)
{
	struct error err = { 0 };
	struct spool_sweep sweep = { .removed = 0 };
	bool in_log = false;
	if (!office_erase_customer(office, cli->line.args[0], cli->line.value[OPT_REASON],
				   cli->line.value[OPT_THEIRS], &in_log, &err))
		return tell_mentions(cli, office, arena, &err);
	if (!erase_files(cli, office, arena, &sweep, &err))
		return cli_fail(cli, &err);
	struct buffer out = { 0 };
	buffer_add(&out, _("erased; backups made before still hold the data until they go by their "
			   "rule, and a restore "
			   "repeats the erasure\n"));
	files_print(&sweep, &out);
	if (in_log)
		buffer_printf(&out, "%s\n", _(log_keeps));
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}

int cmd_erase_customer(struct cli *cli)
{
	return cli_with_office(cli, CLI_WRITES, erase_customer);
}

/* --- purge --- */

static const struct cli_column columns[] = {
	{ "customer", N_("Customer"), CELL_TEXT, 0 },
	{ "what", N_("What goes"), CELL_TEXT, 0 },
};

static void rows_add(struct cli_listing *listing, const struct person_due *due, const char *what)
{
	for (size_t i = 0; i < due->count; i++) {
		const char *cells[] = { due->ids[i], what };
		cli_listing_add(listing, cells);
	}
}

static int purge(struct cli *cli, struct office *office, struct arena *arena)
{
	struct office_purge found = { .drafts = 0 };
	struct error err = { 0 };
	if (!office_purge(office, cli->line.value[OPT_PREVIEW] != NULL, cli->line.value[OPT_BY], arena,
			  &found, &err))
		return cli_fail(cli, &err);
	struct spool_sweep sweep = { .removed = 0 };
	if (!cli->line.value[OPT_PREVIEW] && !erase_files(cli, office, arena, &sweep, &err))
		return cli_fail(cli, &err);
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	rows_add(listing, &found.persons, "person");
	rows_add(listing, &found.personas, "persona");
	if (found.in_log)
		fprintf(stderr, "prenota: %s\n", _(log_keeps));
	return cli_listing_end(listing);
}

int cmd_purge(struct cli *cli)
{
	return cli_with_office(cli, CLI_WRITES, purge);
}
