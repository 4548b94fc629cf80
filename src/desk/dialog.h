/* desk/dialog.h - a few fields over the view, then what they would do, then it is done.
 *
 * Up and Down, Tab and Shift+Tab walk the fields; a date takes `24`, `tue`, `+3`, a time `9`, `930`, `09:30`,
 * a choice its arrows, first letter or digit. What is wrong is told beside the field at once. Enter goes to
 * the first field that is wrong, else to the consequences when there are any to be told, else does it. In
 * the consequences Enter does it and Esc goes back to the fields; Esc there leaves. A refusal stays in the
 * dialog with what was typed. */
#ifndef PRENOTA_DESK_DIALOG_H
#define PRENOTA_DESK_DIALOG_H

#include "desk/pane.h"
#include "form/form.h"

enum { DIALOG_FIELDS_MAX = 8 };

struct dialog_option {
	const char *code;
	const char *text;
};

struct dialog_field {
	enum form_type type; /* FORM_TEXT, FORM_DATE, FORM_TIME, FORM_NUMBER or FORM_CHOICE */
	const char *label;
	const char *hint;  /* what can be typed; shown while it has the keys; NULL: by its type */
	const char *value; /* to begin with: text, or the code of an option */
	bool required;
	int min, max; /* of a number */
	const struct dialog_option *options;
	size_t option_count;
};

/* A line of the consequences. */
struct dialog_line {
	enum style style;
	int indent;
	size_t number; /* of a list, before the text within the indent; 0: none */
	const char *text;
};

struct dialog_page {
	struct arena arena;
	struct dialog_line *lines;
	size_t count;
	size_t capacity;
};

void dialog_tell(struct dialog_page *page, enum style style, int indent, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* The line told last is the one of that number in a list: it stands before the text. */
void dialog_number_line(struct dialog_page *page, size_t number);

struct dialog;

struct dialog_ops {
	const char *help; /* N_(): for F1; NULL: how fields work */
	const char *verb; /* N_(): what stands under the consequences; NULL: "Enter saves it …" */
	/* Tells what would happen; NULL: it is done at once. False with @err: refused, back to the fields. */
	bool (*preview)(struct dialog *dialog, struct dialog_page *page, struct error *err);
	/* Does it; on success the dialog is closed by this function, as its last look at it. */
	bool (*done)(struct dialog *dialog, struct error *err);
};

extern const struct pane_ops dialog_ops;

/* Opens it; @title (translated), @fields and their texts are copied. @context (NULL is fine) is copied, too,
 * and handed out by dialog_context(). @ops is static. */
void dialog_open(struct desk *desk, const char *title, const struct dialog_ops *ops,
		 const struct dialog_field *fields, size_t count, const void *context, size_t context_size);

struct desk *dialog_desk(const struct dialog *dialog);
const void *dialog_context(const struct dialog *dialog);
/* Lives as long as the dialog. */
struct arena *dialog_arena(struct dialog *dialog);

/* Values, read: valid once all fields are right (in preview and done). */
const char *dialog_text(const struct dialog *dialog, int field); /* text, or the code of the option */
civil_day dialog_day(const struct dialog *dialog, int field);    /* 0: empty */
int dialog_minute(const struct dialog *dialog, int field);       /* -1: empty */
int dialog_number(const struct dialog *dialog, int field);       /* 0: empty */

#endif
