#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/place.h"
#include "cli/proposal_json.h"
#include "cli/request_json.h"

static void days_print(const struct office_slots *slots, struct buffer *out)
{
	for (size_t i = 0; i < slots->day_count; i++) {
		const struct office_day *day = &slots->days[i];
		char date[CIVIL_DATE_SIZE];
		buffer_printf(out, "%s%s\n", civil_format_date(day->day, date),
			      day->open ? "" : _("  closed"));
		for (int b = 0; b < day->block_count; b++) {
			buffer_printf(out, "     %s  ", plan_rule_id(day->blocks[b].rule));
			text_show(out, day->blocks[b].text);
			buffer_printf(out, "  (%d)\n", day->blocks[b].starts);
		}
	}
}

static int answer(const struct cli *cli, const struct office *office, const struct office_slots *slots)
{
	if (cli_format_of(cli, FORMAT_JSON) == FORMAT_JSON)
		return cli_json_print(cli, slots_json(&office->site, slots));
	struct buffer out = { 0 };
	proposals_print(&office->site, slots, &out);
	days_print(slots, &out);
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}

int cmd_slots(struct cli *cli)
{
	struct arena arena = { 0 };
	struct booking_request request;
	struct office office;
	struct office_slots slots;
	struct error err;
	if (!request_json_read(stdin, false, &arena, &request, &err)) {
		arena_finish(&arena);
		return cli_fail(cli, &err);
	}
	int status = cli_open_office(cli, CLI_READS | CLI_SPEAKS, &office);
	if (!status) {
		bool why = cli->line.value[OPT_WHY] != NULL;
		if (office_slots(&office, &request, NULL, NULL, 0, why, &arena, &slots, &err))
			status = answer(cli, &office, &slots);
		else
			status = cli_fail(cli, &err);
		office_close(&office);
	}
	arena_finish(&arena);
	return status;
}
