#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/place.h"
#include "office/setup.h"

static void bad_print(void *context, const char *text)
{
	struct buffer line = { 0 };
	text_show(&line, text);
	fprintf(stderr, "%s\n", buffer_text(&line));
	buffer_finish(&line);
}

static int prepare(const struct cli *cli, const char *dir)
{
	struct error err;
	struct office_import_watch watch = { .bad = bad_print };
	if (office_prepare_demo(dir, cli_place_sample(), cli_place_forms(), &watch, &err))
		return EX_OK;
	return cli_fail(cli, &err);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	remove(path);
	return 0;
}

static void remove_dir(const char *dir)
{
	enum { OPEN_FILES = 16 };
	nftw(dir, remove_one, OPEN_FILES, FTW_DEPTH | FTW_PHYS);
}

/* The sample site is thrown away at the end, also when it could not be made whole. */
static int run_throw_away(struct cli *cli)
{
	char dir[4096], config[sizeof dir + 32];
	const char *tmp = getenv("TMPDIR");
	snprintf(dir, sizeof dir, "%s/prenota-demo.XXXXXX", tmp && *tmp == '/' ? tmp : "/tmp");
	if (!mkdtemp(dir)) {
		struct error err;
		error_set(&err, ERROR_SYSTEM, _("%s cannot be made: %s"), dir, strerror(errno));
		return cli_fail(cli, &err);
	}
	int status = prepare(cli, dir);
	if (!status) {
		snprintf(config, sizeof config, "%s/prenota.cfg", dir);
		status = cli_run_console_with(cli, config);
	}
	remove_dir(dir);
	return status;
}

int cmd_demo(struct cli *cli)
{
	const char *dir = cli->line.value[OPT_PREPARE];
	if (cli->line.value[OPT_DB])
		return cli_usage(cli, _("demo makes a database of its own; --db FILE without demo opens another"));
	if (!dir) {
		if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
			return cli_run_console(cli);
		return run_throw_away(cli);
	}
	int status = prepare(cli, dir);
	if (status)
		return status;
	struct buffer out = { 0 };
	text_show(&out, dir);
	buffer_add(&out, "/prenota.cfg\n");
	status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}
