/* The rows of the lists of a day, in words, and what Enter does with one. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/absence_dialog.h"
#include "desk/absence_words.h"
#include "desk/day_lists_state.h"
#include "desk/detail.h"
#include "desk/file_acts.h"
#include "desk/file_dialogs.h"
#include "desk/labels.h"
#include "desk/menu.h"
#include "desk/move_dialog.h"
#include "desk/to_move_tell.h"
#include "desk/when.h"
#include "office/book.h"
#include "office/day.h"

enum { HORIZON_DAYS = 60, ID_TEXT_SIZE = 96 };

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static void add(struct arena *arena, struct day_rows *rows, struct day_row row)
{
	rows->items = arena_grow(arena, rows->items, rows->count, &rows->capacity, sizeof *rows->items);
	rows->items[rows->count++] = row;
}

static const char *steal(struct arena *arena, struct buffer *text)
{
	const char *copy = arena_strdup(arena, buffer_text(text));
	buffer_finish(text);
	return copy;
}

/* --- reading --- */

static bool read_to_move(struct day_lists *lists, struct arena *arena, struct day_rows *rows,
			 struct error *err)
{
	struct desk *desk = lists->pane.desk;
	struct office_to_move_list list = { 0 };
	civil_day today = desk_moment(desk).day;
	if (!office_to_move(desk_office(desk), today, today + HORIZON_DAYS, i18n_language(), arena, &list,
			    err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		const struct office_to_move *item = &list.items[i];
		struct buffer what = { 0 }, why = { 0 };
		to_move_what(desk_site(desk), item, &what);
		to_move_why(item, &why);
		add(arena, rows,
		    (struct day_row){ .id = item->reception.appointment.file_id,
				      .file = item->reception.appointment.file_id,
				      .text = steal(arena, &what),
				      .more = steal(arena, &why),
				      .style = STYLE_WARNING,
				      .swap = item->swap,
				      .handback_only = item->handback_only,
				      .placed = true });
	}
	return true;
}

static const char *late_text(int minutes, struct arena *arena)
{
	return minutes < 60 ? arena_printf(arena, _("%d min late"), minutes)
			    : arena_printf(arena, _("%d h %02d min late"), minutes / 60, minutes % 60);
}

static const char *next_text(const struct office_late_car *car, struct arena *arena)
{
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	if (!car->next_number)
		return _("nobody gets it within a day");
	const char *next =
		arena_printf(arena, _("next: file %d, %s %s"), car->next_number,
			     when_date(car->next.day, date), civil_format_time(car->next.minute, time));
	return car->swap ? arena_printf(arena, _("%s; %s is free for it"), next, car->swap) : next;
}

static bool read_late_cars(struct day_lists *lists, struct arena *arena, struct day_rows *rows,
			   struct error *err)
{
	struct office *office = desk_office(lists->pane.desk);
	struct office_late_car_list list = { 0 };
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	if (!office_late_cars(office, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		const struct office_late_car *car = &list.items[i];
		struct customer_file file;
		struct error ignored;
		char next[16], name[512] = "";
		if (office_file(office, car->file_id, arena, &file, &ignored) && file.has_customer)
			customer_name(&file.customer, name, sizeof name);
		snprintf(next, sizeof next, "%d", car->next_number);
		bool known = car->next_number && office_file(office, next, arena, &file, &ignored);
		add(arena, rows,
		    (struct day_row){
			    .id = car->unit,
			    .file = car->file_id,
			    .unit = car->unit,
			    .text = arena_printf(arena, _("%s %s  %s  due %s %s  %s"), car->unit,
						 or_empty(car->model), name, when_day(car->due.day, date),
						 civil_format_time(car->due.minute, time),
						 late_text(car->minutes, arena)),
			    .more = next_text(car, arena),
			    .style = STYLE_ERROR,
			    .swap = known && car->swap ? arena_printf(arena, "%s %s", car->swap, file.id)
						       : NULL,
			    .placed = true,
		    });
	}
	return true;
}

static bool read_late(struct day_lists *lists, struct arena *arena, struct day_rows *rows, struct error *err)
{
	struct desk *desk = lists->pane.desk;
	struct office_late_list list = { 0 };
	if (!office_late_now(desk_office(desk), arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		const struct office_late *late = &list.items[i];
		const struct reception *reception = &late->reception;
		char time[CIVIL_TIME_SIZE];
		add(arena, rows,
		    (struct day_row){
			    .id = reception->appointment.file_id,
			    .file = reception->appointment.file_id,
			    .text = arena_printf(arena, "%s %s  %s %s %s  %s",
						 civil_format_time(reception->appointment.start, time),
						 label_staff(desk_site(desk), reception->appointment.advisor),
						 reception->customer_name, or_empty(reception->plate),
						 or_empty(reception->vehicle_model),
						 late_text(late->minutes, arena)),
			    .more = late->prompt ? _("half an hour and more: call, or note that nobody came")
						 : label_state(reception->appointment.state),
			    .style = late->prompt ? STYLE_ERROR : STYLE_WARNING,
			    .placed = true,
		    });
	}
	return true;
}

static const char *waiting_text(const struct desk *desk, const struct office_waiting *waiting,
				struct arena *arena)
{
	const struct customer_file *file = &waiting->file;
	char name[512] = "", date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	if (file->has_customer)
		customer_name(&file->customer, name, sizeof name);
	const char *has =
		file->has_appointment
			? arena_printf(arena, _("has %s %s"), when_date(file->appointment.day, date),
				       civil_format_time(file->appointment.start, time))
			: _("has no appointment");
	return arena_printf(
		arena, "%s  %s %s  %s  %s", name, file->has_vehicle ? or_empty(file->vehicle.plate) : "",
		file->has_vehicle ? or_empty(file->vehicle.model) : "", label_class(waiting->class), has);
}

static const char *fits_text(const struct desk *desk, const struct office_waiting *waiting, civil_day day,
			     struct arena *arena)
{
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	if (waiting->fits)
		return arena_printf(
			arena, _("fits on %s at %s, %s"), when_date(waiting->place.day, date),
			civil_format_time(waiting->place.start, time),
			label_staff(desk_site(desk), desk_site(desk)->staff[waiting->place.advisor].code));
	return arena_printf(arena, _("no place on %s: %s"), when_date(day, date),
			    waiting->why.text ? waiting->why.text : _("not a day that is wished"));
}

static bool read_waiting(struct day_lists *lists, struct arena *arena, struct day_rows *rows,
			 struct error *err)
{
	struct desk *desk = lists->pane.desk;
	struct office_waiting_list list = { 0 };
	if (!office_wait_list(desk_office(desk), lists->day, -1, i18n_language(), arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		const struct office_waiting *waiting = &list.items[i];
		add(arena, rows,
		    (struct day_row){ .id = waiting->file.id,
				      .file = waiting->file.id,
				      .text = waiting_text(desk, waiting, arena),
				      .more = fits_text(desk, waiting, lists->day, arena),
				      .style = waiting->fits ? STYLE_GOOD : STYLE_NORMAL,
				      .waiting = true,
				      .placed = waiting->file.has_appointment });
	}
	return true;
}

static bool read_absent(struct day_lists *lists, struct arena *arena, struct day_rows *rows,
			struct error *err)
{
	struct desk *desk = lists->pane.desk;
	struct absence_list list = { 0 };
	civil_day today = desk_moment(desk).day;
	if (!office_absences(desk_office(desk), today, today + HORIZON_DAYS, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		const struct absence *absence = &list.items[i];
		struct buffer text = { 0 };
		if (moment_compare(absence->to, desk_moment(desk)) <= 0)
			continue;
		absence_words(desk, absence, &text);
		add(arena, rows,
		    (struct day_row){
			    .id = arena_printf(arena, "%" PRId64, absence->id),
			    .text = steal(arena, &text),
			    .more = arena_printf(arena, _("entered by %s"),
						 label_staff(desk_site(desk), absence->entered_by)),
			    .style = STYLE_NORMAL,
			    .absence = absence->id,
		    });
	}
	return true;
}

bool day_lists_read(struct day_lists *lists, struct arena *arena, struct day_rows *rows, struct error *err)
{
	switch (lists->shown) {
	case LIST_TO_MOVE:
		return read_to_move(lists, arena, rows, err);
	case LIST_LATE_CARS:
		return read_late_cars(lists, arena, rows, err);
	case LIST_LATE:
		return read_late(lists, arena, rows, err);
	case LIST_WAITING:
		return read_waiting(lists, arena, rows, err);
	case LIST_ABSENT:
		return read_absent(lists, arena, rows, err);
	case LIST_COUNT:
		break;
	}
	return true;
}

/* --- acting: what can be done with a row, one letter and its arguments as the answer's id --- */

static bool stop_waiting(struct desk *desk, const char *file, struct error *err)
{
	if (!desk_must_book(desk, err) || !office_stop_waiting(desk_office(desk), file, err))
		return false;
	desk_say(desk, "%s", _("Off the waiting list."));
	return true;
}

static bool take(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	char file[ID_TEXT_SIZE] = "", more[ID_TEXT_SIZE] = "";
	char act = id[0];
	if (!act)
		return true;
	sscanf(id + 1, " %95s %95s", file, more);
	switch (act) {
	case 'm':
		return move_dialog_open(desk, file, NULL, err);
	case 'h':
		return handback_dialog_open(desk, file, err);
	case 's':
		return swap_dialog_open(desk, file, more, err);
	case 'l':
		return absence_dialog_open(desk, CHANGE_LATE_CAR, file, desk_moment(desk).day, err);
	case 'w':
		return stop_waiting(desk, file, err);
	case 'a':
		return file_acts_open(desk, file, err);
	case 'f':
		detail_open(desk, (struct reader_link){ FIND_FILE, file });
		return true;
	default:
		return true;
	}
}

struct answers {
	struct arena arena;
	struct menu_row rows[8];
	size_t count;
};

static void answer(struct answers *answers, const char *id, const char *text)
{
	answers->rows[answers->count++] = (struct menu_row){ id, text, NULL };
}

static void to_move_answers(const struct day_row *row, struct answers *answers)
{
	if (row->handback_only)
		answer(answers, arena_printf(&answers->arena, "h %s", row->file), _("another hand-back"));
	if (row->swap)
		answer(answers, arena_printf(&answers->arena, "s %s %s", row->file, row->swap),
		       arena_printf(&answers->arena, _("give %s instead"), row->swap));
	if (!row->handback_only)
		answer(answers, arena_printf(&answers->arena, "m %s", row->file), _("move to another date"));
}

/* The swap of a late car is for the file that gets it next: "L2 FILE". */
static void late_car_answers(const struct day_row *row, struct answers *answers)
{
	char unit[ID_TEXT_SIZE] = "", file[ID_TEXT_SIZE] = "";
	answer(answers, arena_printf(&answers->arena, "l %s", row->unit), _("say when it comes back"));
	if (row->swap && sscanf(row->swap, "%95s %95s", unit, file) == 2)
		answer(answers, arena_printf(&answers->arena, "s %s %s", file, unit),
		       arena_printf(&answers->arena, _("give %s to the next customer"), unit));
	answer(answers, arena_printf(&answers->arena, "a %s", row->file),
	       _("acts of the file that has it: handed back …"));
}

static void waiting_answers(const struct day_row *row, struct answers *answers)
{
	if (row->placed)
		answer(answers, arena_printf(&answers->arena, "m %s", row->file), _("move to another date"));
	answer(answers, arena_printf(&answers->arena, "w %s", row->file), _("take off the waiting list"));
}

bool day_lists_act(struct day_lists *lists, const struct day_row *row, struct error *err)
{
	struct desk *desk = lists->pane.desk;
	struct answers answers = { 0 };
	if (row->absence)
		return absence_dialog_end(desk, row->absence, err);
	if (lists->shown == LIST_LATE)
		return file_acts_open(desk, row->file, err);
	if (lists->shown == LIST_TO_MOVE && !row->handback_only && !row->swap)
		return move_dialog_open(desk, row->file, row->more, err);
	if (lists->shown == LIST_TO_MOVE)
		to_move_answers(row, &answers);
	else if (lists->shown == LIST_LATE_CARS)
		late_car_answers(row, &answers);
	else
		waiting_answers(row, &answers);
	answer(&answers, arena_printf(&answers.arena, "f %s", row->file), _("open the file"));
	menu_open(desk, row->text, row->more, answers.rows, answers.count, 0, NULL, take, NULL);
	arena_finish(&answers.arena);
	return true;
}
