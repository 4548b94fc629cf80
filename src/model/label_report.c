#include "model/label_report.h"

#include <string.h>

#include "base/i18n.h"
#include "model/label.h"
#include "model/label_word.h"

static const char *waits(const char *code)
{
	return strcmp(code, "transfer") == 0 ? _("transfer") : strcmp(code, "hold") == 0 ? _("hold") : code;
}

/* What came of a call. */
static const char *results(const char *code)
{
	static const struct label_word words[] = {
		{ "booked", N_("booked") },
		{ "changed", N_("moved") },
		{ "cancelled", N_("cancelled") },
		{ "information", N_("information given") },
		{ "callback", N_("call back") },
		{ "department", N_("another department or another make") },
		{ "abandoned", N_("nobody answered") },
		{ "refused-privacy", N_("the privacy notice was refused") },
	};
	const char *word = LABEL_WORD(words, code);
	return word == code ? label_waived(code) : word;
}

static const char *means(const char *code)
{
	static const struct label_word words[] = {
		{ "phone", N_("by telephone") },
		{ "sms", N_("by text message") },
		{ "email", N_("by e-mail") },
	};
	return LABEL_WORD(words, code);
}

static const char *reminder_states(const char *code)
{
	static const struct label_word words[] = {
		{ "waiting", N_("not tried yet") }, { "open", N_("tried") },    { "booked", N_("booked") },
		{ "declined", N_("declined") },     { "stopped", N_("ended") }, { "done", N_("done") },
	};
	return LABEL_WORD(words, code);
}

static const char *channel_word(const char *code)
{
	enum channel channel;
	return channel_from_code(code, &channel) ? label_channel(channel) : code;
}

const char *label_report_note(enum report_measure measure, const char *note)
{
	if (!note)
		return "";
	switch (report_rows[measure].source) {
	case REPORT_FROM_CONTACTS:
		return label_waived(note);
	case REPORT_FROM_RINGS:
	case REPORT_FROM_WALK_INS:
		return results(note);
	case REPORT_FROM_HOLDS:
	case REPORT_FROM_HOLD_SUMS:
		return waits(note);
	case REPORT_FROM_REQUESTS:
		return channel_word(note);
	case REPORT_FROM_CONFIRMATIONS:
		return means(note);
	case REPORT_FROM_REMINDERS:
		return reminder_states(note);
	case REPORT_FROM_OFFERS:
	case REPORT_FROM_OVERRIDES:
		break;
	}
	return note;
}
