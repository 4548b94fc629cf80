/* A dialog that opens: its fields and what stands in them at first. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "desk/dialog_state.h"

static const char *hint_of(const struct dialog_field *field)
{
	if (field->hint)
		return field->hint;
	switch (field->type) {
	case FORM_DATE:
		return _("24, tue, +3, today or 2026-11-24");
	case FORM_TIME:
		return _("9, 930 or 09:30");
	case FORM_CHOICE:
		return _("Left and Right, or the first letter");
	case FORM_TEXT:
	case FORM_LONG_TEXT:
	case FORM_SEVERAL:
	case FORM_YES_NO:
	case FORM_NUMBER:
	case FORM_TELEPHONE:
	case FORM_EMAIL:
	case FORM_PLATE:
	case FORM_VIN:
	case FORM_MILEAGE:
	case FORM_REFERENCE:
	case FORM_TYPES:
		break;
	}
	return "";
}

static const struct form_option *copy_options(struct arena *arena, const struct dialog_field *field)
{
	struct form_option *options = arena_alloc(arena, (field->option_count + 1) * sizeof *options);
	for (size_t i = 0; i < field->option_count; i++) {
		const char *text = arena_strdup(arena, field->options[i].text);
		options[i] = (struct form_option){ .code = arena_strdup(arena, field->options[i].code) };
		for (int lang = 0; lang < FORM_LANGS; lang++)
			options[i].label.in[lang] = text;
	}
	return options;
}

static void add_field(struct dialog *dialog, const struct dialog_field *field)
{
	struct dialog_entry *entry = &dialog->entries[dialog->count++];
	entry->field = (struct form_field){
		.type = field->type,
		.option_count = field->option_count,
		.options = copy_options(&dialog->arena, field),
		.has_min = field->type == FORM_NUMBER && field->max > 0,
		.has_max = field->type == FORM_NUMBER && field->max > 0,
		.min = (int64_t)field->min * 1000,
		.max = (int64_t)field->max * 1000,
	};
	entry->label = arena_strdup(&dialog->arena, field->label);
	entry->hint = arena_strdup(&dialog->arena, hint_of(field));
	entry->required = field->required;
	edit_init(&entry->edit, DIALOG_TEXT_MAX, false);
	if (field->type != FORM_CHOICE)
		edit_set(&entry->edit, field->value ? field->value : "");
	for (size_t i = 0; i < field->option_count; i++)
		if (field->value && strcmp(field->options[i].code, field->value) == 0)
			entry->code = entry->field.options[i].code;
	if (field->type == FORM_CHOICE && !entry->code && entry->required && field->option_count)
		entry->code = entry->field.options[0].code;
	dialog_read_entry(dialog, entry);
}

void dialog_open(struct desk *desk, const char *title, const struct dialog_ops *ops,
		 const struct dialog_field *fields, size_t count, const void *context, size_t context_size)
{
	struct dialog *dialog = memory_zeroed(1, sizeof *dialog);
	dialog->pane = (struct pane){ .ops = &dialog_ops, .desk = desk, .overlay = true };
	dialog->ops = ops;
	dialog->title = arena_strdup(&dialog->arena, title);
	if (context) {
		dialog->context = arena_alloc(&dialog->arena, context_size);
		memcpy(dialog->context, context, context_size);
	}
	for (size_t i = 0; i < count && i < DIALOG_FIELDS_MAX; i++)
		add_field(dialog, &fields[i]);
	desk_open(desk, &dialog->pane);
}
