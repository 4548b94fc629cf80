/* The page of a customer file. */
#include <string.h>

#include "base/i18n.h"
#include "desk/call_standards.h"
#include "desk/detail.h"
#include "desk/labels.h"
#include "model/label_message.h"
#include "office/outbox.h"
#include "desk/when.h"
#include "office/book.h"
#include "office/prediag.h"
#include "office/reading.h"
#include "store/file_store.h"
#include "store/people.h"
#include "store/standards.h"

enum { LIST_AGE_DAYS = 7 }; /* an older VIN list of a campaign stands out */

static const char *day_and_time(struct reader_page *page, civil_day day, int minute)
{
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	return arena_printf(&page->arena, "%s %s", when_date(day, date), civil_format_time(minute, time));
}

/* --- what is wanted --- */

static void add_request(struct reader_page *page, const struct customer_file *file)
{
	reader_add_heading(page, _("In the customer's words"));
	reader_add(page, STYLE_NORMAL, 2, "%s",
		   file->request && *file->request ? file->request : _("(nothing was written)"));
	for (size_t i = 0; i < file->addition_count; i++)
		reader_add(page, STYLE_NORMAL, 2, "+ %s", file->additions[i]);
	if (file->note && *file->note) {
		reader_add_heading(page, _("Internal note"));
		reader_add(page, STYLE_NORMAL, 2, "%s", file->note);
	}
}

/* --- the appointment --- */

static void add_work(struct desk *desk, struct reader_page *page, const struct appointment *appointment)
{
	const struct site *site = desk_site(desk);
	struct buffer text = { 0 };
	char date[WHEN_SIZE];
	label_work(site, appointment->work, desk_lang(desk), &text);
	reader_add_value(page, _("Work"), buffer_text(&text));
	for (size_t i = 0; i < appointment->segment_count; i++) {
		const struct file_segment *segment = &appointment->segments[i];
		int skill = site_find_skill(site, segment->skill);
		reader_add(page, STYLE_NORMAL, 4, _("%s %s: %s %d min"), when_date(segment->day, date),
			   segment->half == HALF_AM ? _("morning") : _("afternoon"),
			   skill < 0 ? segment->skill : label_skill(site, skill, desk_lang(desk)),
			   segment->minutes);
	}
	buffer_finish(&text);
}

static void add_people(struct desk *desk, struct reader_page *page, const struct appointment *appointment)
{
	reader_add_value(page, _("Foreman"), label_staff(desk_site(desk), appointment->foreman));
	reader_add_value(page, _("Technician"), label_staff(desk_site(desk), appointment->technician));
}

static void add_mobility(struct reader_page *page, const struct appointment *appointment)
{
	if (!appointment->mobility_answered) {
		reader_add(page, STYLE_WARNING, 2, "%s: %s", _("Mobility"), _("not asked yet"));
		return;
	}
	reader_add(page, STYLE_NORMAL, 2, "%s: %s%s%s %s", _("Mobility"),
		   label_mobility(appointment->mobility), appointment->unit ? ", " : "",
		   appointment->unit ? appointment->unit : "",
		   appointment->unit_model ? appointment->unit_model : "");
}

static bool add_appointment(struct desk *desk, struct reader_page *page,
			    const struct appointment *appointment, struct error *err)
{
	const struct site *site = desk_site(desk);
	reader_add_heading(page, _("Appointment"));
	reader_add(page, STYLE_NORMAL, 2, "%s", appointment->title ? appointment->title : "");
	reader_add(page, appointment->state == APPOINTMENT_BOOKED ? STYLE_NORMAL : STYLE_GOOD, 2,
		   "%s: %s (%s)", _("State"), label_state(appointment->state),
		   label_class(appointment->class));
	if (!detail_add_checklist(desk, page, appointment->file_id, err))
		return false;
	reader_add(page, STYLE_NORMAL, 2, _("Reception: %s, %d min, %s"),
		   day_and_time(page, appointment->day, appointment->start), appointment->minutes,
		   label_staff(site, appointment->advisor));
	reader_add(page, STYLE_NORMAL, 2, _("Hand-back: %s, %d min, %s"),
		   day_and_time(page, appointment->handback_day, appointment->handback_start),
		   appointment->handback_minutes, label_staff(site, appointment->handback_advisor));
	if (appointment->finish_day)
		reader_add(page, STYLE_NORMAL, 2, _("Work ready: %s"),
			   day_and_time(page, appointment->finish_day, appointment->finish_minute));
	add_mobility(page, appointment);
	add_people(desk, page, appointment);
	detail_add_joint_drive(desk, page, appointment);
	add_work(desk, page, appointment);
	return true;
}

/* --- who and what --- */

static void add_customer(struct reader_page *page, const struct customer_file *file)
{
	char name[512];
	const struct customer *customer = &file->customer;
	reader_add_heading(page, _("Customer and vehicle"));
	if (file->has_customer)
		reader_add_link(page, (struct reader_link){ FIND_CUSTOMER, customer->id }, "%s  %s  %s",
				customer_name(customer, name, sizeof name),
				customer->mobile      ? customer->mobile
				: customer->telephone ? customer->telephone
						      : "",
				label_persona(customer->persona));
	if (file->has_vehicle)
		reader_add_link(page, (struct reader_link){ FIND_VEHICLE, file->vehicle.id }, "%s  %s  %s",
				file->vehicle.plate ? file->vehicle.plate : "",
				file->vehicle.model ? file->vehicle.model : "",
				file->vehicle.vin ? file->vehicle.vin : "");
	char number[LABEL_HOURS_SIZE];
	if (file->mileage >= 0)
		reader_add(page, STYLE_NORMAL, 2, _("Mileage said: %s km"),
			   label_number(file->mileage, number));
}

void detail_add_contract(struct reader_page *page, const struct contract *contract)
{
	char date[CIVIL_DATE_SIZE];
	const char *words = label_contract_status(contract->status);
	struct buffer left = { 0 };
	char km[LABEL_HOURS_SIZE];
	struct contract_item item;
	if (contract->status == CONTRACT_ACTIVE && contract->days_left >= 0)
		buffer_printf(&left, _(", %d days left"), contract->days_left);
	if (contract->status == CONTRACT_ACTIVE && contract->km_left >= 0)
		buffer_printf(&left, _(", %s km left"), label_number(contract->km_left, km));
	for (const char *at = contract_item_next(contract->items, &item); at;
	     at = contract_item_next(at, &item))
		buffer_printf(&left, _(", %s: %d of %d left"), item.code, item.left, item.allowed);
	reader_add(page, STYLE_NORMAL, 2, _("Contract %s: %s, to %s%s"), label_contract(contract->type),
		   words, contract->end ? civil_format_date(contract->end, date) : "-", buffer_text(&left));
	buffer_finish(&left);
}

/* What the contact behind the file kept of the standard; what is kept in one line, the others one by one. */
static bool add_standards(struct desk *desk, struct reader_page *page, const struct customer_file *file,
			  struct error *err)
{
	struct standard_list list = { 0 };
	int met = 0;
	if (!store_file_standards(desk_office(desk)->store, file->id, &page->arena, &list, err))
		return false;
	if (list.count == 0)
		return true;
	for (size_t i = 0; i < list.count; i++)
		met += list.items[i].state == STANDARD_MET;
	reader_add_heading(page, _("Standards"));
	reader_add(page, STYLE_NORMAL, 2, _("%d of %d kept"), met, (int)list.count);
	for (size_t i = 0; i < list.count; i++) {
		const struct standard_line *line = &list.items[i];
		struct standard_result result = { line->state, line->has_figure, line->figure };
		if (line->state != STANDARD_MET)
			standards_add_line(page, line->standard, &result,
					   line->reason ? label_waived(line->reason) : NULL);
	}
	return true;
}

/* What was compared when the file was made, and how old the copy was (R23, R63). */
static bool add_owner_check(struct desk *desk, struct reader_page *page, const struct customer_file *file,
			    struct error *err)
{
	struct file_checks checks;
	char date[WHEN_SIZE];
	if (!store_file_checks(desk_office(desk)->store, file->id, &page->arena, &checks, err))
		return false;
	if (!checks.owner_at)
		return true;
	bool same = strcmp(checks.owner.result, "same") == 0;
	reader_add(page, same ? STYLE_NORMAL : STYLE_WARNING, 2, "%s%s: %s", same ? "" : "! ",
		   _("Owner check"), label_owner(checks.owner.result));
	if (checks.owner.se_owner)
		reader_add(page, STYLE_NORMAL, 4, _("Service Entry: %s, data of %s"), checks.owner.se_owner,
			   checks.owner.se_as_of ? when_date(checks.owner.se_as_of, date) : "?");
	return true;
}

static bool add_contracts(struct desk *desk, struct reader_page *page, const struct customer_file *file,
			  struct error *err)
{
	struct contract_list list = { 0 };
	if (!file->has_vehicle)
		return true;
	if (!store_vehicle_contracts(desk_office(desk)->store, file->vehicle.id, &page->arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		contract_assess(&list.items[i], desk_moment(desk).day, file->mileage);
		detail_add_contract(page, &list.items[i]);
	}
	if (list.count == 0)
		reader_add(page, STYLE_NORMAL, 2, "%s", _("No contract"));
	return true;
}

/* How sure it is, from which list, how far it is and when the customer was told (R30, R31). */
void detail_add_campaign(struct desk *desk, struct reader_page *page, const struct campaign_hit *hit)
{
	bool stop = hit->type == CAMPAIGN_STOP_DRIVE, recall = stop || hit->type == CAMPAIGN_RECALL;
	const char *title = desk_lang(desk) == FORM_KO ? hit->title_ko : hit->title_en;
	const char *name = hit->authority_number && *hit->authority_number ? hit->authority_number : hit->id;
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	reader_add(page,
		   stop     ? STYLE_ERROR
		   : recall ? STYLE_WARNING
			    : STYLE_NORMAL,
		   2,
		   stop     ? _("! do not drive: recall %s: %s (%s)")
		   : recall ? _("! recall %s: %s (%s)")
			    : _("campaign %s: %s (%s)"),
		   name, title ? title : "", label_campaign(hit->status));
	if (hit->match != CAMPAIGN_AFFECTED)
		reader_add(page, STYLE_NORMAL, 4, "%s", label_campaign_match(hit->match));
	if (hit->list_date)
		reader_add(page,
			   desk_moment(desk).day - hit->list_date > LIST_AGE_DAYS ? STYLE_WARNING : STYLE_DIM,
			   4, _("list of %s"), when_full(hit->list_date, date));
	if (hit->told_at) {
		civil_day day;
		int minute;
		civil_from_instant(hit->told_at, &day, &minute);
		reader_add(page, STYLE_GOOD, 4, _("told on %s %s, by %s"), when_date(day, date),
			   civil_format_time(minute, time), label_staff(desk_site(desk), hit->told_by));
	}
}

static void add_campaigns(struct desk *desk, struct reader_page *page, const struct customer_file *file)
{
	for (size_t i = 0; i < file->campaign_count; i++)
		detail_add_campaign(desk, page, &file->campaigns[i]);
}

/* --- the pre-diagnosis --- */

static void add_prediag(struct desk *desk, struct reader_page *page, const struct customer_file *file)
{
	struct office_prediag prediag;
	const char *language = desk_lang(desk) == FORM_KO ? "ko" : "en";
	office_prediag_of(desk_office(desk), file, language, &page->arena, &prediag);
	if (!prediag.any)
		return;
	reader_add_heading(page, _("Pre-diagnosis for the technician"));
	for (const char *at = prediag.summary; *at;) {
		size_t len = strcspn(at, "\n");
		enum style style = prediag.level >= FORM_FLAG_URGENT && (at == prediag.summary || *at == '!')
					   ? STYLE_WARNING
					   : STYLE_NORMAL;
		reader_add(page, style, 2, "%.*s", (int)len, at);
		at += len + (at[len] == '\n');
	}
	if (prediag.hurried)
		reader_add(page, STYLE_WARNING, 2, _("! %d questions are left for a call-back"),
			   prediag.open);
}

/* --- what happened --- */

static const char *event_text(struct desk *desk, struct reader_page *page, const struct file_event *event)
{
	struct buffer text = { 0 };
	label_event(desk_site(desk), event->act, event->text, &text);
	const char *kept = arena_strdup(&page->arena, buffer_text(&text));
	buffer_finish(&text);
	return kept;
}

/* Messages of the file with their state. */
static bool add_messages(struct desk *desk, struct reader_page *page, const char *file, struct error *err)
{
	enum { MESSAGES_MAX = 50 };
	struct message_list list = { 0 };
	if (!outbox_list(desk_office(desk), file, MESSAGES_MAX, &page->arena, &list, err))
		return false;
	if (list.count)
		reader_add_heading(page, _("Messages"));
	for (size_t i = 0; i < list.count; i++) {
		const struct message *message = &list.items[i];
		const char *why = label_message_result(message->result);
		bool asks = message->state == MESSAGE_UNKNOWN || message->state == MESSAGE_FAILED;
		civil_day day;
		int minute;
		civil_from_instant(message->sent ? message->sent : message->due, &day, &minute);
		reader_add(page, asks ? STYLE_ERROR : STYLE_NORMAL, 2, "%s  %s, %s  %s%s%s",
			   day_and_time(page, day, minute), label_message_template(message->template),
			   label_means(message->means), label_message_state(message->state), *why ? ": " : "",
			   why);
	}
	return true;
}

static void add_history(struct desk *desk, struct reader_page *page, const struct customer_file *file)
{
	if (file->history_count)
		reader_add_heading(page, _("What happened"));
	for (size_t i = 0; i < file->history_count; i++) {
		const struct file_event *event = &file->history[i];
		civil_day day;
		int minute;
		civil_from_instant(event->at, &day, &minute);
		reader_add(page, STYLE_NORMAL, 2, "%s  %s  %s  %s", day_and_time(page, day, minute),
			   label_staff(desk_site(desk), event->who), label_act(event->act),
			   event_text(desk, page, event));
	}
}

static bool add_brief(struct desk *desk, struct reader_page *page, const struct customer_file *file,
		      struct error *err)
{
	struct buffer text = { 0 };
	enum style style;
	bool fine = detail_brief(desk, file, &page->arena, &text, &style, err);
	if (fine && text.len)
		reader_add(page, style, 0, _("Prepare: %s"), buffer_text(&text));
	buffer_finish(&text);
	return fine;
}

bool detail_file(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	struct customer_file file;
	if (!office_file(desk_office(desk), key, &page->arena, &file, err))
		return false;
	office_note_reading(desk_office(desk), "customer_file", file.id);
	page->title = arena_printf(&page->arena, _("Customer file %d, %s"), file.number,
				   label_channel(file.channel));
	page->about = (struct reader_link){ FIND_FILE, file.id };
	if (!detail_add_check(desk, page, &file, err) || !add_brief(desk, page, &file, err))
		return false;
	add_request(page, &file);
	if (file.has_appointment && !add_appointment(desk, page, &file.appointment, err))
		return false;
	add_prediag(desk, page, &file);
	detail_add_expectations(desk, page, &file);
	add_customer(page, &file);
	add_campaigns(desk, page, &file);
	if (!add_owner_check(desk, page, &file, err) || !add_contracts(desk, page, &file, err) ||
	    !add_standards(desk, page, &file, err))
		return false;
	detail_add_answers(desk, page, &file);
	if (!add_messages(desk, page, file.id, err))
		return false;
	add_history(desk, page, &file);
	return true;
}
