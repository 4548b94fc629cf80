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

/* The next line into @text, of which no more than LINE_TEXT_MAX bytes are kept; *@len is how long it was, *@zero
 * whether a zero byte stood in it. False at the end. */
static bool next_line(FILE *file, char text[LINE_TEXT_MAX + 1], size_t *len, bool *zero)
{
	int c;
	*len = 0;
	*zero = false;
	while ((c = getc(file)) != EOF && c != '\n') {
		*zero = *zero || c == '\0';
		if (*len < LINE_TEXT_MAX)
			text[*len] = (char)c;
		++*len;
	}
	text[*len < LINE_TEXT_MAX ? *len : LINE_TEXT_MAX] = '\0';
	return c != EOF || *len > 0;
}

static bool take_line(struct office *office, const char *text, size_t len, bool zero, struct error *err)
{
	struct line_event event;
	if (len > LINE_TEXT_MAX)
		return error_set(err, ERROR_INPUT, _("it is longer than %d bytes"), LINE_TEXT_MAX);
	if (zero)
		return error_set(err, ERROR_INPUT, _("it holds a zero byte"));
	return line_event_parse(text, &event, err) && office_line_event(office, &event, loop_now(), err);
}

/* Events as lines, one after another: a recorded call, or what an adapter writes. A bad line is told with its
 * number and the others are taken. Where the database takes no more it ends: those behind would tell another
 * story without the one that is missing, and all of them can be given again. */
static int replay(struct cli *cli, struct office *office, FILE *file, const char *name)
{
	char text[LINE_TEXT_MAX + 1];
	size_t len;
	bool zero;
	int status = EX_OK;
	for (int number = 1; next_line(file, text, &len, &zero); number++) {
		struct error err = { 0 };
		bool empty = !zero && len <= LINE_TEXT_MAX && text[strspn(text, " \t\r")] == '\0';
		if (empty || text[0] == '#')
			continue;
		if (take_line(office, text, len, zero, &err))
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
