/* desk/view_receptions_state.h - the insides of F4. For view_receptions*.c only. */
#ifndef PRENOTA_DESK_VIEW_RECEPTIONS_STATE_H
#define PRENOTA_DESK_VIEW_RECEPTIONS_STATE_H

#include "desk/pane.h"
#include "desk/reader.h"
#include "office/file_check.h"
#include "tui/edit.h"
#include "tui/list.h"

struct view_receptions {
	struct pane pane;
	civil_day day;
	bool day_chosen; /* by the operator; else by the clock when the view is opened */
	bool week;       /* all days of its week, not only it */
	int advisor;     /* staff index, -1 all */
	bool advisor_chosen;
	struct edit filter;

	struct arena arena; /* owns what follows */
	struct office_checked_list all;
	size_t *shown; /* rows of it that the filter lets through */
	size_t shown_count;
	size_t handbacks;         /* of the day */
	struct store_named noted; /* what others changed since all this was read; groups: which */
	bool page_noted;          /* it may concern the page below */
	unsigned caught_up;       /* rows read again since load() */
	struct list list;

	struct reader_page page; /* the whole file of the selected row, on large terminals */
	struct buffer brief;     /* on small ones: what to prepare for the selected row */
	enum style brief_style;
	char paged[ID_SIZE]; /* whose they are, "" nobody's */
	int page_top;        /* first row seen */

	char acting[ID_SIZE];    /* file on which an act was begun */
	char cancelled[ID_SIZE]; /* what Alt+U takes back, "" nothing */
};

enum { RECEPTION_ROWS = 2, RECEPTION_HEAD = 1 };

/* Rows of the pane below the list, for the selected reception; @rows of the whole view. On large terminals
 * the whole file stands there. */
int receptions_preview_rows(const struct view_receptions *view, int rows);
bool receptions_has_page(int rows);

/* What the page below the rows tells and no row does. */
enum { RECEPTION_PAGE_TABLES = TABLE_CONTRACT | TABLE_CONTACT | TABLE_REMINDER | TABLE_MESSAGE };

/* load(), note() and catch_up() of the pane (desk/pane.h). */
bool receptions_load(struct pane *pane, struct error *err);
bool receptions_note(struct pane *pane, unsigned broad, const struct store_named *named);
bool receptions_catch_up(struct pane *pane, bool *changed, struct error *err);

/* Shows the rows that hold what is typed, and the page of the selected one. */
void receptions_filter(struct view_receptions *view);

/* After noon the next open day, else today or the next open one. */
civil_day receptions_default_day(const struct desk *desk);

/* Whose receptions are shown, the code of a member of the staff; NULL: of all. */
const char *receptions_advisor(const struct view_receptions *view);

struct list_source receptions_source(const struct view_receptions *view);
const struct office_checked *receptions_selected(const struct view_receptions *view);

/* The days that are shown. */
civil_day receptions_first(const struct view_receptions *view);
civil_day receptions_last(const struct view_receptions *view);

/* Reads the page of the selected row when there is room for it; @anew although it is there. */
void receptions_page_load(struct view_receptions *view, bool anew);
/* The same although it is there; false when it is as it was. */
bool receptions_page_again(struct view_receptions *view);
void receptions_page_scroll(struct view_receptions *view, int rows);
void receptions_page_draw(const struct view_receptions *view, const struct canvas *canvas);

void receptions_draw(const struct view_receptions *view, const struct canvas *canvas);

#endif
