/* base/error.h - what went wrong, for the human in words and for the program as a code. */
#ifndef PRENOTA_BASE_ERROR_H
#define PRENOTA_BASE_ERROR_H

#include <stdbool.h>

enum error_code {
	ERROR_NONE,
	ERROR_INPUT,	 /* what was given cannot be read or is out of range (exit 65, or 2 for arguments) */
	ERROR_NOT_FOUND, /* no such thing (exit 1) */
	ERROR_CONFLICT,	 /* somebody else changed the same thing meanwhile (exit 1) */
	ERROR_REFUSED,	 /* a rule says no (exit 1) */
	ERROR_PERMISSION, /* this login may not (exit 77) */
	ERROR_BUSY,	 /* the store is held by another writer, try later (exit 75) */
	ERROR_STORE,	 /* no usable store (exit 69) */
	ERROR_CONFIG,	 /* configuration or forms are wrong (exit 78) */
	ERROR_SYSTEM,	 /* a system call failed (exit 74) */
};

/* One failure. @text names the thing, the place and the remedy in one line, in UTF-8; it may hold data from
 * outside and is therefore shown through text_show() like any other data. */
struct error {
	enum error_code code;
	char text[1024];
};

/* Fills @err (NULL is fine: the caller only wants to know whether) and returns false, so that a failing
 * function can end with `return error_set(err, …)`. A text that is too long is cut on a character. */
bool error_set(struct error *err, enum error_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A file that cannot be read, or written, with the system's reason (errno) and what to see to; returns false. */
bool error_cannot_read(struct error *err, enum error_code code, const char *path);
bool error_cannot_write(struct error *err, enum error_code code, const char *path);

/* Puts "@format: " before the text that is already in @err, keeps the code and returns false. */
bool error_prefix(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The exit status that belongs to @code, as in sysexits.h and the command line's table. */
int error_exit_status(enum error_code code);

#endif
