#include "desk/dealer_page.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/desk_state.h"
#include "desk/dialog.h"
#include "desk/labels.h"
#include "desk/menu.h"
#include "desk/when.h"
#include "model/rules.h"
#include "office/dealer.h"

enum { FIELD_SIZE = 32 };
static const char all_fields[] = "*all", undo_last[] = "*undo";

/* --- rows --- */

static const char *value_of(const struct dealer_item *item)
{
	if (!item->value || !item->value[0])
		return _("not known");
	if (item->edit == DEALER_YESNO)
		return strcmp(item->value, "yes") == 0 ? _("yes") : _("no");
	return item->value;
}

static const char *checked_text(struct desk *desk, const struct dealer_item *item, struct arena *arena)
{
	char date[WHEN_SIZE];
	civil_day day;
	int minute;
	if (!item->checked)
		return _("never checked");
	civil_from_instant(item->checked, &day, &minute);
	return arena_printf(arena, _("checked %s, %s"), when_date(day, date),
			    label_staff(desk_site(desk), item->checked_by));
}

/* Columns of text in one line: padded by what the screen shows. */
static void add_padded(struct buffer *out, const char *text, int columns)
{
	size_t from = out->len;
	text_cut(out, text, columns - 1, true);
	for (int i = text_width(buffer_text(out) + from); i < columns; i++)
		buffer_add_char(out, ' ');
}

static const char *short_check(const struct dealer_item *item, struct arena *arena)
{
	char date[WHEN_SIZE];
	civil_day day;
	int minute;
	if (item->differs)
		return _("listing differs");
	if (!item->checked)
		return _("never checked");
	civil_from_instant(item->checked, &day, &minute);
	return arena_printf(arena, _("checked %s"), when_date(day, date));
}

static const char *row_text(struct desk *desk, const struct dealer_item *item, struct arena *arena)
{
	enum { LABEL = 23, WIDE_VALUE = 60, NARROW_VALUE = 25, WIDE = 110 };
	struct buffer text = { 0 };
	bool wide = term_cols(desk->term) >= WIDE;
	add_padded(&text, office_dealer_label(item->field), LABEL);
	add_padded(&text, value_of(item), wide ? WIDE_VALUE : NARROW_VALUE);
	buffer_add(&text, short_check(item, arena));
	const char *kept = arena_strdup(arena, buffer_text(&text));
	buffer_finish(&text);
	return kept;
}

/* --- one value --- */

static bool reopen(struct desk *desk, struct error *err)
{
	return dealer_page_open(desk, err);
}

static bool change_done(struct dialog *dialog, struct error *err)
{
	struct desk *desk = dialog_desk(dialog);
	const char *field = dialog_context(dialog), *value = dialog_text(dialog, 0);
	if (!office_dealer_set(desk_office(desk), field, value ? value : "", err))
		return false;
	desk_close(desk);
	desk_say(desk, "%s", _("Changed; it is to be checked. Undo stands in the list."));
	return reopen(desk, err);
}

static const struct dialog_ops change_ops = {
	.help = N_(
		"A value that the public is told. It is used at once: in spoken sentences, messages and what "
		"is published. A wrong one is taken back in the list of the dealer's data."),
	.done = change_done,
};

static void ask_change(struct desk *desk, const struct dealer_item *item)
{
	const struct dialog_option options[] = { { "yes", _("yes") }, { "no", _("no") } };
	char field[FIELD_SIZE];
	bool choice = item->edit == DEALER_YESNO;
	struct dialog_field row = {
		.type = choice ? FORM_CHOICE : FORM_TEXT,
		.label = _("Value"),
		.value = item->value,
		.options = choice ? options : NULL,
		.option_count = choice ? 2 : 0,
	};
	snprintf(field, sizeof field, "%s", item->field);
	dialog_open(desk, office_dealer_label(item->field), &change_ops, &row, 1, field, sizeof field);
}

static bool find_item(struct desk *desk, const char *field, struct arena *arena, struct dealer_item *item,
		      struct error *err)
{
	struct dealer_data data;
	if (!office_dealer(desk_office(desk), arena, &data, err))
		return false;
	for (int i = 0; i < data.count; i++)
		if (strcmp(data.items[i].field, field) == 0) {
			*item = data.items[i];
			return true;
		}
	return error_set(err, ERROR_NOT_FOUND, _("there is no such value"));
}

/* "check telephone", "change telephone" */
static bool take_act(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct arena arena = { 0 };
	struct dealer_item item;
	const char *field = strchr(id, ' ');
	bool fine = field && find_item(desk, field + 1, &arena, &item, err);
	if (fine && strncmp(id, "check", 5) == 0) {
		fine = office_dealer_check(desk_office(desk), item.field, err);
		if (fine) {
			desk_say(desk, _("Checked: %s."), office_dealer_label(item.field));
			fine = reopen(desk, err);
		}
	} else if (fine) {
		ask_change(desk, &item);
	}
	arena_finish(&arena);
	return fine;
}

static void ask_act(struct desk *desk, const struct dealer_item *item, struct arena *arena)
{
	struct menu_row rows[2];
	size_t count = 0;
	struct buffer about = { 0 };
	buffer_printf(&about, "%s\n%s", value_of(item), checked_text(desk, item, arena));
	if (item->listed)
		buffer_printf(&about, "\n%s: %s",
			      item->differs ? _("the public listing says otherwise")
					    : _("the public listing says the same"),
			      item->listed);
	if (item->edit == DEALER_FIXED)
		buffer_printf(&about, "\n%s", _("It is changed in site.cfg or in the forms."));
	rows[count++] = (struct menu_row){ arena_printf(arena, "check %s", item->field),
					   _("it is right: checked today"), NULL };
	if (item->edit != DEALER_FIXED)
		rows[count++] = (struct menu_row){ arena_printf(arena, "change %s", item->field),
						   _("change it"), NULL };
	menu_open(desk, office_dealer_label(item->field), buffer_text(&about), rows, count, 0, NULL, take_act,
		  NULL);
	buffer_finish(&about);
}

/* --- the list --- */

static bool undo(struct desk *desk, struct arena *arena, struct error *err)
{
	const char *field = NULL;
	if (!office_dealer_undo(desk_office(desk), arena, &field, err))
		return false;
	if (field)
		desk_say(desk, _("Taken back: %s."), office_dealer_label(field));
	else
		desk_say(desk, "%s", _("There is nothing to undo."));
	return reopen(desk, err);
}

static bool take_row(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct arena arena = { 0 };
	struct dealer_item item;
	bool fine = desk_must_book(desk, err);
	if (fine && strcmp(id, all_fields) == 0) {
		fine = office_dealer_check(desk_office(desk), NULL, err);
		if (fine)
			desk_say(desk, "%s", _("All of it is checked today."));
		fine = fine && reopen(desk, err);
	} else if (fine && strcmp(id, undo_last) == 0) {
		fine = undo(desk, &arena, err);
	} else if (fine) {
		fine = find_item(desk, id, &arena, &item, err);
		if (fine)
			ask_act(desk, &item, &arena);
	}
	arena_finish(&arena);
	return fine;
}

bool dealer_page_open(struct desk *desk, struct error *err)
{
	struct arena arena = { 0 };
	struct dealer_data data;
	struct menu_row rows[DEALER_ITEMS_MAX + 2];
	size_t count = 0;
	if (!office_dealer(desk_office(desk), &arena, &data, err)) {
		arena_finish(&arena);
		return false;
	}
	for (int i = 0; i < data.count; i++) {
		const struct dealer_item *item = &data.items[i];
		rows[count++] = (struct menu_row){ item->field, row_text(desk, item, &arena),
						   item->differs || item->overdue ? "!" : "ok" };
	}
	rows[count++] = (struct menu_row){ all_fields, _("all of it is right: checked today"), "" };
	rows[count++] = (struct menu_row){ undo_last, _("take the last change back"), "" };
	menu_open_page(desk, _("Dealer data"),
		       arena_printf(&arena, _("%d to check, %d otherwise in the public listing"),
				    data.overdue, data.different),
		       rows, count, take_row, NULL);
	arena_finish(&arena);
	return true;
}
