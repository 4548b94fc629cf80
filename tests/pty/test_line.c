/* The exchange's socket and real consoles: it rings at the right desk by itself, the telephone answers, who
 * hangs up is noted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "desk_site.h"

/* A listener on the site's own socket; the adapter's end of the connection. */
struct exchange {
	struct desk_job job;
	int fd;
	char path[128];
};

static bool try_connect(struct exchange *exchange)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	snprintf(address.sun_path, sizeof address.sun_path, "%s", exchange->path);
	exchange->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (connect(exchange->fd, (struct sockaddr *)&address, sizeof address) == 0)
		return true;
	close(exchange->fd);
	return false;
}

static void listen_to(const struct desk_site *site, struct exchange *exchange)
{
	snprintf(exchange->path, sizeof exchange->path, "%s/cti.sock", site->dir);
	const char *args[] = { "--as", "song.a", "call", "listen", exchange->path, NULL };
	desk_site_begin(site, args, NULL, &exchange->job);
	for (int i = 0; i < 1000 && !try_connect(exchange); i++)
		nanosleep(&(struct timespec){ 0, 10000000 }, NULL); /* until it listens */
}

/* Tells one event and waits for the listener's answer: then it is committed. */
static void tell(struct exchange *exchange, const char *line)
{
	char answer[256];
	assert_int_equal(write(exchange->fd, line, strlen(line)), strlen(line));
	assert_int_equal(write(exchange->fd, "\n", 1), 1);
	ssize_t len = read(exchange->fd, answer, sizeof answer - 1);
	assert_true(len > 0);
	answer[len] = '\0';
	assert_string_equal(answer, "ok\n");
}

static void hang_up(struct exchange *exchange)
{
	close(exchange->fd);
	kill(exchange->job.pid, SIGTERM);
	assert_int_equal(desk_site_end(&exchange->job, NULL), 0);
}

static void it_rings_at_the_right_desk(void **state)
{
	struct desk_site *site = *state;
	struct exchange exchange;
	struct vt *mine = desk_site_ready(site, "kim.m", "en", 24, 80);
	struct vt *other = desk_site_ready(site, "noh.e", "ko", 24, 80);
	listen_to(site, &exchange);
	tell(&exchange, "ringing call=1 from=01000005678 to=202");
	assert_true(vt_wait(other, "010-0000-5678 이영희"));
	assert_true(vt_wait(other, "벨 1/3"));
	tell(&exchange, "ringing call=2 from=01000001234 to=201");
	assert_true(vt_wait(mine, "010-0000-1234 홍길동"));
	assert_false(vt_has(mine, "이영희"));
	tell(&exchange, "answered call=2 to=201");
	assert_true(vt_wait(mine, "answered on ring"));
	assert_true(vt_keys(other, "Enter"));
	assert_true(vt_wait(other, "안녕하십니까"));
	tell(&exchange, "hold call=2");
	assert_true(vt_wait(mine, "hold 00:0"));
	tell(&exchange, "hangup call=2");
	assert_true(vt_wait(mine, "The customer has hung up"));
	tell(&exchange, "hangup call=1");
	assert_true(vt_wait(other, "고객이 전화를 끊었습니다"));
	hang_up(&exchange);
	assert_int_equal(
		desk_site_number(site, "SELECT count(*) FROM line_call l JOIN contact c ON c.id = l.contact "
				       "WHERE l.phase = 'ended' AND c.caller = l.number"),
		2);
	assert_int_equal(desk_site_number(site, "SELECT count(*) FROM contact_hold h JOIN line_call l "
						"ON l.contact = h.contact"),
			 1);
	vt_finish(mine);
	vt_finish(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(it_rings_at_the_right_desk, desk_site_open, desk_site_close),
	};
	return cmocka_run_group_tests(tests, desk_site_prepare, desk_site_discard);
}
