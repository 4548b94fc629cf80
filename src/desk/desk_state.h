/* desk/desk_state.h - the insides of the console, for the files of this folder that make it up (not for
 * views). */
#ifndef PRENOTA_DESK_DESK_STATE_H
#define PRENOTA_DESK_DESK_STATE_H

#include "desk/calls.h"
#include "desk/desk.h"
#include "desk/pane.h"
#include "plan/plan.h"

enum { DESK_VIEWS_MAX = 12, DESK_MODALS_MAX = 6, DESK_MESSAGE_SIZE = 600, DESK_DRAFT_DELAY_MS = 2000 };

/* Actions that are valid everywhere. */
enum desk_action {
	DESK_HELP = ACTIONS_DESK,
	DESK_VIEW_CALL,
	DESK_VIEW_LOAD,
	DESK_VIEW_RECEPTIONS,
	DESK_VIEW_REQUESTS,
	DESK_VIEW_TASKS,
	DESK_VIEW_FIND,
	DESK_VIEW_STANDARDS,
	DESK_HOLD,
	DESK_TRANSFER,
	DESK_END,
	DESK_PARK,
	DESK_RING,
	DESK_WALK_IN,
	DESK_CALL_NEXT,
	DESK_CALL_PREVIOUS,
	DESK_PALETTE,
	DESK_UNDO,
	DESK_FORMS,
	DESK_REDRAW,
	DESK_SUSPEND,
	DESK_AUDIT,
	DESK_DEALER,
	DESK_OUTBOX,
	DESK_QUIT,
};
extern const struct action desk_actions[];
extern const size_t desk_action_count;

/* What the counters of the title line say. */
struct desk_counters {
	int returns_today;
	int receptions_today;
	int to_move;           /* appointments that must move */
	int reminders;         /* of services, to be contacted now */
	int tasks;             /* open ones for the roles of who acts */
	int requests;          /* digital ones that wait for us */
	instant next_request;  /* the nearest of their deadlines, 0 none */
	int waiting;           /* customers in the hall who are not received yet (R59) */
	instant waiting_since; /* the first of them, 0 nobody */
};

struct desk {
	struct office *office;
	bool upkeep_looked; /* whether backups and checks are late */
	struct term *term;
	struct desk_options options;
	enum form_lang lang;
	struct action *actions; /* all tables, one after another */
	struct keymap *keymap;

	struct pane *views[DESK_VIEWS_MAX];
	size_t view_count;
	struct pane *view;
	struct pane *modals[DESK_MODALS_MAX];
	int modal_count;

	struct calls calls;

	struct plan_state plan;
	bool plan_loaded;
	bool plan_stale;
	struct plan_state near; /* only the next days, when the whole plan is not at hand */
	bool near_loaded;
	unsigned plan_serial;
	bool loose; /* a plan went since desk_tidy(): memory lies about free */

	struct moment moment; /* of this frame or key */
	int64_t clock;
	struct desk_counters counters;
	bool counters_stale;
	bool hall_stale;  /* somebody may have handed a customer over since hall_look() */
	bool lines_stale; /* the exchange told something since lines_load() */

	bool unshown;   /* something happened since the last frame */
	int rows, cols; /* of the last frame */
	bool unread; /* others changed something since: whether it is to be seen is known once it is read */
	char message[DESK_MESSAGE_SIZE];
	bool message_bad;
	bool done;
	bool suspend; /* asked for: the loop does it between two acts */
	bool retry_save;
};

/* The views there are, in the order of their keys (registry.c). */
struct view_entry {
	int action; /* enum desk_action that shows it; -1: only the palette */
	const struct pane_ops *ops;
	struct pane *(*create)(struct desk *desk);
};
extern const struct view_entry desk_view_table[];
extern const size_t desk_view_table_count;

/* What opens over a view: its actions belong to the keymap as well. */
extern const struct pane_ops *const desk_modal_table[];
extern const size_t desk_modal_table_count;

/* Reads clocks for the coming key or frame. */
void desk_sample(struct desk *desk);

/* The steady clock at this very moment, for lengths within one key. */
int64_t desk_steady(const struct desk *desk);

/* The error in the status line. */
void desk_complain(struct desk *desk, const struct error *err);

/* Frame around the view: title line, call line, key line; the body's rectangle is @body. */
void frame_draw(const struct desk *desk, const struct canvas *canvas, struct canvas *body);

/* Its title line and its key line; the key that stands at @at of a line of @cols columns, or NULL. */
void frame_draw_title(const struct desk *desk, const struct canvas *canvas);
void frame_draw_keys(const struct desk *desk, const struct canvas *canvas, int row);
const struct action *frame_key_at(const struct desk *desk, int cols, int at);

/* Presses the key of the key line that stands at @col of its line; false when none does. */
bool frame_click(struct desk *desk, int row, int col);

#endif
