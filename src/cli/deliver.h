/* cli/deliver.h - a message handed to the command that delivers it: mail_command, sms_command. */
#ifndef PRENOTA_CLI_DELIVER_H
#define PRENOTA_CLI_DELIVER_H

#include "base/buffer.h"
#include "config/program.h"
#include "office/outbox.h"

/* Runs the command for @delivery, at most message_seconds long. A mail is written by prenota-exchange and
 * goes to the standard input of mail_command ("sendmail -t -i"). A text message: {number} and {text} in the
 * words of sms_command are replaced; without {number} it is the last argument, without {text} the text is the
 * standard input. @detail gets what the command said. False when no command can be run at all (ERROR_CONFIG):
 * nothing went out, and nothing more will. */
bool deliver(const struct program_config *config, const struct site *site,
	     const struct outbox_delivery *delivery, enum outbox_outcome *outcome, struct buffer *detail,
	     struct error *err);

#endif
