#include "desk/view_requests.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "desk/desk_state.h"
#include "desk/filtered.h"
#include "desk/view_requests_state.h"
#include "model/label.h"
#include "model/label_digital.h"
#include "office/reading.h"
#include "store/request_store.h"

enum {
	REQUESTS_OPEN = ACTIONS_REQUESTS,
	REQUESTS_ACTS,
	REQUESTS_READ,
	REQUESTS_WHICH_NEXT,
	REQUESTS_CLEAR,
};

enum { LIST_MAX = 1000, BACK_DAYS = 30 };

/* --- rows --- */

static const char *row_id(const void *context, size_t row)
{
	const struct view_requests *view = context;
	return view->all.items[view->shown[row]].id;
}

static struct list_source source_of(const struct view_requests *view)
{
	return (struct list_source){ .count = view->shown_count, .id = row_id, .context = view };
}

const struct digital_request *requests_selected(const struct view_requests *view)
{
	size_t row;
	return list_selected(&view->list, &row) && row < view->shown_count
		       ? &view->all.items[view->shown[row]]
		       : NULL;
}

instant requests_now(const struct view_requests *view)
{
	struct moment moment = desk_moment(view->pane.desk);
	instant now;
	return civil_to_instant(moment.day, moment.minute, &now) ? now : 0;
}

static void words(const void *context, size_t row, struct buffer *out)
{
	const struct digital_request *request = &((const struct view_requests *)context)->all.items[row];
	const char *parts[] = { request->name,
				request->mobile,
				request->email,
				request->plate,
				request->vin,
				request->model,
				request->text,
				request->claimed_by,
				request->answered_by,
				request->source_id,
				label_channel(request->channel),
				label_digital_state(request->state) };
	filtered_add(out, parts, sizeof parts / sizeof parts[0]);
}

static void apply_filter(struct view_requests *view)
{
	view->shown_count = filtered_rows(&view->filter, view->all.count, words, view, view->shown);
	struct list_source source = source_of(view);
	list_reload(&view->list, &source);
}

/* --- loading --- */

static bool read_rows(struct view_requests *view, instant now, struct arena *arena, struct digital_list *all,
		      struct error *err)
{
	struct store *store = desk_office(view->pane.desk)->store;
	office_note_listing(desk_office(view->pane.desk), "request", NULL);
	if (view->which == REQUESTS_WAITING)
		return store_waiting_requests(store, now, LIST_MAX, arena, all, err);
	if (!store_requests_between(store, now - BACK_DAYS * 86400, now + 60, LIST_MAX, arena, all, err))
		return false;
	size_t kept = 0;
	for (size_t i = 0; i < all->count; i++)
		if (view->which == REQUESTS_ALL || digital_is_breach(&all->items[i], now))
			all->items[kept++] = all->items[i];
	all->count = kept;
	return true;
}

static bool load(struct pane *pane, struct error *err)
{
	struct view_requests *view = (struct view_requests *)pane;
	struct arena arena = { 0 };
	struct digital_list all = { 0 };
	if (!read_rows(view, office_now(desk_office(pane->desk)), &arena, &all, err)) {
		arena_finish(&arena);
		return false;
	}
	arena_finish(&view->arena);
	view->arena = arena;
	view->all = all;
	view->shown = arena_alloc(&view->arena, (all.count + 1) * sizeof *view->shown);
	apply_filter(view);
	return true;
}

/* --- acting --- */

static bool act_on_row(struct view_requests *view, int action, struct error *err)
{
	desk_read_pane(&view->pane);
	const struct digital_request *request = requests_selected(view);
	if (!request) {
		desk_say(view->pane.desk, "%s", _("There is no request here."));
		return true;
	}
	if (action == REQUESTS_READ) {
		requests_read(view->pane.desk, request->id);
		return true;
	}
	return action == REQUESTS_OPEN ? requests_open(view, request, err)
				       : requests_acts(view, request, err);
}

static bool act(struct pane *pane, int action, struct error *err)
{
	struct view_requests *view = (struct view_requests *)pane;
	switch (action) {
	case REQUESTS_OPEN:
	case REQUESTS_ACTS:
	case REQUESTS_READ:
		return act_on_row(view, action, err);
	case REQUESTS_WHICH_NEXT:
		view->which = (enum requests_which)((view->which + 1) % REQUESTS_WHICH_COUNT);
		view->list = (struct list){ 0 };
		pane->stale = true;
		return true;
	case REQUESTS_CLEAR:
		edit_set(&view->filter, "");
		apply_filter(view);
		return true;
	default:
		return true;
	}
}

static bool offers(const struct pane *pane, int action)
{
	const struct view_requests *view = (const struct view_requests *)pane;
	if (action == REQUESTS_CLEAR)
		return edit_text(&view->filter)[0] != '\0';
	if (action == REQUESTS_OPEN || action == REQUESTS_ACTS)
		return requests_selected(view) && desk_may_book(pane->desk);
	return action != REQUESTS_READ || requests_selected(view);
}

/* --- keys and clicks --- */

static int list_height(const struct view_requests *view)
{
	int rows = term_rows(view->pane.desk->term) - 3;
	return rows - REQUESTS_HEAD - requests_detail_rows(rows);
}

static bool event(struct pane *pane, const struct event *event)
{
	struct view_requests *view = (struct view_requests *)pane;
	struct list_source source = source_of(view);
	struct filtered_place place = { REQUESTS_HEAD, list_height(view), 1 };
	struct error err = { 0 };
	enum filtered_result result =
		filtered_event(&view->list, &source, &view->filter, place, event);
	if (result == FILTERED_TYPED)
		apply_filter(view);
	else if (result == FILTERED_OPENED && !act_on_row(view, REQUESTS_OPEN, &err))
		desk_complain(pane->desk, &err);
	return result != FILTERED_IGNORED;
}

/* --- the pane --- */

static void draw(const struct pane *pane, const struct canvas *canvas)
{
	requests_draw((const struct view_requests *)pane, canvas);
}

/* Answer dates pass while one looks elsewhere. */
static void enter(struct pane *pane)
{
	pane->stale = true;
}

static void help(const struct pane *pane, struct buffer *out)
{
	buffer_add(out,
		   _("Digital requests by time left of their 24 hours: > less than six hours, ! less than "
		     "two, X the time is over; ~ waits for the customer's answer to dates offered in "
		     "writing. Enter opens the call with everything the form gave, Space shows what else "
		     "can be done. Type to see only the rows that hold what is typed."));
}

static void destroy(struct pane *pane)
{
	struct view_requests *view = (struct view_requests *)pane;
	edit_finish(&view->filter);
	arena_finish(&view->arena);
	free(view);
}

static const struct action actions[] = {
	{ REQUESTS_OPEN, "request-open", N_("Open the call that answers the request"), N_("answer"),
	  "requests", "Enter" },
	{ REQUESTS_ACTS, "request-acts", N_("The customer's answer; answered; no answer needed"), N_("acts"),
	  "requests", "Space, Insert" },
	{ REQUESTS_READ, "request-read", N_("Read what came, as it came"), N_("read"), "requests", "Right" },
	{ REQUESTS_WHICH_NEXT, "request-which", N_("Those that wait, the late ones, all of 30 days"),
	  N_("which"), "requests", "Tab" },
	{ REQUESTS_CLEAR, "request-clear", N_("Show all rows again"), N_("all rows"), "requests", "Esc" },
};

const struct pane_ops view_requests_ops = {
	.name = "requests",
	.title = N_("Requests"),
	.watches = TABLE_REQUEST | TABLE_FILE | TABLE_APPOINTMENT,
	.actions = actions,
	.action_count = sizeof actions / sizeof actions[0],
	.load = load,
	.draw = draw,
	.act = act,
	.offers = offers,
	.event = event,
	.enter = enter,
	.help = help,
	.destroy = destroy,
};

struct pane *view_requests_create(struct desk *desk)
{
	struct view_requests *view = memory_zeroed(1, sizeof *view);
	view->pane = (struct pane){ .ops = &view_requests_ops, .desk = desk };
	edit_init(&view->filter, FILTERED_MAX, false);
	return &view->pane;
}
