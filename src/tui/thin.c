#include "tui/thin.h"

#include <string.h>

enum { JOINED_MAX = 28 /* parameters of one sequence: the Linux console takes 16 numbers */ };

static const char ascii[] = "\033(B";

/* Length of the attributes ("\033[0;1m") at @bytes, 0: there are none. */
static size_t attributes(const char *bytes, size_t len)
{
	size_t at = 2;
	if (len < 3 || bytes[0] != '\033' || bytes[1] != '[')
		return 0;
	while (at < len && ((bytes[at] >= '0' && bytes[at] <= '9') || bytes[at] == ';'))
		at++;
	return at < len && bytes[at] == 'm' ? at + 1 : 0;
}

/* Whether attributes of @size bytes begin by taking back all others. */
static bool from_nothing(const char *bytes, size_t size)
{
	return size == 3 || (bytes[2] == '0' && (bytes[3] == 'm' || bytes[3] == ';')) || bytes[2] == ';';
}

/* Adds attributes to @out, of which the last @before bytes are attributes too; returns how many these are
 * then. */
static size_t add_attributes(char *out, size_t *end, size_t before, const char *bytes, size_t size)
{
	if (before && from_nothing(bytes, size)) {
		*end -= before;
	} else if (before > 3 && before + size < JOINED_MAX) {
		out[*end - 1] = ';';
		memmove(out + *end, bytes + 2, size - 2);
		*end += size - 2;
		return before + size - 2;
	}
	memmove(out + *end, bytes, size);
	*end += size;
	return size;
}

/* The last @size bytes of @out are all the attributes before a text: what they take back is left out where nothing is
 * set. True when nothing is set behind them. */
static bool settle(char *out, size_t *end, size_t size, bool plain)
{
	char *first = out + *end - size;
	bool resets = from_nothing(first, size), none = size == 3 || (size == 4 && first[2] == '0');
	if (!plain || !resets)
		return none;
	if (none) {
		*end -= size;
	} else if (first[2] == '0') {
		memmove(first + 2, first + 4, size - 4);
		*end -= 2;
	}
	return none;
}

/* Whether attributes in a form that is not looked into ("\033[4:3m") begin at @bytes. */
static bool other_attributes(const char *bytes, size_t len)
{
	size_t at = 2;
	if (len < 4 || bytes[0] != '\033' || bytes[1] != '[')
		return false;
	while (at < len && bytes[at] >= '0' && bytes[at] <= ';')
		at++;
	return at > 2 && at < len && bytes[at] == 'm';
}

/* Length of a move to the first column and then to a row ("\r\033[5d") at @bytes, 0: there is none. */
static size_t row_start(const char *bytes, size_t len)
{
	size_t at = 3;
	if (len < 5 || memcmp(bytes, "\r\033[", 3) != 0)
		return 0;
	while (at < len && bytes[at] >= '0' && bytes[at] <= '9')
		at++;
	return at > 3 && at < len && bytes[at] == 'd' ? at + 1 : 0;
}

size_t thin_output(char *bytes, size_t len, bool charset, bool *nothing_set)
{
	size_t end = 0, before = 0;
	bool plain = *nothing_set;
	for (size_t at = 0; at < len;) {
		size_t size = attributes(bytes + at, len - at);
		if (size) {
			before = add_attributes(bytes, &end, before, bytes + at, size);
			at += size;
		} else if (!charset && len - at >= sizeof ascii - 1 &&
			   memcmp(bytes + at, ascii, sizeof ascii - 1) == 0) {
			at += sizeof ascii - 1;
		} else {
			plain = before ? settle(bytes, &end, before, plain) : plain;
			plain = plain && !other_attributes(bytes + at, len - at);
			before = 0;
			size = row_start(bytes + at, len - at);
			if (size) {
				memmove(bytes + end, bytes + at + 1, size - 2);
				end += size - 2;
				bytes[end++] = 'H';
				at += size;
			} else {
				bytes[end++] = bytes[at++];
			}
		}
	}
	if (before)
		plain = settle(bytes, &end, before, plain);
	*nothing_set = plain;
	return end;
}
