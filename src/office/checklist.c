#include "office/checklist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "office/inner.h"
#include "office/prediag.h"
#include "office/tasks.h"
#include "store/file_store.h"
#include "store/task.h"

static const struct form *form_of(const struct form_answers *answers)
{
	return form_find(form_answers_set_of(answers), CHECKLIST_FORM);
}

/* --- reading --- */

/* By its name: the record has no other word for the body. */
static bool is_convertible(const struct customer_file *file)
{
	static const char *const names[] = { "Cabrio", "Cielo", "Spyder" };
	const char *model = file->has_vehicle && file->vehicle.model ? file->vehicle.model : "";
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strstr(model, names[i]))
			return true;
	return false;
}

static void suggest(struct form_answers *answers, const char *field, const char *value)
{
	if (form_field_find(form_answers_set_of(answers), field) && !form_answers_get(answers, field))
		form_answers_fill(answers, field, value);
}

/* What the file says by itself. */
static void suggest_all(struct form_answers *answers, const struct customer_file *file)
{
	const struct appointment *appointment = &file->appointment;
	enum mobility mobility = appointment->mobility;
	bool lent = mobility == MOBILITY_LOAN || mobility == MOBILITY_HIRE || mobility == MOBILITY_RENTAL;
	char when[CIVIL_DATE_SIZE + CIVIL_TIME_SIZE], date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
	if (!file->has_appointment)
		return;
	if (!(appointment->marks & MARK_RET))
		suggest(answers, "RC-A2", "na");
	if (!lent && mobility != MOBILITY_PUD)
		suggest(answers, "RC-A4", "na");
	if (!lent)
		suggest(answers, "RC-C4", "na");
	snprintf(when, sizeof when, "%s %s", civil_format_date(appointment->handback_day, date),
		 civil_format_time(appointment->handback_start, time));
	suggest(answers, "RC-G4", when);
}

bool office_checklist_open(struct office *office, const struct customer_file *file, struct arena *arena,
			   struct form_answers **answers, struct checklist *checklist, struct error *err)
{
	if (!form_find(&office->forms, CHECKLIST_FORM))
		return error_set(err, ERROR_CONFIG, _("the forms have no reception checklist"));
	if (!store_get_checklist(office->store, file->id, arena, checklist, err))
		return false;
	*answers = office_prediag_answers(office, file);
	form_answers_set(*answers, "convertible", is_convertible(file) ? "yes" : "no");
	if (checklist->revision == 0)
		suggest_all(*answers, file);
	return true;
}

/* --- counting --- */

enum { ITEM_SIZE = 16 };

/* "RC-E1" of "RC-E1-where". */
static void item_of(const struct form_field *field, char item[ITEM_SIZE])
{
	const char *first = strchr(field->id, '-');
	size_t len = first ? (size_t)(first - field->id) + 1 + strcspn(first + 1, "-") : strlen(field->id);
	snprintf(item, ITEM_SIZE, "%.*s", (int)len, field->id);
}

static bool is_open(const struct form_answers *answers, const struct form_field *field)
{
	return form_answers_is_wrong(answers, field->id) ||
	       (field->required && form_answers_count(answers, field->id) == 0);
}

void office_checklist_count(const struct form_answers *answers, int *items, int *settled)
{
	const struct form *form = form_of(answers);
	char last[ITEM_SIZE] = "", item[ITEM_SIZE];
	bool any = false, open = false;
	*items = *settled = 0;
	for (size_t s = 0; form && s < form->step_count; s++)
		for (size_t f = 0; f < form->steps[s].field_count; f++) {
			const struct form_field *field = &form->steps[s].fields[f];
			if (!form_field_visible(answers, field))
				continue;
			item_of(field, item);
			if (strcmp(item, last) != 0) {
				*settled += any && !open;
				(*items)++;
				any = open = false;
				memcpy(last, item, sizeof last);
			}
			any |= form_answers_count(answers, field->id) > 0;
			open |= is_open(answers, field);
		}
	*settled += any && !open;
}

static int answered_fields(const struct form_answers *answers)
{
	const struct form *form = form_of(answers);
	int count = 0;
	for (size_t s = 0; s < form->step_count; s++)
		for (size_t f = 0; f < form->steps[s].field_count; f++)
			count += form_answers_written(answers, &form->steps[s].fields[f]);
	return count;
}

/* --- keeping --- */

/* The pre-check of an electric car found something: nobody drives it into the hall. */
static bool quarantine(struct office *office, const struct customer_file *file,
		       const struct form_answers *answers, struct arena *arena, struct error *err)
{
	const struct form_field *field;
	struct task_list tasks = { 0 };
	bool people;
	if (form_answers_flag(answers, form_of(answers), &field, &people) != FORM_FLAG_STOP)
		return true;
	if (!store_open_tasks(office->store, 0, file->id, arena, &tasks, err))
		return false;
	for (size_t i = 0; i < tasks.count; i++)
		if (strcmp(tasks.items[i].kind, "danger") == 0 && tasks.items[i].text &&
		    strcmp(tasks.items[i].text, "quarantine") == 0)
			return true;
	struct task task = {
		.kind = "danger",
		.roles = ROLE_ADVISOR | ROLE_MANAGER | ROLE_TECHNICIAN | ROLE_FOREMAN,
		.due = office_now(office),
		.file_id = file->id,
		.customer_id = file->has_customer ? file->customer.id : NULL,
		.vehicle_id = file->has_vehicle ? file->vehicle.id : NULL,
		.text = "quarantine",
	};
	return store_add_task(office->store, &task, NULL, err) &&
	       store_add_history(office->store, file->id, "quarantine", NULL, err);
}

/* What the odometer showed is the file's mileage. */
static bool keep_odometer(struct office *office, const struct customer_file *file,
			  const struct form_answers *answers, struct arena *arena, struct error *err)
{
	const struct form_field *field = form_field_find(&office->forms, "RC-D3");
	if (!field || !form_answers_written(answers, field))
		return true;
	long km = strtol(form_answers_get(answers, field->id), NULL, 10);
	if (km <= 0 || km > 2000000 || km == file->mileage)
		return true;
	struct file_update update = { .mileage = (int)km };
	return store_update_file(office->store, file->id, &update, err) &&
	       tasks_settle_point(office, file->id, "mileage", arena, err);
}

static bool save_rows(struct office *office, const char *id, const struct form_answers *answers, bool first,
		      enum checklist_state state, int revision, struct arena *arena, struct error *err)
{
	struct customer_file file;
	bool done = state == CHECKLIST_DONE;
	return store_get_file(office->store, id, arena, &file, err) &&
	       store_put_checklist(office->store, file.id, state, answered_fields(answers), revision, err) &&
	       keep_form(office, file.id, CHECKLIST_FORM, answers, arena, err) &&
	       keep_odometer(office, &file, answers, arena, err) &&
	       quarantine(office, &file, answers, arena, err) &&
	       (!(first || done) ||
		store_add_history(office->store, file.id, done ? "checklist-done" : "checklist", NULL, err));
}

static bool save(struct office *office, const char *file, const struct form_answers *answers, bool first,
		 enum checklist_state state, int *revision, struct error *err)
{
	struct arena arena = { 0 };
	unsigned roles = state == CHECKLIST_DONE ? OFFICE_ROLES_CHECKLIST_DONE : OFFICE_ROLES_CHECKLIST;
	if (!office_begin(office, roles, err))
		return false;
	bool fine = office_end(office, save_rows(office, file, answers, first, state, *revision, &arena, err),
			       err);
	arena_finish(&arena);
	*revision += fine;
	return fine;
}

bool office_checklist_save(struct office *office, const char *file, struct form_answers *answers, bool first,
			   int *revision, struct error *err)
{
	return save(office, file, answers, first, CHECKLIST_BEGUN, revision, err);
}

static const struct form_field *first_missing(const struct form_answers *answers)
{
	const struct form *form = form_of(answers);
	for (size_t s = 0; s < form->step_count; s++) {
		const struct form_field *field = form_step_visible(answers, &form->steps[s])
							 ? form_step_missing(answers, &form->steps[s])
							 : NULL;
		if (field)
			return field;
	}
	return NULL;
}

/* Name, date and time stand for the signature of who acts. */
static void sign(struct office *office, struct form_answers *answers)
{
	char text[128], date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
	struct moment now = office_moment(office);
	snprintf(text, sizeof text, "%.80s, %s %s", office_actor(office)->name,
		 civil_format_date(now.day, date), civil_format_time(now.minute, time));
	form_answers_fill(answers, "RC-G7", text);
}

bool office_checklist_done(struct office *office, const char *file, struct form_answers *answers,
			   int *revision, struct error *err)
{
	const struct form_field *missing = first_missing(answers);
	if (!office_may(office, OFFICE_ROLES_CHECKLIST_DONE, err))
		return false;
	if (missing)
		return error_set(err, ERROR_INPUT, _("still to be answered: %s %s"),
				 missing->id + strlen("RC-"),
				 missing->label.in[form_lang_from_code(i18n_language())]);
	sign(office, answers);
	return save(office, file, answers, false, CHECKLIST_DONE, revision, err);
}
