/* A pre-diagnosis gone on with in a later call: the file is booked, only its questions are asked (R28). */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/call_prediag.h"
#include "desk/desk_act.h"
#include "desk/desk_state.h"
#include "form/entry.h"
#include "office/prediag.h"

static void copy_id(char to[ID_SIZE], const char *from)
{
	snprintf(to, ID_SIZE, "%s", from ? from : "");
}

/* The call as it was when it was booked, with time for all questions now. */
static void fill(struct desk *desk, struct call *call, const struct customer_file *file)
{
	form_answers_destroy(call->answers);
	call->answers = office_prediag_answers(desk->office, file);
	call->channel = file->channel;
	call->booked = call->later = true;
	call->number = file->number;
	call->request_saved = true;
	call->work_chosen = call->technical_chosen = call->attendance_chosen = true;
	copy_id(call->file, file->id);
	copy_id(call->vehicle, file->has_vehicle ? file->vehicle.id : NULL);
	snprintf(call->title, sizeof call->title, "%s",
		 file->has_appointment && file->appointment.title ? file->appointment.title : "");
	if (file->has_customer)
		form_answers_set(call->answers, "customer_id", file->customer.id);
	if (file->request)
		form_answers_set(call->answers, "request_verbatim", file->request);
	form_answers_seal(call->answers, "request_verbatim");
	form_answers_set(call->answers, "technical", "yes");
	form_answers_set(call->answers, "prediag_done", "full");
}

/* Where nothing was ever asked it begins with the safety of now; else at the first block with an open
 * question.
 */
static const struct form_step *first_step(const struct desk *desk, const struct call *call)
{
	const struct form *form = form_find(&desk->office->forms, FORM_PREDIAG);
	if (!form_answers_get(call->answers, "prediag_safe"))
		for (size_t i = 0; i < call->form->step_count; i++)
			if (call->form->steps[i].sheet &&
			    strcmp(call->form->steps[i].sheet, FORM_PREDIAG) == 0)
				return &call->form->steps[i];
	for (const struct form_step *step = form_step_next(call->answers, form, NULL); step;
	     step = form_step_next(call->answers, form, step))
		if (call_question(call, step, NULL))
			return step;
	return form ? form_step_next(call->answers, form, NULL) : NULL;
}

/* In front, without the pages from which it was chosen. */
static bool show(struct desk *desk, int index)
{
	while (desk->modal_count)
		desk_close(desk);
	calls_front(desk, index);
	desk_say(desk, _("Going on with the pre-diagnosis of file %d; F10 ends it."),
		 desk->calls.items[index]->number);
	return desk_show(desk, "call");
}

bool call_prediag_take_up(struct desk *desk, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct customer_file file;
	for (int i = 0; i < desk->calls.count; i++)
		if (desk->calls.items[i]->later && strcmp(desk->calls.items[i]->file, id) == 0)
			return show(desk, i);
	if (!office_file(desk->office, id, &arena, &file, err)) {
		arena_finish(&arena);
		return false;
	}
	struct call *call = call_create(desk);
	fill(desk, call, &file);
	bool known = call_reload_known(desk, call, err);
	arena_finish(&arena);
	if (!known) {
		call_destroy(call);
		return false;
	}
	if (!calls_add(desk, call, err))
		return false;
	call->step = NULL;
	call_go(desk, call, first_step(desk, call));
	call->dirty = false;
	return show(desk, desk->calls.count - 1);
}

bool call_prediag_keep(struct desk *desk, struct call *call, struct error *err)
{
	call_commit_typing(desk, call);
	call->dirty = !office_prediag_keep(desk->office, call->file, call->answers, err);
	return !call->dirty;
}

static bool work_fits(struct desk *desk, const struct call *call)
{
	struct arena arena = { 0 };
	struct customer_file file;
	struct error err = { 0 };
	bool fits = !office_file(desk->office, call->file, &arena, &file, &err) ||
		    !*office_prediag_wants(desk->office, &file, call->answers, &arena);
	arena_finish(&arena);
	return fits;
}

bool call_prediag_end(struct desk *desk, struct call *call, struct error *err)
{
	struct form_prediag prediag;
	int number = call->number;
	if (!call_prediag_keep(desk, call, err))
		return false;
	form_prediag_look(call->answers, &prediag);
	bool asked = form_prediag_is_asked(&prediag), fits = work_fits(desk, call);
	calls_remove(desk, call);
	desk_say(desk,
		 !fits   ? _("Kept; the work booked for file %d does not fit the answers any more: change it "
			       "(a task says what).")
		 : asked ? _("Kept; the pre-diagnosis of file %d is done.")
			 : _("Kept; the pre-diagnosis of file %d is still open."),
		 number);
	return true;
}
