/* Choosing in the reception checklist: what a key means, damage put and taken away, and what comes next. */
#include <string.h>

#include "desk/checklist_state.h"
#include "form/entry.h"

/* A note beside the item before it: "RC-E1-where" of RC-E1. */
static bool is_note(const struct form_field *field, const struct form_field *item)
{
	size_t len = strlen(item->id);
	return checklist_is_typed(field) && !field->required && strncmp(field->id, item->id, len) == 0 &&
	       field->id[len] == '-';
}

static bool is_fine(const struct checklist_pane *list, const struct form_field *field)
{
	static const char *const fine[] = { "ok", "na", "none", "yes", "no", "captured", "paper" };
	const char *value = form_answers_get(list->answers, field->id);
	for (size_t i = 0; value && i < sizeof fine / sizeof fine[0]; i++)
		if (strcmp(value, fine[i]) == 0)
			return true;
	return false;
}

/* On to what is still open; a note is asked for where something is wrong only. */
static void go_open(struct checklist_pane *list)
{
	const struct form_field *item = checklist_field(list);
	bool fine = is_fine(list, item);
	int at = list->at + 1;
	while (at < list->count - 1 && (form_answers_count(list->answers, list->fields[at]->id) > 0 ||
					(fine && is_note(list->fields[at], item))))
		at++;
	checklist_open_field(list, at);
}

void checklist_choose(struct checklist_pane *list, const struct form_field *field, const char *code)
{
	if (field->type != FORM_SEVERAL) {
		form_answers_set(list->answers, field->id, code);
		checklist_changed(list);
		go_open(list);
		return;
	}
	/* No damage, or what there is: not both. */
	if (strcmp(code, "none") == 0)
		form_answers_set(list->answers, field->id, code);
	else {
		if (form_answers_has(list->answers, field->id, "none"))
			form_answers_clear(list->answers, field->id);
		form_answers_toggle(list->answers, field->id, code);
	}
	checklist_changed(list);
	if (strcmp(code, "none") == 0)
		go_open(list);
}

const char *checklist_key_means(const struct checklist_pane *list, const struct form_field *field,
				uint32_t key)
{
	size_t count = checklist_options(list, field);
	if (field->type != FORM_REFERENCE)
		return form_entry_key(field, form_answers_get(list->answers, field->id), key);
	return key >= '1' && key < '1' + count ? checklist_option_code(list, field, key - '1') : NULL;
}

/* The option after or before the one that is chosen. */
void checklist_turn(struct checklist_pane *list, const struct form_field *field, int by)
{
	size_t count = checklist_options(list, field), at = by > 0 ? count - 1 : 0;
	const char *value = form_answers_get(list->answers, field->id);
	for (size_t i = 0; value && i < count; i++)
		if (strcmp(checklist_option_code(list, field, i), value) == 0)
			at = i;
	if (count == 0 || field->type == FORM_SEVERAL)
		return;
	form_answers_set(list->answers, field->id,
			 checklist_option_code(list, field, (at + (by > 0 ? 1 : count - 1)) % count));
	checklist_changed(list);
}
