/* A random walk over the console by the keys that mean something: menus, dialogs and pages are reached and
 * used, by every role, in both languages, at many sizes, while other desks and the telephone go on changing
 * the rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "desk_site.h"
#include "script_lines.h"
#include "storm.h"

enum { PAIRS = 3, ACTS = 900, KEPT = 48, ACT_SIZE = 96 };

#define COUNT(table) ((int)(sizeof(table) / sizeof(*(table))))

/* --- what is done --- */

/* Every key that some view, dialog or page has an action for, and what edits a field; Ctrl+Q would only
 * leave. */
static const char *const keys[] = {
	"Enter",     "Enter",      "Enter",    "Enter",      "Esc",
	"Esc",       "Tab",        "Tab",      "Down",       "Down",
	"Down",      "Up",         "Up",       "Left",       "Right",
	"Shift+Tab", "Space",      "Space",    "Insert",     "Insert",
	"Delete",    "Home",       "End",      "PageUp",     "PageDown",
	"Backspace", "F1",         "F2",       "F3",         "F4",
	"F5",        "F6",         "F7",       "F8",         "F9",
	"F10",       "F11",        "F12",      "Shift+F2",   "Shift+F3",
	"Shift+F4",  "Shift+F5",   "Shift+F6", "Shift+F7",   "Shift+F8",
	"Shift+F9",  "Shift+F12",  "Alt+Up",   "Alt+Down",   "Alt+Left",
	"Alt+Right", "Alt+Home",   "Alt+End",  "Alt+Insert", "Alt+PageDown",
	"Alt+U",     "Alt+W",      "Alt+S",    "Alt+D",      "Alt+P",
	"Alt+M",     "Alt+C",      "Alt+L",    "Alt+1",      "Alt+3",
	"Alt+4",     "Alt+0",      "Ctrl+A",   "Ctrl+B",     "Ctrl+D",
	"Ctrl+E",    "Ctrl+G",     "Ctrl+K",   "Ctrl+L",     "Ctrl+N",
	"Ctrl+O",    "Ctrl+P",     "Ctrl+R",   "Ctrl+T",     "Ctrl+U",
	"Ctrl+W",    "Ctrl+X",     "Ctrl+_",   "Ctrl+Up",    "Ctrl+Down",
	"Ctrl+Left", "Ctrl+Right", "[",        "]",          "1",
	"2",         "3",          "4",        "5",          "y",
	"n",         "ㅛ",         "ㅜ",
};

/* What is typed into fields. */
static const char *const words[] = {
	"홍길동",
	"김",
	"ㄱㅁㅅ",
	"a",
	"Kim",
	"123가4567",
	"245나6789",
	"ZN6PMDE26R7000110",
	"ZAM57YTL2M1000101",
	"010-0000-1234",
	"+39 333 1234567",
	"hong@example.com",
	"24",
	"tue",
	"+3",
	"2026-11-24",
	"2026-02-30",
	"09:30",
	"14:00",
	"25:99",
	"18250",
	"-1",
	"99999999999999999999",
	"30",
	"0",
	"엔진에서 소리가 납니다",
	"e\xcc\x81",
	"👩‍👩‍👧",
	"\xff\xfe",
	"' OR 1=1 --",
	"%s%n%d",
	"{plate}",
	"because",
	"OIL",
	"L1",
};

/* Ways into the depth, which chance alone takes too seldom. */
static const char *const ways[] = {
	"F12 Enter Enter",
	"F12 Enter PageDown PageDown PageDown",
	"F12 Enter Ctrl+T 1 Enter",
	"Ctrl+T 2 Enter",
	"Ctrl+G 5 Enter",
	"Ctrl+G End Enter",
	"Ctrl+B Down Enter",
	"Ctrl+O",
	"Ctrl+R",
	"F4 Right Right Home Enter",
	"F4 Right Right Space Down Enter",
	"F4 Right Space 1",
	"F4 Right Space 2",
	"F4 Right Space 3 Enter Enter",
	"F4 Right Down Space 4 Enter",
	"F4 Right Down Space 5 Enter Enter",
	"F4 Right Down Space 6 Enter",
	"F4 Right Down Down Space 7 Enter",
	"F4 Right Ctrl+O Enter",
	"F4 Right Ctrl+B",
	"F4 Shift+F4 Enter",
	"F3 Tab Right Tab Enter",
	"F3 Right Insert Down Enter",
	"F3 Right Ctrl+A Enter Enter Enter",
	"F3 Right Ctrl+R Enter Enter",
	"F3 Right Ctrl+E Enter Enter",
	"F3 Ctrl+O Enter",
	"F3 Ctrl+T Enter",
	"F3 Ctrl+T Tab Enter",
	"F3 Ctrl+T Space",
	"F3 Space Down Enter",
	"F3 Delete Enter Enter",
	"F5 Enter",
	"F5 Space Down Enter Enter",
	"F5 Space 2 Enter",
	"F5 Down Right",
	"F6 Enter",
	"F6 Down Space Enter",
	"F6 Right Space Down Enter",
	"F6 Right Right Space Enter",
	"F6 Right Right Down Enter",
	"F6 Right Right Right Space",
	"F8 Enter",
	"F8 Down Down Enter Enter",
	"F8 Space",
	"F8 Tab Left Enter",
	"F10 1",
	"F10 Down Enter",
	"F10 End Enter",
	"F11 F12 Enter Alt+Up",
	"Alt+Down Alt+Down F10 1",
	"Shift+F12 Enter",
	"Shift+F8",
	"Shift+F7",
	"Alt+U Alt+U Alt+U",
	"Ctrl+P Down Down Down Enter",
	"Ctrl+P End Enter",
};

/* Found and opened in F7, and in the palette. */
static const char *const sought[] = { "홍", "김", "1", "가", "ZAM", "010", "MC20", "grecale" };
static const char *const commands[] = { "dealer", "audit",  "outbox",  "read the forms", "undo",
					"walk",   "others", "persona", "comp",           "break",
					"step",   "draw",   "suspend" };

/* What other desks and the exchange do meanwhile; @ is a number of a file. */
static const char *const others[][8] = {
	{ "file", "cancel", "@" },
	{ "file", "arrive", "@" },
	{ "file", "finish", "@" },
	{ "file", "noshow", "@" },
	{ "file", "undo", "@" },
	{ "absence", "add", "kim.s", "--from", "2026-11-24", "--to", "2026-11-25" },
	{ "absence", "add", "L1", "--from", "2026-11-23", "--to", "2026-11-24" },
	{ "absence", "end", "1" },
	{ "call", "ringing", "call=a", "from=01000001234", "to=201" },
	{ "call", "ringing", "call=b", "from=anonymous", "to=211" },
	{ "call", "answered", "call=a", "to=201" },
	{ "call", "answered", "call=b", "to=211" },
	{ "call", "hangup", "call=a" },
	{ "call", "hangup", "call=b" },
	{ "file", "wait", "@" },
	{ "--as", "ryu.h", "purge", "--by", "kim.s" },
	{ "notify" },
};

/* --- who does it, and where --- */

static const char *const people[] = { "kim.m", "noh.e", "kim.s", "oh.s", "ryu.h", "guest" };
static const int sizes[][2] = { { 24, 80 }, { 36, 120 }, { 20, 60 }, { 60, 200 }, { 24, 80 }, { 30, 100 } };

/* One console, and what was done at it last, for whoever has to find out. */
struct seat {
	struct vt *vt;
	char name[128];
	char acts[KEPT][ACT_SIZE];
	int count;
};

static const struct desk_site *site;
static int consoles;

static void note(struct seat *seat, const char *act)
{
	snprintf(seat->acts[seat->count++ % KEPT], ACT_SIZE, "%s", act);
}

static void tell_walk(const struct seat *seat)
{
	print_error("# %s, act %d; the last ones:", seat->name, seat->count);
	for (int i = seat->count > KEPT ? seat->count - KEPT : 0; i < seat->count; i++)
		print_error(" %s,", seat->acts[i % KEPT]);
	print_error("\n");
}

static void sit_down(struct seat *seat)
{
	const char *who = people[storm_draw(COUNT(people))], *language = storm_draw(2) ? "ko" : "en";
	const int *size = sizes[storm_draw(COUNT(sizes))];
	bool plain = storm_draw(5) == 0, mono = storm_draw(4) == 0;
	const char *argv[] = { desk_site_program(),
			       "--config",
			       site->config,
			       "--now",
			       DESK_NOW,
			       "--lang",
			       language,
			       "--as",
			       who,
			       plain ? "--plain" : NULL,
			       NULL };
	const char *const env[] = { "NO_COLOR=1", NULL };
	snprintf(seat->name, sizeof seat->name, "%s, %s, %dx%d%s%s", who, language, size[1], size[0],
		 plain ? ", plain" : "", mono ? ", mono" : "");
	seat->count = 0;
	consoles++;
	seat->vt = vt_start(size[0], size[1], argv, mono ? env : NULL);
	assert_non_null(seat->vt);
	assert_true(vt_wait(seat->vt, "F2"));
}

/* --- one act --- */

static void press(struct seat *seat, const char *names)
{
	note(seat, names);
	assert_true(vt_keys(seat->vt, names));
}

static void enter(struct seat *seat, const char *text)
{
	note(seat, text);
	if (storm_draw(6) == 0)
		vt_paste(seat->vt, text);
	else
		vt_type(seat->vt, text);
}

static void look_for(struct seat *seat, const char *key, const char *text)
{
	press(seat, key);
	enter(seat, text);
	if (storm_draw(2))
		vt_settle(seat->vt, 3);
	for (int down = storm_draw(4); down > 0; down--)
		press(seat, "Down");
	press(seat, storm_draw(4) ? "Enter" : "Insert");
}

static void click(struct seat *seat)
{
	static const int buttons[] = { 1, 1, 1, 3, 4, 5 };
	int row = storm_draw(vt_rows(seat->vt)), col = storm_draw(vt_cols(seat->vt)), button = storm_draw(6);
	char what[ACT_SIZE];
	snprintf(what, sizeof what, "click %d at %d,%d", buttons[button], row, col);
	note(seat, what);
	vt_click(seat->vt, row, col, buttons[button]);
}

static void resize(struct seat *seat)
{
	char what[ACT_SIZE];
	storm_resize(seat->vt);
	snprintf(what, sizeof what, "size %dx%d", vt_cols(seat->vt), vt_rows(seat->vt));
	note(seat, what);
}

/* Refused or done, but never dead: a sanitizer ends with 1 as a rule does, and is told from it by its words.
 */
static void another_desk(struct seat *seat)
{
	const char *args[9] = { NULL };
	const char *const *chosen = others[storm_draw(COUNT(others))];
	char number[16];
	struct buffer out = { 0 };
	snprintf(number, sizeof number, "%d", 1 + storm_draw(40));
	for (int i = 0; i < 8 && chosen[i]; i++)
		args[i] = strcmp(chosen[i], "@") == 0 ? number : chosen[i];
	note(seat, args[1] ? args[1] : args[0]);
	int status = desk_site_run(site, args, NULL, &out);
	if (status < 0 || strstr(buffer_text(&out), "Sanitizer") ||
	    strstr(buffer_text(&out), "runtime error")) {
		print_error("# %s %s: %d\n# %s\n", args[0], args[1] ? args[1] : "", status,
			    buffer_text(&out));
		fail();
	}
	buffer_finish(&out);
}

/* --- what scripts do --- */

static struct script_lines script_lines;

static void press_most(struct seat *seat, const char *names)
{
	if (!strstr(names, "Ctrl+Q"))
		press(seat, names);
}

/* From a random line, mostly to the script's end; now and then a key comes between. */
static void follow_script(struct seat *seat)
{
	int at = storm_draw(script_lines.count);
	if (storm_draw(3))
		at = script_lines_first(&script_lines, at);
	for (const char *line; (line = script_lines.lines[at]) && storm_draw(24); at++) {
		if (line[0] == 'k')
			press_most(seat, line + 5);
		else
			enter(seat, line + 5);
		if (storm_draw(12) == 0)
			press(seat, keys[storm_draw(COUNT(keys))]);
		vt_settle(seat->vt, storm_draw(3));
		if (!vt_drain(seat->vt))
			return;
	}
}

static void act(struct seat *seat)
{
	int kind = storm_draw(200);
	if (kind < 110)
		press(seat, keys[storm_draw(COUNT(keys))]);
	else if (kind < 140)
		press(seat, ways[storm_draw(COUNT(ways))]);
	else if (kind < 170)
		enter(seat, words[storm_draw(COUNT(words))]);
	else if (kind < 178)
		look_for(seat, "F7", sought[storm_draw(COUNT(sought))]);
	else if (kind < 184)
		look_for(seat, "Ctrl+P", commands[storm_draw(COUNT(commands))]);
	else if (kind < 190)
		click(seat);
	else if (kind < 195)
		follow_script(seat);
	else if (kind < 198)
		resize(seat);
	else
		another_desk(seat);
}

/* Now and then the program gets the time to paint, mostly not. */
static void rest(struct seat *seat)
{
	int pace = storm_draw(8);
	if (pace < 3)
		vt_settle(seat->vt, pace == 0 ? 8 : 2);
}

static bool goes_on(struct seat *seat)
{
	vt_forget(seat->vt);
	return vt_drain(seat->vt);
}

static void stand_up(struct seat *seat, bool open)
{
	bool good = open ? storm_leave(seat->vt) : storm_left(seat->vt);
	if (!good)
		tell_walk(seat);
	vt_finish(seat->vt);
	seat->vt = NULL;
	assert_true(good);
}

static void walk_about(void)
{
	static struct seat seats[2];
	sit_down(&seats[0]);
	sit_down(&seats[1]);
	for (int i = 0; i < ACTS; i++) {
		struct seat *seat = &seats[storm_draw(2)];
		act(seat);
		rest(seat);
		for (int k = 0; k < 2; k++)
			if (!goes_on(&seats[k])) {
				stand_up(&seats[k], false);
				sit_down(&seats[k]);
			}
	}
	stand_up(&seats[0], true);
	stand_up(&seats[1], true);
}

static void random_acts_are_survived(void **state)
{
	storm_seed("acts");
	site = *state;
	assert_true(script_lines_read(&script_lines, getenv("SCRIPTS")));
	for (int i = 0; i < PAIRS; i++) {
		walk_about();
		assert_true(desk_site_sound(*state));
	}
	print_message(
		"# %d acts at %d consoles came to %s\n", PAIRS * ACTS, consoles,
		desk_site_query(*state,
				"SELECT group_concat(n || ' ' || act, ', ') FROM (SELECT act, count(*) n"
				" FROM audit GROUP BY act ORDER BY n DESC)"));
	script_lines_finish(&script_lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(random_acts_are_survived, desk_site_open, desk_site_close),
	};
	return cmocka_run_group_tests(tests, desk_site_prepare, desk_site_discard);
}
