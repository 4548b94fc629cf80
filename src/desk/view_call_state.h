/* desk/view_call_state.h - what F2 has loaded, and how its parts are drawn. For the view_call files only. */
#ifndef PRENOTA_DESK_VIEW_CALL_STATE_H
#define PRENOTA_DESK_VIEW_CALL_STATE_H

#include "desk/desk_state.h"
#include "model/standards.h"
#include "plan/load.h"

enum { VIEW_DAYS = 14, PLACED_MAX = 40 };
enum { TITLE_FRAME = 4 }; /* columns that canvas_title() needs beside its text */

struct view_call {
	struct pane pane;
	int alarms; /* of the lines to say, the first so many warn */
	struct buffer say;                    /* what is said at this step, in the customer's language */
	struct buffer notes;                  /* and what the operator should know */
	struct plan_day_load days[VIEW_DAYS]; /* open days from today (or the wished date) on */
	int day_count;
	unsigned days_serial; /* desk_plan_serial() they were made from */
	struct moment days_at;
	civil_day days_from;
	int skills[SITE_SKILLS_MAX]; /* in the order shown: what the work needs comes first */
	int skill_count;
	struct standards_count standards; /* of the call in front, so far */
};

struct rect {
	int row, col, rows, cols;
};

/* The parts of F2 in its body, for both sizes. */
struct call_layout {
	bool wide; /* three panes in boxes; else one under the other, short fields side by side */
	struct rect script, card, step, offers, load;
	int left, right;          /* wide: columns of the two upright lines */
	int card_top, offers_top; /* wide: rows of the lines above card and proposals; small: offers_top is
				     the strip's */
};
struct call_layout call_layout(const struct view_call *view, int rows, int cols);

/* Where the fields begin within the step's pane, by what is said above them. */
struct rect fields_area(const struct view_call *view, const struct call *call, struct rect step, bool pairs);

/* Where a field stands in the pane of fields. */
struct placed {
	const struct form_field *field;
	int row, col;
	int rows; /* with its complaint */
	int complaint_rows;
	int complaint_at; /* rows of complaints of fields before it in its row, above its own */
	int width;       /* with its label */
	int label_width; /* 0: its label stands in a row above it */
};

/* Lays out the visible fields of the call's step in @width columns; with @pairs short ones stand side by
 * side. Returns how many; *@rows is the height of all. */
int place_fields(const struct desk *desk, const struct call *call, int width, bool pairs,
		 struct placed *items, int *rows);

/* How far they are scrolled so that the focused one is seen. */
int fields_scroll(const struct call *call, const struct placed *items, int count, int height, int rows);
/* The option of @item at @row, @col within it; -1 none. */
int option_at(const struct desk *desk, const struct placed *item, int row, int col);

/* Draws them into @canvas. */
void draw_fields(const struct desk *desk, const struct call *call, const struct canvas *canvas, bool pairs);

/* Where the list under the focused field stands in the body, of @fields in the body; rows 0: there is none.
 */
struct rect list_rect(const struct desk *desk, const struct call *call, struct rect fields, bool pairs,
		      int body_rows, int body_cols);
/* Draws it over what is drawn already. */
void draw_field_list(const struct call *call, struct rect rect, const struct canvas *body);

/* Say, the customer's words, fields, in one pane. */
void draw_step(const struct view_call *view, const struct call *call, const struct canvas *canvas,
	       bool pairs);

/* The script with ok, > and . before each step. */
void draw_script(const struct desk *desk, const struct call *call, const struct canvas *canvas);
/* The step in row @row of its @rows, NULL when there is none. */
const struct form_step *script_step_at(const struct call *call, int rows, int row);
void draw_progress(const struct view_call *view, const struct call *call, const struct canvas *canvas);

/* The customer's card; all of it in one line. */
void draw_card(const struct desk *desk, const struct call *call, const struct canvas *canvas);
void draw_card_line(const struct desk *desk, const struct call *call, const struct canvas *canvas);

/* Spare hours by skill and day. */
void draw_load(const struct view_call *view, const struct canvas *canvas);

/* What is too long for @width columns ends at a word and "…". */
void shorten(struct buffer *text, int width);

/* The proposals, two rows each, and why an earlier day has none. */
void draw_proposals(const struct view_call *view, const struct call *call, const struct canvas *canvas,
		    bool with_why);
/* The proposal that stands at @row of a pane of @rows by @cols, -1 none. */
int proposal_at(const struct call *call, int rows, int cols, bool with_why, int row);

/* Why not an earlier day: the question, and what blocks it; false when there is nothing to explain. */
bool why_text(const struct desk *desk, const struct call *call, struct buffer *question, struct buffer *reasons);

/* A click: a step of the script, a field, an option, a row of the list, a proposal. */
bool click_call(struct view_call *view, struct call *call, const struct mouse *mouse);

/* No call in front, or one that rings. */
void draw_idle(const struct view_call *view, const struct canvas *canvas);
void draw_ring(const struct view_call *view, const struct call *call, const struct canvas *canvas);

/* The skills of the call's work first. */
void order_skills(struct view_call *view, const struct call *call);
/* The open days from the wished one on, as far as they are not there already. */
bool load_days(struct view_call *view, const struct call *call, struct error *err);

/* Menus: any step of the script, any tool, what is no plain booking. */
void choose_step(struct desk *desk, const struct call *call);
void choose_tool(struct desk *desk, const struct call *call);
void choose_branch(struct desk *desk, const struct call *call);
/* To the tool and, when one is there already, back to where one was (R58). */
bool open_tool(struct desk *desk, struct call *call, const char *id, struct error *err);

/* Everything, one thing a line. */
void draw_plain(const struct view_call *view, const struct call *call, const struct canvas *canvas);

#endif
