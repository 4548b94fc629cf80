/* The answers of a call, written into its customer file: those of questions that were asked, form by form. */
#include <string.h>

#include "base/buffer.h"
#include "form/answers.h"
#include "form/prediag.h"
#include "office/book.h"
#include "office/inner.h"
#include "store/file_store.h"

/* The answers of a field, one a line. */
static const char *answer_text(const struct form_answers *answers, const struct form_field *field,
			       struct arena *arena)
{
	struct buffer text = { 0 };
	for (size_t i = 0; i < form_answers_count(answers, field->id); i++)
		buffer_printf(&text, "%s%s", i ? "\n" : "", form_answers_value(answers, field->id, i));
	const char *kept = arena_strdup(arena, buffer_text(&text));
	buffer_finish(&text);
	return kept;
}

/* A question of the pre-diagnosis that stood there and was not asked is kept as such (R66). */
static bool is_not_asked(const struct form_answers *answers, const struct form_field *field)
{
	return strcmp(field->step->form->id, FORM_PREDIAG) == 0 && !field->filled &&
	       form_answers_visited(answers, field->step) && form_field_visible(answers, field) &&
	       form_answers_count(answers, field->id) == 0;
}

bool keep_form(struct office *office, const char *file, const char *form, const struct form_answers *answers,
	       struct arena *arena, struct error *err)
{
	const struct form_set *set = form_answers_set_of(answers);
	struct file_answer *rows = arena_alloc(arena, (set->field_count + 1) * sizeof *rows);
	size_t count = 0;
	for (size_t f = 0; f < set->field_count; f++) {
		const struct form_field *field = &set->fields[f];
		if (strcmp(field->step->form->id, form) != 0)
			continue;
		if (form_answers_written(answers, field))
			rows[count++] = (struct file_answer){ form, field->id,
							      answer_text(answers, field, arena) };
		else if (is_not_asked(answers, field))
			rows[count++] = (struct file_answer){ form, field->id, FORM_NOT_ASKED };
	}
	return store_put_answers(office->store, file, form, rows, count, err);
}

bool keep_privacy(struct office *office, const char *customer, const char *file,
		  const struct form_answers *answers, struct error *err)
{
	const struct form_field *field = form_field_find(&office->forms, "privacy_ok");
	char version[FORM_VERSION_SIZE];
	if (!field || !customer || !customer[0] || !form_answers_has(answers, field->id, "yes"))
		return true;
	form_step_version(field->step, version);
	return store_add_consent(office->store, customer, file, "privacy", CONTACT_UNASKED, version, err);
}

bool office_privacy_known(struct office *office, const char *customer, bool *known, struct error *err)
{
	const struct form_field *field = form_field_find(&office->forms, "privacy_ok");
	char version[FORM_VERSION_SIZE];
	*known = false;
	if (!field)
		return true;
	form_step_version(field->step, version);
	return store_has_consent(office->store, customer, "privacy", version, known, err);
}

bool keep_answers(struct office *office, const char *file, const struct form_answers *answers,
		  struct arena *arena, struct error *err)
{
	const struct form_set *set = form_answers_set_of(answers);
	for (size_t i = 0; i < set->form_count; i++)
		if (!keep_form(office, file, set->forms[i].id, answers, arena, err))
			return false;
	return true;
}
