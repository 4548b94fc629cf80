/* desk/dialog_state.h - the insides of a dialog. For dialog*.c only. */
#ifndef PRENOTA_DESK_DIALOG_STATE_H
#define PRENOTA_DESK_DIALOG_STATE_H

#include "desk/dialog.h"
#include "tui/edit.h"

enum { DIALOG_TEXT_MAX = 400 };

struct dialog_entry {
	struct form_field field; /* how it is read */
	const char *label;
	const char *hint;
	bool required;
	struct edit edit;    /* of a typed one */
	const char *code;    /* of a choice: the option chosen */
	struct buffer value; /* as read; empty while it is wrong */
	struct error wrong;  /* code ERROR_NONE when it is right */
	bool touched;        /* what is missing is not told before the field was left */
};

struct dialog {
	struct pane pane;
	const struct dialog_ops *ops;
	struct arena arena;
	const char *title;
	void *context;
	struct dialog_entry entries[DIALOG_FIELDS_MAX];
	int count;
	int focus;
	bool telling; /* the consequences stand there */
	struct dialog_page page;
	int top;              /* first row of the page that is seen */
	struct error refused; /* of the last try */
};

/* Reads what stands in the field; what is missing is an error, too. */
void dialog_read_entry(struct dialog *dialog, struct dialog_entry *entry);

/* The rows of the page at @cols, and how many of them are seen. */
int dialog_page_rows(const struct dialog *dialog, int cols);
int dialog_page_seen(const struct dialog *dialog);
int dialog_width(const struct dialog *dialog);

/* The field at @row of the screen, -1 none. */
int dialog_field_at(const struct dialog *dialog, int row);

void dialog_draw(const struct pane *pane, const struct canvas *canvas);

#endif
