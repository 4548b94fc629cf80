/* The key line. Where it is narrow its words get closer and shorter before a key is left out, and the keys of
 * views are left out before those of the call: who holds, ends or parks a call has no time to look for the
 * key. */
#include <string.h>

#include "base/i18n.h"
#include "desk/desk_state.h"

enum { LAST_VIEW = DESK_HOLD - 1 };

/* How tightly the keys stand. */
struct key_fit {
	int gap;   /* columns between two keys */
	bool near; /* no space between a key and its word */
	bool brief;
	int last_view; /* views beyond it are left out */
};

static const struct {
	int action;
	const char *brief;
} brief_labels[] = {
	/* translators: what stands before the bar tells the place and is not shown */
	{ DESK_HELP, N_("key|Help") },
	{ DESK_VIEW_LOAD, N_("key|Load") },
	{ DESK_VIEW_RECEPTIONS, N_("key|Recep.") },
	{ DESK_VIEW_REQUESTS, N_("key|Req.") },
	{ DESK_VIEW_STANDARDS, N_("key|Std") },
};

static const char *label_of(const struct action *action, bool brief)
{
	for (size_t i = 0; brief && i < sizeof brief_labels / sizeof brief_labels[0]; i++) {
		if (brief_labels[i].action != action->id)
			continue;
		const char *text = _(brief_labels[i].brief);
		const char *bar = strchr(text, '|');
		return bar ? bar + 1 : text;
	}
	return _(action->label);
}

static bool is_view(const struct action *action)
{
	for (size_t i = 0; i < desk_view_table_count; i++)
		if (desk_view_table[i].action == action->id)
			return true;
	return false;
}

static bool is_shown(const struct desk *desk, const struct action *action)
{
	if (!action->label)
		return false;
	if (is_view(action))
		return true;
	if (action->id >= DESK_VIEW_CALL && action->id <= LAST_VIEW)
		return false;
	if (action->id == DESK_HOLD || action->id == DESK_END || action->id == DESK_PARK)
		return desk_may_book(desk);
	return true;
}

/* One key of the line: from @col, to the column behind it. */
struct key_place {
	const struct action *action;
	int col, label_col, end;
	char name[KEY_TEXT_SIZE];
	const char *label;
};

/* The next key of the line after index *@i, at @col; false at the end. */
static bool next_key(const struct desk *desk, const struct key_fit *fit, size_t *i, int col,
		     struct key_place *place)
{
	for (; *i < desk_action_count; ++*i) {
		const struct action *action = &desk_actions[*i];
		struct key key;
		if (!is_shown(desk, action) || (is_view(action) && action->id > fit->last_view) ||
		    !keymap_first_key(desk->keymap, action->id, &key))
			continue;
		*place = (struct key_place){ .action = action, .col = col };
		key_format(key, place->name);
		place->label = label_of(action, fit->brief);
		place->label_col = col + text_width(place->name) + (fit->near ? 0 : 1);
		place->end = place->label_col + text_width(place->label);
		++*i;
		return true;
	}
	return false;
}

static int keys_end(const struct desk *desk, const struct key_fit *fit)
{
	struct key_place place;
	int col = 1, end = 1;
	for (size_t i = 0; next_key(desk, fit, &i, col, &place); col = end + fit->gap)
		end = place.end;
	return end;
}

/* The loosest way in which all keys fit in @cols; at last, views are left out from the end. */
static struct key_fit fit_keys(const struct desk *desk, int cols)
{
	static const struct key_fit fits[] = {
		{ .gap = 2, .last_view = LAST_VIEW },
		{ .gap = 1, .last_view = LAST_VIEW },
		{ .gap = 1, .last_view = LAST_VIEW, .brief = true },
		{ .gap = 1, .last_view = LAST_VIEW, .near = true },
		{ .gap = 1, .last_view = LAST_VIEW, .brief = true, .near = true }
	};
	struct key_fit fit = fits[0];
	for (size_t i = 0; i < sizeof fits / sizeof fits[0]; i++) {
		fit = fits[i];
		if (keys_end(desk, &fit) <= cols)
			return fit;
	}
	while (fit.last_view > DESK_VIEW_CALL && keys_end(desk, &fit) > cols)
		fit.last_view--;
	return fit;
}

void frame_draw_keys(const struct desk *desk, const struct canvas *canvas, int row)
{
	struct key_fit fit = fit_keys(desk, canvas->cols);
	struct key_place place;
	int col = 1;
	for (size_t i = 0; next_key(desk, &fit, &i, col, &place); col = place.end + fit.gap) {
		if (place.end > canvas->cols)
			return;
		canvas_put(canvas, row, place.col, STYLE_KEY, place.name);
		canvas_put(canvas, row, place.label_col, STYLE_KEY_LINE, place.label);
	}
}

const struct action *frame_key_at(const struct desk *desk, int cols, int at)
{
	struct key_fit fit = fit_keys(desk, cols);
	struct key_place place;
	int col = 1;
	for (size_t i = 0; next_key(desk, &fit, &i, col, &place); col = place.end + fit.gap)
		if (at >= place.col && at < place.end && place.end <= cols)
			return place.action;
	return NULL;
}
