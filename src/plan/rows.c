#include "plan/rows.h"

#include "plan/internal.h"

static void add_busy(struct plan_rows *rows, struct plan_busy busy)
{
	if (busy.staff >= 0 && busy.end > busy.start && rows->busy_count < PLAN_ROWS_BUSY_MAX)
		rows->busy[rows->busy_count++] = busy;
}

static void add_people(const struct site *site, const struct plan_request *request,
		       const struct plan_candidate *c, struct plan_busy form, struct plan_rows *rows)
{
	struct plan_busy other = form;
	other.kind = BUSY_OTHER;
	struct person_time times[PERSON_TIMES_MAX];
	int count = candidate_people(site, request, c, times);
	for (int i = 0; i < count; i++) {
		other.staff = times[i].staff;
		other.day = times[i].day;
		other.start = times[i].start;
		other.end = times[i].end;
		add_busy(rows, other);
	}
}

void plan_candidate_rows(const struct site *site, const struct plan_request *request,
			 const struct plan_candidate *c, const char *file, bool hold, struct plan_rows *rows)
{
	*rows = (struct plan_rows){ 0 };
	struct plan_busy reception = {
		.staff = c->advisor,
		.kind = BUSY_RECEPTION,
		.exempt = request_exempt(request),
		.hold = hold,
		.day = c->day,
		.start = c->start,
		.end = c->start + c->minutes,
		.file = file,
	};
	add_busy(rows, reception);
	struct plan_busy handback = reception;
	handback.kind = BUSY_HANDBACK;
	handback.staff = c->handback_advisor;
	handback.day = c->handback.day;
	handback.start = c->handback.minute;
	handback.end = c->handback.minute + c->handback_minutes;
	add_busy(rows, handback);
	add_people(site, request, c, reception, rows);

	for (int i = 0; i < c->segment_count; i++) {
		const struct plan_work_segment *work = &c->segments[i];
		rows->segments[rows->segment_count++] = (struct plan_segment){
			.skill = work->skill,
			.named = c->technician,
			.entitled = plan_entitled(request),
			.hold = hold,
			.day = work->day,
			.half = work->half,
			.minutes = work->minutes,
			.ready = work->ready,
			.parallel = work->parallel,
			.bay = work->bay,
			.keeps_bay = work->keeps_bay,
			.file = file,
			.order = i,
		};
	}
	struct moment from = { c->day, c->start };
	struct moment to = { c->handback.day, c->handback.minute + c->handback_minutes };
	rows->loan = (struct plan_loan){
		.kind = c->mobility,
		.unit = c->unit,
		.hold = hold,
		.from = from,
		.to = to,
		.file = file,
	};
	rows->stay = (struct plan_stay){
		.vehicle = request->vehicle,
		.from = from,
		.to = to,
		.hold = hold,
		.file = file,
	};
}
