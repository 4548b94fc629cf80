/* model/label_reminder.h - words of service reminders and of the contact register in the operator's language;
 * an unknown code is itself. */
#ifndef PRENOTA_MODEL_LABEL_REMINDER_H
#define PRENOTA_MODEL_LABEL_REMINDER_H

/* "late", "no-consent" …, as office_reminder_state() tells them. */
const char *label_reminder_state(const char *code);
/* "date", "mileage", "both" */
const char *label_due_reason(const char *code);
/* "phone", "sms", "email", "no" */
const char *label_means_code(const char *code);
/* What came of an attempt: "unreached" …, or how far a message is: "sent" … */
const char *label_attempt(const char *code);

/* The contact register: "in", "out"; phone … outbound sms email; what it was about; how it ended. */
const char *label_direction(const char *code);
const char *label_contact_channel(const char *code);
const char *label_purpose(const char *code);
const char *label_contact_result(const char *code);

#endif
