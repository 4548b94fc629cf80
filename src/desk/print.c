#include "desk/print.h"

#include <stdio.h>
#include <string.h>

#include "base/child.h"
#include "base/i18n.h"
#include "desk/desk_state.h"
#include "desk/reader.h"
#include "office/sheet.h"

enum { WORDS_MAX = 32, PRINT_TIMEOUT_MS = 10000, KEY_SIZE = 128 };

/* --- without a printer: a page --- */

static void add_rows(struct reader_page *page, const char *text)
{
	for (const char *at = text; *at;) {
		size_t len = strcspn(at, "\n");
		reader_add(page, STYLE_NORMAL, 0, "%.*s", (int)len, at);
		at += len + (at[len] == '\n');
	}
}

static bool fill_sheet(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	struct buffer text = { 0 };
	bool fine = office_sheet(desk->office, key, desk->options.print_language, PAPER_SCREEN, &text, err);
	page->title = _("Reception sheet");
	if (fine)
		add_rows(page, buffer_text(&text));
	buffer_finish(&text);
	return fine;
}

/* @key: "2026-11-24 2026-11-24 kim.s", without the last for all. */
static bool fill_list(struct desk *desk, const char *key, struct reader_page *page, struct error *err)
{
	struct office_checked_list list = { 0 };
	struct buffer text = { 0 };
	char first_text[CIVIL_DATE_SIZE] = "", last_text[CIVIL_DATE_SIZE] = "", advisor[KEY_SIZE] = "";
	civil_day first = 0, last = 0;
	sscanf(key, "%15s %15s %127s", first_text, last_text, advisor);
	civil_parse_date(first_text, &first);
	civil_parse_date(last_text, &last);
	if (!office_check_files(desk->office, first, last, *advisor ? advisor : NULL, &page->arena, &list,
				err))
		return false;
	page->title = _("Receptions");
	office_list_sheet(desk->office, &list, first, last, desk->options.print_language, PAPER_SCREEN,
			  &text);
	add_rows(page, buffer_text(&text));
	buffer_finish(&text);
	return true;
}

static void show(struct desk *desk, const char *key, reader_fill *fill)
{
	reader_open(desk, key, fill);
	desk_say(desk, "%s",
		 _("No printer: print_command is missing in prenota.cfg. This is what it would print."));
}

/* --- to the printer --- */

static const char *first_line(struct buffer *text)
{
	if (text->len)
		text->text[strcspn(text->text, "\n")] = '\0';
	return buffer_text(text);
}

static bool run(struct desk *desk, const char *const *argv, const struct buffer *paper, struct error *err)
{
	struct buffer errors = { 0 };
	struct child child = { .argv = argv,
			       .input = buffer_text(paper),
			       .input_len = paper->len,
			       .errors = { .into = &errors },
			       .timeout_ms = PRINT_TIMEOUT_MS };
	int status = 0;
	bool fine = child_run(&child, &status, err);
	if (fine && (status == 126 || status == 127))
		fine = error_set(err, ERROR_SYSTEM,
				 _("%s cannot be run; look at print_command in prenota.cfg"), argv[0]);
	else if (fine && status != 0)
		fine = error_set(err, ERROR_SYSTEM, _("%s did not print (status %d): %.200s"), argv[0],
				 status, first_line(&errors));
	buffer_finish(&errors);
	return fine;
}

static bool send(struct desk *desk, const struct buffer *paper, const char *what, struct error *err)
{
	struct arena arena = { 0 };
	const char *const *argv;
	size_t count;
	bool fine = child_split(desk->options.print_command, WORDS_MAX, &arena, &argv, &count, err) &&
		    run(desk, argv, paper, err);
	if (fine)
		desk_say(desk, _("%s: given to %s."), what, argv[0]);
	arena_finish(&arena);
	return fine;
}

static enum paper_format format_of(const struct desk *desk)
{
	return desk->options.print_html ? PAPER_HTML : PAPER_TEXT;
}

bool print_sheet(struct desk *desk, const char *id, struct error *err)
{
	struct buffer paper = { 0 };
	if (!office_sheet(desk->office, id, desk->options.print_language, format_of(desk), &paper, err))
		return false;
	bool fine = true;
	if (desk->options.print_command)
		fine = send(desk, &paper, _("Reception sheet"), err);
	else
		show(desk, id, fill_sheet);
	buffer_finish(&paper);
	return fine;
}

bool print_list(struct desk *desk, const struct office_checked_list *list, civil_day first, civil_day last,
		const char *advisor, struct error *err)
{
	char key[KEY_SIZE], from[CIVIL_DATE_SIZE], to[CIVIL_DATE_SIZE];
	struct buffer paper = { 0 };
	if (!desk->options.print_command) {
		snprintf(key, sizeof key, "%s %s %s", civil_format_date(first, from),
			 civil_format_date(last, to), advisor ? advisor : "");
		show(desk, key, fill_list);
		return true;
	}
	office_list_sheet(desk->office, list, first, last, desk->options.print_language, format_of(desk),
			  &paper);
	bool fine = send(desk, &paper, _("Receptions"), err);
	buffer_finish(&paper);
	return fine;
}
