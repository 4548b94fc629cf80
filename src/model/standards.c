#include "model/standards.h"

#include <string.h>

#include "base/i18n.h"

enum { SECONDS_PER_MINUTE = 60, MINUTES_PER_HOUR = 60 };

const struct standard_row standard_rows[STANDARD_COUNT] = {
	[STANDARD_R7] = { "R7", "", N_("request confirmed within 24 hours"), STANDARD_CLOCK,
			  STANDARD_MINUTES },
	[STANDARD_R9] = { "R9", "", N_("reception of 15 or 30 minutes"), STANDARD_CLOCK, STANDARD_MINUTES },
	[STANDARD_R11] = { "R11", "R40", N_("at least two dates proposed"), STANDARD_MUST, STANDARD_TIMES },
	[STANDARD_R12] = { "R12", "", N_("hand-back of 10 to 15 minutes"), STANDARD_CLOCK, STANDARD_MINUTES },
	[STANDARD_R13] = { "R13", "", N_("lengths by work, customer and car lent"), STANDARD_CLOCK,
			   STANDARD_MINUTES },
	[STANDARD_R15] = { "R15", "", N_("MC20: a date within one day"), STANDARD_MUST, STANDARD_DAYS },
	[STANDARD_R16] = { "R16", "R72", N_("answered within the third ring"), STANDARD_CLOCK,
			   STANDARD_TIMES },
	[STANDARD_R18] = { "R18", "R73", N_("no hold or transfer beyond 30 s"), STANDARD_CLOCK,
			   STANDARD_SECONDS },
	[STANDARD_R19] = { "R19", "", N_("spoken to by persona"), STANDARD_CARE, STANDARD_NO_FIGURE },
	[STANDARD_R20] = { "R20", "", N_("needs and expectations noted"), STANDARD_CARE, STANDARD_TIMES },
	[STANDARD_R21] = { "R21", "R22", N_("persona read or asked"), STANDARD_CARE, STANDARD_NO_FIGURE },
	[STANDARD_R23] = { "R23", "", N_("owner compared with both records"), STANDARD_MUST,
			   STANDARD_NO_FIGURE },
	[STANDARD_R24] = { "R24", "R64 R65", N_("ownership change taken down"), STANDARD_MUST,
			   STANDARD_NO_FIGURE },
	[STANDARD_R26] = { "R26", "", N_("customer heard out"), STANDARD_MUST, STANDARD_TIMES },
	[STANDARD_R27] = { "R27", "", N_("request in the customer's words"), STANDARD_MUST,
			   STANDARD_NO_FIGURE },
	[STANDARD_R28] = { "R28", "R66", N_("pre-diagnosis of a technical problem"), STANDARD_MUST,
			   STANDARD_NO_FIGURE },
	[STANDARD_R29] = { "R29", "", N_("reception checklist stands in the file"), STANDARD_CLOCK,
			   STANDARD_NO_FIGURE },
	[STANDARD_R30] = { "R30", "", N_("campaigns looked for"), STANDARD_MUST, STANDARD_TIMES },
	[STANDARD_R31] = { "R31", "", N_("customer told of campaigns"), STANDARD_MUST, STANDARD_TIMES },
	[STANDARD_R32] = { "R32", "", N_("service contract looked for"), STANDARD_MUST, STANDARD_NO_FIGURE },
	[STANDARD_R33] = { "R33", "", N_("foreman or technician in the title"), STANDARD_CLOCK,
			   STANDARD_NO_FIGURE },
	[STANDARD_R35] = { "R35", "R36", N_("mobility offered"), STANDARD_MUST, STANDARD_NO_FIGURE },
	[STANDARD_R37] = { "R37", "", N_("MC20: loan car or pick-up offered"), STANDARD_MUST,
			   STANDARD_NO_FIGURE },
	[STANDARD_R38] = { "R38", "", N_("mobility kept for the visit"), STANDARD_MUST, STANDARD_NO_FIGURE },
	[STANDARD_R41] = { "R41", "", N_("read back and confirmed"), STANDARD_MUST, STANDARD_NO_FIGURE },
	[STANDARD_R42] = { "R42", "", N_("date, time and reason recalled"), STANDARD_MUST,
			   STANDARD_NO_FIGURE },
	[STANDARD_R43] = { "R43", "", N_("who welcomes was said"), STANDARD_MUST, STANDARD_NO_FIGURE },
	[STANDARD_R44] = { "R44", "", N_("what to bring was said"), STANDARD_MUST, STANDARD_NO_FIGURE },
	[STANDARD_R45] = { "R45", "", N_("where to park was said"), STANDARD_MUST, STANDARD_NO_FIGURE },
	[STANDARD_R46] = { "R46", "", N_("asked for contact and reminder"), STANDARD_MUST, STANDARD_TIMES },
	[STANDARD_R47] = { "R47", "", N_("by which means"), STANDARD_MUST, STANDARD_NO_FIGURE },
	[STANDARD_R62] = { "R62", "", N_("mileage, and plate or VIN"), STANDARD_MUST, STANDARD_NO_FIGURE },
	[STANDARD_R63] = { "R63", "", N_("looked up in DMS and Service Entry"), STANDARD_CLOCK,
			   STANDARD_NO_FIGURE },
	[STANDARD_R67] = { "R67", "", N_("return: told that it has priority"), STANDARD_MUST,
			   STANDARD_NO_FIGURE },
	[STANDARD_R68] = { "R68", "", N_("return: a date within 2 working days"), STANDARD_MUST,
			   STANDARD_DAYS },
	[STANDARD_R69] = { "R69", "", N_("return: marked in the schedule"), STANDARD_CLOCK,
			   STANDARD_NO_FIGURE },
	[STANDARD_R70] = { "R70", "", N_("return: told that the foreman checks"), STANDARD_MUST,
			   STANDARD_NO_FIGURE },
	[STANDARD_R71] = { "R71", "", N_("return: test drive with the foreman"), STANDARD_CLOCK,
			   STANDARD_NO_FIGURE },
};

/* Whether @code is one of the words of @list. */
static bool has_word(const char *list, const char *code)
{
	size_t len = strlen(code);
	for (const char *at = list; len && (at = strstr(at, code)); at += len)
		if ((at == list || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

bool standard_from_code(const char *code, enum standard *standard)
{
	for (int i = 0; i < STANDARD_COUNT; i++)
		if (strcmp(standard_rows[i].code, code) == 0 || has_word(standard_rows[i].also, code)) {
			*standard = (enum standard)i;
			return true;
		}
	return false;
}

static const char *const states[] = { NULL, "open", "met", "waived" };

const char *standard_state_code(enum standard_state state)
{
	return states[state];
}

bool standard_state_from_code(const char *code, enum standard_state *state)
{
	for (size_t i = 1; i < sizeof states / sizeof *states; i++)
		if (strcmp(states[i], code) == 0) {
			*state = (enum standard_state)i;
			return true;
		}
	return false;
}

/* --- one by one --- */

static void ask(struct standard_result *results, enum standard standard, bool applies, bool met)
{
	results[standard].state = !applies ? STANDARD_NOT_ASKED : met ? STANDARD_MET : STANDARD_OPEN;
}

static void ask_count(struct standard_result *results, enum standard standard, bool applies, bool met,
		      int figure)
{
	ask(results, standard, applies, met);
	results[standard].has_figure = applies;
	results[standard].figure = applies ? figure : 0;
}

/* A length that is not settled yet is no figure. */
static void ask_length(struct standard_result *results, enum standard standard, bool applies, bool met,
		       int minutes)
{
	ask_count(results, standard, applies, met, minutes);
	results[standard].has_figure = applies && minutes > 0;
}

static bool is_digital(enum channel channel)
{
	return channel == CHANNEL_EMAIL || channel == CHANNEL_DEALER_WEB || channel == CHANNEL_MASERATI_WEB ||
	       channel == CHANNEL_OWNER_APP;
}

static void assess_clocks(const struct standards_record *r, struct standard_result *results)
{
	bool digital = is_digital(r->channel) && r->received != 0;
	bool rang = r->channel == CHANNEL_PHONE;
	int waited = digital ? (int)((r->now - r->received) / SECONDS_PER_MINUTE) : 0;
	ask_count(results, STANDARD_R7, digital, r->booked && waited <= r->request_hours * MINUTES_PER_HOUR,
		  waited);
	ask_count(results, STANDARD_R16, rang && r->rings > 0, r->rings <= r->rings_allowed, r->rings);
	ask_count(results, STANDARD_R18, rang || r->longest_hold > 0, r->longest_hold <= r->hold_limit,
		  r->longest_hold);
}

static void assess_customer(const struct standards_record *r, struct standard_result *results)
{
	bool known = r->has_customer;
	ask(results, STANDARD_R19, known, r->persona_known);
	ask_count(results, STANDARD_R20, known, r->needs > 0, r->needs);
	ask(results, STANDARD_R21, known, r->persona_known || r->persona_asked);
	ask(results, STANDARD_R23, known && r->has_vehicle, r->owner_compared);
	ask(results, STANDARD_R24, known && r->has_vehicle && r->owner_differs, r->ownership_dated);
	ask_count(results, STANDARD_R26, true, r->requests > 0, r->requests);
	ask(results, STANDARD_R27, true, r->words);
}

static void assess_car(const struct standards_record *r, struct standard_result *results)
{
	bool wanted = r->booked || r->has_vehicle;
	ask(results, STANDARD_R62, wanted, r->identified);
	ask(results, STANDARD_R63, r->has_vehicle, r->looked_up);
	ask(results, STANDARD_R28, r->technical, r->prediagnosed);
	ask_count(results, STANDARD_R30, r->has_vehicle, r->campaigns_read, r->campaigns);
	ask_count(results, STANDARD_R31, r->campaigns > 0, r->campaigns_told, r->campaigns);
	ask(results, STANDARD_R32, r->has_vehicle, r->contract_read);
}

/* Days from the call to the first date offered; a deadline is met when one was offered inside it, whatever
 * the customer chose then. */
static void assess_deadline(const struct standards_record *r, struct standard_result *results,
			    enum standard standard, bool applies)
{
	civil_day today;
	int minute;
	civil_from_instant(r->now, &today, &minute);
	bool offered = r->first_offered != 0;
	ask(results, standard, applies, offered && (!r->deadline || r->first_offered <= r->deadline_day));
	results[standard].has_figure = applies && offered;
	results[standard].figure = applies && offered ? (int)(r->first_offered - today) : 0;
}

static void assess_appointment(const struct standards_record *r, struct standard_result *results)
{
	bool booked = r->booked, returns = r->workshop_return;
	ask_length(results, STANDARD_R9, booked, r->reception_minutes == 15 || r->reception_minutes == 30,
		   r->reception_minutes);
	ask_count(results, STANDARD_R11, booked, r->proposals >= 2, r->proposals);
	ask_length(results, STANDARD_R12, booked, r->handback_minutes >= 10 && r->handback_minutes <= 15,
		   r->handback_minutes);
	ask_length(results, STANDARD_R13, booked, r->reception_minutes > 0 && r->handback_minutes > 0,
		   r->reception_minutes + r->handback_minutes);
	assess_deadline(r, results, STANDARD_R15, booked && r->mc20);
	ask(results, STANDARD_R29, booked, true);
	ask(results, STANDARD_R33, booked && r->attends, r->attends_marked);
	ask(results, STANDARD_R67, returns, r->return_told);
	assess_deadline(r, results, STANDARD_R68, booked && returns && !r->mc20);
	ask(results, STANDARD_R69, booked && returns, r->return_marked);
	ask(results, STANDARD_R70, returns, r->return_told);
	ask(results, STANDARD_R71, booked && returns, r->test_drive);
}

static void assess_mobility(const struct standards_record *r, struct standard_result *results)
{
	ask(results, STANDARD_R35, r->booked, r->mobility_answered);
	ask(results, STANDARD_R37, r->booked && r->mc20, r->duty_offered);
	ask(results, STANDARD_R38, r->booked && r->mobility_needs, r->mobility_planned);
}

static void assess_readback(const struct standards_record *r, struct standard_result *results)
{
	ask(results, STANDARD_R41, r->booked, r->confirmed);
	ask(results, STANDARD_R42, r->booked, r->confirmed);
	ask(results, STANDARD_R43, r->booked, r->confirmed && r->welcome);
	ask(results, STANDARD_R44, r->booked, r->bring_told);
	ask(results, STANDARD_R45, r->booked, r->parking_told);
	ask_count(results, STANDARD_R46, r->booked, r->wishes_asked == 2, r->wishes_asked);
	ask(results, STANDARD_R47, r->booked, r->wishes_asked == 2 && r->means_known);
}

void standards_assess(const struct standards_record *record, struct standard_result results[STANDARD_COUNT])
{
	memset(results, 0, STANDARD_COUNT * sizeof *results);
	assess_clocks(record, results);
	assess_customer(record, results);
	assess_car(record, results);
	assess_appointment(record, results);
	assess_mobility(record, results);
	assess_readback(record, results);
}

struct standards_count standards_count(const struct standard_result results[STANDARD_COUNT])
{
	struct standards_count count = { 0 };
	for (int i = 0; i < STANDARD_COUNT; i++) {
		enum standard_state state = results[i].state;
		count.asked += state != STANDARD_NOT_ASKED;
		count.met += state == STANDARD_MET;
		count.musts += state == STANDARD_OPEN && standard_rows[i].kind == STANDARD_MUST;
	}
	return count;
}
