/* cli/change_json.h - the change of an appointment, as `file change` reads it:
 *
 *	{"work": ["MAINT-S", "WIPERS"], "request": "…", "note": null, "parts_eta": null, "mobility": "loan",
 *	 "unit": null, "override": {"by", "reason"}}
 *
 * Every key may be missing, but not all; work names all that is to be done. Unknown keys are refused by name.
*/
#ifndef PRENOTA_CLI_CHANGE_JSON_H
#define PRENOTA_CLI_CHANGE_JSON_H

#include <stdio.h>

#include "office/life.h"

/* @text as JSON; its texts go to @arena. ERROR_INPUT naming the key. */
bool change_json_parse(const char *text, size_t len, struct arena *arena, struct office_change *change,
		       struct error *err);
bool change_json_read(FILE *in, struct arena *arena, struct office_change *change, struct error *err);

#endif
