/* base/guard.h - a program that runs with its group's rights (set-group-id) and trusts nobody's environment.
 */
#ifndef PRENOTA_BASE_GUARD_H
#define PRENOTA_BASE_GUARD_H

#include <stdbool.h>

/* To be called first of all in main(). What is closed of standard input, output and errors stays unusable, but no
 * file that is opened later takes its place. With borrowed rights: no core file and no debugger ever sees the
 * process, the environment keeps a few known names (language, terminal, SSH's own), HOME and PATH are the
 * system's. Without them nothing else happens. */
void guard_begin(void);

/* Whether the process has borrowed rights still. */
bool guard_is_on(void);

/* Gives the borrowed group up for good, the saved one too; false when the system refuses. */
bool guard_drop(void);

/* Lays the borrowed group down for a moment, to open what is the user's own; and takes it up again. */
void guard_lower(void);
void guard_raise(void);

/* open() of what a user names, as the user: without the borrowed group. @flags as of open(), O_CLOEXEC is added;
 * nothing is made. -1 with errno. */
int guard_open(const char *path, int flags);

#endif
