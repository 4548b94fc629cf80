/* desk/view_requests_state.h - the insides of F5. For view_requests*.c only. */
#ifndef PRENOTA_DESK_VIEW_REQUESTS_STATE_H
#define PRENOTA_DESK_VIEW_REQUESTS_STATE_H

#include "desk/pane.h"
#include "model/digital.h"
#include "tui/edit.h"
#include "tui/list.h"

enum requests_which { REQUESTS_WAITING, REQUESTS_LATE, REQUESTS_ALL, REQUESTS_WHICH_COUNT };

struct view_requests {
	struct pane pane;
	enum requests_which which;
	struct edit filter;

	struct arena arena; /* owns what follows */
	struct digital_list all;
	size_t *shown; /* rows of it that the filter lets through */
	size_t shown_count;
	struct list list;

	char acting[ID_SIZE]; /* the request on which an act was begun */
};

enum { REQUESTS_HEAD = 1 };

/* The clock of the frame. */
instant requests_now(const struct view_requests *view);

/* Rows of the pane below the list. */
int requests_detail_rows(int rows);

const struct digital_request *requests_selected(const struct view_requests *view);

/* "02:10", "-36:45" of seconds. */
enum { REQUESTS_LEFT_SIZE = 24 };
const char *requests_left(int64_t seconds, char text[REQUESTS_LEFT_SIZE]);

void requests_draw(const struct view_requests *view, const struct canvas *canvas);

/* Enter: opens the call, or what stands in its way. */
bool requests_open(struct view_requests *view, const struct digital_request *request, struct error *err);
/* Space: what can be done with it. */
bool requests_acts(struct view_requests *view, const struct digital_request *request, struct error *err);
/* What came, to be read. */
void requests_read(struct desk *desk, const char *id);

#endif
