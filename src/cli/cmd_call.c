#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "base/guard.h"
#include "base/i18n.h"
#include "cli/place.h"
#include "loop/loop.h"
#include "office/line.h"

/* One event from the words of the command line. */
int cmd_call(struct cli *cli)
{
	struct line_event event;
	struct error err;
	struct office office;
	if (!line_event_read(cli->line.args, (size_t)cli->line.arg_count, &event, &err))
		return cli_usage(cli, "%s", err.text);
	int status = cli_open_office(cli, CLI_WRITES, &office);
	if (status)
		return status;
	if (!office_line_event(&office, &event, loop_now(), &err))
		status = cli_fail(cli, &err);
	office_close(&office);
	return status;
}

/* Events as lines, one after another: a recorded call, or what an adapter writes. A bad line is told with its
 * number and the others are taken. Where the database takes no more it ends: those behind would tell another
 * story without the one that is missing, and all of them can be given again. */
static int replay(struct cli *cli, struct office *office, FILE *file, const char *name)
{
	char *text = NULL;
	size_t size = 0;
	int status = EX_OK;
	ssize_t len;
	for (int number = 1; (len = getline(&text, &size, file)) >= 0; number++) {
		struct line_event event;
		struct error err = { 0 };
		if (len > 0 && text[len - 1] == '\n')
			text[--len] = '\0';
		size_t line = strlen(text);
		if (text[strspn(text, " \t\r")] == '\0' || text[0] == '#')
			continue;
		bool whole = (size_t)len == line || error_set(&err, ERROR_INPUT, _("it holds a zero byte"));
		if (whole && line_event_parse(text, &event, &err) &&
		    office_line_event(office, &event, loop_now(), &err))
			continue;
		error_prefix(&err, _("line %d"), number);
		status = cli_fail(cli, &err);
		if (err.code != ERROR_INPUT && err.code != ERROR_REFUSED)
			break;
	}
	if (ferror(file)) {
		struct error err;
		error_set(&err, ERROR_SYSTEM, _("%s cannot be read: %s"), name, strerror(errno));
		status = cli_fail(cli, &err);
	}
	free(text);
	return status;
}

int cmd_call_replay(struct cli *cli)
{
	const char *path = cli->line.arg_count ? cli->line.args[0] : "-";
	struct office office;
	struct error err;
	int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : guard_open(path, O_RDONLY);
	FILE *file = fd == STDIN_FILENO ? stdin : fd >= 0 ? fdopen(fd, "r") : NULL;
	if (!file) {
		error_set(&err, ERROR_SYSTEM, _("%s cannot be opened: %s"), path, strerror(errno));
		return cli_fail(cli, &err);
	}
	int status = cli_open_office(cli, CLI_WRITES, &office);
	if (!status) {
		status = replay(cli, &office, file, file == stdin ? _("standard input") : path);
		office_close(&office);
	}
	if (file != stdin)
		fclose(file);
	return status;
}
