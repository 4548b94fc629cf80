#include <locale.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/guard.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/place.h"
#include "cli/remote.h"
#include "office/groups.h"

const struct cli_command cli_commands[] = {
	{ "demo", "", 0, 0, OPT_BIT(OPT_PREPARE),
	  N_("the console on a throw-away sample site, its clock starting Monday 2026-11-23 10:00 in Seoul"),
	  cmd_demo },
	{ "init", "[SITE]", 0, 1, OPT_BIT(OPT_PREVIEW),
	  N_("create or update a site from its configuration; nothing is lost"), cmd_init },
	{ "import", "KIND FILE", 2, 2, 0,
	  N_("read a file of another system: customers vehicles history contracts campaigns campaign-vins "
	     "personas service-entry parts listing requests"),
	  cmd_import },
	{ "find", "TEXT", 1, 1, OPT_BIT(OPT_FORMAT), N_("customers, vehicles and files that match"),
	  cmd_find },
	{ "load", "", 0, 0, OPT_BIT(OPT_FORMAT) | OPT_BIT(OPT_FROM) | OPT_BIT(OPT_TO) | OPT_BIT(OPT_DAYS),
	  N_("spare capacity by day and skill"), cmd_load },
	{ "slots", "", 0, 0, OPT_DOCUMENT | OPT_BIT(OPT_WHY),
	  N_("proposals for a request (JSON on standard input)"), cmd_slots },
	{ "book", "", 0, 0, OPT_DOCUMENT,
	  N_("book a request (JSON on standard input), by the same rules as the console"), cmd_book },
	{ "file show", "ID", 1, 1, OPT_DOCUMENT, N_("a customer file"), cmd_file_show },
	{ "file history", "ID", 1, 1, OPT_BIT(OPT_FORMAT), N_("what happened with a customer file"),
	  cmd_file_history },
	{ "file move", "ID", 1, 1,
	  OPT_BIT(OPT_DATE) | OPT_BIT(OPT_TIME) | OPT_BIT(OPT_ADVISOR) | OPT_BIT(OPT_BY) |
		  OPT_BIT(OPT_REASON) | OPT_DOCUMENT,
	  N_("move an appointment to another date or time"), cmd_file_move },
	{ "file cancel", "ID", 1, 1, OPT_BIT(OPT_REASON), N_("cancel an appointment"), cmd_file_cancel },
	{ "file undo", "ID", 1, 1, OPT_DOCUMENT,
	  N_("take a cancelled appointment back, while nothing took its place"), cmd_file_undo },
	{ "file arrive", "ID", 1, 1, 0, N_("the customer has arrived"), cmd_file_arrive },
	{ "file late", "ID", 1, 1, 0, N_("the customer is late"), cmd_file_late },
	{ "file noshow", "ID", 1, 1, 0, N_("the customer did not come"), cmd_file_noshow },
	{ "file finish", "ID", 1, 1, OPT_BIT(OPT_LEFT), N_("the work is finished"), cmd_file_finish },
	{ "file change", "ID", 1, 1, OPT_DOCUMENT,
	  N_("change the work of an appointment (JSON on standard input)"), cmd_file_change },
	{ "file handback", "ID", 1, 1,
	  OPT_BIT(OPT_DATE) | OPT_BIT(OPT_TIME) | OPT_BIT(OPT_MINUTES) | OPT_DOCUMENT,
	  N_("the car is handed back; with --date, --time or --minutes: another hand-back"),
	  cmd_file_handback },
	{ "file wait", "ID", 1, 1, OPT_BIT(OPT_FROM) | OPT_BIT(OPT_TO) | OPT_BIT(OPT_DAYS),
	  N_("put a file on the waiting list for an earlier place; --days 0 takes it off"), cmd_file_wait },
	{ "absence add", "WHAT", 1, 1,
	  OPT_BIT(OPT_FROM) | OPT_BIT(OPT_TO) | OPT_BIT(OPT_REASON) | OPT_BIT(OPT_PREVIEW) | OPT_DOCUMENT,
	  N_("a member of the staff, a car or a bay is not there, or the site is closed; --from and --to "
	     "take "
	     "2026-11-24T14:00 too"),
	  cmd_absence_add },
	{ "absence list", "", 0, 0, OPT_BIT(OPT_FORMAT) | OPT_BIT(OPT_FROM) | OPT_BIT(OPT_TO),
	  N_("who and what is not there"), cmd_absence_list },
	{ "absence end", "ID", 1, 1, OPT_BIT(OPT_TO), N_("an absence ends early: now, or at --to"),
	  cmd_absence_end },
	{ "receptions", "", 0, 0,
	  OPT_CALENDAR | OPT_BIT(OPT_DATE) | OPT_BIT(OPT_FROM) | OPT_BIT(OPT_TO) | OPT_BIT(OPT_ADVISOR),
	  N_("the receptions of a day, or of --from to --to; as ics a calendar file"), cmd_receptions },
	{ "sheet", "ID", 1, 1, OPT_PAPER, N_("the reception sheet of a customer file, to print"), cmd_sheet },
	{ "tasks", "", 0, 0, OPT_BIT(OPT_FORMAT), N_("what somebody must still do, by deadline"), cmd_tasks },
	{ "requests", "", 0, 0,
	  OPT_BIT(OPT_FORMAT) | OPT_BIT(OPT_STATE) | OPT_BIT(OPT_FROM) | OPT_BIT(OPT_TO),
	  N_("digital requests by time left of their 24 hours"), cmd_requests },
	{ "reminders", "", 0, 0,
	  OPT_BIT(OPT_FORMAT) | OPT_BIT(OPT_STATE) | OPT_BIT(OPT_FROM) | OPT_BIT(OPT_TO),
	  N_("whose service is due, late ones first, and what came of each attempt to tell them"),
	  cmd_reminders },
	{ "contacts", "", 0, 0, OPT_BIT(OPT_FORMAT) | OPT_BIT(OPT_FROM) | OPT_BIT(OPT_TO),
	  N_("the contact register, a line an attempt: the last 30 days, or --from and --to"), cmd_contacts },
	{ "dealer show", "", 0, 0, OPT_BIT(OPT_FORMAT),
	  N_("what the public is told of the dealer: value, last check, what a listing says"),
	  cmd_dealer_show },
	{ "dealer set", "FIELD VALUE", 2, 2, 0, N_("change a value of the dealer's data"), cmd_dealer_set },
	{ "dealer checked", "FIELD|all", 1, CLI_ARGS_MAX, 0, N_("these values are right as they stand today"),
	  cmd_dealer_checked },
	{ "export dealer", "", 0, 0, 0, N_("the dealer's data for the website: JSON-LD of schema.org"),
	  cmd_export_dealer },
	{ "intake", "[FILE|-]", 0, 1, OPT_BIT(OPT_WATCH),
	  N_("take digital requests in: a file, standard input (-), or what lies in the spool"), cmd_intake },
	{ "notify", "[list | again ID | sent ID | drop ID]", 0, 2, OPT_BIT(OPT_FORMAT),
	  N_("deliver the messages that are due (for a timer); the outbox, and what a person says of a "
	     "message"),
	  cmd_notify },
	{ "export changes", "", 0, 0, OPT_BIT(OPT_FORMAT) | OPT_BIT(OPT_FROM) | OPT_BIT(OPT_TO),
	  N_("what changed in the data of customers and cars, for the DMS and Service Entry: the last 30 "
	     "days, or "
	     "--from and --to"),
	  cmd_export_changes },
	{ "call", "EVENT call=ID [from=NUMBER] [to=EXTENSION] [at=EPOCH_MS]", 2, 6, 0,
	  N_("tell an event of the telephone exchange: ringing answered hold resume transferred hangup"),
	  cmd_call },
	{ "call listen", "[SOCKET]", 0, 1, 0,
	  N_("take such events as lines from a local socket, in the foreground"), cmd_call_listen },
	{ "call replay", "[FILE]", 0, 1, 0, N_("take such events as lines from a file or standard input"),
	  cmd_call_replay },
	{ "reference", "WHAT", 1, 1, 0,
	  N_("commands and options for other programs: bash (completion), mdoc-commands, "
	     "mdoc-options, mdoc-other-options"),
	  cmd_reference },
	{ "check", "", 0, 0, OPT_BIT(OPT_FORMS),
	  N_("whether the store, or the forms of --forms DIR, are sound"), cmd_check },
	{ "export customer", "ID", 1, 1, OPT_DOCUMENT | OPT_BIT(OPT_REASON),
	  N_("everything held on a person; --reason is kept"), cmd_export_customer },
	{ "erase customer", "ID", 1, 1, OPT_BIT(OPT_REASON) | OPT_BIT(OPT_THEIRS),
	  N_("erase a person for good; --reason is kept"), cmd_erase_customer },
	{ "purge", "", 0, 0, OPT_BIT(OPT_FORMAT) | OPT_BIT(OPT_PREVIEW) | OPT_BIT(OPT_BY),
	  N_("erase what was kept long enough; --preview only lists it, --by names who looked at that list"),
	  cmd_purge },
	{ "backup", "[FILE]", 0, 1, 0,
	  N_("copy the database while it is in use, checked; into a folder: under a name with the time, old "
	     "ones go"),
	  cmd_backup },
	{ "restore", "FILE", 1, 1, 0, N_("put a backup in the place of the database, after checking it"),
	  cmd_restore },
	{ "salvage", "BAD NEW", 2, 2, OPT_BIT(OPT_FORMAT),
	  N_("save what can still be read of a damaged database into a new one"), cmd_salvage },
	{ "standards", "[STANDARD]", 0, 1, OPT_REPORT | OPT_BIT(OPT_FROM) | OPT_BIT(OPT_TO),
	  N_("the standards kept this month, or --from to --to; with one of them (R16) its cases"),
	  cmd_standards },
	{ "audit", "", 0, 0, OPT_BIT(OPT_FORMAT) | OPT_BIT(OPT_FROM) | OPT_BIT(OPT_TO),
	  N_("who saw or changed whose data, when and from where"), cmd_audit },
};
const size_t cli_command_count = sizeof cli_commands / sizeof cli_commands[0];

/* One line on standard error; what comes from outside is made safe. */
static void say(const struct cli *cli, const char *text)
{
	struct buffer line = { 0 };
	buffer_add(&line, "prenota: ");
	if (cli && cli->command)
		buffer_printf(&line, "%s: ", cli->command->name);
	text_show(&line, text);
	buffer_add_char(&line, '\n');
	fputs(buffer_text(&line), stderr);
	buffer_finish(&line);
}

int cli_fail(const struct cli *cli, const struct error *err)
{
	say(cli, err->text);
	return error_exit_status(err->code);
}

int cli_usage(const struct cli *cli, const char *format, ...)
{
	char text[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	say(cli, text);
	return CLI_EXIT_USAGE;
}

int cli_print(const struct cli *cli, const char *text)
{
	if (fputs(text, stdout) != EOF && fflush(stdout) == 0)
		return EX_OK;
	if (cli->store && store_has_written(cli->store))
		say(cli, _("it is done and saved; only the answer could not be written to standard output (is "
			   "the disk full or the pipe closed?)"));
	else
		say(cli, _("standard output cannot be written; is the disk full or the pipe closed?"));
	return EX_IOERR;
}

/* The command that the first words of @line name; takes them off the arguments. */
static const struct cli_command *command_find(struct cli_line *line)
{
	char two[64];
	for (int words = line->arg_count >= 2 ? 2 : 1; words >= 1; words--) {
		if (words == 2)
			snprintf(two, sizeof two, "%s %s", line->args[0], line->args[1]);
		else
			snprintf(two, sizeof two, "%s", line->args[0]);
		for (size_t i = 0; i < cli_command_count; i++) {
			if (strcmp(cli_commands[i].name, two) != 0)
				continue;
			line->arg_count -= words;
			memmove(line->args, line->args + words,
				(size_t)line->arg_count * sizeof line->args[0]);
			return &cli_commands[i];
		}
	}
	return NULL;
}

/* "file" without or with an unknown second word. */
static int command_unknown(const struct cli *cli)
{
	const char *first = cli->line.args[0];
	struct buffer seconds = { 0 };
	size_t len = strlen(first);
	for (size_t i = 0; i < cli_command_count; i++)
		if (strncmp(cli_commands[i].name, first, len) == 0 && cli_commands[i].name[len] == ' ')
			buffer_printf(&seconds, "%s%s", seconds.len ? ", " : "",
				      cli_commands[i].name + len + 1);
	int status;
	if (seconds.len)
		status = cli_usage(cli, _("%s needs one of: %s"), first, buffer_text(&seconds));
	else
		status = cli_usage(cli, _("there is no command \"%s\"; prenota --help lists them"), first);
	buffer_finish(&seconds);
	return status;
}

/* Whether the command answers in the format asked for; 0 or the exit status of wrong use. */
static int format_check(const struct cli *cli)
{
	static const struct {
		uint32_t options;
		const char *formats; /* with a blank before and after each */
		const char *told;
	} kinds[] = {
		{ OPT_DOCUMENT, " table json ", N_("this answer is no list; --format table or json") },
		{ OPT_PAPER, " table html ",
		  N_("this is for a printer; --format table (plain text) or html") },
		{ OPT_CALENDAR, " table csv json ics html ",
		  N_("these appointments come as --format table, csv, json, ics or html") },
		{ OPT_REPORT, " table csv json html ",
		  N_("this report comes as --format table, csv, json or html") },
		{ OPT_BIT(OPT_FORMAT), " table csv json ",
		  N_("this list comes as --format table, csv or json") },
	};
	const char *format = cli->line.value[OPT_FORMAT];
	char word[16];
	if (!format)
		return EX_OK;
	snprintf(word, sizeof word, " %.*s ", (int)sizeof word - 3, format);
	if (strchr(format, ' ') || !strstr(" table csv json ics html ", word))
		return cli_usage(cli,
				 _("there is no format \"%s\"; table, csv, json, ics and html are known"),
				 format);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if ((cli->command->options & kinds[i].options) == kinds[i].options)
			return strstr(kinds[i].formats, word) ? EX_OK
							      : cli_usage(cli, "%s", _(kinds[i].told));
	return EX_OK;
}

/* Options and arguments that the command takes; 0 or the exit status of wrong use. */
static int command_check(const struct cli *cli)
{
	const struct cli_command *command = cli->command;
	uint32_t allowed = OPT_COMMON | (command ? command->options : 0);
	uint32_t given = cli_line_given(&cli->line);
	for (int i = 0; i < OPT_COUNT; i++)
		if (given & ~allowed & OPT_BIT(i))
			return cli_usage(cli, _("--%s does not belong here; --help shows what does"),
					 cli_option_rows[i].name);
	if (!command)
		return EX_OK;
	if (cli->line.arg_count < command->args_min)
		return cli_usage(cli, _("something is missing: prenota %s %s"), command->name,
				 command->arguments);
	if (cli->line.arg_count > command->args_max)
		return cli_usage(cli, _("\"%s\" is too much: prenota %s%s%s"),
				 cli->line.args[command->args_max], command->name,
				 command->arguments[0] ? " " : "", command->arguments);
	return format_check(cli);
}

/* A language that there is; only the environment falls back to English. */
static bool language_known(const char *lang)
{
	return !lang || strcmp(lang, "en") == 0 || strcmp(lang, "ko") == 0 || strncmp(lang, "en_", 3) == 0 ||
	       strncmp(lang, "ko_", 3) == 0;
}

static int show_help(const struct cli *cli)
{
	struct buffer out = { 0 };
	cli_help(cli->command, &out);
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}

/* What names a store, a configuration or forms of the user's own runs with the user's own rights. */
static bool lays_rights_down(const struct cli *cli)
{
	const char *const *value = cli->line.value;
	return value[OPT_DB] || value[OPT_CONFIG] || value[OPT_FORMS] ||
	       (cli->command && cli->command->run == cmd_demo);
}

/* Makes, copies or replaces the database as a whole. */
static bool acts_on_whole(const struct cli_command *command)
{
	return command && (command->run == cmd_init || command->run == cmd_backup ||
			   command->run == cmd_restore || command->run == cmd_salvage);
}

/* With borrowed rights a stranger is refused before anything is opened, and what acts on the whole
 * database is for managers; 0 or the exit status. */
static int rights_check(const struct cli *cli)
{
	struct error err = { 0 };
	unsigned roles = getuid() == 0 ? ROLE_MANAGER : 0;
	if (!guard_is_on())
		return EX_OK;
	if (lays_rights_down(cli)) {
		if (guard_drop())
			return EX_OK;
		error_set(&err, ERROR_PERMISSION, _("the group's rights cannot be given up"));
		return cli_fail(cli, &err);
	}
	if (!roles && !groups_roles(&roles, &err))
		return cli_fail(cli, &err);
	if (!acts_on_whole(cli->command) || getuid() == 0)
		return EX_OK;
	/* A file of the user's choice would be written, or read, with the rights of the group. */
	if (cli->line.arg_count)
		error_set(&err, ERROR_PERMISSION,
			  _("with a file's name only the administrator (root) does this"));
	else if (!(roles & ROLE_MANAGER))
		error_set(&err, ERROR_PERMISSION, _("a manager does this"));
	else
		return EX_OK;
	return cli_fail(cli, &err);
}

/* "file --help": the commands that begin so. */
static int show_group_help(const struct cli *cli)
{
	struct buffer out = { 0 };
	int status = cli_help_group(cli->line.args[0], &out) ? cli_print(cli, buffer_text(&out))
							     : command_unknown(cli);
	buffer_finish(&out);
	return status;
}

static int run(struct cli *cli, int argc, char **argv)
{
	struct error err;
	/* The language first: what is wrong with the words is told in it. */
	if (!i18n_start(cli_line_language(argc, argv), cli_place_locale()))
		setlocale(LC_ALL, "C.UTF-8");
	if (!cli_line_parse(&cli->line, argc, argv, &err))
		return cli_usage(cli, "%s", err.text);
	if (!language_known(cli->line.value[OPT_LANG]))
		return cli_usage(cli, _("there is no language \"%s\"; en and ko are known"),
				 cli->line.value[OPT_LANG]);
	if (cli->line.value[OPT_VERSION])
		return cli_print(cli, "prenota " PRENOTA_VERSION "\n");
	if (cli->line.arg_count > 0) {
		cli->command = command_find(&cli->line);
		if (!cli->command)
			return cli->line.value[OPT_HELP] ? show_group_help(cli) : command_unknown(cli);
	}
	if (cli->line.value[OPT_HELP])
		return show_help(cli);
	int status = command_check(cli);
	if (!status)
		status = rights_check(cli);
	if (status)
		return status;
	return cli->command ? cli->command->run(cli) : cli_run_console(cli);
}

int cli_main(int argc, char **argv, cli_console_fn console)
{
	struct cli cli = { .console = console };
	struct arena arena = { 0 };
	struct error err;
	int status;
	if (remote_command(&arena, &argc, &argv, &err))
		status = run(&cli, argc, argv);
	else
		status = cli_fail(&cli, &err);
	arena_finish(&arena);
	return status;
}
