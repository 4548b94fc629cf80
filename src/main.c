/* main.c - prenota: the command line, and the console that it opens. */
#include <stdlib.h>

#include "base/guard.h"
#include "base/memory.h"
#include "cli/command.h"
#include "desk/desk.h"

/* The user's own keys as the desk takes them; to be freed. */
static struct desk_binding *bindings_create(const struct program_config *config)
{
	struct desk_binding *bindings = memory_zeroed(config->key_count + 1, sizeof *bindings);
	for (size_t i = 0; i < config->key_count; i++)
		bindings[i] = (struct desk_binding){ config->keys[i].action, config->keys[i].key };
	return bindings;
}

static int run_console(struct office *office, const struct cli_console *console, struct error *err)
{
	const struct program_config *config = console->config;
	struct desk_binding *bindings = bindings_create(config);
	struct desk_options options = {
		.database = config->database,
		.plain = console->plain,
		.ascii = config->glyphs == GLYPHS_ASCII,
		.mouse = true,
		.no_colour = console->no_colour,
		.print_command = config->print_command,
		.print_html = config->print_html,
		.print_language = console->language,
		.bindings = bindings,
		.binding_count = config->key_count,
	};
	int status = desk_run(office, &options, err);
	free(bindings);
	return status;
}

int main(int argc, char **argv)
{
	guard_begin();
	return cli_main(argc, argv, run_console);
}
