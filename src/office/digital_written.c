/* Dates offered in writing: kept until the answer date, and the text that tells them. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "model/rules.h"
#include "office/digital_rows.h"
#include "office/draft_rows.h"
#include "office/inner.h"
#include "store/appointment.h"
#include "store/file_store.h"
#include "store/message.h"
#include "store/request_store.h"

enum { NOTICE_S = 2 * 3600, AT_LEAST_S = 30 * 60, NAME_BYTES = 512 };

/* 24 h, but not so long that the first date is over before. */
static instant answer_date(const struct office *office, const struct office_written *written)
{
	instant now = office_now(office), until = now + DIGITAL_ANSWER_S, start;
	for (int i = 0; i < written->count; i++) {
		const struct plan_candidate *candidate = &written->proposals[i].candidate;
		if (civil_to_instant(candidate->day, candidate->start, &start) && start - NOTICE_S < until)
			until = start - NOTICE_S;
	}
	return until > now + AT_LEAST_S ? until : now + AT_LEAST_S;
}

/* --- the text --- */

static const char *language_of(const struct office *office, const struct office_written *written)
{
	return written->request->language ? written->request->language : office->site.language;
}

/* "1) Tuesday 24 November at 09:30, Kim S." a line each. */
static const char *lines_text(const struct office *office, const struct office_written *written,
			      const char *language, struct arena *arena)
{
	const char *lines = "";
	for (int i = 0; i < written->count; i++) {
		const struct plan_candidate *candidate = &written->proposals[i].candidate;
		struct fill_value values[] = {
			{ "count", arena_printf(arena, "%d", i + 1) },
			{ "slot_1", office_say_moment(candidate->day, candidate->start, language, arena) },
			{ "advisor", explain_staff(&office->site, candidate->advisor, language) },
		};
		lines = arena_printf(arena, "%s%s%s", lines, i ? "\n" : "",
				     explain_phrase(office, "offer-line", language, values, 3, arena));
	}
	return lines;
}

static const char *customer_of(const struct booking_request *request, struct arena *arena)
{
	char name[NAME_BYTES];
	struct customer said = { .company = request->company,
				 .family = request->family,
				 .given = request->given,
				 .company_name = request->company_name };
	return arena_strdup(arena, customer_name(&said, name, sizeof name));
}

const char *office_written_text(const struct office *office, const struct office_written *written,
				struct arena *arena, const char **subject, instant *until)
{
	const char *language = language_of(office, written);
	const struct dealer *dealer = &office->site.dealer;
	const char *dealer_name = explain_pick(&dealer->name, language);
	instant at = answer_date(office, written);
	civil_day day;
	int minute;
	civil_from_instant(at, &day, &minute);
	struct fill_value values[] = {
		{ "name", customer_of(written->request, arena) },
		{ "dealer", dealer_name },
		{ "request", written->request->request },
		{ "until", office_say_moment(day, minute, language, arena) },
		{ "number", dealer->telephone },
		{ "mobility_options", written->mobility_options ? written->mobility_options : "" },
	};
	size_t count = sizeof values / sizeof values[0];
	if (until)
		*until = at;
	if (subject)
		*subject = explain_phrase(office, "offer-subject", language, values, count, arena);
	const char *text = arena_printf(
		arena, "%s\n%s\n%s", explain_phrase(office, "offer-written", language, values, count, arena),
		lines_text(office, written, language, arena),
		explain_phrase(office, "offer-kept", language, values, count, arena));
	if (!written->mobility_options || !written->mobility_options[0])
		return text;
	return arena_printf(arena, "%s\n%s", text,
			    explain_phrase(office, "offer-mobility", language, values, count, arena));
}

/* --- the rows --- */

static bool keep_dates(struct office *office, const struct office_written *written, instant until,
		       struct arena *arena, struct error *err)
{
	struct office_resolved resolved;
	const struct plan_candidate *held[3];
	int count = written->count < 3 ? written->count : 3;
	for (int i = 0; i < count; i++)
		held[i] = &written->proposals[i].candidate;
	if (!store_delete_ended_holds(office->store, office_now(office), NULL, err) ||
	    !office_resolve(office, written->request, arena, &resolved, err))
		return false;
	resolved.plan.file = written->file;
	return store_insert_written_holds(office->store, &office->site, written->file, &resolved.plan, held,
					  count, office_moment(office), until, err) &&
	       store_add_offers(office->store, &office->site, written->file, written->proposals, count, -1,
				NULL, err);
}

static bool keep_file(struct office *office, const struct office_written *written, struct arena *arena,
		      struct error *err)
{
	struct store *store = office->store;
	struct customer_file file;
	struct file_update update = {
		.customer_id = written->request->customer_id,
		.vehicle_id = written->request->vehicle_id,
		.language = language_of(office, written),
		.mileage = -1,
	};
	if (!store_get_file(store, written->file, arena, &file, err))
		return false;
	return (file.request ||
		store_add_request_text(store, written->file, written->request->request, err)) &&
	       store_update_file(store, written->file, &update, err) &&
	       store_put_work(store, written->file, written->request->work, written->request->work_count,
			      err) &&
	       store_add_history(store, written->file, "offered", contact_means_code(written->means), err);
}

static bool put_message(struct office *office, const struct office_written *written,
			const struct digital_request *request, struct arena *arena, instant *until,
			struct error *err)
{
	const char *subject;
	const char *address =
		written->means == CONTACT_EMAIL ? written->request->email : written->request->mobile;
	const char *text = office_written_text(office, written, arena, &subject, until);
	char id[ID_SIZE];
	const struct message message = {
		.template = "offer",
		.file_id = written->file,
		.customer_id = written->request->customer_id,
		.means = written->means,
		.address = address,
		.language = language_of(office, written),
		.subject = subject,
		.text = text,
		.due = office_now(office),
	};
	return store_add_message(office->store, &message, id, err);
}

static bool may_offer(const struct office_written *written, struct error *err)
{
	bool mail = written->means == CONTACT_EMAIL;
	const char *address = mail ? written->request->email : written->request->mobile;
	if (written->count < DIGITAL_OFFERS_MIN)
		return error_set(
			err, ERROR_REFUSED,
			_("an answer in writing needs at least two dates (R11); telephone the customer"));
	if (!mail && written->means != CONTACT_SMS)
		return error_set(err, ERROR_INPUT, _("an answer in writing goes by e-mail or text message"));
	if (!address || !address[0])
		return error_set(err, ERROR_INPUT,
				 mail ? _("there is no e-mail address; take the text message, or telephone")
				      : _("there is no mobile number; take the e-mail, or telephone"));
	return true;
}

static bool offer_rows(struct office *office, const struct office_written *written, struct arena *arena,
		       struct error *err)
{
	struct store *store = office->store;
	struct digital_request request;
	instant until = 0;
	return store_get_request(store, written->id, arena, &request, err) &&
	       digital_still_waits(&request, err) &&
	       put_message(office, written, &request, arena, &until, err) &&
	       keep_dates(office, written, until, arena, err) && keep_file(office, written, arena, err) &&
	       store_settle_request(store, &request, DIGITAL_OFFERED, until, NULL, err) &&
	       store_attach_request(store, written->id, written->file, written->request->customer_id, err) &&
	       (!written->answers || keep_answers(office, written->file, written->answers, arena, err)) &&
	       store_put_request_draft(store, written->id, written->draft, err) &&
	       (!written->draft_id || draft_delete_row(office, written->draft_id, arena, err));
}

bool office_offer_digital(struct office *office, const struct office_written *written, struct error *err)
{
	struct arena arena = { 0 };
	if (!may_offer(written, err) || !office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office, offer_rows(office, written, &arena, err), err);
	arena_finish(&arena);
	return fine;
}
