#include "form/form.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/build.h"
#include "form/phrases.h"

/* FNV-1a, 64 bits */
#define FNV_START UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME UINT64_C(0x100000001b3)

static const char *const type_names[FORM_TYPES] = {
	[FORM_TEXT] = "text",       [FORM_LONG_TEXT] = "long-text", [FORM_CHOICE] = "choice",
	[FORM_SEVERAL] = "several", [FORM_YES_NO] = "yes-no",       [FORM_NUMBER] = "number",
	[FORM_DATE] = "date",       [FORM_TIME] = "time",           [FORM_TELEPHONE] = "telephone",
	[FORM_EMAIL] = "email",     [FORM_PLATE] = "plate",         [FORM_VIN] = "vin",
	[FORM_MILEAGE] = "mileage", [FORM_REFERENCE] = "reference",
};

static const char *const persona_ids[FORM_PERSONAS] = {
	[FORM_PERSONA_UNIQUE] = "unique",         [FORM_PERSONA_PERFORMANCE] = "performance",
	[FORM_PERSONA_APPEARANCE] = "appearance", [FORM_PERSONA_EXCITEMENT] = "excitement",
	[FORM_PERSONA_UNKNOWN] = "unknown",
};

enum form_lang form_lang_from_code(const char *code)
{
	return code && strncmp(code, "ko", 2) == 0 ? FORM_KO : FORM_EN;
}

const char *form_type_name(enum form_type type)
{
	return type_names[type];
}

const char *form_persona_id(enum form_persona persona)
{
	return persona_ids[persona];
}

enum form_persona form_persona_from_id(const char *id)
{
	for (int i = 0; id && i < FORM_PERSONA_UNKNOWN; i++)
		if (strcmp(persona_ids[i], id) == 0)
			return (enum form_persona)i;
	return FORM_PERSONA_UNKNOWN;
}

static int compare_fields(const void *a, const void *b)
{
	const struct form_field *const *left = a;
	const struct form_field *const *right = b;
	return strcmp((*left)->id, (*right)->id);
}

/* The forms' own files, the phone script first, then by name; freed with their array. */
static int is_form_file(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);
	return len > 4 && entry->d_name[0] != '.' && strcmp(entry->d_name + len - 4, ".cfg") == 0 &&
	       strcmp(entry->d_name, "phrases.cfg") != 0 &&
	       strcmp(entry->d_name, "messages.cfg") != 0;
}

static int script_first(const struct dirent **a, const struct dirent **b)
{
	bool left = strcmp((*a)->d_name, "phone_script.cfg") == 0;
	bool right = strcmp((*b)->d_name, "phone_script.cfg") == 0;
	if (left != right)
		return left ? -1 : 1;
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void build_file(struct build *build, const char *dir, const char *name)
{
	struct buffer path = { 0 };
	buffer_printf(&path, "%s/%s", dir, name);
	size_t len = 0;
	char *text = source_read(buffer_text(&path), &len, build->mistakes);
	if (text)
		build_form(build, buffer_text(&path), text, len);
	free(text);
	buffer_finish(&path);
}

static void build_dir(struct build *build, const char *dir)
{
	struct dirent **entries = NULL;
	int count = scandir(dir, &entries, is_form_file, script_first);
	if (count < 0)
		mistakes_add(build->mistakes, dir, 0, _("no such folder of forms"));
	else if (count == 0 || strcmp(entries[0]->d_name, "phone_script.cfg") != 0)
		mistakes_add(build->mistakes, dir, 0, _("phone_script.cfg is missing"));
	for (int i = 0; i < count; i++) {
		build_file(build, dir, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
}

/* Links what was read and hands it over when nothing is wrong. */
static bool finish_set(struct build *build, struct form_set *set, struct error *err)
{
	build_link(build);
	if (!mistakes_end(build->mistakes, err)) {
		build_finish(build);
		return false;
	}
	build_steal(build, set);
	set->by_id = arena_alloc(&set->arena, (set->field_count + 1) * sizeof *set->by_id);
	for (size_t i = 0; i < set->field_count; i++)
		set->by_id[i] = &set->fields[i];
	qsort(set->by_id, set->field_count, sizeof *set->by_id, compare_fields);
	return true;
}

bool form_set_load(struct form_set *set, const char *dir, struct form_report *report, struct error *err)
{
	struct mistakes mistakes = { .report = report };
	struct build build = { .mistakes = &mistakes, .digest = FNV_START };
	build_dir(&build, dir);
	return finish_set(&build, set, err);
}

bool form_parse_text(struct form_set *set, const char *name, const char *text, size_t len,
		     struct form_report *report, struct error *err)
{
	struct mistakes mistakes = { .report = report };
	struct build build = { .mistakes = &mistakes, .digest = FNV_START };
	build_form(&build, name, text, len);
	return finish_set(&build, set, err);
}

void form_set_finish(struct form_set *set)
{
	arena_finish(&set->arena);
	*set = (struct form_set){ 0 };
}

bool form_check(const char *dir, struct form_report *report, struct error *err)
{
	struct form_set set = { 0 };
	struct phrases phrases = { 0 };
	struct error second;
	bool forms = form_set_load(&set, dir, report, err);
	bool sentences = phrases_load(&phrases, dir, report, forms ? err : &second);
	form_set_finish(&set);
	phrases_finish(&phrases);
	return forms && sentences;
}

const struct form *form_find(const struct form_set *set, const char *id)
{
	for (size_t i = 0; i < set->form_count; i++)
		if (strcmp(set->forms[i].id, id) == 0)
			return &set->forms[i];
	return NULL;
}

const struct form_step *form_step_find(const struct form_set *set, const char *id)
{
	for (size_t i = 0; i < set->step_count; i++)
		if (strcmp(set->steps[i].id, id) == 0)
			return &set->steps[i];
	return NULL;
}

void form_step_version(const struct form_step *step, char version[FORM_VERSION_SIZE])
{
	uint64_t digest = FNV_START;
	for (size_t i = 0; i < step->say_count; i++)
		for (int lang = 0; lang < FORM_LANGS; lang++)
			for (const char *at = step->say[i].text.in[lang]; at && *at; at++)
				digest = (digest ^ (unsigned char)*at) * FNV_PRIME;
	snprintf(version, FORM_VERSION_SIZE, "%016" PRIx64, digest);
}

const struct form_field *form_field_find(const struct form_set *set, const char *id)
{
	size_t from = 0;
	size_t to = set->field_count;
	while (from < to) {
		size_t middle = (from + to) / 2;
		int order = strcmp(id, set->by_id[middle]->id);
		if (order == 0)
			return set->by_id[middle];
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return NULL;
}

const struct form_option *form_option_find(const struct form_field *field, const char *code)
{
	for (size_t i = 0; i < field->option_count; i++)
		if (strcmp(field->options[i].code, code) == 0)
			return &field->options[i];
	return NULL;
}
