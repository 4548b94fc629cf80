/* Stands between a program and the system (LD_PRELOAD) and does what disks, clocks and file systems do on bad
 * days. What it does stands in a struct hostile, mapped from the file that the environment names in
 * PRENOTA_HOSTILE_SHIM and shared with the test and with children; without the file it does nothing.
 *
 * Counted are calls that change what is on a disk: writes to files (not to pipes, sockets and terminals),
 * syncs, truncations, files opened for writing, and changes of names. Memory that SQLite maps is not seen. */
/* Both names of each call are made here, so that the headers must not make one of the two. */
#undef _FILE_OFFSET_BITS

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

enum mode {
	MODE_COUNT, /* only counts */
	MODE_ONCE,  /* the call number @at fails with @error */
	MODE_REST,  /* that one and all behind it */
	MODE_SHORT, /* a write as number @at takes half of its bytes */
	MODE_KILL,  /* the process is killed instead of it */
};

enum { NAME_SIZE = 64, PREFIX_SIZE = 256, TRACE_MAX = 8192, TRACE_NAME = 16, BOOTED = 10000 };

/* tests/hostile/bad_day.py writes the same. All numbers are 64 bits wide. */
struct hostile {
	_Atomic int64_t count;
	int64_t mode;
	int64_t at;
	int64_t error;
	_Atomic int64_t fired;
	_Atomic int64_t room;  /* bytes by which files may still grow; negative: any */
	int64_t clock_offset;  /* seconds, added to the clock on the wall */
	int64_t clock_frozen;  /* its second, 0: it goes */
	int64_t file_system;   /* statfs() tells this magic, 0: the true one */
	int64_t readonly;      /* whether below @prefix nothing can be written */
	_Atomic int64_t drawn; /* what is drawn by chance is counted from here on; 0: it is drawn */
	char prefix[PREFIX_SIZE];
	char fired_name[NAME_SIZE];        /* the call that was last made to fail */
	char trace[TRACE_MAX][TRACE_NAME]; /* what the first calls were; the others are only counted */
};

static struct hostile *day;

/* What the system has under this name; POSIX's way around C, which knows no such conversion. */
static void find(void *function, const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);
	memcpy(function, &found, sizeof found);
}

#define REAL(name)                                                                                           \
	static __typeof__(name) *real;                                                                       \
	if (!real)                                                                                           \
	find(&real, #name)

__attribute__((constructor)) static void start(void)
{
	const char *path = getenv("PRENOTA_HOSTILE_SHIM");
	__typeof__(open) *really_open = NULL;
	find(&really_open, "open");
	int fd = path ? really_open(path, O_RDWR | O_CLOEXEC) : -1;
	if (fd < 0)
		return;
	void *map = mmap(NULL, sizeof *day, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	day = map == MAP_FAILED ? NULL : map;
	close(fd);
}

static void note(const char *name)
{
	snprintf(day->fired_name, sizeof day->fired_name, "%s", name);
	day->fired++;
}

/* Counts a call; true (and errno) when it fails. With @shortens a short write is told instead. */
static bool fails(const char *name, bool *shortens)
{
	if (!day)
		return false;
	int64_t number = ++day->count;
	if (number <= TRACE_MAX)
		snprintf(day->trace[number - 1], TRACE_NAME, "%s", name);
	if (day->mode == MODE_COUNT || number < day->at || (day->mode != MODE_REST && number > day->at))
		return false;
	note(name);
	if (day->mode == MODE_KILL)
		raise(SIGKILL);
	if (day->mode == MODE_SHORT) {
		if (shortens)
			*shortens = true;
		return false;
	}
	errno = (int)day->error;
	return true;
}

static bool on_disk(int fd, struct stat *file)
{
	return day && fstat(fd, file) == 0 && (S_ISREG(file->st_mode) || S_ISDIR(file->st_mode));
}

/* How many of the @len bytes at @offset a disk with little room takes; -1 with errno for none. */
static ssize_t taken(const struct stat *file, off_t offset, size_t len)
{
	int64_t grows = (int64_t)offset + (int64_t)len - (int64_t)file->st_size;
	if (day->room < 0 || grows <= 0)
		return (ssize_t)len;
	if (grows <= day->room) {
		day->room -= grows;
		return (ssize_t)len;
	}
	int64_t less = (int64_t)len - (grows - day->room);
	day->room = 0;
	note("full");
	if (less > 0)
		return (ssize_t)less;
	errno = ENOSPC;
	return -1;
}

/* The bytes that may be written of @len; -1 with errno when the write fails. */
static ssize_t allowed(int fd, const char *name, off_t offset, size_t len)
{
	struct stat file;
	bool half = false;
	if (!on_disk(fd, &file))
		return (ssize_t)len;
	if (fails(name, &half))
		return -1;
	if (half && len > 1)
		return (ssize_t)(len / 2);
	if (offset < 0)
		offset = fcntl(fd, F_GETFL) & O_APPEND ? file.st_size : lseek(fd, 0, SEEK_CUR);
	return taken(&file, offset, len);
}

/* --- writes --- */

ssize_t write(int fd, const void *bytes, size_t len)
{
	REAL(write);
	ssize_t may = allowed(fd, "write", -1, len);
	return may < 0 ? -1 : real(fd, bytes, (size_t)may);
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t offset)
{
	REAL(pwrite);
	ssize_t may = allowed(fd, "pwrite", offset, len);
	return may < 0 ? -1 : real(fd, bytes, (size_t)may, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t offset)
{
	return pwrite(fd, bytes, len, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
	REAL(writev);
	struct stat file;
	if (on_disk(fd, &file) && fails("writev", NULL))
		return -1;
	return real(fd, parts, count);
}

/* The C library writes what a stream holds without calling write() by its name. */
static bool stream_fails(FILE *stream, const char *name)
{
	struct stat file;
	size_t pending = stream ? __fpending(stream) : 0;
	int fd = pending ? fileno(stream) : -1;
	if (fd < 0 || !on_disk(fd, &file) || allowed(fd, name, -1, pending) == (ssize_t)pending)
		return false;
	__fpurge(stream);
	errno = errno ? errno : ENOSPC;
	return true;
}

int fflush(FILE *stream)
{
	REAL(fflush);
	return stream_fails(stream, "fflush") ? EOF : real(stream);
}

int fclose(FILE *stream)
{
	REAL(fclose);
	bool bad = stream_fails(stream, "fclose");
	int error = errno, status = real(stream);
	if (!bad)
		return status;
	errno = error;
	return EOF;
}

/* --- to the disk, and sizes --- */

#define ON_FD(name, arguments, ...)                                                                          \
	int name arguments                                                                                   \
	{                                                                                                    \
		REAL(name);                                                                                  \
		struct stat file;                                                                            \
		if (on_disk(fd, &file) && fails(#name, NULL))                                                \
			return -1;                                                                           \
		return real(__VA_ARGS__);                                                                    \
	}

ON_FD(fsync, (int fd), fd)
ON_FD(fdatasync, (int fd), fd)
ON_FD(ftruncate, (int fd, off_t size), fd, size)
ON_FD(ftruncate64, (int fd, off64_t size), fd, size)
ON_FD(fallocate, (int fd, int how, off_t from, off_t len), fd, how, from, len)
ON_FD(fchmod, (int fd, mode_t mode), fd, mode)

int posix_fallocate(int fd, off_t from, off_t len)
{
	REAL(posix_fallocate);
	return fails("posix_fallocate", NULL) ? errno : real(fd, from, len);
}

/* --- names --- */

static bool below(int folder, const char *path)
{
	char whole[PREFIX_SIZE * 4] = "";
	if (!path || !day->prefix[0])
		return false;
	if (*path == '/' || (folder == AT_FDCWD && !getcwd(whole, sizeof whole)))
		return strncmp(path, day->prefix, strlen(day->prefix)) == 0;
	if (folder != AT_FDCWD) {
		char link[64];
		snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
		ssize_t len = readlink(link, whole, sizeof whole - 1);
		whole[len > 0 ? len : 0] = '\0';
	}
	return strncmp(whole, day->prefix, strlen(day->prefix)) == 0;
}

/* A change of the name @path: counted, and refused where nothing can be written. */
static bool name_fails(const char *call, int folder, const char *path)
{
	if (!day || !path || strncmp(path, "/proc/", 6) == 0 ||
	    (strncmp(path, "/dev/", 5) == 0 && strncmp(path, "/dev/shm/", 9) != 0))
		return false;
	if (fails(call, NULL))
		return true;
	if (!day->readonly || !below(folder, path))
		return false;
	note(call);
	errno = EROFS;
	return true;
}

static bool open_fails(const char *call, int folder, const char *path, int flags)
{
	bool writes = (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC);
	return writes && name_fails(call, folder, path);
}

static mode_t mode_of(int flags, va_list *args)
{
	return flags & (O_CREAT | __O_TMPFILE) ? va_arg(*args, mode_t) : 0;
}

#define OPENING(name)                                                                                        \
	int name(const char *path, int flags, ...)                                                           \
	{                                                                                                    \
		REAL(name);                                                                                  \
		va_list args;                                                                                \
		va_start(args, flags);                                                                       \
		mode_t mode = mode_of(flags, &args);                                                         \
		va_end(args);                                                                                \
		return open_fails(#name, AT_FDCWD, path, flags) ? -1 : real(path, flags, mode);              \
	}

#define OPENING_AT(name)                                                                                     \
	int name(int folder, const char *path, int flags, ...)                                               \
	{                                                                                                    \
		REAL(name);                                                                                  \
		va_list args;                                                                                \
		va_start(args, flags);                                                                       \
		mode_t mode = mode_of(flags, &args);                                                         \
		va_end(args);                                                                                \
		return open_fails(#name, folder, path, flags) ? -1 : real(folder, path, flags, mode);        \
	}

OPENING(open)
OPENING(open64)
OPENING_AT(openat)
OPENING_AT(openat64)

int unlink(const char *path)
{
	REAL(unlink);
	return name_fails("unlink", AT_FDCWD, path) ? -1 : real(path);
}

int unlinkat(int folder, const char *path, int flags)
{
	REAL(unlinkat);
	return name_fails("unlinkat", folder, path) ? -1 : real(folder, path, flags);
}

int mkdir(const char *path, mode_t mode)
{
	REAL(mkdir);
	return name_fails("mkdir", AT_FDCWD, path) ? -1 : real(path, mode);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
	REAL(mkdirat);
	return name_fails("mkdirat", folder, path) ? -1 : real(folder, path, mode);
}

int rename(const char *from, const char *to)
{
	REAL(rename);
	return name_fails("rename", AT_FDCWD, to) ? -1 : real(from, to);
}

int renameat(int from_folder, const char *from, int folder, const char *to)
{
	REAL(renameat);
	return name_fails("renameat", folder, to) ? -1 : real(from_folder, from, folder, to);
}

int renameat2(int from_folder, const char *from, int folder, const char *to, unsigned flags)
{
	REAL(renameat2);
	return name_fails("renameat2", folder, to) ? -1 : real(from_folder, from, folder, to, flags);
}

int link(const char *from, const char *to)
{
	REAL(link);
	return name_fails("link", AT_FDCWD, to) ? -1 : real(from, to);
}

int symlink(const char *from, const char *to)
{
	REAL(symlink);
	return name_fails("symlink", AT_FDCWD, to) ? -1 : real(from, to);
}

int utimensat(int folder, const char *path, const struct timespec times[2], int flags)
{
	REAL(utimensat);
	return name_fails("utimensat", folder, path) ? -1 : real(folder, path, times, flags);
}

/* --- identities, clocks and file systems --- */

/* Of a run that can be played again byte by byte: what is drawn is counted, and well mixed. */
ssize_t getrandom(void *out, size_t len, unsigned flags)
{
	REAL(getrandom);
	if (!day || !day->drawn)
		return real(out, len, flags);
	for (size_t done = 0; done < len; done += sizeof(uint64_t)) {
		uint64_t word = (uint64_t)day->drawn++ * UINT64_C(0x9e3779b97f4a7c15);
		word = (word ^ (word >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
		word = (word ^ (word >> 27)) * UINT64_C(0x94d049bb133111eb);
		word ^= word >> 31;
		memcpy((char *)out + done, &word, len - done < sizeof word ? len - done : sizeof word);
	}
	return (ssize_t)len;
}

/* What the library of identities stirs in. */
long random(void)
{
	REAL(random);
	return day && day->drawn ? 0 : real();
}

long jrand48(unsigned short state[3])
{
	REAL(jrand48);
	return day && day->drawn ? 0 : real(state);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
	REAL(clock_gettime);
	int status = real(clock, now);
	if (day && status == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
		now->tv_sec = (day->clock_frozen ? day->clock_frozen : now->tv_sec) + day->clock_offset;
	if (day && status == 0 && clock == CLOCK_BOOTTIME && day->drawn)
		*now = (struct timespec){ .tv_sec = BOOTED };
	return status;
}

time_t time(time_t *out)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	if (out)
		*out = now.tv_sec;
	return now.tv_sec;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
	struct timespec precise;
	(void)zone;
	clock_gettime(CLOCK_REALTIME, &precise);
	*now = (struct timeval){ .tv_sec = precise.tv_sec, .tv_usec = precise.tv_nsec / 1000 };
	return 0;
}

#define TELLING(name, kind, what)                                                                            \
	int name(what, struct kind *fs)                                                                      \
	{                                                                                                    \
		REAL(name);                                                                                  \
		int status = real(which, fs);                                                                \
		if (day && status == 0 && day->file_system)                                                  \
			fs->f_type = (__typeof__(fs->f_type))day->file_system;                               \
		if (day && status == 0 && day->readonly)                                                     \
			fs->f_flags |= ST_RDONLY;                                                            \
		return status;                                                                               \
	}

TELLING(statfs, statfs, const char *which)
TELLING(statfs64, statfs64, const char *which)
TELLING(fstatfs, statfs, int which)
TELLING(fstatfs64, statfs64, int which)
