/* base/process.h - whether a process that left its mark is still the one that runs. */
#ifndef PRENOTA_BASE_PROCESS_H
#define PRENOTA_BASE_PROCESS_H

#include <stdbool.h>
#include <stdint.h>

enum { PROCESS_BOOT_SIZE = 40 };

/* A number alone may be given again: with the start of the process and the boot of the machine it is not. */
struct process_mark {
	int64_t pid;
	int64_t start; /* clock ticks after the boot; 0: not known */
	char boot[PROCESS_BOOT_SIZE];
};

/* The mark of this process. */
void process_self(struct process_mark *mark);

/* True when the process of @mark runs no more: it ended, or the machine was started again since. */
bool process_is_gone(const struct process_mark *mark);

#endif
