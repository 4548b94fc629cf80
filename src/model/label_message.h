/* model/label_message.h - words of messages to customers in the operator's language. */
#ifndef PRENOTA_MODEL_LABEL_MESSAGE_H
#define PRENOTA_MODEL_LABEL_MESSAGE_H

#include "model/message.h"

const char *label_message_state(enum message_state state);
/* The same by its code; an unknown one is itself. */
const char *label_message_code(const char *code);

/* What it is about ("confirmation" …), by its template; an unknown one is itself. */
const char *label_message_template(const char *template);

/* Why it was dropped or failed, as a message's result or an attempt's detail; an unknown one is itself, ""
 * for NULL. */
const char *label_message_result(const char *code);

/* What an attempt came to. */
const char *label_message_attempt(const char *code);

#endif
