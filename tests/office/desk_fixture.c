#include "desk_fixture.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "office/setup.h"

static char dir[] = "/tmp/prenota-desk-XXXXXX";
struct office desk;
struct arena desk_arena;

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	return remove(path);
}

static void told(void *context, const char *text)
{
	print_error("%s\n", text);
	(*(int *)context)++;
}

int desk_open(void **state)
{
	struct error err = { 0 };
	char database[sizeof dir + 64];
	int complaints = 0;
	struct office_import_watch watch = { .bad = told, .context = &complaints };
	if (!mkdtemp(dir) ||
	    !office_prepare_demo(dir, getenv("SAMPLE_DIR"), getenv("FORMS_DIR"), &watch, &err)) {
		print_error("%s\n", err.text);
		return -1;
	}
	snprintf(database, sizeof database, "%s/prenota.db", dir);
	struct office_options options = {
		.database = database,
		.as = "kim.s",
		.has_now = true,
		.now = "2026-11-23T10:00",
		.forms_dir = getenv("FORMS_DIR"),
	};
	if (!office_open(&desk, &options, &err)) {
		print_error("%s\n", err.text);
		return -1;
	}
	return complaints;
}

int desk_close(void **state)
{
	office_close(&desk);
	arena_finish(&desk_arena);
	return nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

civil_day desk_day(int month, int dom)
{
	civil_day day = 0;
	assert_true(civil_from_ymd(2026, month, dom, &day));
	return day;
}

void desk_at(int month, int dom, int minute)
{
	assert_true(civil_to_instant(desk_day(month, dom), minute, &desk.frozen_at));
}

struct booking_request desk_request(const char *vin, const char *work)
{
	struct booking_request request;
	booking_request_init(&request);
	request.has_vehicle = true;
	request.vin = vin;
	request.work[0] = work;
	request.work_count = 1;
	request.request = "와이퍼 소리";
	request.mobility[0] = MOBILITY_NONE;
	request.mobility_count = 1;
	return request;
}

const char *desk_book(struct booking_request *request, civil_day day, struct plan_candidate *candidate)
{
	struct error err = { 0 };
	struct office_slots slots;
	struct office_booking booking;
	request->earliest = day;
	if (!office_slots(&desk, request, NULL, NULL, 0, false, &desk_arena, &slots, &err))
		fail_msg("%s", err.text);
	assert_in_range(slots.count, 1, 3);
	*candidate = slots.proposals[0].plan.candidate;
	request->slot = (struct request_slot){
		.given = true,
		.date = candidate->day,
		.minute = candidate->start,
		.advisor = desk.site.staff[candidate->advisor].code,
	};
	if (!office_book(&desk, request, NULL, &desk_arena, &booking, &err))
		fail_msg("%s", err.text);
	if (!booking.booked)
		fail_msg("%s", booking.refused[0].text);
	*candidate = booking.appointment.plan.candidate;
	return booking.file_id;
}

struct customer_file desk_file(const char *id)
{
	struct error err = { 0 };
	struct customer_file file = { 0 };
	if (!office_file(&desk, id, &desk_arena, &file, &err))
		fail_msg("%s", err.text);
	return file;
}
