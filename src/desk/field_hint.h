/* desk/field_hint.h - what the field with the keys takes, in a few words beside the keys. */
#ifndef PRENOTA_DESK_FIELD_HINT_H
#define PRENOTA_DESK_FIELD_HINT_H

#include "base/buffer.h"
#include "desk/call.h"

/* Appends how @call's focused field is answered ("1-3 choose", "24, tue, +3", "12 of 17"), translated;
 * nothing when no field has the keys or a text of any kind may be typed. */
void field_hint(const struct call *call, struct buffer *out);

/* Whether the options chosen in @field stand in an order: several of them show the number of their turn, and
 * none shows the digit that chooses it. */
bool field_is_ordered(const struct call *call, const struct form_field *field);

#endif
