#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/command.h"

enum { LEFT_COLUMNS = 26, HELP_COLUMNS = 100 };

/* Lines of at most @columns, all but the first indented by @indent. */
static void wrapped_add(struct buffer *out, const char *text, int indent, int columns)
{
	size_t len = strlen(text), next;
	for (size_t at = 0; at < len; at += next) {
		size_t line = text_wrap(text + at, len - at, columns, &next);
		if (at)
			buffer_printf(out, "%*s", indent, "");
		buffer_add_bytes(out, text + at, line);
		buffer_add_char(out, '\n');
	}
}

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
	buffer_add(out, "  ");
	wrapped_add(out, text, LEFT_COLUMNS + 4, HELP_COLUMNS - LEFT_COLUMNS - 4);
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

static void command_add(struct buffer *out, const struct cli_command *command)
{
	char left[64];
	snprintf(left, sizeof left, "%s %s", command->name, command->arguments);
	line_add(out, left, _(command->summary));
}

bool cli_help_group(const char *first, struct buffer *out)
{
	size_t len = strlen(first);
	bool found = false;
	for (size_t i = 0; i < cli_command_count; i++) {
		if (strncmp(cli_commands[i].name, first, len) != 0 || cli_commands[i].name[len] != ' ')
			continue;
		if (!found)
			buffer_printf(out, "Service booking / 정비 예약\n\n%s prenota %s ...\n\n",
				      _("usage:"), first);
		found = true;
		command_add(out, &cli_commands[i]);
	}
	if (found)
		buffer_printf(out, "\n%s\n", _("prenota COMMAND --help shows the options of one command."));
	return found;
}

static void help_general(struct buffer *out)
{
	buffer_add(out, "Service booking / 정비 예약\n\n");
	buffer_printf(out, "%s prenota [%s] [%s]\n\n", _("usage:"), _("command"), _("options"));
	line_add(out, "prenota", _("the console; who acts is the login"));
	for (size_t i = 0; i < cli_command_count; i++)
		command_add(out, &cli_commands[i]);
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
	buffer_printf(out, "%s prenota %s%s%s [%s]\n\n", _("usage:"), command->name,
		      command->arguments[0] ? " " : "", command->arguments, _("options"));
	wrapped_add(out, _(command->summary), 0, HELP_COLUMNS);
	buffer_add_char(out, '\n');
	options_add(out, OPT_COMMON | command->options);
}
