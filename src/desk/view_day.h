/* desk/view_day.h - which day a view shows: the open days around it, and asking for one. */
#ifndef PRENOTA_DESK_VIEW_DAY_H
#define PRENOTA_DESK_VIEW_DAY_H

#include "desk/menu.h"

/* The first open day at or after @day (@step 1) or at or before it (@step -1), within half a year; @day when
 * there is none. */
civil_day view_day_open(const struct site *site, civil_day day, int step);

/* Why the site is shut on @day: the holiday's name, else "shut"; NULL when it is open by its hours. */
const char *view_day_shut(const struct desk *desk, civil_day day);

/* Opens a line to type in, with @typed in it already; a complaint can open it again with what was typed. */
void view_day_prompt(struct desk *desk, const char *title, const char *text, const char *label,
		     const char *typed, menu_answer *answer);

/* Asks for a date: "24", "tue", "+3", "2026-11-24". */
void view_day_ask(struct desk *desk, const char *typed, menu_answer *answer);

/* Reads what was typed; when it is no date, asks again and returns false. */
bool view_day_read(struct desk *desk, const char *typed, menu_answer *answer, civil_day *day);

#endif
