#include "desk/change_tell.h"

#include <string.h>

#include "base/i18n.h"
#include "desk/labels.h"
#include "desk/when.h"

bool change_refused(const struct office_booking *booking, struct error *err)
{
	struct buffer text = { 0 };
	if (booking->taken)
		buffer_add(&text, booking->taken);
	for (int i = 0; i < booking->refused_count && i < 3; i++)
		buffer_printf(&text, "%s%s", i ? "; " : text.len ? " " : "", booking->refused[i].told);
	error_set(err, ERROR_REFUSED, "%s", buffer_text(&text));
	buffer_finish(&text);
	return false;
}

static const char *what_text(const char *what)
{
	static const struct {
		const char *code, *text;
	} words[] = {
		{ "length", N_("reception, minutes") },
		{ "finish", N_("work finished") },
		{ "handback", N_("hand-back") },
		{ "handback-minutes", N_("hand-back, minutes") },
		{ "handback-advisor", N_("hand-back with") },
		{ "unit", N_("car lent") },
		{ "mobility", N_("mobility") },
		{ "work", N_("work") },
		{ "advisor", N_("advisor") },
	};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i].code, what) == 0)
			return _(words[i].text);
	return what;
}

/* "2026-11-24 16:45" as the screens write it; codes as their names. */
static void add_value(struct desk *desk, const char *what, const char *value, struct buffer *out)
{
	char date[CIVIL_DATE_SIZE] = "", text[WHEN_SIZE];
	civil_day day;
	enum mobility mobility;
	if (strlen(value) == 16)
		memcpy(date, value, 10);
	if (date[0] && civil_parse_date(date, &day))
		buffer_printf(out, "%s %s", when_date(day, text), value + 11);
	else if (strcmp(what, "work") == 0)
		label_work(desk_site(desk), value, desk_lang(desk), out);
	else if (strcmp(what, "mobility") == 0 && mobility_from_code(value, &mobility))
		buffer_add(out, label_mobility(mobility));
	else if (strcmp(what, "handback-advisor") == 0 || strcmp(what, "advisor") == 0)
		buffer_add(out, label_staff(desk_site(desk), value));
	else
		buffer_add(out, *value ? value : _("none"));
}

static void add_difference(struct desk *desk, const struct office_difference *difference, struct buffer *out)
{
	buffer_printf(out, "%s: ", what_text(difference->what));
	add_value(desk, difference->what, difference->from, out);
	buffer_add(out, " → ");
	add_value(desk, difference->what, difference->to, out);
}

void change_tell(struct desk *desk, const struct office_changed *result, struct dialog_page *page)
{
	dialog_tell(page, STYLE_HEADING, 0, "%s", _("What changes with it"));
	for (int i = 0; i < result->moved_count; i++) {
		struct buffer text = { 0 };
		bool wide = strcmp(result->moved[i].what, "handback") == 0 ||
			    strcmp(result->moved[i].what, "unit") == 0;
		add_difference(desk, &result->moved[i], &text);
		dialog_tell(page, wide ? STYLE_WARNING : STYLE_NORMAL, 2, "%s", buffer_text(&text));
		buffer_finish(&text);
	}
	if (result->moved_count == 0)
		dialog_tell(page, STYLE_GOOD, 2, "%s",
			    _("nothing: date, hand-back and car stay as they are"));
}

void change_say(struct desk *desk, const struct office_changed *result, const char *done)
{
	struct buffer text = { 0 };
	buffer_add(&text, done);
	for (int i = 0; i < result->moved_count; i++) {
		if (strcmp(result->moved[i].what, "work") == 0 ||
		    strcmp(result->moved[i].what, "finish") == 0)
			continue;
		buffer_add(&text, " ");
		add_difference(desk, &result->moved[i], &text);
	}
	desk_say(desk, "%s", buffer_text(&text));
	buffer_finish(&text);
}
