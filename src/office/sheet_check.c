/* The reception checklist on paper (R29): the items that concern this car, with their boxes. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "form/entry.h"
#include "office/checklist.h"
#include "office/sheet_inner.h"

enum { CODE_SIZE = 16 };

static bool same_options(const struct form_field *a, const struct form_field *b)
{
	if (a->option_count != b->option_count || a->option_count == 0)
		return false;
	for (size_t i = 0; i < a->option_count; i++)
		if (strcmp(a->options[i].code, b->options[i].code) != 0)
			return false;
	return true;
}

/* Answers that several items share stand as their codes, and are explained once; others as their words. */
static bool is_shared(const struct form *form, const struct form_field *field)
{
	int same = 0;
	for (size_t s = 0; s < form->step_count; s++)
		for (size_t f = 0; f < form->steps[s].field_count; f++)
			same += same_options(field, &form->steps[s].fields[f]);
	return same > 1;
}

/* Adds each code of @field that @text does not explain yet. */
static void explain(const struct sheet *sheet, const struct form_field *field, struct buffer *text)
{
	struct buffer one = { 0 };
	for (size_t i = 0; i < field->option_count; i++) {
		buffer_clear(&one);
		buffer_printf(&one, "%s=%s,", field->options[i].code,
			      field->options[i].label.in[sheet->lang]);
		if (!strstr(buffer_text(text), buffer_text(&one)))
			buffer_printf(text, "%s%s", text->len ? " " : "", buffer_text(&one));
	}
	buffer_finish(&one);
}

static void add_legend(struct sheet *sheet, const struct form *form)
{
	struct buffer text = { 0 };
	for (size_t s = 0; s < form->step_count; s++)
		for (size_t f = 0; f < form->steps[s].field_count; f++) {
			const struct form_field *field = &form->steps[s].fields[f];
			if (field->type != FORM_YES_NO && is_shared(form, field))
				explain(sheet, field, &text);
		}
	if (text.len)
		paper_words(&sheet->paper, false, "%.*s", (int)text.len - 1, buffer_text(&text));
	buffer_finish(&text);
}

/* R29: that it is to be completed, or by whom it was. */
static void add_state(struct sheet *sheet, const struct checklist *checklist)
{
	struct arena *arena = &sheet->paper.arena;
	const char *who = sheet_staff(&sheet->office->site, checklist->saved_by);
	civil_day day;
	int minute;
	if (checklist->state != CHECKLIST_DONE) {
		paper_words(&sheet->paper, true, "%s", _("to be completed at the reception"));
		return;
	}
	civil_from_instant(checklist->saved, &day, &minute);
	paper_words(&sheet->paper, false, _("done: %s, %s"), sheet_time(arena, day, minute), who ? who : "");
}

/* "E7" of "RC-E7"; NULL for what belongs to the item before it ("RC-E7-where"). @last is the code before. */
static const char *code_of(struct sheet *sheet, const char *id, char last[CODE_SIZE])
{
	char code[CODE_SIZE];
	const char *begin = strchr(id, '-');
	begin = begin ? begin + 1 : id;
	snprintf(code, sizeof code, "%.*s", (int)strcspn(begin, "-"), begin);
	if (strcmp(code, last) == 0)
		return NULL;
	memcpy(last, code, sizeof code);
	return arena_strdup(&sheet->paper.arena, code);
}

static struct paper_box *yes_no_boxes(struct sheet *sheet, const char *value)
{
	struct paper_box *boxes = arena_alloc(&sheet->paper.arena, 2 * sizeof *boxes);
	boxes[0] = (struct paper_box){ _("yes"), value && strcmp(value, "yes") == 0 };
	boxes[1] = (struct paper_box){ _("no"), value && strcmp(value, "no") == 0 };
	return boxes;
}

static struct paper_box *option_boxes(struct sheet *sheet, const struct form_field *field, bool shared)
{
	struct paper_box *boxes = arena_alloc(&sheet->paper.arena, (field->option_count + 1) * sizeof *boxes);
	for (size_t i = 0; i < field->option_count; i++)
		boxes[i] = (struct paper_box){
			shared ? field->options[i].code : field->options[i].label.in[sheet->lang],
			form_answers_has(sheet->answers, field->id, field->options[i].code),
		};
	return boxes;
}

static void add_field(struct sheet *sheet, const struct form *form, const struct form_field *field,
		      const char *code)
{
	struct paper_line line = { .code = code, .label = field->label.in[sheet->lang] };
	const char *value = form_answers_get(sheet->answers, field->id);
	line.kind = PAPER_CHECK;
	if (field->type == FORM_YES_NO) {
		line.boxes = yes_no_boxes(sheet, value);
		line.box_count = 2;
	} else if (field->option_count) {
		line.boxes = option_boxes(sheet, field, is_shared(form, field));
		line.box_count = field->option_count;
	} else {
		struct buffer shown = { 0 };
		line.kind = PAPER_BLANK;
		form_entry_show(field, sheet->answers, sheet->lang, &shown);
		line.text = value ? arena_strdup(&sheet->paper.arena, buffer_text(&shown)) : NULL;
		line.unit = value                         ? NULL
			    : field->unit_count           ? field->units[0].name
			    : field->type == FORM_MILEAGE ? "km"
							  : NULL;
		buffer_finish(&shown);
	}
	paper_add(&sheet->paper, line);
}

static void add_steps(struct sheet *sheet, const struct form *form)
{
	char last[CODE_SIZE] = "";
	for (size_t s = 0; s < form->step_count; s++) {
		const struct form_step *step = &form->steps[s];
		if (!form_step_visible(sheet->answers, step))
			continue;
		paper_block(&sheet->paper, step->title.in[sheet->lang]);
		if (*step->notes.in[sheet->lang])
			paper_words(&sheet->paper, false, "%s", step->notes.in[sheet->lang]);
		for (size_t f = 0; f < step->field_count; f++) {
			const struct form_field *field = &step->fields[f];
			if (form_field_visible(sheet->answers, field))
				add_field(sheet, form, field, code_of(sheet, field->id, last));
		}
	}
}

bool sheet_add_checklist(struct sheet *sheet, struct error *err)
{
	const struct form *form = form_find(&sheet->office->forms, CHECKLIST_FORM);
	struct form_answers *before = sheet->answers;
	struct checklist checklist;
	if (!form)
		return true;
	if (!office_checklist_open(sheet->office, &sheet->file, &sheet->paper.arena, &sheet->answers,
				   &checklist, err)) {
		sheet->answers = before;
		return false;
	}
	paper_block(&sheet->paper, form->title.in[sheet->lang]);
	sheet->paper.blocks[sheet->paper.count - 1].fresh = true;
	add_state(sheet, &checklist);
	add_legend(sheet, form);
	add_steps(sheet, form);
	form_answers_destroy(sheet->answers);
	sheet->answers = before;
	return true;
}
