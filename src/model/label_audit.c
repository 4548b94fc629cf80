#include "model/label_audit.h"

#include "base/i18n.h"
#include "model/label.h"
#include "model/label_word.h"

const char *label_audit_act(const char *code)
{
	static const struct label_word words[] = {
		{ "read", N_("looked at") },
		{ "list", N_("looked at the list") },
		{ "edit", N_("corrected") },
		{ "export", N_("taken out") },
		{ "import", N_("imported") },
		{ "write", N_("written") },
		{ "change", N_("changed") },
		{ "erase", N_("erased") },
		{ "purge", N_("erased after its time") },
		{ "backup", N_("backed up") },
		{ "check", N_("checked") },
		{ "restore", N_("restored from a backup") },
	};
	const char *word = LABEL_WORD(words, code);
	return word == code && code ? label_act(code) : word;
}

const char *label_audit_subject(const char *code)
{
	static const struct label_word words[] = {
		{ "customer", N_("customer") },
		{ "vehicle", N_("car") },
		{ "customer_file", N_("customer file") },
		{ "appointment", N_("appointment") },
		{ "absence", N_("absence") },
		{ "receptions", N_("receptions") },
		{ "find", N_("found by searching") },
		{ "request", N_("requests") },
		{ "task", N_("tasks") },
		{ "message", N_("messages") },
		{ "reminder", N_("reminders") },
		{ "contact", N_("contact register") },
		{ "data_change", N_("changes of data") },
		{ "customers", N_("customers") },
		{ "vehicles", N_("cars") },
		{ "history", N_("visits") },
		{ "contracts", N_("contracts") },
		{ "campaigns", N_("campaigns") },
		{ "campaign-vins", N_("campaign cars") },
		{ "personas", N_("personas") },
		{ "service-entry", N_("Service Entry copy") },
		{ "parts", N_("parts") },
		{ "listing", N_("public listing") },
		{ "requests", N_("requests") },
	};
	return LABEL_WORD(words, code);
}
