/* What is said in a call. */
#include <string.h>

#include "base/i18n.h"
#include "desk/call_prediag.h"
#include "desk/call_values.h"

void call_say(const struct desk *desk, const struct call *call, struct buffer *out)
{
	struct values values = { .desk = desk, .call = call, .lang = call_lang(desk, call) };
	struct fill_source source = { .lookup = values_lookup, .context = &values };
	call_prediag_say(&values, out);
	enum form_persona persona = form_persona_from_id(form_answers_get(call->answers, "persona"));
	for (size_t i = 0; call->step && i < call->step->say_count; i++) {
		const struct form_say *say = &call->step->say[i];
		if (!form_say_visible(call->answers, say))
			continue;
		if (out->len)
			buffer_add(out, "\n");
		form_say_fill(say, call->answers, values.lang, persona, &source, out);
	}
	arena_finish(&values.arena);
}

void call_notes(const struct desk *desk, const struct call *call, struct buffer *out)
{
	struct values values = { .desk = desk, .call = call, .lang = desk_lang(desk) };
	struct fill_source source = { .lookup = values_lookup, .context = &values };
	if (call->step)
		form_text_fill(&call->step->notes, call->answers, values.lang, &source, out);
	arena_finish(&values.arena);
}

void call_label(const struct call *call, struct buffer *out)
{
	char name[256];
	const char *family = form_answers_get(call->answers, "family_name");
	const char *given = form_answers_get(call->answers, "given_name");
	const char *plate = form_answers_get(call->answers, "plate");
	struct customer said = { .family = family, .given = given };
	if (call->known.has_customer)
		buffer_add(out, customer_name(&call->known.customer, name, sizeof name));
	else if (family)
		buffer_add(out, customer_name(&said, name, sizeof name));
	else
		buffer_add(out, _("unknown caller"));
	if (plate)
		buffer_printf(out, " %s", plate);
}
