/* Changes of the day that end earlier, or are corrected. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/absence_dialog_state.h"
#include "desk/absence_words.h"
#include "desk/menu.h"
#include "desk/when.h"
#include "office/day.h"

static bool absence_read(struct desk *desk, int64_t id, struct arena *arena, struct absence *absence,
			 struct error *err)
{
	struct absence_list list = { 0 };
	civil_day today = desk_moment(desk).day;
	if (!office_absences(desk_office(desk), today, today + 400, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].id == id) {
			*absence = list.items[i];
			return true;
		}
	return error_set(err, ERROR_NOT_FOUND, _("this absence is over already; nothing is to be ended"));
}

static bool end_at(struct dialog *dialog, struct error *err)
{
	struct desk *desk = dialog_desk(dialog);
	if (!office_absence_end(desk_office(desk), absence_context(dialog)->id, absence_moment(dialog, 0),
				err))
		return false;
	desk_close(desk);
	desk_say(desk, "%s", _("Noted: it ends earlier."));
	return true;
}

static const struct dialog_ops end_ops = {
	.help = N_("When it ends: earlier than was entered. Dates: 24, tue, +3. Times: 9, 930, 09:30."),
	.done = end_at,
};

static enum day_change change_of(const struct absence *absence)
{
	switch (absence->kind) {
	case ABSENT_STAFF:
		return absence->reason && strcmp(absence->reason, _("meeting")) == 0 ? CHANGE_MEETING
										     : CHANGE_ILL;
	case ABSENT_UNIT:
		return CHANGE_CAR;
	case ABSENT_BAY:
		return CHANGE_BAY;
	case ABSENT_SITE:
		break;
	}
	return CHANGE_CLOSED;
}

static bool correct(struct desk *desk, const struct absence *absence, struct error *err)
{
	struct absence_begin begin = { absence->code, absence->from, absence->to, absence->count,
				       absence->reason };
	struct absence_context context = { change_of(absence), absence->id };
	return absence_open_with(desk, context, &begin, err);
}

static void ask_end(struct desk *desk, const struct absence *absence)
{
	struct arena arena = { 0 };
	struct dialog_field fields[2];
	struct absence_context context = { .id = absence->id };
	struct moment now = desk_moment(desk);
	bool begun = moment_compare(absence->from, now) < 0;
	now.minute = absence_quarter(now.minute) + 15;
	size_t count = absence_add_moment(&arena, fields, 0, _("Ends on day"), _("Ends at time"),
					  begun ? now : absence->from);
	dialog_open(desk, _("It ends at another time"), &end_ops, fields, count, &context, sizeof context);
	arena_finish(&arena);
}

static bool take_end(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct arena arena = { 0 };
	struct absence absence;
	int64_t number;
	char what;
	if (sscanf(id, "%c %" SCNd64, &what, &number) != 2)
		return true;
	bool fine = absence_read(desk, number, &arena, &absence, err);
	if (fine && what == 'n') {
		fine = office_absence_end(desk_office(desk), number, (struct moment){ 0 }, err);
		if (fine)
			desk_say(desk, "%s", _("Noted: it is over."));
	} else if (fine && what == 'a') {
		ask_end(desk, &absence);
	} else if (fine && what == 'c') {
		fine = correct(desk, &absence, err);
	}
	arena_finish(&arena);
	return fine;
}

bool absence_dialog_end(struct desk *desk, int64_t id, struct error *err)
{
	struct arena arena = { 0 };
	struct absence absence;
	struct buffer text = { 0 };
	bool fine = absence_dialog_may(desk, err) && absence_read(desk, id, &arena, &absence, err);
	if (fine) {
		bool begun = moment_compare(absence.from, desk_moment(desk)) < 0;
		struct menu_row rows[] = {
			{ "", _("leave it as it is"), NULL },
			{ arena_printf(&arena, "n %" PRId64, id),
			  begun ? _("it ends now") : _("it does not happen"), NULL },
			{ arena_printf(&arena, "a %" PRId64, id), _("it ends at another time"), NULL },
			{ arena_printf(&arena, "c %" PRId64, id), _("correct it: who, from, until, reason"),
			  NULL },
		};
		absence_words(desk, &absence, &text);
		menu_open(desk, _("End or correct"), buffer_text(&text), rows, 4, 0, NULL, take_end, NULL);
	}
	buffer_finish(&text);
	arena_finish(&arena);
	return fine;
}

static bool take_absence(struct desk *desk, const char *id, const char *text, void *context,
			 struct error *err)
{
	int64_t number;
	return sscanf(id, "%" SCNd64, &number) == 1 ? absence_dialog_end(desk, number, err) : true;
}

bool absence_dialog_end_of_day(struct desk *desk, civil_day day, struct error *err)
{
	enum { ROWS_MAX = 40 };
	struct arena arena = { 0 };
	struct absence_list list = { 0 };
	struct menu_row rows[ROWS_MAX];
	char date[WHEN_SIZE];
	bool fine = absence_dialog_may(desk, err) &&
		    office_absences(desk_office(desk), day, day, &arena, &list, err);
	size_t count = 0;
	for (size_t i = 0; fine && i < list.count && count < ROWS_MAX; i++) {
		struct buffer text = { 0 };
		if (moment_compare(list.items[i].to, desk_moment(desk)) <= 0)
			continue;
		absence_words(desk, &list.items[i], &text);
		rows[count++] = (struct menu_row){ arena_printf(&arena, "%" PRId64, list.items[i].id),
						   arena_strdup(&arena, buffer_text(&text)), NULL };
		buffer_finish(&text);
	}
	if (fine && count)
		menu_open(desk, _("End or correct"), NULL, rows, count, 0, NULL, take_absence, NULL);
	else if (fine)
		desk_say(desk, _("Nobody and nothing is entered as absent on %s."), when_date(day, date));
	arena_finish(&arena);
	return fine;
}
