/* desk/day_lists.h - what a day asks somebody to do: appointments to move, cars and customers that are late,
 * who waits for a place, who and what is not there. One page with a list each; Enter acts on a row. */
#ifndef PRENOTA_DESK_DAY_LISTS_H
#define PRENOTA_DESK_DAY_LISTS_H

#include "desk/pane.h"

enum day_list { LIST_TO_MOVE, LIST_LATE_CARS, LIST_LATE, LIST_WAITING, LIST_ABSENT, LIST_COUNT };

extern const struct pane_ops day_lists_ops;

/* Opens @list; the waiting list is asked about a free place on @day. */
void day_lists_open(struct desk *desk, enum day_list list, civil_day day);

#endif
