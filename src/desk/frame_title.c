/* The title line: who, where, when, and what needs somebody. */
#include <stdio.h>

#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/when.h"
#include "model/report.h"

enum { NARROW_COLS = 72, WIDE_COLS = 120 };

static const char *role_short(unsigned roles)
{
	if (roles & ROLE_OPERATOR)
		return _("BO");
	if (roles & ROLE_ADVISOR)
		return _("SA");
	if (roles & ROLE_FOREMAN)
		return _("foreman");
	if (roles & ROLE_MANAGER)
		return _("manager");
	if (roles & ROLE_TECHNICIAN)
		return _("technician");
	if (roles & ROLE_HOST)
		return _("host");
	return _("reader");
}

/* What stands at the right of the title line: everything, what needs somebody with and without the reminders, that in short,
 * or the first of it, in words or in short. */
enum counters_size {
	COUNTERS_ALL,
	COUNTERS_MORE,
	COUNTERS_NEEDED,
	COUNTERS_SHORT,
	COUNTERS_FIRST,
	COUNTERS_FIRST_SHORT,
	COUNTERS_BARE,
	COUNTERS_SIZES
};

static void add_counter(struct buffer *out, const char *text, int count)
{
	buffer_printf(out, "%s%s %d", out->len ? "  " : "", text, count);
}

/* "requests 3 (02:10)": the nearest deadline. */
static void add_requests(const struct desk *desk, bool brief, bool bare, struct buffer *out)
{
	const struct desk_counters *counters = &desk->counters;
	instant now;
	/* translators: digital requests that wait; the second is short, for small windows */
	add_counter(out, brief ? _("rq") : _("requests"), counters->requests);
	if (bare || !counters->next_request || !civil_to_instant(desk->moment.day, desk->moment.minute, &now))
		return;
	int minutes = (int)((counters->next_request - now) / 60);
	if (counters->next_request < now)
		buffer_add(out, " (!)");
	else
		buffer_printf(out, " (%02d:%02d)", minutes / 60, minutes % 60);
}

static void counters_text(const struct desk *desk, enum counters_size size, struct buffer *out)
{
	const struct desk_counters *counters = &desk->counters;
	bool all = size == COUNTERS_ALL, brief = size >= COUNTERS_SHORT && size != COUNTERS_FIRST,
	     first = size >= COUNTERS_FIRST;
	buffer_clear(out);
	if (counters->requests)
		add_requests(desk, brief, first && counters->to_move, out);
	if (all)
		/* translators: receptions booked for today */
		add_counter(out, _("receptions"), counters->receptions_today);
	if (all || (counters->returns_today && !first))
		/* translators: workshop returns that come today; the second is short, for small windows */
		add_counter(out, brief ? _("ret") : _("returns"), counters->returns_today);
	if (counters->to_move)
		/* translators: appointments that must move; the second is short, for small windows */
		add_counter(out, size == COUNTERS_BARE ? _("mv") : _("to move"), counters->to_move);
	if (all || (counters->tasks && !(first && (counters->to_move || counters->requests))))
		/* translators: open tasks */
		add_counter(out, brief ? _("td") : _("tasks"), counters->tasks);
	if (all || (size == COUNTERS_MORE && counters->reminders))
		/* translators: services that are due, of which somebody must be told */
		add_counter(out, _("reminders"), counters->reminders);
}

/* Nobody is designated to take calls at this hour though the desk is open (R17). */
static bool nobody_on_duty(const struct desk *desk)
{
	const struct site *site = desk_site(desk);
	struct hours open = site_opening_on(site, desk->moment.day);
	bool is_open = false;
	for (int i = 0; i < open.count; i++)
		is_open |= desk->moment.minute >= open.intervals[i].start &&
			   desk->moment.minute < open.intervals[i].end;
	return is_open && site_duty_operator(site, desk->moment.day, desk->moment.minute) < 0;
}

/* Who is designated, where that is another one and there is room. */
static void draw_duty(const struct desk *desk, const struct canvas *canvas, int from, int to)
{
	const struct site *site = desk_site(desk);
	int staff = site_duty_operator(site, desk->moment.day, desk->moment.minute);
	struct buffer text = { 0 };
	if (staff < 0 || staff == desk->office->actor)
		return;
	/* translators: who is designated to take calls now */
	buffer_printf(&text, _("calls: %s"), site->staff[staff].code);
	if (from + 2 + text_width(buffer_text(&text)) + 2 <= to)
		canvas_put(canvas, 0, from + 2, STYLE_TITLE, buffer_text(&text));
	buffer_finish(&text);
}

/* Who, where and when, up to the counters. @brief leaves the role out: the counters are worth more than what
 * the reader knows of himself. */
static void title_text(const struct desk *desk, int cols, bool brief, bool unguarded, struct buffer *out)
{
	const struct staff *actor = office_actor(desk->office);
	bool wide = cols >= WIDE_COLS, narrow = cols < NARROW_COLS || (unguarded && !wide);
	const char *gap = wide && !brief ? "    " : "  ";
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	buffer_clear(out);
	buffer_printf(out, wide ? " prenota  %s" : " %s", _("Service booking"));
	if (!narrow) /* the time, and that nobody takes the calls, are worth more than the site's name */
		buffer_printf(out, "  %s", desk_site(desk)->name);
	buffer_add(out, gap);
	if (!brief || !actor)
		buffer_printf(out, "%s ", role_short(desk->office->roles));
	buffer_printf(out, "%s%s%s %s", actor ? actor->code : "", gap,
		      wide ? when_full(desk->moment.day, date) : when_date(desk->moment.day, date),
		      civil_format_time(desk->moment.minute, time));
	if (desk->office->readonly)
		buffer_printf(out, "  %s", _("read-only"));
}

/* The fullest counters that fit beside the fullest line, into @line and @right; the words are shortened last.
 */
static void title_fit(const struct desk *desk, int cols, int extra, struct buffer *line, struct buffer *right)
{
	for (int size = cols >= WIDE_COLS ? COUNTERS_ALL : COUNTERS_NEEDED; size < COUNTERS_SIZES; size++) {
		counters_text(desk, (enum counters_size)size, right);
		for (int brief = 0; brief < 2; brief++) {
			title_text(desk, cols, brief, extra > 0, line);
			if (text_width(buffer_text(line)) + extra + 3 + text_width(buffer_text(right)) <=
			    cols)
				return;
		}
	}
}

/* Somebody stands in the hall: every desk sees it and for how long (R59); a minute is a warning, three are an alarm. */
static enum style waiting_text(const struct desk *desk, struct buffer *out)
{
	const struct desk_counters *counters = &desk->counters;
	char time[WHEN_SIZE];
	if (!counters->waiting)
		return STYLE_TITLE;
	int seconds = (int)(office_now(desk->office) - counters->waiting_since);
	/* translators: customers who wait in the hall, and since when the first of them */
	buffer_printf(out, _("in the hall %d: %s"), counters->waiting, when_clock(seconds > 0 ? seconds : 0, time));
	return seconds > WALK_IN_ALARM_SECONDS  ? STYLE_ERROR
	       : seconds > WALK_IN_WARN_SECONDS ? STYLE_WARNING
					     : STYLE_KEY_LINE;
}

void frame_draw_title(const struct desk *desk, const struct canvas *canvas)
{
	const char *nobody = nobody_on_duty(desk) ? _("nobody on call duty") : NULL;
	struct buffer line = { 0 }, right = { 0 }, hall = { 0 };
	enum style style = waiting_text(desk, &hall);
	int extra = (nobody ? 2 + text_width(nobody) : 0) + (hall.len ? 2 + text_width(buffer_text(&hall)) : 0);
	title_fit(desk, canvas->cols, extra, &line, &right);
	canvas_fill(canvas, 0, 0, 1, canvas->cols, STYLE_TITLE);
	int end = canvas_put(canvas, 0, 0, STYLE_TITLE, buffer_text(&line));
	if (nobody)
		end = canvas_put(canvas, 0, end + 2, STYLE_ERROR, nobody);
	if (hall.len)
		end = canvas_put(canvas, 0, end + 2, style, buffer_text(&hall));
	int room = canvas->cols - 1 - text_width(buffer_text(&right));
	draw_duty(desk, canvas, end, end + 2 <= room ? room : canvas->cols);
	if (end + 2 <= room)
		canvas_put_right(canvas, 0, canvas->cols - 1, STYLE_TITLE, buffer_text(&right));
	buffer_finish(&line);
	buffer_finish(&right);
	buffer_finish(&hall);
}
