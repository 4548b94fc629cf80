/* desk/to_move_tell.h - appointments that cannot stay, as the screens tell them: what it is, why, and what
 * would be enough. */
#ifndef PRENOTA_DESK_TO_MOVE_TELL_H
#define PRENOTA_DESK_TO_MOVE_TELL_H

#include "desk/dialog.h"
#include "office/day.h"

/* "Tue 24 Nov 09:30 Kim S.  홍길동 123가4567 Grecale  RET LOAN". */
void to_move_what(const struct site *site, const struct office_to_move *item, struct buffer *out);

/* The sentences of the rules; then "another hand-back is enough", "L2 Grecale is free instead". */
void to_move_why(const struct office_to_move *item, struct buffer *out);

/* All that a change of the day does, line by line. */
void to_move_consequences_tell(struct desk *desk, const struct office_consequences *found,
			       struct dialog_page *page);

#endif
