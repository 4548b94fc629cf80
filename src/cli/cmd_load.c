#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/i18n.h"
#include "cli/dates.h"
#include "cli/output.h"
#include "cli/place.h"
#include "office/slots.h"
#include "plan/load.h"

enum { DAYS_DEFAULT = 7, DAYS_MAX = 366 };

static json_t *skills_json(const struct site *site, const struct plan_day_load *load)
{
	json_t *list = json_array();
	for (int i = 0; i < site->skill_count; i++) {
		const struct plan_skill_load *skill = &load->skills[i];
		json_array_append_new(list,
				      json_pack("{s:s, s:i, s:i, s:i, s:i}", "skill", site->skills[i].code,
						"capacity", skill->capacity, "reserve", skill->reserve,
						"planned", skill->planned, "spare", skill->spare));
	}
	return list;
}

static json_t *count_json(int count)
{
	return count >= 0 ? json_integer(count) : json_null();
}

static json_t *mobility_json(const struct plan_day_load *load)
{
	json_t *list = json_array();
	for (int i = 0; i < load->mobility_count; i++) {
		const struct plan_mobility_load *mobility = &load->mobility[i];
		json_array_append_new(
			list, json_pack("{s:s, s:o, s:o}", "kind", mobility_code(mobility->kind), "total",
					count_json(mobility->total), "free", count_json(mobility->free)));
	}
	return list;
}

static json_t *day_json(const struct site *site, const struct plan_day_load *load)
{
	return json_pack("{s:o, s:b, s:o, s:{s:i, s:i}, s:o}", "date", cli_json_date(load->day), "open",
			 load->open, "skills", skills_json(site, load), "receptions", "capacity",
			 load->receptions_capacity, "booked", load->receptions_booked, "mobility",
			 mobility_json(load));
}

static const struct cli_column columns[] = {
	{ "date", N_("Date"), CELL_TEXT, 0 },
	{ "skill", N_("Skill"), CELL_TEXT, 20 },
	{ "capacity", N_("Capacity"), CELL_NUMBER, 0 },
	{ "reserve", N_("Reserve"), CELL_NUMBER, 0 },
	{ "planned", N_("Planned"), CELL_NUMBER, 0 },
	{ "spare", N_("Spare"), CELL_NUMBER, 0 },
	{ "receptions", N_("Receptions"), CELL_TEXT, 0 },
};

/* A table is for people, the rest for programs. */
static const char *skill_name(const struct cli *cli, const struct skill *skill)
{
	const char *name = strcmp(i18n_language(), "ko") == 0 ? skill->name.ko : skill->name.en;
	return cli_format_of(cli, FORMAT_TABLE) == FORMAT_TABLE && name && *name ? name : skill->code;
}

static void skill_add(const struct cli *cli, struct cli_listing *listing, const struct site *site,
		      const struct plan_day_load *load, int i)
{
	const struct plan_skill_load *skill = &load->skills[i];
	char date[CIVIL_DATE_SIZE], capacity[16], reserve[16], planned[16], spare[16], receptions[32];
	snprintf(capacity, sizeof capacity, "%d", skill->capacity);
	snprintf(reserve, sizeof reserve, "%d", skill->reserve);
	snprintf(planned, sizeof planned, "%d", skill->planned);
	snprintf(spare, sizeof spare, "%d", skill->spare);
	snprintf(receptions, sizeof receptions, "%d/%d", load->receptions_booked, load->receptions_capacity);
	const char *cells[] = {
		civil_format_date(load->day, date),
		skill_name(cli, &site->skills[i]),
		capacity,
		reserve,
		planned,
		spare,
		receptions,
	};
	cli_listing_add(listing, cells);
}

static int print_table(const struct cli *cli, const struct plan_state *state, civil_day from, civil_day to)
{
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	struct plan_day_load load;
	for (civil_day day = from; day <= to; day++) {
		plan_load_day(state, day, &load);
		for (int i = 0; load.open && i < state->site->skill_count; i++)
			skill_add(cli, listing, state->site, &load, i);
	}
	return cli_listing_end(listing);
}

static int print_json(const struct cli *cli, const struct plan_state *state, civil_day from, civil_day to)
{
	json_t *days = json_array();
	struct plan_day_load load;
	for (civil_day day = from; day <= to; day++) {
		plan_load_day(state, day, &load);
		load.day = day;
		json_array_append_new(days, day_json(state->site, &load));
	}
	return cli_json_print(cli, json_pack("{s:o}", "days", days));
}

/* The days asked for: --from, and --to or --days. */
static int period(const struct cli *cli, const struct office *office, civil_day *from, civil_day *to)
{
	int days = DAYS_DEFAULT;
	if (cli->line.value[OPT_DAYS] && cli->line.value[OPT_TO])
		return cli_usage(cli, _("--days and --to say the same; give one of them"));
	if (cli->line.value[OPT_DAYS] && !cli_number(cli->line.value[OPT_DAYS], 1, DAYS_MAX, &days))
		return cli_usage(cli, _("--days %s is no number from 1 to %d"), cli->line.value[OPT_DAYS],
				 DAYS_MAX);
	*from = office_moment(office).day;
	int status = cli_date(cli, office, OPT_FROM, from);
	*to = *from + days - 1;
	if (!status)
		status = cli_date(cli, office, OPT_TO, to);
	if (!status && (*to < *from || *to - *from >= DAYS_MAX))
		return cli_usage(cli, _("--to has to be after --from, by at most %d days"), DAYS_MAX);
	return status;
}

static int load(struct cli *cli, struct office *office)
{
	struct plan_state state;
	struct error err;
	civil_day from, to;
	int status = period(cli, office, &from, &to);
	if (status)
		return status;
	if (!office_load_period(office, from, to, &state, &err))
		return cli_fail(cli, &err);
	if (cli_format_of(cli, FORMAT_TABLE) == FORMAT_JSON)
		status = print_json(cli, &state, from, to);
	else
		status = print_table(cli, &state, from, to);
	plan_state_finish(&state);
	return status;
}

int cmd_load(struct cli *cli)
{
	struct office office;
	int status = cli_open_office(cli, CLI_READS, &office);
	if (status)
		return status;
	status = load(cli, &office);
	office_close(&office);
	return status;
}
