#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/place.h"
#include "cli/spool_erase.h"
#include "form/form.h"
#include "office/outbox.h"
#include "office/upkeep.h"

/* Forms alone: no store is opened. */
static int check_forms(const struct cli *cli, const char *dir)
{
	struct form_report report = { .mistake = cli_mistake_print };
	struct error err;
	if (!form_check(dir, &report, &err))
		return cli_fail(cli, &err);
	return cli_print(cli, _("the forms are fine\n"));
}

static void findings_print(const struct verify_report *report, struct buffer *out)
{
	for (int i = 0; i < report->finding_count; i++) {
		text_show(out, report->findings[i]);
		buffer_add_char(out, '\n');
	}
	if (report->more)
		buffer_add(out, _("and more\n"));
}

/* The head of the trail is what an auditor writes down elsewhere. */
static void trail_print(const struct audit_verdict *trail, struct buffer *out)
{
	if (!trail->rows)
		return;
	buffer_printf(out, _("audit trail: %lld rows, last hash %s"), (long long)trail->rows, trail->head);
	buffer_add_char(out, '\n');
}

/* A store may be sound and its desk still be badly served: nothing sends the messages. */
static void messages_print(struct store *store, struct buffer *out)
{
	struct arena arena = { 0 };
	const char *offset = NULL;
	instant now = (instant)time(NULL);
	if (store_get_setting(store, OFFICE_SETTING_DEMO_OFFSET, &arena, &offset, NULL) && offset)
		now += strtoll(offset, NULL, 10);
	const char *warning = outbox_warning(store, now, &arena);
	if (warning)
		buffer_printf(out, "%s\n", warning);
	arena_finish(&arena);
}

/* What of erased persons still lies in the spool; how many files. Who checks need not be let into it. */
static size_t spool_print(const struct cli *cli, struct store *store, const char *spool, struct buffer *out)
{
	struct error err = { 0 };
	struct spool_sweep sweep = { .only_look = true, .found = out };
	if (!spool || cli->line.value[OPT_DB])
		return 0;
	if (!spool_erase(spool, store, &sweep, &err)) {
		text_show(out, err.text);
		buffer_add_char(out, '\n');
	}
	size_t count = sweep.removed + sweep.waiting;
	if (count)
		buffer_printf(out, _("%zu files of the spool are of persons who were erased: prenota intake removes them\n"),
			      count);
	return count;
}

static int check_store(const struct cli *cli, struct store *store, const struct program_config *config)
{
	struct error err = { 0 };
	struct verify_report report;
	struct buffer out = { 0 };
	if (!upkeep_check(store, config->backups, &report, &err))
		return cli_fail(cli, &err);
	findings_print(&report, &out);
	text_show(&out, store_path(store));
	if (report.finding_count)
		buffer_printf(&out, _(": %d problems; restore a backup, or see salvage\n"),
			      report.finding_count);
	else
		buffer_printf(&out, _(": the store is sound (schema %d), the forms are fine\n"),
			      store_schema_version(store));
	trail_print(&report.trail, &out);
	messages_print(store, &out);
	size_t left = spool_print(cli, store, config->spool, &out);
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status ? status : report.finding_count || left ? EX_UNAVAILABLE : EX_OK;
}

/* A backup, by the digest beside it, which would be another after a note of this check in it. */
static bool is_sealed(const char *path)
{
	char digest[4096];
	snprintf(digest, sizeof digest, "%s.sha256", path);
	return access(digest, F_OK) == 0;
}

static int check_all(struct cli *cli, const struct program_config *config)
{
	struct store *store;
	struct error err = { 0 };
	int status = 0;
	struct form_report report = { .mistake = cli_mistake_print };
	if (!form_check(config->forms, &report, &err))
		return cli_fail(cli, &err);
	bool readonly = cli->line.value[OPT_READONLY] || is_sealed(config->database);
	if (!upkeep_open(config->database, readonly, getegid() != getgid(), &store, &err))
		return cli_fail(cli, &err);
	status = cli_own_store(cli, config, store, &err) ? check_store(cli, store, config)
							 : cli_fail(cli, &err);
	store_close(store);
	return status;
}

int cmd_check(struct cli *cli)
{
	struct arena arena = { 0 };
	struct program_config config;
	struct error err = { 0 };
	if (cli->line.value[OPT_FORMS])
		return check_forms(cli, cli->line.value[OPT_FORMS]);
	int status = cli_config(cli, &arena, &config, &err) ? check_all(cli, &config) : cli_fail(cli, &err);
	arena_finish(&arena);
	return status;
}
