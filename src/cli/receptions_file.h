/* cli/receptions_file.h - the receptions of some days as a calendar file, or on paper. */
#ifndef PRENOTA_CLI_RECEPTIONS_FILE_H
#define PRENOTA_CLI_RECEPTIONS_FILE_H

#include "cli/command.h"
#include "office/file_check.h"

/* Prints an iCalendar file with one event for each reception: its uid is the appointment's for good, its
 * sequence the appointment's revision. It says what the listing says of the visit, not the request. Returns
 * the exit status. */
int receptions_print_calendar(struct cli *cli, struct office *office, const struct office_checked_list *list);

/* Prints the list of [first, last] as HTML (office/sheet.h). */
int receptions_print_paper(struct cli *cli, struct office *office, const struct office_checked_list *list,
			   civil_day first, civil_day last);

#endif
