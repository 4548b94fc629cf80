/* What a message to a customer says. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "form/answers.h"
#include "office/messages_inner.h"

enum { NAME_BYTES = 512 };

static void value_add(struct fill_value values[MESSAGE_VALUES_MAX], size_t *count, const char *name,
		      const char *value)
{
	if (*count < MESSAGE_VALUES_MAX)
		values[(*count)++] = (struct fill_value){ name, value };
}

void messages_site_values(const struct office *office, const struct customer *customer, const char *language,
			  struct arena *arena, struct fill_value values[MESSAGE_VALUES_MAX], size_t *count)
{
	const struct dealer *dealer = &office->site.dealer;
	char name[NAME_BYTES];
	if (customer)
		value_add(values, count, "name",
			  arena_strdup(arena, customer_name(customer, name, sizeof name)));
	value_add(values, count, "dealer", explain_pick(&dealer->name, language));
	value_add(values, count, "number", dealer->telephone);
	value_add(values, count, "dealer_email", dealer->email);
}

/* "24 November" */
const char *messages_say_date(const struct office *office, civil_day day, const char *language,
			      struct arena *arena)
{
	int year, month, dom;
	civil_to_ymd(day, &year, &month, &dom);
	const struct fill_value values[] = {
		{ "day", arena_printf(arena, "%d", dom) },
		{ "month",
		  explain_phrase(office, arena_printf(arena, "month-%d", month), language, NULL, 0, arena) },
	};
	return explain_phrase(office, "date-spoken", language, values, 2, arena);
}

static const char *say_weekday(const struct office *office, civil_day day, const char *language,
			       struct arena *arena)
{
	return explain_phrase(office, arena_printf(arena, "weekday-%d", civil_weekday(day)), language, NULL,
			      0, arena);
}

static const char *say_day(const struct office *office, civil_day day, const char *language,
			   struct arena *arena)
{
	civil_day today = office_moment(office).day;
	if (day != today && day != today + 1)
		return say_weekday(office, day, language, arena);
	return explain_phrase(office, day == today ? "day-today" : "day-tomorrow", language, NULL, 0, arena);
}

static const char *say_mobility(const struct office *office, const struct appointment *appointment,
				const char *language, struct arena *arena)
{
	if (!appointment->mobility_answered)
		return NULL;
	const char *text = explain_phrase(
		office, arena_printf(arena, "mobility-%s", mobility_code(appointment->mobility)), language,
		NULL, 0, arena);
	bool named = appointment->unit_model && appointment->unit_model[0];
	return named ? arena_printf(arena, "%s (%s)", text, appointment->unit_model) : text;
}

static unsigned work_flags(const struct office *office, const char *codes, struct arena *arena)
{
	unsigned flags = 0;
	char *words = arena_strdup(arena, codes ? codes : "");
	for (char *rest, *code = strtok_r(words, " ", &rest); code; code = strtok_r(NULL, " ", &rest)) {
		int work = site_find_work(&office->site, code);
		flags |= work >= 0 ? office->site.work[work].flags : 0;
	}
	return flags;
}

/* The lines of the form "bring" whose conditions hold for the file (R44). */
static const char *say_bring(const struct office *office, const struct customer_file *file,
			     const char *language, struct arena *arena)
{
	const struct form_step *step = form_step_find(&office->forms, "BRING");
	if (!step)
		return NULL;
	struct form_answers *answers = form_answers_create(&office->forms);
	const struct appointment *appointment = &file->appointment;
	enum energy energy = file->has_vehicle ? file->vehicle.energy : ENERGY_UNKNOWN;
	unsigned flags = work_flags(office, appointment->work, arena);
	bool lent = appointment->mobility == MOBILITY_LOAN || appointment->mobility == MOBILITY_HIRE ||
		    appointment->mobility == MOBILITY_RENTAL;
	for (size_t i = 0; i < file->answer_count; i++)
		if (file->answers[i].value && !strchr(file->answers[i].value, '\n'))
			form_answers_set(answers, file->answers[i].field, file->answers[i].value);
	form_answers_set(answers, "energy",
			 energy == ENERGY_UNKNOWN ? "unknown"
			 : energy == ENERGY_MHEV  ? "mild-hybrid"
			 : energy == ENERGY_PHEV  ? "plug-in-hybrid"
						  : energy_code(energy));
	form_answers_set(answers, "wheels_off", flags & WORK_WHEELS_OFF ? "yes" : "no");
	form_answers_set(answers, "body_work", flags & WORK_BODY ? "yes" : "no");
	form_answers_set(answers, "car_lent", lent ? "yes" : "no");
	form_answers_set(answers, "mobility", mobility_code(appointment->mobility));
	const char *list = NULL;
	for (size_t i = 0; i < step->say_count; i++)
		if (form_say_visible(answers, &step->say[i])) {
			const char *item = step->say[i].text.in[form_lang_from_code(language)];
			list = list ? arena_printf(arena, "%s, %s", list, item) : item;
		}
	form_answers_destroy(answers);
	return list;
}

void messages_file_values(const struct office *office, const struct customer_file *file, const char *language,
			  struct arena *arena, struct fill_value values[MESSAGE_VALUES_MAX], size_t *count)
{
	const struct appointment *appointment = &file->appointment;
	char time[CIVIL_TIME_SIZE];
	int advisor = site_find_staff(&office->site, appointment->advisor);
	const char *name = explain_staff(&office->site, advisor, language);
	value_add(values, count, "day", say_day(office, appointment->day, language, arena));
	value_add(values, count, "weekday", say_weekday(office, appointment->day, language, arena));
	value_add(values, count, "date", messages_say_date(office, appointment->day, language, arena));
	value_add(values, count, "time", arena_strdup(arena, civil_format_time(appointment->start, time)));
	value_add(values, count, "advisor", name ? name : appointment->advisor_name);
	value_add(values, count, "mobility", say_mobility(office, appointment, language, arena));
	value_add(values, count, "bring", say_bring(office, file, language, arena));
	value_add(values, count, "parking", explain_pick(&office->site.dealer.parking, language));
	value_add(values, count, "handback",
		  office_say_moment(appointment->handback_day, appointment->handback_start, language, arena));
	value_add(values, count, "model", file->has_vehicle ? file->vehicle.model : NULL);
}

/* In Korea advertising begins with its mark; everywhere it ends with how to stop it, free of charge. */
static void add_advert(const struct office *office, const struct message_templates *templates,
		       enum form_lang lang, const struct fill_value *values, size_t count, bool begins,
		       struct buffer *text)
{
	bool korea = office->site.country && strcmp(office->site.country, "KR") == 0;
	struct buffer whole = { 0 };
	if (korea) {
		template_fill(templates->advert_mark.in[lang], values, count, &whole);
		buffer_add_char(&whole, ' ');
	}
	buffer_add(&whole, buffer_text(text));
	if (!begins) {
		buffer_add_char(&whole, '\n');
		template_fill(templates->advert_refusal.in[lang], values, count, &whole);
	}
	buffer_finish(text);
	*text = whole;
}

bool messages_render(const struct office *office, const struct message *message,
		     const struct fill_value *values, size_t count, struct arena *arena, const char **subject,
		     const char **text, struct error *err)
{
	const struct message_templates *templates = office->phrases ? &office->phrases->templates : NULL;
	const struct message_template *template =
		templates ? template_find(templates, message->template) : NULL;
	if (!template)
		return error_set(err, ERROR_CONFIG, _("messages.cfg has no message '%s'"), message->template);
	enum form_lang lang = form_lang_from_code(message->language);
	bool mail = message->means == CONTACT_EMAIL;
	struct buffer body = { 0 }, head = { 0 };
	template_fill(mail ? template->email.in[lang] : template->sms.in[lang], values, count, &body);
	template_fill(template->subject.in[lang], values, count, &head);
	if (template->advert) {
		add_advert(office, templates, lang, values, count, false, &body);
		add_advert(office, templates, lang, values, count, true, &head);
	}
	*text = arena_strdup(arena, buffer_text(&body));
	*subject = mail ? arena_strdup(arena, buffer_text(&head)) : NULL;
	buffer_finish(&body);
	buffer_finish(&head);
	return true;
}
