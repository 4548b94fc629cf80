#include <sysexits.h>

#include "base/i18n.h"
#include "cli/change_json.h"
#include "cli/dates.h"
#include "cli/place.h"
#include "cli/proposal_json.h"
#include "office/day.h"

static int change(struct cli *cli, const struct office_change *wanted, struct arena *arena)
{
	struct office office;
	struct office_changed changed;
	struct error err;
	int status = cli_open_office(cli, CLI_WRITES | CLI_SPEAKS, &office);
	if (status)
		return status;
	if (office_change_work(&office, cli->line.args[0], wanted, arena, &changed, &err))
		status = changed_answer(cli, &office.site, &changed);
	else
		status = cli_fail(cli, &err);
	office_close(&office);
	return status;
}

int cmd_file_change(struct cli *cli)
{
	struct arena arena = { 0 };
	struct office_change wanted;
	struct error err;
	int status = change_json_read(stdin, &arena, &wanted, &err) ? change(cli, &wanted, &arena)
								    : cli_fail(cli, &err);
	arena_finish(&arena);
	return status;
}

/* What --date, --time and --minutes say; a time alone keeps the day. */
static int handback_parse(const struct cli *cli, struct office *office, struct arena *arena,
			  struct office_handback *handback)
{
	const char *time = cli->line.value[OPT_TIME], *minutes = cli->line.value[OPT_MINUTES];
	struct customer_file file;
	struct error err;
	if (minutes && !cli_number(minutes, 10, 15, &handback->minutes))
		return cli_usage(cli, _("--minutes %s: a hand-back takes 10 to 15"), minutes);
	if (!time && !cli->line.value[OPT_DATE])
		return EX_OK;
	if (!office_file(office, cli->line.args[0], arena, &file, &err))
		return cli_fail(cli, &err);
	handback->day = file.appointment.handback_day;
	handback->minute = file.appointment.handback_start;
	if (time && !civil_parse_time(time, &handback->minute))
		return cli_usage(cli, _("--time %s is no time; write it as 09:30"), time);
	return cli_date(cli, office, OPT_DATE, &handback->day);
}

static int handback_set(struct cli *cli, struct office *office, struct arena *arena)
{
	struct office_handback handback = { 0 };
	struct office_changed changed;
	struct error err;
	int status = handback_parse(cli, office, arena, &handback);
	if (status)
		return status;
	if (!office_set_handback(office, cli->line.args[0], &handback, arena, &changed, &err))
		return cli_fail(cli, &err);
	return changed_answer(cli, &office->site, &changed);
}

int cmd_file_handback(struct cli *cli)
{
	struct arena arena = { 0 };
	struct office office;
	struct error err;
	bool moves = cli->line.value[OPT_DATE] || cli->line.value[OPT_TIME] || cli->line.value[OPT_MINUTES];
	int status = cli_open_office(cli, CLI_WRITES | CLI_SPEAKS, &office);
	if (!status) {
		if (moves)
			status = handback_set(cli, &office, &arena);
		else if (!office_set_state(&office, cli->line.args[0], APPOINTMENT_HANDED_BACK, 0, &err))
			status = cli_fail(cli, &err);
		office_close(&office);
	}
	arena_finish(&arena);
	return status;
}

static int wait(struct cli *cli, struct office *office)
{
	struct error err;
	civil_day from = 0, to = 0;
	int days = -1;
	const char *text = cli->line.value[OPT_DAYS];
	int status = cli_date(cli, office, OPT_FROM, &from);
	if (!status)
		status = cli_date(cli, office, OPT_TO, &to);
	if (status)
		return status;
	if (text && !cli_number(text, 0, 366, &days))
		return cli_usage(cli, _("--days %s is no number of days"), text);
	if (days > 0 && !to)
		to = (from ? from : office_moment(office).day) + days - 1;
	bool fine = days == 0 ? office_stop_waiting(office, cli->line.args[0], &err)
			      : office_wait(office, cli->line.args[0], from, to, &err);
	return fine ? EX_OK : cli_fail(cli, &err);
}

int cmd_file_wait(struct cli *cli)
{
	struct office office;
	int status = cli_open_office(cli, CLI_WRITES, &office);
	if (status)
		return status;
	status = wait(cli, &office);
	office_close(&office);
	return status;
}
