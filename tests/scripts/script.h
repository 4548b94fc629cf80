/* tests/scripts/script.h - one script: keys in, screens out, on a console in process.
 *
 *   site  sample                 the prepared sample site (a copy of its own)
 *   now   2026-11-23 18:00       the clock, frozen but for "wait"
 *   size  24 80                  rows and columns; again later: a resize
 *   lang  ko                     language of the screens, "en" when not given
 *   as    kim.m                  who acts, the site's first operator when not given
 *   print cat                    the print command, none when not given
 *   plain                        one thing a line
 *   readonly                     a console that may not write
 *   keys  F2 Down Enter          keys by name, separated by blanks
 *   burst F4 Right Enter         the same, faster than a frame can be painted between
 *   type  text                   typed as it stands, to the end of the line
 *   paste text                   as one paste; \n is a new line
 *   click 4 30                 the left button at row 4, column 30 of the screen, from 0
 *   wait  20                     seconds of both clocks
 *   line  ringing call=1 from=..  the telephone exchange tells of a call
 *   restart                      the process dies without a word and the same operator starts again
 *   hangup                       the line drops: drafts are written, the console ends, the operator starts
 * again other | back                 a second console on the same site takes the keys; back to the first
 *   screen                       rows that must stand there in this order, each line after "| "
 *   has   text / not  text       anywhere on the screen / nowhere
 *   most  25                     at most so many keys were named until here (what is typed is not counted)
 *   cursor text                  the hardware cursor stands in the row that holds text
 *   show                         prints the screen as a comment (for writing scripts)
 *
 * In "screen" runs of blanks count as one; a line "| ..." skips nothing and is for the reader. */
#ifndef PRENOTA_TESTS_SCRIPTS_SCRIPT_H
#define PRENOTA_TESTS_SCRIPTS_SCRIPT_H

#include <stdbool.h>

struct script_site {
	const char *database; /* a copy that this script may write */
	const char *forms_dir;
	const char *locale_dir;
};

/* Runs the script at @path; true when every expectation was met. What was not is told on standard output as
 * comments of TAP, with line and screen. */
bool script_run(const char *path, const struct script_site *site);

#endif
