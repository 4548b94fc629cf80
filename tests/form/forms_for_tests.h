/* Small forms from text, and what was told about them. */
#ifndef PRENOTA_TESTS_FORM_H
#define PRENOTA_TESTS_FORM_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "form/form.h"

/* clang-format off */
/* A form named x around its steps; AND stands between two steps or fields. */
#define FORM(steps) \
	"form = \"x\";\ntitle = { en = \"X\"; ko = \"엑스\"; };\nsteps = (\n" steps "\n);\n"
#define STEP(id, rest) "{ id = \"" id "\"; title = { en = \"" id "\"; ko = \"" id "\"; };\n" rest " }"
#define FIELDS(fields) "fields = (\n" fields " );\n"
#define FIELD(id, type, rest) "{ id = \"" id "\"; type = \"" type "\"; en = \"L\"; ko = \"라\"; " rest " }"
#define AND ",\n"
#define OPTIONS \
	"options = ( { code = \"a\"; en = \"Apple\"; ko = \"사과\"; }, " \
	"{ code = \"b\"; en = \"Pear\"; ko = \"배\"; } );"
/* Holds when @field is @value. */
#define WHEN(field, value) "when = ( { field = \"" field "\"; is = [ \"" value "\" ]; } ); "
/* clang-format on */

static inline void tests_tell(void *context, const char *text)
{
	struct buffer *out = context;
	buffer_printf(out, "%s\n", text);
}

/* The form, which must be without a mistake. */
static inline struct form_set tests_form(const char *text)
{
	struct form_set set = { 0 };
	struct error err = { 0 };
	if (!form_parse_text(&set, "x.cfg", text, strlen(text), NULL, &err))
		fail_msg("%s", err.text);
	return set;
}

#endif
