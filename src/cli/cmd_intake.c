#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/guard.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/exchange.h"
#include "cli/intake_file.h"
#include "cli/place.h"
#include "cli/spool.h"
#include "cli/spool_erase.h"
#include "model/label_digital.h"

enum { WAIT_MS = 60 * 1000, RETRY_MS = 5 * 1000 };

static void add(struct intake_result *sum, const struct intake_result *one)
{
	sum->added += one->added;
	sum->by_hand += one->by_hand;
	sum->again += one->again;
	sum->perhaps += one->perhaps;
	sum->noted += one->noted;
	sum->replies += one->replies;
	sum->closed += one->closed;
	sum->quarantine |= one->quarantine;
}

/* What is longer than a reader takes is kept by its beginning; the rest is where it came from. */
bool intake_bytes(struct office *office, const struct program_config *config,
		  const struct intake_input *input, bool whole, struct intake_result *result,
		  const char **refused, struct arena *arena, struct error *err)
{
	struct intake_reading reading = { .format = "none", .refused = "too-large" };
	struct intake_input kept = *input;
	if (!whole)
		kept.len = kept.len < INTAKE_BEGINNING ? kept.len : INTAKE_BEGINNING;
	else if (!exchange_read(config, input->bytes, input->len, arena, &reading, err))
		return false;
	*refused = reading.refused;
	return office_intake(office, &kept, &reading, result, err);
}

/* --- a file, or standard input --- */

static bool read_all(int fd, const char *name, struct buffer *bytes, bool *whole, struct error *err)
{
	static char block[64 * 1024];
	*whole = true;
	for (;;) {
		ssize_t got = read(fd, block, sizeof block);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set(err, ERROR_SYSTEM, _("%s cannot be read: %s"), name,
					 strerror(errno));
		if (got == 0)
			return true;
		if (bytes->len + (size_t)got > EXCHANGE_INPUT_MAX) {
			*whole = false;
			return true;
		}
		buffer_add_bytes(bytes, block, (size_t)got);
	}
}

bool intake_file(struct office *office, const struct program_config *config, const char *path,
		 struct intake_result *result, struct error *err)
{
	bool from_pipe = strcmp(path, "-") == 0, whole = true;
	struct buffer bytes = { 0 };
	struct arena arena = { 0 };
	struct stat info;
	const char *slash = strrchr(path, '/'), *refused;
	int fd = from_pipe ? STDIN_FILENO : guard_open(path, O_RDONLY | O_NONBLOCK);
	bool fine =
		fd >= 0 || error_set(err, ERROR_SYSTEM, _("%s cannot be opened: %s"), path, strerror(errno));
	if (fine && !from_pipe && (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)))
		fine = error_set(err, ERROR_INPUT, _("%s is no file; name one, or - for standard input"),
				 path);
	fine = fine && read_all(fd, from_pipe ? _("standard input") : path, &bytes, &whole, err);
	if (fd >= 0 && !from_pipe)
		close(fd);
	struct intake_input input = { .name = from_pipe ? "stdin"
					      : slash   ? slash + 1
							: path,
				      .bytes = buffer_text(&bytes),
				      .len = bytes.len };
	fine = fine && intake_bytes(office, config, &input, whole, result, &refused, &arena, err);
	buffer_finish(&bytes);
	arena_finish(&arena);
	return fine;
}

int intake_report(const struct cli *cli, const struct intake_result *result)
{
	struct buffer out = { 0 };
	buffer_printf(&out,
		      _("%zu new, %zu of them to be read by hand, %zu perhaps the same as another; "
			"%zu were here already\n"),
		      result->added, result->by_hand, result->perhaps, result->again);
	if (result->noted || result->replies || result->closed)
		buffer_printf(&out,
			      _("of mails sent: %zu reports and machines' answers noted, %zu customers' answers; "
				"%zu mails of machines need no answer\n"),
			      result->noted, result->replies, result->closed);
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}

/* --- the spool --- */

struct spooling {
	struct cli *cli;
	const struct program_config *config;
	struct office *office;
	struct spool *spool;
	struct intake_result sum;
	size_t unread;
	int64_t erased; /* inputs that were erased when the spool was last looked through for them */
};

static void warn(const struct error *err)
{
	struct buffer line = { 0 };
	text_show(&line, err->text);
	fprintf(stderr, "prenota: intake: %s\n", buffer_text(&line));
	buffer_finish(&line);
}

/* The delivery's time on the site's clock. */
static instant arrival(const struct office *office, instant real)
{
	return office->frozen ? 0 : real + office->demo_offset;
}

static bool put_away(struct spool *spool, const char *name, const char *refused, struct error *err)
{
	struct buffer reason = { 0 };
	label_problem(refused, &reason);
	bool fine = refused ? spool_quarantine(spool, name, buffer_text(&reason), err)
			    : spool_done(spool, name, err);
	buffer_finish(&reason);
	return fine;
}

/* A link, a folder, a file of somebody else's: nothing to read, but the desk hears, and what lies behind it is taken
 * in. NULL: the failure is the spool's, not the file's. */
static const char *unread(const struct error *err)
{
	return err->code == ERROR_INPUT ? "no-file" : err->code == ERROR_PERMISSION ? "no-rights" : NULL;
}

/* What was erased since the last look; @now: whether anything was or not. A file is moved before it is asked for: either
 * whoever erased finds it there, or it is known here that it was erased. What cannot be removed keeps nobody from being
 * taken in; it is tried again. */
static void forget_erased(struct spooling *work, bool now)
{
	int64_t count;
	struct error err = { 0 };
	struct spool_sweep sweep = { .removed = 0 };
	if (store_count_erased_inputs(work->office->store, &count, &err)) {
		if (count == work->erased && !now)
			return;
		if (spool_erase(work->config->spool, work->office->store, &sweep, &err)) {
			work->erased = count;
			return;
		}
	}
	warn(&err);
}

static bool take_in(struct spooling *work, const char *name, struct buffer *bytes, struct error *err)
{
	struct arena arena = { 0 };
	struct intake_result result = { 0 };
	struct intake_input input = { .name = name };
	const char *refused = NULL;
	bool whole = true;
	bool fine = spool_read(work->spool, name, EXCHANGE_INPUT_MAX, bytes, &whole, &input.arrived, err);
	const char *odd = fine ? NULL : unread(err);
	if (odd)
		input.arrived = 0;
	input.bytes = buffer_text(bytes);
	input.len = bytes->len;
	input.arrived = input.arrived ? arrival(work->office, input.arrived) : 0;
	if (odd) {
		const struct intake_reading none = { .format = "none", .refused = odd };
		input.bytes = name;
		input.len = strlen(name);
		fine = office_intake(work->office, &input, &none, &result, err);
		refused = odd;
	} else if (fine) {
		fine = intake_bytes(work->office, work->config, &input, whole, &result, &refused, &arena,
				    err);
	}
	if (fine)
		fine = put_away(work->spool, name, refused, err);
	if (fine) {
		forget_erased(work, result.erased);
		add(&work->sum, &result);
		work->unread += result.quarantine;
	}
	arena_finish(&arena);
	return fine || err->code == ERROR_NOT_FOUND;
}

/* All that lies there; false when it cannot go on now (a busy store, a full disk): what is left is taken the
 * next time. */
static bool take_all(struct spooling *work, struct error *err)
{
	const char *name;
	struct buffer bytes = { 0 };
	bool fine = true;
	forget_erased(work, false);
	while (fine && (name = spool_next(work->spool))) {
		buffer_clear(&bytes);
		fine = take_in(work, name, &bytes, err);
	}
	buffer_finish(&bytes);
	return fine;
}

static int spool_once(struct spooling *work)
{
	struct error err = { 0 };
	if (!take_all(work, &err))
		return cli_fail(work->cli, &err);
	return intake_report(work->cli, &work->sum);
}

/* For a service: until it is told to end, which it may be at any moment. */
static void spool_watch(struct spooling *work)
{
	for (;;) {
		struct error err = { 0 };
		bool fine = take_all(work, &err);
		if (!fine)
			warn(&err);
		spool_wait(work->spool, fine ? WAIT_MS : RETRY_MS);
	}
}

static int run_spool(struct cli *cli, const struct program_config *config, struct office *office)
{
	struct error err = { 0 };
	struct spooling work = { .cli = cli, .config = config, .office = office };
	if (!config->spool)
		return cli_usage(cli, _("no spool is configured (spool = \"DIR\"); give FILE, or - for "
					"standard input"));
	work.spool = spool_open(config->spool, &err);
	if (!work.spool)
		return cli_fail(cli, &err);
	if (cli->line.value[OPT_WATCH])
		spool_watch(&work);
	int status = spool_once(&work);
	spool_close(work.spool);
	return status;
}

static int run_file(struct cli *cli, const struct program_config *config, struct office *office)
{
	struct intake_result result = { 0 };
	struct error err = { 0 };
	const char *path = cli->line.args[0];
	if (!intake_file(office, config, path, &result, &err))
		return cli_fail(cli, &err);
	int status = intake_report(cli, &result);
	if (status || !result.quarantine)
		return status;
	fprintf(stderr, "prenota: %s: %s\n", cli->command->name,
		_("not all of it could be read; it is kept, and the desk has a task"));
	/* What a mail server hands over is taken: it must neither come again nor go back. */
	return strcmp(path, "-") == 0 ? EX_OK : EX_DATAERR;
}

/* What a mail server hands over is taken, or asked for again: any other status would send it back to the customer
 * (R54), whatever is wrong here. */
static int status_for(const struct cli *cli, int status)
{
	bool from_pipe = cli->line.arg_count && strcmp(cli->line.args[0], "-") == 0;
	return from_pipe && status && status != EX_USAGE ? EX_TEMPFAIL : status;
}

int cmd_intake(struct cli *cli)
{
	struct arena arena = { 0 };
	struct program_config config;
	struct office office;
	struct error err = { 0 };
	if (!cli_config(cli, &arena, &config, &err)) {
		arena_finish(&arena);
		return status_for(cli, cli_fail(cli, &err));
	}
	int status = cli_open_office(cli, CLI_WRITES, &office);
	if (!status) {
		status = cli->line.arg_count ? run_file(cli, &config, &office)
					     : run_spool(cli, &config, &office);
		office_close(&office);
	}
	arena_finish(&arena);
	return status_for(cli, status);
}
