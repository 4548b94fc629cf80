/* main.c - prenota: the command line, and the console that it opens. */
#include <stdlib.h>

#include "base/guard.h"
#include "cli/command.h"
#include "desk/desk.h"

/* The user's own keys as the desk takes them; to be freed. */
static struct desk_binding *bindings_create(const struct program_config *config)
{
	struct desk_binding *bindings = calloc(config->key_count + 1, sizeof *bindings);
	if (!bindings)
		abort();
	for (size_t i = 0; i < config->key_count; i++)
		bindings[i] = (struct desk_binding){ config->keys[i].action, config->keys[i].key };
	return bindings;
}

/* A terminal that is ready but not taken, or why there is none. */
struct waiting {
	struct term *term;
	struct error err;
};

static void *prepare_screen(const struct cli_console *console)
{
	struct waiting *waiting = calloc(1, sizeof *waiting);
	if (!waiting)
		abort();
	struct term_options options = {
		.colour = console->no_colour ? TERM_COLOUR_NEVER : TERM_COLOUR_AUTO,
		.plain = console->plain,
		.ascii = console->config->glyphs == GLYPHS_ASCII,
		.mouse = true,
	};
	waiting->term = term_prepare(&options, &waiting->err);
	return waiting;
}

static void drop_screen(void *prepared)
{
	struct waiting *waiting = prepared;
	term_destroy(waiting->term);
	free(waiting);
}

static int run_desk(struct office *office, struct term *term, const struct cli_console *console,
		    struct error *err)
{
	const struct program_config *config = console->config;
	struct desk_binding *bindings = bindings_create(config);
	struct desk_options options = {
		.database = config->database,
		.print_command = config->print_command,
		.print_html = config->print_html,
		.print_language = console->language,
		.bindings = bindings,
		.binding_count = config->key_count,
	};
	int status = desk_run(office, term, &options, err);
	free(bindings);
	return status;
}

static int run_console(void *prepared, struct office *office, const struct cli_console *console,
		       struct error *err)
{
	struct waiting waiting = *(struct waiting *)prepared;
	free(prepared);
	if (waiting.term)
		return run_desk(office, waiting.term, console, err);
	*err = waiting.err;
	return error_exit_status(err->code);
}

int main(int argc, char **argv)
{
	static const struct cli_screen screen = { prepare_screen, run_console, drop_screen };
	guard_begin();
	term_forget_size();
	return cli_main(argc, argv, &screen);
}
