#include "form/build.h"

#include <string.h>

#include "base/i18n.h"
#include "form/known.h"

static const struct form_option yes_no[] = {
	{ .code = "yes", .label = { .in = { "Yes", "예" } } },
	{ .code = "no", .label = { .in = { "No", "아니요" } } },
};

static void read_choices(const struct build *build, const struct reader *reader,
			 const config_setting_t *setting, struct form_field *field)
{
	const char *name = reader_id(reader, setting, "set", false);
	if (!name) {
		const config_setting_t *list = reader_list(reader, setting, "options", !field->reference);
		if (list)
			field->options = build_options(reader, list, &field->option_count);
		return;
	}
	const struct built_set *set = build_set_find(build, name);
	if (config_setting_get_member(setting, "options"))
		reader_mistake(reader, setting, _("either 'set' or 'options', not both"));
	if (!set) {
		reader_mistake(reader, setting, _("no options set named '%s' in this file's 'sets'"), name);
		return;
	}
	field->options = set->options;
	field->option_count = set->count;
}

static bool has_code(const struct form_field *field, const char *code)
{
	return form_option_find(field, code) != NULL;
}

static void read_flag(const struct reader *reader, const config_setting_t *setting,
		      const struct form_field *field, struct form_flag *flag)
{
	static const char *const levels[] = { "CAUTION", "URGENT", "STOP" };
	reader_keys(reader, setting, "is below above level people");
	const char *level = reader_string(reader, setting, "level", true);
	for (size_t i = 0; level && i < sizeof levels / sizeof levels[0]; i++)
		if (strcmp(level, levels[i]) == 0)
			flag->level = (enum form_flag_level)(i + 1);
	if (level && flag->level == FORM_FLAG_NONE)
		reader_mistake(reader, setting, _("unknown level '%.20s': CAUTION, URGENT or STOP"), level);
	flag->people = reader_bool(reader, setting, "people");
	flag->values = reader_strings(reader, setting, "is", &flag->value_count);
	flag->has_below = reader_thousandths(reader, setting, "below", &flag->below);
	flag->has_above = reader_thousandths(reader, setting, "above", &flag->above);
	for (size_t i = 0; i < flag->value_count; i++)
		if (!has_code(field, flag->values[i]))
			reader_mistake(reader, setting,
				       _("the flag speaks of '%.40s', which is no option here"),
				       flag->values[i]);
	bool number = flag->has_below || flag->has_above;
	if (number == (flag->value_count > 0) || (number && field->type != FORM_NUMBER))
		reader_mistake(reader, setting,
			       _("a flag needs 'is' with options, or for a number 'below' or 'above'"));
}

static void read_flags(const struct reader *reader, const config_setting_t *setting, struct form_field *field)
{
	const config_setting_t *list = reader_list(reader, setting, "flags", false);
	int length = list ? config_setting_length(list) : 0;
	struct form_flag *flags = arena_alloc(reader->arena, ((size_t)length + 1) * sizeof *flags);
	for (int i = 0; i < length; i++)
		read_flag(reader, config_setting_get_elem(list, (unsigned)i), field, &flags[i]);
	field->flags = flags;
	field->flag_count = (size_t)length;
}

static void read_units(const struct reader *reader, const config_setting_t *setting, struct form_field *field)
{
	const config_setting_t *list = reader_list(reader, setting, "units", false);
	int length = list ? config_setting_length(list) : 0;
	struct form_unit *units = arena_alloc(reader->arena, ((size_t)length + 1) * sizeof *units);
	for (int i = 0; i < length; i++) {
		const config_setting_t *item = config_setting_get_elem(list, (unsigned)i);
		reader_keys(reader, item, "name millionths");
		int millionths = i == 0 ? 1000000 : 0;
		const char *name = reader_string(reader, item, "name", true);
		units[i].name = name ? name : "";
		reader_int(reader, item, "millionths", 1, 1000000000, &millionths);
		units[i].millionths = millionths;
		if (millionths == 0 || (i == 0 && millionths != 1000000))
			reader_mistake(reader, item,
				       _("'millionths' says how many millionths of the first unit; the first "
					 "has none"));
	}
	const char *unit = reader_string(reader, setting, "unit", false);
	if (unit && length)
		reader_mistake(reader, setting, _("either 'unit' or 'units', not both"));
	if (unit) {
		units[0] = (struct form_unit){ unit, 1000000 };
		length = 1;
	}
	field->units = units;
	field->unit_count = (size_t)length;
}

static void read_range(const struct reader *reader, const config_setting_t *setting, struct form_field *field)
{
	field->has_min = reader_thousandths(reader, setting, "min", &field->min);
	field->has_max = reader_thousandths(reader, setting, "max", &field->max);
	reader_int(reader, setting, "decimals", 0, 3, &field->decimals);
	if (field->has_min && field->has_max && field->min > field->max)
		reader_mistake(reader, setting, _("'min' is greater than 'max'"));
	if (field->type != FORM_TEXT && field->type != FORM_LONG_TEXT)
		return;
	field->min /= 1000;
	field->max /= 1000;
}

static bool is_type(const struct form_field *field, enum form_type a, enum form_type b, enum form_type c)
{
	return field->type == a || field->type == b || field->type == c;
}

static void refuse(const struct reader *reader, const config_setting_t *setting, const char *key,
		   const struct form_field *field)
{
	const config_setting_t *found = config_setting_get_member(setting, key);
	if (found)
		reader_mistake(reader, found, _("a field of type '%s' has no '%s'"),
			       form_type_name(field->type), key);
}

static void refuse_foreign_keys(const struct reader *reader, const config_setting_t *setting,
				const struct form_field *field)
{
	if (!is_type(field, FORM_CHOICE, FORM_SEVERAL, FORM_SEVERAL)) {
		refuse(reader, setting, "options", field);
		refuse(reader, setting, "set", field);
	}
	if (field->type != FORM_NUMBER) {
		refuse(reader, setting, "decimals", field);
		refuse(reader, setting, "unit", field);
		refuse(reader, setting, "units", field);
	}
	if (!is_type(field, FORM_CHOICE, FORM_YES_NO, FORM_YES_NO))
		refuse(reader, setting, "default", field);
	if (field->type != FORM_SEVERAL)
		refuse(reader, setting, "search", field);
	if (!is_type(field, FORM_NUMBER, FORM_MILEAGE, FORM_LONG_TEXT) && field->type != FORM_TEXT) {
		refuse(reader, setting, "min", field);
		refuse(reader, setting, "max", field);
	}
	if (!is_type(field, FORM_REFERENCE, FORM_SEVERAL, FORM_SEVERAL))
		refuse(reader, setting, "reference", field);
	if (!is_type(field, FORM_CHOICE, FORM_SEVERAL, FORM_YES_NO) && field->type != FORM_NUMBER)
		refuse(reader, setting, "flags", field);
}

static bool read_type(const struct reader *reader, const config_setting_t *setting, struct form_field *field)
{
	const char *type = reader_string(reader, setting, "type", true);
	for (int i = 0; type && i < FORM_TYPES; i++) {
		if (strcmp(type, form_type_name((enum form_type)i)) == 0) {
			field->type = (enum form_type)i;
			return true;
		}
	}
	if (type)
		reader_mistake(reader, config_setting_get_member(setting, "type"),
			       _("unknown field type '%.40s'"), type);
	return false;
}

static void read_preset(const struct reader *reader, const config_setting_t *setting,
			struct form_field *field)
{
	const char *code = reader_string(reader, setting, "default", false);
	field->preset = code && has_code(field, code) ? code : NULL;
	if (code && !field->preset)
		reader_mistake(reader, config_setting_get_member(setting, "default"),
			       _("the default '%.40s' is no option here"), code);
}

static void read_by_type(const struct build *build, const struct reader *reader,
			 const config_setting_t *setting, struct form_field *field)
{
	refuse_foreign_keys(reader, setting, field);
	field->reference = reader_id(reader, setting, "reference", field->type == FORM_REFERENCE);
	if (field->reference && !form_reference_known(field->reference))
		reader_mistake(reader, setting, _("unknown reference '%s'"), field->reference);
	if (is_type(field, FORM_CHOICE, FORM_SEVERAL, FORM_SEVERAL))
		read_choices(build, reader, setting, field);
	if (field->type == FORM_YES_NO) {
		field->options = yes_no;
		field->option_count = sizeof yes_no / sizeof yes_no[0];
	}
	read_preset(reader, setting, field);
	read_range(reader, setting, field);
	if (field->type == FORM_NUMBER)
		read_units(reader, setting, field);
	read_flags(reader, setting, field);
}

static void build_field(struct build *build, const struct reader *reader, const config_setting_t *setting)
{
	build->field_places = arena_grow(&build->scratch, build->field_places, build->field_count,
					 &build->field_places_room, sizeof *build->field_places);
	build->fields = arena_grow(&build->scratch, build->fields, build->field_count, &build->field_room,
				   sizeof *build->fields);
	build->field_places[build->field_count] =
		(struct built_place){ reader->file, (int)config_setting_source_line(setting), NULL };
	struct form_field field = { .index = build->field_count };
	build->fields[build->field_count++] = field;

	reader_keys(reader, setting,
		    "id type en ko help short required pause default instead write_once filled search "
		    "options set "
		    "reference "
		    "check min "
		    "max decimals unit "
		    "units when flags");
	const char *id = reader_id(reader, setting, "id", true);
	field.id = id ? id : "";
	field.label = reader_text(reader, setting, true);
	field.help = reader_text_at(reader, setting, "help", false);
	if (config_setting_get_member(setting, "short"))
		field.shorter = reader_text_at(reader, setting, "short", true);
	field.required = reader_bool(reader, setting, "required");
	field.pause = reader_bool(reader, setting, "pause");
	build->field_places[field.index].instead = reader_id(reader, setting, "instead", false);
	field.write_once = reader_bool(reader, setting, "write_once");
	field.filled = reader_bool(reader, setting, "filled");
	field.search = reader_bool(reader, setting, "search");
	field.check = reader_id(reader, setting, "check", false);
	if (field.check && !form_check_known(field.check))
		reader_mistake(reader, setting, _("unknown check '%s'"), field.check);
	if (read_type(reader, setting, &field))
		read_by_type(build, reader, setting, &field);
	field.when = build_conditions(build, reader, setting, OWNER_FIELD);
	build->fields[field.index] = field;
}

void build_fields(struct build *build, const struct reader *reader, const config_setting_t *step)
{
	const config_setting_t *list = reader_list(reader, step, "fields", false);
	int count = list ? config_setting_length(list) : 0;
	for (int i = 0; i < count; i++)
		build_field(build, reader, config_setting_get_elem(list, (unsigned)i));
}
