/* cli/spool_erase.h - files of the spool of requests that went with an erased person (store/input.h), removed
 * or named.
 *
 * They are known by what is in them, whatever they are called by now: no other file is touched. Several may
 * do it at once, beside a running `prenota intake`; whoever is killed has it done by the next. */
#ifndef PRENOTA_CLI_SPOOL_ERASE_H
#define PRENOTA_CLI_SPOOL_ERASE_H

#include "base/buffer.h"
#include "store/input.h"

struct spool_sweep {
	bool only_look;       /* nothing is removed */
	struct buffer *found; /* each file a line; NULL: not */
	size_t removed;       /* of cur and quarantine, their reasons not counted */
	size_t waiting;       /* in new: taken in and not yet moved; prenota intake's business */
};

/* Looks through the spool at @path for what @store says was erased; a spool that is not there has nothing of
 * it. ERROR_SYSTEM: some of it could not be read or removed, the rest was. */
bool spool_erase(const char *path, struct store *store, struct spool_sweep *sweep, struct error *err);

#endif
