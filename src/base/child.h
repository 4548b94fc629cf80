/* base/child.h - other programs, run without a shell and without this program's rights.
 *
 * A set-group-id prenota hands its group to nobody: a child gets the user's own ids, an environment of a few
 * known names, no open descriptors beyond its three, signals as if nothing had been watched. */
#ifndef PRENOTA_BASE_CHILD_H
#define PRENOTA_BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

enum { CHILD_OUTPUT_MAX = 1 << 20, CHILD_TIMEOUT_MS = 30000 };

/* Where the child's standard output or standard error goes: into a buffer, to ours, or nowhere. */
struct child_stream {
	struct buffer *into; /* what it wrote is added, output_max bytes at most; NULL: see @ours */
	bool ours;
};

struct child {
	/* NULL at the end. A name without a slash is looked for in the system's folders (of a process without
	 * borrowed rights: along PATH). */
	const char *const *argv;
	const char *input; /* for its standard input; NULL: it is empty */
	size_t input_len;
	bool input_ours; /* our own standard input instead */
	struct child_stream output;
	struct child_stream errors;
	size_t output_max; /* of what it writes at most so much is kept; 0: CHILD_OUTPUT_MAX */
	int timeout_ms;   /* then it is killed; 0: CHILD_TIMEOUT_MS, -1: as long as it takes */
	bool keeps_group; /* one of our own programs, which needs the store: the borrowed group stays */
};

/* Runs @child to its end; @status is its exit status (sysexits as a rule), 128 and the signal when one killed
 * it. False when it could not be started (ERROR_SYSTEM) or took too long (ERROR_BUSY). */
bool child_run(const struct child *child, int *status, struct error *err);

/* Takes the command line @text apart into words: blanks part them, '…' keeps all, "…" and \ keep what a shell
 * would; nothing is expanded, started or looked up. @argv, NULL at the end, belongs to @arena; the words too.
 * ERROR_INPUT: an open quote, a control character, no word at all, more than @max of them. */
bool child_split(const char *text, size_t max, struct arena *arena, const char *const **argv, size_t *count,
		 struct error *err);

#endif
