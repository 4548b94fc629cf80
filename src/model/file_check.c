#include "model/file_check.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "model/label.h"
#include "model/rules.h"

enum { CHECK_DAYS = 2 }; /* 48 hours: the same minute two calendar days before */

/* --- words --- */

static const char *const checklist_codes[CHECKLIST_STATE_COUNT] = {
	[CHECKLIST_TO_COMPLETE] = "to-complete",
	[CHECKLIST_BEGUN] = "begun",
	[CHECKLIST_DONE] = "done",
};

const char *checklist_state_code(enum checklist_state state)
{
	return checklist_codes[state];
}

bool checklist_state_from_code(const char *code, enum checklist_state *state)
{
	for (int i = 0; i < CHECKLIST_STATE_COUNT; i++)
		if (strcmp(code, checklist_codes[i]) == 0) {
			*state = (enum checklist_state)i;
			return true;
		}
	return false;
}

const char *checklist_state_label(enum checklist_state state)
{
	static const char *const labels[CHECKLIST_STATE_COUNT] = {
		[CHECKLIST_TO_COMPLETE] = N_("to complete at the reception"),
		[CHECKLIST_BEGUN] = N_("begun"),
		[CHECKLIST_DONE] = N_("done"),
	};
	return _(labels[state]);
}

static const struct point {
	const char *code;
	enum file_mend mend;
	bool must;
} points[FILE_POINT_COUNT] = {
	[FILE_POINT_MOVE] = { "to-move", FILE_MEND_MOVE, true },
	[FILE_POINT_NAME] = { "name", FILE_MEND_DATA, true },
	[FILE_POINT_TELEPHONE] = { "telephone", FILE_MEND_DATA, true },
	[FILE_POINT_VIN] = { "vin", FILE_MEND_CAR, true },
	[FILE_POINT_MILEAGE] = { "mileage", FILE_MEND_DATA, true },
	[FILE_POINT_OWNER] = { "owner", FILE_MEND_OWNERSHIP, true },
	[FILE_POINT_PREDIAG] = { "prediag", FILE_MEND_PREDIAG, true },
	[FILE_POINT_CAMPAIGN] = { "campaign", FILE_MEND_CAMPAIGN, true },
	[FILE_POINT_PARTS] = { "parts", FILE_MEND_MOVE, true },
	[FILE_POINT_MOBILITY] = { "mobility", FILE_MEND_MOBILITY, true },
	[FILE_POINT_MARK] = { "mark", FILE_MEND_MOVE, true },
	[FILE_POINT_FOREMAN] = { "foreman", FILE_MEND_MOVE, true },
	[FILE_POINT_CONSENT] = { "consent", FILE_MEND_DATA, true },
	[FILE_POINT_CHECKLIST] = { "checklist", FILE_MEND_CHECKLIST, true },
	[FILE_POINT_NEEDS] = { "needs", FILE_MEND_DATA, false },
};

const char *file_point_code(enum file_point point)
{
	return points[point].code;
}

bool file_point_from_code(const char *code, enum file_point *point)
{
	for (int i = 0; i < FILE_POINT_COUNT; i++)
		if (strcmp(code, points[i].code) == 0) {
			*point = (enum file_point)i;
			return true;
		}
	return false;
}

enum file_mend file_point_mend(enum file_point point)
{
	return points[point].mend;
}

bool file_point_is_must(enum file_point point)
{
	return points[point].must;
}

static const struct light {
	const char *code;
	const char *label;
} lights[FILE_LIGHT_COUNT] = {
	[FILE_LIGHT_NONE] = { "none", "" },
	[FILE_LIGHT_GOOD] = { "ok", N_("complete") },
	[FILE_LIGHT_ASK] = { "ask", N_("to be asked at the reception") },
	[FILE_LIGHT_OPEN] = { "open", N_("incomplete, there is time") },
	[FILE_LIGHT_DUE] = { "due", N_("incomplete") },
};

const char *file_light_code(enum file_light light)
{
	return lights[light].code;
}

const char *file_light_label(enum file_light light)
{
	return lights[light].label[0] ? _(lights[light].label) : "";
}

/* --- the rule --- */

static bool is_kept(const struct file_facts *facts, const char *code)
{
	char one[LABEL_CODE_SIZE];
	for (const char *at = facts->kept ? label_next(facts->kept, one) : NULL; at; at = label_next(at, one))
		if (strcmp(one, code) == 0)
			return true;
	return false;
}

/* What was said when it was booked, unless it came in since. */
static bool still_kept(const struct file_facts *facts, enum file_point point, bool came)
{
	return !came && is_kept(facts, points[point].code);
}

/* Ordered parts that come after the car, or nobody knows when. */
static bool parts_late(const struct file_facts *facts)
{
	if (facts->parts_waiting > 0)
		return facts->parts_undated || facts->parts_eta > facts->day;
	return still_kept(facts, FILE_POINT_PARTS, facts->parts_ordered > 0);
}

static bool prediag_open(const struct file_facts *facts)
{
	return is_kept(facts, "prediag") ||
	       (facts->technical && facts->prediag_answers == 0 && !facts->settled);
}

/* The foreman or a technician was announced to the customer (R33, R71). */
static bool foreman_missing(const struct file_facts *facts)
{
	return (facts->marks & (MARK_FOREMAN | MARK_RET)) && !facts->foreman_booked;
}

static unsigned when(bool open, enum file_point point)
{
	return open ? 1U << point : 0;
}

static unsigned data_points(const struct file_facts *facts)
{
	return when(!facts->has_name, FILE_POINT_NAME) | when(!facts->has_number, FILE_POINT_TELEPHONE) |
	       when(!facts->has_vin, FILE_POINT_VIN) |
	       when(still_kept(facts, FILE_POINT_MILEAGE, facts->has_mileage), FILE_POINT_MILEAGE) |
	       when(still_kept(facts, FILE_POINT_CONSENT, facts->has_consent), FILE_POINT_CONSENT) |
	       when(!facts->has_needs, FILE_POINT_NEEDS);
}

static unsigned work_points(const struct file_facts *facts)
{
	bool came = facts->state == APPOINTMENT_ARRIVED || facts->state == APPOINTMENT_FINISHED;
	return when(facts->to_move && !came, FILE_POINT_MOVE) |
	       when(facts->owner_pending || is_kept(facts, "owner"), FILE_POINT_OWNER) |
	       when(prediag_open(facts), FILE_POINT_PREDIAG) |
	       when(facts->campaigns_untold > 0 && !facts->settled, FILE_POINT_CAMPAIGN) |
	       when(parts_late(facts), FILE_POINT_PARTS) |
	       when(!facts->mobility_answered && !facts->settled, FILE_POINT_MOBILITY) |
	       when(facts->is_return && !(facts->marks & MARK_RET), FILE_POINT_MARK) |
	       when(foreman_missing(facts), FILE_POINT_FOREMAN) |
	       when(came && facts->checklist != CHECKLIST_DONE, FILE_POINT_CHECKLIST);
}

static bool is_over(enum appointment_state state)
{
	return state == APPOINTMENT_HANDED_BACK || state == APPOINTMENT_NO_SHOW ||
	       state == APPOINTMENT_CANCELLED;
}

static bool is_due(const struct file_facts *facts, civil_day day, int minute)
{
	civil_day due = facts->day - CHECK_DAYS;
	return day > due || (day == due && minute >= facts->start);
}

struct file_check file_check(const struct file_facts *facts, civil_day day, int minute)
{
	struct file_check check = { 0 };
	if (is_over(facts->state))
		return check;
	check.points = data_points(facts) | work_points(facts);
	for (int i = 0; i < FILE_POINT_COUNT; i++) {
		if (!(check.points & 1U << i))
			continue;
		check.musts += points[i].must;
		check.asks += !points[i].must;
	}
	check.light = check.musts  ? is_due(facts, day, minute) ? FILE_LIGHT_DUE : FILE_LIGHT_OPEN
		      : check.asks ? FILE_LIGHT_ASK
				   : FILE_LIGHT_GOOD;
	return check;
}

const char *file_check_codes(unsigned bits, char text[FILE_CHECK_CODES_SIZE])
{
	size_t len = 0;
	text[0] = '\0';
	for (int i = 0; i < FILE_POINT_COUNT; i++)
		if (bits & 1U << i)
			len += (size_t)snprintf(text + len, FILE_CHECK_CODES_SIZE - len, "%s%s",
						len ? " " : "", points[i].code);
	return text;
}
