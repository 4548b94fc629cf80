#include "office/line.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "model/rules.h"
#include "office/line_take.h"
#include "store/contact.h"
#include "store/line_store.h"
#include "store/people.h"
#include "store/task.h"

enum {
	EVENTS_MAX = 400,        /* of one call */
	LIVE_MS = 4 * 3600000,   /* a call of which nothing was told for so long is over */
	RINGS_MS = 180000,       /* one that rings so long was given up, and nobody told */
	DIGITS_MIN = 7,          /* fewer are an extension of the house */
	CALLBACK_SECONDS = 3600, /* a missed call is called back within the hour */
	BOOT_SIZE = 40,
};

/* --- time --- */

/* Which start of the system CLOCK_BOOTTIME counts from. */
static void read_boot(char boot[BOOT_SIZE])
{
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	ssize_t len = fd >= 0 ? read(fd, boot, BOOT_SIZE - 1) : 0;
	if (fd >= 0)
		close(fd);
	boot[len > 0 ? len : 0] = '\0';
	boot[strcspn(boot, "\n")] = '\0';
}

static int64_t now_ms(const struct office *office)
{
	return (int64_t)office_now(office) * 1000;
}

/* A time of the call's own events as a moment of the clock. */
static int64_t clock_of(const struct office *office, const struct line_row *row, const char *boot, int64_t at,
			int64_t clock)
{
	int64_t then = strcmp(row->boot, boot) == 0 ? row->first_clock + (at - row->first_at)
						    : clock - (now_ms(office) - at);
	return then < clock ? then : clock;
}

/* The other way round: what is told without a time happened now, and now is counted from the call's first
 * event on a clock that nobody sets. */
static int64_t time_of(const struct office *office, const struct line_row *row, bool found, const char *boot,
		       const struct line_event *event, int64_t clock)
{
	if (event->at)
		return event->at + (int64_t)office->demo_offset * 1000;
	if (found && strcmp(row->boot, boot) == 0 && clock >= row->first_clock)
		return row->first_at + (clock - row->first_clock);
	return now_ms(office);
}

static int rings_until(const struct site *site, int64_t rang, int64_t end)
{
	int64_t cycle = site->ring_on_ms + site->ring_off_ms;
	return rang && end >= rang ? 1 + (int)((end - rang) / (cycle > 0 ? cycle : 1)) : 0;
}

/* --- the register --- */

/* A begun second counts: 30.1 s are beyond the limit of 30. */
static bool keep_waits(struct office *office, const struct line_row *row, const struct line_state *state,
		       struct error *err)
{
	int i = row->waits_kept;
	for (; row->contact && i < state->wait_count && state->waits[i].to; i++) {
		const struct line_wait *wait = &state->waits[i];
		instant from = wait->from / 1000;
		if (!store_add_contact_hold(office->store, row->contact, wait->transfer, from,
					    from + (wait->to - wait->from + 999) / 1000, err))
			return false;
	}
	return i == row->waits_kept || store_keep_line_waits(office->store, row->id, i, err);
}

/* The one customer with that number (by the digits from the right), and how many there are. */
static bool find_customer(struct office *office, const char *number, struct arena *arena, const char **id,
			  int *count, struct error *err)
{
	struct customer_list list = { 0 };
	char digits[TELEPHONE_SIZE];
	*id = NULL;
	*count = 0;
	telephone_digits(number, digits);
	if (!number || strlen(digits) < DIGITS_MIN)
		return true;
	if (!store_customers_by_telephone(office->store, number, arena, &list, err))
		return false;
	*count = (int)list.count;
	*id = list.count == 1 ? list.items[0].id : NULL;
	return true;
}

/* Whose call it was: at whose extension it rang, else the operator who was designated. */
static const char *whose(const struct office *office, const struct line_row *row, instant at)
{
	const struct site *site = &office->site;
	struct moment moment;
	civil_from_instant(at, &moment.day, &moment.minute);
	int staff = row->extension ? site_find_extension(site, row->extension) : -1;
	if (staff < 0)
		staff = site_duty_operator(site, moment.day, moment.minute);
	return staff >= 0 ? site->staff[staff].code : office_actor(office)->code;
}

static bool add_callback(struct office *office, const char *number, const char *customer, struct error *err)
{
	char id[ID_SIZE];
	struct task task = { .kind = "callback",
			     .roles = ROLE_OPERATOR | ROLE_ADVISOR,
			     .due = office_now(office) + CALLBACK_SECONDS,
			     .customer_id = customer,
			     .text = number };
	return store_add_task(office->store, &task, id, err);
}

/* It is over and no desk took it up: the register keeps it, and whoever was not answered is called back. */
static bool keep_untaken(struct office *office, const struct line_row *row, const struct line_state *state,
			 struct arena *arena, struct error *err)
{
	const char *customer;
	char contact[ID_SIZE];
	int count;
	if (!find_customer(office, row->number, arena, &customer, &count, err))
		return false;
	int64_t rang = row->rang ? row->rang : row->first_at;
	struct contact kept = {
		.channel = CHANNEL_PHONE,
		.operator_code = whose(office, row, rang / 1000),
		.caller = row->number,
		.customer_id = customer,
		.rang = rang / 1000,
		.answered = row->answered / 1000,
		.ended = row->ended / 1000,
		.rings = rings_until(&office->site, row->rang, row->answered ? row->answered : row->ended),
		.result = row->answered ? "not-noted" : "abandoned",
	};
	if (!store_add_contact(office->store, &kept, contact, err) ||
	    !store_take_line(office->store, row->id, contact, NULL, err))
		return false;
	struct line_row taken = *row;
	taken.contact = contact;
	if (!keep_waits(office, &taken, state, err))
		return false;
	return row->answered || !row->number || add_callback(office, row->number, customer, err);
}

/* --- events --- */

static bool fold(struct office *office, const char *id, struct arena *arena, struct line_state *state,
		 struct error *err)
{
	struct line_event_list events = { 0 };
	*state = (struct line_state){ 0 };
	if (!store_line_events(office->store, id, arena, &events, err))
		return false;
	for (size_t i = 0; i < events.count; i++)
		line_apply(state, &events.items[i]);
	return true;
}

static void set_row(struct line_row *row, const struct line_state *state, int64_t at)
{
	row->phase = state->phase;
	row->number = state->number[0] ? state->number : NULL;
	row->extension = state->extension[0] ? state->extension : NULL;
	row->rang = state->rang;
	row->answered = state->answered;
	row->ended = state->ended;
	row->last_at = at > row->last_at ? at : row->last_at;
}

static bool after_event(struct office *office, const struct line_row *before, const struct line_row *row,
			const struct line_state *state, struct arena *arena, struct error *err)
{
	if (!row->contact)
		return row->phase != LINE_ENDED || keep_untaken(office, row, state, arena, err);
	/* Told too late that it had been answered after all; what is written of the rings stays. */
	struct contact kept;
	if (!row->taken_by && !before->answered && row->answered &&
	    (!store_get_contact(office->store, row->contact, arena, &kept, err) ||
	     !store_answer_contact(office->store, row->contact, row->answered / 1000, kept.rings, err)))
		return false;
	return keep_waits(office, row, state, err);
}

static bool has_room(struct office *office, const struct line_event *event, struct error *err)
{
	int count = 0;
	if (!store_count_line_events(office->store, event->call, &count, err))
		return false;
	if (count < EVENTS_MAX || (event->verb == LINE_HANGUP && count < 2 * EVENTS_MAX))
		return true;
	return error_set(err, ERROR_REFUSED, _("call %s: more than %d events, this one is left out"),
			 event->call, EVENTS_MAX);
}

static bool event_rows(struct office *office, const struct line_event *told, int64_t clock,
		       struct arena *arena, struct error *err)
{
	struct line_row before = { 0 };
	struct line_event event = *told;
	struct line_state state;
	char boot[BOOT_SIZE];
	bool found, added = false;
	read_boot(boot);
	if (!store_get_line(office->store, event.call, arena, &before, &found, err) ||
	    !has_room(office, &event, err))
		return false;
	event.at = time_of(office, &before, found, boot, told, clock);
	struct line_row row = before;
	if (!found) {
		row = (struct line_row){ .id = event.call,
					 .phase = LINE_RINGS,
					 .first_at = event.at,
					 .first_clock = clock,
					 .boot = boot,
					 .last_at = event.at };
		if (!store_put_line(office->store, &row, err))
			return false;
	}
	if (!store_add_line_event(office->store, &event, &added, err))
		return false;
	if (!added)
		return true;
	if (!fold(office, event.call, arena, &state, err))
		return false;
	set_row(&row, &state, event.at);
	return store_put_line(office->store, &row, err) &&
	       after_event(office, &before, &row, &state, arena, err);
}

bool office_line_event(struct office *office, const struct line_event *event, int64_t clock,
		       struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_LINE, err))
		return false;
	bool fine = office_end(office, event_rows(office, event, clock, &arena, err), err);
	arena_finish(&arena);
	return fine;
}

/* --- taking up --- */

bool line_take(struct office *office, const char *id, const char *contact, struct error *err)
{
	struct arena arena = { 0 };
	struct line_row row;
	struct line_state state;
	bool found;
	bool fine = store_get_line(office->store, id, &arena, &row, &found, err);
	if (fine && !found)
		fine = error_set(err, ERROR_NOT_FOUND, _("the exchange knows no call %s"), id);
	if (fine)
		fine = store_take_line(office->store, id, contact, office_actor(office)->code, err) &&
		       fold(office, id, &arena, &state, err);
	row.contact = contact;
	fine = fine && keep_waits(office, &row, &state, err);
	arena_finish(&arena);
	return fine;
}

bool line_may_take(struct office *office, const char *id, struct contact *contact, struct error *err)
{
	struct arena arena = { 0 };
	struct line_row row = { 0 };
	bool found = false;
	bool fine = store_get_line(office->store, id, &arena, &row, &found, err);
	if (fine && found && row.taken_by)
		fine = error_set(err, ERROR_CONFLICT, _("%s has taken this call"), row.taken_by);
	else if (fine && found && row.contact)
		fine = error_set(err, ERROR_CONFLICT, _("this caller has hung up already"));
	if (fine && found && row.rang)
		contact->rang = row.rang / 1000;
	if (fine && found && row.answered) {
		contact->answered = row.answered / 1000;
		contact->rings = rings_until(&office->site, row.rang, row.answered);
	}
	arena_finish(&arena);
	return fine;
}

/* --- what consoles see --- */

static bool rings_here(const struct office *office, const char *extension)
{
	const struct site *site = &office->site;
	struct moment now = office_moment(office);
	int staff = extension ? site_find_extension(site, extension) : -1;
	if (staff < 0)
		staff = site_duty_operator(site, now.day, now.minute);
	if (staff < 0)
		return office->roles & ROLE_OPERATOR;
	return staff == office->actor;
}

static bool set_line(struct office *office, const struct line_row *row, const char *boot, int64_t clock,
		     struct arena *arena, struct office_line *line, struct error *err)
{
	struct line_state state = { 0 };
	if ((row->phase == LINE_HELD || row->phase == LINE_MOVES) &&
	    !fold(office, row->id, arena, &state, err))
		return false;
	*line = (struct office_line){
		.id = row->id,
		.number = row->number,
		.phase = row->phase,
		.rang = row->rang ? clock_of(office, row, boot, row->rang, clock) : 0,
		.answered = row->answered ? clock_of(office, row, boot, row->answered, clock) : 0,
		.mine = row->taken_by && strcmp(row->taken_by, office_actor(office)->code) == 0,
		.taken_by = row->taken_by,
		.contact = row->contact,
	};
	if (state.wait_count)
		line->wait_from = clock_of(office, row, boot, state.waits[state.wait_count - 1].from, clock);
	return true;
}

bool office_line(struct office *office, const char *id, int64_t clock, struct arena *arena,
		 struct office_line *line, bool *found, struct error *err)
{
	struct line_row row;
	char boot[BOOT_SIZE];
	read_boot(boot);
	if (!store_get_line(office->store, id, arena, &row, found, err))
		return false;
	return !*found || set_line(office, &row, boot, clock, arena, line, err);
}

bool office_lines(struct office *office, int64_t clock, struct arena *arena, struct office_line_list *list,
		  struct error *err)
{
	struct line_list rows = { 0 };
	struct office_line_list found = *list;
	char boot[BOOT_SIZE];
	read_boot(boot);
	if (!store_live_lines(office->store, now_ms(office) - LIVE_MS, arena, &rows, err))
		return false;
	for (size_t i = 0; i < rows.count; i++) {
		struct line_row *row = &rows.items[i];
		struct office_line line;
		if (!set_line(office, row, boot, clock, arena, &line, err))
			return false;
		bool stale = row->phase == LINE_RINGS && line.rang && clock - line.rang > RINGS_MS;
		if (stale || (!line.mine && (row->contact || !rings_here(office, row->extension))))
			continue;
		if (!find_customer(office, row->number, arena, &line.customer, &line.customers, err))
			return false;
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		found.items[found.count++] = line;
	}
	*list = found;
	return true;
}
