#include "desk/to_move_tell.h"

#include "base/i18n.h"
#include "desk/labels.h"
#include "desk/when.h"
#include "model/rules.h"

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

void to_move_what(const struct site *site, const struct office_to_move *item, struct buffer *out)
{
	const struct reception *reception = &item->reception;
	const struct appointment *appointment = &reception->appointment;
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE], marks[128];
	marks_text(appointment->marks, marks, sizeof marks);
	buffer_printf(out, "%s %s %s  %s %s %s%s%s", when_date(appointment->day, date),
		      civil_format_time(appointment->start, time), label_staff(site, appointment->advisor),
		      reception->customer_name, or_empty(reception->plate),
		      or_empty(reception->vehicle_model), marks[0] ? "  " : "", marks);
}

void to_move_why(const struct office_to_move *item, struct buffer *out)
{
	for (int i = 0; i < item->why_count; i++)
		buffer_printf(out, "%s%s", i ? "; " : "", item->why[i].text);
	if (item->handback_only)
		buffer_printf(out, "%s%s", out->len ? "; " : "", _("another hand-back is enough"));
	if (item->swap) {
		buffer_add(out, out->len ? "; " : "");
		buffer_printf(out, _("%s %s is free instead"), item->swap, or_empty(item->swap_model));
	}
}

static void overs_tell(struct desk *desk, const struct office_over_list *list, struct dialog_page *page)
{
	if (list->count)
		dialog_tell(page, STYLE_HEADING, 0, "%s", _("More work than time"));
	for (size_t i = 0; i < list->count; i++) {
		const struct office_over *over = &list->items[i];
		char date[WHEN_SIZE], planned[LABEL_HOURS_SIZE], capacity[LABEL_HOURS_SIZE];
		dialog_tell(page, STYLE_WARNING, 2, _("%s %s, %s: %s h of work for %s h"),
			    when_date(over->day, date), over->half == HALF_AM ? _("morning") : _("afternoon"),
			    label_skill(desk_site(desk), over->skill, desk_lang(desk)),
			    label_hours(over->planned, planned), label_hours(over->capacity, capacity));
	}
}

static void item_tell(struct desk *desk, const struct office_to_move *item, size_t number,
		      struct dialog_page *page)
{
	struct buffer what = { 0 }, why = { 0 };
	to_move_what(desk_site(desk), item, &what);
	to_move_why(item, &why);
	dialog_tell(page, item->fresh ? STYLE_HEADING : STYLE_DIM, 4, "%s%s", buffer_text(&what),
		    item->fresh ? "" : _("  (had to move before)"));
	dialog_number_line(page, number);
	dialog_tell(page, STYLE_NORMAL, 4, "%s", buffer_text(&why));
	buffer_finish(&what);
	buffer_finish(&why);
}

void to_move_consequences_tell(struct desk *desk, const struct office_consequences *found,
			       struct dialog_page *page)
{
	overs_tell(desk, &found->over, page);
	if (found->to_move.count == 0) {
		dialog_tell(page, STYLE_GOOD, 0, "%s", _("Everything that is booked still fits."));
		return;
	}
	dialog_tell(page, STYLE_HEADING, 0, _("To be moved, least harm first: %zu"), found->to_move.count);
	for (size_t i = 0; i < found->to_move.count; i++)
		item_tell(desk, &found->to_move.items[i], i + 1, page);
}
