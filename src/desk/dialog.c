#include "desk/dialog.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/dialog_state.h"
#include "form/entry.h"

enum {
	DIALOG_ACCEPT = ACTIONS_DIALOG,
	DIALOG_NEXT,
	DIALOG_PREVIOUS,
	DIALOG_UNDO,
	DIALOG_LEAVE,
};

/* --- values --- */

static bool is_choice(const struct dialog_entry *entry)
{
	return entry->field.type == FORM_CHOICE;
}

void dialog_read_entry(struct dialog *dialog, struct dialog_entry *entry)
{
	struct form_checks checks = { .today = desk_moment(dialog->pane.desk).day };
	const char *typed = is_choice(entry) ? entry->code : edit_text(&entry->edit);
	entry->wrong = (struct error){ 0 };
	if (!form_entry_read(&entry->field, NULL, typed ? typed : "", &checks, &entry->value, &entry->wrong))
		buffer_clear(&entry->value);
	else if (entry->required && entry->value.len == 0)
		error_set(&entry->wrong, ERROR_INPUT, "%s", _("this is needed"));
}

static void read_all(struct dialog *dialog)
{
	for (int i = 0; i < dialog->count; i++)
		dialog_read_entry(dialog, &dialog->entries[i]);
}

const char *dialog_text(const struct dialog *dialog, int field)
{
	return buffer_text(&dialog->entries[field].value);
}

civil_day dialog_day(const struct dialog *dialog, int field)
{
	civil_day day;
	return civil_parse_date(dialog_text(dialog, field), &day) ? day : 0;
}

int dialog_minute(const struct dialog *dialog, int field)
{
	int minute;
	return civil_parse_time(dialog_text(dialog, field), &minute) ? minute : -1;
}

int dialog_number(const struct dialog *dialog, int field)
{
	return (int)strtol(dialog_text(dialog, field), NULL, 10);
}

struct desk *dialog_desk(const struct dialog *dialog)
{
	return dialog->pane.desk;
}

const void *dialog_context(const struct dialog *dialog)
{
	return dialog->context;
}

struct arena *dialog_arena(struct dialog *dialog)
{
	return &dialog->arena;
}

/* --- the consequences --- */

void dialog_tell(struct dialog_page *page, enum style style, int indent, const char *format, ...)
{
	struct buffer text = { 0 };
	char *copy;
	va_list args;
	va_start(args, format);
	if (vasprintf(&copy, format, args) < 0)
		abort();
	va_end(args);
	buffer_add(&text, copy);
	free(copy);
	page->lines =
		arena_grow(&page->arena, page->lines, page->count, &page->capacity, sizeof *page->lines);
	page->lines[page->count++] =
		(struct dialog_line){ style, indent, 0, arena_strdup(&page->arena, buffer_text(&text)) };
	buffer_finish(&text);
}

void dialog_number_line(struct dialog_page *page, size_t number)
{
	page->lines[page->count - 1].number = number;
}

static bool tell(struct dialog *dialog, struct error *err)
{
	struct dialog_page page = { 0 };
	if (!dialog->ops->preview(dialog, &page, err)) {
		arena_finish(&page.arena);
		return false;
	}
	arena_finish(&dialog->page.arena);
	dialog->page = page;
	return true;
}

/* While consequences stand there, another desk's act changes them. */
static bool load(struct pane *pane, struct error *err)
{
	struct dialog *dialog = (struct dialog *)pane;
	if (!dialog->telling || tell(dialog, &dialog->refused))
		return true;
	dialog->telling = false;
	return true;
}

/* --- acting --- */

/* A failure stays in the dialog, with what was typed. */
static bool finish(struct dialog *dialog)
{
	struct error err = { 0 };
	if (dialog->ops->done(dialog, &err))
		return true; /* it is gone */
	dialog->refused = err;
	dialog->telling = false;
	return true;
}

static void focus(struct dialog *dialog, int field)
{
	dialog->entries[dialog->focus].touched = true;
	dialog->focus = (field + dialog->count) % dialog->count;
}

static bool accept(struct dialog *dialog)
{
	dialog->refused = (struct error){ 0 };
	if (dialog->telling)
		return finish(dialog);
	read_all(dialog);
	for (int i = 0; i < dialog->count; i++) {
		dialog->entries[i].touched = true;
		if (dialog->entries[i].wrong.code == ERROR_NONE)
			continue;
		dialog->focus = i;
		return true;
	}
	if (!dialog->ops->preview)
		return finish(dialog);
	dialog->telling = tell(dialog, &dialog->refused);
	dialog->top = 0;
	return true;
}

static void leave(struct dialog *dialog)
{
	if (dialog->telling)
		dialog->telling = false;
	else
		desk_close(dialog->pane.desk);
}

static void scroll(struct dialog *dialog, int by)
{
	int last = dialog_page_rows(dialog, dialog_width(dialog)) - dialog_page_seen(dialog);
	int top = dialog->top + by;
	top = top > last ? last : top;
	dialog->top = top < 0 ? 0 : top;
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct dialog *dialog = (struct dialog *)pane;
	struct dialog_entry *entry = &dialog->entries[dialog->focus];
	switch (action) {
	case DIALOG_ACCEPT:
		return accept(dialog);
	case DIALOG_NEXT:
	case DIALOG_PREVIOUS:
		if (dialog->telling)
			scroll(dialog, action == DIALOG_NEXT ? 1 : -1);
		else
			focus(dialog, dialog->focus + (action == DIALOG_NEXT ? 1 : -1));
		break;
	case DIALOG_UNDO:
		if (!dialog->telling && !is_choice(entry) && edit_undo(&entry->edit))
			dialog_read_entry(dialog, entry);
		break;
	case DIALOG_LEAVE:
		leave(dialog);
		break;
	default:
		break;
	}
	return true;
}

static bool offers(const struct pane *pane, int action)
{
	const struct dialog *dialog = (const struct dialog *)pane;
	if (action == DIALOG_NEXT || action == DIALOG_PREVIOUS)
		return dialog->telling || dialog->count > 1;
	return action != DIALOG_UNDO || !dialog->telling;
}

/* --- keys --- */

static int option_at(const struct dialog_entry *entry)
{
	for (size_t i = 0; i < entry->field.option_count; i++)
		if (entry->code && strcmp(entry->field.options[i].code, entry->code) == 0)
			return (int)i;
	return -1;
}

static bool choice_key(struct dialog_entry *entry, struct key key)
{
	int count = (int)entry->field.option_count, at = option_at(entry);
	if (key.mods || count == 0)
		return false;
	if (key.code == KEY_NAME_LEFT || key.code == KEY_NAME_RIGHT || key.code == ' ') {
		at = key.code == KEY_NAME_LEFT ? (at <= 0 ? count - 1 : at - 1) : (at + 1) % count;
		entry->code = entry->field.options[at].code;
		return true;
	}
	if (!key_is_text(key))
		return false;
	const char *code = form_entry_key(&entry->field, entry->code, key.code);
	entry->code = code ? code : entry->code;
	return true;
}

static bool page_key(struct dialog *dialog, const struct event *event)
{
	enum { WHEEL_ROWS = 3 };
	int seen = dialog_page_seen(dialog), all = dialog_page_rows(dialog, dialog_width(dialog));
	if (event->kind == EVENT_MOUSE) {
		if (event->mouse.action == MOUSE_WHEEL_UP || event->mouse.action == MOUSE_WHEEL_DOWN)
			scroll(dialog, event->mouse.action == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
		return true;
	}
	if (event->kind != EVENT_KEY || event->key.mods)
		return false;
	switch (event->key.code) {
	case KEY_NAME_PAGE_UP:
		scroll(dialog, 1 - seen);
		return true;
	case KEY_NAME_PAGE_DOWN:
		scroll(dialog, seen - 1);
		return true;
	case KEY_NAME_HOME:
		scroll(dialog, -all);
		return true;
	case KEY_NAME_END:
		scroll(dialog, all);
		return true;
	default:
		return false;
	}
}

static bool click(struct dialog *dialog, const struct mouse *mouse)
{
	int field = mouse->action == MOUSE_PRESS ? dialog_field_at(dialog, mouse->row) : -1;
	if (field >= 0)
		focus(dialog, field);
	return true;
}

static bool event(struct pane *pane, const struct event *event)
{
	struct dialog *dialog = (struct dialog *)pane;
	struct dialog_entry *entry = &dialog->entries[dialog->focus];
	bool taken;
	if (dialog->telling)
		return page_key(dialog, event);
	if (event->kind == EVENT_MOUSE)
		return click(dialog, &event->mouse);
	if (is_choice(entry))
		taken = event->kind == EVENT_KEY && choice_key(entry, event->key);
	else
		taken = edit_event(&entry->edit, event) != EDIT_IGNORED;
	if (taken)
		dialog_read_entry(dialog, entry);
	return taken;
}

/* --- the pane --- */

static void help(const struct pane *pane, struct buffer *out)
{
	const struct dialog *dialog = (const struct dialog *)pane;
	buffer_add(out, dialog->ops->help ? _(dialog->ops->help)
					  : _("Fields: Up and Down walk them, Enter goes on, Esc steps back. "
					      "Dates: 24, tue, +3. Times: 9, 930, 09:30."));
}

static void destroy(struct pane *pane)
{
	struct dialog *dialog = (struct dialog *)pane;
	for (int i = 0; i < dialog->count; i++) {
		edit_finish(&dialog->entries[i].edit);
		buffer_finish(&dialog->entries[i].value);
	}
	arena_finish(&dialog->page.arena);
	arena_finish(&dialog->arena);
	free(dialog);
}

static const struct action actions[] = {
	{ DIALOG_ACCEPT, "dialog-accept", N_("Go on: what it does, then do it"), N_("go on"), "dialog",
	  "Enter" },
	{ DIALOG_LEAVE, "dialog-back", N_("A step back; what was typed stays until you leave"), N_("back"),
	  "dialog", "Esc" },
	{ DIALOG_NEXT, "dialog-next", N_("The next field"), N_("field"), "dialog", "Down, Tab" },
	{ DIALOG_PREVIOUS, "dialog-previous", N_("The field before"), NULL, "dialog", "Up, Shift+Tab" },
	{ DIALOG_UNDO, "dialog-undo", N_("Undo the last change of the field"), NULL, "dialog",
	  "Alt+U, Ctrl+_" },
};

const struct pane_ops dialog_ops = {
	.name = "dialog",
	.title = N_("Dialog"),
	.watches = TABLE_ALL,
	.actions = actions,
	.action_count = sizeof actions / sizeof actions[0],
	.load = load,
	.draw = dialog_draw,
	.act = act,
	.offers = offers,
	.event = event,
	.help = help,
	.destroy = destroy,
};
