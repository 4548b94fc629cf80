/* The answers of a call, written into its customer file: those of questions that were asked, form by form. */
#include "base/buffer.h"
#include "form/answers.h"
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

bool keep_answers(struct office *office, const char *file, const struct form_answers *answers,
		  struct arena *arena, struct error *err)
{
	const struct form_set *set = form_answers_set_of(answers);
	struct file_answer *rows = arena_alloc(arena, (set->field_count + 1) * sizeof *rows);
	for (size_t i = 0; i < set->form_count; i++) {
		size_t count = 0;
		for (size_t f = 0; f < set->field_count; f++) {
			const struct form_field *field = &set->fields[f];
			if (field->step->form != &set->forms[i] || !form_answers_written(answers, field))
				continue;
			rows[count++] = (struct file_answer){ set->forms[i].id, field->id,
							      answer_text(answers, field, arena) };
		}
		if (!store_put_answers(office->store, file, set->forms[i].id, rows, count, err))
			return false;
	}
	return true;
}
