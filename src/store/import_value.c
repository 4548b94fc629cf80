#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/rules.h"
#include "store/import_row.h"

static int position(const struct import *import, const char *column)
{
	int required;
	const char *const *columns = import_columns(import->kind, &required);
	for (int i = 0; columns[i]; i++)
		if (columns[i] == column || (*columns[i] == *column && strcmp(columns[i], column) == 0))
			return import->place[i];
	return -1;
}

const char *import_text(const struct import *import, const char *column)
{
	int at = position(import, column);
	return at < 0 ? NULL : import->values[at];
}

bool import_required(const struct import *import, const char *column, const char **text, struct error *err)
{
	const char *found = import_text(import, column);
	if (!found)
		return error_set(err, ERROR_INPUT, _("%s: empty, and needed to know the row"), column);
	*text = found;
	return true;
}

bool import_date(const struct import *import, const char *column, civil_day *day, struct error *err)
{
	const char *text = import_text(import, column);
	civil_day found = 0;
	if (text && !civil_parse_date(text, &found))
		return error_set(err, ERROR_INPUT, _("%s: \"%.60s\" is no date; write YYYY-MM-DD"), column,
				 text);
	*day = found;
	return true;
}

/* A number with at most @decimals digits behind a point or comma, times ten for each of them. */
static bool read_decimal(const char *text, int decimals, long *number)
{
	long value = 0;
	int behind = -1;
	for (const char *c = text; *c; c++) {
		if ((*c == '.' || *c == ',') && behind < 0) {
			behind = 0;
			continue;
		}
		if (*c < '0' || *c > '9' || value > 100000000)
			return false;
		if (behind >= 0 && behind++ >= decimals) {
			if (*c != '0')
				return false;
			continue;
		}
		value = value * 10 + (*c - '0');
	}
	for (int i = behind < 0 ? 0 : behind; i < decimals; i++)
		value *= 10;
	*number = value;
	return text[0] >= '0' && text[0] <= '9';
}

bool import_int(const struct import *import, const char *column, int missing, int *number, struct error *err)
{
	const char *text = import_text(import, column);
	long found = missing;
	if (text && (!read_decimal(text, 0, &found) || found > 2000000000))
		return error_set(err, ERROR_INPUT, _("%s: \"%.60s\" is no whole number"), column, text);
	*number = (int)found;
	return true;
}

bool import_hours(const struct import *import, const char *column, int *minutes, struct error *err)
{
	const char *text = import_text(import, column);
	long hundredths = 0;
	if (text && (!read_decimal(text, 2, &hundredths) || hundredths > 100000))
		return error_set(err, ERROR_INPUT, _("%s: \"%.60s\" are no hours; write 0.8 or 0,8"), column,
				 text);
	*minutes = (int)((hundredths * 60 + 50) / 100);
	return true;
}

bool import_flag(const struct import *import, const char *column, bool missing, bool *flag, struct error *err)
{
	static const char *const yes[] = { "1", "yes", "y", "true" };
	static const char *const no[] = { "0", "no", "n", "false" };
	const char *text = import_text(import, column);
	if (!text) {
		*flag = missing;
		return true;
	}
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
		if (strcasecmp(text, yes[i]) == 0 || strcasecmp(text, no[i]) == 0) {
			*flag = strcasecmp(text, yes[i]) == 0;
			return true;
		}
	}
	return error_set(err, ERROR_INPUT, _("%s: \"%.60s\" is neither 1 nor 0"), column, text);
}

bool import_vin(struct import *import, const char *column, const char **vin, struct error *err)
{
	const char *text;
	char parsed[VIN_SIZE];
	if (!import_required(import, column, &text, err))
		return false;
	if (!vin_parse(text, parsed, NULL, err))
		return error_prefix(err, "%s", column);
	*vin = arena_strdup(&import->scratch, parsed);
	return true;
}

bool import_word(const struct import *import, const char *column, const char *const *words, const char **word,
		 struct error *err)
{
	const char *text = import_text(import, column);
	struct buffer all = { 0 };
	for (int i = 0; words[i]; i++) {
		if (!text || strcasecmp(text, words[i]) == 0) {
			*word = words[i];
			buffer_finish(&all);
			return true;
		}
		buffer_printf(&all, " %s", words[i]);
	}
	error_set(err, ERROR_INPUT, _("%s: \"%.60s\" is none of%s"), column, text, buffer_text(&all));
	buffer_finish(&all);
	return false;
}

const char *import_extra(struct import *import)
{
	struct buffer all = { 0 };
	for (int i = 0; i < import->count; i++) {
		bool known = true;
		for (int u = 0; u < import->unknown_count; u++)
			known = known && import->unknown[u] != import->names[i];
		if (!known && import->values[i])
			buffer_printf(&all, "%s=%s\n", import->names[i], import->values[i]);
	}
	const char *kept = all.len ? arena_strdup(&import->scratch, buffer_text(&all)) : NULL;
	buffer_finish(&all);
	return kept;
}
