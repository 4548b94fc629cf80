/* office/file_check.h - the check of files before their receptions (domain a.1): what is missing in each, the
 * list of all of it for the next two open days, the task that it makes, and the acts that mend it. The rule
 * is model/file_check.h. */
#ifndef PRENOTA_OFFICE_FILE_CHECK_H
#define PRENOTA_OFFICE_FILE_CHECK_H

#include "model/file.h"
#include "model/file_check.h"
#include "office/office.h"
#include "store/appointment.h"

struct office_checked {
	struct reception reception; /* its `missing` are the codes of what the check found */
	struct file_check check;
	enum checklist_state checklist;
};

struct office_checked_list {
	struct office_checked *items; /* by day and time */
	size_t count;
	size_t capacity;
};

/* The receptions of [first, last] of @advisor (staff code; NULL: of all), checked as of now. Reads only. */
bool office_check_files(struct office *office, civil_day first, civil_day last, const char *advisor,
			struct arena *arena, struct office_checked_list *list, struct error *err);

/* Brings @list, which office_check_files() gave for the same days and advisor, up to date after others
 * changed rows that belong to @named and nothing else: it holds what it would give now. What is not named is
 * not read again. *@changed tells whether any row of the list is concerned. On failure @list is as it was. */
bool office_check_again(struct office *office, civil_day first, civil_day last, const char *advisor,
			const struct store_named *named, struct arena *arena,
			struct office_checked_list *list, bool *changed, struct error *err);

/* One file, by id; without an appointment its light is FILE_LIGHT_NONE. */
bool office_check_file(struct office *office, const char *file, struct arena *arena, struct file_check *check,
		       struct error *err);

/* The day until which the list of open points looks: the second open day after today. */
civil_day office_check_last(const struct office *office);

/* Makes the task "file-check" of each reception until office_check_last() that has an open must which no
 * other open task of its file is about; due 48 h before the reception. One for each reception, whoever asks
 * and how often. Tasks whose file became complete are done by themselves. Writes only when there is something
 * to write; *@made (may be NULL) counts the new ones. */
bool office_check_tasks(struct office *office, int *made, struct error *err);

/* What a file lacked, asked since. NULL, -1 or CONTACT_UNASKED: still not. */
struct office_completion {
	int mileage; /* km */
	const char *mobile;
	const char *email;
	const char *vin;
	enum contact_means contact, appointment, service; /* consents */
	const char *needs;                                /* expectations in a line (R20) */
};
/* Keeps what is given, in the file and with customer and consents; what is then known is no open point any
 * more. */
bool office_complete_file(struct office *office, const char *file, const struct office_completion *completion,
			  struct error *err);

/* The customer was told of all campaigns of the file that are open, now (R31). */
bool office_tell_campaigns(struct office *office, const char *file, struct error *err);

#endif
