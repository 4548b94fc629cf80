#include "model/label_digital.h"

#include <string.h>

#include "base/i18n.h"
#include "model/label.h"
#include "model/label_word.h"

const char *label_digital_state(enum digital_state state)
{
	switch (state) {
	case DIGITAL_OPEN:
		return _("open");
	case DIGITAL_OFFERED:
		return _("offered");
	case DIGITAL_BOOKED:
		return _("booked");
	case DIGITAL_ANSWERED:
		return _("answered");
	case DIGITAL_DROPPED:
		return _("no answer");
	case DIGITAL_STATE_COUNT:
		break;
	}
	return "";
}

const char *label_digital_code(const char *code)
{
	enum digital_state state;
	return digital_state_from_code(code, &state) ? label_digital_state(state) : code;
}

const char *label_problem_code(const char *code)
{
	static const struct label_word words[] = {
		{ "not-text", N_("what came is no text") },
		{ "too-large", N_("what came is too large to be read") },
		{ "empty", N_("nothing is in it") },
		{ "json-broken", N_("the form's data (JSON) is broken, line") },
		{ "json-type", N_("the form's data has a value of an unexpected kind") },
		{ "csv-row", N_("a line of the table does not fit its header, line") },
		{ "csv-header", N_("the table has no line of names") },
		{ "xml-broken", N_("the form's data (XML) is broken, line") },
		{ "xml-entities", N_("the form's data (XML) defines entities; they are not followed") },
		{ "xml-kind", N_("the form's data (XML) is no service request") },
		{ "mail-empty", N_("a mail without words") },
		{ "automatic", N_("a mail that a machine wrote") },
		{ "bounce", N_("a mail server says that a mail could not be delivered") },
		{ "delay", N_("a mail server says that a mail is late") },
		{ "too-many", N_("more requests in one file than are taken, the first") },
		{ "plain", N_("a text of no known form") },
		{ "crashed", N_("the reader of such files failed") },
		{ "too-slow", N_("reading it took too long") },
		{ "no-file", N_("what lay in the spool is no file") },
		{ "no-rights", N_("what lay in the spool may not be read; see to its owner and rights") },
	};
	return LABEL_WORD(words, code);
}

void label_problem(const char *problem, struct buffer *out)
{
	char code[32];
	size_t len = problem ? strcspn(problem, " ") : 0;
	if (len == 0 || len >= sizeof code)
		return;
	memcpy(code, problem, len);
	code[len] = '\0';
	buffer_add(out, label_problem_code(code));
	if (problem[len])
		buffer_add(out, problem + len);
}

const char *label_digital_key(const char *key)
{
	static const struct label_word words[] = {
		{ "source", N_("sent by") },
		{ "request_id", N_("number there") },
		{ "received_at", N_("sent at") },
		{ "dealer", N_("dealer") },
		{ "name", N_("name") },
		{ "family", N_("family name") },
		{ "given", N_("given name") },
		{ "company", N_("company") },
		{ "mobile", N_("mobile") },
		{ "email", N_("e-mail") },
		{ "lang", N_("language") },
		{ "plate", N_("plate") },
		{ "vin", N_("VIN") },
		{ "model", N_("model") },
		{ "mileage", N_("mileage") },
		{ "unit", N_("mileage in") },
		{ "reason", N_("reason") },
		{ "wish1", N_("wish 1") },
		{ "wish2", N_("wish 2") },
		{ "wish3", N_("wish 3") },
		{ "mobility", N_("mobility") },
		{ "owner", N_("is the owner") },
		{ "consent_contact", N_("may be contacted") },
		{ "consent_reminder", N_("wants reminders") },
		{ "consent_version", N_("text agreed to") },
		{ "photos", N_("attached") },
		{ "warning_lamp", N_("warning lamp") },
		{ "advisor", N_("advisor") },
		{ "parts", N_("parts") },
	};
	return LABEL_WORD(words, key);
}

const char *label_digital_result(const char *code)
{
	static const struct label_word words[] = {
		{ "sent-twice", N_("it was sent twice") },
		{ "advertisement", N_("an advertisement") },
		{ "automatic", N_("a machine's answer") },
		{ "not-ours", N_("not for this service desk") },
		{ "question-only", N_("only a question, it is answered") },
		{ "calls-back", N_("the customer calls back") },
		{ "not-wanted", N_("the customer does not want a date any more") },
		{ "declined", N_("declines") },
	};
	return LABEL_WORD(words, code);
}

const char *label_digital_reason(const char *reason)
{
	static const struct label_word words[] = {
		{ "maintenance", N_("maintenance") },
		{ "diagnosis", N_("diagnosis") },
		{ "repair", N_("repair") },
		{ "body", N_("body and paint") },
		{ "tyres", N_("tyres") },
		{ "recall", N_("recall, campaign") },
		{ "accessory", N_("accessory") },
		{ "software", N_("software") },
		{ "other", N_("other") },
	};
	return LABEL_WORD(words, reason);
}

const char *label_digital_value(const char *key, const char *value)
{
	enum mobility mobility;
	if (strcmp(key, "reason") == 0)
		return label_digital_reason(value);
	if (strcmp(key, "mobility") == 0 && mobility_from_code(value, &mobility))
		return label_mobility(mobility);
	return strcmp(value, "yes") == 0 ? _("yes") : strcmp(value, "no") == 0 ? _("no") : value;
}
