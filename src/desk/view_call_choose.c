/* F2: menus of steps, tools and kinds of call. */
#include <string.h>

#include "base/i18n.h"
#include "desk/menu.h"
#include "desk/view_call_state.h"

static bool go_to_step(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	if (call)
		call_go(desk, call, form_step_find(&desk->office->forms, id));
	return true;
}

static const char *mark_of(const struct call *call, const struct form_step *step)
{
	if (step == call->step)
		return ">";
	switch (form_step_state(call->answers, step)) {
	case FORM_STEP_DONE:
		return "ok";
	case FORM_STEP_OPEN:
		return "!";
	case FORM_STEP_EMPTY:
		break;
	}
	return ".";
}

void choose_step(struct desk *desk, const struct call *call)
{
	struct menu_row rows[MENU_ROWS_MAX];
	size_t count = 0, selected = 0;
	for (size_t i = 0; i < call->form->step_count && count < MENU_ROWS_MAX; i++) {
		const struct form_step *step = &call->form->steps[i];
		if (!form_step_visible(call->answers, step))
			continue;
		selected = step == call->step ? count : selected;
		rows[count++] = (struct menu_row){ step->id, step->title.in[desk->lang],
						   step->anytime ? "" : mark_of(call, step) };
	}
	menu_open_page_at(desk, _("Go to a step"), rows, count, selected, go_to_step, NULL);
}

void choose_tool(struct desk *desk, const struct call *call)
{
	struct menu_row rows[MENU_ROWS_MAX];
	size_t count = 0;
	const struct form_set *set = &desk->office->forms;
	for (size_t i = 0; i < set->form_count && count < MENU_ROWS_MAX; i++) {
		const struct form_step *first = form_step_next(call->answers, &set->forms[i], NULL);
		if (first && strcmp(set->forms[i].id, "bring") != 0)
			rows[count++] =
				(struct menu_row){ first->id, set->forms[i].title.in[desk->lang], NULL };
	}
	menu_open_page_at(desk, _("Tools"), rows, count, 0, go_to_step, NULL);
}

/* What is no plain booking: a complaint, a breakdown, a change, another department … */
void choose_branch(struct desk *desk, const struct call *call)
{
	struct menu_row rows[MENU_ROWS_MAX];
	size_t count = 0;
	for (size_t i = 0; i < call->form->step_count && count < MENU_ROWS_MAX; i++) {
		const struct form_step *step = &call->form->steps[i];
		if (step->anytime && !step->sheet && form_step_visible(call->answers, step))
			rows[count++] = (struct menu_row){ step->id, step->title.in[desk->lang], NULL };
	}
	menu_open(desk, _("What is it about?"), NULL, rows, count, 0, NULL, go_to_step, NULL);
}

bool open_tool(struct desk *desk, struct call *call, const char *id, struct error *err)
{
	const struct form *form = form_find(&desk->office->forms, id);
	const struct form_step *first = form ? form_step_next(call->answers, form, NULL) : NULL;
	if (call->back && (call->step->form == form || form == call->form)) {
		call_go(desk, call, call->back);
		return true;
	}
	if (form && form == call->form)
		return true; /* one is in the script */
	if (!first)
		return error_set(err, ERROR_INPUT, _("this tool has nothing to ask in this call"));
	call_go(desk, call, first);
	return true;
}
