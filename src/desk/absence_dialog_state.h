/* desk/absence_dialog_state.h - the insides of the dialogs for changes of the day. For absence_*.c only. */
#ifndef PRENOTA_DESK_ABSENCE_DIALOG_STATE_H
#define PRENOTA_DESK_ABSENCE_DIALOG_STATE_H

#include "desk/absence_dialog.h"
#include "desk/dialog.h"

struct absence_context {
	enum day_change change;
	int64_t id; /* of what is corrected or ended, 0: a new one */
};

/* What stands in the fields at first. */
struct absence_begin {
	const char *code;
	struct moment from, to;
	int count;
	const char *reason;
};

const struct absence_context *absence_context(const struct dialog *dialog);

/* The date in @field with the time in the one after it. */
struct moment absence_moment(const struct dialog *dialog, int field);

/* Adds a field for a date and one for a time; returns how many there are then. */
size_t absence_add_moment(struct arena *arena, struct dialog_field *fields, size_t count,
			  const char *day_label, const char *time_label, struct moment at);

/* The quarter of an hour in which @minute lies. */
int absence_quarter(int minute);

bool absence_open_with(struct desk *desk, struct absence_context context, const struct absence_begin *begin,
		       struct error *err);

#endif
