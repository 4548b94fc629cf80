/* The sides of F2: the script and its progress, the customer's card, the load, the proposals. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "desk/call_persona.h"
#include "desk/view_call_state.h"
#include "desk/when.h"

/* --- the script --- */

static const char *step_mark(const struct call *call, const struct form_step *step)
{
	if (step == call->step || step == call->back)
		return ">";
	switch (form_step_state(call->answers, step)) {
	case FORM_STEP_DONE:
		return "ok";
	case FORM_STEP_OPEN:
		return "!";
	case FORM_STEP_EMPTY:
		break;
	}
	return ".";
}

enum { STEPS_MAX = 64 };

static int visible_steps(const struct call *call, const struct form_step *steps[STEPS_MAX], int *here)
{
	int count = 0;
	*here = 0;
	for (const struct form_step *step = form_step_next(call->answers, call->form, NULL);
	     step && count < STEPS_MAX; step = form_step_next(call->answers, call->form, step)) {
		if (step == call->step || step == call->back)
			*here = count;
		steps[count++] = step;
	}
	return count;
}

/* The first step of the list that is seen in @rows rows: the one where one stands stays among them. */
static int script_top(int count, int here, int rows)
{
	int top = count > rows && here > rows / 2 ? here - rows / 2 : 0;
	return count > rows && top > count - rows ? count - rows : top;
}

const struct form_step *script_step_at(const struct call *call, int rows, int row)
{
	const struct form_step *steps[STEPS_MAX];
	int here, count = visible_steps(call, steps, &here);
	int at = script_top(count, here, rows) + row;
	return at >= 0 && at < count ? steps[at] : NULL;
}

void draw_script(const struct desk *desk, const struct call *call, const struct canvas *canvas)
{
	const struct form_step *steps[STEPS_MAX];
	int here, count = visible_steps(call, steps, &here), top = script_top(count, here, canvas->rows);
	for (int i = top; i < count && i - top < canvas->rows; i++) {
		const char *mark = step_mark(call, steps[i]);
		enum style style = i == here        ? STYLE_FOCUS
				   : mark[0] == '!' ? STYLE_WARNING
				   : mark[0] == 'o' ? STYLE_GOOD
						    : STYLE_NORMAL;
		canvas_put_in(canvas, i - top, 0, 3, style, TEXT_LEFT, mark);
		canvas_put_in(canvas, i - top, 3, canvas->cols - 3, i == here ? STYLE_FOCUS : STYLE_NORMAL,
			      TEXT_LEFT, steps[i]->title.in[desk->lang]);
	}
}

void draw_progress(const struct view_call *view, const struct call *call, const struct canvas *canvas)
{
	const struct desk *desk = view->pane.desk;
	const struct form_step *steps[STEPS_MAX];
	int here, count = visible_steps(call, steps, &here), col = 0;
	for (int i = 0; i < count; i++) {
		const char *mark = step_mark(call, steps[i]);
		enum style style = mark[0] == '>' ? STYLE_FOCUS : mark[0] == '!' ? STYLE_WARNING : STYLE_GOOD;
		col = canvas_put(canvas, 0, col, mark[0] == '.' ? STYLE_DIM : style,
				 mark[0] == 'o' ? "o" : mark);
	}
	col = canvas_printf(canvas, 0, col + 1, STYLE_NORMAL, "%d/%d", here + 1, count);
	if (call->step)
		col = canvas_put(canvas, 0, col + 1, STYLE_HEADING, call->step->title.in[desk->lang]);
	char kept[32];
	snprintf(kept, sizeof kept, _(" kept %d/%d "), view->standards.met, view->standards.asked);
	int room = canvas->cols - col - 3 - text_width(kept);
	if (here + 1 < count && !call->back && room > 0) {
		struct canvas next = canvas_sub(canvas, 0, col + 3, 1, room);
		canvas_printf(&next, 0, 0, STYLE_DIM, _("next: %s"), steps[here + 1]->title.in[desk->lang]);
	}
	if (room > -3)
		canvas_put_right(canvas, 0, canvas->cols, STYLE_DIM, kept);
}

/* --- the customer --- */

static const char *energy_label(enum energy energy)
{
	switch (energy) {
	case ENERGY_BEV:
		return "EV";
	case ENERGY_PHEV:
		return "PHEV";
	case ENERGY_MHEV:
		return "MHEV";
	case ENERGY_UNKNOWN:
	case ENERGY_PETROL:
	case ENERGY_DIESEL:
	case ENERGY_COUNT:
		break;
	}
	return "";
}

enum { CARD_LINES = 8, CARD_SIZE = 200 };

static int add_line(char lines[CARD_LINES][CARD_SIZE], int count, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static int add_line(char lines[CARD_LINES][CARD_SIZE], int count, const char *format, ...)
{
	if (count == CARD_LINES)
		return count;
	va_list args;
	va_start(args, format);
	vsnprintf(lines[count], CARD_SIZE, format, args);
	va_end(args);
	return count + (lines[count][0] != '\0');
}

/* The name of somebody new, as it was said. */
static bool said_name(const struct call *call, char *name, size_t size)
{
	struct customer said = { .family = form_answers_get(call->answers, "family_name"),
				 .given = form_answers_get(call->answers, "given_name"),
				 .company_name = form_answers_get(call->answers, "company_name"),
				 .company = form_answers_has(call->answers, "customer_type", "company") };
	if (!said.family && !said.company_name)
		return false;
	customer_name(&said, name, size);
	return true;
}

static int add_car(const struct call *call, char lines[CARD_LINES][CARD_SIZE], int count)
{
	const struct vehicle *car = &call->known.vehicle;
	const char *said = form_answers_get(call->answers, "mileage");
	char km[32] = "";
	const char *plate = form_answers_get(call->answers, "plate");
	const char *model = form_answers_get(call->answers, "model");
	if (!call->known.has_vehicle)
		return plate || model
			       ? add_line(lines, count, "%s  %s", plate ? plate : "", model ? model : "")
			       : count;
	if (said && !form_answers_is_wrong(call->answers, "mileage"))
		snprintf(km, sizeof km, "  %.12s %s", said,
			 form_answers_has(call->answers, "mileage_unit", "mi") ? "mi" : "km");
	else if (car->mileage >= 0)
		snprintf(km, sizeof km, "  %d km", car->mileage);
	count = add_line(lines, count, "%s %s", car->model ? car->model : "", energy_label(car->energy));
	return add_line(lines, count, "%s%s", car->plate ? car->plate : car->vin ? car->vin : "", km);
}

static int add_history(const struct desk *desk, const struct call *call, char lines[CARD_LINES][CARD_SIZE],
		       int count)
{
	const struct call_known *known = &call->known;
	char date[WHEN_SIZE];
	if (known->contract && known->contract->status == CONTRACT_ACTIVE)
		count = add_line(lines, count, _("contract to %.7s"),
				 civil_format_date(known->contract->end, date));
	else if (known->contract)
		count = add_line(lines, count, "%s", _("contract ended"));
	if (known->has_customer && known->customer.visits > 1)
		count = add_line(lines, count, _("regular, %d visits"), known->customer.visits);
	else if (known->has_customer)
		count = add_line(lines, count, "%s",
				 known->customer.visits ? _("one visit so far") : _("first visit"));
	return count;
}

static const char *campaign_name(const struct campaign_hit *hit)
{
	return hit->authority_number && hit->authority_number[0] ? hit->authority_number : hit->id;
}

static int card_lines(const struct desk *desk, const struct call *call, char lines[CARD_LINES][CARD_SIZE])
{
	char name[128];
	int count = 0;
	if (call->known.has_customer)
		count = add_line(lines, count, "%s  %s",
				 customer_name(&call->known.customer, name, sizeof name),
				 call_persona_label(call));
	else if (said_name(call, name, sizeof name) && call_persona_label(call)[0])
		count = add_line(lines, count, "%s  %s", name, call_persona_label(call));
	else if (said_name(call, name, sizeof name))
		count = add_line(lines, count, "%s  %s", name, _("new"));
	struct buffer source = { 0 };
	call_persona_source(desk, call, &source);
	if (source.len)
		count = add_line(lines, count, "%s: %s", _("persona"), buffer_text(&source));
	buffer_finish(&source);
	count = add_car(call, lines, count);
	for (size_t i = 0; i < call->known.campaign_count && i < 2; i++) {
		const struct campaign_hit *hit = &call->known.campaigns[i];
		bool recall = hit->type == CAMPAIGN_RECALL || hit->type == CAMPAIGN_STOP_DRIVE;
		count = add_line(lines, count, recall ? _("! recall %s") : _("! campaign %s"),
				 campaign_name(hit));
	}
	return add_history(desk, call, lines, count);
}

void draw_card(const struct desk *desk, const struct call *call, const struct canvas *canvas)
{
	char lines[CARD_LINES][CARD_SIZE];
	int count = card_lines(desk, call, lines);
	if (count == 0)
		canvas_put_wrapped(canvas, 0, 0, 3, canvas->cols, STYLE_DIM,
				   _("nobody yet: number, name, plate or VIN"));
	for (int i = 0; i < count && i < canvas->rows; i++)
		canvas_put_in(canvas, i, 0, canvas->cols, lines[i][0] == '!' ? STYLE_WARNING : STYLE_NORMAL,
			      TEXT_LEFT, lines[i]);
}

/* In one line what is most needed comes first, and what does not fit whole is left out. */
static int card_pieces(const struct desk *desk, const struct call *call, char lines[CARD_LINES][CARD_SIZE])
{
	const struct call_known *known = &call->known;
	char name[128], date[CIVIL_DATE_SIZE];
	int count = 0;
	if (known->has_customer)
		count = add_line(lines, count, "%s", customer_name(&known->customer, name, sizeof name));
	else if (said_name(call, name, sizeof name))
		count = add_line(lines, count, "%s  %s", name, _("new"));
	if (known->campaign_count)
		count = add_line(lines, count, "! %s", campaign_name(&known->campaigns[0]));
	count = add_car(call, lines, count);
	count = add_line(lines, count, "%s", call_persona_label(call));
	if (known->contract && known->contract->status == CONTRACT_ACTIVE)
		count = add_line(lines, count, _("contract to %.7s"),
				 civil_format_date(known->contract->end, date));
	if (known->has_customer && known->customer.visits)
		count = add_line(lines, count, _("visits %d"), known->customer.visits);
	return count;
}

void draw_card_line(const struct desk *desk, const struct call *call, const struct canvas *canvas)
{
	char lines[CARD_LINES][CARD_SIZE];
	int count = card_pieces(desk, call, lines), col = 0;
	if (count == 0)
		canvas_put(canvas, 0, 0, STYLE_DIM, _("nobody yet: number, name, plate or VIN"));
	for (int i = 0; i < count; i++) {
		enum style style = lines[i][0] == '!' ? STYLE_WARNING : i ? STYLE_NORMAL : STYLE_HEADING;
		if (i == 0 || col + 2 + text_width(lines[i]) <= canvas->cols)
			col = canvas_put(canvas, 0, col + (i ? 2 : 0), style, lines[i]);
	}
}
