#include "office/sheet.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "form/entry.h"
#include "model/label.h"
#include "model/rules.h"
#include "office/book.h"
#include "office/ownership.h"
#include "office/prediag.h"
#include "office/reading.h"
#include "office/sheet_inner.h"
#include "store/file_store.h"
#include "store/people.h"

/* --- words --- */

const char *sheet_day(struct arena *arena, civil_day day)
{
	static const char *const names[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					     N_("Fri"), N_("Sat"), N_("Sun") };
	char date[CIVIL_DATE_SIZE];
	return arena_printf(arena, "%s (%s)", civil_format_date(day, date), _(names[civil_weekday(day)]));
}

const char *sheet_time(struct arena *arena, civil_day day, int minute)
{
	char time[CIVIL_TIME_SIZE];
	return arena_printf(arena, "%s %s", sheet_day(arena, day), civil_format_time(minute, time));
}

const char *sheet_staff(const struct site *site, const char *code)
{
	int staff = code ? site_find_staff(site, code) : -1;
	return staff < 0 ? code : site->staff[staff].name;
}

const char *sheet_text(const struct two_texts *text, enum form_lang lang, const char *code)
{
	const char *name = lang == FORM_KO ? text->ko : text->en;
	return name && *name ? name : code;
}

const char *sheet_origin(struct paper *paper, const struct office *office, enum form_lang lang)
{
	struct moment now = office_moment(office);
	return arena_printf(&paper->arena, _("%s, printed %s by %s"),
			    sheet_text(&office->site.dealer.name, lang, office->site.name),
			    sheet_time(&paper->arena, now.day, now.minute), office_actor(office)->name);
}

static const char *words_of(struct buffer *text, struct arena *arena)
{
	const char *kept = text->len ? arena_strdup(arena, buffer_text(text)) : NULL;
	buffer_finish(text);
	return kept;
}

static void quote(struct sheet *sheet, const char *text)
{
	paper_add(&sheet->paper, (struct paper_line){ .kind = PAPER_QUOTE, .text = text });
}

/* The labels of an answer, joined; NULL when there is none. */
static const char *answer_shown(struct sheet *sheet, const char *id)
{
	const struct form_field *field = form_field_find(&sheet->office->forms, id);
	struct buffer text = { 0 };
	if (field && form_answers_get(sheet->answers, id))
		form_entry_show(field, sheet->answers, sheet->lang, &text);
	return words_of(&text, &sheet->paper.arena);
}

/* --- the car's and the appointment's facts, for conditions of the forms --- */

static unsigned work_flags(const struct site *site, const char *codes)
{
	char one[LABEL_CODE_SIZE];
	unsigned flags = 0;
	for (const char *at = codes ? label_next(codes, one) : NULL; at; at = label_next(at, one)) {
		int work = site_find_work(site, one);
		flags |= work < 0 ? 0 : site->work[work].flags;
	}
	return flags;
}

static void tell_facts(struct sheet *sheet)
{
	const struct appointment *appointment = &sheet->file.appointment;
	unsigned flags = work_flags(&sheet->office->site, appointment->work);
	bool lent = appointment->mobility == MOBILITY_LOAN || appointment->mobility == MOBILITY_HIRE;
	if (appointment->mobility_answered)
		form_answers_fill(sheet->answers, "mobility", mobility_code(appointment->mobility));
	form_answers_set(sheet->answers, "car_lent", lent ? "yes" : "no");
	form_answers_set(sheet->answers, "wheels_off", flags & WORK_WHEELS_OFF ? "yes" : "no");
	form_answers_set(sheet->answers, "body_work", flags & WORK_BODY ? "yes" : "no");
}

/* --- the repair order --- */

static const char *arrival(const struct sheet *sheet)
{
	const struct appointment *appointment = &sheet->file.appointment;
	const char *tow = form_answers_get(sheet->answers, "recovery_ordered");
	if ((tow && strcmp(tow, "yes") == 0) || appointment->class == CLASS_IMMOBILISED)
		return _("by a third party (towed in)");
	if (appointment->mobility == MOBILITY_PUD && appointment->mobility_answered)
		return _("by our driver (pick-up)");
	return NULL;
}

/* How the car comes is known, or ticked at the reception. */
static void add_arrival(struct sheet *sheet)
{
	const char *known = arrival(sheet);
	if (known) {
		paper_pair(&sheet->paper, _("Arrival"), known);
		return;
	}
	struct paper_box *boxes = arena_alloc(&sheet->paper.arena, 2 * sizeof *boxes);
	boxes[0] = (struct paper_box){ _("by the customer"), false };
	boxes[1] = (struct paper_box){ _("by a third party (towed in)"), false };
	paper_add(&sheet->paper, (struct paper_line){ PAPER_CHECK, .paired = true, .label = _("Arrival"),
						      .boxes = boxes, .box_count = 2 });
}

static void add_numbers(struct sheet *sheet)
{
	static const char *const blanks[] = { N_("Repair order no."), N_("Service Entry no."),
					      N_("Visor tag no.") };
	paper_block(&sheet->paper, _("Repair order"));
	paper_half(&sheet->paper);
	paper_pair(&sheet->paper, _("Customer file no."),
		   arena_printf(&sheet->paper.arena, "%d", sheet->file.number));
	for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++)
		paper_add(&sheet->paper,
			  (struct paper_line){ PAPER_BLANK, .paired = true, .label = _(blanks[i]) });
	add_arrival(sheet);
}

static void add_customer(struct sheet *sheet)
{
	const struct customer *customer = &sheet->file.customer;
	const char *caller = answer_shown(sheet, "caller_name"), *phone = answer_shown(sheet, "caller_phone");
	char name[512];
	paper_block(&sheet->paper, _("Customer"));
	paper_half(&sheet->paper);
	if (sheet->file.has_customer) {
		paper_pair(&sheet->paper, _("Name"),
			   arena_strdup(&sheet->paper.arena, customer_name(customer, name, sizeof name)));
		paper_pair(&sheet->paper, _("Mobile"), customer->mobile);
		paper_pair(&sheet->paper, _("Telephone"), customer->telephone);
		paper_pair(&sheet->paper, _("Address"), customer->address);
		paper_pair(&sheet->paper, _("E-mail"), customer->email);
	}
	if (caller)
		paper_pair(&sheet->paper, _("Booked by"),
			   arena_printf(&sheet->paper.arena, "%s%s%s", caller, phone ? ", " : "",
					phone ? phone : ""));
}

static void add_vehicle(struct sheet *sheet)
{
	const struct vehicle *vehicle = &sheet->file.vehicle;
	struct arena *arena = &sheet->paper.arena;
	int km = sheet->file.mileage >= 0 ? sheet->file.mileage : vehicle->mileage;
	if (!sheet->file.has_vehicle)
		return;
	paper_block(&sheet->paper, _("Vehicle"));
	paper_half(&sheet->paper);
	paper_pair(&sheet->paper, _("Model"),
		   vehicle->model && vehicle->model_year
			   ? arena_printf(arena, "%s (%d)", vehicle->model, vehicle->model_year)
			   : vehicle->model);
	paper_pair(&sheet->paper, _("VIN"), vehicle->vin);
	paper_pair(&sheet->paper, _("Plate"), vehicle->plate);
	if (km >= 0)
		paper_pair(&sheet->paper, _("Mileage"), arena_printf(arena, "%d km", km));
	if (vehicle->warranty_start)
		paper_pair(&sheet->paper, _("Warranty start"), sheet_day(arena, vehicle->warranty_start));
	paper_pair(&sheet->paper, _("Energy"), label_energy(vehicle->energy));
	paper_pair(&sheet->paper, _("Colour"), vehicle->colour);
}

/* --- the appointment --- */

static const char *reception_words(struct sheet *sheet, civil_day day, int start, int minutes,
				   const char *who)
{
	struct arena *arena = &sheet->paper.arena;
	const char *name = sheet_staff(&sheet->office->site, who);
	return arena_printf(arena, _("%s, %d min, %s"), sheet_time(arena, day, start), minutes,
			    name ? name : "");
}

static const char *work_words(const struct sheet *sheet, struct arena *arena)
{
	const struct site *site = &sheet->office->site;
	const char *codes = sheet->file.appointment.work;
	char one[LABEL_CODE_SIZE];
	struct buffer text = { 0 };
	for (const char *at = codes ? label_next(codes, one) : NULL; at; at = label_next(at, one)) {
		int work = site_find_work(site, one);
		buffer_printf(&text, "%s%s", text.len ? ", " : "",
			      work < 0 ? one : sheet_text(&site->work[work].name, sheet->lang, one));
	}
	return words_of(&text, arena);
}

/* R35: what was agreed, with the car that is handed out. */
static const char *mobility_words(struct sheet *sheet)
{
	const struct appointment *appointment = &sheet->file.appointment;
	const struct site *site = &sheet->office->site;
	int unit = appointment->unit ? site_find_unit(site, appointment->unit) : -1;
	struct buffer text = { 0 };
	if (!appointment->mobility_answered)
		return _("not asked yet");
	buffer_add(&text, label_mobility(appointment->mobility));
	if (appointment->unit)
		buffer_printf(&text, ", %s", appointment->unit);
	if (unit >= 0)
		buffer_printf(&text, " %s %s", site->units[unit].model ? site->units[unit].model : "",
			      site->units[unit].plate ? site->units[unit].plate : "");
	return words_of(&text, &sheet->paper.arena);
}

static void add_appointment(struct sheet *sheet)
{
	const struct appointment *appointment = &sheet->file.appointment;
	const struct site *site = &sheet->office->site;
	paper_block(&sheet->paper, _("Appointment"));
	paper_half(&sheet->paper);
	paper_pair(&sheet->paper, _("Reception"),
		   reception_words(sheet, appointment->day, appointment->start, appointment->minutes,
				   appointment->advisor));
	paper_pair(&sheet->paper, _("Expected delivery"),
		   reception_words(sheet, appointment->handback_day, appointment->handback_start,
				   appointment->handback_minutes, appointment->handback_advisor));
	paper_pair(&sheet->paper, _("Foreman"), sheet_staff(site, appointment->foreman));
	paper_pair(&sheet->paper, _("Technician"), sheet_staff(site, appointment->technician));
	paper_pair(&sheet->paper, _("Work"), work_words(sheet, &sheet->paper.arena));
	paper_pair(&sheet->paper, _("Mobility"), mobility_words(sheet));
}

/* --- what is wanted --- */

static void add_request(struct sheet *sheet)
{
	const struct customer_file *file = &sheet->file;
	const char *complaint = form_answers_get(sheet->answers, "complaint_verbatim");
	paper_block(&sheet->paper, _("In the customer's words"));
	quote(sheet, file->request && *file->request ? file->request : _("(nothing was written)"));
	for (size_t i = 0; i < file->addition_count; i++)
		quote(sheet, arena_printf(&sheet->paper.arena, "+ %s", file->additions[i]));
	if (complaint) {
		paper_words(&sheet->paper, true, "%s", _("Complaint in the customer's words"));
		quote(sheet, complaint);
	}
}

static void add_prediag(struct sheet *sheet)
{
	struct office_prediag prediag;
	office_prediag_of(sheet->office, &sheet->file, sheet->lang == FORM_KO ? "ko" : "en",
			  &sheet->paper.arena, &prediag);
	paper_block(&sheet->paper, _("Pre-diagnosis"));
	if (!prediag.any) {
		paper_words(&sheet->paper, false, "%s", _("nothing was asked"));
		return;
	}
	paper_pair(&sheet->paper, _("Level"), prediag.level_text ? prediag.level_text : _("no danger named"));
	for (const char *at = prediag.summary; *at;) {
		size_t len = strcspn(at, "\n");
		paper_words(&sheet->paper, false, "%.*s", (int)len, at);
		at += len + (at[len] == '\n');
	}
	if (prediag.open > 0)
		paper_words(&sheet->paper, true, _("%d questions are still open"), prediag.open);
}

/* R20 */
static void add_needs(struct sheet *sheet)
{
	paper_block(&sheet->paper, _("Needs and expectations"));
	paper_pair(&sheet->paper, _("Needs"), answer_shown(sheet, "needs"));
	paper_pair(&sheet->paper, _("In a line"), answer_shown(sheet, "needs_note"));
}

/* --- what the car is entitled to --- */

static void add_campaign(struct sheet *sheet, const struct campaign_hit *hit)
{
	bool stop = hit->type == CAMPAIGN_STOP_DRIVE, recall = stop || hit->type == CAMPAIGN_RECALL;
	const char *number =
		hit->authority_number && *hit->authority_number ? hit->authority_number : hit->id;
	const char *title = sheet->lang == FORM_KO && hit->title_ko ? hit->title_ko : hit->title_en;
	paper_add(&sheet->paper,
		  (struct paper_line){ PAPER_PAIR, .strong = recall,
				       .label = stop     ? _("Recall, do not drive")
						: recall ? _("Recall")
							 : _("Campaign"),
				       .text = arena_printf(&sheet->paper.arena, "%s %s (%s; %s)", number,
							    title ? title : "", label_campaign(hit->status),
							    label_campaign_match(hit->match)) });
}

static const char *contract_words(struct sheet *sheet, const struct contract *contract)
{
	struct buffer text = { 0 };
	buffer_printf(&text, "%s: %s", label_contract(contract->type),
		      label_contract_status(contract->status));
	if (contract->end)
		buffer_printf(&text, _(", to %s"), sheet_day(&sheet->paper.arena, contract->end));
	if (contract->limit_km)
		buffer_printf(&text, _(", to %d km"), contract->limit_km);
	return words_of(&text, &sheet->paper.arena);
}

static bool add_cover(struct sheet *sheet, struct error *err)
{
	struct contract_list contracts = { 0 };
	const struct vehicle *vehicle = &sheet->file.vehicle;
	if (!sheet->file.has_vehicle)
		return true;
	if (!store_vehicle_contracts(sheet->office->store, vehicle->id, &sheet->paper.arena, &contracts, err))
		return false;
	paper_block(&sheet->paper, _("Campaigns and contract"));
	for (size_t i = 0; i < sheet->file.campaign_count; i++)
		add_campaign(sheet, &sheet->file.campaigns[i]);
	if (sheet->file.campaign_count == 0)
		paper_pair(&sheet->paper, _("Campaign"), _("none open"));
	for (size_t i = 0; i < contracts.count; i++) {
		contract_assess(&contracts.items[i], sheet->file.appointment.day, sheet->file.mileage);
		paper_pair(&sheet->paper, _("Contract"), contract_words(sheet, &contracts.items[i]));
	}
	if (contracts.count == 0)
		paper_pair(&sheet->paper, _("Contract"), _("none found"));
	return true;
}

/* --- what is to be settled at the reception --- */

static bool add_ownership(struct sheet *sheet, struct error *err)
{
	struct arena *arena = &sheet->paper.arena;
	struct ownership change;
	struct file_checks checks;
	bool found;
	if (!office_file_ownership(sheet->office, sheet->file.id, arena, &change, &found, err) ||
	    !store_file_checks(sheet->office->store, sheet->file.id, arena, &checks, err))
		return false;
	if (found && (change.state == OWNERSHIP_OPEN || change.state == OWNERSHIP_SENT)) {
		paper_add(&sheet->paper,
			  (struct paper_line){ PAPER_PAIR, .strong = true, .label = _("Change of owner"),
					       .text = ownership_state_label(change.state) });
		paper_pair(&sheet->paper, _("New owner"), change.owner_name);
		if (change.since)
			paper_pair(&sheet->paper, _("Owner since"), sheet_day(arena, change.since));
		else
			paper_add(&sheet->paper, (struct paper_line){ PAPER_BLANK, .paired = true,
								      .label = _("Owner since") });
	} else if (checks.owner_at && strcmp(checks.owner.result, "same") != 0) {
		paper_add(&sheet->paper,
			  (struct paper_line){ PAPER_PAIR, .strong = true, .label = _("Owner check"),
					       .text = label_owner(checks.owner.result) });
	}
	return true;
}

static bool add_open(struct sheet *sheet, struct error *err)
{
	struct buffer text = { 0 };
	struct file_check check;
	char codes[FILE_CHECK_CODES_SIZE];
	paper_block(&sheet->paper, _("To be settled"));
	if (!add_ownership(sheet, err) ||
	    !office_check_file(sheet->office, sheet->file.id, &sheet->paper.arena, &check, err))
		return false;
	label_open_points(file_check_codes(check.points, codes), &text);
	paper_pair(&sheet->paper, _("Open points"), words_of(&text, &sheet->paper.arena));
	return true;
}

/* R44: the same list that was read out. */
static void add_bring(struct sheet *sheet)
{
	const struct form_step *step = form_step_find(&sheet->office->forms, "BRING");
	if (!step)
		return;
	paper_block(&sheet->paper, step->title.in[sheet->lang]);
	for (size_t i = 0; i < step->say_count; i++)
		if (form_say_visible(sheet->answers, &step->say[i]))
			paper_add(&sheet->paper,
				  (struct paper_line){ PAPER_TICK,
						       .label = step->say[i].text.in[sheet->lang] });
}

static void add_signatures(struct sheet *sheet)
{
	paper_block(&sheet->paper, _("Signatures"));
	paper_add(&sheet->paper, (struct paper_line){ PAPER_SIGN, .label = _("Customer, date and time") });
	paper_add(&sheet->paper,
		  (struct paper_line){ PAPER_SIGN, .label = _("Service advisor, date and time") });
}

/* --- the whole --- */

static void add_head(struct sheet *sheet)
{
	const struct appointment *appointment = &sheet->file.appointment;
	const struct office *office = sheet->office;
	struct paper *paper = &sheet->paper;
	const char *plate =
		sheet->file.has_vehicle && sheet->file.vehicle.plate ? sheet->file.vehicle.plate : "";
	paper->language = sheet->lang == FORM_KO ? "ko" : "en";
	paper->title = appointment->title;
	paper->subtitle = sheet_origin(paper, office, sheet->lang);
	paper->running =
		arena_printf(&paper->arena, "%s %d  %s  %s", _("Reception sheet"), sheet->file.number,
			     sheet_time(&paper->arena, appointment->day, appointment->start), plate);
	if (appointment->marks & MARK_RET)
		paper->banner = _("WORKSHOP RETURN"); /* R69 */
}

static bool fill(struct sheet *sheet, struct error *err)
{
	add_head(sheet);
	add_numbers(sheet);
	add_appointment(sheet);
	add_customer(sheet);
	add_vehicle(sheet);
	add_request(sheet);
	add_prediag(sheet);
	add_needs(sheet);
	if (!add_cover(sheet, err) || !add_open(sheet, err))
		return false;
	add_bring(sheet);
	add_signatures(sheet);
	return sheet_add_checklist(sheet, err);
}

static bool read_file(struct sheet *sheet, const char *id, struct error *err)
{
	if (!office_file(sheet->office, id, &sheet->paper.arena, &sheet->file, err))
		return false;
	if (!sheet->file.has_appointment || sheet->file.appointment.state == APPOINTMENT_CANCELLED)
		return error_set(err, ERROR_REFUSED,
				 _("file %d has no appointment to print a sheet of; book one first"),
				 sheet->file.number);
	sheet->answers = office_prediag_answers(sheet->office, &sheet->file);
	tell_facts(sheet);
	return true;
}

bool office_sheet(struct office *office, const char *file, const char *language, enum paper_format format,
		  struct buffer *out, struct error *err)
{
	const char *wish = language ? language : office->site.language;
	char before[I18N_CODE_SIZE];
	struct sheet sheet = { .office = office, .lang = form_lang_from_code(wish) };
	bool fine = read_file(&sheet, file, err);
	i18n_use(sheet.lang == FORM_KO ? "ko" : "en", before);
	if (fine && fill(&sheet, err)) {
		paper_write(&sheet.paper, format, out);
		office_note_reading(office, "customer_file", sheet.file.id);
	} else {
		fine = false;
	}
	i18n_use(before, NULL);
	form_answers_destroy(sheet.answers);
	paper_finish(&sheet.paper);
	return fine;
}
