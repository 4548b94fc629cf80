/* The record of the sample site's contacts of the past: made up, the same each time, by the number of a line.
 * Most of it is as it should be, some is not: a standards page without a flaw teaches nothing. */
#include <stdio.h>
#include <string.h>

#include "model/digital.h"
#include "office/booking.h"
#include "office/demo_book.h"
#include "store/contact.h"
#include "store/message.h"
#include "store/request_store.h"
#include "store/standards.h"

enum {
	RING_SECONDS = 4,
	WEEKS_BEFORE = 8,
	WEEKEND_DAYS = 3,
	LATE_SECONDS = 1800,
	WAIVED_OF_OPEN = 20, /* percent of what is left open for which a reason is said */
};

/* What is drawn by the same number must not go together: each draw has a salt of its own. */
enum salt {
	SALT_RINGS,
	SALT_TALK,
	SALT_HOLD,
	SALT_HOLD_LENGTH,
	SALT_OFFER,
	SALT_WAITED,
	SALT_WAIVED,
	SALT_CALLS,
	SALT_MINUTE,
	SALT_LOST,
	SALT_DATE,
	SALT_SENT,
	SALT_WALK_IN,
	SALT_HALL,
	SALT_STANDARD, /* and those after it: one a requirement */
};

unsigned demo_draw(size_t number, unsigned salt, unsigned below)
{
	uint64_t x = (uint64_t)number * UINT64_C(0x9e3779b97f4a7c15) +
		     ((uint64_t)salt + 1) * UINT64_C(0xbf58476d1ce4e5b9);
	x ^= x >> 31;
	x *= UINT64_C(0x94d049bb133111eb);
	x ^= x >> 29;
	return (unsigned)(x % below);
}

/* Of 25 calls one is answered on the fourth ring and one on the fifth. */
static int rings_of(size_t number)
{
	static const int rings[] = {
		1, 2, 2, 1, 2, 3, 1, 2, 1, 2, 3, 2, 1, 2, 4, 1, 2, 3, 2, 1, 2, 5, 1, 2, 3
	};
	return rings[demo_draw(number, SALT_RINGS, sizeof rings / sizeof rings[0])];
}

void demo_record_ring(struct booking *booking, size_t line)
{
	instant now = office_now(booking->office);
	if (booking->request->channel != CHANNEL_PHONE)
		return;
	booking->rings = rings_of(line);
	booking->answered = now - 240 - (int)demo_draw(line, SALT_TALK, 300);
	booking->rang = booking->answered - booking->rings * RING_SECONDS;
}

/* One hold in three calls, one in thirty of them too long; ends at least a minute before the call. */
static bool hold_put(struct store *store, const char *contact, instant answered, size_t number, int *longest,
		     struct error *err)
{
	*longest = 0;
	if (demo_draw(number, SALT_HOLD, 3) != 0)
		return true;
	int seconds = demo_draw(number, SALT_HOLD_LENGTH, 30) == 0
			      ? 37
			      : 6 + (int)demo_draw(number, SALT_HOLD_LENGTH, 24);
	*longest = seconds;
	return store_add_contact_hold(store, contact, demo_draw(number, SALT_HOLD, 5) == 0, answered + 60,
				      answered + 60 + seconds, err);
}

/* --- what was asked and told, as a console would have kept it --- */

/* In how many of a hundred contacts it is kept; 0: as what is booked says. */
static const int chances[STANDARD_COUNT] = {
	[STANDARD_R20] = 70, [STANDARD_R21] = 90, [STANDARD_R23] = 90, [STANDARD_R28] = 94,
	[STANDARD_R31] = 90, [STANDARD_R41] = 97, [STANDARD_R42] = 97, [STANDARD_R43] = 97,
	[STANDARD_R44] = 94, [STANDARD_R45] = 90, [STANDARD_R46] = 94, [STANDARD_R47] = 94,
	[STANDARD_R67] = 90, [STANDARD_R70] = 90,
};

/* The sample's dates are those that the customers wished: most were offered one at once and declined it. */
static void judge_date(struct standard_result *result, size_t line)
{
	if (result->state != STANDARD_MET || result->figure <= WEEKEND_DAYS)
		return;
	if (demo_draw(line, SALT_DATE, 4) != 0)
		result->figure = 1;
	else
		result->state = STANDARD_OPEN;
}

static const char *standards_make(struct standard_result results[STANDARD_COUNT], size_t line)
{
	bool waived = false;
	judge_date(&results[STANDARD_R15], line);
	judge_date(&results[STANDARD_R68], line);
	for (int i = 0; i < STANDARD_COUNT; i++) {
		struct standard_result *result = &results[i];
		if (result->state != STANDARD_OPEN)
			continue;
		if (demo_draw(line, SALT_STANDARD + (unsigned)i, 100) < (unsigned)chances[i]) {
			result->state = STANDARD_MET;
			if (result->has_figure && result->figure == 0)
				result->figure = i == STANDARD_R46 ? 2 : 1;
		} else if (standard_rows[i].kind == STANDARD_MUST &&
			   demo_draw(line, SALT_WAIVED, 100) < WAIVED_OF_OPEN) {
			result->state = STANDARD_WAIVED;
			waived = true;
		}
	}
	return waived ? "in-a-hurry" : NULL;
}

/* --- the digital request it answered --- */

static const char *name_of(const struct customer *customer, struct arena *arena)
{
	if (customer->company)
		return customer->company_name;
	return arena_printf(arena, "%s%s", customer->family ? customer->family : "",
			    customer->given ? customer->given : "");
}

static bool request_put(struct booking *booking, size_t line, struct error *err)
{
	struct office *office = booking->office;
	instant now = office_now(office);
	unsigned waited = demo_draw(line, SALT_WAITED, 12);
	char id[ID_SIZE];
	struct digital_request request = {
		.source = channel_code(booking->request->channel),
		.source_id = arena_printf(booking->arena, "S-%04zu", line),
		.channel = booking->request->channel,
		.received = now - (waited == 0 ? 26 * 3600 : (instant)waited * 3600 - 1200),
		.name = name_of(&booking->resolved.customer, booking->arena),
		.vin = booking->request->vin,
		.mileage = booking->request->mileage,
		.text = booking->request->request,
	};
	request.due = request.received + DIGITAL_HOURS * 3600;
	if (!store_add_request(office->store, &request, &(struct request_keys){ 0 }, id, err) ||
	    !store_attach_request(office->store, id, booking->file, booking->customer, err) ||
	    !store_get_request(office->store, id, booking->arena, &request, err))
		return false;
	return store_settle_request(office->store, &request, DIGITAL_BOOKED, 0, NULL, err);
}

/* --- the day before --- */

/* Told the day before as the customer wished; one in nine half an hour late. */
static bool confirmation_put(struct booking *booking, size_t line, instant until, struct error *err)
{
	struct office *office = booking->office;
	const struct customer *customer = &booking->resolved.customer;
	enum contact_means means = booking->request->consent_appointment;
	const char *address = means == CONTACT_EMAIL ? customer->email : customer->mobile;
	char id[ID_SIZE];
	struct message message = {
		.template = "tomorrow",
		.file_id = booking->file,
		.customer_id = booking->customer,
		.means = means,
		.address = address,
		.language = booking->resolved.language,
		.due = message_day_before(booking->candidate.day, booking->candidate.start,
					  office->site.message_hours),
		.sequence = -1,
	};
	instant booked = office_now(office), sent = (message.due > booked ? message.due : booked) + 20;
	if (means < CONTACT_PHONE || !address || sent >= until)
		return true;
	sent += demo_draw(line, SALT_SENT, 9) == 0 ? LATE_SECONDS : 0;
	if (!store_add_message(office->store, &message, id, err))
		return false;
	store_set_actor(office->store, office_actor(office)->code, sent);
	const char *result = means == CONTACT_PHONE ? "task" : NULL;
	bool fine = store_settle_message(office->store, id, MESSAGE_WAITING, MESSAGE_SENT, 0, result, err) &&
		    store_add_attempt(office->store, id, means, result ? result : "sent", NULL, err);
	store_set_actor(office->store, office_actor(office)->code, booked);
	return fine;
}

bool demo_record_contact(struct booking *booking, size_t line, instant until, struct error *err)
{
	struct store *store = booking->office->store;
	struct standard_result results[STANDARD_COUNT];
	enum channel channel = booking->request->channel;
	bool spoken = channel == CHANNEL_PHONE || channel == CHANNEL_WALKIN || channel == CHANNEL_OUTBOUND,
	     first;
	int longest;
	if (booking->rings && !hold_put(store, booking->contact, booking->answered, line, &longest, err))
		return false;
	if (spoken && !store_add_contact_offer(store, booking->contact,
					       700 + (int)demo_draw(line, SALT_OFFER, 5200), &first, err))
		return false;
	if (!spoken && !request_put(booking, line, err))
		return false;
	if (!booking_assess(booking, NULL, results, err))
		return false;
	const char *reason = standards_make(results, line);
	return store_put_standards(store, booking->contact, results, reason, err) &&
	       confirmation_put(booking, line, until, err);
}

/* --- calls without an appointment --- */

static bool call_standards(struct office *office, const char *contact, const struct contact *call,
			   int longest, struct error *err)
{
	bool answered = call->answered != 0;
	struct standard_result results[STANDARD_COUNT] = {
		[STANDARD_R16] = { answered && call->rings <= 3 ? STANDARD_MET : STANDARD_OPEN, true,
				   call->rings },
	};
	if (answered) {
		results[STANDARD_R18] =
			(struct standard_result){ longest <= office->site.hold_limit_seconds ? STANDARD_MET
											     : STANDARD_OPEN,
						  true, longest };
		results[STANDARD_R26] = (struct standard_result){ STANDARD_MET, true, 1 };
		results[STANDARD_R27] = (struct standard_result){ STANDARD_MET, false, 0 };
	}
	return store_put_standards(office->store, contact, results, NULL, err);
}

/* Somebody asks for a price, for the opening hours, to be called back; one in thirty gives up. */
static bool call_put(struct office *office, instant rang, size_t number, struct error *err)
{
	static const char *const results[] = { "information", "callback", "information", "department" };
	bool lost = demo_draw(number, SALT_LOST, 30) == 0;
	int rings = lost ? 6 : rings_of(number), longest = 0;
	char id[ID_SIZE];
	struct contact call = {
		.channel = CHANNEL_PHONE,
		.operator_code = office_actor(office)->code,
		.rang = rang,
		.answered = lost ? 0 : rang + rings * RING_SECONDS,
		.rings = rings,
		.result = lost ? "abandoned" : results[demo_draw(number, SALT_TALK, 4)],
	};
	call.ended = lost ? rang + rings * RING_SECONDS
			  : call.answered + 120 + (int)demo_draw(number, SALT_TALK, 200);
	office->frozen_at = call.ended;
	store_set_actor(office->store, office_actor(office)->code, office->frozen_at);
	return store_add_contact(office->store, &call, id, err) &&
	       (lost || hold_put(office->store, id, call.answered, number, &longest, err)) &&
	       call_standards(office, id, &call, longest, err);
}

/* Somebody comes in with a question; one in fourteen stands in the hall for too long. */
static bool walk_in_put(struct office *office, instant came, size_t number, struct error *err)
{
	bool long_wait = demo_draw(number, SALT_HALL, 14) == 0;
	char id[ID_SIZE];
	struct contact visit = {
		.channel = CHANNEL_WALKIN,
		.operator_code = office_actor(office)->code,
		.rang = came,
		.answered = came + 8 + (int)demo_draw(number, SALT_HALL, 80) + (long_wait ? 190 : 0),
		.result = "information",
	};
	visit.ended = visit.answered + 180 + (int)demo_draw(number, SALT_TALK, 300);
	office->frozen_at = visit.ended;
	store_set_actor(office->store, office_actor(office)->code, office->frozen_at);
	struct standard_result results[STANDARD_COUNT] = {
		[STANDARD_R26] = { STANDARD_MET, true, 1 },
		[STANDARD_R27] = { STANDARD_MET, false, 0 },
	};
	return store_add_contact(office->store, &visit, id, err) &&
	       store_put_standards(office->store, id, results, NULL, err);
}

/* On two days of three somebody comes in, when the morning is over. */
static bool hall_put(struct office *office, civil_day day, struct error *err)
{
	size_t number = (size_t)day * 16 + 15;
	instant came;
	int minute = 13 * 60 + 30 + (int)demo_draw(number, SALT_MINUTE, 150);
	if (demo_draw(number, SALT_WALK_IN, 3) == 0 || !civil_to_instant(day, minute, &came))
		return true;
	return walk_in_put(office, came, number, err);
}

static bool day_put(struct office *office, civil_day day, struct error *err)
{
	struct hours hours = site_reception_on(&office->site, day);
	unsigned calls = hours.count ? 2 + demo_draw((size_t)day, SALT_CALLS, 4) : 0;
	for (unsigned i = 0; i < calls; i++) {
		size_t number = (size_t)day * 16 + i;
		instant rang;
		int minute = hours.intervals[0].start + (int)(i * 30 + demo_draw(number, SALT_MINUTE, 25));
		int who = site_duty_operator(&office->site, day, minute);
		office->actor = who >= 0 ? who : office->actor;
		if (civil_to_instant(day, minute, &rang) && !call_put(office, rang, number, err))
			return false;
	}
	return !calls || hall_put(office, day, err);
}

bool demo_record_calls(struct office *office, civil_day today, struct error *err)
{
	bool fine = office_begin(office, OFFICE_ROLES_BOOK, err);
	for (civil_day day = today - WEEKS_BEFORE * 7; fine && day < today; day++)
		fine = day_put(office, day, err);
	return office_end(office, fine, err);
}
