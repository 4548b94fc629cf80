#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/i18n.h"
#include "base/text.h"

/* Removes a UTF-8 sequence that the end of the buffer has cut in two. */
static void trim_partial(char *text)
{
	size_t len = strlen(text);
	size_t back = 0;
	while (back < len && back < 4 && ((unsigned char)text[len - 1 - back] & 0xC0) == 0x80)
		back++;
	if (back == len)
		return;
	unsigned char lead = (unsigned char)text[len - 1 - back];
	size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	if (need > back + 1)
		text[len - 1 - back] = '\0';
}

/* Libraries quote what they could not read byte by byte: what is no UTF-8 becomes question marks. */
static void mend(char *text)
{
	size_t used, len = strlen(text);
	for (size_t at = 0; at < len; at += used)
		if (text_decode(text + at, len - at, &used) == TEXT_INVALID_SCALAR)
			text[at] = '?';
}

bool error_set(struct error *err, enum error_code code, const char *format, ...)
{
	if (!err)
		return false;
	va_list args;
	va_start(args, format);
	vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	trim_partial(err->text);
	mend(err->text);
	err->code = code;
	return false;
}

bool error_cannot_read(struct error *err, enum error_code code, const char *path)
{
	return error_set(err, code, _("%s cannot be read: %s; see that the name is right and that you may read it"),
			 path, strerror(errno));
}

bool error_cannot_write(struct error *err, enum error_code code, const char *path)
{
	return error_set(err, code, _("%s cannot be written: %s; see to room on the disk and to the rights there"),
			 path, strerror(errno));
}

bool error_prefix(struct error *err, const char *format, ...)
{
	if (!err)
		return false;
	char prefix[512];
	va_list args;
	va_start(args, format);
	vsnprintf(prefix, sizeof prefix, format, args);
	va_end(args);
	trim_partial(prefix);
	char rest[sizeof err->text];
	memcpy(rest, err->text, sizeof rest);
	int len = snprintf(err->text, sizeof err->text, "%s: ", prefix);
	size_t room = sizeof err->text - (size_t)len;
	size_t take = strnlen(rest, room - 1);
	memcpy(err->text + len, rest, take);
	err->text[(size_t)len + take] = '\0';
	trim_partial(err->text);
	return false;
}

int error_exit_status(enum error_code code)
{
	switch (code) {
	case ERROR_NONE:
		return EX_OK;
	case ERROR_INPUT:
		return EX_DATAERR;
	case ERROR_NOT_FOUND:
	case ERROR_CONFLICT:
	case ERROR_REFUSED:
		return 1;
	case ERROR_PERMISSION:
		return EX_NOPERM;
	case ERROR_BUSY:
		return EX_TEMPFAIL;
	case ERROR_STORE:
		return EX_UNAVAILABLE;
	case ERROR_CONFIG:
		return EX_CONFIG;
	case ERROR_SYSTEM:
		return EX_IOERR;
	}
	return EX_SOFTWARE;
}
