/* Storms on the real console: sizes, keys, and many programs booking at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "desk_site.h"
#include "storm.h"

enum { RESIZES = 2000, KEY_BYTES = 50000 };

/* --- sizes --- */

/* The screen but for the title, whose counters come behind the first frame, and the row with the call's time.
 */
static void still_screen(struct vt *vt, struct buffer *screen)
{
	buffer_clear(screen);
	for (int row = 1; row < vt_rows(vt); row++) {
		if (row == 1 || row == vt_rows(vt) - 2)
			continue;
		buffer_add(screen, vt_line(vt, row));
		buffer_add(screen, "\n");
	}
}

static bool is_as_before(struct vt *vt, void *data)
{
	struct buffer now = { 0 };
	still_screen(vt, &now);
	bool same = strcmp(buffer_text(&now), buffer_text(data)) == 0;
	buffer_finish(&now);
	return same;
}

static void last_frame_is_right_after_resizes(void **state)
{
	static const char *const views[] = { "F4", "F3", "F7", "F5", "F6", "F2" };
	enum { VIEWS = sizeof views / sizeof *views };
	storm_seed("resizes");
	struct vt *vt = desk_site_ready(*state, "kim.m", "ko", 24, 80);
	assert_true(vt_keys(vt, "F12 Enter Enter"));
	assert_true(vt_wait(vt, "고객 요청 (원문)"));
	vt_type(vt, "엔진에서 소리가 납니다");
	assert_true(vt_wait(vt, "엔진에서 소리가 납니다"));
	struct buffer before = { 0 };
	vt_settle(vt, 100);
	still_screen(vt, &before);
	for (int i = 0; i < RESIZES; i++) {
		storm_resize(vt);
		if (i % 50 == 0)
			vt_key(vt, views[i / 50 % VIEWS]);
		/* Now and then it gets the time to paint. */
		if (storm_draw(4) == 0)
			vt_settle(vt, 2);
		assert_true(vt_drain(vt));
	}
	vt_key(vt, "F2");
	vt_resize(vt, 24, 80);
	if (!vt_wait_for(vt, is_as_before, &before, "the screen as it was")) {
		print_error("# it was\n%s\n", buffer_text(&before));
		fail();
	}
	buffer_finish(&before);
	assert_true(desk_site_leave(vt));
	vt_finish(vt);
	print_message("# %d resizes, the last frame as the first\n", RESIZES);
}

/* --- keys --- */

static const char *const sequences[] = {
	"\033OP",
	"\033OQ",
	"\033OR",
	"\033OS",
	"\033[15~",
	"\033[17~",
	"\033[18~",
	"\033[19~",
	"\033[20~",
	"\033[21~",
	"\033[23~",
	"\033[24~",
	"\033[A",
	"\033[B",
	"\033[C",
	"\033[D",
	"\033[H",
	"\033[F",
	"\033[5~",
	"\033[6~",
	"\033[3~",
	"\033[2~",
	"\033[Z",
	"\033[1;3A",
	"\033[1;3B",
	"\033u",
	"\0331",
	"\0332",
	"\033[M !!",
	"\033[<0;5;5M",
	"\033[<0;5;5m",
	"\033[<64;9;9M",
	"\033[",
	"\033O",
	"\033[1;",
	"\033[999999999999;",
	"\033]0;x",
	"\033P",
	"\033",
	"\033\033",
	"\033[200~a\nb\033[201~",
	"\033[200~",
	"\033[201~",
	"\xff",
	"\xe2\x82",
	"\xed\xa0\x80",
	"\xf4\x90\x80\x80",
	"ㅂ",
	"ㅕ",
	"ㅏ",
	"한",
	"ㄱㅁㅅ",
	"예약",
	"e\xcc\x81",
	"👩‍👩‍👧",
	("\xc2\x9b"
	 "31m"),
	"\xe2\x80\xae",
	"\r",
	"\r",
	"\r",
	"\t",
	"\t",
	" ",
	"1",
	"2",
	"5678",
	"245나6789",
	"010-0000-1234",
	"김",
	"+3",
	"24",
};
enum { SEQUENCES = sizeof sequences / sizeof *sequences };

/* Any byte but Ctrl+Q, which would only leave. */
static char random_byte(void)
{
	char byte = (char)(storm_draw(3) ? 32 + storm_draw(95) : storm_draw(256));
	return byte == '\x11' || byte == '\0' ? ' ' : byte;
}

static int send_random(struct vt *vt)
{
	char bytes[2] = { 0 };
	if (storm_draw(2)) {
		const char *sequence = sequences[storm_draw(SEQUENCES)];
		vt_type(vt, sequence);
		return (int)strlen(sequence);
	}
	*bytes = random_byte();
	vt_type(vt, bytes);
	return 1;
}

static void random_keys_are_survived(void **state)
{
	enum { BATCH = 200 };
	storm_seed("keys");
	struct vt *vt = desk_site_ready(*state, "kim.m", "ko", 24, 80);
	for (int sent = 0, batch = 0; sent < KEY_BYTES;) {
		int n = send_random(vt);
		sent += n;
		batch += n;
		if (batch < BATCH)
			continue;
		batch = 0;
		vt_settle(vt, 2);
		vt_forget(vt);
		if (vt_drain(vt))
			continue;
		assert_true(storm_left(vt));
		vt_finish(vt);
		vt = desk_site_ready(*state, "kim.m", "ko", 24, 80);
	}
	assert_true(storm_leave(vt));
	vt_finish(vt);
	assert_true(desk_site_sound(*state));
	print_message("# %d bytes of keys, the store is sound\n", KEY_BYTES);
}

int main(void)
{
#define SITE_TEST(f) cmocka_unit_test_setup_teardown(f, desk_site_open, desk_site_close)
	const struct CMUnitTest tests[] = {
		SITE_TEST(last_frame_is_right_after_resizes),
		SITE_TEST(random_keys_are_survived),
	};
	return cmocka_run_group_tests(tests, desk_site_prepare, desk_site_discard);
}
