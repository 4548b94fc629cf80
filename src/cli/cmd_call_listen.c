/* call listen: a local socket on which adapters of telephone exchanges write their events, a line each. One
 * process in the foreground for a site; consoles learn of the events by the store's bell. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/guard.h"
#include "base/i18n.h"
#include "cli/place.h"
#include "loop/loop.h"
#include "office/line.h"

enum { CLIENTS_MAX = 16, TRIES = 3, BACKLOG = 8, ROOM_MS = 1000 };

static const char usual_socket[] = "/run/prenota/cti.sock";

/* One adapter that is connected. */
struct client {
	int fd; /* -1: free */
	size_t len;
	bool skips; /* to the end of a line that is too long */
	char text[LINE_TEXT_MAX + 2];
};

struct listener {
	struct cli *cli;
	struct office office;
	struct loop *loop;
	int fd;
	int lock_fd; /* held while we live: the socket is ours */
	struct client clients[CLIENTS_MAX];
};

/* --- events --- */

/* What changed in the site (extensions, duties) counts from the next event on. */
static void renew_site(struct listener *listener)
{
	unsigned foreign = 0;
	struct error err;
	if (store_changes(listener->office.store, &foreign, NULL, &err) && (foreign & TABLE_SITE))
		office_reload_site(&listener->office, &err);
}

static bool take_event(struct listener *listener, const struct line_event *event, struct error *err)
{
	int64_t clock = loop_now();
	renew_site(listener);
	for (int i = 0; i < TRIES; i++)
		if (office_line_event(&listener->office, event, clock, err))
			return true;
		else if (err->code != ERROR_BUSY)
			return false;
	return false;
}

/* The adapter is told "ok" or "no" and why; one that does not read misses it. */
static void answer(const struct client *client, const struct error *err)
{
	char text[sizeof err->text + 8];
	int len =
		err ? snprintf(text, sizeof text, "no %s\n", err->text) : snprintf(text, sizeof text, "ok\n");
	ssize_t sent = send(client->fd, text, (size_t)len, MSG_DONTWAIT | MSG_NOSIGNAL);
	(void)sent;
}

static void take_line(struct listener *listener, struct client *client, const char *text, size_t len)
{
	struct line_event event;
	struct error err = { 0 };
	if (len == 0 || text[strspn(text, " \t\r")] == '\0' || text[0] == '#')
		return;
	bool whole = strlen(text) == len || error_set(&err, ERROR_INPUT, _("it holds a zero byte"));
	bool fine = whole && line_event_parse(text, &event, &err) && take_event(listener, &event, &err);
	answer(client, fine ? NULL : &err);
	if (!fine)
		cli_fail(listener->cli, &err);
}

/* --- clients --- */

static void drop(struct listener *listener, struct client *client)
{
	loop_unwatch_fd(listener->loop, client->fd);
	close(client->fd);
	client->fd = -1;
}

static void too_long(struct listener *listener, struct client *client)
{
	struct error err = { 0 };
	error_set(&err, ERROR_INPUT, _("a line longer than %d bytes is left out"), LINE_TEXT_MAX);
	answer(client, &err);
	cli_fail(listener->cli, &err);
	client->skips = true;
	client->len = 0;
}

static void take_lines(struct listener *listener, struct client *client)
{
	char *end;
	while ((end = memchr(client->text, '\n', client->len))) {
		size_t len = (size_t)(end - client->text);
		*end = '\0';
		if (!client->skips)
			take_line(listener, client, client->text, len);
		client->skips = false;
		client->len -= len + 1;
		memmove(client->text, end + 1, client->len);
	}
	if (client->skips)
		client->len = 0;
	else if (client->len > LINE_TEXT_MAX)
		too_long(listener, client);
}

static void on_text(void *context, int fd, short events)
{
	struct listener *listener = context;
	struct client *client = NULL;
	for (int i = 0; i < CLIENTS_MAX; i++)
		if (listener->clients[i].fd == fd)
			client = &listener->clients[i];
	if (!client)
		return;
	ssize_t len = read(fd, client->text + client->len, sizeof client->text - 1 - client->len);
	if (len < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (len <= 0) {
		drop(listener, client);
		return;
	}
	client->len += (size_t)len;
	take_lines(listener, client);
}

static void on_connect(void *context, int fd, short events);

static void on_room(void *context)
{
	struct listener *listener = context;
	loop_watch_fd(listener->loop, listener->fd, POLLIN, on_connect, listener);
}

/* Who cannot be taken stays at the door, and would wake us at once again: room is looked for in a second. */
static void no_room(struct listener *listener)
{
	struct error err;
	error_set(&err, ERROR_SYSTEM, _("an adapter cannot be taken: %s"), strerror(errno));
	cli_fail(listener->cli, &err);
	loop_unwatch_fd(listener->loop, listener->fd);
	loop_set_timer(listener->loop, loop_now() + ROOM_MS, on_room, listener);
}

static void on_connect(void *context, int fd, short events)
{
	struct listener *listener = context;
	int connected = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (connected < 0) {
		if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
			no_room(listener);
		return;
	}
	for (int i = 0; i < CLIENTS_MAX; i++) {
		struct client *client = &listener->clients[i];
		if (client->fd >= 0)
			continue;
		*client = (struct client){ .fd = connected };
		loop_watch_fd(listener->loop, connected, POLLIN, on_text, listener);
		return;
	}
	close(connected);
}

/* --- the socket --- */

/* A lock beside the socket tells a living listener from a socket that a dead one left. */
static bool claim(struct listener *listener, const char *path, struct error *err)
{
	char lock[sizeof((struct sockaddr_un *)0)->sun_path + 8];
	snprintf(lock, sizeof lock, "%s.lock", path);
	listener->lock_fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (listener->lock_fd < 0)
		return error_set(err, ERROR_SYSTEM, _("%s cannot be made: %s"), lock, strerror(errno));
	if (flock(listener->lock_fd, LOCK_EX | LOCK_NB) != 0)
		return error_set(err, ERROR_BUSY, _("%s: another prenota listens there already"), path);
	struct stat there;
	if (lstat(path, &there) != 0)
		return true;
	if (!S_ISSOCK(there.st_mode))
		return error_set(err, ERROR_INPUT, _("%s is no socket; it stays as it is"), path);
	unlink(path);
	return true;
}

static bool open_socket(struct listener *listener, const char *path, struct error *err)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	if (strlen(path) >= sizeof address.sun_path)
		return error_set(err, ERROR_CONFIG, _("%s: too long for a socket's name"), path);
	strcpy(address.sun_path, path);
	if (!claim(listener, path, err))
		return false;
	listener->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	mode_t mask = umask(0117); /* owner and group write events, nobody else */
	bool bound = listener->fd >= 0 &&
		     bind(listener->fd, (struct sockaddr *)&address, sizeof address) == 0 &&
		     listen(listener->fd, BACKLOG) == 0;
	int failed = errno;
	umask(mask);
	return bound || error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(failed));
}

static void on_signal(void *context, int sig)
{
	struct listener *listener = context;
	loop_stop(listener->loop);
}

static bool run(struct listener *listener, const char *path, struct error *err)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGHUP };
	listener->loop = loop_create(err);
	if (!listener->loop || !office_may(&listener->office, OFFICE_ROLES_LINE, err) ||
	    !open_socket(listener, path, err))
		return false;
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		if (!loop_watch_signal(listener->loop, signals[i], on_signal, listener, err))
			return false;
	loop_watch_fd(listener->loop, listener->fd, POLLIN, on_connect, listener);
	bool fine = loop_run(listener->loop, err);
	unlink(path);
	return fine;
}

static int listen_at(struct cli *cli, const char *path)
{
	struct listener listener = { .cli = cli, .fd = -1, .lock_fd = -1 };
	struct error err = { 0 };
	for (int i = 0; i < CLIENTS_MAX; i++)
		listener.clients[i].fd = -1;
	int status = cli_open_office(cli, CLI_WRITES, &listener.office);
	if (status)
		return status;
	if (!run(&listener, path, &err))
		status = cli_fail(cli, &err);
	for (int i = 0; i < CLIENTS_MAX; i++)
		if (listener.clients[i].fd >= 0)
			close(listener.clients[i].fd);
	if (listener.fd >= 0)
		close(listener.fd);
	if (listener.lock_fd >= 0)
		close(listener.lock_fd);
	loop_destroy(listener.loop);
	office_close(&listener.office);
	return status;
}

int cmd_call_listen(struct cli *cli)
{
	struct arena arena = { 0 };
	struct program_config config;
	struct error err;
	int status;
	if (cli->line.arg_count && guard_is_on())
		return cli_usage(cli, _("the socket's place is set in /etc/prenota/prenota.cfg here"));
	if (!cli_config(cli, &arena, &config, &err)) {
		status = cli_fail(cli, &err);
	} else {
		const char *path = cli->line.arg_count ? cli->line.args[0]
				   : config.telephone  ? config.telephone
						       : usual_socket;
		status = listen_at(cli, path);
	}
	arena_finish(&arena);
	return status;
}
