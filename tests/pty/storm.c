#include "storm.h"

#include <inttypes.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static uint64_t random_state;

uint64_t storm_seed(const char *what)
{
	const char *given = getenv("PRENOTA_SEED");
	random_state = given ? strtoull(given, NULL, 10) : (uint64_t)time(NULL);
	print_message("# %s: PRENOTA_SEED=%" PRIu64 "\n", what, random_state);
	return random_state;
}

int storm_draw(int below)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (int)((random_state >> 33) % (uint64_t)below);
}

void storm_resize(struct vt *vt)
{
	static const int usual[][2] = { { 24, 80 }, { 36, 120 }, { 60, 200 },
					{ 20, 60 }, { 30, 119 }, { 10, 40 } };
	int kind = storm_draw(3), n = storm_draw(6);
	if (kind == 0)
		vt_resize(vt, 1 + storm_draw(70), 1 + storm_draw(220));
	else if (kind == 1)
		vt_resize(vt, 7 + storm_draw(16), 36 + storm_draw(28));
	else
		vt_resize(vt, usual[n][0], usual[n][1]);
}

/* A sanitizer that was given no file writes to the terminal, between the frames. */
static void tell_sanitizer(struct vt *vt)
{
	enum { LINES = 40 };
	size_t len;
	const char *said = strstr(vt_output(vt, &len), "Sanitizer");
	if (!said)
		said = strstr(vt_output(vt, &len), "runtime error");
	for (int i = 0; said && *said && i < LINES; i++) {
		size_t line = strcspn(said, "\r\n");
		print_error("# %.*s\n", (int)line, said);
		said += line + strspn(said + line, "\r\n");
	}
}

bool storm_left(struct vt *vt)
{
	int status;
	if (!vt_wait_exit(vt, &status))
		return false;
	/* The palette can leave as well; a Ctrl+C behind that finds the terminal as a shell has it. */
	if (status == 0 || status == -SIGINT || status == -SIGQUIT)
		return vt_restored(vt);
	print_error("# left with status %d\n", status);
	for (int row = 0; row < vt_rows(vt); row++)
		if (*vt_line(vt, row))
			print_error("# |%s\n", vt_line(vt, row));
	tell_sanitizer(vt);
	return false;
}

bool storm_leave(struct vt *vt)
{
	/* What was typed last may still be on its way, and may be what leaves. */
	vt_type(vt, "\033[201~");
	vt_settle(vt, 50);
	for (int i = 0; i < 8; i++) {
		vt_key(vt, "Esc");
		vt_settle(vt, 40); /* longer than an Esc may be the start of a key */
	}
	vt_key(vt, "Ctrl+L"); /* takes an Esc along that a slow machine has not looked at yet */
	vt_settle(vt, 50);
	if (vt_drain(vt))
		vt_key(vt, "Ctrl+Q");
	return storm_left(vt);
}
