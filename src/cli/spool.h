/* cli/spool.h - the spool of requests: a folder with new, cur and quarantine, as a maildir has them.
 *
 * Whoever delivers writes into tmp and moves to new. A file is taken in first and moved then: a process that
 * is killed in between finds it again, and the store knows what it has. */
#ifndef PRENOTA_CLI_SPOOL_H
#define PRENOTA_CLI_SPOOL_H

#include "base/buffer.h"
#include "base/civil.h"
#include "base/error.h"

struct spool;

/* Makes what is missing of @path/{tmp,new,cur,quarantine}. ERROR_BUSY when another process works on it. */
struct spool *spool_open(const char *path, struct error *err);
void spool_close(struct spool *spool);

/* The next file of new, oldest name first; NULL when there is none. Owned by @spool until the next call. A
 * name that was given back by neither spool_done() nor spool_quarantine() comes again with the next
 * spool_again(). */
const char *spool_next(struct spool *spool);
void spool_again(struct spool *spool);

/* What is in it; at most @most bytes, *@whole tells whether that is all, *@arrived when it was delivered.
 * ERROR_INPUT: it is no file (a link, a folder). ERROR_PERMISSION: it is one that may not be read.
 * ERROR_NOT_FOUND: somebody took it away. */
bool spool_read(struct spool *spool, const char *name, size_t most, struct buffer *bytes, bool *whole,
		instant *arrived, struct error *err);

/* Moves it to cur. */
bool spool_done(struct spool *spool, const char *name, struct error *err);
/* Moves it to quarantine with a file NAME.reason beside it. */
bool spool_quarantine(struct spool *spool, const char *name, const char *reason, struct error *err);

/* Waits until something comes into new, at most @ms milliseconds. */
void spool_wait(struct spool *spool, int ms);

#endif
