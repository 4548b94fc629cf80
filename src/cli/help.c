#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/command.h"

enum { LEFT_COLUMNS = 26, HELP_COLUMNS = 100 };

/* A name at the left and its sentence wrapped beside it. */
static void line_add(struct buffer *out, const char *left, const char *text)
{
	struct buffer shown = { 0 };
	text_pad(&shown, left, LEFT_COLUMNS, TEXT_LEFT);
	if (text_width(left) > LEFT_COLUMNS)
		buffer_printf(out, "  %s\n  %*s", left, LEFT_COLUMNS, "");
	else
		buffer_printf(out, "  %s", buffer_text(&shown));
	buffer_finish(&shown);
	size_t len = strlen(text);
	for (size_t at = 0; at < len;) {
		size_t next;
		size_t line = text_wrap(text + at, len - at, HELP_COLUMNS - LEFT_COLUMNS - 4, &next);
		if (at)
			buffer_printf(out, "  %*s", LEFT_COLUMNS, "");
		buffer_add(out, "  ");
		buffer_add_bytes(out, text + at, line);
		buffer_add_char(out, '\n');
		at += next;
	}
}

static void options_add(struct buffer *out, uint32_t options)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		if (!(options & OPT_BIT(i)))
			continue;
		const struct cli_option_row *row = &cli_option_rows[i];
		char left[64];
		snprintf(left, sizeof left, "--%s%s%s", row->name, row->argument ? " " : "",
			 row->argument ? _(row->argument) : "");
		line_add(out, left, _(row->help));
	}
}

static void help_general(struct buffer *out)
{
	buffer_add(out, "Service booking / 정비 예약\n\n");
	buffer_printf(out, "%s prenota [%s] [%s]\n\n", _("usage:"), _("command"), _("options"));
	line_add(out, "prenota", _("the console; who acts is the login"));
	for (size_t i = 0; i < cli_command_count; i++) {
		char left[64];
		snprintf(left, sizeof left, "%s %s", cli_commands[i].name, cli_commands[i].arguments);
		line_add(out, left, _(cli_commands[i].summary));
	}
	buffer_printf(out, "\n%s\n", _("options of every command:"));
	options_add(out, OPT_COMMON);
	buffer_printf(out, "\n%s\n", _("prenota COMMAND --help shows the options of one command."));
}

void cli_help(const struct cli_command *command, struct buffer *out)
{
	if (!command) {
		help_general(out);
		return;
	}
	buffer_add(out, "Service booking / 정비 예약\n\n");
	buffer_printf(out, "%s prenota %s%s%s [%s]\n\n%s\n\n", _("usage:"), command->name,
		      command->arguments[0] ? " " : "", command->arguments, _("options"),
		      _(command->summary));
	options_add(out, OPT_COMMON | command->options);
}
