/* desk/absence_dialog.h - a change of the day: somebody or something is not there, the site closes early, a
 * lent car comes back late; entered with its consequences shown before it is saved, ended, corrected (R8). */
#ifndef PRENOTA_DESK_ABSENCE_DIALOG_H
#define PRENOTA_DESK_ABSENCE_DIALOG_H

#include "desk/pane.h"

enum day_change {
	CHANGE_ILL,      /* a person is not there */
	CHANGE_MEETING,  /* a person has something else to do */
	CHANGE_CAR,      /* a car to lend is in repair */
	CHANGE_BAY,      /* a bay is out */
	CHANGE_CLOSED,   /* the site closes early, or is shut */
	CHANGE_LATE_CAR, /* a lent car comes back late */
	CHANGE_COUNT,
};

/* "Somebody is ill or away" …, translated. */
const char *absence_dialog_title(enum day_change change);

/* ERROR_PERMISSION when this console or this role may not enter changes of the day. */
bool absence_dialog_may(const struct desk *desk, struct error *err);

/* Opens the dialog for @day; @code is who or what is proposed (NULL: the first one). */
bool absence_dialog_open(struct desk *desk, enum day_change change, const char *code, civil_day day,
			 struct error *err);

/* Opens the list of changes to choose from. */
bool absence_dialog_choose(struct desk *desk, const char *code, civil_day day, struct error *err);

/* Asks what is to become of absence @id: it ends now, at another time, or is corrected. */
bool absence_dialog_end(struct desk *desk, int64_t id, struct error *err);

/* The absences of @day to choose one to end; says so when there is none. */
bool absence_dialog_end_of_day(struct desk *desk, civil_day day, struct error *err);

#endif
