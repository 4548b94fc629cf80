#include "model/label_reminder.h"

#include <string.h>

#include "base/i18n.h"
#include "model/label.h"
#include "model/label_word.h"

const char *label_reminder_state(const char *code)
{
	static const struct label_word words[] = {
		{ "waiting", N_("not yet") },
		/* translators: a reminder that may be made now */
		{ "open", N_("to contact") },
		{ "late", N_("past the last day") },
		{ "booked", N_("it is booked") },
		{ "declined", N_("not wanted") },
		/* translators: a reminder that ended without an appointment */
		{ "stopped", N_("ended without a visit") },
		{ "done", N_("service done") },
		{ "no-consent", N_("without consent") },
		{ "no-number", N_("no number") },
		{ "ownership", N_("owner not sure") },
		{ "sold", N_("car is sold") },
	};
	return LABEL_WORD(words, code);
}

const char *label_due_reason(const char *code)
{
	static const struct label_word words[] = {
		{ "date", N_("by date") },
		{ "mileage", N_("by mileage") },
		{ "both", N_("by date and mileage") },
	};
	return LABEL_WORD(words, code);
}

const char *label_means_code(const char *code)
{
	static const struct label_word words[] = {
		{ "phone", N_("by telephone") },
		{ "sms", N_("by text message") },
		{ "email", N_("by e-mail") },
		{ "no", N_("not at all") },
	};
	return LABEL_WORD(words, code);
}

const char *label_attempt(const char *code)
{
	static const struct label_word words[] = {
		{ "booked", N_("it is booked") },
		{ "callback", N_("call back") },
		{ "unreached", N_("not reached") },
		{ "declined", N_("not wanted") },
		{ "wrong-number", N_("wrong number") },
		{ "no-consent", N_("without consent") },
		{ "sold", N_("car is sold") },
		/* translators: how far a message to a customer is */
		{ "waiting", N_("message waits") },
		{ "sending", N_("message is being sent") },
		{ "sent", N_("message sent") },
		{ "unknown", N_("message perhaps sent") },
		{ "failed", N_("message failed") },
		{ "dropped", N_("message not sent") },
	};
	return LABEL_WORD(words, code);
}

/* --- the contact register --- */

const char *label_direction(const char *code)
{
	static const struct label_word words[] = {
		/* translators: from the customer */
		{ "in", N_("in") },
		/* translators: to the customer */
		{ "out", N_("out") },
	};
	return LABEL_WORD(words, code);
}

const char *label_contact_channel(const char *code)
{
	enum channel channel;
	if (code && strcmp(code, "sms") == 0)
		return _("text message");
	return code && channel_from_code(code, &channel) ? label_channel(channel) : code;
}

const char *label_purpose(const char *code)
{
	static const struct label_word words[] = {
		{ "appointment", N_("appointment") },
		{ "enquiry", N_("enquiry") },
		{ "service-reminder", N_("service reminder") },
		{ "service-due", N_("service reminder") },
		{ "booked", N_("confirmation") },
		{ "changed", N_("change of appointment") },
		{ "cancelled", N_("cancellation") },
		{ "restored", N_("confirmation") },
		{ "tomorrow", N_("day before") },
		{ "handback", N_("hand-back changed") },
		{ "offer", N_("offer in writing") },
	};
	return LABEL_WORD(words, code);
}

const char *label_contact_result(const char *code)
{
	static const struct label_word words[] = {
		{ "lost", N_("nobody answered") },
		{ "abandoned", N_("nobody answered") },
		{ "refused-privacy", N_("privacy notice refused") },
		{ "privacy-refused", N_("privacy notice refused") },
		{ "question-only", N_("question answered") },
		{ "calls-back", N_("calls back") },
		{ "we-call-back", N_("we call back") },
		{ "no-date-suits", N_("no date suits") },
		{ "other-department", N_("another department") },
		{ "line-dropped", N_("line dropped") },
		{ "moved", N_("moved") },
		{ "changed", N_("moved") },
		{ "cancelled", N_("cancelled") },
		{ "temporary", N_("not yet, will be tried again") },
		{ "task", N_("became a task") },
		{ "again", N_("send again") },
		{ "was-sent", N_("was sent") },
		{ "bounced", N_("came back, not delivered") },
		{ "delayed", N_("on its way, not there yet") },
		{ "auto-reply", N_("answered by a machine") },
		{ "replied", N_("the customer answered") },
	};
	const char *found = LABEL_WORD(words, code);
	return found == code ? label_attempt(code) : found;
}
