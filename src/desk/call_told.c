/* Complaints and remarks beside fields. */
#include <stdio.h>
#include <string.h>

#include "desk/desk_state.h"

const char *call_complaint(const struct call *call, const struct form_field *field)
{
	for (int i = 0; i < call->told_count; i++)
		if (call->told[i].field == field)
			return call->told[i].text;
	return NULL;
}

void call_tell(struct call *call, const struct form_field *field, const char *text)
{
	int at = 0;
	while (at < call->told_count && call->told[at].field != field)
		at++;
	if (!text) {
		if (at < call->told_count)
			call->told[at] = call->told[--call->told_count];
		return;
	}
	if (at == CALL_TOLD_MAX)
		at = 0; /* the oldest gives way */
	else if (at == call->told_count)
		call->told[call->told_count++] = (struct call_told){ 0 };
	struct call_told *told = &call->told[at];
	told->seen = told->seen && told->field == field && strcmp(told->text, text) == 0;
	told->field = field;
	snprintf(told->text, CALL_TOLD_SIZE, "%s", text);
}

bool call_stop_at_remark(struct call *call)
{
	for (int i = 0; i < call->told_count; i++) {
		struct call_told *told = &call->told[i];
		if (told->field != call->field || told->seen)
			continue;
		told->seen = true;
		return true;
	}
	return false;
}
