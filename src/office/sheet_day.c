/* The receptions of a day on paper: one block each, for the file check two days ahead. */
#include <string.h>

#include "base/i18n.h"
#include "model/label.h"
#include "model/rules.h"
#include "office/sheet_inner.h"

static const char *mobility_words(struct arena *arena, const struct appointment *appointment)
{
	if (!appointment->mobility_answered)
		return _("not asked yet");
	return arena_printf(arena, "%s%s%s", label_mobility(appointment->mobility),
			    appointment->unit ? ", " : "", appointment->unit ? appointment->unit : "");
}

static void add_open(struct paper *paper, const struct office_checked *checked)
{
	struct buffer open = { 0 };
	if (label_open_points(checked->reception.missing, &open))
		paper_add(paper,
			  (struct paper_line){ PAPER_PAIR, .strong = true,
					       .label = file_light_label(checked->check.light),
					       .text = arena_strdup(&paper->arena, buffer_text(&open)) });
	buffer_finish(&open);
}

static void add_reception(struct paper *paper, const struct site *site, const struct office_checked *checked,
			  bool dated)
{
	const struct reception *reception = &checked->reception;
	const struct appointment *appointment = &reception->appointment;
	struct arena *arena = &paper->arena;
	char time[CIVIL_TIME_SIZE];
	const char *advisor = sheet_staff(site, appointment->advisor);
	paper_block(paper, arena_printf(arena, _("%s  %d min  %s  file %d"),
					dated ? sheet_time(arena, appointment->day, appointment->start)
					      : civil_format_time(appointment->start, time),
					appointment->minutes, advisor ? advisor : "", appointment->number));
	paper_words(paper, appointment->marks & MARK_RET, "%s", appointment->title ? appointment->title : "");
	paper_pair(paper, _("Customer"), reception->customer_name);
	paper_pair(paper, _("Vehicle"),
		   arena_printf(arena, "%s  %s", reception->plate ? reception->plate : "",
				reception->vehicle_model ? reception->vehicle_model : ""));
	paper_pair(paper, _("Request"), reception->request);
	paper_pair(paper, _("Mobility"), mobility_words(arena, appointment));
	paper_pair(paper, _("Hand-back"),
		   sheet_time(arena, appointment->handback_day, appointment->handback_start));
	if (appointment->state != APPOINTMENT_BOOKED)
		paper_pair(paper, _("State"), label_state(appointment->state));
	add_open(paper, checked);
}

static void add_head(struct paper *paper, const struct office *office, enum form_lang lang, civil_day first,
		     civil_day last, const struct office_checked_list *list)
{
	struct arena *arena = &paper->arena;
	int returns = 0;
	const char *days = first == last ? sheet_day(arena, first)
					 : arena_printf(arena, "%s - %s", sheet_day(arena, first),
							sheet_day(arena, last));
	for (size_t i = 0; i < list->count; i++)
		returns += (list->items[i].reception.appointment.marks & MARK_RET) != 0;
	paper->language = lang == FORM_KO ? "ko" : "en";
	paper->running = arena_printf(arena, "%s  %s", _("Receptions"), days);
	paper->title = arena_printf(arena, _("Receptions %s: %d, workshop returns %d"), days,
				    (int)list->count, returns);
	paper->subtitle = sheet_origin(paper, office, lang);
}

void office_list_sheet(const struct office *office, const struct office_checked_list *list, civil_day first,
		       civil_day last, const char *language, enum paper_format format, struct buffer *out)
{
	struct paper paper = { 0 };
	char before[I18N_CODE_SIZE];
	enum form_lang lang = form_lang_from_code(language ? language : office->site.language);
	i18n_use(lang == FORM_KO ? "ko" : "en", before);
	add_head(&paper, office, lang, first, last, list);
	for (size_t i = 0; i < list->count; i++)
		add_reception(&paper, &office->site, &list->items[i], first != last);
	if (list->count == 0)
		paper_words(&paper, false, "%s", _("No receptions on this day."));
	paper_write(&paper, format, out);
	i18n_use(before, NULL);
	paper_finish(&paper);
}
