#include "model/campaign.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"

enum { VIN_LENGTH = 17, PATTERN_MAX = 11, SERIAL_LENGTH = 6, CHECK_DIGIT_AT = 8 };

static const char *const criteria[CRITERION_COUNT] = { "list", "vin", "range", "built", "model" };
static const char *const types[] = { "recall", "service", "stop-drive", "ota" };
static const char *const matches[] = { "affected", "affected-by-range", "possibly" };

const char *campaign_criterion_code(enum campaign_criterion criterion)
{
	return criteria[criterion];
}

bool campaign_criterion_from_code(const char *code, enum campaign_criterion *criterion)
{
	for (int i = 0; i < CRITERION_COUNT; i++)
		if (strcmp(criteria[i], code) == 0) {
			*criterion = (enum campaign_criterion)i;
			return true;
		}
	return false;
}

const char *campaign_type_code(enum campaign_type type)
{
	return types[type];
}

bool campaign_type_from_code(const char *code, enum campaign_type *type)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i], code) == 0) {
			*type = (enum campaign_type)i;
			return true;
		}
	return false;
}

const char *campaign_match_code(enum campaign_match match)
{
	return matches[match];
}

/* Position 9 is the check digit: it tells nothing of the car and differs within a range. */
static bool pattern_fits(const char *pattern, const char *vin)
{
	if (!pattern || !*pattern)
		return false;
	for (int i = 0; pattern[i]; i++)
		if (i >= PATTERN_MAX || (pattern[i] != '?' && i != CHECK_DIGIT_AT && pattern[i] != vin[i]))
			return false;
	return true;
}

/* The number in the last six characters, -1 when they are no number. */
static long serial_of(const char *text)
{
	if (!text || !*text)
		return -1;
	size_t len = strlen(text);
	const char *at = len > SERIAL_LENGTH ? text + len - SERIAL_LENGTH : text;
	for (const char *c = at; *c; c++)
		if (!isdigit((unsigned char)*c))
			return -1;
	return strtol(at, NULL, 10);
}

static bool in_serials(const struct campaign_line *line, const char *vin)
{
	long serial = serial_of(vin), from = serial_of(line->from), to = serial_of(line->to);
	return serial >= 0 && from >= 0 && to >= 0 && serial >= from && serial <= to;
}

/* "Levante" also names a "Levante GT", but not a "Levantex". */
static bool model_fits(const char *wanted, const char *model)
{
	if (!wanted || !*wanted || !model)
		return false;
	size_t len = strlen(wanted);
	return strncasecmp(wanted, model, len) == 0 && (model[len] == '\0' || model[len] == ' ');
}

static bool line_matches(const struct campaign_line *line, const struct campaign_car *car,
			 enum campaign_match *match)
{
	bool has_vin = car->vin && strlen(car->vin) == VIN_LENGTH;
	switch (line->criterion) {
	case CRITERION_NONE:
	case CRITERION_COUNT:
		return false;
	case CRITERION_VIN:
		*match = CAMPAIGN_AFFECTED;
		return has_vin && line->from && strcmp(line->from, car->vin) == 0;
	case CRITERION_RANGE:
		*match = CAMPAIGN_AFFECTED_BY_RANGE;
		return has_vin && pattern_fits(line->pattern, car->vin) && in_serials(line, car->vin);
	case CRITERION_BUILT:
		*match = CAMPAIGN_POSSIBLY;
		return car->built != 0 && car->built >= line->built_from && car->built <= line->built_to &&
		       model_fits(line->model, car->model);
	case CRITERION_MODEL:
		*match = CAMPAIGN_POSSIBLY;
		return car->model_year != 0 && car->model_year >= line->my_from &&
		       car->model_year <= line->my_to && model_fits(line->model, car->model);
	}
	return false;
}

bool campaign_match(enum campaign_listing listing, const struct campaign_line *lines, size_t count,
		    const struct campaign_car *car, enum campaign_match *match)
{
	if (listing == CAMPAIGN_NOT_LISTED)
		return false;
	bool found = listing == CAMPAIGN_LISTED;
	enum campaign_match best = found ? CAMPAIGN_AFFECTED : CAMPAIGN_POSSIBLY;
	for (size_t i = 0; i < count; i++) {
		enum campaign_match one = CAMPAIGN_POSSIBLY;
		if (!line_matches(&lines[i], car, &one))
			continue;
		found = true;
		best = one < best ? one : best;
	}
	if (found)
		*match = best;
	return found;
}

bool campaign_line_valid(const struct campaign_line *line, char *why, size_t why_size)
{
	const char *text = NULL;
	switch (line->criterion) {
	case CRITERION_NONE:
	case CRITERION_COUNT:
		break;
	case CRITERION_VIN:
		if (!line->from || strlen(line->from) != VIN_LENGTH)
			text = _("criterion vin needs a VIN in vin_or_from");
		break;
	case CRITERION_RANGE:
		if (!line->pattern || !*line->pattern || strlen(line->pattern) > PATTERN_MAX)
			text = _("criterion range needs a pattern of at most 11 characters");
		else if (serial_of(line->from) < 0 || serial_of(line->to) < serial_of(line->from))
			text = _("criterion range needs serial numbers in vin_or_from and to, the first not "
				 "above the last");
		break;
	case CRITERION_BUILT:
		if (!line->model || !*line->model || line->built_from == 0 ||
		    line->built_to < line->built_from)
			text = _("criterion built needs a model, built_from and a built_to that is not "
				 "before it");
		break;
	case CRITERION_MODEL:
		if (!line->model || !*line->model || line->my_from == 0 || line->my_to < line->my_from)
			text = _("criterion model needs a model, my_from and a my_to that is not before it");
		break;
	}
	if (text && why_size)
		snprintf(why, why_size, "%s", text);
	return !text;
}
