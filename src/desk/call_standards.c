/* What a call has kept of the standard so far: for the eye while one speaks, and at its end. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/call_standards.h"
#include "desk/desk_state.h"
#include "desk/labels.h"
#include "desk/menu.h"
#include "desk/reader.h"
#include "office/standards.h"

enum { MILLISECONDS = 1000 };

static struct vehicle car_said(const struct call *call, const struct booking_request *request)
{
	if (call->known.has_vehicle)
		return call->known.vehicle;
	return (struct vehicle){ .vin = request->vin,
				 .plate = request->plate,
				 .mc20 = form_answers_has(call->answers, "mc20", "yes") };
}

static struct customer customer_said(const struct call *call, const struct booking_request *request)
{
	if (call->known.has_customer)
		return call->known.customer;
	return (struct customer){ .family = request->family, .company_name = request->company_name };
}

/* The plan for the deadline of a return or an MC20: no other call waits for its rows. */
static const struct plan_state *plan_of(struct desk *desk, const struct booking_request *request,
					const struct vehicle *vehicle)
{
	if (!request->workshop_return && !vehicle->mc20)
		return NULL;
	return desk_plan(desk, &(struct error){ 0 });
}

void call_standards(struct desk *desk, const struct call *call, bool booking,
		    struct standard_result results[STANDARD_COUNT])
{
	struct arena arena = { 0 };
	struct booking_request request;
	call_request(desk, call, &arena, &request);
	struct vehicle vehicle = car_said(call, &request);
	struct customer customer = customer_said(call, &request);
	const char *unit = form_answers_get(call->answers, "mileage_unit");
	bool somebody = customer.id || customer.family || customer.company_name;
	request.miles = unit && strcmp(unit, "mi") == 0;
	struct office_contact_source source = {
		.request = &request,
		.answers = call->answers,
		.customer = somebody ? &customer : NULL,
		.vehicle = vehicle.id || vehicle.vin || vehicle.plate ? &vehicle : NULL,
		.owner = form_answers_get(call->answers, "owner_record"),
		.campaigns = call->known.campaign_count,
		.booking = booking,
		.offered = call->offered,
		.offered_count = (size_t)call->offered_count,
		.declined = call->avoid,
		.declined_count = (size_t)call->avoid_count,
		.chosen = call->chosen_index >= 0 ? &call->offered[call->chosen_index] : NULL,
		.state = plan_of(desk, &request, &vehicle),
		.rings = call->clock.rings,
		.longest_hold = (int)(call->clock.longest_hold / MILLISECONDS),
	};
	office_standards(desk->office, &source, results);
	arena_finish(&arena);
}

/* --- the page --- */

static const struct {
	const char *mark;
	enum style style;
} looks[] = {
	[STANDARD_NOT_ASKED] = { "-", STYLE_DIM },
	[STANDARD_OPEN] = { ".", STYLE_NORMAL },
	[STANDARD_MET] = { "ok", STYLE_GOOD },
	[STANDARD_WAIVED] = { "!", STYLE_WARNING },
};

const char *standard_figure(int standard, int figure, char text[STANDARD_FIGURE_SIZE])
{
	text[0] = '\0';
	switch (standard_rows[standard].unit) {
	case STANDARD_NO_FIGURE:
		break;
	case STANDARD_TIMES:
		snprintf(text, STANDARD_FIGURE_SIZE, "%d", figure);
		break;
	case STANDARD_MINUTES:
		snprintf(text, STANDARD_FIGURE_SIZE, _("%d min"), figure);
		break;
	case STANDARD_SECONDS:
		snprintf(text, STANDARD_FIGURE_SIZE, _("%d s"), figure);
		break;
	case STANDARD_DAYS:
		snprintf(text, STANDARD_FIGURE_SIZE, _("day +%d"), figure);
		break;
	}
	return text;
}

void standards_add_line(struct reader_page *page, int standard, const struct standard_result *result,
			const char *reason)
{
	char figure[STANDARD_FIGURE_SIZE] = "", code[16];
	const struct standard_row *row = &standard_rows[standard];
	if (result->has_figure)
		standard_figure(standard, result->figure, figure);
	snprintf(code, sizeof code, "%s", row->code);
	bool late = result->state == STANDARD_OPEN && row->kind == STANDARD_CLOCK && result->has_figure;
	reader_add(page, late ? STYLE_WARNING : looks[result->state].style, 2, "%-2s %-4s %s%s%s%s%s",
		   late ? "!" : looks[result->state].mark, code, _(row->title), figure[0] ? ": " : "", figure,
		   reason ? "  - " : "", reason ? reason : "");
}

static bool page_fill(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	static const struct {
		enum standard_state state;
		const char *title;
	} parts[] = {
		{ STANDARD_OPEN, N_("Still open") },
		{ STANDARD_MET, N_("Kept") },
		{ STANDARD_NOT_ASKED, N_("Not asked in this contact") },
	};
	struct standard_result results[STANDARD_COUNT];
	struct call *call = calls_current(&desk->calls);
	page->title = _("Standards of this contact");
	if (!call) {
		reader_add(page, STYLE_NORMAL, 0, "%s", _("No call is in front."));
		return true;
	}
	call_standards(desk, call, true, results);
	struct standards_count count = standards_count(results);
	reader_add(page, STYLE_HEADING, 0, _("%d of %d kept"), count.met, count.asked);
	for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++) {
		reader_add_heading(page, _(parts[p].title));
		for (int i = 0; i < STANDARD_COUNT; i++)
			if (results[i].state == parts[p].state)
				standards_add_line(page, i, &results[i], NULL);
	}
	return true;
}

void standards_open(struct desk *desk)
{
	reader_open(desk, "", page_fill);
}

/* --- an open must at the end --- */

/* Why it is booked with a must open: kept with the contact, then booked. */
static bool take_reason(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	if (!call || (id && strcmp(id, "back") == 0))
		return true;
	snprintf(call->waived, sizeof call->waived, "%s", id ? id : text);
	return call_book(desk, call, err);
}

static void ask_reason(struct desk *desk, const struct standard_result results[STANDARD_COUNT])
{
	struct menu_row rows[] = {
		{ "back", _("back to the call: it can still be asked"), NULL },
		{ "in-a-hurry", _("the customer is in a hurry; a task asks later"), NULL },
		{ "declined", _("the customer does not want to answer"), NULL },
		{ "unknown", _("the customer does not know"), NULL },
	};
	struct buffer text = { 0 };
	int open = 0;
	for (int i = 0; i < STANDARD_COUNT; i++)
		if (results[i].state == STANDARD_OPEN && standard_rows[i].kind == STANDARD_MUST)
			buffer_printf(&text, "%s%s %s", open++ ? ", " : "", standard_rows[i].code,
				      _(standard_rows[i].title));
	buffer_add(&text, ".");
	menu_open(desk, _("Still open: why book all the same?"), buffer_text(&text), rows,
		  sizeof rows / sizeof rows[0], 0, _("another reason"), take_reason, NULL);
	buffer_finish(&text);
}

bool call_standards_settled(struct desk *desk, const struct call *call)
{
	struct standard_result results[STANDARD_COUNT];
	if (call->waived[0])
		return true;
	call_standards(desk, call, true, results);
	if (standards_count(results).musts == 0)
		return true;
	ask_reason(desk, results);
	return false;
}
