#include "cli/change_json.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "cli/request_json.h"
#include "cli/request_value.h"

static const char *const keys[] = {
	"work", "request", "note", "parts_eta", "mobility", "unit", "override", NULL,
};
static const char *const override_keys[] = { "by", "reason", NULL };

static bool work_parse(struct values *values, struct office_change *change)
{
	json_t *list;
	size_t i;
	json_t *item;
	if (!values_list(values, "work", REQUEST_WORK_MAX, &list))
		return false;
	if (list && json_array_size(list) == 0)
		return error_set(values->err, ERROR_INPUT,
				 _("work is empty; name all that is to be done, or cancel the appointment"));
	json_array_foreach(list, i, item)
	{
		if (!values_item(values, "work", item, &change->work[change->work_count]))
			return false;
		change->work_count++;
	}
	return true;
}

static bool mobility_parse(struct values *values, struct office_change *change)
{
	const char *code = NULL;
	if (!values_text(values, "mobility", &code))
		return false;
	change->has_mobility = code != NULL;
	if (code && !mobility_from_code(code, &change->mobility))
		return values_wrong(values, "mobility", code, "loan hire pud taxi escort rental wait none");
	return true;
}

static bool override_parse(struct values *values, struct office_change *change)
{
	bool given;
	if (!values_enter(values, "override", &given))
		return false;
	if (!given)
		return true;
	bool fine = values_text(values, "by", &change->by) && values_text(values, "reason", &change->reason);
	if (fine && (!change->by || !change->reason))
		fine = error_set(values->err, ERROR_INPUT,
				 _("override needs both: by (a member of the staff) and reason"));
	return values_leave(values) && fine;
}

static bool object_parse(const json_t *root, struct arena *arena, struct office_change *change,
			 struct error *err)
{
	struct office_change said = { 0 };
	struct values values = { root, "", arena, err, NULL };
	if (!json_is_object(root))
		return error_set(err, ERROR_INPUT,
				 _("the change is not a JSON object: {\"work\": [\"DIAG-1\"], …}"));
	if (!value_keys(root, "", keys, err) ||
	    !value_keys(json_object_get(root, "override"), "override.", override_keys, err) ||
	    !work_parse(&values, &said) || !values_verbatim(&values, "request", &said.request) ||
	    !values_text(&values, "note", &said.note) ||
	    !values_date(&values, "parts_eta", &said.parts_eta) || !mobility_parse(&values, &said) ||
	    !values_text(&values, "unit", &said.unit) || !override_parse(&values, &said))
		return false;
	if (!said.work_count && !said.request && !said.note && !said.parts_eta && !said.has_mobility &&
	    !said.unit)
		return error_set(
			err, ERROR_INPUT,
			_("nothing is to be changed; name work, mobility, unit, parts_eta, request or "
			  "note"));
	*change = said;
	return true;
}

bool change_json_parse(const char *text, size_t len, struct arena *arena, struct office_change *change,
		       struct error *err)
{
	json_t *root;
	if (!value_load(text, len, &root, err))
		return error_prefix(err, "%s", _("the change"));
	bool fine = object_parse(root, arena, change, err);
	json_decref(root);
	return fine;
}

bool change_json_read(FILE *in, struct arena *arena, struct office_change *change, struct error *err)
{
	char *text = malloc(REQUEST_JSON_MAX + 1);
	if (!text)
		abort();
	size_t len = fread(text, 1, REQUEST_JSON_MAX + 1, in);
	bool fine;
	if (ferror(in))
		fine = error_set(err, ERROR_SYSTEM, _("standard input cannot be read"));
	else if (len > REQUEST_JSON_MAX)
		fine = error_set(err, ERROR_INPUT, _("the change is longer than 1 MiB"));
	else
		fine = change_json_parse(text, len, arena, change, err);
	free(text);
	return fine;
}
