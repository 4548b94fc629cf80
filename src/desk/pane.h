/* desk/pane.h - a view of the console: what it is made of, and what it may ask of the desk.
 *
 * A view embeds struct pane as its first member. It loads a snapshot (may fail, then the old one stays with
 * the message under it), draws it (cannot fail, looks at no store and no clock) and acts on actions of its
 * own table. */
#ifndef PRENOTA_DESK_PANE_H
#define PRENOTA_DESK_PANE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "form/form.h"
#include "office/office.h"
#include "plan/plan.h"
#include "store/store.h"
#include "tui/canvas.h"
#include "tui/key.h"
#include "tui/keymap.h"

struct desk;
struct pane;

/* Actions are numbers; every table takes its own range, so that one keymap holds them all. */
enum action_range {
	ACTIONS_DESK = 0,
	ACTIONS_CALL = 100,
	ACTIONS_LOAD = 200,
	ACTIONS_RECEPTIONS = 300,
	ACTIONS_FIND = 400,
	ACTIONS_PALETTE = 500,
	ACTIONS_HELP = 600,
	ACTIONS_ASK = 700,
	ACTIONS_DRAFTS = 800,
	ACTIONS_READER = 900,
	ACTIONS_TASKS = 1000,
	ACTIONS_REQUESTS = 1100,
	ACTIONS_DIALOG = 1400,
	ACTIONS_MOVE = 1500,
	ACTIONS_WORK = 1600,
	ACTIONS_DAY_LISTS = 1700,
	ACTIONS_CHECKLIST = 1900,
	ACTIONS_STANDARDS = 2200,
};

struct pane_ops {
	const char *name;             /* "call": its section of the keymap */
	const char *title;            /* N_("Call"), for palette and help */
	unsigned watches;             /* TABLE_… bits: stale when one of these changes */
	const struct action *actions; /* its own actions, section == name */
	size_t action_count;

	/* Reads a fresh snapshot. On failure keeps the old one. NULL: nothing to read. */
	bool (*load)(struct pane *pane, struct error *err);
	/* Of what it watches others changed anything of @broad (TABLE_… bits), and else nothing but rows that
	 * belong to
	 * @named->ids: true when catch_up() will do; false, and NULL: load() is due. */
	bool (*note)(struct pane *pane, unsigned broad, const struct store_named *named);
	/* Brings what load() read up to date with all that was noted since; *@changed tells whether anything
	 * is to be seen of it. On failure load() is due. */
	bool (*catch_up)(struct pane *pane, bool *changed, struct error *err);
	/* Draws all of it: what load() read, the desk's moment (desk_moment()), its own selection. */
	void (*draw)(const struct pane *pane, const struct canvas *canvas);
	/* An action of its table. An error is told in the status line. */
	bool (*act)(struct pane *pane, int action, struct error *err);
	/* Keys, pastes and clicks that no action takes: text, list movement. False: not mine. NULL: takes
	 * none. Mouse events come with rows and columns of the pane's canvas. */
	bool (*event)(struct pane *pane, const struct event *event);
	/* Whether an action means something as things stand: the key line leaves out what does not. NULL: all
	 * do. */
	bool (*offers)(const struct pane *pane, int action);
	/* What the field with the keys takes, in a few words before the keys of the call line, appended to
	 * @out (already translated); NULL: nothing. */
	void (*hint)(const struct pane *pane, struct buffer *out);
	/* It got the focus; NULL is fine. */
	void (*enter)(struct pane *pane);
	/* Wakes up at this moment of desk_clock() to draw again (a running clock); 0: never. NULL is fine. */
	int64_t (*wake)(const struct pane *pane);
	/* What F1 says where one stands, appended to @out (already translated); NULL: only the keys. */
	void (*help)(const struct pane *pane, struct buffer *out);
	void (*destroy)(struct pane *pane);
};

struct pane {
	const struct pane_ops *ops;
	struct desk *desk;
	bool stale;           /* load() is due before the next frame */
	bool behind;          /* catch_up() is, unless it is stale */
	bool overlay;         /* a modal that leaves what is under it to be seen */
	bool page;            /* a modal that asks nothing: going elsewhere closes it */
	struct error problem; /* of the last load; code ERROR_NONE when it went well */
};

/* --- what a pane may ask of the desk --- */

struct office *desk_office(const struct desk *desk);
const struct site *desk_site(const struct desk *desk);
const struct keymap *desk_keymap(const struct desk *desk);

/* The language of the screens. */
enum form_lang desk_lang(const struct desk *desk);

/* Local day and minute, and milliseconds of the monotonic clock, as they were when this frame or key began.
 */
struct moment desk_moment(const struct desk *desk);
int64_t desk_clock(const struct desk *desk);

bool desk_is_readonly(const struct desk *desk);

/* Whether who acts may take calls and book (it may write, and its role is one of OFFICE_ROLES_BOOK); the
 * other one with @err that says why not. */
bool desk_may_book(const struct desk *desk);
bool desk_must_book(const struct desk *desk, struct error *err);

bool desk_is_plain(const struct desk *desk);

/* The plan of the horizon, kept by the desk and read again only after somebody changed appointments or the
 * site. NULL with @err when it cannot be read; what was read before stays in force for others. Valid until
 * control returns to the desk. */
const struct plan_state *desk_plan(struct desk *desk, struct error *err);

/* Likewise, of today to @last at least, for plan_load_day() and nothing else: read alone when the whole
 * horizon is not at hand. */
const struct plan_state *desk_plan_until(struct desk *desk, civil_day last, struct error *err);

/* A number that changes whenever a plan was read anew. */
unsigned desk_plan_serial(const struct desk *desk);

/* One line for the operator, until the next key (a copy is made). */
void desk_say(struct desk *desk, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Own acts make panes stale as well: call with the TABLE_… bits that an act touched. */
void desk_changed(struct desk *desk, unsigned tables);

/* Goes to the view called @name; false when there is none. */
bool desk_show(struct desk *desk, const char *name);
struct pane *desk_view(const struct desk *desk, const char *name);

/* Performs an action as if its key had been pressed (palette, key line, tests). */
bool desk_perform(struct desk *desk, int action, struct error *err);

/* Reads what @pane shows, when it is stale. Several keys can come at once, without a frame between: what acts
 * on a row asks for this first, or it would act on the row that was seen before the key that moved away. */
void desk_read_pane(struct pane *pane);

/* All views, in the order of their keys; for palette and help. */
struct pane *const *desk_views(const struct desk *desk, size_t *count);

/* Puts a modal over everything: it gets all keys until desk_close(). It is destroyed when closed. */
void desk_open(struct desk *desk, struct pane *modal);
void desk_close(struct desk *desk);
/* The pane that has the keys, under it (NULL: no modal) the view. */
struct pane *desk_focused(const struct desk *desk);

/* Takes a customer or a vehicle that was found elsewhere into the call (F7, F4); starts a call when there is
 * none. */
bool desk_take_customer(struct desk *desk, const char *customer_id, struct error *err);
bool desk_take_vehicle(struct desk *desk, const char *vehicle_id, struct error *err);
/* A call to the customer of a service reminder: car and work are filled in. */
bool desk_take_reminder(struct desk *desk, const char *id, struct error *err);

/* Opens a call of its own that answers the digital request @id, filled with what the form gave; the call in
 * front is parked. @anyway: although somebody else works on it (else ERROR_CONFLICT). */
bool desk_take_digital(struct desk *desk, const char *id, bool anyway, struct error *err);
/* The same, at the step where dates are offered in writing. */
bool desk_write_digital(struct desk *desk, const char *id, bool anyway, struct error *err);

#endif
