#include "vt.h"
#include "vt_state.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static int on_property(VTermProp prop, VTermValue *value, void *user)
{
	struct vt *vt = user;
	if (prop == VTERM_PROP_ALTSCREEN)
		vt->alternate = value->boolean;
	else if (prop == VTERM_PROP_CURSORVISIBLE)
		vt->cursor_shown = value->boolean;
	else if (prop == VTERM_PROP_MOUSE)
		vt->mouse = value->number;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_property };

void vt_send(const char *bytes, size_t len, void *user)
{
	struct vt *vt = user;
	while (len > 0 && vt->master >= 0) {
		ssize_t n = write(vt->master, bytes, len);
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		} else if (errno == EAGAIN) {
			/* The program's input is full: it may be blocked on its own output. */
			struct pollfd fd = { .fd = vt->master, .events = POLLOUT | POLLIN };
			if (poll(&fd, 1, VT_PATIENCE) <= 0 || !vt_drain(vt))
				return;
		} else if (errno != EINTR) {
			return;
		}
	}
}

static void set_environment(const char *const *env)
{
	static const char *const kept[] = { "PATH",         "HOME",          "TMPDIR",
					    "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS" };
	char *values[sizeof kept / sizeof *kept];
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		const char *value = getenv(kept[i]);
		values[i] = value ? strdup(value) : NULL;
	}
	clearenv();
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		if (values[i])
			setenv(kept[i], values[i], 1);
	}
	setenv("TERM", "xterm-256color", 1);
	setenv("LANG", "C.UTF-8", 1);
	for (; env && *env; env++)
		putenv((char *)*env); /* "NAME" alone takes it out */
}

static struct termios plain_modes(void)
{
	struct termios modes = { .c_iflag = ICRNL | IXON | IUTF8,
				 .c_oflag = OPOST | ONLCR,
				 .c_cflag = CREAD | CS8,
				 .c_lflag =
					 ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN };
	static const cc_t chars[NCCS] = {
		[VINTR] = 3,  [VQUIT] = 28,  [VERASE] = 127, [VKILL] = 21, [VEOF] = 4,
		[VSUSP] = 26, [VSTART] = 17, [VSTOP] = 19,   [VMIN] = 1
	};
	memcpy(modes.c_cc, chars, sizeof chars);
	cfsetspeed(&modes, B38400);
	return modes;
}

static void run_program(const char *const *argv, const char *const *env)
{
	set_environment(env);
	signal(SIGHUP, SIG_DFL); /* who runs the tests under nohup ignores it, and children would too */
	execvp(argv[0], (char *const *)argv);
	fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

static bool start_program(struct vt *vt, int rows, int cols, const char *const *argv, const char *const *env)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	struct termios modes = plain_modes();
	vt->pid = forkpty(&vt->master, NULL, &modes, &size);
	if (vt->pid == 0)
		run_program(argv, env);
	if (vt->pid < 0)
		return false;
	/* Another program started later must not keep this line open. */
	fcntl(vt->master, F_SETFD, FD_CLOEXEC);
	fcntl(vt->master, F_SETFL, O_NONBLOCK);
	vt->pidfd = pidfd_open(vt->pid, 0);
	vt->modes = modes;
	return vt->pidfd >= 0;
}

static int at_least(int value, int least)
{
	return value < least ? least : value;
}

struct vt *vt_start(int rows, int cols, const char *const *argv, const char *const *env)
{
	rows = at_least(rows, 1);
	cols = at_least(cols, VT_MIN_COLS);
	struct vt *vt = calloc(1, sizeof *vt);
	*vt = (struct vt){ .master = -1, .pidfd = -1, .cursor_shown = true };
	vt->term = vterm_new(rows, cols);
	vterm_set_utf8(vt->term, 1);
	vterm_output_set_callback(vt->term, vt_send, vt);
	vt->screen = vterm_obtain_screen(vt->term);
	vterm_screen_set_callbacks(vt->screen, &callbacks, vt);
	vterm_screen_enable_altscreen(vt->screen, 1);
	vterm_screen_reset(vt->screen, 1);
	if (start_program(vt, rows, cols, argv, env))
		return vt;
	fprintf(stderr, "# %s cannot be started: %s\n", argv[0], strerror(errno));
	vt_finish(vt);
	return NULL;
}

void vt_finish(struct vt *vt)
{
	if (!vt)
		return;
	if (vt->pid > 0 && !vt->ended) {
		kill(vt->pid, SIGKILL);
		kill(vt->pid, SIGCONT);
		waitpid(vt->pid, NULL, 0);
	}
	if (vt->master >= 0)
		close(vt->master);
	if (vt->pidfd >= 0)
		close(vt->pidfd);
	vterm_free(vt->term);
	buffer_finish(&vt->output);
	buffer_finish(&vt->line);
	buffer_finish(&vt->whole);
	free(vt);
}

/* libvterm keeps bracketed paste to itself; the last switch in @bytes counts. One that is cut in two by a
 * read is found as well, because the search goes over all output from a little before. */
static void watch_paste_mode(struct vt *vt, size_t from)
{
	static const char mark[] = "\033[?2004";
	from = from > sizeof mark ? from - sizeof mark : 0;
	const char *at = vt->output.text + from;
	while ((at = memmem(at, vt->output.len - (size_t)(at - vt->output.text), mark, sizeof mark - 1))) {
		at += sizeof mark - 1;
		if (*at == 'h' || *at == 'l')
			vt->paste_brackets = *at == 'h';
	}
}

bool vt_drain(struct vt *vt)
{
	char bytes[16384];
	while (vt->master >= 0 && !vt->closed) {
		ssize_t n = read(vt->master, bytes, sizeof bytes);
		if (n > 0) {
			size_t before = vt->output.len;
			buffer_add_bytes(&vt->output, bytes, (size_t)n);
			watch_paste_mode(vt, before);
			vterm_input_write(vt->term, bytes, (size_t)n);
		} else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
			vt->closed = true; /* EIO: the program's side is closed */
		} else if (errno == EAGAIN) {
			break;
		}
	}
	return !vt->closed;
}

static int64_t now_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static long now_ms(void)
{
	return (long)(now_ns() / 1000000);
}

int64_t vt_redraw(struct vt *vt, int patience_ms)
{
	enum { WITHIN_MS = 2 };
	int64_t begin = now_ns(), last = -1;
	struct pollfd fd = { .fd = vt->master, .events = POLLIN };
	while (poll(&fd, 1, last < 0 ? patience_ms : WITHIN_MS) > 0 && vt_drain(vt))
		last = now_ns() - begin;
	return last;
}

int64_t vt_settle(struct vt *vt, int quiet_ms)
{
	int64_t begin = now_ns(), last = -1;
	struct pollfd fd = { .fd = vt->master, .events = POLLIN };
	while (poll(&fd, 1, quiet_ms) > 0 && vt_drain(vt))
		last = now_ns() - begin;
	return last;
}

static void tell(struct vt *vt, const char *what)
{
	fprintf(stderr, "# waited in vain for %s; %s, the screen is\n", what,
		vt->closed ? "the line is closed" : "the program still runs");
	for (int row = 0; row < vt_rows(vt); row++)
		fprintf(stderr, "# |%s\n", vt_line(vt, row));
}

bool vt_wait_for(struct vt *vt, bool (*done)(struct vt *vt, void *data), void *data, const char *what)
{
	long deadline = now_ms() + VT_PATIENCE;
	bool open = vt_drain(vt);
	while (!done(vt, data)) {
		long left = deadline - now_ms();
		struct pollfd fd = { .fd = vt->master, .events = POLLIN };
		if (!open || vt->master < 0 || left <= 0) {
			tell(vt, what);
			return false;
		}
		poll(&fd, 1, (int)left);
		open = vt_drain(vt);
	}
	return true;
}

struct wanted {
	const char *text;
	int row; /* -1 any */
	bool gone;
};

static bool is_as_wanted(struct vt *vt, void *data)
{
	const struct wanted *wanted = data;
	if (wanted->row >= 0)
		return strstr(vt_line(vt, wanted->row), wanted->text) != NULL;
	return vt_has(vt, wanted->text) != wanted->gone;
}

static bool wait_wanted(struct vt *vt, struct wanted wanted)
{
	char what[512];
	snprintf(what, sizeof what, wanted.gone ? "the end of \"%s\"" : "\"%s\"", wanted.text);
	return vt_wait_for(vt, is_as_wanted, &wanted, what);
}

bool vt_wait(struct vt *vt, const char *text)
{
	return wait_wanted(vt, (struct wanted){ .text = text, .row = -1 });
}

bool vt_wait_gone(struct vt *vt, const char *text)
{
	return wait_wanted(vt, (struct wanted){ .text = text, .row = -1, .gone = true });
}

bool vt_wait_line(struct vt *vt, int row, const char *text)
{
	return wait_wanted(vt, (struct wanted){ .text = text, .row = row });
}

const char *vt_output(const struct vt *vt, size_t *len)
{
	*len = vt->output.len;
	return buffer_text(&vt->output);
}

void vt_forget(struct vt *vt)
{
	buffer_clear(&vt->output);
}

void vt_resize(struct vt *vt, int rows, int cols)
{
	rows = at_least(rows, 1);
	cols = at_least(cols, VT_MIN_COLS);
	vt_drain(vt);
	vterm_set_size(vt->term, rows, cols);
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	if (vt->master >= 0)
		ioctl(vt->master, TIOCSWINSZ, &size);
}

pid_t vt_pid(const struct vt *vt)
{
	return vt->pid;
}

void vt_signal(struct vt *vt, int signal)
{
	if (!vt->ended)
		kill(vt->pid, signal);
}

void vt_hang_up(struct vt *vt)
{
	vt_drain(vt);
	if (vt->master >= 0)
		close(vt->master);
	vt->master = -1;
	vt->closed = true;
}

bool vt_wait_exit(struct vt *vt, int *status)
{
	long deadline = now_ms() + VT_PATIENCE;
	struct pollfd fds[] = { { .fd = vt->pidfd, .events = POLLIN },
				{ .fd = vt->master, .events = POLLIN } };
	while (!vt->ended) {
		long left = deadline - now_ms();
		if (left <= 0) {
			tell(vt, "the program's end");
			return false;
		}
		/* Its last words are read too, or it would block on them. */
		if (!vt_drain(vt))
			fds[1].fd = -1;
		if (poll(fds, 2, (int)left) > 0 && (fds[0].revents & POLLIN))
			vt->ended = waitpid(vt->pid, &vt->status, 0) == vt->pid;
	}
	vt_drain(vt);
	*status = WIFSIGNALED(vt->status) ? -WTERMSIG(vt->status) : WEXITSTATUS(vt->status);
	return true;
}

static bool is_so(bool good, const char *what)
{
	if (!good)
		fprintf(stderr, "# left behind in the terminal: %s\n", what);
	return good;
}

bool vt_restored(struct vt *vt)
{
	struct termios modes;
	bool asked = vt->master >= 0 && tcgetattr(vt->master, &modes) == 0;
	bool good = is_so(asked, "nothing to ask, the line is closed");
	if (asked)
		good &= is_so(modes.c_iflag == vt->modes.c_iflag && modes.c_oflag == vt->modes.c_oflag &&
				      modes.c_lflag == vt->modes.c_lflag,
			      "other terminal modes than before");
	good &= is_so(!vt->alternate, "the alternate screen");
	good &= is_so(vt->cursor_shown, "a hidden cursor");
	good &= is_so(vt->mouse == VTERM_PROP_MOUSE_NONE, "mouse reports");
	good &= is_so(!vt->paste_brackets, "bracketed paste");
	return good;
}
