#include "office/demo_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "office/booking.h"
#include "office/csv_read.h"

static const char *const column_names[] = {
	"booked_at",
	"state",
	"vin",
	"channel",
	"operator",
	"language",
	"work",
	"date",
	"time",
	"advisor",
	"mobility",
	"mileage",
	"request",
	"note",
	"consent_contact",
	"consent_appointment",
	"consent_service",
};

enum column {
	COLUMN_BOOKED_AT,
	COLUMN_STATE,
	COLUMN_VIN,
	COLUMN_CHANNEL,
	COLUMN_OPERATOR,
	COLUMN_LANGUAGE,
	COLUMN_WORK,
	COLUMN_DATE,
	COLUMN_TIME,
	COLUMN_ADVISOR,
	COLUMN_MOBILITY,
	COLUMN_MILEAGE,
	COLUMN_REQUEST,
	COLUMN_NOTE,
	COLUMN_CONSENT_CONTACT,
	COLUMN_CONSENT_APPOINTMENT,
	COLUMN_CONSENT_SERVICE,
	COLUMN_COUNT,
};

/* A file whose car has come, or gone again. */
struct visited {
	char file[ID_SIZE];
	enum appointment_state state;
	struct moment start;
	struct moment finish;
	struct moment handback;
};

struct demo {
	struct office *office;
	const char *path;
	const struct office_import_watch *watch;
	instant until; /* the clock of the demo */
	struct visited *visited;
	size_t visited_count;
	size_t visited_capacity;
	struct arena arena;
};

static void say(const struct demo *demo, size_t line, const char *what)
{
	struct buffer text = { 0 };
	buffer_printf(&text, "%s:%zu: %s", demo->path, line, what);
	if (demo->watch && demo->watch->bad)
		demo->watch->bad(demo->watch->context, buffer_text(&text));
	buffer_finish(&text);
}

static const char *filled(const char *text)
{
	return *text ? text : NULL;
}

static bool codes_take(const char *const *values, struct arena *arena, struct booking_request *request)
{
	char *codes = arena_strdup(arena, values[COLUMN_WORK]);
	for (char *rest, *code = strtok_r(codes, " ", &rest); code && request->work_count < REQUEST_WORK_MAX;
	     code = strtok_r(NULL, " ", &rest))
		request->work[request->work_count++] = code;
	enum mobility mobility;
	if (filled(values[COLUMN_MOBILITY]) && mobility_from_code(values[COLUMN_MOBILITY], &mobility))
		request->mobility[request->mobility_count++] = mobility;
	contact_means_from_code(values[COLUMN_CONSENT_CONTACT], &request->consent_contact);
	contact_means_from_code(values[COLUMN_CONSENT_APPOINTMENT], &request->consent_appointment);
	contact_means_from_code(values[COLUMN_CONSENT_SERVICE], &request->consent_service);
	return channel_from_code(values[COLUMN_CHANNEL], &request->channel) &&
	       civil_parse_date(values[COLUMN_DATE], &request->slot.date) &&
	       civil_parse_time(values[COLUMN_TIME], &request->slot.minute);
}

/* The line as a request; false when it cannot be read. */
static bool request_make(const char *const *values, struct arena *arena, struct booking_request *request)
{
	booking_request_init(request);
	request->language = filled(values[COLUMN_LANGUAGE]);
	request->has_vehicle = true;
	request->vin = values[COLUMN_VIN];
	request->request = values[COLUMN_REQUEST];
	request->note = filled(values[COLUMN_NOTE]);
	request->mileage = filled(values[COLUMN_MILEAGE]) ? atoi(values[COLUMN_MILEAGE]) : -1;
	request->slot.given = true;
	request->slot.advisor = filled(values[COLUMN_ADVISOR]);
	request->wishes[0] = (struct request_wish){ .has_date = true, .half = -1, .minute = -1 };
	bool fine = codes_take(values, arena, request);
	request->wishes[0].date = request->slot.date;
	request->wishes[0].minute = request->slot.minute;
	request->wish_count = 1;
	return fine;
}

/* The office as it was when the line was booked: its operator, its time. */
static bool office_turn_back(struct office *office, const char *const *values)
{
	int actor = site_find_staff(&office->site, values[COLUMN_OPERATOR]);
	if (actor < 0 || !civil_parse_instant(values[COLUMN_BOOKED_AT], &office->frozen_at))
		return false;
	office->actor = actor;
	office->roles = office->site.staff[actor].roles;
	store_set_actor(office->store, office_actor(office)->code, office->frozen_at);
	return true;
}

static void visit_keep(struct demo *demo, const struct booking *booking, const char *code)
{
	enum appointment_state state;
	if (!appointment_state_from_code(code, &state) || state == APPOINTMENT_BOOKED)
		return;
	const struct plan_candidate *candidate = &booking->candidate;
	demo->visited = arena_grow(&demo->arena, demo->visited, demo->visited_count, &demo->visited_capacity,
				   sizeof *demo->visited);
	struct visited *visited = &demo->visited[demo->visited_count++];
	*visited = (struct visited){
		.state = state,
		.start = { candidate->day, candidate->start },
		.finish = candidate->finish,
		.handback = candidate->handback,
	};
	memcpy(visited->file, booking->file, ID_SIZE);
}

/* One line. False only when the store fails. */
static bool line_book(struct demo *demo, const char *const *values, size_t line, struct error *err)
{
	struct arena arena = { 0 };
	struct booking_request request;
	struct error wrong = { 0 };
	struct booking *booking = arena_alloc(&arena, sizeof *booking);
	*booking = (struct booking){ .office = demo->office, .request = &request, .arena = &arena };
	bool fine = true, readable = request_make(values, &arena, &request) && office_turn_back(demo->office, values);
	if (readable)
		demo_record_ring(booking, line);
	if (!readable) {
		say(demo, line, _("a code, date or time cannot be read"));
	} else if (!booking_at_once(booking, &wrong)) {
		fine = wrong.code == ERROR_INPUT;
		say(demo, line, wrong.text);
	} else if (booking->refused.count > 0) {
		say(demo, line, booking_rules_text(&booking->refused, &arena));
	} else if (!demo_record_contact(booking, line, demo->until, &wrong)) {
		fine = false;
	} else {
		visit_keep(demo, booking, values[COLUMN_STATE]);
	}
	arena_finish(&arena);
	if (!fine && err)
		*err = wrong;
	return fine;
}

static bool header_check(const char *const *values, int count)
{
	if (count != COLUMN_COUNT)
		return false;
	for (int i = 0; i < COLUMN_COUNT; i++)
		if (strcmp(values[i], column_names[i]) != 0)
			return false;
	return true;
}

static bool lines_book(struct demo *demo, struct csv_reader *reader, struct error *err)
{
	const char *const *values;
	int count;
	size_t line;
	enum csv_outcome outcome = csv_reader_next(reader, &values, &count, &line, err);
	if (outcome != CSV_ROW || !header_check(values, count))
		return error_set(err, ERROR_INPUT, _("%s:%zu: the columns are not those of the sample"),
				 demo->path, line);
	while ((outcome = csv_reader_next(reader, &values, &count, &line, err)) != CSV_END) {
		if (outcome == CSV_BAD || count != COLUMN_COUNT)
			say(demo, line, _("the line cannot be read"));
		else if (!line_book(demo, values, line, err))
			return false;
	}
	return true;
}

static bool state_set(struct office *office, const char *file, enum appointment_state state, struct moment at,
		      struct error *err)
{
	return civil_to_instant(at.day, at.minute, &office->frozen_at) &&
	       office_set_state(office, file, state, 0, err);
}

/* Cars that came, were finished and went, each at the time it was planned. */
static bool visits_play(struct demo *demo, struct error *err)
{
	for (size_t i = 0; i < demo->visited_count; i++) {
		const struct visited *visited = &demo->visited[i];
		if (!state_set(demo->office, visited->file, APPOINTMENT_ARRIVED, visited->start, err))
			return false;
		if (visited->state != APPOINTMENT_HANDED_BACK)
			continue;
		if (!state_set(demo->office, visited->file, APPOINTMENT_FINISHED, visited->finish, err) ||
		    !state_set(demo->office, visited->file, APPOINTMENT_HANDED_BACK, visited->handback, err))
			return false;
	}
	return true;
}

bool demo_book_all(struct office *office, const char *path, const struct office_import_watch *watch,
		   struct error *err)
{
	struct demo demo = { .office = office, .path = path, .watch = watch, .until = office->frozen_at };
	struct csv_reader *reader = csv_reader_open(path, err);
	if (!reader)
		return false;
	bool fine = office_begin(office, OFFICE_ROLES_BOOK, err);
	fine = fine && office_end(office, lines_book(&demo, reader, err), err);
	fine = fine && visits_play(&demo, err);
	csv_reader_close(reader);
	arena_finish(&demo.arena);
	return fine;
}
