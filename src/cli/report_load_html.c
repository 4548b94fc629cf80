/* The load over time on the manager's page: so that roster and reserve can be tuned. */
#include <string.h>

#include "base/i18n.h"
#include "cli/report_html.h"
#include "cli/report_svg.h"

enum { MINUTES_PER_HOUR = 60 };

static double skill_hours(const struct report_load *part, int series, int skill)
{
	const struct report_skill *s = &part->skills[skill];
	int64_t used = s->reserve_used, minutes[SVG_SERIES_MAX] = { s->planned - used, s->spare, used };
	return (double)minutes[series] / MINUTES_PER_HOUR;
}

static double lead_days(const struct report_load *part, int series, int skill)
{
	(void)skill;
	return series == 0 ? part->lead_median : part->lead_ninth;
}

static double reception_count(const struct report_load *part, int series, int skill)
{
	(void)skill;
	return series == 0 ? part->receptions - part->noshows : part->noshows;
}

static double lent_share(const struct report_load *part, int series, int skill)
{
	(void)skill;
	int left = part->lendable_days - part->lent_days;
	return series == 0 ? part->lent_days : left > 0 ? left : 0;
}

static double reserve_share(const struct report_load *part, int series, int skill)
{
	int64_t used = 0, reserve = 0;
	(void)series;
	(void)skill;
	for (int i = 0; i < SITE_SKILLS_MAX; i++) {
		used += part->skills[i].reserve_used;
		reserve += part->skills[i].reserve;
	}
	return reserve ? (double)used * 100 / (double)reserve : -1;
}

static const char *skill_name(const struct skill *skill)
{
	const char *name = strcmp(i18n_language(), "ko") == 0 ? skill->name.ko : skill->name.en;
	return name && *name ? name : skill->code;
}

static void add_heading(struct buffer *out, const char *tag, const char *text)
{
	buffer_printf(out, "<%s>", tag);
	report_escape(out, text);
	buffer_printf(out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

void report_html_load(struct buffer *out, const struct site *site, const struct office_report_load *load)
{
	struct svg_chart chart = { .count = load->count, .parts = load->parts, .step = load->step };
	add_heading(out, "h2", _("Load over time"));
	add_heading(out, "p class=\"rule\"",
		    _("Hours of each skill as the calendar shows them, looked at from the begin of the "
		      "period. Spares of "
		      "different skills do not add up: one technician may stand behind several."));
	chart.unit = _("h");
	chart.value = skill_hours;
	for (int i = 0; i < site->skill_count; i++) {
		chart.title = skill_name(&site->skills[i]);
		chart.skill = i;
		chart.names[0] = _("planned");
		chart.names[1] = _("spare");
		chart.names[2] = _("planned within the reserve");
		report_svg_chart(out, &chart);
	}
	chart = (struct svg_chart){ .count = load->count,
				    .parts = load->parts,
				    .step = load->step,
				    .unit = "%",
				    .title = _("Reserve used, all skills"),
				    .names = { _("reserve used") },
				    .value = reserve_share };
	report_svg_chart(out, &chart);
	chart.unit = _("days");
	chart.title = _("From the booking to the reception");
	chart.names[0] = _("half of them within");
	chart.names[1] = _("nine of ten within");
	chart.value = lead_days;
	chart.side = true;
	report_svg_chart(out, &chart);
	chart.unit = "";
	chart.title = _("Receptions");
	chart.names[0] = _("receptions");
	chart.names[1] = _("nobody came");
	chart.value = reception_count;
	chart.side = false;
	report_svg_chart(out, &chart);
	chart.unit = _("days");
	chart.title = _("Cars lent, by open day");
	chart.names[0] = _("lent");
	chart.names[1] = _("in the yard");
	chart.value = lent_share;
	report_svg_chart(out, &chart);
}
