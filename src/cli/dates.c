#include "cli/dates.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <sysexits.h>

#include "base/i18n.h"

int cli_date(const struct cli *cli, const struct office *office, enum cli_option option, civil_day *day)
{
	const char *text = cli->line.value[option];
	if (!text || civil_parse_wish(text, office_moment(office).day, day))
		return EX_OK;
	return cli_usage(cli, _("--%s %s is no date; write 2026-11-24, today, tomorrow, +3 or tue"),
			 cli_option_rows[option].name, text);
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
