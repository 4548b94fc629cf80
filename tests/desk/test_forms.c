/* The forms on the console: every sentence of every branch stands whole on the smallest screen in both
 * languages; edited forms are read while a call is open, and a mistake in them stops nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "desk/call_values.h"
#include "desk/desk_forms.h"
#include "desk/desk_state.h"
#include "form/known.h"
#include "office/setup.h"

static const char *const folgore = "ZN6PMDE26R7000110";

struct fixture {
	char dir[64];
	char database[128];
	char forms[128];
	struct office office;
	struct term *term;
	struct desk *desk;
	struct call *call;
};

static int64_t still(void *context)
{
	return 1000000;
}

static const char *const files[] = { "phone_script.cfg", "prediag.cfg", "persona.cfg", "mobility.cfg",
				     "reception.cfg",    "phrases.cfg", "bring.cfg",
				     "messages.cfg" };

static void copy_file(const char *from, const char *to)
{
	FILE *in = fopen(from, "r"), *out = fopen(to, "w");
	char block[4096];
	size_t got;
	assert_non_null(in);
	assert_non_null(out);
	while ((got = fread(block, 1, sizeof block, in)) > 0)
		fwrite(block, 1, got, out);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

static void each_form(const struct fixture *f, void (*act)(const char *own, const char *shipped))
{
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		char own[256], shipped[512];
		snprintf(own, sizeof own, "%s/%s", f->forms, files[i]);
		snprintf(shipped, sizeof shipped, "%s/%s", getenv("FORMS_DIR"), files[i]);
		act(own, shipped);
	}
}

static void bring(const char *own, const char *shipped)
{
	copy_file(shipped, own);
}

static void take_away(const char *own, const char *shipped)
{
	unlink(own);
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	struct error err = { 0 };
	i18n_start("en", "/nowhere");
	snprintf(f->dir, sizeof f->dir, "/tmp/prenota-forms-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->forms, sizeof f->forms, "%s.forms", f->dir);
	snprintf(f->database, sizeof f->database, "%s/prenota.db", f->dir);
	assert_int_equal(mkdir(f->forms, 0700), 0);
	each_form(f, bring);
	if (!office_prepare_demo(f->dir, getenv("SAMPLE_DIR"), f->forms, NULL, &err))
		fail_msg("%s", err.text);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	static const char *const names[] = { "prenota.cfg",    "prenota.db",      "prenota.db-wal",
					     "prenota.db-shm", "prenota.db-bell", "prenota.db-lock" };
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char path[160];
		snprintf(path, sizeof path, "%s/%s", f->dir, names[i]);
		unlink(path);
	}
	each_form(f, take_away);
	assert_int_equal(rmdir(f->forms), 0);
	assert_int_equal(rmdir(f->dir), 0);
	free(f);
	return 0;
}

static int open_desk(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct office_options office = { .database = f->database,
					 .as = "kim.m",
					 .has_now = true,
					 .now = "2026-11-23T10:00",
					 .forms_dir = f->forms };
	struct term_options term = { .rows = 24, .cols = 80 };
	struct desk_options desk = { .clock = still };
	if (!office_open(&f->office, &office, &err))
		fail_msg("%s", err.text);
	f->term = term_create_offscreen(&term, &err);
	assert_non_null(f->term);
	f->desk = desk_create(&f->office, f->term, &desk, &err);
	assert_non_null(f->desk);
	while (f->desk->modal_count)
		desk_close(f->desk); /* the drafts of the test before */
	f->call = calls_ring(f->desk, &err);
	assert_non_null(f->call);
	assert_true(call_answer(f->desk, f->call, &err));
	return 0;
}

static int close_desk(void **state)
{
	struct fixture *f = *state;
	desk_destroy(f->desk);
	term_destroy(f->term);
	office_close(&f->office);
	each_form(f, bring);
	return 0;
}

/* --- every sentence whole --- */

/* Without blanks: words may be wrapped anywhere, but none may be missing. */
static char *squeezed(const char *text)
{
	char *out = malloc(strlen(text) + 1), *to = out;
	assert_non_null(out);
	for (const char *from = text; *from; from++)
		if (*from != ' ' && *from != '\n')
			*to++ = *from;
	*to = '\0';
	return out;
}

/* The middle pane of the wide screen, or all of the small one. */
static void step_pane(struct fixture *f, bool wide, struct buffer *out)
{
	struct buffer screen = { 0 };
	term_screen(f->term, &screen);
	for (char *row = strtok(screen.text, "\n"); row; row = strtok(NULL, "\n")) {
		static const char *const crossings[] = { "├", "┤", "┌", "└" };
		for (size_t i = 0; i < sizeof crossings / sizeof crossings[0]; i++)
			for (char *at = row; (at = strstr(at, crossings[i]));)
				memcpy(at, "│", strlen("│"));
		const char *from = row;
		size_t len = strlen(row);
		if (wide) {
			const char *left = strstr(row + 3, "│"), *right = left ? strstr(left + 3, "│") : NULL;
			from = left ? left + strlen("│") : row;
			len = right ? (size_t)(right - from) : strlen(from);
		}
		buffer_add_bytes(out, from, len);
	}
	buffer_finish(&screen);
}

static void satisfy(struct fixture *f, const struct form_conditions *conditions, bool first)
{
	const struct form_set *set = &f->office.forms;
	for (size_t i = 0; i < conditions->count; i++) {
		const struct form_condition *condition = &conditions->items[i];
		bool fact = condition->field >= set->field_count;
		if (condition->negated)
			continue;
		const char *value = condition->values[first ? 0 : condition->value_count - 1];
		if (fact) {
			form_answers_set(f->call->answers, form_facts[condition->field - set->field_count].id,
					 value);
			continue;
		}
		const struct form_field *field = &set->fields[condition->field];
		satisfy(f, &field->step->when, first);
		satisfy(f, &field->when, first);
		form_answers_set(f->call->answers, field->id, value);
	}
}

static void look_at(struct fixture *f, const struct form_step *step, bool wide, enum form_lang lang)
{
	struct buffer said = { 0 }, pane = { 0 };
	struct call *call = f->call;
	form_answers_set(call->answers, "language", lang == FORM_KO ? "ko" : "en");
	f->desk->lang = lang;
	call->step = step;
	call->field = NULL;
	call_focus_next(f->desk, call);
	call_say(f->desk, call, &said);
	f->desk->view->stale = true;
	desk_frame(f->desk);
	step_pane(f, wide, &pane);
	char *screen = squeezed(buffer_text(&pane));
	for (char *line = strtok(said.len ? said.text : NULL, "\n"); said.len && line;
	     line = strtok(NULL, "\n")) {
		char *want = squeezed(line);
		if (!strstr(screen, want)) {
			struct buffer whole = { 0 };
			term_screen(f->term, &whole);
			fputs(buffer_text(&whole), stderr);
			fail_msg("%s in %s, %s: not whole on the screen: %s", step->id,
				 lang == FORM_KO ? "Korean" : "English", wide ? "120x36" : "80x24", line);
		}
		free(want);
	}
	free(screen);
	buffer_finish(&said);
	buffer_finish(&pane);
}

/* Every line of every step under its own conditions, with the longest usual company around it: the customer's
 * words, a known customer and car. */
static void every_branch(struct fixture *f, bool wide)
{
	const struct form_set *set = &f->office.forms;
	struct arena arena = { 0 };
	struct vehicle vehicle;
	struct error err = { 0 };
	call_set(f->desk, f->call, "request_verbatim",
		 "주행 중에 앞쪽에서 끼익 소리가 나고 브레이크를 밟을 때 핸들이 떨립니다. 지난주부터 "
		 "그렇습니다.");
	assert_true(store_get_vehicle_by_vin(f->office.store, folgore, &arena, &vehicle, &err));
	assert_true(call_take_vehicle(f->desk, f->call, vehicle.id, &err));
	assert_true(call_take_customer(f->desk, f->call, vehicle.owner_id, &err));
	call_set(f->desk, f->call, "work_kind", "maintenance");
	call_set(f->desk, f->call, "mileage", "18500");
	call_refresh_live(f->desk, f->call);
	struct buffer base = { 0 };
	form_answers_save(f->call->answers, &base);
	for (size_t s = 0; s < set->step_count; s++)
		for (size_t line = 0; line == 0 || line < set->steps[s].say_count; line++)
			for (int lang = 0; lang < FORM_LANGS; lang++) {
				const struct form_step *step = &set->steps[s];
				if (strcmp(step->form->id, "bring") == 0 ||
				    strcmp(step->form->id, "prediag") == 0)
					continue;
				form_answers_destroy(f->call->answers);
				f->call->answers = form_answers_create(set);
				form_answers_load(f->call->answers, buffer_text(&base), base.len);
				call_facts(f->desk, f->call);
				satisfy(f, &step->when, true);
				if (step->say_count)
					satisfy(f, &step->say[line].when, lang == FORM_EN);
				look_at(f, step, wide, (enum form_lang)lang);
			}
	buffer_finish(&base);
	arena_finish(&arena);
}

static void test_every_sentence_is_whole_at_80_columns(void **state)
{
	every_branch(*state, false);
}

static void test_every_sentence_is_whole_at_120_columns(void **state)
{
	struct fixture *f = *state;
	term_set_size(f->term, 36, 120);
	every_branch(f, true);
}

/* --- every placeholder is filled by somebody --- */

static void add_names(const char *text, struct buffer *names)
{
	for (const char *at = text ? strchr(text, '{') : NULL; at; at = strchr(at + 1, '{')) {
		size_t len = strcspn(at + 1, ":}");
		if (at[1] == '{') {
			at++;
			continue;
		}
		buffer_printf(names, "%.*s\n", (int)len, at + 1);
	}
}

/* Of digital requests and reminders, whose calls begin in other views. */
static bool comes_from_elsewhere(const char *name)
{
	static const char *const names[] = { "received_at", "due_at", "due_date", "due_km", "due_service" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void test_every_placeholder_of_the_script_is_known_to_the_call(void **state)
{
	struct fixture *f = *state;
	const struct form_set *set = &f->office.forms;
	struct buffer names = { 0 };
	for (size_t i = 0; i < set->step_count; i++) {
		add_names(set->steps[i].notes.in[FORM_EN], &names);
		for (size_t j = 0; j < set->steps[i].say_count; j++)
			add_names(set->steps[i].say[j].text.in[FORM_EN], &names);
	}
	for (char *name = strtok(names.text, "\n"); name; name = strtok(NULL, "\n"))
		if (!form_field_find(set, name) && !values_known(name) && !comes_from_elsewhere(name))
			fail_msg("nobody fills {%s}", name);
	buffer_finish(&names);
}

/* --- edited while the console runs --- */

static void edit(struct fixture *f, const char *file, const char *from, const char *to)
{
	char path[256];
	struct buffer text = { 0 };
	char block[4096];
	size_t got;
	snprintf(path, sizeof path, "%s/%s", f->forms, file);
	FILE *in = fopen(path, "r");
	assert_non_null(in);
	while ((got = fread(block, 1, sizeof block, in)) > 0)
		buffer_add_bytes(&text, block, got);
	fclose(in);
	char *at = strstr(buffer_text(&text), from);
	assert_non_null(at);
	FILE *out = fopen(path, "w");
	assert_non_null(out);
	fprintf(out, "%.*s%s%s", (int)(at - text.text), text.text, to, at + strlen(from));
	assert_int_equal(fclose(out), 0);
	buffer_finish(&text);
}

static void test_edited_forms_are_read_with_the_call_open(void **state)
{
	struct fixture *f = *state;
	struct buffer said = { 0 };
	call_set(f->desk, f->call, "request_verbatim", "끼익 소리");
	call_go(f->desk, f->call, form_step_find(&f->office.forms, "P11"));
	call_set(f->desk, f->call, "work_kind", "maintenance");
	edit(f, "phone_script.cfg", "en = \"Kind of work\"", "en = \"What is to be done\"");
	desk_look_at_forms(f->desk);
	assert_string_equal(f->call->step->id, "P11");
	assert_string_equal(f->call->step->title.in[FORM_EN], "What is to be done");
	assert_string_equal(form_answers_get(f->call->answers, "request_verbatim"), "끼익 소리");
	assert_true(form_answers_has(f->call->answers, "work_kind", "maintenance"));
	assert_true(form_answers_is_sealed(f->call->answers, "request_verbatim"));
	call_say(f->desk, f->call, &said);
	assert_non_null(strstr(buffer_text(&said), "끼익 소리"));
	buffer_finish(&said);
	desk_frame(f->desk);
}

static void test_a_mistake_in_edited_forms_stops_nothing(void **state)
{
	struct fixture *f = *state;
	const struct form_step *step = form_step_find(&f->office.forms, "P11");
	call_go(f->desk, f->call, step);
	edit(f, "phone_script.cfg", "type = \"yes-no\"", "type = \"yesno\"");
	desk_look_at_forms(f->desk);
	assert_ptr_equal(f->call->step, step);
	assert_non_null(strstr(f->desk->message, "the forms stay as they were"));
	assert_non_null(strstr(f->desk->message, "yesno"));
	f->desk->message[0] = '\0';
	desk_look_at_forms(f->desk); /* told once */
	assert_string_equal(f->desk->message, "");
	desk_key(f->desk, (struct key){ .code = '1' });
	assert_true(form_answers_has(f->call->answers, "work_kind", "maintenance"));
	edit(f, "phone_script.cfg", "type = \"yesno\"", "type = \"yes-no\"");
	desk_look_at_forms(f->desk);
	assert_string_equal(f->desk->message, "The forms were read again.");
}

#define ON_A_DESK(test) cmocka_unit_test_setup_teardown(test, open_desk, close_desk)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_DESK(test_every_sentence_is_whole_at_80_columns),
		ON_A_DESK(test_every_sentence_is_whole_at_120_columns),
		ON_A_DESK(test_every_placeholder_of_the_script_is_known_to_the_call),
		ON_A_DESK(test_edited_forms_are_read_with_the_call_open),
		ON_A_DESK(test_a_mistake_in_edited_forms_stops_nothing),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
