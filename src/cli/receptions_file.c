#include "cli/receptions_file.h"

#include <string.h>

#include "base/i18n.h"
#include "cli/exchange.h"
#include "cli/output.h"
#include "cli/place.h"
#include "model/label.h"
#include "model/rules.h"
#include "office/sheet.h"

static void line(struct buffer *out, const char *label, const char *text)
{
	if (text && *text)
		buffer_printf(out, "%s%s: %s", out->len ? "\n" : "", label, text);
}

/* What an advisor reads of the visit in a calendar. */
static json_t *description(const struct reception *reception)
{
	const struct appointment *appointment = &reception->appointment;
	struct buffer text = { 0 }, open = { 0 }, back = { 0 };
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE], number[16];
	snprintf(number, sizeof number, "%d", appointment->number);
	buffer_printf(&back, "%s %s", civil_format_date(appointment->handback_day, date),
		      civil_format_time(appointment->handback_start, time));
	label_open_points(reception->missing, &open);
	line(&text, _("Customer file"), number);
	line(&text, _("Advisor"), appointment->advisor_name);
	line(&text, _("Customer"), reception->customer_name);
	line(&text, _("Vehicle"), reception->vehicle_model);
	line(&text, _("Mobility"),
	     appointment->mobility_answered ? label_mobility(appointment->mobility) : NULL);
	line(&text, _("Hand-back"), buffer_text(&back));
	line(&text, _("State"), label_state(appointment->state));
	line(&text, _("Open points"), buffer_text(&open));
	json_t *value = cli_json_text(buffer_text(&text));
	buffer_finish(&text);
	buffer_finish(&open);
	buffer_finish(&back);
	return value;
}

static json_t *event(const struct site *site, const struct reception *reception)
{
	const struct appointment *appointment = &reception->appointment;
	const struct dealer *dealer = &site->dealer;
	bool korean = strcmp(i18n_language(), "ko") == 0;
	char uid[ID_SIZE + sizeof "@prenota"], marks[128];
	snprintf(uid, sizeof uid, "%s@prenota", appointment->id);
	json_t *value = json_object();
	json_object_set_new(value, "uid", json_string(uid));
	json_object_set_new(value, "sequence", json_integer(appointment->revision));
	json_object_set_new(value, "date", cli_json_date(appointment->day));
	json_object_set_new(value, "time", cli_json_time(appointment->start));
	json_object_set_new(value, "minutes", json_integer(appointment->minutes));
	json_object_set_new(value, "summary", cli_json_text(appointment->title));
	json_object_set_new(value, "description", description(reception));
	json_object_set_new(value, "location",
			    cli_json_text(korean ? dealer->address.ko : dealer->address.en));
	json_object_set_new(value, "categories",
			    cli_json_words(marks_text(appointment->marks, marks, sizeof marks)));
	json_object_set_new(value, "organizer",
			    json_pack("{s:o, s:o}", "name", cli_json_text(site->name), "email",
				      cli_json_text(dealer->email)));
	return value;
}

int receptions_print_calendar(struct cli *cli, struct office *office, const struct office_checked_list *list)
{
	struct arena arena = { 0 };
	struct program_config config;
	struct buffer out = { 0 };
	struct error err = { 0 };
	bool fine = cli_config(cli, &arena, &config, &err);
	if (fine) {
		json_t *events = json_array();
		for (size_t i = 0; i < list->count; i++)
			json_array_append_new(events, event(&office->site, &list->items[i].reception));
		fine = exchange_calendar(&config, &office->site, office_now(office), events, &out, &err);
	}
	int status = fine ? cli_print(cli, buffer_text(&out)) : cli_fail(cli, &err);
	buffer_finish(&out);
	arena_finish(&arena);
	return status;
}

int receptions_print_paper(struct cli *cli, struct office *office, const struct office_checked_list *list,
			   civil_day first, civil_day last)
{
	struct buffer out = { 0 };
	office_list_sheet(office, list, first, last, cli->line.value[OPT_LANG], PAPER_HTML, &out);
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}
