/* tests/office/desk_fixture.h - an office on a sample site of its own. */
#ifndef PRENOTA_TESTS_OFFICE_DESK_FIXTURE_H
#define PRENOTA_TESTS_OFFICE_DESK_FIXTURE_H

#include "office/book.h"

extern struct office desk;
extern struct arena desk_arena;

/* Group setup and teardown of cmocka. The clock stands at Monday 2026-11-23 10:00. */
int desk_open(void **state);
int desk_close(void **state);

/* Another moment of the frozen clock. */
void desk_at(int month, int dom, int minute);
civil_day desk_day(int month, int dom);

/* A request of a car's owner. */
struct booking_request desk_request(const char *vin, const char *work);

/* Books the first proposal at or after @day, or fails the test; the number of the file as text. */
const char *desk_book(struct booking_request *request, civil_day day, struct plan_candidate *candidate);

/* The file, or fails the test. */
struct customer_file desk_file(const char *id);

#endif
