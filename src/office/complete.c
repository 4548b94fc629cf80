/* What a file lacked is asked since: kept, and no open point any more. */
#include <string.h>

#include "base/i18n.h"
#include "model/rules.h"
#include "office/campaigns.h"
#include "office/changes.h"
#include "office/file_check.h"
#include "office/inner.h"
#include "office/tasks.h"
#include "store/file_store.h"
#include "store/people.h"

static bool settle(struct office *office, const struct customer_file *file, const char *point,
		   struct arena *arena, struct error *err)
{
	return tasks_settle_point(office, file->id, point, arena, err);
}

/* --- numbers of the customer --- */

static bool numbers_read(const struct office *office, const struct office_completion *completion,
			 struct customer *customer, struct arena *arena, struct error *err)
{
	struct telephone telephone;
	char email[320];
	if (completion->mobile) {
		if (!telephone_parse(completion->mobile, office->site.country, &telephone, err))
			return false;
		customer->mobile =
			arena_strdup(arena, telephone.display[0] ? telephone.display : completion->mobile);
	}
	if (completion->email) {
		if (!email_parse(completion->email, email, sizeof email, err))
			return false;
		customer->email = arena_strdup(arena, email);
	}
	return true;
}

static bool keep_numbers(struct office *office, const struct customer_file *file,
			 const struct office_completion *completion, struct arena *arena, struct error *err)
{
	struct data_change_list changes = { 0 };
	struct customer customer;
	if (!completion->mobile && !completion->email)
		return true;
	if (!file->has_customer)
		return error_set(err, ERROR_CONFLICT,
				 _("file %d has no customer yet; take up the call first"), file->number);
	return store_get_customer(office->store, file->customer.id, arena, &customer, err) &&
	       numbers_read(office, completion, &customer, arena, err) &&
	       changes_put_customer(office, &customer, arena, NULL, &changes, err) &&
	       changes_keep(office, &changes, "edit", file->id, err);
}

static bool keep_vin(struct office *office, const struct customer_file *file, const char *typed,
		     struct arena *arena, struct error *err)
{
	struct data_change_list changes = { 0 };
	struct vehicle vehicle;
	char vin[VIN_SIZE], suggestion[VIN_SIZE];
	if (!typed)
		return true;
	if (!vin_parse(typed, vin, suggestion, err))
		return false;
	if (!file->has_vehicle)
		return error_set(err, ERROR_CONFLICT, _("file %d has no car yet; take up the call first"),
				 file->number);
	if (!store_get_vehicle(office->store, file->vehicle.id, arena, &vehicle, err))
		return false;
	vehicle.vin = arena_strdup(arena, vin);
	return changes_put_vehicle(office, &vehicle, arena, NULL, &changes, err) &&
	       changes_keep(office, &changes, "edit", file->id, err);
}

/* --- consents (R46, R47) --- */

static const char *consent_text(const struct office *office, char version[FORM_VERSION_SIZE])
{
	const struct form_field *field = form_field_find(&office->forms, "consent_contact");
	if (!field)
		return NULL;
	form_step_version(field->step, version);
	return version;
}

static bool keep_consents(struct office *office, const struct customer_file *file,
			  const struct office_completion *completion, struct arena *arena, struct error *err)
{
	const struct {
		const char *purpose;
		enum contact_means means;
	} rows[] = {
		{ "contact", completion->contact },
		{ "appointment-reminder", completion->appointment },
		{ "service-reminder", completion->service },
	};
	char buffer[FORM_VERSION_SIZE];
	const char *version = consent_text(office, buffer);
	int given = 0;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (rows[i].means == CONTACT_UNASKED)
			continue;
		given++;
		if (!file->has_customer)
			return error_set(err, ERROR_CONFLICT,
					 _("file %d has no customer yet; take up the call first"),
					 file->number);
		if (!store_add_consent(office->store, file->customer.id, file->id, rows[i].purpose,
				       rows[i].means, version, err))
			return false;
	}
	return given < 3 || settle(office, file, "consent", arena, err);
}

/* --- the file's own --- */

static bool keep_mileage(struct office *office, const struct customer_file *file,
			 const struct office_completion *completion, struct arena *arena, struct error *err)
{
	struct file_update update = { .mileage = completion->mileage };
	if (completion->mileage < 0)
		return true;
	if (completion->mileage > 2000000)
		return error_set(err, ERROR_INPUT, _("%d km is no mileage of a car"), completion->mileage);
	return store_update_file(office->store, file->id, &update, err) &&
	       settle(office, file, "mileage", arena, err);
}

/* One line beside the other answers of the script (R20). */
static bool keep_needs(struct office *office, const struct customer_file *file, const char *needs,
		       struct arena *arena, struct error *err)
{
	enum { NEEDS_MAX = 500 };
	if (!needs)
		return true;
	if (strlen(needs) > (size_t)NEEDS_MAX * 4)
		return error_set(err, ERROR_INPUT, _("at most %d characters, please"), NEEDS_MAX);
	struct file_answer *rows = arena_alloc(arena, (file->answer_count + 1) * sizeof *rows);
	size_t count = 0;
	for (size_t i = 0; i < file->answer_count; i++)
		if (strcmp(file->answers[i].form, "phone_script") == 0 &&
		    strcmp(file->answers[i].field, "needs_note") != 0)
			rows[count++] = file->answers[i];
	rows[count++] = (struct file_answer){ "phone_script", "needs_note", needs };
	return store_put_answers(office->store, file->id, "phone_script", rows, count, err);
}

static bool complete_rows(struct office *office, const char *id, const struct office_completion *completion,
			  struct arena *arena, struct error *err)
{
	struct customer_file file;
	return store_get_file(office->store, id, arena, &file, err) &&
	       keep_mileage(office, &file, completion, arena, err) &&
	       keep_numbers(office, &file, completion, arena, err) &&
	       keep_vin(office, &file, completion->vin, arena, err) &&
	       keep_consents(office, &file, completion, arena, err) &&
	       keep_needs(office, &file, completion->needs, arena, err) &&
	       store_add_history(office->store, file.id, "completed", NULL, err);
}

bool office_complete_file(struct office *office, const char *file, const struct office_completion *completion,
			  struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office, complete_rows(office, file, completion, &arena, err), err);
	arena_finish(&arena);
	return fine;
}

/* --- campaigns told --- */

static bool told_rows(struct office *office, const char *id, struct arena *arena, struct error *err)
{
	struct customer_file file;
	struct office_campaigns now = { 0 };
	if (!store_get_file(office->store, id, arena, &file, err) ||
	    (file.has_vehicle && !office_campaigns_of(office, &file.vehicle, arena, &now, err)))
		return false;
	for (size_t i = 0; i < file.campaign_count; i++)
		if (!store_put_file_campaign(office->store, file.id, &file.campaigns[i], true, err))
			return false;
	for (size_t i = 0; i < now.count; i++)
		if (!store_put_file_campaign(office->store, file.id, &now.items[i], true, err))
			return false;
	return settle(office, &file, "campaign", arena, err) &&
	       store_add_history(office->store, file.id, "campaigns-told", NULL, err);
}

bool office_tell_campaigns(struct office *office, const char *file, struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office, told_rows(office, file, &arena, err), err);
	arena_finish(&arena);
	return fine;
}
