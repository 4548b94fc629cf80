#include "form/build.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

/* Makes room in and counts up one of the arrays of a build. */
#define GROW(build, array, count, room)                                                                      \
	((build)->array = arena_grow(&(build)->scratch, (build)->array, (count), &(build)->room,             \
				     sizeof *(build)->array))

struct form_conditions build_conditions(struct build *build, const struct reader *reader,
					const config_setting_t *owner, enum built_owner kind)
{
	const config_setting_t *when = reader_list(reader, owner, "when", false);
	int length = when ? config_setting_length(when) : 0;
	if (length == 0)
		return (struct form_conditions){ 0 };
	struct form_condition *items = arena_alloc(&build->arena, (size_t)length * sizeof *items);
	size_t count = 0;
	for (int i = 0; i < length; i++) {
		const config_setting_t *setting = config_setting_get_elem(when, (unsigned)i);
		reader_keys(reader, setting, "field is isnt");
		struct form_condition *item = &items[count];
		const char *name = reader_id(reader, setting, "field", true);
		item->negated = config_setting_get_member(setting, "isnt") != NULL;
		if (item->negated == (config_setting_get_member(setting, "is") != NULL))
			reader_mistake(reader, setting, _("a condition needs either 'is' or 'isnt'"));
		item->values =
			reader_strings(reader, setting, item->negated ? "isnt" : "is", &item->value_count);
		if (!name || !item->value_count)
			continue;
		GROW(build, conditions, build->condition_count, condition_room);
		build->conditions[build->condition_count++] = (struct built_condition){
			.condition = item,
			.name = name,
			.file = reader->file,
			.line = (int)config_setting_source_line(setting),
			.owner = kind,
			.form = build->form_count - 1,
			.step = build->step_count - 1,
			.field = kind == OWNER_FIELD ? build->field_count - 1
						     : build->step_fields[build->step_count - 1],
		};
		count++;
	}
	return (struct form_conditions){ items, count };
}

static void build_variants(const struct reader *reader, const config_setting_t *setting, struct form_say *say)
{
	for (int persona = 0; persona < FORM_PERSONAS; persona++) {
		const char *id = form_persona_id((enum form_persona)persona);
		if (config_setting_get_member(setting, id))
			say->by_persona[persona] = reader_text_at(reader, setting, id, true);
	}
}

static void build_say(struct build *build, const struct reader *reader, const config_setting_t *setting,
		      struct form_step *step)
{
	const config_setting_t *list = reader_list(reader, setting, "say", false);
	int length = list ? config_setting_length(list) : 0;
	struct form_say *say = arena_alloc(&build->arena, ((size_t)length + 1) * sizeof *say);
	for (int i = 0; i < length; i++) {
		const config_setting_t *line = config_setting_get_elem(list, (unsigned)i);
		reader_keys(reader, line, "en ko when unique performance appearance excitement unknown");
		say[i].text = reader_text(reader, line, true);
		build_variants(reader, line, &say[i]);
		say[i].when = build_conditions(build, reader, line, OWNER_SAY);
		GROW(build, says, build->say_count, say_room);
		build->says[build->say_count++] = (struct built_say){ step->index, &say[i], reader->file,
								      (int)config_setting_source_line(line) };
	}
	step->say = say;
	step->say_count = (size_t)length;
}

/* Goal and notes may have placeholders as lines to say do. */
static void remember_texts(struct build *build, const struct form_step *step, const struct built_place *place)
{
	struct form_say *texts = arena_alloc(&build->scratch, 2 * sizeof *texts);
	texts[0].text = step->goal;
	texts[1].text = step->notes;
	for (int i = 0; i < 2; i++) {
		GROW(build, says, build->say_count, say_room);
		build->says[build->say_count++] =
			(struct built_say){ step->index, &texts[i], place->file, place->line };
	}
}

static void build_requirements(struct build *build, const struct reader *reader,
			       const config_setting_t *setting, struct form_step *step)
{
	enum { LAST_REQUIREMENT = 77 };
	const config_setting_t *array = config_setting_get_member(setting, "requirements");
	if (!array)
		return;
	int length = config_setting_type(array) == CONFIG_TYPE_ARRAY ? config_setting_length(array) : 0;
	int *numbers = arena_alloc(&build->arena, ((size_t)length + 1) * sizeof *numbers);
	for (int i = 0; i < length; i++)
		numbers[i] = config_setting_get_int_elem(array, i);
	for (int i = 0; i < length || length == 0; i++) {
		if (length && numbers[i] >= 1 && numbers[i] <= LAST_REQUIREMENT)
			continue;
		reader_mistake(reader, array,
			       _("'requirements' must be an array of numbers from 1 to %d, as [ 26, 27 ]"),
			       (int)LAST_REQUIREMENT);
		return;
	}
	step->requirements = numbers;
	step->requirement_count = (size_t)length;
}

static void build_routing(const struct reader *reader, const config_setting_t *setting,
			  struct form_routing *routing)
{
	const config_setting_t *group = reader_group(reader, setting, "routing", false);
	if (!group)
		return;
	reader_keys(reader, group, "diagnosis reception attendance words");
	reader_int(reader, group, "diagnosis", 0, 600, &routing->diagnosis_minutes);
	if (reader_int(reader, group, "reception", 15, 30, &routing->reception_minutes) &&
	    routing->reception_minutes != 15 && routing->reception_minutes != 30)
		reader_mistake(reader, group, _("'reception' must be 15 or 30"));
	routing->attendance = reader_strings(reader, group, "attendance", &routing->attendance_count);
	for (size_t i = 0; i < routing->attendance_count; i++)
		if (strcmp(routing->attendance[i], "foreman") != 0 &&
		    strcmp(routing->attendance[i], "technician") != 0 &&
		    strcmp(routing->attendance[i], "ev-specialist") != 0)
			reader_mistake(reader, group,
				       _("unknown attendance '%.40s': foreman, technician or ev-specialist"),
				       routing->attendance[i]);
	routing->words = reader_strings(reader, group, "words", &routing->word_count);
}

static void build_step(struct build *build, const struct reader *reader, const config_setting_t *setting)
{
	GROW(build, step_fields, build->step_count, step_fields_room);
	GROW(build, step_places, build->step_count, step_places_room);
	GROW(build, steps, build->step_count, step_room);
	build->step_fields[build->step_count] = build->field_count;
	build->step_places[build->step_count] =
		(struct built_place){ reader->file, (int)config_setting_source_line(setting), NULL };
	struct form_step step = { .index = build->step_count };
	build->steps[build->step_count++] = step;

	reader_keys(reader, setting,
		    "id title goal notes sheet anytime requirements say fields when routing");
	const char *id = reader_id(reader, setting, "id", true);
	step.id = id ? id : "";
	step.title = reader_text_at(reader, setting, "title", true);
	step.goal = reader_text_at(reader, setting, "goal", false);
	step.notes = reader_text_at(reader, setting, "notes", false);
	step.sheet = reader_id(reader, setting, "sheet", false);
	step.anytime = reader_bool(reader, setting, "anytime");
	step.when = build_conditions(build, reader, setting, OWNER_STEP);
	build_requirements(build, reader, setting, &step);
	build_routing(reader, setting, &step.routing);
	build_say(build, reader, setting, &step);
	remember_texts(build, &step, &build->step_places[step.index]);
	build_fields(build, reader, setting);
	step.field_count = build->field_count - build->step_fields[step.index];
	build->steps[step.index] = step;
}

/* A form is named like its file, so that an advisor finds it. */
static void check_form_name(const struct reader *reader, const config_setting_t *root, const char *id)
{
	const char *base = strrchr(reader->file, '/');
	base = base ? base + 1 : reader->file;
	size_t len = strlen(id);
	if (strncmp(base, id, len) != 0 || strcmp(base + len, ".cfg") != 0)
		reader_mistake(reader, config_setting_get_member(root, "form"),
			       _("form \"%s\" must stand in a file named %s.cfg"), id, id);
}

static void build_root(struct build *build, const struct reader *reader, const config_setting_t *root)
{
	GROW(build, form_steps, build->form_count, form_steps_room);
	GROW(build, forms, build->form_count, form_room);
	build->form_steps[build->form_count] = build->step_count;
	size_t index = build->form_count;
	build->forms[build->form_count++] = (struct form){ .id = "" };

	reader_keys(reader, root, "form title questions sets steps");
	const char *id = reader_id(reader, root, "form", true);
	if (id)
		check_form_name(reader, root, id);
	build->forms[index].id = id ? id : "";
	build->forms[index].title = reader_text_at(reader, root, "title", true);
	build->forms[index].questions = reader_bool(reader, root, "questions");
	build_sets(build, reader, root);
	const config_setting_t *steps = reader_list(reader, root, "steps", true);
	int count = steps ? config_setting_length(steps) : 0;
	for (int i = 0; i < count; i++)
		build_step(build, reader, config_setting_get_elem(steps, (unsigned)i));
	build->forms[index].step_count = build->step_count - build->form_steps[index];
}

void build_form(struct build *build, const char *file, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		build->digest = (build->digest ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
	const char *name = arena_strdup(&build->arena, file);
	const struct reader reader = { &build->arena, name, build->mistakes };
	struct source source;
	source_parse(&source, name, text, len, build->mistakes);
	if (source.parsed)
		build_root(build, &reader, config_root_setting(&source.config));
	source_finish(&source);
}

void build_steal(struct build *build, struct form_set *set)
{
	struct form_set made = {
		.arena = build->arena,
		.forms = build->forms,
		.form_count = build->form_count,
		.steps = build->steps,
		.step_count = build->step_count,
		.fields = build->fields,
		.field_count = build->field_count,
	};
	snprintf(made.digest, sizeof made.digest, "%016llx", (unsigned long long)build->digest);
	*set = made;
	arena_finish(&build->scratch);
	*build = (struct build){ 0 };
}

void build_finish(struct build *build)
{
	arena_finish(&build->scratch);
	arena_finish(&build->arena);
	*build = (struct build){ 0 };
}
