#include <string.h>
#include <sysexits.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/file_json.h"
#include "cli/output.h"
#include "cli/place.h"
#include "model/label.h"
#include "model/rules.h"
#include "office/book.h"
#include "office/reading.h"

static void line_add(struct buffer *out, const char *title, const char *text)
{
	if (!text || !*text)
		return;
	buffer_printf(out, "%s: ", title);
	text_show(out, text);
	buffer_add_char(out, '\n');
}

static void moment_line(struct buffer *out, const char *title, civil_day day, int minute, int minutes,
			const char *who)
{
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
	buffer_printf(out, _("%s: %s %s, %d min, "), title, civil_format_date(day, date),
		      civil_format_time(minute, time), minutes);
	text_show(out, who ? who : "");
	buffer_add_char(out, '\n');
}

static const char *staff_name(const struct site *site, const char *code)
{
	int staff = code ? site_find_staff(site, code) : -1;
	return staff < 0 ? code : site->staff[staff].name;
}

static void appointment_print(const struct appointment *appointment, const struct site *site,
			      struct buffer *out)
{
	line_add(out, _("Appointment"), appointment->title);
	line_add(out, _("State"), label_state(appointment->state));
	moment_line(out, _("Reception"), appointment->day, appointment->start, appointment->minutes,
		    appointment->advisor_name);
	moment_line(out, _("Hand-back"), appointment->handback_day, appointment->handback_start,
		    appointment->handback_minutes, staff_name(site, appointment->handback_advisor));
	line_add(out, _("Mobility"), label_mobility(appointment->mobility));
	line_add(out, _("Car lent"), appointment->unit);
	line_add(out, _("Work"), appointment->work);
}

static const char *campaign_title(const struct campaign_hit *hit)
{
	return strcmp(i18n_language(), "ko") == 0 && hit->title_ko ? hit->title_ko : hit->title_en;
}

static void file_print(const struct customer_file *file, const struct site *site, struct buffer *out)
{
	char name[512];
	buffer_printf(out, "%s %d\n", _("Customer file"), file->number);
	line_add(out, _("Request"), file->request);
	for (size_t i = 0; i < file->addition_count; i++)
		line_add(out, _("Addition"), file->additions[i]);
	line_add(out, _("Note"), file->note);
	if (file->has_customer) {
		line_add(out, _("Customer"), customer_name(&file->customer, name, sizeof name));
		line_add(out, _("Mobile"), file->customer.mobile);
		line_add(out, _("E-mail"), file->customer.email);
	}
	if (file->has_vehicle) {
		line_add(out, _("Vehicle"), file->vehicle.model);
		line_add(out, _("Plate"), file->vehicle.plate);
		line_add(out, _("VIN"), file->vehicle.vin);
	}
	if (file->mileage >= 0)
		buffer_printf(out, "%s: %d km\n", _("Mileage"), file->mileage);
	if (file->has_appointment)
		appointment_print(&file->appointment, site, out);
	for (size_t i = 0; i < file->campaign_count; i++)
		line_add(out, _("Campaign"), campaign_title(&file->campaigns[i]));
	struct buffer points = { 0 };
	label_open_points(file->missing, &points);
	line_add(out, _("Open points"), buffer_text(&points));
	buffer_finish(&points);
	/* R29 */
	line_add(out, _("Reception checklist"), _("to complete at reception"));
}

static void checks_print(const struct file_checks *checks, struct buffer *out)
{
	const struct contract *contract = &checks->contract;
	if (checks->contract_at)
		line_add(out, _("Contract"),
			 contract->id ? label_contract_status(contract->status) : _("none found"));
	if (checks->owner_at)
		line_add(out, _("Owner check"), label_owner(checks->owner.result));
}

/* One line for what is kept, one for each that is not. */
static void standards_print(const struct standard_list *standards, struct buffer *out)
{
	size_t met = 0;
	if (standards->count == 0)
		return;
	for (size_t i = 0; i < standards->count; i++)
		met += standards->items[i].state == STANDARD_MET;
	buffer_printf(out, _("Standards: %zu of %zu kept"), met, standards->count);
	buffer_add_char(out, '\n');
	for (size_t i = 0; i < standards->count; i++) {
		const struct standard_line *line = &standards->items[i];
		if (line->state == STANDARD_MET)
			continue;
		const struct standard_row *row = &standard_rows[line->standard];
		buffer_printf(out, "  %-4s %s", row->code, _(row->title));
		if (line->reason) {
			buffer_add(out, ": ");
			text_show(out, label_waived(line->reason));
		}
		buffer_add_char(out, '\n');
	}
}

static void prediag_print(const struct office_prediag *prediag, struct buffer *out)
{
	const char *text = prediag->summary;
	if (!prediag->any)
		return;
	buffer_printf(out, "%s:\n", _("Pre-diagnosis"));
	while (*text) {
		size_t len = strcspn(text, "\n");
		buffer_add(out, "  ");
		text_show_bytes(out, text, len);
		buffer_add_char(out, '\n');
		text += len + (text[len] == '\n');
	}
}

/* Forms that somebody is editing do not hide the file: without them this part is left out. */
static void look_at_prediag(struct office *office, const struct customer_file *file, struct arena *arena,
			    struct file_beside *beside)
{
	if (!office_load_forms(office, &(struct error){ 0 }))
		return;
	office_prediag_of(office, file, "en", arena, &beside->prediag[FORM_EN]);
	office_prediag_of(office, file, "ko", arena, &beside->prediag[FORM_KO]);
}

/* Reads the file and prints it by @print. */
static int show(struct cli *cli, int (*print)(const struct cli *cli, const struct customer_file *file,
					      const struct file_beside *beside, const struct office *office))
{
	struct arena arena = { 0 };
	struct office office;
	struct customer_file file = { 0 };
	struct error err;
	struct file_beside beside = { 0 };
	int status = cli_open_office(cli, CLI_READS | CLI_SPEAKS | CLI_PAINTS, &office);
	if (!status) {
		if (office_file(&office, cli->line.args[0], &arena, &file, &err) &&
		    store_file_checks(office.store, file.id, &arena, &beside.checks, &err) &&
		    store_file_standards(office.store, file.id, &arena, &beside.standards, &err)) {
			look_at_prediag(&office, &file, &arena, &beside);
			status = print(cli, &file, &beside, &office);
		} else
			status = cli_fail(cli, &err);
		office_note_reading(&office, "customer_file", file.id);
		office_close(&office);
	}
	arena_finish(&arena);
	return status;
}

static int print_file(const struct cli *cli, const struct customer_file *file,
		      const struct file_beside *beside, const struct office *office)
{
	if (cli_format_of(cli, FORMAT_TABLE) == FORMAT_JSON)
		return cli_json_print(cli, file_json(file, beside, &office->site));
	struct buffer out = { 0 };
	file_print(file, &office->site, &out);
	prediag_print(&beside->prediag[form_lang_from_code(i18n_language())], &out);
	checks_print(&beside->checks, &out);
	standards_print(&beside->standards, &out);
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}

static const struct cli_column history_columns[] = {
	{ "at", N_("At"), CELL_TEXT, 0 },
	{ "who", N_("Who"), CELL_TEXT, 20 },
	{ "act", N_("What"), CELL_TEXT, 20 },
	{ "text", N_("Text"), CELL_TEXT, 100 },
};

static int print_history(const struct cli *cli, const struct customer_file *file,
			 const struct file_beside *beside, const struct office *office)
{
	struct cli_listing *listing = cli_listing_create(cli, history_columns, 4);
	bool words = cli_format_of(cli, FORMAT_TABLE) == FORMAT_TABLE; /* programs get the codes */
	cli_listing_label(listing, "act", label_act);
	for (size_t i = 0; i < file->history_count; i++) {
		const struct file_event *event = &file->history[i];
		struct buffer text = { 0 };
		char at[CIVIL_STAMP_SIZE];
		label_event(&office->site, event->act, event->text, &text);
		const char *cells[] = { civil_format_instant(event->at, at),
					words ? staff_name(&office->site, event->who) : event->who,
					event->act, words ? buffer_text(&text) : event->text };
		cli_listing_add(listing, cells);
		buffer_finish(&text);
	}
	return cli_listing_end(listing);
}

int cmd_file_show(struct cli *cli)
{
	return show(cli, print_file);
}

int cmd_file_history(struct cli *cli)
{
	return show(cli, print_history);
}
