#include "model/label.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "model/label_word.h"

/* The words of tables, which xgettext finds here; "" stays "" (gettext would answer with the catalogue's
 * head). */
static const char *word(const char *text)
{
	return text && *text ? gettext(text) : "";
}

const char *label_mobility(enum mobility mobility)
{
	static const char *const words[MOBILITY_COUNT] = {
		[MOBILITY_LOAN] = N_("Maserati loan car"),   [MOBILITY_HIRE] = N_("hire car"),
		[MOBILITY_PUD] = N_("pick-up and delivery"), [MOBILITY_TAXI] = N_("taxi"),
		[MOBILITY_ESCORT] = N_("shuttle"),           [MOBILITY_RENTAL] = N_("rental car"),
		[MOBILITY_WAIT] = N_("waits here"),          [MOBILITY_NONE] = N_("none needed"),
	};
	return word(words[mobility]);
}

const char *label_mobility_short(enum mobility mobility)
{
	static const char *const words[MOBILITY_COUNT] = {
		[MOBILITY_LOAN] = N_("loan car"),   [MOBILITY_HIRE] = N_("hire car"),
		[MOBILITY_PUD] = N_("pick-up"),     [MOBILITY_TAXI] = N_("taxi"),
		[MOBILITY_ESCORT] = N_("shuttle"),  [MOBILITY_RENTAL] = N_("rental car"),
		[MOBILITY_WAIT] = N_("waits here"), [MOBILITY_NONE] = N_("none needed"),
	};
	return word(words[mobility]);
}

const char *label_persona(enum persona persona)
{
	static const char *const words[PERSONA_COUNT] = {
		[PERSONA_UNKNOWN] = "",
		[PERSONA_UNIQUE] = N_("unique"),
		[PERSONA_PERFORMANCE] = N_("performance"),
		[PERSONA_APPEARANCE] = N_("appearance"),
		[PERSONA_EXCITEMENT] = N_("excitement"),
	};
	return word(words[persona]);
}

const char *label_state(enum appointment_state state)
{
	static const char *const words[APPOINTMENT_STATE_COUNT] = {
		[APPOINTMENT_BOOKED] = N_("booked"),       [APPOINTMENT_ARRIVED] = N_("arrived"),
		[APPOINTMENT_LATE] = N_("late"),           [APPOINTMENT_NO_SHOW] = N_("no-show"),
		[APPOINTMENT_FINISHED] = N_("finished"),   [APPOINTMENT_HANDED_BACK] = N_("handed back"),
		[APPOINTMENT_CANCELLED] = N_("cancelled"),
	};
	return word(words[state]);
}

const char *label_role(enum role role)
{
	switch (role) {
	case ROLE_OPERATOR:
		return _("booking operator");
	case ROLE_ADVISOR:
		return _("service advisor");
	case ROLE_TECHNICIAN:
		return _("technician");
	case ROLE_FOREMAN:
		return _("workshop foreman");
	case ROLE_DRIVER:
		return _("driver");
	case ROLE_MANAGER:
		return _("aftersales manager");
	case ROLE_HOST:
		return _("welcome person");
	case ROLE_READER:
		return _("reader");
	}
	return "";
}

const char *label_channel(enum channel channel)
{
	static const char *const words[CHANNEL_COUNT] = {
		[CHANNEL_PHONE] = N_("telephone"),
		[CHANNEL_WALKIN] = N_("at the desk"),
		[CHANNEL_EMAIL] = N_("e-mail"),
		[CHANNEL_DEALER_WEB] = N_("dealer's web site"),
		[CHANNEL_MASERATI_WEB] = N_("maserati.com"),
		[CHANNEL_OWNER_APP] = N_("owner's app"),
		[CHANNEL_OUTBOUND] = N_("we called"),
	};
	return word(words[channel]);
}

const char *label_class(enum request_class class)
{
	static const char *const words[CLASS_COUNT] = {
		[CLASS_RETURN] = N_("workshop return"),      [CLASS_MC20] = N_("MC20 express"),
		[CLASS_SAFETY_RECALL] = N_("safety recall"), [CLASS_IMMOBILISED] = N_("car cannot be driven"),
		[CLASS_REMINDER] = N_("service reminder"),   [CLASS_NORMAL] = N_("normal"),
	};
	return word(words[class]);
}

const char *label_means(enum contact_means means)
{
	static const char *const words[CONTACT_MEANS_COUNT] = {
		[CONTACT_UNASKED] = N_("not asked yet"), [CONTACT_NO] = N_("no"),
		[CONTACT_PHONE] = N_("by telephone"),    [CONTACT_SMS] = N_("by text message"),
		[CONTACT_EMAIL] = N_("by e-mail"),
	};
	return word(words[means]);
}

const char *label_energy(enum energy energy)
{
	static const char *const words[ENERGY_COUNT] = {
		[ENERGY_UNKNOWN] = "",
		[ENERGY_PETROL] = N_("petrol"),
		[ENERGY_DIESEL] = N_("diesel"),
		[ENERGY_MHEV] = N_("mild hybrid"),
		[ENERGY_PHEV] = N_("plug-in hybrid"),
		[ENERGY_BEV] = N_("electric"),
	};
	return word(words[energy]);
}

const char *label_act(const char *code)
{
	static const struct label_word words[] = {
		{ "opened", N_("opened") },
		{ "offered", N_("dates offered after") },
		{ "handed", N_("handed over to") },
		{ "booked", N_("booked") },
		{ "moved", N_("moved") },
		{ "cancelled", N_("cancelled") },
		{ "restored", N_("taken back") },
		{ "arrived", N_("arrived") },
		{ "late", N_("late") },
		{ "no-show", N_("no-show") },
		{ "finished", N_("finished") },
		{ "handed-back", N_("handed back") },
		{ "handback", N_("hand-back changed") },
		{ "changed", N_("work changed") },
		{ "car-swapped", N_("loan car swapped") },
		{ "waiting", N_("on the waiting list") },
		{ "not-waiting", N_("off the waiting list") },
		{ "to-move", N_("has to move") },
		{ "completed", N_("completed with what was missing") },
		{ "campaigns-told", N_("told of the campaigns") },
		{ "checklist", N_("reception checklist saved") },
		{ "checklist-done", N_("reception checklist done") },
		{ "advisor", N_("another advisor") },
		{ "quarantine", N_("to the quarantine area") },
		{ "closed", N_("closed") },
		{ "prediag", N_("pre-diagnosis went on") },
		{ "persona", N_("persona found") },
		{ "persona-deleted", N_("persona deleted") },
	};
	return LABEL_WORD(words, code);
}

const char *label_contract(const char *code)
{
	static const struct label_word words[] = {
		{ "maintenance", N_("maintenance") },
		{ "warranty", N_("warranty") },
		{ "extension", N_("warranty extension") },
		{ "battery", N_("battery warranty") },
	};
	return LABEL_WORD(words, code);
}

const char *label_campaign(const char *status)
{
	static const struct label_word words[] = {
		{ "open", N_("not told yet") }, { "informed", N_("customer told") },
		{ "booked", N_("booked") },     { "parts-ordered", N_("parts ordered") },
		{ "done", N_("done") },         { "refused", N_("refused by the customer") },
	};
	return LABEL_WORD(words, status);
}

const char *label_campaign_match(enum campaign_match match)
{
	switch (match) {
	case CAMPAIGN_AFFECTED:
		return _("affected");
	case CAMPAIGN_AFFECTED_BY_RANGE:
		return _("affected by its number: verify in ModisCS+");
	case CAMPAIGN_POSSIBLY:
		return _("possibly affected: verify in ModisCS+");
	}
	return "";
}

const char *label_part(const char *status)
{
	static const struct label_word words[] = {
		{ "ordered", N_("ordered") },
		{ "back-order", N_("on back order") },
		{ "arrived", N_("arrived") },
	};
	return LABEL_WORD(words, status);
}

const char *label_contract_status(enum contract_status status)
{
	switch (status) {
	case CONTRACT_NONE:
		return _("none");
	case CONTRACT_ACTIVE:
		return _("in force");
	case CONTRACT_FUTURE:
		return _("not begun yet");
	case CONTRACT_EXHAUSTED:
		return _("all of it used");
	case CONTRACT_EXPIRED:
		return _("ended");
	}
	return "";
}

const char *label_owner(const char *result)
{
	static const struct label_word words[] = {
		{ "same", N_("the same in both records") },
		{ "differs", N_("differs") },
		{ "unknown", N_("not known") },
		{ "change-pending", N_("change of owner under way") },
	};
	return LABEL_WORD(words, result);
}

const char *label_waived(const char *reason)
{
	static const struct label_word words[] = {
		{ "in-a-hurry", N_("the customer was in a hurry") },
		{ "declined", N_("the customer did not want to answer") },
		{ "unknown", N_("the customer did not know") },
		{ "question-only", N_("only a question, it is answered") },
		{ "calls-back", N_("the customer calls back") },
		{ "we-call-back", N_("we call back") },
		{ "no-date-suits", N_("no date suits") },
		{ "other-department", N_("another department or another make") },
		{ "line-dropped", N_("the line dropped") },
	};
	return LABEL_WORD(words, reason);
}

const char *label_task(const char *kind)
{
	static const struct label_word words[] = {
		{ "missing", N_("ask what is missing") },
		{ "ownership", N_("clear the owner") },
		{ "waiting", N_("offer an earlier place") },
		{ "to-move", N_("move the appointment") },
		{ "callback", N_("call back") },
		{ "danger", N_("must not be driven: act now") },
		{ "unreadable", N_("read a request by hand") },
		{ "data", N_("check the data") },
		{ "dealer", N_("check the dealer's data") },
		{ "message", N_("see to a message") },
		{ "work", N_("change the work") },
		{ "file-check", N_("file check, 48 h before") },
	};
	return LABEL_WORD(words, kind);
}

const char *label_open_point(const char *code)
{
	static const struct label_word words[] = {
		{ "mileage", N_("mileage") },   { "prediag", N_("pre-diagnosis") },
		{ "mobility", N_("mobility") }, { "owner", N_("owner check") },
		{ "campaign", N_("campaign") }, { "parts", N_("parts") },
		{ "consent", N_("consent") },   { "to-move", N_("must move") },
		{ "name", N_("name") },         { "vin", N_("VIN") },
		{ "mark", N_("return mark") },  { "foreman", N_("foreman's time") },
		{ "checklist", N_("checklist") }, { "needs", N_("expectations") },
		{ "telephone", N_("telephone number") },
	};
	return LABEL_WORD(words, code);
}

const char *label_next(const char *codes, char one[LABEL_CODE_SIZE])
{
	codes += strspn(codes, " ");
	size_t len = strcspn(codes, " ");
	if (len == 0)
		return NULL;
	snprintf(one, LABEL_CODE_SIZE, "%.*s", (int)(len < LABEL_CODE_SIZE ? len : LABEL_CODE_SIZE - 1),
		 codes);
	return codes + len;
}

int label_open_points(const char *codes, struct buffer *out)
{
	char one[LABEL_CODE_SIZE];
	int count = 0;
	for (const char *at = codes ? label_next(codes, one) : NULL; at; at = label_next(at, one))
		buffer_printf(out, "%s%s", count++ ? ", " : "", label_open_point(one));
	return count;
}

/* The word for one code of a task's text; NULL when it is no code. */
static const char *task_word(const char *kind, const char *code)
{
	static const struct label_word words[] = {
		{ "plate", N_("number plate") },
		{ "caller", N_("caller unknown for this car") },
		{ "telephone", N_("telephone number") },
		{ "sold", N_("car is sold") },
		{ "double", N_("the same customer twice?") },
		{ "longer-diagnosis", N_("the pre-diagnosis asks for a longer diagnosis") },
		{ "attend-foreman", N_("the foreman attends") },
		{ "attend-technician", N_("a technician attends") },
		{ "quarantine", N_("quarantine area, EV specialist") },
		{ "advisor-changed", N_("tell who welcomes the customer now") },
		{ "remind", N_("remind of the appointment by telephone") },
		{ "failed-sms", N_("the text message was not delivered") },
		{ "failed-email", N_("the e-mail was not delivered") },
		{ "bounced-email", N_("the e-mail came back: is the address right?") },
		{ "unknown-sms", N_("was the text message sent or not?") },
		{ "unknown-email", N_("was the e-mail sent or not?") },
	};
	enum appointment_state state;
	if (strcmp(kind, "ownership") == 0)
		return label_owner(code);
	const char *text = label_open_point(code);
	if (text != code)
		return text;
	text = LABEL_WORD(words, code);
	if (text != code)
		return text;
	return appointment_state_from_code(code, &state) ? label_state(state) : NULL;
}

void label_task_text(const char *kind, const char *text, struct buffer *out)
{
	char one[LABEL_CODE_SIZE];
	struct buffer list = { 0 };
	if (!text)
		return;
	for (const char *at = label_next(text, one); at; at = label_next(at, one)) {
		const char *said = task_word(kind, one);
		if (list.len && strcmp(kind, "message") == 0)
			break; /* the id of the message */
		if (!said) { /* somebody's own words */
			buffer_finish(&list);
			buffer_add(out, text);
			return;
		}
		buffer_printf(&list, "%s%s", list.len ? ", " : "", said);
	}
	buffer_add(out, buffer_text(&list));
	buffer_finish(&list);
}

const char *label_change_source(const char *code)
{
	static const struct label_word words[] = {
		{ "contact", N_("said in a contact") },
		{ "edit", N_("corrected at the desk") },
		{ "ownership", N_("change of owner") },
	};
	return LABEL_WORD(words, code);
}

const char *label_change_field(const char *code)
{
	static const struct label_word words[] = {
		{ "type", N_("person or company") },
		{ "family", N_("family name") },
		{ "given", N_("given name") },
		{ "company", N_("company") },
		{ "mobile", N_("mobile") },
		{ "telephone", N_("telephone number") },
		{ "email", N_("e-mail") },
		{ "address", N_("address") },
		{ "language", N_("language") },
		{ "persona", N_("persona") },
		{ "vin", N_("VIN") },
		{ "plate", N_("number plate") },
		{ "model", N_("model") },
		{ "energy", N_("energy") },
		{ "owner", N_("owner") },
		{ "keeper", N_("keeper") },
		{ "contact", N_("contact person") },
		{ "owner_since", N_("owner since") },
		{ "mileage", N_("mileage") },
	};
	return LABEL_WORD(words, code);
}
