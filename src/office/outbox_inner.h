/* office/outbox_inner.h - what the two files of the outbox share. Inner to this folder. */
#ifndef PRENOTA_OFFICE_OUTBOX_INNER_H
#define PRENOTA_OFFICE_OUTBOX_INNER_H

#include "model/file.h"
#include "office/outbox.h"

/* What a task says: to remind of the appointment by telephone. */
#define OUTBOX_TASK_REMIND "remind"

/* What the task of a message says: "failed-sms ID", "unknown-email ID", "bounced-email ID". */
const char *outbox_task_text(const struct message *message, const char *state, struct arena *arena);
bool outbox_add_task(struct office *office, const struct message *message, const char *state,
		     struct arena *arena, struct error *err);
/* Whatever task there is about it is done, with a word. */
bool outbox_finish_tasks(struct office *office, const struct message *message, const char *result,
			 struct arena *arena, struct error *err);

/* File and customer of @message as they are now; its address when it was not written for one. */
bool outbox_subject(struct office *office, struct message *message, struct arena *arena,
		    struct customer_file *file, struct customer *customer, struct error *err);
/* Its subject and text, made now unless they were made before. */
bool outbox_words(struct office *office, struct message *message, const struct customer_file *file,
		  const struct customer *customer, struct arena *arena, struct error *err);

#endif
