/* model/file.h - the customer file and its appointment, as screens, sheets and JSON read them. Texts belong
 * to the arena they were read into. */
#ifndef PRENOTA_MODEL_FILE_H
#define PRENOTA_MODEL_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/civil.h"
#include "model/people.h"
#include "model/words.h"

struct file_answer {
	const char *form;
	const char *field;
	const char *value; /* several: separated by newlines */
};

struct file_segment {
	const char *skill;
	civil_day day;
	enum half half;
	int minutes;
};

struct file_event {
	instant at;
	const char *who;  /* staff code */
	const char *act;  /* code: booked moved cancelled arrived … */
	const char *text; /* what changed, in words or codes */
};

struct appointment {
	const char *id;
	const char *file_id;
	int number; /* of the customer file, short and human */
	const char *title;
	unsigned marks;
	enum appointment_state state;
	enum request_class class;
	civil_day day;
	int start;
	int minutes;
	const char *advisor; /* staff code */
	const char *advisor_name;
	civil_day handback_day;
	int handback_start;
	int handback_minutes;
	const char *handback_advisor;
	civil_day finish_day;
	int finish_minute;
	enum mobility mobility;
	bool mobility_answered; /* R35 */
	const char *unit;       /* code of the loan or hire car */
	const char *unit_model;
	const char *foreman;
	const char *technician;
	const char *work; /* codes with spaces between */
	struct file_segment *segments;
	size_t segment_count;
	int revision;
};

/* One line of the reception list (R8, R69). */
struct reception {
	struct appointment appointment;
	const char *customer_name;
	enum persona persona;
	const char *vehicle_model;
	const char *plate;
	const char *request;  /* verbatim, first request */
	const char *missing;  /* open points as codes with spaces between: mileage prediag mobility owner
				 campaign parts consent; "" none */
	const char *customer; /* ids, NULL: none yet */
	const char *vehicle;
};

struct customer_file {
	const char *id;
	int number;
	instant opened;
	instant closed; /* 0: open */
	const char *operator_code;
	enum channel channel;
	const char *language;
	const char *request;    /* verbatim, exactly as typed (R27) */
	const char **additions; /* later corrections, in order */
	size_t addition_count;
	const char *note;
	struct customer customer;
	bool has_customer;
	struct vehicle vehicle;
	bool has_vehicle;
	int mileage; /* said in this contact, km; -1 */
	struct file_answer *answers;
	size_t answer_count;
	struct appointment appointment;
	bool has_appointment;
	struct campaign_hit *campaigns;
	size_t campaign_count;
	const char *missing;
	struct file_event *history;
	size_t history_count;
	int revision;
};

#endif
