#include "desk/menu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "desk/desk_state.h"
#include "tui/edit.h"
#include "tui/list.h"

enum { MENU_TYPED_MAX = 400 };

enum { MENU_ACCEPT = ACTIONS_ASK, MENU_LEAVE };

struct menu {
	struct pane pane;
	struct arena arena;
	const char *title;
	const char *text;
	struct menu_row rows[MENU_ROWS_MAX]; /* those that are shown */
	size_t count;
	struct menu_row all[MENU_ROWS_MAX];
	const char *also[MENU_ROWS_MAX]; /* of all[]: words that are looked at as well */
	size_t all_count;
	bool search; /* the edit holds what rows must contain */
	struct list list;
	const char *typed;
	bool typing; /* the typed answer has the keys */
	struct edit edit;
	menu_answer *answer;
	void *context;
	menu_fill *fill; /* its rows follow the store; NULL: they stay */
	struct arena filled;
	const char *about;
	const char *empty;
};

static const char *row_id(const void *context, size_t row)
{
	const struct menu *menu = context;
	return menu->rows[row].id;
}

static struct list_source source_of(const struct menu *menu)
{
	return (struct list_source){ .count = menu->count, .id = row_id, .context = menu };
}

/* --- rows that follow the store --- */

static bool load(struct pane *pane, struct error *err)
{
	struct menu *menu = (struct menu *)pane;
	struct menu_row rows[MENU_ROWS_MAX];
	struct arena arena = { 0 };
	size_t count = 0;
	if (!menu->fill)
		return true;
	if (!menu->fill(pane->desk, menu->about, &arena, rows, &count, err)) {
		arena_finish(&arena);
		return false;
	}
	arena_finish(&menu->filled);
	menu->filled = arena;
	menu->count = menu->all_count = count;
	memcpy(menu->all, rows, count * sizeof *rows);
	memcpy(menu->rows, rows, count * sizeof *rows);
	struct list_source source = source_of(menu);
	list_reload(&menu->list, &source);
	return true;
}

/* --- answering --- */

static bool finish(struct menu *menu, const char *id, const char *text, struct error *err)
{
	struct desk *desk = menu->pane.desk;
	menu_answer *answer = menu->answer;
	void *context = menu->context;
	char *id_copy = memory_text(id), *text_copy = memory_text(text ? text : "");
	desk_close(desk); /* frees the menu */
	bool fine = answer(desk, id_copy, text_copy, context, err);
	free(id_copy);
	free(text_copy);
	return fine;
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct menu *menu = (struct menu *)pane;
	if (action == MENU_LEAVE) {
		desk_close(pane->desk);
		return true;
	}
	if (menu->typing) {
		if (edit_text(&menu->edit)[0] == '\0')
			return error_set(err, ERROR_INPUT, _("please type the reason, or press Esc"));
		return finish(menu, NULL, edit_text(&menu->edit), err);
	}
	size_t row;
	desk_read_pane(pane);
	if (!list_selected(&menu->list, &row))
		return true;
	return finish(menu, menu->rows[row].id, menu->rows[row].text, err);
}

/* Contained as written, or as the letters of a Hangul keyboard that are typed so far. */
static bool contains(const char *text, const char *wanted)
{
	struct buffer have = { 0 }, want = { 0 };
	text_fold(&have, text);
	text_fold(&want, wanted);
	bool found = strstr(buffer_text(&have), buffer_text(&want)) != NULL;
	buffer_clear(&have);
	buffer_clear(&want);
	text_jamo(&have, text);
	text_jamo(&want, wanted);
	found = found || strstr(buffer_text(&have), buffer_text(&want)) != NULL;
	buffer_finish(&have);
	buffer_finish(&want);
	return found;
}

static void filter(struct menu *menu)
{
	menu->count = 0;
	for (size_t i = 0; i < menu->all_count; i++)
		if (contains(menu->all[i].text, edit_text(&menu->edit)) ||
		    (menu->also[i] && contains(menu->also[i], edit_text(&menu->edit))))
			menu->rows[menu->count++] = menu->all[i];
	struct list_source source = source_of(menu);
	list_reload(&menu->list, &source);
}

static bool search_event(struct menu *menu, const struct event *event)
{
	struct list_source source = source_of(menu);
	if (list_event(&menu->list, &source, event))
		return true;
	if (edit_event(&menu->edit, event) == EDIT_IGNORED)
		return false;
	filter(menu);
	return true;
}

static bool take_digit(struct menu *menu, const struct event *event)
{
	if (event->kind != EVENT_KEY || event->key.mods || event->key.code < '1' || event->key.code > '9')
		return false;
	size_t row = event->key.code - '1';
	if (row >= menu->count)
		return false;
	struct error err = { 0 };
	struct desk *desk = menu->pane.desk;
	if (!finish(menu, menu->rows[row].id, menu->rows[row].text, &err) && err.code != ERROR_NONE)
		desk_say(desk, "%s", err.text);
	return true;
}

/* --- sizes --- */

static int widest(const struct menu *menu, int most)
{
	int width = text_width(menu->title) + 6;
	int empty = menu->all_count || !menu->empty ? 0 : text_width(menu->empty) + 6;
	width = empty > width ? empty : width;
	for (size_t i = 0; i < menu->all_count; i++) {
		int own = text_width(menu->all[i].text) + 10;
		width = own > width ? own : width;
	}
	if (menu->typed && width < 50)
		width = 50;
	int text = menu->text ? text_width(menu->text) + 4 : 0;
	if (text > width)
		width = text > 60 && width < 60 ? 60 : text > 60 ? width : text;
	return width > most ? most : width;
}

/* What the text takes as it is wrapped, and an empty line. */
static int text_rows(const struct menu *menu, int width)
{
	int room = width > 4 ? width - 4 : 1; /* keys come on a terminal of any size */
	if (!menu->text)
		return 0;
	size_t len = strlen(menu->text);
	int lines = 0;
	for (size_t at = 0, next; at < len; at += next, lines++)
		text_wrap(menu->text + at, len - at, room, &next);
	return lines + 1;
}

static int typed_rows(const struct menu *menu)
{
	return menu->typed ? 2 : menu->search ? 1 : 0;
}

/* The rows of the list that are seen on a screen of @rows and @cols. */
static int seen_rows(const struct menu *menu, int screen_rows, int cols)
{
	int rows = (int)menu->all_count; /* the box stays as it is while rows go */
	int most = screen_rows - 4 - 2 - text_rows(menu, widest(menu, cols - 4)) - typed_rows(menu);
	rows += rows == 0 && menu->empty;
	return rows > most ? most : rows;
}

/* --- keys --- */

static bool event(struct pane *pane, const struct event *event)
{
	struct menu *menu = (struct menu *)pane;
	struct list_source source = source_of(menu);
	bool up = event->kind == EVENT_KEY && event->key.code == KEY_NAME_UP;
	bool down = event->kind == EVENT_KEY && event->key.code == KEY_NAME_DOWN;
	size_t row = 0;
	const struct term *term = pane->desk->term;
	int height = seen_rows(menu, term_rows(term), term_cols(term));
	list_set_height(&menu->list, (size_t)(height > 0 ? height : 1));
	if (menu->search)
		return search_event(menu, event);
	if (menu->typing && up && menu->count) {
		menu->typing = false;
		return true;
	}
	if (menu->typing)
		return edit_event(&menu->edit, event) != EDIT_IGNORED;
	if (take_digit(menu, event))
		return true;
	if (down && menu->typed && (!list_selected(&menu->list, &row) || row + 1 == menu->count)) {
		menu->typing = true;
		return true;
	}
	if (list_event(&menu->list, &source, event))
		return true;
	if (menu->typed && (event->kind == EVENT_PASTE || key_is_text(event->key))) {
		menu->typing = true;
		return edit_event(&menu->edit, event) != EDIT_IGNORED;
	}
	return false;
}

/* Whether any row has a digit or a mark before it. */
static bool has_marks(const struct menu *menu)
{
	for (size_t i = 0; i < menu->all_count; i++)
		if (!menu->all[i].mark || menu->all[i].mark[0])
			return true;
	return false;
}

static void draw_rows(const struct menu *menu, const struct canvas *box, int row, int height)
{
	struct list list = menu->list;
	int text = has_marks(menu) ? 7 : 4;
	list_set_height(&list, (size_t)height);
	for (int i = 0; i < height && list.top + (size_t)i < menu->count; i++) {
		const struct menu_row *item = &menu->rows[list.top + (size_t)i];
		char digit[16] = "";
		if (!item->mark && list.top + (size_t)i < 9)
			snprintf(digit, sizeof digit, "%zu", list.top + (size_t)i + 1);
		canvas_put_in(box, row + i, 4, 3, STYLE_KEY, TEXT_LEFT, item->mark ? item->mark : digit);
		canvas_put_in(box, row + i, text, box->cols - text - 2, STYLE_NORMAL, TEXT_LEFT, item->text);
	}
	list_draw(&list, box, row, 2, box->cols - 4, !menu->typing);
}

static void draw(const struct pane *pane, const struct canvas *canvas)
{
	const struct menu *menu = (const struct menu *)pane;
	int width = widest(menu, canvas->cols - 4);
	int text = text_rows(menu, width), rows = seen_rows(menu, canvas->rows, canvas->cols);
	int height = rows + text + typed_rows(menu) + 2;
	int top = (canvas->rows - height) / 2, left = (canvas->cols - width) / 2;
	if (canvas_is_plain(canvas)) {
		/* Nothing beside it: a screen reader reads whole lines. */
		canvas_fill(canvas, 0, 0, canvas->rows - 2, canvas->cols, STYLE_NORMAL);
		top = left = 0;
	}
	struct canvas box = canvas_sub(canvas, top, left, height, width);
	canvas_fill(&box, 0, 0, height, width, STYLE_NORMAL);
	canvas_box(&box, 0, 0, height, width, menu->title);
	int used = 0;
	if (menu->text)
		used = canvas_put_wrapped(&box, 1, 2, text, width - 4, STYLE_NORMAL, menu->text) + 1;
	struct edit edit = menu->edit;
	edit.columns = width - 4;
	draw_rows(menu, &box, 1 + used + menu->search, rows);
	if (menu->empty && menu->count == 0)
		canvas_put(&box, 1, 4, STYLE_GOOD, menu->empty);
	if (menu->search && menu->count == 0)
		canvas_put(&box, 2, 4, STYLE_DIM, _("nothing matches"));
	if (menu->search)
		edit_draw(&edit, &box, 1, 2, 1, width - 4, true);
	if (!menu->typed)
		return;
	canvas_put(&box, height - 3, 2, STYLE_LABEL, menu->typed);
	edit_draw(&edit, &box, height - 2, 2, 1, width - 4, menu->typing);
}

static void destroy(struct pane *pane)
{
	struct menu *menu = (struct menu *)pane;
	edit_finish(&menu->edit);
	arena_finish(&menu->filled);
	arena_finish(&menu->arena);
	free(menu);
}

static const struct action menu_actions[] = {
	{ MENU_ACCEPT, "menu-accept", N_("Take this answer"), N_("accept"), "menu", "Enter" },
	{ MENU_LEAVE, "menu-leave", N_("Leave without an answer"), N_("back"), "menu", "Esc" },
};

const struct pane_ops menu_ops = {
	.name = "menu",
	.title = N_("Question"),
	.actions = menu_actions,
	.action_count = 2,
	.watches = TABLE_SITE | TABLE_CUSTOMER | TABLE_VEHICLE | TABLE_FILE | TABLE_APPOINTMENT | TABLE_TASK,
	.load = load,
	.draw = draw,
	.act = act,
	.event = event,
	.destroy = destroy,
};

static struct menu *create(struct desk *desk, const char *title, const struct menu_row *rows, size_t count,
			   menu_answer *answer, void *context)
{
	struct menu *menu = memory_zeroed(1, sizeof *menu);
	menu->pane = (struct pane){ .ops = &menu_ops, .desk = desk, .overlay = true };
	menu->title = arena_strdup(&menu->arena, title);
	menu->answer = answer;
	menu->context = context;
	for (size_t i = 0; i < count && i < MENU_ROWS_MAX; i++)
		menu->all[menu->all_count++] = (struct menu_row){ arena_strdup(&menu->arena, rows[i].id),
								  arena_strdup(&menu->arena, rows[i].text),
								  arena_strdup(&menu->arena, rows[i].mark) };
	memcpy(menu->rows, menu->all, sizeof menu->rows);
	menu->count = menu->all_count;
	edit_init(&menu->edit, MENU_TYPED_MAX, false);
	struct list_source source = source_of(menu);
	list_reload(&menu->list, &source);
	return menu;
}

static void open_list(struct desk *desk, const char *title, const char *text, const struct menu_row *rows,
		      size_t count, size_t selected, const char *typed, bool page, menu_answer *answer,
		      void *context)
{
	struct menu *menu = create(desk, title, rows, count, answer, context);
	struct list_source source = source_of(menu);
	menu->text = arena_strdup(&menu->arena, text);
	menu->typed = arena_strdup(&menu->arena, typed);
	menu->pane.page = page;
	menu->typing = typed && count == 0;
	list_select_row(&menu->list, &source, selected);
	desk_open(desk, &menu->pane);
}

void menu_open(struct desk *desk, const char *title, const char *text, const struct menu_row *rows,
	       size_t count, size_t selected, const char *typed, menu_answer *answer, void *context)
{
	open_list(desk, title, text, rows, count, selected, typed, false, answer, context);
}

void menu_open_page(struct desk *desk, const char *title, const char *text, const struct menu_row *rows,
		    size_t count, menu_answer *answer, void *context)
{
	open_list(desk, title, text, rows, count, 0, NULL, true, answer, context);
}

void menu_open_page_at(struct desk *desk, const char *title, const struct menu_row *rows, size_t count,
		       size_t selected, menu_answer *answer, void *context)
{
	open_list(desk, title, NULL, rows, count, selected, NULL, true, answer, context);
}

void menu_open_search(struct desk *desk, const char *title, const struct menu_row *rows,
		      const char *const *also, size_t count, menu_answer *answer, void *context)
{
	struct menu *menu = create(desk, title, rows, count, answer, context);
	for (size_t i = 0; i < menu->all_count; i++)
		menu->also[i] = arena_strdup(&menu->arena, also[i]);
	menu->search = true;
	menu->pane.page = true;
	desk_open(desk, &menu->pane);
}

bool menu_open_live(struct desk *desk, const char *title, const char *empty, const char *about,
		    menu_fill *fill, menu_answer *answer, struct error *err)
{
	struct menu *menu = create(desk, title, NULL, 0, answer, NULL);
	menu->fill = fill;
	menu->about = arena_strdup(&menu->arena, about);
	menu->empty = arena_strdup(&menu->arena, empty);
	menu->pane.page = true;
	if (!load(&menu->pane, err)) {
		destroy(&menu->pane);
		return false;
	}
	desk_open(desk, &menu->pane);
	return true;
}
