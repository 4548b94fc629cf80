/* What was answered on the forms, on the page of a customer file. */
#include <string.h>

#include "base/i18n.h"
#include "desk/detail.h"
#include "form/prediag.h"
#include "store/file_store.h"

static const char *shown_value(struct desk *desk, struct arena *arena, const struct form_field *field,
			       const char *value)
{
	struct buffer out = { 0 };
	for (const char *at = value; *at;) {
		size_t len = strcspn(at, "\n");
		const char *one = arena_strndup(arena, at, len);
		const struct form_option *option = field ? form_option_find(field, one) : NULL;
		bool yes_no = field && field->type == FORM_YES_NO;
		const char *label = strcmp(one, FORM_NOT_ASKED) == 0 ? _("not asked")
				    : option                         ? option->label.in[desk_lang(desk)]
				    : yes_no ? (strcmp(one, "yes") == 0 ? _("yes") : _("no"))
					     : one;
		buffer_printf(&out, "%s%s", out.len ? ", " : "", label);
		at += len + (at[len] == '\n');
	}
	const char *text = arena_strdup(arena, buffer_text(&out));
	buffer_finish(&out);
	return text;
}

static const char *answer_of(const struct customer_file *file, const char *field)
{
	for (size_t i = 0; i < file->answer_count; i++)
		if (strcmp(file->answers[i].field, field) == 0)
			return file->answers[i].value;
	return NULL;
}

void detail_add_expectations(struct desk *desk, struct reader_page *page, const struct customer_file *file)
{
	const char *needs = answer_of(file, "needs"), *note = answer_of(file, "needs_note");
	const char *complaint = answer_of(file, "complaint_verbatim"),
		   *due = answer_of(file, "complaint_callback");
	const char *time = answer_of(file, "complaint_callback_time");
	const struct form_field *field = form_field_find(&desk_office(desk)->forms, "needs");
	if (needs || note)
		reader_add_heading(page, _("Needs and expectations"));
	if (needs)
		reader_add(page, STYLE_NORMAL, 2, "%s", shown_value(desk, &page->arena, field, needs));
	if (note)
		reader_add(page, STYLE_NORMAL, 2, "%s", note);
	if (!complaint)
		return;
	reader_add_heading(page, _("Complaint in the customer's words"));
	reader_add(page, STYLE_WARNING, 2, "%s", complaint);
	if (due)
		reader_add(page, STYLE_NORMAL, 2, _("to be called back by %s %s"), due, time ? time : "");
}

/* Rows of the store are shown by name elsewhere on the page; their ids say nothing. */
static bool is_shown(const struct form_field *field)
{
	return !field || (field->type != FORM_REFERENCE && strcmp(field->id, "prediag_summary") != 0);
}

void detail_add_answers(struct desk *desk, struct reader_page *page, const struct customer_file *file)
{
	const char *form_id = NULL;
	for (size_t i = 0; i < file->answer_count; i++) {
		const struct file_answer *answer = &file->answers[i];
		const struct form_field *field = form_field_find(&desk_office(desk)->forms, answer->field);
		if (!is_shown(field))
			continue;
		if (!form_id || strcmp(form_id, answer->form) != 0) {
			const struct form *form = form_find(&desk_office(desk)->forms, answer->form);
			reader_add_heading(page, form ? form->title.in[desk_lang(desk)] : answer->form);
			form_id = answer->form;
		}
		reader_add_value(page, field ? field->label.in[desk_lang(desk)] : answer->field,
				 shown_value(desk, &page->arena, field, answer->value));
	}
}
