#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "config/program.h"

static void collect(void *context, const char *text)
{
	struct buffer *lines = context;
	buffer_add(lines, text);
	buffer_add_char(lines, '\n');
}

struct folder {
	char path[64];
	struct arena arena;
	struct buffer lines;
	struct config_report report;
	struct program_config config;
};

static int make_folder(void **state)
{
	struct folder *folder = calloc(1, sizeof *folder);
	strcpy(folder->path, "/tmp/prenota-config-XXXXXX");
	assert_non_null(mkdtemp(folder->path));
	folder->report = (struct config_report){ collect, &folder->lines, 0 };
	program_config_init(&folder->config);
	*state = folder;
	return 0;
}

static const char *write_file(struct folder *folder, const char *name, const char *text)
{
	const char *path = arena_printf(&folder->arena, "%s/%s", folder->path, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	return path;
}

static int remove_folder(void **state)
{
	static const char *const names[] = { "a.cfg", "b.cfg", "prenota/prenota.cfg", "prenota" };
	struct folder *folder = *state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		remove(arena_printf(&folder->arena, "%s/%s", folder->path, names[i]));
	rmdir(folder->path);
	buffer_finish(&folder->lines);
	arena_finish(&folder->arena);
	free(folder);
	return 0;
}

static bool read_one(struct folder *folder, const char *path, bool looks_only)
{
	return config_read_program(path, true, looks_only, &folder->arena, &folder->config, &folder->report,
				   NULL);
}

static void test_later_wins(void **state)
{
	struct folder *folder = *state;
	const char *a =
		write_file(folder, "a.cfg",
			   "database = \"prenota.db\";\nsite = \"/srv/site.cfg\";\nlanguage = \"en\";\n"
			   "glyphs = \"ascii\";\nkeys = ( { action = \"hold\"; key = \"F9\"; } );\n");
	const char *b = write_file(folder, "b.cfg",
				   "language = \"ko\";\ncolours = \"none\";\n"
				   "keys = ( { action = \"park\"; key = \"F11\"; } );\n");
	assert_true(read_one(folder, a, false));
	assert_true(read_one(folder, b, true));
	struct program_config *config = &folder->config;
	assert_string_equal(config->database, arena_printf(&folder->arena, "%s/prenota.db", folder->path));
	assert_string_equal(config->site, "/srv/site.cfg");
	assert_string_equal(config->language, "ko");
	assert_int_equal(config->glyphs, GLYPHS_ASCII);
	assert_int_equal(config->colours, COLOURS_NONE);
	assert_int_equal(config->key_count, 2);
	assert_string_equal(config->keys[1].action, "park");
	assert_non_null(strstr(config->keys[1].place, "b.cfg:3"));
	assert_null(config->mail_command);
}

static void test_mistakes(void **state)
{
	struct folder *folder = *state;
	const char *path = write_file(folder, "a.cfg",
				      "databse = \"x\";\nlanguage = \"fr\";\nglyphs = 1;\n"
				      "keys = ( { action = \"hold\"; } );\n");
	assert_false(read_one(folder, path, false));
	const char *lines = buffer_text(&folder->lines);
	assert_int_equal(folder->report.count, 4);
	assert_non_null(strstr(lines, "a.cfg:1: unknown key 'databse'"));
	assert_non_null(strstr(lines, "a.cfg:2: 'language' is \"fr\"; it must be one of: en ko"));
	assert_non_null(strstr(lines, "a.cfg:3: 'glyphs' must be a text"));
	assert_non_null(strstr(lines, "a.cfg:4: 'key' is missing"));
	assert_null(folder->config.language);
}

/* A user's file must not lead a program with more rights to other places. */
static void test_guarded(void **state)
{
	struct folder *folder = *state;
	const char *path =
		write_file(folder, "a.cfg", "language = \"ko\";\nmail_command = \"sh -c evil\";\n");
	assert_false(read_one(folder, path, true));
	assert_non_null(
		strstr(buffer_text(&folder->lines), "a.cfg:2: 'mail_command' can only be set in /etc"));
	assert_null(folder->config.mail_command);
}

static void test_order_of_files(void **state)
{
	struct folder *folder = *state;
	struct error err = { 0 };
	setenv("XDG_CONFIG_HOME", folder->path, 1);
	assert_string_equal(config_user_path(&folder->arena),
			    arena_printf(&folder->arena, "%s/prenota/prenota.cfg", folder->path));
	mkdir(arena_printf(&folder->arena, "%s/prenota", folder->path), 0700);
	write_file(folder, "prenota/prenota.cfg", "language = \"ko\";\nglyphs = \"ascii\";\n");
	const char *given = write_file(folder, "b.cfg", "language = \"en\";\n");
	assert_true(config_load_program(given, false, &folder->arena, &folder->config, NULL, NULL));
	assert_string_equal(folder->config.language, "en");
	assert_int_equal(folder->config.glyphs, GLYPHS_ASCII);
	assert_false(
		config_load_program("/nonexistent.cfg", false, &folder->arena, &folder->config, NULL, &err));
	assert_int_equal(err.code, ERROR_CONFIG);
	assert_non_null(strstr(err.text, "/nonexistent.cfg"));
	unsetenv("XDG_CONFIG_HOME");
	setenv("HOME", "/nowhere", 1);
	assert_string_equal(config_user_path(&folder->arena), "/nowhere/.config/prenota/prenota.cfg");
}

/* The file that shows every key. */
static void test_shown_file(void **state)
{
	struct folder *folder = *state;
	struct program_config *config = &folder->config;
	assert_true(
		read_one(folder, arena_printf(&folder->arena, "%s/prenota.cfg", getenv("SAMPLE")), false));
	assert_true(config->database && config->site && config->forms && config->backups && config->exchange);
	assert_true(config->mail_command && config->sms_command && config->print_command && config->language);
	assert_int_equal(config->key_count, 1);
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_later_wins, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_mistakes, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_guarded, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_order_of_files, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(test_shown_file, make_folder, remove_folder),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
