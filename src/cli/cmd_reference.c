/* reference: the tables of commands and options for other programs: completion for bash, sections of the
 * manual. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "cli/command.h"

/* --- bash --- */

static const char bash_begin[] =
	"# bash completion of prenota, made by `prenota reference bash` from its table of commands and "
	"options.\n"
	"_prenota()\n"
	"{\n"
	"\tlocal current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
	"\tlocal first= second= skip= word choices= options= i\n"
	"\tCOMPREPLY=()\n"
	"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	"\t\tword=${COMP_WORDS[i]}\n"
	"\t\tif [[ $skip ]]; then skip=; continue; fi\n"
	"\t\tcase $word in\n";

static const char bash_middle[] =
	"\t\t-*) ;;\n"
	"\t\t*) if [[ ! $first ]]; then first=$word; else second=${second:-$word}; fi ;;\n"
	"\t\tesac\n"
	"\tdone\n"
	"\tcase $before in\n"
	"\t--lang) COMPREPLY=($(compgen -W 'en ko' -- \"$current\")); return ;;\n"
	"\t--format) COMPREPLY=($(compgen -W 'table csv json ics html' -- \"$current\")); return ;;\n"
	"\t--config | --db | --forms | --prepare) COMPREPLY=($(compgen -f -- "
	"\"$current\")); return ;;\n"
	"\tesac\n"
	"\t[[ $skip ]] && return\n"
	"\tcase \"$first $second\" in\n";

static const char bash_end[] = "\tesac\n"
			       "\tcase $current in\n"
			       "\t-*) COMPREPLY=($(compgen -W \"$options\" -- \"$current\")) ;;\n"
			       "\t*)\n"
			       "\t\tCOMPREPLY=($(compgen -W \"$choices\" -- \"$current\"))\n"
			       "\t\t[[ $choices ]] || COMPREPLY=($(compgen -f -- \"$current\"))\n"
			       "\t\t;;\n"
			       "\tesac\n"
			       "} &&\n"
			       "complete -F _prenota prenota\n";

static void add_options(struct buffer *out, uint32_t options)
{
	for (int i = 0; i < OPT_COUNT; i++)
		if (options & OPT_BIT(i))
			buffer_printf(out, " --%s", cli_option_rows[i].name);
}

/* First words of commands, each once; or the second words of @first. */
static void add_words(struct buffer *out, const char *first)
{
	for (size_t i = 0; i < cli_command_count; i++) {
		const char *name = cli_commands[i].name;
		size_t len = strcspn(name, " ");
		if (first && strncmp(name, first, len) == 0 && first[len] == '\0' && name[len])
			buffer_printf(out, " %s", name + len + 1);
		if (first)
			continue;
		bool seen = false;
		for (size_t j = 0; j < i && !seen; j++)
			seen = strncmp(cli_commands[j].name, name, len) == 0 &&
			       (cli_commands[j].name[len] == ' ' || cli_commands[j].name[len] == '\0');
		if (!seen)
			buffer_printf(out, " %.*s", (int)len, name);
	}
}

/* A line a command; "file" alone offers its second words. */
static void add_cases(struct buffer *out)
{
	buffer_add(out, "\t' ') choices='");
	add_words(out, NULL);
	buffer_add(out, "' options='");
	add_options(out, OPT_COMMON);
	buffer_add(out, "' ;;\n");
	for (size_t i = 0; i < cli_command_count; i++) {
		const char *name = cli_commands[i].name;
		const char *blank = strchr(name, ' ');
		if (blank) {
			buffer_printf(out, "\t'%s') options='", name);
		} else {
			buffer_printf(out, "\t'%s '*) choices='", name);
			add_words(out, name);
			buffer_add(out, "' options='");
		}
		add_options(out, OPT_COMMON | (cli_commands[i].options & ~(UINT32_C(1) << 31)));
		buffer_add(out, "' ;;\n");
	}
}

static void add_groups(struct buffer *out)
{
	for (size_t i = 0; i < cli_command_count; i++) {
		const char *name = cli_commands[i].name;
		size_t len = strcspn(name, " ");
		bool seen = name[len] == '\0';
		for (size_t j = 0; j < cli_command_count && !seen; j++)
			seen = strncmp(cli_commands[j].name, name, len) == 0 &&
			       (cli_commands[j].name[len] == '\0' ||
				(j < i && cli_commands[j].name[len] == ' '));
		if (seen)
			continue;
		buffer_printf(out, "\t'%.*s ') choices='", (int)len, name);
		char first[64];
		snprintf(first, sizeof first, "%.*s", (int)len, name);
		add_words(out, first);
		buffer_add(out, "' ;;\n");
	}
}

static void write_bash(struct buffer *out)
{
	buffer_add(out, bash_begin);
	buffer_add(out, "\t\t");
	bool begun = false;
	for (int i = 0; i < OPT_COUNT; i++)
		if (cli_option_rows[i].argument) {
			buffer_printf(out, "%s--%s", begun ? " | " : "", cli_option_rows[i].name);
			begun = true;
		}
	buffer_add(out, ") skip=1 ;;\n");
	buffer_add(out, bash_middle);
	add_groups(out);
	add_cases(out);
	buffer_add(out, bash_end);
}

/* --- the manual --- */

/* Text of mdoc: a line that begins with a point or an apostrophe, and backslashes, mean nothing special. */
static void add_mdoc(struct buffer *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		buffer_add(out, "\\&");
	for (; *text; text++) {
		if (*text == '\\')
			buffer_add(out, "\\e");
		else if (*text == '-')
			buffer_add(out, "\\-");
		else
			buffer_add_char(out, *text);
	}
	buffer_add_char(out, '\n');
}

static void write_mdoc_options(struct buffer *out, uint32_t options)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		const struct cli_option_row *row = &cli_option_rows[i];
		if (!(options & OPT_BIT(i)))
			continue;
		buffer_printf(out, ".It Fl \\-%s", row->name);
		if (row->argument)
			buffer_printf(out, " Ar %s", row->argument);
		buffer_add_char(out, '\n');
		add_mdoc(out, row->help);
	}
}

static void write_mdoc_commands(struct buffer *out)
{
	for (size_t i = 0; i < cli_command_count; i++) {
		const struct cli_command *command = &cli_commands[i];
		buffer_printf(out, ".It Cm %s", command->name);
		if (command->arguments[0]) {
			buffer_add(out, " Ar ");
			struct buffer text = { 0 };
			add_mdoc(&text, command->arguments);
			buffer_add(out, buffer_text(&text));
			buffer_finish(&text);
		} else {
			buffer_add_char(out, '\n');
		}
		add_mdoc(out, command->summary);
		for (int o = 0; o < OPT_COUNT; o++)
			if (command->options & OPT_BIT(o) & ~(UINT32_C(1) << 31))
				buffer_printf(out, ".Op Fl \\-%s%s%s\n", cli_option_rows[o].name,
					      cli_option_rows[o].argument ? " Ar " : "",
					      cli_option_rows[o].argument ? cli_option_rows[o].argument : "");
	}
}

int cmd_reference(struct cli *cli)
{
	struct buffer out = { 0 };
	const char *what = cli->line.args[0];
	int status;
	if (strcmp(what, "bash") == 0) {
		write_bash(&out);
	} else if (strcmp(what, "mdoc-commands") == 0) {
		write_mdoc_commands(&out);
	} else if (strcmp(what, "mdoc-options") == 0) {
		write_mdoc_options(&out, OPT_COMMON);
	} else if (strcmp(what, "mdoc-other-options") == 0) {
		write_mdoc_options(&out, ~(uint32_t)OPT_COMMON);
	} else {
		return cli_usage(cli,
				 _("there is no reference \"%s\"; bash, mdoc-commands, mdoc-options and "
				   "mdoc-other-options are known"),
				 what);
	}
	status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}
