/* On the page of a customer file: what its check found, how far the reception checklist is, the joint drive.
 */
#include "base/i18n.h"
#include "desk/detail.h"
#include "desk/file_points.h"
#include "desk/labels.h"
#include "desk/when.h"
#include "office/file_check.h"
#include "store/file_facts.h"

enum { JOINT_MINUTES = 30 };

bool detail_add_check(struct desk *desk, struct reader_page *page, const struct customer_file *file,
		      struct error *err)
{
	struct file_check check;
	struct buffer musts = { 0 }, asks = { 0 };
	if (!office_check_file(desk_office(desk), file->id, &page->arena, &check, err))
		return false;
	if (check.light == FILE_LIGHT_NONE) /* nothing is planned any more: what the contact left open */
		label_open_points(file->missing, &musts);
	file_points_words(&check, true, &musts);
	file_points_words(&check, false, &asks);
	if (musts.len && asks.len)
		reader_add(page, STYLE_WARNING, 0, _("! still open: %s; at the reception: %s"),
			   buffer_text(&musts), buffer_text(&asks));
	else if (musts.len)
		reader_add(page, STYLE_WARNING, 0, _("! still open: %s"), buffer_text(&musts));
	else if (asks.len)
		reader_add(page, STYLE_NORMAL, 0, _("? to ask at the reception: %s"), buffer_text(&asks));
	buffer_finish(&musts);
	buffer_finish(&asks);
	return true;
}

bool detail_add_checklist(struct desk *desk, struct reader_page *page, const char *file, struct error *err)
{
	struct checklist checklist;
	civil_day day;
	int minute;
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	if (!store_get_checklist(desk_office(desk)->store, file, &page->arena, &checklist, err))
		return false;
	if (!checklist.saved) {
		reader_add_value(page, _("Reception checklist"), checklist_state_label(checklist.state));
		return true;
	}
	civil_from_instant(checklist.saved, &day, &minute);
	reader_add(page, checklist.state == CHECKLIST_DONE ? STYLE_GOOD : STYLE_NORMAL, 2,
		   "%s: %s, %s %s, %s", _("Reception checklist"), checklist_state_label(checklist.state),
		   when_date(day, date), civil_format_time(minute, time),
		   label_staff(desk_site(desk), checklist.saved_by));
	return true;
}

void detail_add_joint_drive(struct desk *desk, struct reader_page *page,
			    const struct appointment *appointment)
{
	char date[WHEN_SIZE], span[LABEL_SPAN_SIZE];
	if (!(appointment->marks & MARK_RET) || !appointment->foreman)
		return;
	reader_add(page, STYLE_NORMAL, 2, _("Joint drive: %s %s, %s with the customer"),
		   when_date(appointment->handback_day, date),
		   label_span(appointment->handback_start - JOINT_MINUTES, appointment->handback_start, span),
		   label_staff(desk_site(desk), appointment->foreman));
}
