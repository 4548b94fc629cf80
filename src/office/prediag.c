#include "office/prediag.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "form/family.h"
#include "model/label.h"
#include "model/rules.h"
#include "office/inner.h"
#include "store/file_store.h"
#include "store/task.h"

/* --- from a file --- */

static void put_lines(struct form_answers *answers, const struct file_answer *row)
{
	enum { VALUES_MAX = 64 };
	const char *values[VALUES_MAX];
	size_t count = 0;
	struct arena arena = { 0 };
	if (!row->value || strcmp(row->value, FORM_NOT_ASKED) == 0)
		return;
	for (const char *at = row->value; *at && count < VALUES_MAX;) {
		size_t len = strcspn(at, "\n");
		values[count++] = arena_strndup(&arena, at, len);
		at += len + (at[len] == '\n');
	}
	/* A text of several lines is one value. */
	const struct form_field *field = form_field_find(form_answers_set_of(answers), row->field);
	if (field && field->type == FORM_SEVERAL)
		form_answers_set_values(answers, row->field, values, count);
	else
		form_answers_set(answers, row->field, row->value);
	arena_finish(&arena);
}

struct form_answers *office_prediag_answers(const struct office *office, const struct customer_file *file)
{
	struct form_answers *answers = form_answers_create(&office->forms);
	enum energy energy = file->has_vehicle ? file->vehicle.energy : ENERGY_UNKNOWN;
	for (size_t i = 0; i < file->answer_count; i++)
		put_lines(answers, &file->answers[i]);
	form_answers_set(answers, "channel", channel_code(file->channel));
	form_answers_set(answers, "known", file->has_customer ? "yes" : "no");
	form_answers_set(answers, "mc20", file->has_vehicle && file->vehicle.mc20 ? "yes" : "no");
	form_answers_set(answers, "energy", energy == ENERGY_UNKNOWN ? "unknown" : energy_code(energy));
	form_answers_set(answers, "danger_word",
			 form_names_danger(&office->forms, file->request) ? "yes" : "no");
	return answers;
}

static const char *text_of(struct buffer *text, struct arena *arena)
{
	const char *kept = arena_strdup(arena, buffer_text(text));
	buffer_finish(text);
	return kept;
}

static const char *level_text(const struct office *office, enum form_flag_level level, enum form_lang lang,
			      struct arena *arena)
{
	struct buffer text = { 0 };
	if (level == FORM_FLAG_NONE)
		return NULL;
	const char *id = arena_printf(arena, "prediag-level-%s", form_flag_code(level));
	phrase_format(office->phrases, id, lang, NULL, 0, &text);
	return text_of(&text, arena);
}

/* Of a hurried caller: what would be asked with time for all. */
static int open_when_asked(const struct form_answers *answers, const struct form_prediag *look)
{
	struct form_prediag whole;
	struct buffer text = { 0 };
	if (!look->hurried)
		return look->open;
	struct form_answers *copy = form_answers_create(form_answers_set_of(answers));
	form_answers_save(answers, &text);
	form_answers_load(copy, buffer_text(&text), text.len);
	form_answers_set(copy, "prediag_done", "full");
	form_prediag_look(copy, &whole);
	form_answers_destroy(copy);
	buffer_finish(&text);
	return whole.open;
}

void office_prediag_of(const struct office *office, const struct customer_file *file, const char *language,
		       struct arena *arena, struct office_prediag *prediag)
{
	enum form_lang lang = form_lang_from_code(language);
	struct form_prediag look;
	*prediag = (struct office_prediag){ .summary = "" };
	if (!office->phrases || file->answer_count == 0)
		return;
	struct form_answers *answers = office_prediag_answers(office, file);
	form_prediag_look(answers, &look);
	look.open = open_when_asked(answers, &look);
	if (look.begun) {
		struct buffer summary = { 0 };
		form_prediag_summary(answers, lang, office->phrases, &summary);
		*prediag = (struct office_prediag){
			.any = true,
			.done = form_prediag_is_asked(&look),
			.hurried = look.hurried,
			.people = look.people,
			.level = look.level,
			.level_text = level_text(office, look.level, lang, arena),
			.family_count = look.family_count,
			.minutes = look.minutes,
			.attends = look.attends,
			.open = look.open,
			.summary = text_of(&summary, arena),
		};
		for (int i = 0; i < look.family_count; i++) {
			prediag->families[i] = look.families[i]->title.in[lang];
			prediag->family_codes[i] = look.families[i]->id;
		}
	}
	form_answers_destroy(answers);
}

/* --- asked later --- */

/* The phone script's rows as they are, but for what the pre-diagnosis says of itself. */
static bool keep_script(struct office *office, const struct customer_file *file,
			const struct form_answers *answers, struct arena *arena, struct error *err)
{
	static const char *const own[] = { "prediag_safe", "prediag_done", "prediag_summary", "location",
					   "recovery_ordered" };
	enum { OWN = sizeof own / sizeof own[0] };
	struct file_answer *rows = arena_alloc(arena, (file->answer_count + OWN) * sizeof *rows);
	const char *form = office->forms.forms[0].id;
	size_t count = 0;
	for (size_t i = 0; i < file->answer_count; i++) {
		bool mine = false;
		for (int j = 0; j < OWN; j++)
			mine |= strcmp(file->answers[i].field, own[j]) == 0;
		if (!mine && strcmp(file->answers[i].form, form) == 0)
			rows[count++] = file->answers[i];
	}
	for (int j = 0; j < OWN; j++) {
		const char *value = form_answers_get(answers, own[j]);
		if (value)
			rows[count++] = (struct file_answer){ form, own[j], value };
	}
	return store_put_answers(office->store, file->id, form, rows, count, err);
}

/* The file's open points without this one. */
static bool close_point(struct office *office, const struct customer_file *file, struct arena *arena,
			struct error *err)
{
	const char *rest = "";
	for (const char *at = file->missing ? file->missing : ""; *at;) {
		size_t len = strcspn(at, " ");
		if (len && strncmp(at, OFFICE_TASK_PREDIAG, len) != 0)
			rest = arena_printf(arena, "%s%s%.*s", rest, *rest ? " " : "", (int)len, at);
		at += len + (at[len] == ' ');
	}
	struct file_update update = { .missing = rest, .mileage = -1 };
	return store_update_file(office->store, file->id, &update, err);
}

/* The call-back about it, and the task that named nothing else. */
static bool close_tasks(struct office *office, const struct customer_file *file, struct arena *arena,
			struct error *err)
{
	struct task_list tasks = { 0 };
	if (!store_open_tasks(office->store, 0, file->id, arena, &tasks, err))
		return false;
	for (size_t i = 0; i < tasks.count; i++) {
		const struct task *task = &tasks.items[i];
		bool about = task->text && strcmp(task->text, OFFICE_TASK_PREDIAG) == 0;
		if (about && !store_close_task(office->store, task->id, "done", NULL, err))
			return false;
	}
	return true;
}

bool prediag_danger_task(struct office *office, const struct form_answers *answers, const struct task *about,
			 struct error *err)
{
	char id[ID_SIZE];
	struct form_prediag look;
	form_prediag_look(answers, &look);
	if (look.level != FORM_FLAG_STOP)
		return true;
	struct task task = *about;
	task.kind = "danger";
	task.roles = ROLE_ADVISOR;
	task.due = office_now(office);
	task.text = form_flag_code(look.level);
	return store_add_task(office->store, &task, id, err);
}

/* --- what was booked, against what the answers ask for --- */

static int diagnosis_booked(const struct site *site, const char *codes)
{
	char code[LABEL_CODE_SIZE];
	int minutes = 0;
	for (const char *at = codes ? codes : ""; *at; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		snprintf(code, sizeof code, "%.*s", (int)(len < sizeof code ? len : sizeof code - 1), at);
		int work = site_find_work(site, code);
		at += len;
		if (work < 0 || !(site->work[work].flags & WORK_DIAGNOSIS))
			continue;
		for (int part = 0; part < site->work[work].part_count; part++)
			minutes += site->work[work].parts[part].minutes;
	}
	return minutes;
}

static int diagnosis_longest(const struct site *site)
{
	int longest = 0;
	for (int i = 0; i < site->work_count; i++) {
		int minutes = diagnosis_booked(site, site->work[i].code);
		longest = minutes > longest ? minutes : longest;
	}
	return longest;
}

const char *office_prediag_wants(const struct office *office, const struct customer_file *file,
				 const struct form_answers *answers, struct arena *arena)
{
	const struct appointment *appointment = &file->appointment;
	struct form_prediag look;
	form_prediag_look(answers, &look);
	if (!file->has_appointment ||
	    (appointment->state != APPOINTMENT_BOOKED && appointment->state != APPOINTMENT_LATE))
		return "";
	int most = diagnosis_longest(&office->site);
	int wanted = look.minutes < most ? look.minutes : most;
	bool longer = wanted > diagnosis_booked(&office->site, appointment->work);
	bool foreman = (look.attends & FORM_ATTENDS_FOREMAN) && !appointment->foreman;
	bool technician =
		(look.attends & (FORM_ATTENDS_TECHNICIAN | FORM_ATTENDS_EV)) && !appointment->technician;
	return arena_printf(arena, "%s%s%s", longer ? "longer-diagnosis " : "",
			    foreman ? "attend-foreman " : "", technician ? "attend-technician " : "");
}

/* Closes those that say anything else than @wanted. */
static bool close_work_tasks(struct office *office, const char *file, const char *wanted, bool *there,
			     struct arena *arena, struct error *err)
{
	struct task_list tasks = { 0 };
	*there = false;
	if (!store_open_tasks(office->store, 0, file, arena, &tasks, err))
		return false;
	for (size_t i = 0; i < tasks.count; i++) {
		if (strcmp(tasks.items[i].kind, "work") != 0)
			continue;
		bool same = tasks.items[i].text && strcmp(tasks.items[i].text, wanted) == 0;
		*there |= same;
		if (!same && !store_close_task(office->store, tasks.items[i].id, "done", NULL, err))
			return false;
	}
	return true;
}

bool prediag_work_changed(struct office *office, const char *file, struct arena *arena, struct error *err)
{
	bool there;
	return close_work_tasks(office, file, "", &there, arena, err);
}

/* One task as long as the work does not fit, none when it does. */
static bool work_task(struct office *office, const struct customer_file *file,
		      const struct form_answers *answers, const struct task *about, struct arena *arena,
		      struct error *err)
{
	struct task task = *about;
	const char *wanted = office_prediag_wants(office, file, answers, arena);
	bool there;
	if (!close_work_tasks(office, file->id, wanted, &there, arena, err))
		return false;
	if (there || !*wanted)
		return true;
	task.kind = "work";
	task.roles = ROLE_OPERATOR | ROLE_ADVISOR;
	if (!civil_to_instant(file->appointment.day, file->appointment.start, &task.due))
		task.due = 0;
	task.text = wanted;
	return store_add_task(office->store, &task, NULL, err);
}

static bool keep_rows(struct office *office, const char *id, const struct form_answers *answers,
		      struct arena *arena, struct error *err)
{
	struct customer_file file;
	struct form_prediag before, look;
	if (!store_get_file(office->store, id, arena, &file, err))
		return false;
	struct form_answers *old = office_prediag_answers(office, &file);
	form_prediag_look(old, &before);
	form_answers_destroy(old);
	form_prediag_look(answers, &look);
	struct task about = { .file_id = file.id,
			      .customer_id = file.has_customer ? file.customer.id : NULL,
			      .vehicle_id = file.has_vehicle ? file.vehicle.id : NULL };
	bool news =
		look.level != before.level || form_prediag_is_asked(&before) != form_prediag_is_asked(&look);
	bool fine = keep_form(office, file.id, FORM_PREDIAG, answers, arena, err) &&
		    keep_script(office, &file, answers, arena, err) &&
		    (!news ||
		     store_add_history(office->store, file.id, "prediag", form_flag_code(look.level), err));
	if (fine && look.level > before.level)
		fine = prediag_danger_task(office, answers, &about, err);
	fine = fine && work_task(office, &file, answers, &about, arena, err);
	if (fine && form_prediag_is_asked(&look))
		fine = close_point(office, &file, arena, err) && close_tasks(office, &file, arena, err);
	return fine;
}

bool office_prediag_keep(struct office *office, const char *file, const struct form_answers *answers,
			 struct error *err)
{
	struct arena arena = { 0 };
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	bool fine = office_end(office, keep_rows(office, file, answers, &arena, err), err);
	arena_finish(&arena);
	return fine;
}
