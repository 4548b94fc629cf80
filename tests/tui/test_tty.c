#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include "base/buffer.h"
#include "tui/term.h"

enum { LEFT_BY_KEY = 10, LINE_GONE = 11, NOT_STARTED = 12, NOT_RESTORED = 13, PATIENCE_MS = 10000 };

/* --- in the child: a console as small as can be --- */

static void paint(struct term *term, const char *last)
{
	struct canvas all = term_begin(term);
	canvas_box(&all, 0, 0, all.rows, all.cols, "정비");
	canvas_printf(&all, 2, 2, STYLE_NORMAL, "%dx%d last=%s.", all.cols, all.rows, last);
	canvas_heat(&all, 4, 2, 6, 0, 8, "9.0");
	canvas_heat(&all, 5, 2, 6, 8, 8, "0.0");
	canvas_cursor(&all, 2, 2);
	term_present(term);
}

static int handle(struct term *term, char last[KEY_TEXT_SIZE])
{
	struct event event;
	while (term_next_event(term, &event)) {
		if (event.kind == EVENT_CLOSED)
			return LINE_GONE;
		if (event.kind == EVENT_KEY)
			key_format(event.key, last);
		if (event.kind == EVENT_KEY && event.key.mods == KEY_CTRL && event.key.code == 'q')
			return LEFT_BY_KEY;
		if (event.kind == EVENT_KEY && event.key.mods == KEY_CTRL && event.key.code == 'z')
			term_suspend(term);
	}
	return 0;
}

static bool same_modes(const struct termios *a, const struct termios *b)
{
	return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag && a->c_lflag == b->c_lflag &&
	       memcmp(a->c_cc, b->c_cc, sizeof a->c_cc) == 0;
}

static int console_on(const char *type)
{
	struct term_options options = { .type = type, .mouse = true };
	struct termios before;
	struct termios after;
	tcgetattr(STDIN_FILENO, &before);
	struct term *term = term_create(&options, NULL);
	char last[KEY_TEXT_SIZE] = "none";
	int result = term ? 0 : NOT_STARTED;
	while (!result) {
		term_update_size(term);
		paint(term, last);
		struct pollfd ready = { .fd = term_fd(term), .events = POLLIN };
		poll(&ready, 1, term_escape_delay(term));
		term_expire_escape(term);
		term_read(term);
		result = handle(term, last);
	}
	if (result == LINE_GONE)
		term_abandon(term);
	term_destroy(term);
	bool restored = tcgetattr(STDIN_FILENO, &after) == 0 && same_modes(&before, &after);
	return result == LEFT_BY_KEY && !restored ? NOT_RESTORED : result;
}

static int console(void)
{
	return console_on("xterm-256color");
}

static int console_of_8_colours(void)
{
	return console_on("linux");
}

static int console_of_no_colours(void)
{
	return console_on("vt100");
}

/* --- in the parent: the terminal --- */

struct terminal {
	int fd;
	int tty; /* its other side, to look at the modes */
	pid_t child;
	struct buffer seen;
};

static void start(struct terminal *terminal, int (*program)(void))
{
	char name[64];
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	*terminal = (struct terminal){ 0 };
	assert_int_equal(openpty(&terminal->fd, &terminal->tty, name, NULL, &size), 0);
	terminal->child = fork();
	assert_true(terminal->child >= 0);
	if (terminal->child > 0)
		return;
	close(terminal->fd);
	signal(SIGHUP, SIG_IGN);
	if (login_tty(terminal->tty) != 0)
		_exit(NOT_STARTED);
	_exit(program());
}

/* Appends to @all what is written up to @text. */
static void read_up_to(struct terminal *terminal, struct buffer *all, const char *text)
{
	char bytes[4096];
	while (!strstr(buffer_text(all), text)) {
		struct pollfd ready = { .fd = terminal->fd, .events = POLLIN };
		ssize_t len = poll(&ready, 1, PATIENCE_MS) == 1 ? read(terminal->fd, bytes, sizeof bytes) : 0;
		if (len <= 0)
			fail_msg("no '%s' came", text);
		buffer_add_bytes(all, bytes, (size_t)len);
	}
}

/* Reads until @text was written; what came up to it is forgotten. */
static void expect(struct terminal *terminal, const char *text)
{
	read_up_to(terminal, &terminal->seen, text);
	char *rest = strdup(strstr(terminal->seen.text, text) + strlen(text));
	buffer_clear(&terminal->seen);
	buffer_add(&terminal->seen, rest);
	free(rest);
}

static void send(struct terminal *terminal, const char *keys)
{
	assert_int_equal(write(terminal->fd, keys, strlen(keys)), (ssize_t)strlen(keys));
}

static int finish(struct terminal *terminal)
{
	int status;
	assert_int_equal(waitpid(terminal->child, &status, 0), terminal->child);
	if (terminal->fd >= 0)
		close(terminal->fd);
	if (terminal->tty >= 0)
		close(terminal->tty);
	buffer_finish(&terminal->seen);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void terminal_is_given_back(void **state)
{
	struct terminal terminal;
	start(&terminal, console);
	expect(&terminal, "\033[?2004h\033[?1000h\033[?1006h");
	expect(&terminal, "\033[?1049h");
	expect(&terminal, "정비");
	expect(&terminal, "last=none.");
	struct termios raw;
	tcgetattr(terminal.tty, &raw);
	assert_false(raw.c_lflag & (ICANON | ECHO | ISIG));
	send(&terminal, "\033OQ");
	expect(&terminal, "F2.");
	send(&terminal, "\033");
	expect(&terminal, "Esc.");
	send(&terminal, "\x11");
	expect(&terminal, "\033[?1006l\033[?1000l\033[?2004l");
	expect(&terminal, "\033[?1049l");
	assert_int_equal(finish(&terminal), LEFT_BY_KEY);
}

/* Starts @program, leaves it and gives all it wrote. */
static char *output_of(int (*program)(void))
{
	struct terminal terminal;
	struct buffer all = { 0 };
	start(&terminal, program);
	read_up_to(&terminal, &all, "last=none.");
	send(&terminal, "\x11");
	read_up_to(&terminal, &all, "\033[?2004l");
	assert_int_equal(finish(&terminal), LEFT_BY_KEY);
	return buffer_steal(&all);
}

static void colours_follow_the_terminal(void **state)
{
	char *many = output_of(console);
	assert_non_null(strstr(many, "48;5;53m"));
	assert_non_null(strstr(many, "48;5;220m"));
	char *eight = output_of(console_of_8_colours);
	assert_non_null(strstr(eight, "45m"));
	assert_null(strstr(eight, "48;5"));
	char *none = output_of(console_of_no_colours);
	assert_null(strstr(none, "45m"));
	assert_null(strstr(none, "38;5"));
	assert_non_null(strstr(none, "█"));
	free(many);
	free(eight);
	free(none);
}

static void size_follows_the_tty(void **state)
{
	struct terminal terminal;
	struct winsize size = { .ws_row = 40, .ws_col = 132 };
	start(&terminal, console);
	expect(&terminal, "80x24");
	assert_int_equal(ioctl(terminal.fd, TIOCSWINSZ, &size), 0);
	send(&terminal, "a");
	expect(&terminal, "132x40 last=a.");
	size = (struct winsize){ .ws_row = 5, .ws_col = 30 };
	assert_int_equal(ioctl(terminal.fd, TIOCSWINSZ, &size), 0);
	send(&terminal, "b");
	expect(&terminal, "too small");
	send(&terminal, "\x11");
	expect(&terminal, "\033[?1049l");
	assert_int_equal(finish(&terminal), LEFT_BY_KEY);
}

static void gone_line_is_told_once(void **state)
{
	struct terminal terminal;
	start(&terminal, console);
	expect(&terminal, "last=none.");
	close(terminal.tty);
	close(terminal.fd);
	terminal.fd = terminal.tty = -1;
	assert_int_equal(finish(&terminal), LINE_GONE);
}

static void orphan_goes_on_after_ctrl_z(void **state)
{
	struct terminal terminal;
	start(&terminal, console);
	expect(&terminal, "last=none.");
	send(&terminal, "\x1a");
	expect(&terminal, "\033[?1049l");
	expect(&terminal, "\033[?2004h");
	expect(&terminal, "last=Ctrl+Z.");
	send(&terminal, "\x11");
	expect(&terminal, "\033[?1049l");
	assert_int_equal(finish(&terminal), LEFT_BY_KEY);
}

/* What a shell does with a job: it stops, the terminal is the shell's, it continues in the foreground. */
static int job_control(void)
{
	signal(SIGTTOU, SIG_IGN);
	pid_t job = fork();
	if (job == 0) {
		setpgid(0, 0);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		_exit(console());
	}
	int status;
	if (waitpid(job, &status, WUNTRACED) != job || !WIFSTOPPED(status))
		return NOT_STARTED;
	struct termios modes;
	tcgetattr(STDIN_FILENO, &modes);
	const char *text = modes.c_lflag & ICANON ? "[stopped]" : "[raw]";
	if (write(STDOUT_FILENO, text, strlen(text)) < 0)
		return NOT_STARTED;
	kill(-job, SIGCONT);
	return waitpid(job, &status, 0) == job && WIFEXITED(status) ? WEXITSTATUS(status) : NOT_STARTED;
}

static void job_stops_and_continues(void **state)
{
	struct terminal terminal;
	start(&terminal, job_control);
	expect(&terminal, "last=none.");
	send(&terminal, "\x1a");
	expect(&terminal, "\033[?1049l");
	expect(&terminal, "[stopped]");
	expect(&terminal, "\033[?2004h");
	expect(&terminal, "last=Ctrl+Z.");
	send(&terminal, "\x11");
	expect(&terminal, "\033[?1049l");
	assert_int_equal(finish(&terminal), LEFT_BY_KEY);
}

int main(void)
{
	if (!setlocale(LC_ALL, "C.UTF-8"))
		return 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terminal_is_given_back),      cmocka_unit_test(colours_follow_the_terminal),
		cmocka_unit_test(size_follows_the_tty),        cmocka_unit_test(gone_line_is_told_once),
		cmocka_unit_test(orphan_goes_on_after_ctrl_z), cmocka_unit_test(job_stops_and_continues),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
