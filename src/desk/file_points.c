#include "desk/file_points.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/call_prediag.h"
#include "desk/checklist_dialog.h"
#include "desk/desk_state.h"
#include "desk/file_data_dialog.h"
#include "desk/labels.h"
#include "desk/menu.h"
#include "desk/move_dialog.h"
#include "desk/ownership_dialog.h"
#include "desk/view_receptions.h"
#include "desk/when.h"
#include "office/file_check.h"

enum { POINT_ID_SIZE = ID_SIZE + 16 };

/* --- words --- */

enum style file_light_text(const struct file_check *check, char text[FILE_LIGHT_SIZE])
{
	text[0] = '\0';
	switch (check->light) {
	case FILE_LIGHT_GOOD:
		snprintf(text, FILE_LIGHT_SIZE, "ok");
		return STYLE_GOOD;
	case FILE_LIGHT_ASK:
		snprintf(text, FILE_LIGHT_SIZE, "? %d", check->asks);
		return STYLE_NORMAL;
	case FILE_LIGHT_OPEN:
		snprintf(text, FILE_LIGHT_SIZE, "o %d", check->musts);
		return STYLE_HEADING;
	case FILE_LIGHT_DUE:
		snprintf(text, FILE_LIGHT_SIZE, "! %d", check->musts);
		return STYLE_WARNING;
	case FILE_LIGHT_NONE:
	case FILE_LIGHT_COUNT:
		break;
	}
	return STYLE_DIM;
}

int file_points_words(const struct file_check *check, bool musts, struct buffer *out)
{
	int count = 0;
	for (int i = 0; i < FILE_POINT_COUNT; i++) {
		enum file_point point = (enum file_point)i;
		if (!(check->points & 1U << i) || file_point_is_must(point) != musts)
			continue;
		buffer_printf(out, "%s%s", count++ ? ", " : "", label_open_point(file_point_code(point)));
	}
	return count;
}

/* What Enter does about it. */
static const char *mend_text(enum file_point point)
{
	switch (file_point_mend(point)) {
	case FILE_MEND_MOVE:
		return _("another date");
	case FILE_MEND_DATA:
		return _("enter it");
	case FILE_MEND_CAR:
		return _("enter it");
	case FILE_MEND_OWNERSHIP:
		return _("steps of Service Entry+");
	case FILE_MEND_PREDIAG:
		return _("go on with the questions");
	case FILE_MEND_CAMPAIGN:
		return _("the customer is told");
	case FILE_MEND_MOBILITY:
		return _("choose it");
	case FILE_MEND_CHECKLIST:
		return _("open the checklist");
	}
	return "";
}

/* --- going there --- */

static bool take_told(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	if (strcmp(id, "told") != 0)
		return true;
	if (!office_tell_campaigns(desk_office(desk), view_receptions_acting(desk), err))
		return false;
	desk_changed(desk, TABLE_FILE);
	desk_say(desk, "%s", _("Noted: the customer has been told of the campaigns."));
	return true;
}

static void ask_told(struct desk *desk)
{
	struct menu_row rows[] = {
		{ "told", _("the customer has been told now"), NULL },
		{ "", _("not yet"), NULL },
	};
	menu_open(desk, _("Campaigns of this car"),
		  _("The customer is told of every open campaign before the visit; who told it and when "
		    "stays in the "
		    "file."),
		  rows, 2, 0, NULL, take_told, NULL);
}

bool file_points_mend(struct desk *desk, const char *id, enum file_point point, struct error *err)
{
	if (!desk_must_book(desk, err))
		return false;
	snprintf(view_receptions_acting(desk), ID_SIZE, "%s", id);
	switch (file_point_mend(point)) {
	case FILE_MEND_MOVE:
		return move_dialog_open(desk, id, NULL, err);
	case FILE_MEND_DATA:
	case FILE_MEND_CAR:
		return file_data_dialog_open(desk, id, point, err);
	case FILE_MEND_OWNERSHIP:
		return ownership_dialog_open(desk, id, err);
	case FILE_MEND_PREDIAG:
		return call_prediag_take_up(desk, id, err);
	case FILE_MEND_CAMPAIGN:
		ask_told(desk);
		return true;
	case FILE_MEND_MOBILITY:
		return mobility_dialog_open(desk, id, err);
	case FILE_MEND_CHECKLIST:
		return checklist_dialog_open(desk, id, err);
	}
	return true;
}

/* "FILE CODE" */
static bool take_point(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	char file[ID_SIZE];
	enum file_point point;
	size_t len = strcspn(id, " ");
	snprintf(file, sizeof file, "%.*s", (int)len, id);
	if (id[len] == '\0' || !file_point_from_code(id + len + 1, &point))
		return true;
	return file_points_mend(desk, file, point, err);
}

/* --- lists --- */

static const char *point_id(struct arena *arena, const char *file, enum file_point point)
{
	return arena_printf(arena, "%s %s", file, file_point_code(point));
}

static const char *point_mark(const struct file_check *check, enum file_point point)
{
	return !file_point_is_must(point) ? "?" : check->light == FILE_LIGHT_DUE ? "!" : "o";
}

static bool fill_file(struct desk *desk, const char *file, struct arena *arena, struct menu_row *rows,
		      size_t *count, struct error *err)
{
	struct file_check check;
	if (!office_check_file(desk_office(desk), file, arena, &check, err))
		return false;
	for (int i = 0; i < FILE_POINT_COUNT; i++) {
		enum file_point point = (enum file_point)i;
		if (check.points & 1U << i)
			rows[(*count)++] = (struct menu_row){
				point_id(arena, file, point),
				arena_printf(arena, "%s: %s", label_open_point(file_point_code(point)),
					     mend_text(point)),
				NULL,
			};
	}
	return true;
}

bool file_points_open(struct desk *desk, const char *id, struct error *err)
{
	struct arena arena = { 0 };
	struct file_check check;
	bool fine = office_check_file(desk_office(desk), id, &arena, &check, err);
	arena_finish(&arena);
	if (fine && check.points == 0)
		desk_say(desk, "%s", _("Nothing is missing in this file."));
	else if (fine)
		fine = menu_open_live(desk, _("Open points of this file"),
				      _("Nothing is missing in this file."), id, fill_file, take_point, err);
	return fine;
}

/* "Tue 24 09:00  이우찬  172라2611  pre-diagnosis" */
static const char *point_text(const struct office_checked *checked, enum file_point point,
			      struct arena *arena)
{
	const struct appointment *appointment = &checked->reception.appointment;
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	return arena_printf(arena, "%s %s  %s  %s: %s", when_day(appointment->day, date),
			    civil_format_time(appointment->start, time),
			    checked->reception.customer_name ? checked->reception.customer_name : "",
			    checked->reception.plate ? checked->reception.plate : "",
			    label_open_point(file_point_code(point)));
}

static size_t add_rows(const struct office_checked *checked, bool musts, struct menu_row *rows, size_t count,
		       struct arena *arena)
{
	const char *file = checked->reception.appointment.file_id;
	for (int i = 0; i < FILE_POINT_COUNT; i++) {
		enum file_point point = (enum file_point)i;
		bool open = checked->check.points & 1U << i;
		if (open && file_point_is_must(point) == musts && count < MENU_ROWS_MAX)
			rows[count++] = (struct menu_row){ point_id(arena, file, point),
							   point_text(checked, point, arena),
							   point_mark(&checked->check, point) };
	}
	return count;
}

static bool fill_all(struct desk *desk, const char *advisor, struct arena *arena, struct menu_row *rows,
		     size_t *count, struct error *err)
{
	struct office *office = desk_office(desk);
	struct office_checked_list list = { 0 };
	if (!office_check_files(office, office_moment(office).day, office_check_last(office), advisor, arena,
				&list, err))
		return false;
	/* What can wait until the reception stands behind what cannot. */
	for (int musts = 1; musts >= 0; musts--)
		for (size_t i = 0; i < list.count; i++)
			*count = add_rows(&list.items[i], musts, rows, *count, arena);
	return true;
}

bool file_points_open_all(struct desk *desk, const char *advisor, struct error *err)
{
	return menu_open_live(desk, _("Open points of today and the next two open days"),
			      _("Every file of the next two open days is complete."), advisor, fill_all,
			      take_point, err);
}
