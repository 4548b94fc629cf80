/* desk/view_load_state.h - the insides of F3. For view_load*.c only.
 *
 * Three zooms on one selected day: the month is a calendar of weeks, the week a grid of skills and means of
 * mobility, the day a lane for each advisor, skill, car and driver. */
#ifndef PRENOTA_DESK_VIEW_LOAD_STATE_H
#define PRENOTA_DESK_VIEW_LOAD_STATE_H

#include "desk/pane.h"
#include "desk/reader.h"
#include "plan/load.h"

enum load_zoom { ZOOM_MONTH, ZOOM_WEEK, ZOOM_DAY, ZOOM_COUNT };

enum { LOAD_ALL_SKILLS = -1, DAYS_A_WEEK = 7, LOAD_WIDE_COLS = 110, LOAD_TALL_ROWS = 28 };

/* Technicians, bays and the site have a lane only on days on which something is entered about them. */
enum lane_kind {
	LANE_ADVISOR,
	LANE_SKILL,
	LANE_UNIT,
	LANE_DRIVER,
	LANE_TECHNICIAN,
	LANE_BAY,
	LANE_SITE,
	LANE_KINDS,
};
enum item_kind { ITEM_RECEPTION, ITEM_HANDBACK, ITEM_OTHER, ITEM_LOAN, ITEM_WAY, ITEM_AWAY };

/* Something that takes time in a lane. Minutes of the day shown. */
struct lane_item {
	enum item_kind kind;
	int start, end;
	bool hold;
	bool late;          /* a car that should be back */
	const char *file;   /* NULL: none */
	const char *name;   /* of the customer, "" unknown */
	const char *text;   /* what it is, for the line below */
	int64_t absence;    /* its number, 0: it is none */
	struct moment back; /* of a loan: when it ends */
};

struct lane {
	enum lane_kind kind;
	int index; /* staff, skill, unit or bay type */
	const char *label;
	struct hours present; /* of a person */
	struct lane_item *items;
	size_t count;
	size_t capacity;
};

struct lane_list {
	struct lane *items;
	size_t count;
	size_t capacity;
};

struct view_load {
	struct pane pane;
	enum load_zoom zoom;
	civil_day day; /* selected; 0: not yet */
	int skill;     /* of the month: index, or LOAD_ALL_SKILLS for the tightest of each day */
	int row;       /* of the week: skills, receptions, mobility, then cars and drivers */
	size_t lane;   /* of the day */
	size_t item;   /* within the lane */

	/* The snapshot. */
	struct arena arena; /* owns days and lanes */
	unsigned serial;    /* desk_plan_serial() it was made from */
	struct moment at;
	civil_day first, last; /* a Monday; the last day that is known */
	struct plan_day_load *days;
	struct arena lane_arena;
	civil_day lanes_of;
	struct lane_list lanes;
	struct arena week_arena;
	civil_day week_of;                  /* Monday, 0: not read */
	struct lane_list week[DAYS_A_WEEK]; /* cars and drivers of each day */
};

/* The load of @day; a closed one beyond what is known. */
const struct plan_day_load *load_of(const struct view_load *view, civil_day day);

civil_day load_monday(civil_day day);
/* Whether the site ever opens on that weekday: others have no column. */
bool load_has_column(const struct view_load *view, civil_day day);
int load_columns(const struct view_load *view);
/* Column of @day among those shown. */
int load_column(const struct view_load *view, civil_day day);

/* The skill with the greatest share used on @day, -1 when none has capacity. */
int load_tightest(const struct view_load *view, const struct plan_day_load *day);

/* "shut", a holiday's name, "past" or "later"; NULL for an open day that is known. */
const char *load_shut(const struct view_load *view, civil_day day);

/* Rows of the week grid: skills, receptions, as many means of mobility as the site has, then a row for each
 * car and each driver. */
int load_week_rows(const struct view_load *view);
const struct plan_mobility_load *load_mobility_row(const struct view_load *view,
						   const struct plan_day_load *day, int row);

/* The lane of a car or driver on @day in the week's row @row; NULL for another row, or before it was read. */
const struct lane *load_week_lane(const struct view_load *view, civil_day day, int row);
/* Its first item that matters: a late one, else one that is there, NULL none. */
const struct lane_item *load_main_item(const struct lane *lane);
/* Minutes of @lane's presence that are taken, and of all. */
int load_lane_taken(const struct lane *lane, int *all);

/* What is in a lane, one after another, with the hours that are left. */
void load_explain_lane(const struct lane *lane, struct buffer *out);

/* One sentence with the numbers of a skill on a day: there, planned, held, carried over, reserve, spare. */
void load_explain_skill(const struct view_load *view, const struct plan_day_load *day, int skill,
			struct buffer *out);

/* --- moving (view_load_move.c) --- */

/* Puts the selected day onto one that has a column and is known. */
void load_keep_in_range(struct view_load *view);
/* By days, rows or items, as the zoom says; @by is 1 or -1. At an end the selection stays. */
void load_move_vertically(struct view_load *view, int by);
void load_move_sideways(struct view_load *view, int by);
/* A month, a week or a day. */
void load_move_page(struct view_load *view, int by);

/* --- drawing --- */

void load_draw_month(const struct view_load *view, const struct canvas *canvas);
void load_draw_week(const struct view_load *view, const struct canvas *canvas);
void load_draw_day(const struct view_load *view, const struct canvas *canvas);
void load_draw_plain(const struct view_load *view, const struct canvas *canvas);

/* The day or row that a click means; false when it is beside all of them. */
bool load_click_month(struct view_load *view, int rows, int cols, int row, int col);
bool load_click_week(struct view_load *view, int rows, int cols, int row, int col);
bool load_click_day(struct view_load *view, int rows, int cols, int row, int col);

/* --- the day's lanes --- */

/* Reads the lanes of @kinds (bits of enum lane_kind) on @day from @state and the store; texts in @arena. */
bool lanes_read(struct desk *desk, const struct plan_state *state, civil_day day, unsigned kinds,
		struct arena *arena, struct lane_list *lanes, struct error *err);

/* Reads the lanes of view->day, or of its week. */
/* The names of those who come that day are shown: for the trail. */
void load_note_names(struct desk *desk, civil_day day);
bool load_read_lanes(struct view_load *view, const struct plan_state *state, struct error *err);
bool load_read_week(struct view_load *view, const struct plan_state *state, struct error *err);
const struct lane *load_lane(const struct view_load *view);
const struct lane_item *load_item(const struct view_load *view);

/* --- why, and what is in it --- */

/* The page for a day, and a skill (LOAD_ALL_SKILLS: all of them). */
void load_open_why(struct view_load *view, int skill);

/* The page of a lane: who is there when, what is taken by whom, what is left and why no more fits. */
void load_open_lane(struct view_load *view, const struct lane *lane);

/* --- changes of the day (view_load_change.c) --- */

/* Opens the change @change (enum day_change, or CHANGE_COUNT: choose) for what is selected. */
bool load_change(struct view_load *view, int change, struct error *err);
/* Ends or corrects the absence that is selected, else one of the day. */
bool load_end_absence(struct view_load *view, struct error *err);
/* The acts of the file that is selected. */
bool load_acts(struct view_load *view, struct error *err);

#endif
