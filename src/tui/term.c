#include "base/memory.h"
#include "tui/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/i18n.h"
#include "tui/output.h"
#include "tui/terminfo.h"

enum {
	ESCAPE_DELAY_MS = 25,
	ROOM_ROWS = 20, /* what the 80x24 layout can still do with */
	ROOM_COLS = 60,
	WIDE_ROWS = 30,
	WIDE_COLS = 120,
};

void screen_select(const struct term *term)
{
	set_term(term->screen);
}

/* --- start and end --- */

/* Screens in use. ncurses forces it: delscreen() of one takes the windows of all others with it, so only the
 * last one out is deleted; what is left of the others stays small and known to ncurses. */
static int screens;

/* ncurses leaves alone the signals that are not at their default. */
static SCREEN *start_screen(const char *type, FILE *sink, FILE *source)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGTSTP, SIGWINCH };
	enum { SIGNALS = sizeof signals / sizeof *signals };
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct sigaction before[SIGNALS];
	for (size_t i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &ignore, &before[i]);
	/* The size is the tty's, not the environment's; use_env() would want one in the terminal's
	 * description. */
	unsetenv("LINES");
	unsetenv("COLUMNS");
	SCREEN *screen = newterm(type, sink, source);
	for (size_t i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &before[i], NULL);
	return screen;
}

static bool open_streams(struct term *term, struct error *err)
{
	int memory = memfd_create("screen", MFD_CLOEXEC);
	term->sink = memory < 0 ? NULL : fdopen(memory, "w");
	term->source = fopen("/dev/null", "re");
	if (term->sink && term->source)
		return true;
	return error_set(err, ERROR_SYSTEM, _("screen: no memory to be had: %s"), strerror(errno));
}

static bool wants_colour(const struct term_options *options)
{
	const char *none = getenv("NO_COLOR");
	return options->colour == TERM_COLOUR_AUTO && !(none && *none);
}

static bool start(struct term *term, const struct term_options *options, int rows, int cols,
		  struct error *err)
{
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		return error_set(err, ERROR_STORE, "%s",
				 _("the console needs a UTF-8 locale; set LANG to C.UTF-8"));
	const char *type = terminfo_choose(options->type, err);
	if (!type || !open_streams(term, err))
		return false;
	term->screen = start_screen(type, term->sink, term->source);
	if (!term->screen)
		return error_set(err, ERROR_STORE, _("terminal '%s' cannot be started"), type);
	screens++;
	term->win = stdscr;
	term->plain = options->plain;
	term->ascii = options->ascii;
	term->mouse = options->mouse;
	term->escape_ms = options->escape_ms > 0 ? options->escape_ms : ESCAPE_DELAY_MS;
	term->cursor_row = -1;
	term->decoder = decoder_create();
	look_start(term->looks, wants_colour(options));
	frame_resize(term, rows, cols);
	return true;
}

static struct term *create(void)
{
	struct term *term = memory_zeroed(1, sizeof *term);
	term->tty_in = term->tty_out = -1;
	return term;
}

/* Without what ncurses leaves in the sink for a terminal that is gone or was never there. */
static void discard(struct term *term)
{
	if (term->screen) {
		screen_select(term);
		endwin();
		if (--screens == 0)
			delscreen(term->screen);
	}
	if (term->sink)
		fclose(term->sink);
	if (term->source)
		fclose(term->source);
	decoder_destroy(term->decoder);
	free(term->cells);
	free(term->shown);
	free(term->row);
	free(term);
}

struct term *term_create_offscreen(const struct term_options *options, struct error *err)
{
	struct term *term = create();
	if (start(term, options, options->rows, options->cols, err))
		return term;
	discard(term);
	return NULL;
}

static bool tty_size(int fd, int *rows, int *cols)
{
	struct winsize size;
	if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
		return false;
	*rows = size.ws_row;
	*cols = size.ws_col;
	return true;
}

/* Every key as it is typed, and output untouched: ncurses counts on a newline that only goes down. */
static void take_tty(struct term *term)
{
	struct termios raw = term->found;
	cfmakeraw(&raw);
	tcsetattr(term->tty_in, TCSADRAIN, &raw);
	output_enter(term);
}

static void give_tty_back(struct term *term)
{
	screen_select(term);
	endwin();
	output_leave(term);
	tcsetattr(term->tty_in, TCSADRAIN, &term->found);
}

struct term *term_create(const struct term_options *options, struct error *err)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		error_set(err, ERROR_STORE, "%s",
			  _("the console needs a terminal; use the commands, see prenota --help"));
		return NULL;
	}
	struct term *term = create();
	int rows = 24;
	int cols = 80;
	tty_size(STDOUT_FILENO, &rows, &cols);
	if (!start(term, options, rows, cols, err)) {
		discard(term);
		return NULL;
	}
	term->tty_in = STDIN_FILENO;
	term->tty_out = STDOUT_FILENO;
	tcgetattr(term->tty_in, &term->found);
	take_tty(term);
	return term;
}

void term_destroy(struct term *term)
{
	if (!term)
		return;
	if (term->tty_out >= 0 && !term->abandoned)
		give_tty_back(term);
	discard(term);
}

void term_abandon(struct term *term)
{
	term->abandoned = true;
}

void term_suspend(struct term *term)
{
	if (term->tty_out < 0 || term->abandoned)
		return;
	give_tty_back(term);
	/* The shell expects SIGTSTP at its default; where nobody could continue us the kernel drops it, while
	 * SIGSTOP would stop us for good. */
	struct sigaction standard = { .sa_handler = SIG_DFL };
	struct sigaction before;
	sigset_t stop;
	sigset_t mask;
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigaction(SIGTSTP, &standard, &before);
	sigprocmask(SIG_UNBLOCK, &stop, &mask);
	kill(0, SIGTSTP);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	sigaction(SIGTSTP, &before, NULL);
	tcgetattr(term->tty_in, &term->found);
	take_tty(term);
	term_update_size(term);
	term->redraw = true;
}

/* --- keys --- */

int term_fd(const struct term *term)
{
	return term->tty_in;
}

void term_feed(struct term *term, const char *bytes, size_t len)
{
	decoder_feed(term->decoder, bytes, len);
}

void term_read(struct term *term)
{
	char bytes[4096];
	while (!term->closed && !term->abandoned) {
		struct pollfd ready = { .fd = term->tty_in, .events = POLLIN };
		if (poll(&ready, 1, 0) <= 0 || !ready.revents)
			return;
		ssize_t len = read(term->tty_in, bytes, sizeof bytes);
		if (len > 0)
			term_feed(term, bytes, (size_t)len);
		else if (len == 0 || (errno != EINTR && errno != EAGAIN))
			term->closed = true;
		else
			return;
	}
}

bool term_next_event(struct term *term, struct event *event)
{
	if (decoder_next(term->decoder, event))
		return true;
	if (!term->closed || term->told)
		return false;
	term->told = true;
	*event = (struct event){ .kind = EVENT_CLOSED };
	return true;
}

int term_escape_delay(const struct term *term)
{
	return decoder_waits(term->decoder) ? term->escape_ms : -1;
}

void term_expire_escape(struct term *term)
{
	decoder_expire(term->decoder);
}

/* --- size --- */

int term_rows(const struct term *term)
{
	return term->rows;
}

int term_cols(const struct term *term)
{
	return term->cols;
}

enum term_room term_room(const struct term *term)
{
	if (term->rows < SCREEN_ROWS_MIN || term->cols < SCREEN_COLS_MIN)
		return TERM_ROOM_NONE;
	if (term->rows < ROOM_ROWS || term->cols < ROOM_COLS)
		return TERM_ROOM_LITTLE;
	return term->rows >= WIDE_ROWS && term->cols >= WIDE_COLS ? TERM_ROOM_WIDE : TERM_ROOM_NORMAL;
}

bool term_is_plain(const struct term *term)
{
	return term->plain;
}

bool term_is_ascii(const struct term *term)
{
	return term->ascii;
}

void term_set_size(struct term *term, int rows, int cols)
{
	if (rows != term->rows || cols != term->cols)
		frame_resize(term, rows, cols);
}

bool term_update_size(struct term *term)
{
	int rows;
	int cols;
	if (term->tty_out < 0 || !tty_size(term->tty_out, &rows, &cols))
		return false;
	if (rows == term->rows && cols == term->cols) {
		/* There and back in the meantime: the terminal has cut what stood there. */
		term->redraw = true;
		return false;
	}
	frame_resize(term, rows, cols);
	return true;
}
