#include "form/build.h"

#include <string.h>

#include "base/i18n.h"

const struct form_option *build_options(const struct reader *reader, const config_setting_t *list,
					size_t *count)
{
	int length = config_setting_length(list);
	struct form_option *options = arena_alloc(reader->arena, ((size_t)length + 1) * sizeof *options);
	*count = 0;
	for (int i = 0; i < length; i++) {
		const config_setting_t *item = config_setting_get_elem(list, (unsigned)i);
		struct form_option *option = &options[*count];
		reader_keys(reader, item, "code en ko persona note");
		option->code = reader_id(reader, item, "code", true);
		option->label = reader_text(reader, item, true);
		option->persona = reader_string(reader, item, "persona", false);
		option->note = reader_string(reader, item, "note", false);
		if (option->persona && form_persona_from_id(option->persona) == FORM_PERSONA_UNKNOWN)
			reader_mistake(reader, item, _("unknown persona '%.40s'"), option->persona);
		if (!option->code)
			continue;
		for (size_t j = 0; j < *count; j++)
			if (strcmp(options[j].code, option->code) == 0)
				reader_mistake(reader, item, _("option '%s' stands twice"), option->code);
		++*count;
	}
	if (length < 2)
		reader_mistake(reader, list, _("at least two options are needed"));
	return options;
}

void build_sets(struct build *build, const struct reader *reader, const config_setting_t *root)
{
	build->set_count = 0;
	const config_setting_t *list = reader_list(reader, root, "sets", false);
	int count = list ? config_setting_length(list) : 0;
	for (int i = 0; i < count; i++) {
		const config_setting_t *item = config_setting_get_elem(list, (unsigned)i);
		reader_keys(reader, item, "name options");
		const char *name = reader_id(reader, item, "name", true);
		const config_setting_t *options = reader_list(reader, item, "options", true);
		if (!name || !options)
			continue;
		if (build_set_find(build, name))
			reader_mistake(reader, item, _("options set '%s' stands twice"), name);
		build->sets = arena_grow(&build->scratch, build->sets, build->set_count, &build->set_room,
					 sizeof *build->sets);
		struct built_set *set = &build->sets[build->set_count++];
		set->name = name;
		set->options = build_options(reader, options, &set->count);
	}
}

const struct built_set *build_set_find(const struct build *build, const char *name)
{
	for (size_t i = 0; i < build->set_count; i++)
		if (strcmp(build->sets[i].name, name) == 0)
			return &build->sets[i];
	return NULL;
}
