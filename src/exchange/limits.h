/* exchange/limits.h - the rights that reading a stranger's bytes needs: none, and bounded time and memory. */
#ifndef PRENOTA_EXCHANGE_LIMITS_H
#define PRENOTA_EXCHANGE_LIMITS_H

#include <stdbool.h>

enum {
	LIMIT_INPUT = 64 << 20, /* bytes of standard input */
	LIMIT_SECONDS = 20,     /* of processor time */
};

/* Gives up a borrowed group, new privileges, dumps and processes to be started, for this
 * process and for good. False when a right could not be given up. */
bool limits_take(void);

#endif
