#include "cli/remote.h"

#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "base/i18n.h"
#include "cli/options.h"

enum { WORDS_MAX = 24 };

/* What needs no file of this machine and no administrator. One that is not here is refused. */
static const char *const open_verbs[] = { "find",     "load",       "slots",    "book",
					  "file",     "receptions", "sheet",    "tasks",
					  "requests", "reminders",  "contacts", "standards",
					  "absence",  "dealer" };

/* Options that name a file or another person. */
static const char *const shut_options[] = { "--config", "--db", "--as", "--now", "--forms", "--prepare" };

static bool is_open(const char *verb)
{
	for (size_t i = 0; i < sizeof open_verbs / sizeof open_verbs[0]; i++)
		if (strcmp(verb, open_verbs[i]) == 0)
			return true;
	return false;
}

static bool is_shut(const char *word)
{
	size_t len = strcspn(word, "=");
	for (size_t i = 0; i < sizeof shut_options / sizeof shut_options[0]; i++)
		if (strlen(shut_options[i]) == len && strncmp(word, shut_options[i], len) == 0)
			return true;
	return false;
}

/* "ssh HOST prenota tasks" is "ssh HOST tasks". */
static bool is_own_name(const char *word)
{
	const char *slash = strrchr(word, '/');
	return strcmp(slash ? slash + 1 : word, "prenota") == 0;
}

static bool refuse(const char *verb, struct error *err)
{
	return error_set(
		err, ERROR_PERMISSION,
		_("\"%s\" is not open over SSH; find load slots book file receptions sheet tasks requests "
		  "reminders contacts standards absence and dealer are"),
		verb);
}

/* The words are read as the command will be, so that no option's value passes for the verb. */
static bool check(int argc, char **argv, struct error *err)
{
	struct cli_line line;
	for (int i = 1; i < argc; i++)
		if (is_shut(argv[i]))
			return error_set(err, ERROR_PERMISSION, _("%s is not for commands over SSH"), argv[i]);
	if (argc > 1 && argv[1][0] != '-' && !is_open(argv[1]))
		return refuse(argv[1], err);
	if (!cli_line_parse(&line, argc, argv, &(struct error){ 0 }))
		return true; /* wrong use: nothing is run, and who reads it again says what is wrong */
	if (!line.arg_count || line.value[OPT_HELP] || line.value[OPT_VERSION] || is_open(line.args[0]))
		return true;
	return refuse(line.args[0], err);
}

bool remote_command(struct arena *arena, int *argc, char ***argv, struct error *err)
{
	const char *asked = getenv("SSH_ORIGINAL_COMMAND");
	const char *const *words;
	size_t count;
	if (*argc > 1 || !asked || asked[strspn(asked, " \t")] == '\0')
		return true;
	if (!child_split(asked, WORDS_MAX, arena, &words, &count, err))
		return false;
	size_t skip = is_own_name(words[0]);
	char **all = arena_alloc(arena, (count + 2) * sizeof *all);
	all[0] = (*argv)[0];
	for (size_t i = skip; i < count; i++)
		all[i - skip + 1] = arena_strdup(arena, words[i]);
	int given = (int)(count - skip) + 1;
	if (!check(given, all, err))
		return false;
	*argc = given;
	*argv = all;
	return true;
}
