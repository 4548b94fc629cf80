/* desk/print.h - paper from the console: the reception sheet of a file, the list of a day. It goes to the
 * print command of the configuration, without a shell and without borrowed rights; without one it is shown as
 * a page. */
#ifndef PRENOTA_DESK_PRINT_H
#define PRENOTA_DESK_PRINT_H

#include "desk/pane.h"
#include "office/file_check.h"

/* The sheet of the file @id; what became of it is told in the status line. ERROR_SYSTEM: the command cannot
 * be started or failed, with what it said. */
bool print_sheet(struct desk *desk, const char *id, struct error *err);

/* The receptions @list of [first, last]; @advisor (staff code, NULL: all) is whose they are. */
bool print_list(struct desk *desk, const struct office_checked_list *list, civil_day first, civil_day last,
		const char *advisor, struct error *err);

#endif
