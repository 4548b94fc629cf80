#include "config/program.h"

#include <stdlib.h>
#include <string.h>

#include "base/guard.h"
#include "base/i18n.h"
#include "config/cfg.h"

static const char system_path[] = "/etc/prenota/prenota.cfg";
static const char look_keys[] = "language colours glyphs keys";
static const char all_keys[] = "database site forms mail_command sms_command print_command print_format "
			       "exchange backups spool telephone roles message_seconds "
			       "language colours glyphs keys";

void program_config_init(struct program_config *config)
{
	memset(config, 0, sizeof *config);
	config->message_seconds = 60;
}

/* A path is relative to the folder of the file that names it. */
static const char *read_path(struct cfg *cfg, const config_setting_t *root, const char *key,
			     const char *otherwise)
{
	const char *path = cfg_text(cfg, root, key, false);
	const char *slash = strrchr(cfg->name, '/');
	if (!path)
		return otherwise;
	if (*path == '/' || !slash)
		return path;
	return arena_printf(cfg->arena, "%.*s/%s", (int)(slash - cfg->name), cfg->name, path);
}

static const char *read_text(struct cfg *cfg, const config_setting_t *root, const char *key,
			     const char *otherwise)
{
	const char *text = cfg_text(cfg, root, key, false);
	return text ? text : otherwise;
}

/* The position of the text at @key among @words, @otherwise when it is not said. */
static int read_choice(struct cfg *cfg, const config_setting_t *root, const char *key,
		       const char *const *words, int count, int otherwise)
{
	const char *text = cfg_text(cfg, root, key, false);
	if (!text)
		return otherwise;
	for (int i = 0; i < count; i++)
		if (strcmp(words[i], text) == 0)
			return i;
	char known[128] = "";
	for (int i = 0; i < count; i++) {
		strncat(known, i ? " " : "", sizeof known - strlen(known) - 1);
		strncat(known, words[i], sizeof known - strlen(known) - 1);
	}
	cfg_wrong(cfg, config_setting_get_member(root, key), _("'%s' is \"%s\"; it must be one of: %s"), key,
		  text, known);
	return otherwise;
}

static void read_keys(struct cfg *cfg, const config_setting_t *root, struct program_config *config)
{
	const config_setting_t *list = cfg_list(cfg, root, "keys", false);
	size_t capacity = config->key_count; /* copied on the first addition: an earlier file's array stays */
	for (int i = 0; list && i < config_setting_length(list); i++) {
		const config_setting_t *group = cfg_item_group(cfg, list, i);
		if (!group)
			continue;
		cfg_only(cfg, group, "action key");
		struct config_key key = { cfg_text(cfg, group, "action", true),
					  cfg_text(cfg, group, "key", true), NULL };
		key.place = arena_printf(cfg->arena, "%s:%u", cfg->name,
					 (unsigned)config_setting_source_line(group));
		if (!key.action || !key.key)
			continue;
		config->keys = arena_grow(cfg->arena, config->keys, config->key_count, &capacity,
					  sizeof *config->keys);
		config->keys[config->key_count++] = key;
	}
}

static void read_program(struct cfg *cfg, const config_setting_t *root, struct program_config *config)
{
	static const char *const colours[] = { "auto", "none", "8", "256" };
	static const char *const glyphs[] = { "unicode", "ascii" };
	static const char *const languages[] = { "en", "ko" };
	config->database = read_path(cfg, root, "database", config->database);
	config->site = read_path(cfg, root, "site", config->site);
	config->forms = read_path(cfg, root, "forms", config->forms);
	config->exchange = read_path(cfg, root, "exchange", config->exchange);
	config->backups = read_path(cfg, root, "backups", config->backups);
	config->spool = read_path(cfg, root, "spool", config->spool);
	config->telephone = read_path(cfg, root, "telephone", config->telephone);
	config->mail_command = read_text(cfg, root, "mail_command", config->mail_command);
	config->sms_command = read_text(cfg, root, "sms_command", config->sms_command);
	config->message_seconds = cfg_int(cfg, root, "message_seconds", 1, 600, config->message_seconds);
	config->print_command = read_text(cfg, root, "print_command", config->print_command);
	static const char *const papers[] = { "text", "html" };
	config->print_html = read_choice(cfg, root, "print_format", papers, 2, config->print_html) == 1;
	static const char *const roles[] = { "staff", "groups" };
	config->by_groups = read_choice(cfg, root, "roles", roles, 2, config->by_groups) == 1;
	int language = read_choice(cfg, root, "language", languages, 2, -1);
	if (language >= 0)
		config->language = languages[language];
	config->colours =
		(enum config_colours)read_choice(cfg, root, "colours", colours, 4, (int)config->colours);
	config->glyphs = (enum config_glyphs)read_choice(cfg, root, "glyphs", glyphs, 2, (int)config->glyphs);
	read_keys(cfg, root, config);
}

/* A user may change looks only, where the program has more rights than the user. */
static void refuse_places(struct cfg *cfg, const config_setting_t *root)
{
	for (int i = 0; i < config_setting_length(root); i++) {
		const config_setting_t *member = config_setting_get_elem(root, (unsigned)i);
		const char *name = config_setting_name(member);
		bool looks = name && strstr(look_keys, name) != NULL;
		if (name && !looks && strstr(all_keys, name))
			cfg_wrong(cfg, member, _("'%s' can only be set in %s here"), name, system_path);
	}
}

bool config_read_program(const char *path, bool required, bool looks_only, struct arena *arena,
			 struct program_config *config, struct config_report *report, struct error *err)
{
	struct error failure = { 0 };
	size_t len;
	char *text = cfg_read_file(path, &len, &failure);
	if (!text && failure.code == ERROR_NOT_FOUND && !required)
		return true;
	if (!text && failure.code == ERROR_NOT_FOUND)
		return error_set(err, ERROR_CONFIG, _("%s; name the configuration that is there"), failure.text);
	if (!text)
		return error_set(err, failure.code, "%s", failure.text);
	struct cfg cfg = { .name = path, .arena = arena, .report = report };
	struct program_config read = *config;
	const config_setting_t *root = cfg_parse(&cfg, text, len);
	if (root) {
		cfg_only(&cfg, root, all_keys);
		if (looks_only)
			refuse_places(&cfg, root);
		read_program(&cfg, root, &read);
	}
	free(text);
	if (!cfg_close(&cfg, err))
		return false;
	*config = read;
	return true;
}

const char *config_user_path(struct arena *arena)
{
	const char *base = getenv("XDG_CONFIG_HOME");
	if (base && *base == '/')
		return arena_printf(arena, "%s/prenota/prenota.cfg", base);
	const char *home = getenv("HOME");
	return home && *home == '/' ? arena_printf(arena, "%s/.config/prenota/prenota.cfg", home) : NULL;
}

bool config_load_program(const char *given, bool guarded, struct arena *arena, struct program_config *config,
			 struct config_report *report, struct error *err)
{
	const char *user = config_user_path(arena);
	struct program_config read;
	program_config_init(&read);
	bool fine = config_read_program(system_path, false, false, arena, &read, report, err);
	if (guarded)
		guard_lower(); /* the user's file is opened as the user */
	fine = fine && (!user || config_read_program(user, false, guarded, arena, &read, report, err));
	if (guarded)
		guard_raise();
	fine = fine && (!given || config_read_program(given, true, false, arena, &read, report, err));
	if (fine)
		*config = read;
	return fine;
}
