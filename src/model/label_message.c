#include "model/label_message.h"

#include <string.h>

#include "base/i18n.h"
#include "model/label_word.h"

const char *label_message_state(enum message_state state)
{
	switch (state) {
	case MESSAGE_WAITING:
		return _("waiting");
	case MESSAGE_SENDING:
		return _("being sent");
	case MESSAGE_SENT:
		return _("sent");
	case MESSAGE_FAILED:
		return _("failed");
	case MESSAGE_UNKNOWN:
		return _("unclear");
	case MESSAGE_DROPPED:
		return _("dropped");
	case MESSAGE_STATE_COUNT:
		break;
	}
	return "";
}

const char *label_message_code(const char *code)
{
	enum message_state state;
	return message_state_from_code(code, &state) ? label_message_state(state) : code;
}

const char *label_message_template(const char *template)
{
	static const struct label_word words[] = {
		{ "booked", N_("confirmation") },   { "tomorrow", N_("the day before") },
		{ "changed", N_("change") },
		{ "handback", N_("hand-back changed") },        { "cancelled", N_("cancellation") },
		{ "restored", N_("stands again") }, { "service-due", N_("service reminder") },
		{ "offer", N_("dates offered") },
	};
	return LABEL_WORD(words, template);
}

const char *label_message_result(const char *code)
{
	static const struct label_word words[] = {
		{ "no-consent", N_("the customer did not agree") },
		{ "no-address", N_("no number or address") },
		{ "not-any-more", N_("the appointment stands no more") },
		{ "too-late", N_("too late") },
		{ "told-otherwise", N_("told otherwise") },
		{ "task", N_("a task to telephone") },
		{ "temporary", N_("could not be delivered; tried again later") },
		{ "refused", N_("refused by mail or SMS service") },
		{ "bounced", N_("it came back: not delivered") },
		{ "ended", N_("the command took too long") },
		{ "died", N_("sending was interrupted") },
		{ "answered", N_("was sent: it was answered") },
		{ "was-sent", N_("was sent, says the desk") },
		{ "booked", N_("booked anew") },
		{ "changed", N_("the appointment was changed") },
		{ "cancelled", N_("the appointment was cancelled") },
		{ "restored", N_("the appointment stands again") },
	};
	return LABEL_WORD(words, code);
}

const char *label_message_attempt(const char *code)
{
	static const struct label_word words[] = {
		{ "sent", N_("sent") },
		{ "temporary", N_("not delivered, later again") },
		{ "failed", N_("not delivered") },
		{ "unknown", N_("unclear") },
		{ "dropped", N_("dropped") },
		{ "task", N_("a task to telephone") },
		{ "again", N_("send again") },
		{ "bounced", N_("came back") },
		{ "delayed", N_("on its way, not there yet") },
		{ "auto-reply", N_("answered by a machine") },
		{ "replied", N_("answered") },
		{ "was-sent", N_("was sent, says the desk") },
	};
	return LABEL_WORD(words, code);
}
