#include "script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "desk/desk.h"
#include "office/line.h"
#include "office/office.h"
#include "tui/term.h"

enum { LINE_SIZE = 4096, CONSOLES = 2 };

struct console {
	struct office office;
	struct term *term;
	struct desk *desk;
};

struct play {
	const struct script_site *site;
	const char *path;
	int line;
	int rows, cols;
	char lang[8], now[32], as[64], print[256];
	bool plain, readonly;
	int64_t clock;
	struct console consoles[CONSOLES];
	int front;
	int pressed; /* keys by name; what is dictated is not counted */
	struct buffer screen;
	int screen_at; /* byte in the screen from where the next row of a block is looked for, -1: no block */
	bool failed;
};

static int64_t read_clock(void *context)
{
	return ((struct play *)context)->clock;
}

static void fail(struct play *play, const char *what, const char *detail)
{
	printf("# %s:%d: %s: %s\n", play->path, play->line, what, detail);
	if (!play->failed) {
		char *text = strdup(buffer_text(&play->screen));
		for (char *row = strtok(text, "\n"); row; row = strtok(NULL, "\n"))
			printf("#   |%s\n", row);
		free(text);
	}
	play->failed = true;
}

/* --- the console --- */

static void start(struct play *play)
{
	struct console *console = &play->consoles[play->front];
	struct error err = { 0 };
	if (console->desk || play->failed)
		return;
	i18n_start(play->lang, play->site->locale_dir);
	struct office_options office = { .database = play->site->database,
					 .readonly = play->readonly,
					 .as = play->as[0] ? play->as : NULL,
					 .has_now = true,
					 .now = play->now,
					 .forms_dir = play->site->forms_dir };
	struct term_options term = { .rows = play->rows, .cols = play->cols, .plain = play->plain };
	struct desk_options desk = { .clock = read_clock,
				     .clock_context = play,
				     .print_command = play->print[0] ? play->print : NULL,
				     .print_language = play->lang };
	if (!office_open(&console->office, &office, &err)) {
		fail(play, "the site cannot be opened", err.text);
		return;
	}
	console->term = term_create_offscreen(&term, &err);
	if (console->term)
		console->desk = desk_create(&console->office, console->term, &desk, &err);
	if (!console->desk)
		fail(play, "the console cannot be started", err.text);
}

static void end(struct console *console)
{
	if (console->office.store) {
		desk_destroy(console->desk);
		term_destroy(console->term);
		office_close(&console->office);
	}
	*console = (struct console){ 0 };
}

static void refresh(struct play *play)
{
	struct console *console = &play->consoles[play->front];
	if (!console->desk)
		return;
	desk_look(console->desk);
	desk_frame(console->desk);
	buffer_clear(&play->screen);
	term_screen(console->term, &play->screen);
}

/* --- what a script does --- */

/* @burst: they come at once, and the next frame is painted behind the last. */
static void press(struct play *play, char *names, bool burst)
{
	struct console *console = &play->consoles[play->front];
	for (char *name = strtok(names, " \t"); name; name = strtok(NULL, " \t")) {
		struct key key;
		if (!key_parse(name, &key)) {
			fail(play, "there is no such key", name);
			return;
		}
		desk_key(console->desk, key);
		if (!burst)
			desk_frame(console->desk);
		play->pressed++;
	}
}

static void type(struct play *play, const char *text)
{
	struct console *console = &play->consoles[play->front];
	for (size_t at = 0, used, len = strlen(text); at < len; at += used) {
		int32_t scalar = text_decode(text + at, len - at, &used);
		desk_key(console->desk, (struct key){ .code = (uint32_t)scalar });
		desk_frame(console->desk);
	}
}

static void paste(struct play *play, char *text)
{
	for (char *at = text; (at = strstr(at, "\\n"));) {
		*at = '\n';
		memmove(at + 1, at + 2, strlen(at + 2) + 1);
	}
	struct event event = { .kind = EVENT_PASTE, .text = text, .len = strlen(text) };
	desk_event(play->consoles[play->front].desk, &event);
}

static void click(struct play *play, const char *rest)
{
	struct event event = { .kind = EVENT_MOUSE, .mouse = { .action = MOUSE_PRESS, .button = 1 } };
	if (sscanf(rest, "%d %d", &event.mouse.row, &event.mouse.col) != 2)
		fail(play, "row and column, please", rest);
	else
		desk_event(play->consoles[play->front].desk, &event);
}

static void wait_seconds(struct play *play, int seconds)
{
	for (int i = 0; i < seconds; i++) {
		play->clock += 1000;
		for (int j = 0; j < CONSOLES; j++) {
			play->consoles[j].office.frozen_at++;
			if (play->consoles[j].desk)
				desk_tick(play->consoles[j].desk);
		}
	}
}

/* As a program of its own would: what the consoles see of it is another's change. */
static void tell_line(struct play *play, const char *text)
{
	struct line_event event;
	struct error err = { 0 };
	struct office_options options = { .database = play->site->database,
					  .as = "song.a",
					  .has_now = true,
					  .now = play->now };
	struct office office;
	if (!office_open(&office, &options, &err)) {
		fail(play, "the exchange finds no office", err.text);
		return;
	}
	office.frozen_at = play->consoles[play->front].office.frozen_at;
	if (!line_event_parse(text, &event, &err) || !office_line_event(&office, &event, play->clock, &err))
		fail(play, "the event is refused", err.text);
	office_close(&office);
}

static void restart(struct play *play, bool save)
{
	struct error err = { 0 };
	struct console *console = &play->consoles[play->front];
	if (save && console->desk && !desk_save(console->desk, &err))
		fail(play, "the drafts cannot be saved", err.text);
	end(console);
	start(play);
}

static void resize(struct play *play, const char *size)
{
	struct console *console = &play->consoles[play->front];
	if (sscanf(size, "%d %d", &play->rows, &play->cols) != 2)
		fail(play, "rows and columns, please", size);
	else if (console->term)
		term_set_size(console->term, play->rows, play->cols);
}

/* --- what a script expects --- */

/* Runs of blanks as one, none at the ends. */
static void squeeze(const char *text, size_t len, struct buffer *out)
{
	bool blank = false;
	for (size_t i = 0; i < len; i++) {
		if (text[i] == ' ' || text[i] == '\t') {
			blank = out->len > 0;
			continue;
		}
		if (blank)
			buffer_add_char(out, ' ');
		blank = false;
		buffer_add_char(out, text[i]);
	}
}

static void expect_row(struct play *play, const char *text)
{
	struct buffer want = { 0 };
	squeeze(text, strlen(text), &want);
	const char *screen = buffer_text(&play->screen);
	bool found = false;
	for (const char *row = screen + play->screen_at; *row && !found;) {
		size_t len = strcspn(row, "\n");
		struct buffer have = { 0 };
		squeeze(row, len, &have);
		found = strstr(buffer_text(&have), buffer_text(&want)) != NULL;
		buffer_finish(&have);
		row += len + (row[len] == '\n');
		if (found)
			play->screen_at = (int)(row - screen);
	}
	if (!found)
		fail(play, "no such row (in this order)", text);
	buffer_finish(&want);
}

static void expect_cursor(struct play *play, const char *text)
{
	int row, col;
	struct buffer line = { 0 };
	if (term_cursor(play->consoles[play->front].term, &row, &col))
		term_line(play->consoles[play->front].term, row, &line);
	if (!strstr(buffer_text(&line), text))
		fail(play, "the cursor is not in the row of", text);
	buffer_finish(&line);
}

static void show(const struct play *play)
{
	char *text = strdup(buffer_text(&play->screen));
	for (char *row = strtok(text, "\n"); row; row = strtok(NULL, "\n"))
		printf("# |%s\n", row);
	free(text);
}

/* --- lines --- */

static bool set_up(struct play *play, const char *word, const char *rest)
{
	if (strcmp(word, "site") == 0)
		return true;
	if (strcmp(word, "now") == 0) {
		snprintf(play->now, sizeof play->now, "%.31s", rest);
		char *blank = strchr(play->now, ' ');
		if (blank)
			*blank = 'T';
	} else if (strcmp(word, "lang") == 0) {
		snprintf(play->lang, sizeof play->lang, "%.7s", rest);
	} else if (strcmp(word, "as") == 0) {
		snprintf(play->as, sizeof play->as, "%.63s", rest);
	} else if (strcmp(word, "print") == 0) {
		snprintf(play->print, sizeof play->print, "%.255s", rest);
	} else if (strcmp(word, "plain") == 0) {
		play->plain = true;
	} else if (strcmp(word, "readonly") == 0) {
		play->readonly = true;
	} else if (strcmp(word, "size") == 0) {
		resize(play, rest);
	} else {
		return false;
	}
	return true;
}

static bool look(struct play *play, const char *word, const char *rest)
{
	if (strcmp(word, "screen") == 0)
		play->screen_at = 0;
	else if (strcmp(word, "has") == 0) {
		if (!strstr(buffer_text(&play->screen), rest))
			fail(play, "not on the screen", rest);
	} else if (strcmp(word, "not") == 0) {
		if (strstr(buffer_text(&play->screen), rest))
			fail(play, "on the screen", rest);
	} else if (strcmp(word, "most") == 0) {
		if (play->pressed > atoi(rest))
			fail(play, "more keys were pressed than", rest);
	} else if (strcmp(word, "cursor") == 0)
		expect_cursor(play, rest);
	else if (strcmp(word, "show") == 0)
		show(play);
	else
		return false;
	return true;
}

static void act(struct play *play, const char *word, char *rest)
{
	if (strcmp(word, "keys") == 0 || strcmp(word, "burst") == 0)
		press(play, rest, *word == 'b');
	else if (strcmp(word, "type") == 0)
		type(play, rest);
	else if (strcmp(word, "paste") == 0)
		paste(play, rest);
	else if (strcmp(word, "click") == 0)
		click(play, rest);
	else if (strcmp(word, "wait") == 0)
		wait_seconds(play, atoi(rest));
	else if (strcmp(word, "line") == 0)
		tell_line(play, rest);
	else if (strcmp(word, "restart") == 0)
		restart(play, false);
	else if (strcmp(word, "hangup") == 0)
		restart(play, true);
	else if (strcmp(word, "other") == 0)
		play->front = 1;
	else if (strcmp(word, "back") == 0)
		play->front = 0;
	else
		fail(play, "there is no such line in a script", word);
}

static void run_line(struct play *play, char *line)
{
	line[strcspn(line, "\n")] = '\0';
	if (line[0] == '|') {
		expect_row(play, line + 1);
		return;
	}
	char *word = line, *rest = line + strcspn(line, " \t");
	if (*rest)
		*rest++ = '\0';
	rest += strspn(rest, " \t");
	if (word[0] == '\0' || word[0] == '#' || set_up(play, word, rest))
		return;
	start(play);
	if (play->failed)
		return;
	refresh(play);
	if (look(play, word, rest))
		return;
	act(play, word, rest);
	start(play);
	refresh(play);
}

bool script_run(const char *path, const struct script_site *site)
{
	struct play play = { .site = site,
			     .path = path,
			     .rows = 24,
			     .cols = 80,
			     .lang = "en",
			     .now = "2026-11-23T10:00",
			     .clock = 1000000 };
	char line[LINE_SIZE];
	FILE *in = fopen(path, "r");
	if (!in)
		fail(&play, "the script cannot be read", path);
	while (in && !play.failed && fgets(line, sizeof line, in)) {
		play.line++;
		run_line(&play, line);
	}
	if (in)
		fclose(in);
	for (int i = 0; i < CONSOLES; i++)
		end(&play.consoles[i]);
	buffer_finish(&play.screen);
	return !play.failed;
}
