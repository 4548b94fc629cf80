/* desk/view_receptions_state.h - the insides of F4. For view_receptions*.c only. */
#ifndef PRENOTA_DESK_VIEW_RECEPTIONS_STATE_H
#define PRENOTA_DESK_VIEW_RECEPTIONS_STATE_H

#include "desk/pane.h"
#include "store/appointment.h"
#include "tui/edit.h"
#include "tui/list.h"

struct view_receptions {
	struct pane pane;
	civil_day day;
	bool day_chosen; /* by the operator; else by the clock when the view is opened */
	int advisor;     /* staff index, -1 all */
	bool advisor_chosen;
	struct edit filter;

	struct arena arena; /* owns what follows */
	struct reception_list all;
	size_t *shown; /* rows of it that the filter lets through */
	size_t shown_count;
	size_t handbacks; /* of the day */
	struct list list;

	char acting[ID_SIZE]; /* file on which an act was begun */
};

enum { RECEPTION_ROWS = 2, RECEPTION_HEAD = 1 };

/* Rows of the pane below the list, for the selected reception. */
int receptions_preview_rows(int rows);

struct list_source receptions_source(const struct view_receptions *view);
const struct reception *receptions_selected(const struct view_receptions *view);

void receptions_draw(const struct view_receptions *view, const struct canvas *canvas);

#endif
