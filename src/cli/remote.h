/* cli/remote.h - what a login whose SSH is forced to this program asked for instead of a shell. */
#ifndef PRENOTA_CLI_REMOTE_H
#define PRENOTA_CLI_REMOTE_H

#include "base/arena.h"
#include "base/error.h"

/* Puts the words of SSH_ORIGINAL_COMMAND into @argc and @argv (of @arena, with the program's name first) when
 * the program was started bare and somebody asked for a command: `ssh HOST receptions --date tue`. No shell
 * takes part. ERROR_INPUT: what was asked for cannot be parted into words; ERROR_PERMISSION: it is none of
 * the commands that are open to a forced login, or names a file. */
bool remote_command(struct arena *arena, int *argc, char ***argv, struct error *err);

#endif
