#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STAT_SIZE = 1024, START_FIELD = 22 };

/* The beginning of a small file; "" when it cannot be read. */
static void read_small(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t len = fd >= 0 ? read(fd, text, size - 1) : 0;
	text[len > 0 ? len : 0] = '\0';
	text[strcspn(text, "\n")] = '\0';
	if (fd >= 0)
		close(fd);
}

/* Field 22 of /proc/PID/stat; the name in field 2 may hold anything, so the count begins behind it. */
static int64_t start_of(int64_t pid)
{
	char path[64], text[STAT_SIZE];
	snprintf(path, sizeof path, "/proc/%lld/stat", (long long)pid);
	read_small(path, text, sizeof text);
	const char *at = strrchr(text, ')');
	for (int field = 2; at && field < START_FIELD; field++) {
		at = strchr(at, ' ');
		at = at ? at + 1 : NULL;
	}
	return at ? strtoll(at, NULL, 10) : 0;
}

void process_self(struct process_mark *mark)
{
	*mark = (struct process_mark){ .pid = getpid() };
	mark->start = start_of(mark->pid);
	read_small("/proc/sys/kernel/random/boot_id", mark->boot, sizeof mark->boot);
}

bool process_is_gone(const struct process_mark *mark)
{
	char boot[PROCESS_BOOT_SIZE];
	read_small("/proc/sys/kernel/random/boot_id", boot, sizeof boot);
	if (mark->pid <= 0 || strcmp(boot, mark->boot) != 0)
		return true;
	if (kill((pid_t)mark->pid, 0) != 0 && errno == ESRCH)
		return true;
	int64_t start = start_of(mark->pid);
	return start != 0 && mark->start != 0 && start != mark->start;
}
