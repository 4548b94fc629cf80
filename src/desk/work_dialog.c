#include "desk/work_dialog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/change_tell.h"
#include "desk/desk_state.h"
#include "desk/dialog.h"
#include "desk/labels.h"
#include "office/life.h"
#include "tui/edit.h"
#include "tui/list.h"

enum { WORK_ACCEPT = ACTIONS_WORK, WORK_LEAVE, WORK_TOGGLE };
enum { WORK_MAX = 512, FILTER_MAX = 60, WIDTH = 72, CHROME_ROWS = 6 };

struct work_dialog {
	struct pane pane;
	char file[ID_SIZE];
	int revision;
	char *title;
	bool chosen[WORK_MAX]; /* by site->work */
	int shown[WORK_MAX];   /* those that the filter lets through */
	size_t shown_count;
	struct list list;
	struct edit filter;
};

static const char *row_id(const void *context, size_t row)
{
	const struct work_dialog *dialog = context;
	return desk_site(dialog->pane.desk)->work[dialog->shown[row]].code;
}

static struct list_source source_of(const struct work_dialog *dialog)
{
	return (struct list_source){ .count = dialog->shown_count, .id = row_id, .context = dialog };
}

static const char *work_name(const struct work_dialog *dialog, int work)
{
	const struct work_type *type = &desk_site(dialog->pane.desk)->work[work];
	return label_text(&type->name, desk_lang(dialog->pane.desk), type->code);
}

static bool contains(const char *text, const char *wanted)
{
	struct buffer have = { 0 }, want = { 0 };
	text_jamo(&have, text);
	text_jamo(&want, wanted);
	bool found = strstr(buffer_text(&have), buffer_text(&want)) != NULL;
	buffer_finish(&have);
	buffer_finish(&want);
	return found;
}

static void apply_filter(struct work_dialog *dialog)
{
	const struct site *site = desk_site(dialog->pane.desk);
	const char *typed = edit_text(&dialog->filter);
	dialog->shown_count = 0;
	for (int i = 0; i < site->work_count && i < WORK_MAX; i++)
		if (contains(work_name(dialog, i), typed) || contains(site->work[i].code, typed))
			dialog->shown[dialog->shown_count++] = i;
	struct list_source source = source_of(dialog);
	list_reload(&dialog->list, &source);
}

/* --- the second step: the customer's words, and what moves --- */

struct context {
	char file[ID_SIZE];
	int revision;
	char work[REQUEST_WORK_MAX][LABEL_CODE_SIZE];
	int work_count;
};

static struct office_change change_of(const struct dialog *form, bool preview)
{
	const struct context *context = dialog_context(form);
	struct office_change change = { .revision = context->revision, .preview = preview };
	const char *words = dialog_text(form, 0);
	for (int i = 0; i < context->work_count; i++)
		change.work[change.work_count++] = context->work[i];
	change.request = *words ? words : NULL;
	return change;
}

static bool try_change(struct dialog *form, bool preview, struct arena *arena, struct office_changed *result,
		       struct error *err)
{
	const struct context *context = dialog_context(form);
	struct office_change change = change_of(form, preview);
	if (!office_change_work(desk_office(dialog_desk(form)), context->file, &change, arena, result, err))
		return false;
	return result->booking.booked || change_refused(&result->booking, err);
}

static bool preview(struct dialog *form, struct dialog_page *page, struct error *err)
{
	struct office_changed result = { 0 };
	if (!try_change(form, true, &page->arena, &result, err))
		return false;
	change_tell(dialog_desk(form), &result, page);
	return true;
}

static bool done(struct dialog *form, struct error *err)
{
	struct desk *desk = dialog_desk(form);
	struct arena arena = { 0 };
	struct office_changed result = { 0 };
	bool fine = try_change(form, false, &arena, &result, err);
	if (fine) {
		desk_close(desk); /* the words, and the list under them */
		desk_close(desk);
		change_say(desk, &result, _("The work is changed."));
	}
	arena_finish(&arena);
	return fine;
}

static const struct dialog_ops words_ops = {
	.help = N_(
		"What the customer said about it is added to the request, word for word; it stays with the "
		"first one. Enter shows what moves with the change before it is saved."),
	.preview = preview,
	.done = done,
};

static bool accept(struct work_dialog *dialog, struct error *err)
{
	const struct site *site = desk_site(dialog->pane.desk);
	struct context context = { .revision = dialog->revision };
	snprintf(context.file, sizeof context.file, "%s", dialog->file);
	for (int i = 0; i < WORK_MAX && i < site->work_count; i++) {
		if (!dialog->chosen[i])
			continue;
		if (context.work_count == REQUEST_WORK_MAX)
			return error_set(err, ERROR_INPUT, _("at most %d kinds of work fit into one file"),
					 REQUEST_WORK_MAX);
		snprintf(context.work[context.work_count++], LABEL_CODE_SIZE, "%s", site->work[i].code);
	}
	if (context.work_count == 0)
		return error_set(err, ERROR_INPUT,
				 _("no work is chosen; to give the appointment up, cancel it"));
	struct dialog_field field = {
		.type = FORM_TEXT,
		.label = _("Customer's words"),
		.hint = _("as said; may be left empty"),
	};
	dialog_open(dialog->pane.desk, _("Change of work"), &words_ops, &field, 1, &context, sizeof context);
	return true;
}

/* --- the pane --- */

static void toggle(struct work_dialog *dialog)
{
	size_t row;
	if (list_selected(&dialog->list, &row) && row < dialog->shown_count)
		dialog->chosen[dialog->shown[row]] = !dialog->chosen[dialog->shown[row]];
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct work_dialog *dialog = (struct work_dialog *)pane;
	switch (action) {
	case WORK_ACCEPT:
		return accept(dialog, err);
	case WORK_LEAVE:
		desk_close(pane->desk);
		return true;
	case WORK_TOGGLE:
		toggle(dialog);
		return true;
	default:
		return true;
	}
}

static int list_rows(const struct work_dialog *dialog)
{
	int rows = desk_site(dialog->pane.desk)->work_count;
	int most = term_rows(dialog->pane.desk->term) - 3 - CHROME_ROWS;
	return rows < most ? rows : most;
}

static bool event(struct pane *pane, const struct event *event)
{
	struct work_dialog *dialog = (struct work_dialog *)pane;
	struct list_source source = source_of(dialog);
	list_set_height(&dialog->list, (size_t)list_rows(dialog));
	if (list_event(&dialog->list, &source, event))
		return true;
	if (edit_event(&dialog->filter, event) == EDIT_IGNORED)
		return event->kind == EVENT_MOUSE;
	apply_filter(dialog);
	return true;
}

static void draw_rows(const struct work_dialog *dialog, const struct canvas *box, int height)
{
	struct list list = dialog->list;
	const struct site *site = desk_site(dialog->pane.desk);
	list_set_height(&list, (size_t)height);
	for (int i = 0; i < height && list.top + (size_t)i < dialog->shown_count; i++) {
		int work = dialog->shown[list.top + (size_t)i];
		canvas_put(box, 3 + i, 4, STYLE_NORMAL, dialog->chosen[work] ? "[x]" : "[ ]");
		canvas_put_in(box, 3 + i, 8, 12, STYLE_DIM, TEXT_LEFT, site->work[work].code);
		canvas_put_in(box, 3 + i, 21, box->cols - 23, STYLE_NORMAL, TEXT_LEFT,
			      work_name(dialog, work));
	}
	if (dialog->shown_count == 0)
		canvas_put(box, 3, 4, STYLE_DIM, _("nothing matches"));
	list_draw(&list, box, 3, 2, box->cols - 4, true);
}

static void chosen_text(const struct work_dialog *dialog, struct buffer *out)
{
	for (int i = 0; i < WORK_MAX && i < desk_site(dialog->pane.desk)->work_count; i++)
		if (dialog->chosen[i])
			buffer_printf(out, "%s%s", out->len ? ", " : "", work_name(dialog, i));
}

static void draw(const struct pane *pane, const struct canvas *canvas)
{
	const struct work_dialog *dialog = (const struct work_dialog *)pane;
	int rows = list_rows(dialog), width = canvas->cols - 4 < WIDTH ? canvas->cols - 4 : WIDTH;
	int height = rows + CHROME_ROWS, top = 1 + (canvas->rows - 3 - height) / 2;
	bool plain = canvas_is_plain(canvas);
	struct buffer chosen = { 0 };
	if (plain)
		canvas_fill(canvas, 1, 0, canvas->rows - 3, canvas->cols, STYLE_NORMAL);
	struct canvas box =
		canvas_sub(canvas, plain ? 1 : top, plain ? 0 : (canvas->cols - width) / 2, height, width);
	canvas_fill(&box, 0, 0, height, width, STYLE_NORMAL);
	canvas_box(&box, 0, 0, height, width, _("Change of work"));
	canvas_put_in(&box, 1, 2, width - 4, STYLE_HEADING, TEXT_LEFT, dialog->title);
	struct edit edit = dialog->filter;
	edit.columns = width - 6;
	edit_draw(&edit, &box, 2, 4, 1, width - 6, false);
	draw_rows(dialog, &box, rows);
	chosen_text(dialog, &chosen);
	canvas_put_in(&box, height - 3, 2, width - 4, STYLE_NORMAL, TEXT_LEFT, buffer_text(&chosen));
	canvas_put_in(&box, height - 2, 2, width - 4, STYLE_DIM, TEXT_LEFT,
		      _("Space takes or leaves, typing filters, Enter goes on"));
	buffer_finish(&chosen);
}

static void help(const struct pane *pane, struct buffer *out)
{
	buffer_add(out,
		   _("All the work of this appointment: Space takes or leaves a line, typing shows only the "
		     "lines that hold what is typed. Enter goes on to the customer's words and to what "
		     "moves with it: hand-back, car, length."));
}

static void destroy(struct pane *pane)
{
	struct work_dialog *dialog = (struct work_dialog *)pane;
	edit_finish(&dialog->filter);
	free(dialog->title);
	free(dialog);
}

static const struct action actions[] = {
	{ WORK_ACCEPT, "work-accept", N_("Go on with what is chosen"), N_("go on"), "work", "Enter" },
	{ WORK_TOGGLE, "work-toggle", N_("Take this work, or leave it"), N_("take"), "work",
	  "Space, Insert" },
	{ WORK_LEAVE, "work-back", N_("Leave the work as it is"), N_("back"), "work", "Esc" },
};

const struct pane_ops work_dialog_ops = {
	.name = "work",
	.title = N_("Change of work"),
	.actions = actions,
	.action_count = sizeof actions / sizeof actions[0],
	.draw = draw,
	.act = act,
	.event = event,
	.help = help,
	.destroy = destroy,
};

/* The work that the file has is chosen, and seen first. */
static void take_file(struct work_dialog *dialog, const struct customer_file *file)
{
	const struct site *site = desk_site(dialog->pane.desk);
	char code[LABEL_CODE_SIZE];
	snprintf(dialog->file, sizeof dialog->file, "%s", file->id);
	dialog->revision = file->appointment.revision;
	dialog->title = memory_text(file->appointment.title ? file->appointment.title : "");
	const char *work_codes = file->appointment.work ? file->appointment.work : "";
	for (const char *at = label_next(work_codes, code); at; at = label_next(at, code)) {
		int work = site_find_work(site, code);
		if (work >= 0 && work < WORK_MAX)
			dialog->chosen[work] = true;
	}
	apply_filter(dialog);
}

bool work_dialog_open(struct desk *desk, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct customer_file file;
	bool fine = desk_must_book(desk, err) && office_file(desk_office(desk), id, &arena, &file, err);
	if (fine && !file.has_appointment)
		fine = error_set(err, ERROR_NOT_FOUND, _("file %d has no appointment"), file.number);
	if (fine) {
		struct work_dialog *dialog = memory_zeroed(1, sizeof *dialog);
		dialog->pane = (struct pane){ .ops = &work_dialog_ops, .desk = desk, .overlay = true };
		edit_init(&dialog->filter, FILTER_MAX, false);
		take_file(dialog, &file);
		desk_open(desk, &dialog->pane);
	}
	arena_finish(&arena);
	return fine;
}
