#include "desk/checklist_dialog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "desk/checklist_state.h"
#include "desk/desk_state.h"
#include "desk/labels.h"
#include "form/entry.h"
#include "office/book.h"
#include "office/checklist.h"

enum { CHECKLIST_NEXT = ACTIONS_CHECKLIST, CHECKLIST_DONE_ACT, CHECKLIST_CLEAR, CHECKLIST_LEAVE };
enum { TEXT_ROOM = 200 * 4 };

/* --- what is asked --- */

const struct form_field *checklist_field(const struct checklist_pane *list)
{
	return list->at < list->count ? list->fields[list->at] : NULL;
}

/* By the answers: what is said of the car opens and closes questions. */
static void gather(struct checklist_pane *list)
{
	const struct form *form = form_find(form_answers_set_of(list->answers), CHECKLIST_FORM);
	const struct form_field *field = checklist_field(list);
	list->count = 0;
	for (size_t s = 0; s < form->step_count; s++)
		for (size_t f = 0; f < form->steps[s].field_count; f++)
			if (list->count < CHECKLIST_FIELDS_MAX &&
			    form_field_visible(list->answers, &form->steps[s].fields[f]))
				list->fields[list->count++] = &form->steps[s].fields[f];
	for (int i = 0; i < list->count; i++)
		if (list->fields[i] == field)
			list->at = i;
	if (list->at >= list->count)
		list->at = list->count ? list->count - 1 : 0;
	office_checklist_count(list->answers, &list->items, &list->settled);
}

bool checklist_is_typed(const struct form_field *field)
{
	return field->type != FORM_CHOICE && field->type != FORM_YES_NO && field->type != FORM_SEVERAL &&
	       field->type != FORM_REFERENCE && !field->filled;
}

/* The @n-th member of the staff whom a reference may name; -1 none. */
static int person(const struct checklist_pane *list, size_t n)
{
	const struct site *site = desk_site(list->pane.desk);
	for (int i = 0; i < site->staff_count; i++)
		if (site->staff[i].active && (site->staff[i].roles & ROLE_FOREMAN) && n-- == 0)
			return i;
	return -1;
}

size_t checklist_options(const struct checklist_pane *list, const struct form_field *field)
{
	size_t count = 0;
	if (field->type == FORM_YES_NO)
		return 2;
	if (field->type != FORM_REFERENCE)
		return field->option_count;
	while (person(list, count) >= 0)
		count++;
	return count;
}

const char *checklist_option_code(const struct checklist_pane *list, const struct form_field *field, size_t n)
{
	if (field->type == FORM_YES_NO)
		return n == 0 ? "yes" : "no";
	if (field->type != FORM_REFERENCE)
		return n < field->option_count ? field->options[n].code : NULL;
	int staff = person(list, n);
	return staff < 0 ? NULL : desk_site(list->pane.desk)->staff[staff].code;
}

const char *checklist_option_label(const struct checklist_pane *list, const struct form_field *field,
				   size_t n)
{
	if (field->type == FORM_YES_NO)
		return n == 0 ? _("yes") : _("no");
	if (field->type != FORM_REFERENCE)
		return field->options[n].label.in[desk_lang(list->pane.desk)];
	return desk_site(list->pane.desk)->staff[person(list, n)].name;
}

/* --- keeping --- */

static bool keep(struct checklist_pane *list, struct error *err)
{
	struct office *office = desk_office(list->pane.desk);
	if (!office_checklist_save(office, list->file, list->answers, !list->kept_once, &list->revision, err))
		return false;
	list->kept_once = true;
	desk_changed(list->pane.desk, TABLE_FILE);
	return true;
}

/* A change is kept at once; what cannot be kept stays on the screen and is told. */
void checklist_changed(struct checklist_pane *list)
{
	struct error err = { 0 };
	gather(list);
	if (!keep(list, &err))
		desk_complain(list->pane.desk, &err);
}

/* Takes what was typed; false when it is wrong: it stays there. */
static bool commit(struct checklist_pane *list)
{
	const struct form_field *field = checklist_field(list);
	struct form_checks checks = call_checks(list->pane.desk);
	struct error err = { 0 };
	if (!field || !list->typed)
		return true;
	list->typed = false;
	list->told[0] = '\0';
	if (!form_entry_put(list->answers, field, edit_text(&list->edit), &checks, &err)) {
		snprintf(list->told, sizeof list->told, "%s", err.text);
		list->typed = true;
		return false;
	}
	checklist_changed(list);
	return true;
}

/* The field at @at gets the keys, with what stands in it. */
void checklist_open_field(struct checklist_pane *list, int at)
{
	struct buffer text = { 0 };
	list->at = at < 0 ? 0 : at >= list->count ? list->count - 1 : at;
	list->typed = false;
	list->told[0] = '\0';
	edit_finish(&list->edit);
	edit_init(&list->edit, TEXT_ROOM, false);
	const struct form_field *field = checklist_field(list);
	if (field && checklist_is_typed(field))
		form_entry_show(field, list->answers, desk_lang(list->pane.desk), &text);
	edit_set(&list->edit, buffer_text(&text));
	buffer_finish(&text);
	int height = checklist_rows(list), row = checklist_row_of(list, list->at);
	int need = checklist_height(list, list->at);
	if (row - 1 < list->top) /* with the heading above it */
		list->top = row > 0 ? row - 1 : 0;
	if (row + need > list->top + height)
		list->top = row + need - height;
}

static void go(struct checklist_pane *list, int at)
{
	if (commit(list))
		checklist_open_field(list, at);
}

/* The first item of the next section, or of this one, or of the one before. */
static void go_section(struct checklist_pane *list, int by)
{
	int at = list->at;
	const struct form_step *step = list->fields[at]->step;
	if (by > 0) {
		while (at < list->count - 1 && list->fields[at]->step == step)
			at++;
	} else {
		at -= at > 0;
		step = list->fields[at]->step;
		while (at > 0 && list->fields[at - 1]->step == step)
			at--;
	}
	go(list, at);
}

/* --- acting --- */

static bool done(struct checklist_pane *list, struct error *err)
{
	struct desk *desk = list->pane.desk;
	if (!commit(list))
		return true;
	if (!office_checklist_done(desk_office(desk), list->file, list->answers, &list->revision, err)) {
		const struct form *form = form_find(form_answers_set_of(list->answers), CHECKLIST_FORM);
		for (size_t s = 0; err->code == ERROR_INPUT && s < form->step_count; s++) {
			const struct form_field *missing =
				form_step_visible(list->answers, &form->steps[s])
					? form_step_missing(list->answers, &form->steps[s])
					: NULL;
			for (int i = 0; missing && i < list->count; i++)
				if (list->fields[i] == missing) {
					checklist_open_field(list, i);
					return false;
				}
		}
		return false;
	}
	desk_changed(desk, TABLE_FILE);
	desk_close(desk);
	desk_say(desk, "%s", _("The reception checklist is done and kept with the file."));
	return true;
}

static bool leave(struct checklist_pane *list)
{
	struct desk *desk = list->pane.desk;
	if (list->typed && !commit(list)) {
		/* What is wrong is not kept; once more leaves it. */
		list->typed = false;
		return true;
	}
	int items = list->items, settled = list->settled;
	bool kept = list->kept_once;
	desk_close(desk);
	if (kept)
		desk_say(desk, _("The reception checklist is kept: %d of %d items."), settled, items);
	return true;
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct checklist_pane *list = (struct checklist_pane *)pane;
	const struct form_field *field = checklist_field(list);
	switch (action) {
	case CHECKLIST_NEXT:
		if (list->at == list->count - 1)
			return done(list, err);
		go(list, list->at + 1);
		return true;
	case CHECKLIST_DONE_ACT:
		return done(list, err);
	case CHECKLIST_CLEAR:
		if (field && !field->filled && form_answers_clear(list->answers, field->id)) {
			checklist_changed(list);
			checklist_open_field(list, list->at);
		}
		return true;
	case CHECKLIST_LEAVE:
		return leave(list);
	default:
		return true;
	}
}

static bool offers(const struct pane *pane, int action)
{
	return action != CHECKLIST_DONE_ACT ||
	       office_may(desk_office(pane->desk), OFFICE_ROLES_CHECKLIST_DONE, &(struct error){ 0 });
}

/* --- keys --- */

static bool move_key(struct checklist_pane *list, struct key key)
{
	bool back = key.code == KEY_NAME_TAB && key.mods == KEY_SHIFT;
	if (key.mods && !back)
		return false;
	switch (key.code) {
	case KEY_NAME_UP:
		go(list, list->at - 1);
		return true;
	case KEY_NAME_DOWN:
		go(list, list->at + 1);
		return true;
	case KEY_NAME_TAB:
		go(list, list->at + (back ? -1 : 1));
		return true;
	case KEY_NAME_PAGE_UP:
		go_section(list, -1);
		return true;
	case KEY_NAME_PAGE_DOWN:
		go_section(list, 1);
		return true;
	default:
		return false;
	}
}

static bool choice_key(struct checklist_pane *list, const struct form_field *field, struct key key)
{
	if (key.code == KEY_NAME_LEFT || key.code == KEY_NAME_RIGHT) {
		checklist_turn(list, field, key.code == KEY_NAME_RIGHT ? 1 : -1);
		return true;
	}
	const char *code = key_is_text(key) ? checklist_key_means(list, field, key.code) : NULL;
	if (code)
		checklist_choose(list, field, code);
	return code || key_is_text(key);
}

static void click(struct checklist_pane *list, int row)
{
	for (int i = 0; i < list->count; i++) {
		int from = checklist_row_of(list, i) - list->top;
		if (row >= from && row < from + checklist_height(list, i))
			go(list, i);
	}
}

static bool event(struct pane *pane, const struct event *event)
{
	struct checklist_pane *list = (struct checklist_pane *)pane;
	const struct form_field *field = checklist_field(list);
	if (event->kind == EVENT_MOUSE) {
		if (event->mouse.action == MOUSE_PRESS)
			click(list, event->mouse.row - 2);
		return true;
	}
	if (event->kind == EVENT_KEY && move_key(list, event->key))
		return true;
	if (!field || field->filled)
		return event->kind == EVENT_KEY && key_is_text(event->key);
	if (!checklist_is_typed(field))
		return event->kind == EVENT_KEY && choice_key(list, field, event->key);
	enum edit_result result = edit_event(&list->edit, event);
	if (result == EDIT_CHANGED) {
		list->typed = true;
		list->told[0] = '\0';
	}
	return result != EDIT_IGNORED;
}

/* --- the pane --- */

static void draw(const struct pane *pane, const struct canvas *canvas)
{
	checklist_draw((const struct checklist_pane *)pane, canvas);
}

static void help(const struct pane *pane, struct buffer *out)
{
	buffer_add(out, _("The reception checklist of this car. A choice takes its digit or first letter and "
			  "goes on; "
			  "damage is put and taken away by its letter: S scratch, D dent, C crack, P paint, "
			  "K kerb mark, "
			  "M missing, W worn, G glass chip. PageUp and PageDown go from section to section. "
			  "Everything "
			  "is kept at once; an advisor marks it as done with Ctrl+D."));
}

static void destroy(struct pane *pane)
{
	struct checklist_pane *list = (struct checklist_pane *)pane;
	form_answers_destroy(list->answers);
	edit_finish(&list->edit);
	free(list);
}

static const struct action actions[] = {
	{ CHECKLIST_NEXT, "checklist-next", N_("The next item; behind the last one: done"), N_("next"),
	  "checklist", "Enter" },
	{ CHECKLIST_DONE_ACT, "checklist-done", N_("Mark the checklist as done"), N_("done"), "checklist",
	  "Ctrl+D, Alt+End" },
	{ CHECKLIST_CLEAR, "checklist-clear", N_("Take the answer away"), N_("clear"), "checklist",
	  "Delete" },
	{ CHECKLIST_LEAVE, "checklist-back", N_("Leave; what was entered is kept"), N_("back"), "checklist",
	  "Esc" },
};

const struct pane_ops checklist_dialog_ops = {
	.name = "checklist",
	.title = N_("Reception checklist"),
	.actions = actions,
	.action_count = sizeof actions / sizeof actions[0],
	.draw = draw,
	.act = act,
	.offers = offers,
	.event = event,
	.help = help,
	.destroy = destroy,
};

bool checklist_dialog_may(const struct desk *desk)
{
	return !desk_is_readonly(desk) &&
	       office_may(desk_office(desk), OFFICE_ROLES_CHECKLIST, &(struct error){ 0 });
}

/* The first item that is open; of a list that is whole the first. */
static int first_open(const struct checklist_pane *list)
{
	for (int i = 0; i < list->count; i++)
		if (list->fields[i]->required && form_answers_count(list->answers, list->fields[i]->id) == 0)
			return i;
	return 0;
}

static void open_pane(struct desk *desk, const struct customer_file *file, struct form_answers *answers,
		      const struct checklist *checklist)
{
	struct checklist_pane *list = memory_zeroed(1, sizeof *list);
	list->pane = (struct pane){ .ops = &checklist_dialog_ops, .desk = desk };
	list->answers = answers;
	list->revision = checklist->revision;
	list->was_done = checklist->state == CHECKLIST_DONE;
	snprintf(list->file, sizeof list->file, "%s", file->id);
	snprintf(list->title, sizeof list->title, "%s %s",
		 file->has_vehicle && file->vehicle.plate ? file->vehicle.plate : "",
		 file->has_vehicle && file->vehicle.model ? file->vehicle.model : "");
	edit_init(&list->edit, TEXT_ROOM, false);
	gather(list);
	desk_open(desk, &list->pane);
	checklist_open_field(list, first_open(list));
}

bool checklist_dialog_open(struct desk *desk, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct customer_file file;
	struct form_answers *answers;
	struct checklist checklist;
	struct office *office = desk_office(desk);
	bool fine = office_may(office, OFFICE_ROLES_CHECKLIST, err) && office_load_forms(office, err) &&
		    office_file(office, id, &arena, &file, err) &&
		    office_checklist_open(office, &file, &arena, &answers, &checklist, err);
	if (fine)
		open_pane(desk, &file, answers, &checklist);
	arena_finish(&arena);
	return fine;
}
