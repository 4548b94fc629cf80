/* desk/absence_words.h - a change of the day in words, and who has a lent car. */
#ifndef PRENOTA_DESK_ABSENCE_WORDS_H
#define PRENOTA_DESK_ABSENCE_WORDS_H

#include "desk/pane.h"
#include "store/plan_store.h"

/* "김서연 Mon 23 Nov 10:00 to 18:00: ill". */
void absence_words(const struct desk *desk, const struct absence *absence, struct buffer *out);

#endif
