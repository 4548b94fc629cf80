#include "cli/dates.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/i18n.h"

static int no_date(const struct cli *cli, enum cli_option option)
{
	return cli_usage(cli, _("--%s %s is no date; write 2026-11-24, today, tomorrow, +3 or tue"),
			 cli_option_rows[option].name, cli->line.value[option]);
}

int cli_date(const struct cli *cli, const struct office *office, enum cli_option option, civil_day *day)
{
	const char *text = cli->line.value[option];
	if (!text || civil_parse_wish(text, office_moment(office).day, day))
		return EX_OK;
	return no_date(cli, option);
}

int cli_date_past(const struct cli *cli, const struct office *office, enum cli_option option, civil_day *day)
{
	const char *text = cli->line.value[option];
	civil_day today = office_moment(office).day;
	if (!text || civil_parse_recent(text, today, day) || civil_parse_wish(text, today, day))
		return EX_OK;
	return no_date(cli, option);
}

int cli_past_period(const struct cli *cli, const struct office *office, int days, civil_day *first,
		    civil_day *last)
{
	*last = office_moment(office).day;
	int status = cli_date_past(cli, office, OPT_TO, last);
	*first = *last - days + 1;
	if (!status)
		status = cli_date_past(cli, office, OPT_FROM, first);
	if (!status && *last < *first)
		return cli_usage(cli, _("--to lies before --from"));
	return status;
}

/* "2026-11-24T14:00", "tue 14:00", "tue", "14:00", "now". */
static bool moment_parse(const char *text, struct moment now, bool end, struct moment *moment)
{
	char date[32];
	size_t len = strlen(text);
	const char *time = len >= 5 && text[len - 3] == ':' ? text + len - 5 : NULL;
	size_t date_len = time ? (size_t)(time - text) : len;
	if (strcmp(text, "now") == 0) {
		*moment = now;
		return true;
	}
	if (date_len > 0 && time && (time[-1] == 'T' || time[-1] == ' '))
		date_len--;
	else if (date_len > 0 && time)
		return false;
	if (date_len >= sizeof date)
		return false;
	snprintf(date, sizeof date, "%.*s", (int)date_len, text);
	*moment = (struct moment){ now.day, end ? MINUTES_PER_DAY : 0 };
	return (!date[0] || civil_parse_wish(date, now.day, &moment->day)) &&
	       (!time || civil_parse_time(time, &moment->minute));
}

int cli_moment(const struct cli *cli, const struct office *office, enum cli_option option, bool end,
	       struct moment *moment)
{
	const char *text = cli->line.value[option];
	struct moment found;
	if (!text)
		return EX_OK;
	if (!moment_parse(text, office_moment(office), end, &found))
		return cli_usage(
			cli,
			_("--%s %s is no date or time; write 2026-11-24, 2026-11-24T14:00, tue 14:00, "
			  "14:00 or now"),
			cli_option_rows[option].name, text);
	*moment = found;
	return EX_OK;
}

bool cli_number(const char *text, int min, int max, int *number)
{
	char *end;
	if (!isdigit((unsigned char)*text))
		return false;
	errno = 0;
	long value = strtol(text, &end, 10);
	if (errno || *end || value < min || value > max)
		return false;
	*number = (int)value;
	return true;
}

civil_day cli_open_day(const struct site *site, civil_day day, int step)
{
	enum { LOOK_DAYS = 60 };
	for (int i = 0; i < LOOK_DAYS; i++)
		if (site_reception_on(site, day + i * step).count > 0)
			return day + i * step;
	return day;
}
