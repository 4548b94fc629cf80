#include "cli/options.h"

#include <string.h>

#include "base/i18n.h"

const struct cli_option_row cli_option_rows[OPT_COUNT] = {
	[OPT_CONFIG] = { "config", N_("FILE"), N_("configuration that names the database") },
	[OPT_DB] = { "db", N_("FILE"), N_("the database of the site") },
	[OPT_LANG] = { "lang", N_("LANG"), N_("language of the screens: en or ko") },
	[OPT_FORMAT] = { "format", N_("FORMAT"),
			 N_("table, csv or json; ics or html where there is a calendar or a sheet") },
	[OPT_NOW] = { "now", N_("TIME"),
		      N_("freeze the clock, as 2026-11-27T16:30 (demo site or --readonly)") },
	[OPT_AS] = { "as", N_("NAME"), N_("act as this member of the staff (demo site)") },
	[OPT_READONLY] = { "readonly", NULL, N_("look only, write nothing") },
	[OPT_PLAIN] = { "plain", NULL, N_("no boxes, one thing a line, for screen readers") },
	[OPT_HELP] = { "help", NULL, N_("this help") },
	[OPT_VERSION] = { "version", NULL, N_("the version of the program") },
	[OPT_PREPARE] = { "prepare", N_("DIR"), N_("only write the sample site into DIR") },
	[OPT_PREVIEW] = { "preview", NULL, N_("only list what would change") },
	[OPT_FORMS] = { "forms", N_("DIR"), N_("check the forms of DIR, without a store") },
	[OPT_WHY] = { "why", NULL, N_("list what blocks each day") },
	[OPT_FROM] = { "from", N_("DATE"), N_("first day: 2026-11-24, today, tomorrow, +3, tue") },
	[OPT_TO] = { "to", N_("DATE"), N_("last day") },
	[OPT_DATE] = { "date", N_("DATE"), N_("the day: 2026-11-24, today, tomorrow, +3, tue") },
	[OPT_TIME] = { "time", N_("TIME"), N_("the time, as 09:30") },
	[OPT_DAYS] = { "days", N_("N"), N_("so many days") },
	[OPT_ADVISOR] = { "advisor", N_("NAME"), N_("this service advisor") },
	[OPT_BY] = { "by", N_("NAME"), N_("who grants what a rule refuses") },
	[OPT_REASON] = { "reason", N_("TEXT"), N_("why, kept in the file") },
	[OPT_THEIRS] = { "theirs", N_("IDS"), N_("requests of nobody that go with the person, or none") },
	[OPT_MINUTES] = { "minutes", N_("N"), N_("length of the hand-back, 10 to 15 minutes") },
	[OPT_STATE] = { "state", N_("STATE"),
			N_("of requests: open, offered, booked, answered, dropped, late or all; of "
			   "reminders: "
			   "waiting, open, late, booked, declined, stopped, done, no-consent, no-number, "
			   "ownership, sold or all") },
	[OPT_WATCH] = { "watch", NULL, N_("stay, and take in what comes into the spool") },
	[OPT_LEFT] = { "left", N_("MIN"), N_("minutes of work that are left") },
};

static int option_find(const char *name, size_t len)
{
	for (int i = 0; i < OPT_COUNT; i++)
		if (strlen(cli_option_rows[i].name) == len &&
		    strncmp(cli_option_rows[i].name, name, len) == 0)
			return i;
	return -1;
}

/* One option at argv[*at]; moves *at behind what it used. */
static bool option_take(struct cli_line *line, int argc, char **argv, int *at, struct error *err)
{
	const char *name = argv[*at] + 2;
	const char *equals = strchr(name, '=');
	int option = option_find(name, equals ? (size_t)(equals - name) : strlen(name));
	if (option < 0)
		return error_set(err, ERROR_INPUT, _("there is no option %s; prenota --help lists them"),
				 argv[*at]);
	const struct cli_option_row *row = &cli_option_rows[option];
	if (line->value[option])
		return error_set(err, ERROR_INPUT, _("--%s is given twice; once is enough"), row->name);
	if (!row->argument) {
		if (equals)
			return error_set(err, ERROR_INPUT, _("--%s takes no value"), row->name);
		line->value[option] = "";
		return true;
	}
	if (!equals && *at + 1 >= argc)
		return error_set(err, ERROR_INPUT, _("--%s needs a value: --%s %s"), row->name, row->name,
				 _(row->argument));
	line->value[option] = equals ? equals + 1 : argv[++*at];
	if (!line->value[option][0])
		return error_set(err, ERROR_INPUT, _("--%s needs a value: --%s %s"), row->name, row->name,
				 _(row->argument));
	return true;
}

bool cli_line_parse(struct cli_line *line, int argc, char **argv, struct error *err)
{
	bool ended = false;
	*line = (struct cli_line){ 0 };
	for (int i = 1; i < argc; i++) {
		if (!ended && strcmp(argv[i], "--") == 0) {
			ended = true;
			continue;
		}
		if (!ended && strncmp(argv[i], "--", 2) == 0) {
			if (!option_take(line, argc, argv, &i, err))
				return false;
			continue;
		}
		if (!ended && strcmp(argv[i], "-h") == 0) {
			line->value[OPT_HELP] = "";
			continue;
		}
		if (!ended && argv[i][0] == '-' && argv[i][1])
			return error_set(err, ERROR_INPUT,
					 _("there is no option %s; prenota --help lists them"), argv[i]);
		if (line->arg_count == CLI_ARGS_MAX)
			return error_set(err, ERROR_INPUT, _("too many arguments, from \"%s\" on"), argv[i]);
		line->args[line->arg_count++] = argv[i];
	}
	return true;
}

const char *cli_line_language(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			return argv[i][7] ? argv[i] + 7 : NULL;
		if (strcmp(argv[i], "--lang") == 0)
			return i + 1 < argc && argv[i + 1][0] ? argv[i + 1] : NULL;
	}
	return NULL;
}

uint32_t cli_line_given(const struct cli_line *line)
{
	uint32_t given = 0;
	for (int i = 0; i < OPT_COUNT; i++)
		if (line->value[i])
			given |= OPT_BIT(i);
	return given;
}
