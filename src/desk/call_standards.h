/* desk/call_standards.h - what a call has kept of the standard so far: a page of it, and the question at its
 * end when a must is still open. */
#ifndef PRENOTA_DESK_CALL_STANDARDS_H
#define PRENOTA_DESK_CALL_STANDARDS_H

#include "desk/call.h"
#include "desk/reader.h"
#include "model/standards.h"

enum { STANDARD_FIGURE_SIZE = 32 };

/* @booking: an appointment is meant, so that what one asks for counts as open. */
void call_standards(struct desk *desk, const struct call *call, bool booking,
		    struct standard_result results[STANDARD_COUNT]);

/* The page of the call in front. */
void standards_open(struct desk *desk);

/* Whether the call may be booked now: no must is open, or why was said. Else the question is open. */
bool call_standards_settled(struct desk *desk, const struct call *call);

/* "2", "15 min", "12 s", "day +1"; "" without a unit. @standard is an enum standard. */
const char *standard_figure(int standard, int figure, char text[STANDARD_FIGURE_SIZE]);

/* A line of a page: mark, code, what is asked, figure, reason. */
void standards_add_line(struct reader_page *page, int standard, const struct standard_result *result,
			const char *reason);

#endif
