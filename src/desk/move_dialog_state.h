/* desk/move_dialog_state.h - the insides of the dialog that moves an appointment. For move_dialog*.c only. */
#ifndef PRENOTA_DESK_MOVE_DIALOG_STATE_H
#define PRENOTA_DESK_MOVE_DIALOG_STATE_H

#include "desk/move_dialog.h"
#include "office/book.h"
#include "tui/edit.h"

enum { MOVE_CHOSEN_SIZE = 96, MOVE_TYPED_MAX = 80 };

struct move_dialog {
	struct pane pane;
	char file[ID_SIZE];
	char *why; /* it must move; NULL */

	struct arena arena; /* owns what follows: the snapshot */
	struct customer_file now;
	struct office_slots slots;

	struct moment wish;            /* around which is looked, day 0: none; the customer's */
	char chosen[MOVE_CHOSEN_SIZE]; /* id of the proposal that is selected, "" the typed line */
	struct edit edit;
	struct buffer refused;   /* the sentences of the last try */
	bool wrong;              /* what was typed cannot be read */
	struct office_move last; /* the last try, for a grant; day 0: none */
	char last_advisor[MOVE_CHOSEN_SIZE];
	bool grantable; /* rules that somebody with authority can grant refused it */
};

/* Index of the proposal that is selected, -1: the typed line. */
int move_dialog_selected(const struct move_dialog *dialog);

void move_dialog_draw(const struct pane *pane, const struct canvas *canvas);

#endif
