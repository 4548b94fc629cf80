/* model/file_check.h - whether a customer file is complete before its reception: the check 48 h before
 * (domain a.1).
 *
 * One pure rule over what is known of the file. A point is a must when the reception cannot be prepared
 * without it, else it is to be asked at the reception. */
#ifndef PRENOTA_MODEL_FILE_CHECK_H
#define PRENOTA_MODEL_FILE_CHECK_H

#include <stdbool.h>

#include "base/civil.h"
#include "model/words.h"

/* How far the reception checklist is (R29). */
enum checklist_state { CHECKLIST_TO_COMPLETE, CHECKLIST_BEGUN, CHECKLIST_DONE, CHECKLIST_STATE_COUNT };
const char *checklist_state_code(enum checklist_state state);
bool checklist_state_from_code(const char *code, enum checklist_state *state);
const char *checklist_state_label(enum checklist_state state);

/* What the rule looks at. */
struct file_facts {
	const char *kept; /* open points kept with the file, codes with blanks between */
	bool settled;     /* somebody closed the task of what was missing: what was asked for is known */
	enum appointment_state state;
	civil_day day; /* of the reception */
	int start;
	unsigned marks;
	bool is_return; /* booked as a workshop return */
	bool technical; /* a diagnosis, or a return */
	bool has_name, has_number, has_vin;
	bool has_mileage, has_consent; /* asked in this file's contact, or since */
	bool owner_pending;            /* a change of owner is not worked through */
	int prediag_answers;
	int campaigns_untold;
	int parts_ordered;   /* orders for the car, whatever their state */
	int parts_waiting;   /* of those, not arrived */
	bool parts_undated;  /* one of them has no date */
	civil_day parts_eta; /* the last of their dates, 0 none */
	bool mobility_answered;
	bool foreman_booked; /* his time for it stands in the plan */
	bool to_move;        /* it cannot stay where it is */
	bool has_needs;      /* needs and expectations were asked (R20) */
	enum checklist_state checklist;
};

/* In the order in which they are told. */
enum file_point {
	FILE_POINT_MOVE,
	FILE_POINT_NAME,
	FILE_POINT_TELEPHONE,
	FILE_POINT_VIN,
	FILE_POINT_MILEAGE,
	FILE_POINT_OWNER,
	FILE_POINT_PREDIAG,
	FILE_POINT_CAMPAIGN,
	FILE_POINT_PARTS,
	FILE_POINT_MOBILITY,
	FILE_POINT_MARK,
	FILE_POINT_FOREMAN,
	FILE_POINT_CONSENT,
	FILE_POINT_CHECKLIST,
	FILE_POINT_NEEDS,
	FILE_POINT_COUNT,
};

/* Where a point is mended. */
enum file_mend {
	FILE_MEND_MOVE,      /* another date */
	FILE_MEND_DATA,      /* numbers, mileage, consents, expectations */
	FILE_MEND_CAR,       /* the car's identity */
	FILE_MEND_OWNERSHIP, /* the steps of Service Entry+ */
	FILE_MEND_PREDIAG,   /* the questions are gone on with */
	FILE_MEND_CAMPAIGN,  /* the customer is told */
	FILE_MEND_MOBILITY,
	FILE_MEND_CHECKLIST,
};

/* "mileage" …; the words are label_open_point(code). */
const char *file_point_code(enum file_point point);
bool file_point_from_code(const char *code, enum file_point *point);
enum file_mend file_point_mend(enum file_point point);
bool file_point_is_must(enum file_point point);

enum file_light {
	FILE_LIGHT_NONE, /* nothing to be checked any more: handed back, not come, cancelled */
	FILE_LIGHT_GOOD,
	FILE_LIGHT_ASK,  /* only what is asked at the reception */
	FILE_LIGHT_OPEN, /* musts are open, and there is time */
	FILE_LIGHT_DUE,  /* musts are open within 48 h of the reception */
	FILE_LIGHT_COUNT,
};
/* "none", "ok", "ask", "open", "due" */
const char *file_light_code(enum file_light light);
const char *file_light_label(enum file_light light);

struct file_check {
	unsigned points; /* bits 1 << enum file_point */
	int musts;
	int asks;
	enum file_light light;
};

/* The check, as it stands at local @day and @minute. */
struct file_check file_check(const struct file_facts *facts, civil_day day, int minute);

enum { FILE_CHECK_CODES_SIZE = 160 };
/* The codes of @points with blanks between; returns @text. */
const char *file_check_codes(unsigned points, char text[FILE_CHECK_CODES_SIZE]);

#endif
