/* What happened to a customer file, in words. */
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/i18n.h"
#include "model/label.h"
#include "model/site.h"

enum { MOMENT = sizeof "2026-11-27 13:15" - 1 };

static const struct {
	const char *code;
	const char *text;
} endings[] = {
	{ "question-only", N_("only a question, it is answered") },
	{ "calls-back", N_("the customer calls back") },
	{ "we-call-back", N_("we call back") },
	{ "no-date-suits", N_("no date suits") },
	{ "other-department", N_("another department or another make") },
	{ "line-dropped", N_("the line dropped") },
	{ "privacy-refused", N_("the privacy notice was refused") },
};

static const char *ending(const char *code)
{
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (strcmp(endings[i].code, code) == 0)
			return _(endings[i].text);
	return code;
}

static const char *name_of(const struct site *site, const char *code)
{
	int staff = site_find_staff(site, code);
	return staff < 0 ? code : site->staff[staff].name;
}

/* "2026-11-27 13:15 kim.s": when the visit is, and with whom. */
static void add_visit(const struct site *site, const char *text, struct buffer *out)
{
	civil_day day;
	char date[CIVIL_DATE_SIZE];
	snprintf(date, sizeof date, "%.10s", text);
	bool has_more = strlen(text) > MOMENT + 1 && text[MOMENT] == ' ';
	if (!has_more || !civil_parse_date(date, &day)) {
		buffer_add(out, text);
		return;
	}
	buffer_printf(out, _("%.16s with %s"), text, name_of(site, text + MOMENT + 1));
}

static bool is_one_of(const char *act, const char *const acts[])
{
	for (size_t i = 0; acts[i]; i++)
		if (strcmp(act, acts[i]) == 0)
			return true;
	return false;
}

void label_event(const struct site *site, const char *act, const char *text, struct buffer *out)
{
	static const char *const visits[] = { "booked", "moved", "changed", "car-swapped", "advisor", NULL };
	/* Their moment is the one at which they happened. */
	static const char *const told[] = { "arrived", "late", "no-show", "finished", "handed-back", NULL };
	enum channel channel;
	if (!text)
		return;
	if (strcmp(act, "finished") == 0 && strlen(text) > MOMENT + 1)
		buffer_printf(out, _("%s min of work left"), text + MOMENT + 1);
	if (is_one_of(act, told))
		return;
	if (strcmp(act, "opened") == 0 && channel_from_code(text, &channel))
		buffer_add(out, label_channel(channel));
	else if (strcmp(act, "closed") == 0)
		buffer_add(out, ending(text));
	else if (strcmp(act, "to-move") == 0 && text[0])
		buffer_printf(out, _("rule %s"), text);
	else if (strcmp(act, "handed") == 0)
		buffer_add(out, name_of(site, text));
	else if (is_one_of(act, visits))
		add_visit(site, text, out);
	else
		buffer_add(out, text);
}
