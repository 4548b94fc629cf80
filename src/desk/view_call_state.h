/* desk/view_call_state.h - what F2 has loaded, and how its parts are drawn. For the view_call files only. */
#ifndef PRENOTA_DESK_VIEW_CALL_STATE_H
#define PRENOTA_DESK_VIEW_CALL_STATE_H

#include "desk/desk_state.h"
#include "plan/load.h"

enum { VIEW_DAYS = 14, PLACED_MAX = 40 };

struct view_call {
	struct pane pane;
	struct buffer say;   /* what is said at this step, in the customer's language */
	struct buffer notes; /* and what the operator should know */
	struct plan_day_load days[VIEW_DAYS]; /* open days from today (or the wished date) on */
	int day_count;
	int skills[SITE_SKILLS_MAX]; /* in the order shown: what the work needs comes first */
	int skill_count;
};

/* Where a field stands in the pane of fields. */
struct placed {
	const struct form_field *field;
	int row, col;
	int rows;	 /* with its complaint */
	int width;	 /* with its label */
	int label_width;
};

/* Lays out the visible fields of the call's step in @width columns; in @pairs short ones stand side by side. Returns
 * how many; *@rows is the height of all. */
int place_fields(const struct desk *desk, const struct call *call, int width, bool pairs, struct placed *items,
		 int *rows);

/* Draws them into @canvas, scrolled so that the focused one is seen. */
void draw_fields(const struct desk *desk, const struct call *call, const struct canvas *canvas, bool pairs);

/* The list under the focused field, over what is drawn already; @canvas is the pane of the fields within @body. */
void draw_field_list(const struct desk *desk, const struct call *call, const struct canvas *fields, bool pairs,
		     const struct canvas *body);

/* Say, the customer's words, fields, in one pane. */
void draw_step(const struct view_call *view, const struct call *call, const struct canvas *canvas, bool pairs,
	       const struct canvas *body);

/* The script with ok, > and . before each step. */
void draw_script(const struct desk *desk, const struct call *call, const struct canvas *canvas);
void draw_progress(const struct desk *desk, const struct call *call, const struct canvas *canvas);

/* The customer's card; all of it in one line. */
void draw_card(const struct desk *desk, const struct call *call, const struct canvas *canvas);
void draw_card_line(const struct desk *desk, const struct call *call, const struct canvas *canvas);

/* Spare hours by skill and day. */
void draw_load(const struct view_call *view, const struct canvas *canvas);

/* The proposals, two rows each, and why an earlier day has none. */
void draw_proposals(const struct view_call *view, const struct call *call, const struct canvas *canvas, bool with_why);
/* Why not an earlier day, as one text; false when there is nothing to explain. */
bool why_text(const struct desk *desk, const struct call *call, struct buffer *out);

/* No call in front, or one that rings. */
void draw_idle(const struct view_call *view, const struct canvas *canvas);
void draw_ring(const struct view_call *view, const struct call *call, const struct canvas *canvas);

/* Everything, one thing a line. */
void draw_plain(const struct view_call *view, const struct call *call, const struct canvas *canvas);

#endif
