/* form/build.h - a set of forms while it is being read: settings become structs, then names become places.
 *
 * For this folder only. */
#ifndef PRENOTA_FORM_BUILD_H
#define PRENOTA_FORM_BUILD_H

#include "form/form.h"
#include "form/source.h"

/* What a condition belongs to. */
enum built_owner { OWNER_STEP, OWNER_SAY, OWNER_FIELD };

/* A condition whose field is a name still. */
struct built_condition {
	struct form_condition *condition;
	const char *name;
	const char *file;
	int line;
	enum built_owner owner;
	size_t form, step;
	size_t field; /* of OWNER_FIELD; for the others the first field of the step */
};

/* A line to say whose placeholders are not looked at yet. */
struct built_say {
	size_t step;
	const struct form_say *say;
	const char *file;
	int line;
};

struct built_place { /* of a step or field */
	const char *file;
	int line;
	const char *instead; /* a field's `instead`, or NULL */
};

struct built_set { /* a set of options that several fields of one file share */
	const char *name;
	const struct form_option *options;
	size_t count;
};

/* Arrays grow in the scratch arena while files are read; at the end forms, steps and fields move, without
 * the room that growing left, beside the texts, and the links between them are made. */
struct build {
	struct arena arena;
	struct arena scratch;
	struct mistakes *mistakes;
	struct form *forms;
	size_t form_count, form_room;
	size_t *form_steps; /* index of the first step of each form */
	size_t form_steps_room;
	struct form_step *steps;
	size_t step_count, step_room;
	size_t *step_fields; /* index of the first field of each step */
	size_t step_fields_room;
	struct built_place *step_places;
	size_t step_places_room;
	struct form_field *fields;
	size_t field_count, field_room;
	struct built_place *field_places;
	size_t field_places_room;
	struct built_condition *conditions;
	size_t condition_count, condition_room;
	struct built_say *says;
	size_t say_count, say_room;
	struct built_set *sets; /* of the file that is being read */
	size_t set_count, set_room;
	uint64_t digest;
};

/* Adds the form in @text to @build. */
void build_form(struct build *build, const char *file, const char *text, size_t len);

/* Reads the fields of a step (form/build_field.c). */
void build_fields(struct build *build, const struct reader *reader, const config_setting_t *step);

/* Reads a list of options (form/build_option.c). */
const struct form_option *build_options(const struct reader *reader, const config_setting_t *list,
					size_t *count);

/* Reads the `sets` of the file whose root is @root. */
void build_sets(struct build *build, const struct reader *reader, const config_setting_t *root);
const struct built_set *build_set_find(const struct build *build, const char *name);

/* Reads `when` of @owner; the names are resolved by build_link(). */
struct form_conditions build_conditions(struct build *build, const struct reader *reader,
					const config_setting_t *owner, enum built_owner kind);

/* Points everything at everything, and tells what does not fit: ids twice, conditions on later or unknown
 * answers, values that an answer cannot have, unknown placeholders, steps and fields that can never come up.
 */
void build_link(struct build *build);

/* The lint behind build_link(): tells steps, fields and lines that no answers lead to. */
void build_check_reach(const struct build *build);

/* The finished set; @build is empty afterwards. */
void build_steal(struct build *build, struct form_set *set);
void build_finish(struct build *build);

#endif
