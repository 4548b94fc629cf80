#include <limits.h>
#include <stdlib.h>
#include <sysexits.h>

#include "base/i18n.h"
#include "cli/dates.h"
#include "cli/place.h"
#include "cli/proposal_json.h"
#include "office/book.h"

/* Opens the office, runs @act on it and closes it. */
static int done(const struct cli *cli, bool fine, const struct error *err)
{
	return fine ? EX_OK : cli_fail(cli, err);
}

static int act_cancel(struct cli *cli, struct office *office, struct arena *arena)
{
	struct error err;
	return done(cli, office_cancel(office, cli->line.args[0], cli->line.value[OPT_REASON], &err), &err);
}

static int act_undo(struct cli *cli, struct office *office, struct arena *arena)
{
	struct error err;
	struct office_booking booking;
	if (!office_undo_cancel(office, cli->line.args[0], arena, &booking, &err))
		return cli_fail(cli, &err);
	return booking_answer(cli, &office->site, &booking);
}

static int act_move(struct cli *cli, struct office *office, struct arena *arena)
{
	struct error err;
	struct office_booking booking;
	struct office_move move = {
		.advisor = cli->line.value[OPT_ADVISOR],
		.by = cli->line.value[OPT_BY],
		.reason = cli->line.value[OPT_REASON],
	};
	int status = cli_date(cli, office, OPT_DATE, &move.day);
	if (status)
		return status;
	if (!civil_parse_time(cli->line.value[OPT_TIME], &move.minute))
		return cli_usage(cli, _("--time %s is no time; write it as 09:30"),
				 cli->line.value[OPT_TIME]);
	if (!office_move(office, cli->line.args[0], &move, arena, &booking, &err))
		return cli_fail(cli, &err);
	return booking_answer(cli, &office->site, &booking);
}

static int act_state(struct cli *cli, struct office *office, enum appointment_state state, int left)
{
	struct error err;
	return done(cli, office_set_state(office, cli->line.args[0], state, left, &err), &err);
}

static int act_arrive(struct cli *cli, struct office *office, struct arena *arena)
{
	return act_state(cli, office, APPOINTMENT_ARRIVED, 0);
}

static int act_late(struct cli *cli, struct office *office, struct arena *arena)
{
	return act_state(cli, office, APPOINTMENT_LATE, 0);
}

static int act_noshow(struct cli *cli, struct office *office, struct arena *arena)
{
	return act_state(cli, office, APPOINTMENT_NO_SHOW, 0);
}

static int act_finish(struct cli *cli, struct office *office, struct arena *arena)
{
	int left = 0;
	if (cli->line.value[OPT_LEFT] && !cli_number(cli->line.value[OPT_LEFT], 0, INT_MAX / 2, &left))
		return cli_usage(cli, _("--left %s is no number of minutes"), cli->line.value[OPT_LEFT]);
	return act_state(cli, office, APPOINTMENT_FINISHED, left);
}

int cmd_file_move(struct cli *cli)
{
	if (!cli->line.value[OPT_DATE] || !cli->line.value[OPT_TIME])
		return cli_usage(cli, _("something is missing: prenota file move ID --date D --time T"));
	if (!cli->line.value[OPT_BY] != !cli->line.value[OPT_REASON])
		return cli_usage(cli, _("--by and --reason belong together"));
	return cli_with_office(cli, CLI_WRITES | CLI_SPEAKS, act_move);
}

int cmd_file_cancel(struct cli *cli)
{
	return cli_with_office(cli, CLI_WRITES, act_cancel);
}

int cmd_file_undo(struct cli *cli)
{
	return cli_with_office(cli, CLI_WRITES | CLI_SPEAKS, act_undo);
}

int cmd_file_arrive(struct cli *cli)
{
	return cli_with_office(cli, CLI_WRITES, act_arrive);
}

int cmd_file_late(struct cli *cli)
{
	return cli_with_office(cli, CLI_WRITES, act_late);
}

int cmd_file_noshow(struct cli *cli)
{
	return cli_with_office(cli, CLI_WRITES, act_noshow);
}

int cmd_file_finish(struct cli *cli)
{
	return cli_with_office(cli, CLI_WRITES, act_finish);
}
