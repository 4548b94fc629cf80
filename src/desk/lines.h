/* desk/lines.h - calls of the telephone exchange at this console: they ring by themselves, with the customer
 * whom the number names; taken up they are calls like others, their clocks moved by exchange and keys alike.
 */
#ifndef PRENOTA_DESK_LINES_H
#define PRENOTA_DESK_LINES_H

#include "desk/call.h"

/* Brings the open calls to what the exchange tells, when it told something since the last time: a new one
 * rings (in front when nothing else is), one that somebody else took or nobody answered goes, one that was
 * answered at the telephone itself is taken up. */
void lines_load(struct desk *desk);

/* The one that waits to be taken up behind the call in front, the first when there are several; NULL: none.
 */
const struct call *lines_waiting(const struct desk *desk);

/* Takes up what rings or was answered at the telephone; *@any false: nothing does. */
bool lines_take(struct desk *desk, bool *any, struct error *err);

/* Tells the exchange's call of @call what the operator's key did; nothing for a call without one. */
void lines_tell(struct desk *desk, const struct call *call, enum line_verb verb);

/* Whether @call is one of the exchange that nobody took up yet. */
bool lines_is_untaken(const struct call *call);

/* Number and name of who calls, as far as they are known: "010-0000-1234 홍길동". */
void lines_caller(const struct desk *desk, const struct call *call, struct buffer *out);

#endif
