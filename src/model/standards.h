/* model/standards.h - which requirements of the standard a contact has kept, and which are open.
 *
 * One pure function over what is known of a contact: the console shows it while the operator speaks, the
 * booking keeps it, later reports read what was kept. Nothing is counted twice: R40 is R11, R72 is R16, R73
 * is R18, R22 is R21, R64 is R24, R65 is R24, R66 is R28, as the requirements themselves say. */
#ifndef PRENOTA_MODEL_STANDARDS_H
#define PRENOTA_MODEL_STANDARDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/civil.h"
#include "model/words.h"

enum standard {
	STANDARD_R7,
	STANDARD_R9,
	STANDARD_R11,
	STANDARD_R12,
	STANDARD_R13,
	STANDARD_R15,
	STANDARD_R16,
	STANDARD_R18,
	STANDARD_R19,
	STANDARD_R20,
	STANDARD_R21,
	STANDARD_R23,
	STANDARD_R24,
	STANDARD_R26,
	STANDARD_R27,
	STANDARD_R28,
	STANDARD_R29,
	STANDARD_R30,
	STANDARD_R31,
	STANDARD_R32,
	STANDARD_R33,
	STANDARD_R35,
	STANDARD_R37,
	STANDARD_R38,
	STANDARD_R41,
	STANDARD_R42,
	STANDARD_R43,
	STANDARD_R44,
	STANDARD_R45,
	STANDARD_R46,
	STANDARD_R47,
	STANDARD_R62,
	STANDARD_R63,
	STANDARD_R67,
	STANDARD_R68,
	STANDARD_R69,
	STANDARD_R70,
	STANDARD_R71,
	STANDARD_COUNT,
};

enum standard_state {
	STANDARD_NOT_ASKED, /* does not apply to this contact */
	STANDARD_OPEN,
	STANDARD_MET,
	STANDARD_WAIVED, /* open, and the operator said why */
};

/* How a requirement is taken at the end of a contact. */
enum standard_kind {
	STANDARD_MUST,  /* open: the console asks why */
	STANDARD_CARE,  /* best kept; open asks nothing */
	STANDARD_CLOCK, /* told by a clock or made by the program: asking would mend nothing */
};

/* What a figure counts. */
enum standard_unit {
	STANDARD_NO_FIGURE,
	STANDARD_TIMES, /* proposals, rings, holds: a plain number */
	STANDARD_MINUTES,
	STANDARD_SECONDS,
	STANDARD_DAYS,
};

struct standard_row {
	const char *code;  /* "R11" */
	const char *also;  /* the same said elsewhere: "R40", "" */
	const char *title; /* N_(): a few words */
	enum standard_kind kind;
	enum standard_unit unit;
};

extern const struct standard_row standard_rows[STANDARD_COUNT];

/* By code, that of @also as well; false when there is none. */
bool standard_from_code(const char *code, enum standard *standard);

/* "open", "met", "waived"; NULL for what was not asked. */
const char *standard_state_code(enum standard_state state);
bool standard_state_from_code(const char *code, enum standard_state *state);

/* What is known of a contact. Zero is "nothing yet". */
struct standards_record {
	enum channel channel;
	instant received; /* of a digital request, 0: none */
	instant now;
	int request_hours; /* R7: 24 */

	/* the telephone */
	int rings;         /* the ring it was answered on, 0 unknown */
	int rings_allowed; /* 3 */
	int longest_hold;  /* seconds */
	int hold_limit;    /* 30 */

	/* the customer */
	bool has_customer;
	bool persona_known;  /* read or asked */
	bool persona_asked;  /* the tool was offered, whatever came of it */
	int needs;           /* needs and expectations noted */
	bool owner_compared; /* with DMS and Service Entry, or the caller said so */
	bool owner_differs;
	bool ownership_dated; /* the date of the change was taken down */

	/* the request */
	bool words;     /* in the customer's own words */
	int requests;   /* what was said at first and every addition */
	bool technical; /* a technical problem, or a return */
	bool prediagnosed;
	bool workshop_return;
	bool return_told; /* priority, and that the foreman checks */

	/* the car */
	bool has_vehicle;
	bool identified; /* plate or VIN, and the mileage */
	bool looked_up;  /* in both records */
	bool mc20;
	bool campaigns_read;
	int campaigns;
	bool campaigns_told;
	bool contract_read;

	/* dates */
	int proposals;           /* offered in this contact */
	bool deadline;           /* of a return or an MC20 there is one */
	civil_day first_offered; /* 0: none */
	civil_day deadline_day;

	/* mobility */
	bool mobility_answered;
	bool duty_offered;     /* MC20: a loan car or pick-up, taken or declined by name */
	bool mobility_needs;   /* what was chosen takes a car, a driver or a seat */
	bool mobility_planned; /* and one is kept for it */

	/* the appointment */
	bool booked; /* made or about to be */
	int reception_minutes;
	int handback_minutes;
	bool attends;        /* foreman or technician may come */
	bool attends_marked; /* and the title says so */
	bool return_marked;
	bool test_drive; /* a foreman is planned at the hand-back of a return */
	bool welcome;    /* who receives is known */

	/* the read-back */
	bool confirmed;
	bool bring_told;
	bool parking_told;
	int wishes_asked; /* of contact and reminder: 0 to 2 */
	bool means_known; /* each yes has its means */
};

struct standard_result {
	enum standard_state state;
	bool has_figure;
	int figure;
};

/* All of them at once, by enum standard. Pure. */
void standards_assess(const struct standards_record *record, struct standard_result results[STANDARD_COUNT]);

struct standards_count {
	int asked; /* that apply */
	int met;
	int musts; /* open ones of kind STANDARD_MUST */
};
struct standards_count standards_count(const struct standard_result results[STANDARD_COUNT]);

#endif
