/* The console on a tty: keys, clocks, signals and the store's bell, until somebody leaves. */
#include <poll.h>
#include <signal.h>
#include <stdlib.h>

#include "desk/desk_state.h"
#include "loop/loop.h"
#include "loop/watch.h"
#include "office/reading.h"
#include "office/spare.h"
#include "store/store.h"

enum { WATCH_BELL, WATCH_LOG, LOG_LOOKS = 4, LOG_FIRST_MS = 5, SPARE_AFTER_MS = 1000 };

struct run {
	struct desk *desk;
	struct term *term;
	struct loop *loop;
	struct watch *watch;
	int log_look;         /* how many looks after the log moved */
	bool log_moved;       /* and none yet */
	bool spare;           /* a moment for what can wait is awaited */
	bool gone;            /* the line dropped: nothing is written to the terminal any more */
	struct error problem; /* of getting ready for keys */
};

/* --- clocks --- */

static void on_clock(void *context);

static void set_clock(struct run *run)
{
	loop_set_timer(run->loop, desk_wake(run->desk), on_clock, run);
}

static void on_clock(void *context)
{
	struct run *run = context;
	desk_tick(run->desk);
	desk_look(run->desk);
}

/* --- keys --- */

static void stop(struct run *run)
{
	loop_stop(run->loop);
}

static void drain(struct run *run)
{
	struct event event;
	while (!run->gone && term_next_event(run->term, &event)) {
		if (event.kind == EVENT_CLOSED) {
			run->gone = true;
			term_abandon(run->term);
		}
		desk_event(run->desk, &event);
		if (run->desk->suspend) {
			run->desk->suspend = false;
			term_suspend(run->term);
			desk_look(run->desk);
		}
	}
	if (desk_is_done(run->desk))
		stop(run);
}

static void on_escape(void *context)
{
	struct run *run = context;
	term_expire_escape(run->term);
	drain(run);
}

static void on_input(void *context, int fd, short events)
{
	struct run *run = context;
	desk_touch(run->desk);
	term_read(run->term);
	drain(run);
	int delay = term_escape_delay(run->term);
	if (delay >= 0)
		loop_set_timer(run->loop, loop_now() + delay, on_escape, run);
	else
		loop_cancel_timer(run->loop, on_escape, run);
}

/* --- signals --- */

static void on_signal(void *context, int sig)
{
	struct run *run = context;
	desk_touch(run->desk);
	if (sig == SIGWINCH) {
		term_update_size(run->term);
		return;
	}
	if (sig == SIGTSTP) {
		term_suspend(run->term);
		desk_look(run->desk);
		return;
	}
	if (sig == SIGHUP) {
		run->gone = true;
		term_abandon(run->term);
	}
	stop(run);
}

/* --- the store --- */

static void on_log_look(void *context)
{
	static const int after[LOG_LOOKS] = { LOG_FIRST_MS, 20, 80, 320 };
	struct run *run = context;
	if (run->log_moved)
		watch_again(run->watch, WATCH_LOG);
	run->log_moved = false;
	desk_look(run->desk);
	if (++run->log_look < LOG_LOOKS)
		loop_set_timer(run->loop, loop_now() + after[run->log_look], on_log_look, run);
}

/* The bell rings after the commit; the log moves before it is visible, so it is looked at somewhat later, and
 * again and again. A log that moves all the time puts off no look, and wakes nobody for each of its pages. */
static void on_watch(void *context, int which)
{
	struct run *run = context;
	if (which != WATCH_LOG) {
		desk_look(run->desk);
		return;
	}
	if (run->log_moved)
		return;
	run->log_moved = true;
	run->log_look = 0;
	loop_set_timer(run->loop, loop_now() + LOG_FIRST_MS, on_log_look, run);
}

/* --- spare time --- */

static void on_spare(void *context)
{
	struct run *run = context;
	run->spare = false;
	office_spend_moment(run->desk->office);
}

static void set_spare(struct run *run)
{
	if (run->spare || !office_has_spare_work(run->desk->office))
		return;
	run->spare = true;
	loop_set_timer(run->loop, loop_now() + SPARE_AFTER_MS, on_spare, run);
}

/* --- the turn --- */

/* The bell and the log wake the console for more than what it shows: then nothing is drawn. */
static void show(struct run *run)
{
	if (!run->gone && desk_has_news(run->desk))
		desk_frame(run->desk);
}

static void before_sleep(void *context)
{
	struct run *run = context;
	show(run);
	/* The first screen needs no forms; no key is looked at before they are there. */
	if (!desk_prepare(run->desk, &run->problem))
		stop(run);
	show(run);
	desk_tidy(run->desk);
	office_write_readings(run->desk->office);
	set_spare(run);
	set_clock(run);
}

static bool watch_signals(struct run *run, struct error *err)
{
	static const int signals[] = { SIGWINCH, SIGTSTP, SIGHUP, SIGTERM, SIGINT, SIGQUIT };
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		if (!loop_watch_signal(run->loop, signals[i], on_signal, run, err))
			return false;
	return true;
}

static void watch_store(struct run *run, struct office *office)
{
	const char *bell, *log;
	store_watch_paths(office->store, &bell, &log);
	run->watch = watch_create(run->loop, on_watch, run);
	watch_add(run->watch, bell, WATCH_BELL);
	watch_add_once(run->watch, log, WATCH_LOG);
}

static bool run_loop(struct run *run, struct office *office, struct error *err)
{
	if (!watch_signals(run, err))
		return false;
	loop_watch_fd(run->loop, term_fd(run->term), POLLIN, on_input, run);
	watch_store(run, office);
	loop_before_sleep(run->loop, before_sleep, run);
	bool fine = loop_run(run->loop, err);
	desk_save_waiting(run->desk, DESK_END_SECONDS, &(struct error){ 0 });
	if (run->problem.code == ERROR_NONE)
		return fine;
	*err = run->problem;
	return false;
}

int desk_run(struct office *office, const struct desk_options *options, struct error *err)
{
	struct run run = { 0 };
	struct term_options term = {
		.colour = options->no_colour ? TERM_COLOUR_NEVER : TERM_COLOUR_AUTO,
		.plain = options->plain,
		.ascii = options->ascii,
		.mouse = options->mouse,
	};
	bool fine = (run.term = term_create(&term, err)) && (run.loop = loop_create(err)) &&
		    (run.desk = desk_create(office, run.term, options, err)) && run_loop(&run, office, err);
	desk_destroy(run.desk);
	watch_destroy(run.watch);
	term_destroy(run.term);
	loop_destroy(run.loop);
	return fine ? 0 : error_exit_status(err->code);
}
