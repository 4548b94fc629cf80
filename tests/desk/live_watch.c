/* Desks that look on while another program acts: live_watch DATABASE FORMS
 *
 * F4 on three weeks, and each other view, each at a console without a screen. A line on standard input: every
 * desk takes up what happened and paints what it thinks is new; then it reads everything again. A line each
 * comes back: "VIEW fresh", "VIEW read" (all of it), "VIEW caught up" (only rows that others named), and
 * where what is painted is not what a fresh reading shows "VIEW DIFFERS" with both rows. Ends with its input.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/view_receptions_state.h"

enum { DESKS = 9, ROWS = 120, COLS = 130, FIRST_WEEK = 3, MONDAY = 20780 };

struct watcher {
	const char *view;
	struct office office;
	struct term *term;
	struct desk *desk;
};

static int64_t still(void *context)
{
	(void)context;
	return 1000000;
}

static void give_up(const char *what, const struct error *err)
{
	fprintf(stderr, "%s: %s\n", what, err->text);
	exit(2);
}

/* F4 on the week of the @week-th Monday from the sample site's today. */
static void show_week(struct desk *desk, int week)
{
	struct view_receptions *view = (struct view_receptions *)desk_view(desk, "receptions");
	view->day = MONDAY + 7 * week;
	view->day_chosen = view->week = true;
	view->pane.stale = true;
}

static void open_watcher(struct watcher *watcher, const char *database, const char *forms, int week)
{
	struct error err = { 0 };
	struct office_options office = { .database = database,
					 .as = "kim.m",
					 .has_now = true,
					 .now = "2026-11-23T10:00",
					 .forms_dir = forms };
	struct term_options term = { .rows = ROWS, .cols = COLS };
	struct desk_options options = { .clock = still };
	if (!office_open(&watcher->office, &office, &err) || !office_load_forms(&watcher->office, &err))
		give_up("office", &err);
	watcher->term = term_create_offscreen(&term, &err);
	watcher->desk = watcher->term ? desk_create(&watcher->office, watcher->term, &options, &err) : NULL;
	if (!watcher->desk)
		give_up("desk", &err);
	while (watcher->desk->modal_count)
		desk_close(watcher->desk); /* drafts are offered */
	desk_show(watcher->desk, watcher->view);
	if (week >= 0)
		show_week(watcher->desk, week);
	desk_frame(watcher->desk);
}

static void read_again(struct desk *desk)
{
	for (size_t i = 0; i < desk->view_count; i++)
		desk->views[i]->stale = true;
	desk_changed(desk, TABLE_ALL & ~TABLE_LINE);
	desk_frame(desk);
}

static void tell_difference(const struct watcher *watcher, const char *painted, const char *fresh)
{
	while (*painted && *fresh) {
		size_t one = strcspn(painted, "\n"), two = strcspn(fresh, "\n");
		if (one != two || strncmp(painted, fresh, one) != 0)
			printf("%s DIFFERS\t%.*s\t%.*s\n", watcher->view, (int)one, painted, (int)two, fresh);
		painted += one + (painted[one] == '\n');
		fresh += two + (fresh[two] == '\n');
	}
}

static void look(struct watcher *watcher)
{
	struct desk *desk = watcher->desk;
	struct buffer painted = { 0 }, fresh = { 0 };
	desk_look(desk);
	const char *how = desk->view->stale ? "read" : desk->view->behind ? "caught up" : "fresh";
	desk->message[0] = '\0';
	if (desk_has_news(desk))
		desk_frame(desk);
	term_screen(watcher->term, &painted);
	read_again(desk);
	term_screen(watcher->term, &fresh);
	printf("%s %s\n", watcher->view, how);
	tell_difference(watcher, buffer_text(&painted), buffer_text(&fresh));
	buffer_finish(&painted);
	buffer_finish(&fresh);
}

int main(int argc, char **argv)
{
	struct watcher watchers[DESKS] = { { .view = "receptions" }, { .view = "receptions" },
					   { .view = "receptions" }, { .view = "call" },
					   { .view = "load" },       { .view = "requests" },
					   { .view = "tasks" },      { .view = "find" },
					   { .view = "standards" } };
	char line[16];
	if (argc != 3)
		return 2;
	i18n_start("en", "/nowhere");
	for (int i = 0; i < DESKS; i++)
		open_watcher(&watchers[i], argv[1], argv[2], i < FIRST_WEEK ? i : -1);
	while (fgets(line, sizeof line, stdin)) {
		for (int i = 0; i < DESKS; i++)
			look(&watchers[i]);
		printf("done\n");
		fflush(stdout);
	}
	for (int i = 0; i < DESKS; i++) {
		desk_destroy(watchers[i].desk);
		term_destroy(watchers[i].term);
		office_close(&watchers[i].office);
	}
	return 0;
}
