/* office/line_take.h - a call of the exchange taken up, within somebody else's transaction. */
#ifndef PRENOTA_OFFICE_LINE_TAKE_H
#define PRENOTA_OFFICE_LINE_TAKE_H

#include "office/office.h"
#include "store/contact.h"

/* Puts into @contact when it rang and was answered, as the exchange told it. ERROR_CONFLICT with the name when
 * somebody has taken the call, or it is over. */
bool line_may_take(struct office *office, const char *id, struct contact *contact, struct error *err);

/* The actor takes it up; its holds so far go to @contact. */
bool line_take(struct office *office, const char *id, const char *contact, struct error *err);

#endif
