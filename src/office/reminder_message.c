/* A reminder in writing: put into the outbox, as an attempt of its own (R50). */
#include <stdio.h>
#include <string.h>

#include "office/inner.h"
#include "office/messages_inner.h"
#include "office/reminder_rows.h"

enum { KM_SIZE = 16, GROUP = 1000 };

bool reminder_is_written(const struct reminder *r, civil_day today)
{
	return (r->means == CONTACT_SMS || r->means == CONTACT_EMAIL) &&
	       !due_attempt_calls(r->due, r->attempts, today);
}

/* "60,000"; NULL when it is not due by mileage: the line of it is then left out. */
static const char *km_text(int km, char text[KM_SIZE])
{
	if (km <= 0)
		return NULL;
	if (km < GROUP)
		snprintf(text, KM_SIZE, "%d", km);
	else
		snprintf(text, KM_SIZE, "%d,%03d", km / GROUP, km % GROUP);
	return text;
}

/* Nobody can be written to: the telephone's turn comes when the rule says. */
static bool leave_to_call(struct office *office, struct reminder *r, civil_day today, struct error *err)
{
	civil_day call = r->due - DUE_CALL_DAYS;
	r->next_attempt = call > today ? call : today + 1;
	return store_put_reminder(office->store, r, NULL, err);
}

bool reminder_write(struct office *office, struct reminder *r, int *written, struct arena *arena,
		    struct error *err)
{
	char km[KM_SIZE], message[ID_SIZE];
	civil_day today = office_moment(office).day;
	const char *language = r->language ? r->language : office->site.language;
	struct fill_value values[] = {
		{ "model", r->model ? r->model : "" },
		{ "due_service", office_reminder_services(&office->site, r, language, arena) },
		{ "due_date", messages_say_date(office, r->due, language, arena) },
		{ "due_km", km_text(r->at_km, km) },
	};
	struct office_message ask = {
		.template = "service-due",
		.customer = r->customer_id,
		.reminder = r->id,
		.language = language,
		.means = r->means,
		.values = values,
		.value_count = sizeof values / sizeof values[0],
	};
	enum office_queued result;
	/* What was refused or came back would do so again. */
	if (r->last_result && strcmp(r->last_result, "failed") == 0)
		return leave_to_call(office, r, today, err);
	if (!messages_queue(office, &ask, &result, message, err))
		return false;
	if (result != OFFICE_QUEUED)
		return leave_to_call(office, r, today, err);
	struct reminder_attempt row = { .means = r->means, .message_id = message };
	reminder_count(r, today);
	r->state = "open";
	r->next_attempt = due_attempt_day(r->due, r->attempts, today);
	++*written;
	return store_add_reminder_attempt(office->store, r->id, today, &row, err) &&
	       store_put_reminder(office->store, r, NULL, err);
}
