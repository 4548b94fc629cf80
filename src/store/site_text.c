#include "store/site_text.h"

#include <stddef.h>

static const char *known(const char *text)
{
	return text ? text : "";
}

void site_text_base(const struct site *s, struct buffer *out)
{
	buffer_printf(out, "%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f%d|", known(s->id), known(s->name),
		      known(s->zone), known(s->country), known(s->language), known(s->currency), s->demo);
	buffer_printf(out, "%d-%d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d-%d %d-%d", s->lunch.start,
		      s->lunch.end, s->reserve_pct, s->promise_margin, s->notice_minutes, s->loan_turnaround,
		      s->drive_minutes, s->transfer_minutes, s->wait_limit, s->reserve_opens_at,
		      s->horizon_days, s->shuttle_seats, s->taxi_per_day, s->rental_per_day, s->ring_on_ms,
		      s->ring_off_ms, s->hold_warn_seconds, s->hold_limit_seconds,
		      s->message_hours.start, s->message_hours.end, s->advert_hours.start,
		      s->advert_hours.end);
}

static void add_hours(const struct hours days[7], struct buffer *out)
{
	for (int day = 0; day < 7; day++) {
		for (int i = 0; i < days[day].count; i++)
			buffer_printf(out, "%d-%d ", days[day].intervals[i].start,
				      days[day].intervals[i].end);
		buffer_add(out, "|");
	}
}

void site_text_hours(const struct site *site, struct buffer *out)
{
	add_hours(site->opening, out);
	add_hours(site->reception, out);
}

void site_text_holidays(const struct site *site, struct buffer *out)
{
	for (size_t i = 0; i < site->holiday_count; i++) {
		const struct holiday *holiday = &site->holidays[i];
		buffer_printf(out, "%d %d %d %s %s|", holiday->day, holiday->half,
			      holiday->half ? holiday->closes_at : 0, known(holiday->name.en),
			      known(holiday->name.ko));
	}
}

void site_text_shifts(const struct site *site, struct buffer *out)
{
	for (size_t i = 0; i < site->shift_count; i++) {
		const struct shift *shift = &site->shifts[i];
		buffer_printf(out, "%s %d %d %d %d-%d|", site->staff[shift->staff].code, shift->weekday,
			      shift->from, shift->weekday < 0 ? shift->from : shift->to, shift->time.start,
			      shift->time.end);
	}
}

void site_text_duties(const struct site *site, struct buffer *out)
{
	for (size_t i = 0; i < site->duty_count; i++) {
		const struct duty *duty = &site->duties[i];
		buffer_printf(out, "%s %d %d %d-%d|", site->staff[duty->staff].code, duty->weekday,
			      duty->weekday < 0 ? duty->date : 0, duty->time.start, duty->time.end);
	}
}

void site_text_skill(const struct site *site, int index, struct buffer *out)
{
	const struct skill *skill = &site->skills[index];
	buffer_printf(out, "%d %s\x1f%s", index, known(skill->name.en), known(skill->name.ko));
}

void site_text_staff(const struct site *site, int index, struct buffer *out)
{
	const struct staff *staff = &site->staff[index];
	buffer_printf(out, "%d %s\x1f%s\x1f%s\x1f%u %d %d %s", index, known(staff->login), known(staff->name),
		      known(staff->short_name), staff->roles, staff->productive_pct, staff->active,
		      known(staff->extension));
	for (int i = 0; i < site->skill_count; i++)
		buffer_printf(out, "|%s %d %d", site->skills[i].code, (staff->skills >> i) & 1,
			      staff->ability_pct[i] > 0 ? staff->ability_pct[i] : 100);
}

void site_text_bay(const struct site *site, int index, struct buffer *out)
{
	const struct bay_type *bay = &site->bays[index];
	buffer_printf(out, "%d %s\x1f%s\x1f%d", index, known(bay->name.en), known(bay->name.ko), bay->count);
}

void site_text_work(const struct site *site, int index, struct buffer *out)
{
	const struct work_type *work = &site->work[index];
	buffer_printf(out, "%d %s\x1f%s\x1f%s %d %d %d %d %d %u %d", index, known(work->name.en),
		      known(work->name.ko), work->bay >= 0 ? site->bays[work->bay].code : "", work->keeps_bay,
		      work->parallel, work->same_day, work->quality_minutes, work->wash_minutes, work->flags,
		      work->price_from);
	for (int i = 0; i < work->part_count; i++)
		buffer_printf(out, "|%s %d", site->skills[work->parts[i].skill].code, work->parts[i].minutes);
}

void site_text_unit(const struct site *site, int index, struct buffer *out)
{
	const struct mobility_unit *unit = &site->units[index];
	buffer_printf(out, "%d %s\x1f%s\x1f%s\x1f%s\x1f%s %d", index, mobility_code(unit->kind),
		      known(unit->model), known(unit->plate), known(unit->car_class),
		      energy_code(unit->energy), unit->active);
}

void site_text_intervals(const struct site *site, struct buffer *out)
{
	for (int i = 0; i < site->interval_count; i++) {
		const struct service_interval *row = &site->intervals[i];
		buffer_printf(out, "%s\x1f%s\x1f%s\x1f%s\x1f%u %d %d\x1f%s\x1f%d\x1f%s|", row->service,
			      known(row->name.en), known(row->name.ko), known(row->models), row->energies,
			      row->months, row->km, known(row->done), row->repeats, known(row->source));
	}
}

/* Where each of the dealer's values stands, in the order of the rows. */
static const struct {
	const char *name;
	size_t offset;
} dealer_places[DEALER_FIELD_COUNT] = {
	{ "code", offsetof(struct dealer, code) },
	{ "name-en", offsetof(struct dealer, name.en) },
	{ "name-ko", offsetof(struct dealer, name.ko) },
	{ "address-en", offsetof(struct dealer, address.en) },
	{ "address-ko", offsetof(struct dealer, address.ko) },
	{ "telephone", offsetof(struct dealer, telephone) },
	{ "email", offsetof(struct dealer, email) },
	{ "website", offsetof(struct dealer, website) },
	{ "parking-en", offsetof(struct dealer, parking.en) },
	{ "parking-ko", offsetof(struct dealer, parking.ko) },
	{ "roadside", offsetof(struct dealer, roadside) },
	{ "emergency", offsetof(struct dealer, emergency) },
	{ "manager", offsetof(struct dealer, manager) },
};

const char *site_dealer_name(int field)
{
	return dealer_places[field].name;
}

const char **site_dealer_value(struct dealer *dealer, int field)
{
	return (const char **)(void *)((char *)dealer + dealer_places[field].offset);
}

void site_text_dealer(const struct site *site, struct buffer *out)
{
	struct dealer dealer = site->dealer;
	for (int i = 0; i < DEALER_FIELD_COUNT; i++)
		buffer_printf(out, "%s\x1f", known(*site_dealer_value(&dealer, i)));
}
