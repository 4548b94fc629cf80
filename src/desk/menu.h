/* desk/menu.h - a question over the view: a title, a few lines of text, a list of answers.
 *
 * Arrows and Enter, or an answer's digit; Esc leaves without an answer. With @typed the last answer is a line
 * of text. */
#ifndef PRENOTA_DESK_MENU_H
#define PRENOTA_DESK_MENU_H

#include "desk/pane.h"

enum { MENU_ROWS_MAX = 128 };

struct menu_row {
	const char *id;   /* what is handed back */
	const char *text; /* as shown */
	const char *mark; /* before it, "ok" "." …; NULL: its digit */
};

extern const struct pane_ops menu_ops;

/* The answer @id (or, for a typed one, the text with id NULL); the menu is closed already. */
typedef bool menu_answer(struct desk *desk, const char *id, const char *text, void *context,
			 struct error *err);

/* Opens a menu; the rows are copied. @typed: label of a last answer that is typed, NULL: none. @selected is
 * the row that is selected first. */
void menu_open(struct desk *desk, const char *title, const char *text, const struct menu_row *rows,
	       size_t count, size_t selected, const char *typed, menu_answer *answer, void *context);

/* A list that asks nothing: going to another view closes it. */
void menu_open_page(struct desk *desk, const char *title, const char *text, const struct menu_row *rows,
		    size_t count, menu_answer *answer, void *context);
/* The same, with the row that is selected first. */
void menu_open_page_at(struct desk *desk, const char *title, const struct menu_row *rows, size_t count,
		       size_t selected, menu_answer *answer, void *context);

/* A list that follows the store: @fill is asked for its rows when it opens and after each commit of any desk
 * that may change them; what is selected stays selected. @about (copied; NULL is fine) is for @fill. @rows
 * has room for MENU_ROWS_MAX; texts go into @arena. @empty is what stands there when there is no row. */
typedef bool menu_fill(struct desk *desk, const char *about, struct arena *arena, struct menu_row *rows,
		       size_t *count, struct error *err);
bool menu_open_live(struct desk *desk, const char *title, const char *empty, const char *about,
		    menu_fill *fill, menu_answer *answer, struct error *err);

/* The same with a line to type in at the top: only the rows that contain what is typed, or whose
 * words of @also (one a row, not shown) do, stay. */
void menu_open_search(struct desk *desk, const char *title, const struct menu_row *rows,
		      const char *const *also, size_t count, menu_answer *answer, void *context);

#endif
