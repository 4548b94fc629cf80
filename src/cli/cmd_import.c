#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/place.h"
#include "office/day.h"
#include "office/setup.h"
#include "store/import.h"

static void bad_print(void *context, const char *text)
{
	struct buffer line = { 0 };
	text_show(&line, text);
	fprintf(stderr, "%s\n", buffer_text(&line));
	buffer_finish(&line);
}

static void progress_print(void *context, size_t done, size_t all)
{
	fprintf(stderr, "\r%3zu %%", all ? done * 100 / all : 100);
}

static int report(const struct cli *cli, const struct office_import *import)
{
	struct buffer out = { 0 };
	buffer_printf(&out,
		      import->lines == 1 ? _("%zu line: %zu new, %zu changed, %zu unchanged, %zu bad\n")
					 : _("%zu lines: %zu new, %zu changed, %zu unchanged, %zu bad\n"),
		      import->lines, import->added, import->changed, import->unchanged, import->bad);
	if (import->unknown_columns[0]) {
		buffer_add(&out, _("columns kept without being used: "));
		text_show(&out, import->unknown_columns);
		buffer_add_char(&out, '\n');
	}
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	if (status)
		return status;
	return import->bad ? EX_DATAERR : EX_OK;
}

/* Parts that come later than they were promised: their appointments are somebody's task now. */
static bool follow(struct office *office, const char *kind, struct error *err)
{
	return strcmp(kind, "parts") != 0 || office_to_move_tasks(office, err);
}

/* Requests have readers of their own: the same as those of `prenota intake`. */
static int import_requests(struct cli *cli)
{
	memmove(cli->line.args, cli->line.args + 1, sizeof cli->line.args[0]);
	cli->line.arg_count = 1;
	return cmd_intake(cli);
}

int cmd_import(struct cli *cli)
{
	struct arena arena = { 0 };
	struct office office;
	struct office_import import = { 0 };
	struct error err;
	bool tty = isatty(STDERR_FILENO);
	struct office_import_watch watch = { .bad = bad_print, .progress = tty ? progress_print : NULL };
	bool speaks = strcmp(cli->line.args[0], "parts") == 0; /* its tasks say why */
	enum import_kind kind;
	if (strcmp(cli->line.args[0], "requests") == 0)
		return import_requests(cli);
	if (!import_kind_from_code(cli->line.args[0], &kind))
		return cli_usage(cli, _("there is no kind \"%s\"; --help lists them"), cli->line.args[0]);
	int status = cli_open_office(cli, CLI_WRITES | (speaks ? CLI_SPEAKS : 0U), &office);
	if (!status) {
		bool fine = office_import(&office, cli->line.args[0], cli->line.args[1], &watch, &arena,
					  &import, &err) &&
			    follow(&office, cli->line.args[0], &err);
		if (tty)
			fputs("\r      \r", stderr);
		status = fine ? report(cli, &import) : cli_fail(cli, &err);
		office_close(&office);
	}
	arena_finish(&arena);
	return status;
}
