/* What becomes of an appointment is told: at once, and the day before (R48). */
#include <string.h>

#include "model/file.h"
#include "office/messages_inner.h"
#include "store/file_store.h"

static const char *const templates[] = {
	[MESSAGES_BOOKED] = "booked",
	[MESSAGES_CHANGED] = "changed",
	[MESSAGES_CANCELLED] = "cancelled",
	[MESSAGES_RESTORED] = "restored",
};

/* One appointment that is told of. */
struct telling {
	struct office *office;
	struct arena *arena;
	struct customer_file file;
	enum messages_event event;
	instant start;           /* of the reception */
	int sequence;            /* of the calendar part */
	enum contact_means told; /* by which it is told at once */
};

/* Puts a message with its calendar part into the outbox; *@queued is false without consent or address. */
static bool put(struct telling *telling, const char *template, enum contact_means means, instant due,
		bool *queued, struct error *err)
{
	struct office *office = telling->office;
	const struct customer_file *file = &telling->file;
	const char *language = file->language ? file->language : file->customer.language;
	char id[ID_SIZE];
	bool allowed = false;
	*queued = false;
	if (!messages_allowed(office, template, file->customer.id, means, &allowed, err))
		return false;
	const struct message message = {
		.template = template,
		.file_id = file->id,
		.customer_id = file->customer.id,
		.means = means,
		.address = messages_address(office, &file->customer, means, telling->arena),
		.language = language ? language : office->site.language,
		.due = due,
		.method = means != CONTACT_EMAIL || strcmp(template, "handback") == 0 ? NULL
			  : telling->event == MESSAGES_CANCELLED                      ? "CANCEL"
										      : "REQUEST",
		.sequence = telling->sequence,
	};
	if (!allowed || !message.address)
		return true;
	*queued = true;
	return store_add_message(office->store, &message, id, err);
}

/* As soon as the hours let it, but before the reception. */
static instant soon(const struct telling *telling)
{
	instant now = office_now(telling->office);
	instant at = message_into_hours(now, telling->office->site.message_hours);
	return at < telling->start ? at : now;
}

/* Whoever agreed to be contacted by telephone hears it in the call in which it happens. */
static bool tell_at_once(struct telling *telling, struct error *err)
{
	enum contact_means means;
	bool queued = false;
	if (!messages_consent(telling->office, telling->file.customer.id, "contact", &means, err))
		return false;
	if (means != CONTACT_SMS && means != CONTACT_EMAIL)
		return true;
	if (!put(telling, templates[telling->event], means, soon(telling), &queued, err))
		return false;
	telling->told = queued ? means : CONTACT_UNASKED;
	return true;
}

/* R48: the same minute of the day before; what is booked later than that is told at once, unless that was
 * just done by the same means. */
static bool tell_day_before(struct telling *telling, struct error *err)
{
	const struct appointment *appointment = &telling->file.appointment;
	enum contact_means means;
	bool queued;
	instant due =
		message_day_before(appointment->day, appointment->start, telling->office->site.message_hours);
	if (!messages_consent(telling->office, telling->file.customer.id, "appointment-reminder", &means,
			      err))
		return false;
	if (means != CONTACT_PHONE && means != CONTACT_SMS && means != CONTACT_EMAIL)
		return true;
	if (due <= office_now(telling->office)) {
		if (telling->told == means)
			return true;
		due = soon(telling);
	}
	return put(telling, "tomorrow", means, due, &queued, err);
}

/* The car is here: only its hand-back can still change, and no event goes with it. */
static bool tell_handback(struct telling *telling, struct error *err)
{
	enum contact_means means;
	bool queued;
	if (!messages_consent(telling->office, telling->file.customer.id, "contact", &means, err))
		return false;
	if (means != CONTACT_SMS && means != CONTACT_EMAIL)
		return true;
	instant now = office_now(telling->office);
	return put(telling, "handback", means, message_into_hours(now, telling->office->site.message_hours),
		   &queued, err);
}

static bool tell(struct telling *telling, const char *file, struct error *err)
{
	static const char *const why[] = { [MESSAGES_BOOKED] = "booked",
					   [MESSAGES_CHANGED] = "changed",
					   [MESSAGES_CANCELLED] = "cancelled",
					   [MESSAGES_RESTORED] = "restored" };
	struct office *office = telling->office;
	bool wishes;
	if (!store_drop_messages(office->store, file, NULL, why[telling->event], err) ||
	    !store_wishes_messages(office->store, file, &wishes, err))
		return false;
	if (!wishes)
		return true;
	if (!store_get_file_short(office->store, file, telling->arena, &telling->file, err))
		return false;
	const struct appointment *appointment = &telling->file.appointment;
	bool told_of = telling->file.has_customer && telling->file.has_appointment;
	bool here = told_of &&
		    (appointment->state == APPOINTMENT_ARRIVED || appointment->state == APPOINTMENT_FINISHED);
	if (here && telling->event == MESSAGES_CHANGED)
		return tell_handback(telling, err);
	if (!told_of || !civil_to_instant(appointment->day, appointment->start, &telling->start) ||
	    telling->start <= office_now(office))
		return true;
	if (!store_message_sequence(office->store, telling->file.id, &telling->sequence, err))
		return false;
	telling->sequence++;
	return tell_at_once(telling, err) &&
	       (telling->event == MESSAGES_CANCELLED || tell_day_before(telling, err));
}

bool messages_appointment(struct office *office, const char *file, enum messages_event event,
			  struct error *err)
{
	struct arena arena = { 0 };
	struct telling *telling = arena_alloc(&arena, sizeof *telling);
	*telling = (struct telling){ .office = office, .arena = &arena, .event = event };
	bool fine = tell(telling, file, err);
	arena_finish(&arena);
	return fine;
}
