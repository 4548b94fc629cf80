/* desk/checklist_state.h - the insides of the reception checklist. For checklist_*.c only. */
#ifndef PRENOTA_DESK_CHECKLIST_STATE_H
#define PRENOTA_DESK_CHECKLIST_STATE_H

#include "desk/checklist_dialog.h"
#include "form/answers.h"
#include "tui/edit.h"

enum {
	CHECKLIST_FIELDS_MAX = 128,
	CHECKLIST_FOOT = 5,
	CHECKLIST_TOLD_SIZE = 256,
	CHECKLIST_TITLE_SIZE = 160
};

struct checklist_pane {
	struct pane pane;
	char file[ID_SIZE];
	char title[CHECKLIST_TITLE_SIZE];
	struct form_answers *answers; /* owned */
	int revision;
	bool kept_once;                                        /* in this session */
	bool was_done;                                         /* when it was opened */
	const struct form_field *fields[CHECKLIST_FIELDS_MAX]; /* what this car is asked, in order */
	int count;
	int at;  /* the one that has the keys */
	int top; /* first row seen */
	int items, settled;
	struct edit edit; /* what is typed into a text, a number, a time */
	bool typed;
	char told[CHECKLIST_TOLD_SIZE]; /* what is wrong with it */
};

const struct form_field *checklist_field(const struct checklist_pane *list);

/* Whether it is typed rather than chosen. */
bool checklist_is_typed(const struct form_field *field);

/* Choices of a field: its options, yes and no, or the foremen of the site. */
size_t checklist_options(const struct checklist_pane *list, const struct form_field *field);
const char *checklist_option_code(const struct checklist_pane *list, const struct form_field *field,
				  size_t n);
const char *checklist_option_label(const struct checklist_pane *list, const struct form_field *field,
				   size_t n);

/* An answer changed: it is kept at once, and what is asked may be other items now. */
void checklist_changed(struct checklist_pane *list);
/* The item at @at gets the keys, with what stands in it. */
void checklist_open_field(struct checklist_pane *list, int at);

/* Takes @code of a choice and goes on to what is open; of several it is put or taken away. */
void checklist_choose(struct checklist_pane *list, const struct form_field *field, const char *code);
/* The option that a key means; NULL none. */
const char *checklist_key_means(const struct checklist_pane *list, const struct form_field *field,
				uint32_t key);
/* The option after or before the one that is chosen. */
void checklist_turn(struct checklist_pane *list, const struct form_field *field, int by);

/* Rows of the list at the width of the terminal; where item @index begins, of the count: how many there are.
 */
int checklist_rows(const struct checklist_pane *list);
int checklist_row_of(const struct checklist_pane *list, int index);
int checklist_height(const struct checklist_pane *list, int index);

void checklist_draw(const struct checklist_pane *list, const struct canvas *canvas);

#endif
