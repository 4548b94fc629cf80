/* The forms while the console runs: edited ones are read without a restart, calls keep their answers and
 * their place; with a mistake the console keeps the forms it has, and says so. */
#include "desk/desk_forms.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"

/* A call while its forms are exchanged: everything by name. */
struct kept {
	struct buffer answers;
	char *step, *field, *back;
};

static void take_out(struct desk *desk, struct call *call, struct kept *kept)
{
	call_commit_typing(desk, call);
	call_list_close(call);
	*kept = (struct kept){
		.step = memory_text(call->step ? call->step->id : NULL),
		.field = memory_text(call->field ? call->field->id : NULL),
		.back = memory_text(call->back ? call->back->id : NULL),
	};
	form_answers_save(call->answers, &kept->answers);
	form_answers_destroy(call->answers);
	call->answers = NULL;
	call->told_count = 0;
}

static const struct form_step *step_named(const struct desk *desk, const char *id)
{
	return id ? form_step_find(&desk->office->forms, id) : NULL;
}

static void put_back(struct desk *desk, struct call *call, struct kept *kept)
{
	const struct form_set *set = &desk->office->forms;
	call->answers = form_answers_create(set);
	form_answers_load(call->answers, buffer_text(&kept->answers), kept->answers.len);
	call->form = set->form_count ? &set->forms[0] : NULL;
	call->step = step_named(desk, kept->step);
	call->back = step_named(desk, kept->back);
	call->field = NULL;
	call_facts(desk, call);
	if (!call->step && call->form) /* the step went: from the beginning, everything answered is kept */
		call->step = form_step_next(call->answers, call->form, NULL);
	const struct form_field *field = kept->field ? form_field_find(set, kept->field) : NULL;
	if (field && field->step == call->step && field_is_visible(call, field))
		call->field = field;
	call_open_field(desk, call);
	call->live_stale = true;
	buffer_finish(&kept->answers);
	free(kept->step);
	free(kept->field);
	free(kept->back);
}

static void exchange(struct desk *desk, struct office_forms *fresh)
{
	struct kept kept[CALLS_MAX];
	int count = desk->calls.count;
	for (int i = 0; i < count; i++)
		take_out(desk, desk->calls.items[i], &kept[i]);
	office_take_forms(desk->office, fresh);
	for (int i = 0; i < count; i++)
		put_back(desk, desk->calls.items[i], &kept[i]);
	desk_changed(desk, TABLE_ALL);
}

bool desk_reload_forms(struct desk *desk, struct error *err)
{
	struct office_forms fresh;
	struct error why = { 0 };
	if (!office_read_forms(desk->office, &fresh, &why))
		return error_set(err, why.code, _("the forms stay as they were: %s"), why.text);
	exchange(desk, &fresh);
	desk_say(desk, "%s", _("The forms were read again."));
	return true;
}

void desk_look_at_forms(struct desk *desk)
{
	struct error err = { 0 };
	if (office_forms_changed(desk->office) && !desk_reload_forms(desk, &err))
		desk_complain(desk, &err);
}
