#include "desk/field_hint.h"

#include <string.h>

#include "base/i18n.h"
#include "form/entry.h"

enum { DIGITS = 9, THOUSAND = 1000, VIN_CHARACTERS = 17 };

bool field_is_ordered(const struct call *call, const struct form_field *field)
{
	return strcmp(field->id, "mobility") == 0 && form_answers_count(call->answers, field->id) > 1;
}

static void hint_options(const struct form_field *field, struct buffer *out)
{
	size_t count = field_option_count(field);
	int last = count < DIGITS ? (int)count : DIGITS;
	if (last < 2)
		buffer_add(out, _("Space chooses"));
	else
		buffer_printf(out, field->type == FORM_SEVERAL ? _("1-%d mark") : _("1-%d choose"), last);
}

static void hint_number(const struct form_field *field, struct buffer *out)
{
	if (!field->has_min || !field->has_max)
		return;
	buffer_printf(out, "%lld-%lld", (long long)(field->min / THOUSAND),
		      (long long)(field->max / THOUSAND));
	if (field->unit_count)
		buffer_printf(out, " %s", field->units[0].name);
}

/* Counted while it is dictated: letters and digits, without the blanks between them. */
static void hint_vin(const struct call *call, struct buffer *out)
{
	int typed = 0;
	for (const char *at = edit_text(&call->edit); *at; at++)
		typed += *at != ' ' && *at != '-';
	buffer_printf(out, _("%d of %d"), typed, VIN_CHARACTERS);
}

static void hint_typed(const struct call *call, const struct form_field *field, struct buffer *out)
{
	switch (field->type) {
	case FORM_DATE:
		buffer_add(out, form_field_is_past(field) ? _("16, tue, -3") : _("24, tue, +3"));
		break;
	case FORM_TIME:
		buffer_add(out, _("9, 930, 09:30"));
		break;
	case FORM_NUMBER:
		hint_number(field, out);
		break;
	case FORM_VIN:
		hint_vin(call, out);
		break;
	case FORM_TEXT:
	case FORM_LONG_TEXT:
	case FORM_CHOICE:
	case FORM_SEVERAL:
	case FORM_YES_NO:
	case FORM_TELEPHONE:
	case FORM_EMAIL:
	case FORM_PLATE:
	case FORM_MILEAGE:
	case FORM_REFERENCE:
	case FORM_TYPES:
		break;
	}
}

void field_hint(const struct call *call, struct buffer *out)
{
	const struct form_field *field = call->field;
	if (!field || field->filled || form_answers_is_sealed(call->answers, field->id))
		return;
	switch (field_kind(field)) {
	case FIELD_OPTIONS:
		hint_options(field, out);
		break;
	case FIELD_LOOKUP:
	case FIELD_LOOKUPS:
		buffer_add(out, call->list.count ? _("Up Down choose") : _("type to search"));
		break;
	case FIELD_TYPED:
		hint_typed(call, field, out);
		break;
	case FIELD_PROPOSAL: /* it says so itself */
		break;
	}
}
