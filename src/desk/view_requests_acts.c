/* What can be done with a digital request. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/call_digital.h"
#include "desk/desk_state.h"
#include "desk/detail.h"
#include "desk/menu.h"
#include "desk/reader.h"
#include "desk/view_requests_state.h"
#include "desk/when.h"
#include "model/label.h"
#include "model/label_digital.h"
#include "model/label_message.h"
#include "office/digital.h"
#include "store/file_store.h"
#include "store/request_store.h"

enum { ROWS_MAX = 12 };

static struct view_requests *view_of(struct desk *desk)
{
	return (struct view_requests *)desk_view(desk, "requests");
}

/* --- reading what came --- */

static bool fill_page(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	struct digital_request request;
	struct buffer problem = { 0 };
	const char *rest, *name, *value;
	if (!store_get_request(desk->office->store, key, &page->arena, &request, err))
		return false;
	page->title = arena_printf(&page->arena, "%s  %s", label_channel(request.channel), request.source_id);
	label_problem(request.problem, &problem);
	if (problem.len)
		reader_add(page, STYLE_WARNING, 0, "%s", problem.text);
	buffer_finish(&problem);
	if (request.reply_file)
		reader_add_link(page, (struct reader_link){ FIND_FILE, request.reply_file },
				_("answers our message \"%s\", customer file %d"),
				label_message_template(request.reply_template), request.reply_number);
	if (request.text) {
		reader_add_heading(page, _("In the customer's words"));
		reader_add(page, STYLE_NORMAL, 0, "%s", request.text);
	}
	rest = request.fields;
	if (rest)
		reader_add_heading(page, _("What the form gave"));
	while ((rest = digital_next_field(rest, &name, &value, &page->arena)))
		reader_add_value(page, label_digital_key(name), label_digital_value(name, value));
	if (request.raw) {
		reader_add_heading(page, _("As it came"));
		reader_add(page, STYLE_DIM, 0, "%s", request.raw);
	}
	if (request.file_id)
		reader_add_link(page, (struct reader_link){ FIND_FILE, request.file_id },
				_("customer file %d"), request.number);
	return true;
}

void requests_read(struct desk *desk, const char *id)
{
	reader_open(desk, id, fill_page);
}

/* --- opening the call --- */

static bool take_anyway(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	return strcmp(id, "open") != 0 || desk_take_digital(desk, view_of(desk)->acting, true, err);
}

static void ask_anyway(struct view_requests *view, const struct digital_request *request)
{
	char text[256], date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	struct menu_row rows[] = {
		{ "leave", _("leave it to them"), NULL },
		{ "open", _("open it all the same"), NULL },
	};
	civil_day day;
	int minute;
	civil_from_instant(request->claimed_at, &day, &minute);
	snprintf(text, sizeof text, _("%s works on this request since %s %s."), request->claimed_by,
		 when_date(day, date), civil_format_time(minute, time));
	menu_open(view->pane.desk, _("Somebody is at it"), text, rows, 2, 0, NULL, take_anyway, NULL);
}

static void begin(struct view_requests *view, const struct digital_request *request)
{
	snprintf(view->acting, sizeof view->acting, "%s", request->id);
}

bool requests_open(struct view_requests *view, const struct digital_request *request, struct error *err)
{
	struct desk *desk = view->pane.desk;
	bool waits = request->state == DIGITAL_OPEN || request->state == DIGITAL_OFFERED;
	begin(view, request);
	if (!waits || request->reading == DIGITAL_QUARANTINE) {
		requests_read(desk, request->id);
		return true;
	}
	if (!desk_must_book(desk, err))
		return false;
	/* An answer to a message is first about what it answers. */
	if (request->state == DIGITAL_OFFERED || request->reply_file)
		return requests_acts(view, request, err);
	if (office_digital_claimed(desk->office, request)) {
		ask_anyway(view, request);
		return true;
	}
	return desk_take_digital(desk, request->id, false, err);
}

/* --- ending it --- */

static bool end(struct desk *desk, enum digital_state state, const char *reason, struct error *err)
{
	if (!office_end_digital(desk->office, view_of(desk)->acting, state, reason, err))
		return false;
	desk_say(desk, "%s",
		 state == DIGITAL_DROPPED ? _("No answer needed; the reason is kept.")
					  : _("Answered; what was said is kept."));
	return true;
}

static bool take_dropped(struct desk *desk, const char *id, const char *text, void *context,
			 struct error *err)
{
	if (id && *id == '\0')
		return true;
	return end(desk, DIGITAL_DROPPED, id ? id : text, err);
}

static void ask_dropped(struct desk *desk)
{
	struct menu_row rows[] = {
		{ "", _("no, it stays"), NULL },
		{ "sent-twice", _("it was sent twice"), NULL },
		{ "advertisement", _("an advertisement"), NULL },
		{ "automatic", _("a machine's answer"), NULL },
		{ "not-ours", _("not for this service desk"), NULL },
	};
	menu_open(desk, _("No answer needed"), _("Why does this request need no answer?"), rows, 5, 0,
		  _("another reason"), take_dropped, NULL);
}

static bool take_answered(struct desk *desk, const char *id, const char *text, void *context,
			  struct error *err)
{
	if (id && *id == '\0')
		return true;
	return end(desk, DIGITAL_ANSWERED, id ? id : text, err);
}

static void ask_answered(struct desk *desk)
{
	struct menu_row rows[] = {
		{ "", _("no, it stays"), NULL },
		{ "question-only", _("only a question, it is answered"), NULL },
		{ "calls-back", _("the customer calls back"), NULL },
		{ "not-wanted", _("the customer does not want a date any more"), NULL },
	};
	menu_open(desk, _("Answered without an appointment"), _("What was the answer?"), rows, 4, 0,
		  _("another answer"), take_answered, NULL);
}

/* --- the list --- */

/* The customer file of the message that it answers. */
static bool show_file(struct desk *desk, struct error *err)
{
	struct arena arena = { 0 };
	struct digital_request request;
	bool fine = store_get_request(desk->office->store, view_of(desk)->acting, &arena, &request, err);
	if (fine && request.reply_file)
		detail_open(desk, (struct reader_link){ FIND_FILE, request.reply_file });
	arena_finish(&arena);
	return fine;
}

static bool take_act(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct view_requests *view = view_of(desk);
	struct arena arena = { 0 };
	struct digital_request request;
	bool fine = true;
	if (strcmp(id, "read") == 0)
		requests_read(desk, view->acting);
	else if (strcmp(id, "file") == 0)
		fine = show_file(desk, err);
	else if (strcmp(id, "drop") == 0)
		ask_dropped(desk);
	else if (strcmp(id, "answered") == 0)
		ask_answered(desk);
	else if (strcmp(id, "declined") == 0)
		fine = end(desk, DIGITAL_ANSWERED, "declined", err);
	else if (strcmp(id, "leave") == 0)
		fine = office_leave_digital(desk->office, view->acting, err);
	else if (strncmp(id, "accept", 6) == 0)
		fine = desk_prepare(desk, err) &&
		       store_get_request(desk->office->store, view->acting, &arena, &request, err) &&
		       desk_accept_offer(desk, &request, id[6] - '0', err);
	else if (strncmp(id, "write", 5) == 0)
		fine = desk_write_digital(desk, view->acting, strcmp(id, "write-anyway") == 0, err);
	else
		fine = desk_take_digital(desk, view->acting, strcmp(id, "anyway") == 0, err);
	arena_finish(&arena);
	return fine;
}

static size_t add_offers(struct desk *desk, const struct digital_request *request, struct arena *arena,
			 struct menu_row *rows, size_t count)
{
	struct offer_list offers = { 0 };
	struct error err = { 0 };
	int round = 0;
	if (!request->file_id ||
	    !store_get_offers(desk->office->store, request->file_id, arena, &offers, &err))
		return count;
	for (size_t i = 0; i < offers.count; i++)
		round = offers.items[i].round > round ? offers.items[i].round : round;
	for (size_t i = 0; i < offers.count && count < ROWS_MAX; i++) {
		const struct offer *offer = &offers.items[i];
		char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
		if (offer->round != round)
			continue;
		const char *words = arena_printf(arena, _("takes %s %s, %s"), when_date(offer->day, date),
						 civil_format_time(offer->start, time), offer->advisor);
		rows[count++] =
			(struct menu_row){ arena_printf(arena, "accept%d", offer->position), words, NULL };
	}
	return count;
}

bool requests_acts(struct view_requests *view, const struct digital_request *request, struct error *err)
{
	struct desk *desk = view->pane.desk;
	struct arena arena = { 0 };
	struct menu_row rows[ROWS_MAX + 8];
	size_t count = 0;
	bool offered = request->state == DIGITAL_OFFERED, open = request->state == DIGITAL_OPEN;
	bool others = office_digital_claimed(desk->office, request);
	begin(view, request);
	if ((open || offered) && !desk_must_book(desk, err))
		return false;
	if (request->reply_file)
		rows[count++] = (struct menu_row){
			"file", arena_printf(&arena, _("open customer file %d"), request->reply_number), NULL
		};
	if (offered)
		count = add_offers(desk, request, &arena, rows, count);
	if (offered || (open && request->reading != DIGITAL_QUARANTINE))
		rows[count++] = (struct menu_row){ others ? "anyway" : "open",
						   offered  ? _("asks for other dates: open the call")
						   : others ? _("open the call, although somebody is at it")
							    : _("open the call"),
						   NULL };
	if (open && request->reading != DIGITAL_QUARANTINE)
		rows[count++] = (struct menu_row){ others ? "write-anyway" : "write",
						   _("offer dates in writing"), NULL };
	if (offered)
		rows[count++] = (struct menu_row){ "declined", _("declines"), NULL };
	rows[count++] = (struct menu_row){ "read", _("read what came"), NULL };
	if (open || offered) {
		rows[count++] = (struct menu_row){ "answered", _("answered without an appointment"), NULL };
		rows[count++] = (struct menu_row){ "drop", _("needs no answer"), NULL };
	}
	if (request->claimed_by && !others && open)
		rows[count++] = (struct menu_row){ "leave", _("let go of it"), NULL };
	menu_open(desk, request->name ? request->name : label_channel(request->channel),
		  offered ? _("The customer") : NULL, rows, count, 0, NULL, take_act, NULL);
	arena_finish(&arena);
	return true;
}
