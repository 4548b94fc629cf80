/* cli/dates.h - dates and numbers of the command line. */
#ifndef PRENOTA_CLI_DATES_H
#define PRENOTA_CLI_DATES_H

#include "cli/command.h"

/* The date of @option, by the office's clock; untouched when it is not given. 0, or the status of wrong use.
 */
int cli_date(const struct cli *cli, const struct office *office, enum cli_option option, civil_day *day);

/* The same where what has been is listed: "11-20", "mon", "16" are the last such day, "+3" still lies ahead.
 */
int cli_date_past(const struct cli *cli, const struct office *office, enum cli_option option, civil_day *day);

/* A period of what has been, of --from and --to: without them the @days up to today, with --to alone the
 * @days up to it. 0, or the status of wrong use. */
int cli_past_period(const struct cli *cli, const struct office *office, int days, civil_day *first,
		    civil_day *last);

/* The moment of @option: a date, a date with a time ("2026-11-24T14:00", "tue 14:00"), a time of today, or
 * "now"; a date alone is its begin, with @end its last minute. 0, or the status of wrong use. */
int cli_moment(const struct cli *cli, const struct office *office, enum cli_option option, bool end,
	       struct moment *moment);

/* A whole number of @min..@max, nothing behind it. */
bool cli_number(const char *text, int min, int max, int *number);

/* @day moved on (@step 1) or back (-1) to the next day with reception hours, itself included. */
civil_day cli_open_day(const struct site *site, civil_day day, int step);

#endif
