#include "exchange/limits.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Sanitizers reserve terabytes of addresses. */
#if defined(__SANITIZE_ADDRESS__)
#define BOUND_MEMORY 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BOUND_MEMORY 0
#endif
#endif
#ifndef BOUND_MEMORY
#define BOUND_MEMORY 1
#endif

static bool limit(int what, rlim_t most)
{
	struct rlimit bound = { most, most };
	return setrlimit((__rlimit_resource_t)what, &bound) == 0;
}

bool limits_take(void)
{
	/* Descriptors: the three of a pipe, and what iconv needs for a moment to load a character set. */
	enum { FILES = 16, MEMORY_MB = 1024, OUTPUT_MB = 256 };
	bool group = getegid() == getgid() || setregid(getgid(), getgid()) == 0;
	bool fine = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
		    limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, (rlim_t)OUTPUT_MB << 20) &&
		    limit(RLIMIT_NOFILE, FILES) && limit(RLIMIT_NPROC, 0) && limit(RLIMIT_CPU, LIMIT_SECONDS);
	if (BOUND_MEMORY)
		fine = fine && limit(RLIMIT_AS, (rlim_t)MEMORY_MB << 20);
	return group && fine;
}
