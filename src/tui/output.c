#include "tui/output.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tui/screen.h"
#include "tui/terminfo.h"
#include "tui/thin.h"

/* Presses, releases and the wheel, as SGR reports. */
static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";
static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

static void write_all(struct term *term, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t written = write(term->tty_out, bytes, len);
		term->writes++;
		if (written < 0 && errno == EAGAIN) {
			struct pollfd ready = { .fd = term->tty_out, .events = POLLOUT };
			poll(&ready, 1, -1);
			continue;
		}
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0) {
			term->closed = true;
			return;
		}
		term->bytes += (size_t)written;
		bytes += written;
		len -= (size_t)written;
	}
}

static void send_text(struct term *term, const char *before, const char *after)
{
	fflush(term->sink);
	int memory = fileno(term->sink);
	off_t end = lseek(memory, 0, SEEK_CUR);
	size_t collected = end > 0 ? (size_t)end : 0;
	size_t lead = strlen(before);
	size_t tail = strlen(after);
	char *bytes = malloc(lead + collected + tail + 1);
	if (!bytes)
		abort();
	memcpy(bytes, before, lead);
	ssize_t got = pread(memory, bytes + lead, collected, 0);
	size_t drawn = got > 0 ? (size_t)got : 0;
	bool whole = drawn && memmem(bytes + lead, drawn, "\033[2J", 4); /* a frame from nothing */
	if (whole)
		term->nothing_set = false;
	size_t len = lead + thin_output(bytes + lead, drawn, whole, &term->nothing_set);
	memcpy(bytes + len, after, tail);
	lseek(memory, 0, SEEK_SET);
	if (term->tty_out >= 0 && !term->abandoned) {
		write_all(term, bytes, len + tail);
	} else {
		term->bytes += len + tail;
		term->writes += len + tail > 0;
	}
	free(bytes);
}

void output_send(struct term *term)
{
	send_text(term, "", "");
}

void output_enter(struct term *term)
{
	term->nothing_set = false;
	send_text(term, paste_on, term->mouse ? mouse_on : "");
}

void output_leave(struct term *term)
{
	char before[sizeof mouse_off + sizeof paste_off];
	strcpy(before, term->mouse ? mouse_off : "");
	strcat(before, paste_off);
	/* A terminal may take a saved cursor's visibility back with the main screen: it is shown after that.
	 */
	const char *shown = terminfo_string("cnorm");
	send_text(term, before, shown && !strstr(shown, "$<") ? shown : "");
	term->nothing_set = false;
}
