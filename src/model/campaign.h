/* model/campaign.h - whether a car belongs to a recall or service campaign (R30).
 *
 * A campaign has lines, each with one criterion; a delivered VIN list beats every range: a car inside a range
 * but absent from the list is not affected. Whether a VIN stands in the list is the store's to look up. */
#ifndef PRENOTA_MODEL_CAMPAIGN_H
#define PRENOTA_MODEL_CAMPAIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/civil.h"
#include "model/people.h"

enum campaign_criterion {
	CRITERION_NONE,  /* the line only stands for the campaign's VIN list */
	CRITERION_VIN,   /* one VIN */
	CRITERION_RANGE, /* pattern, and the last six digits between @from and @to */
	CRITERION_BUILT, /* model, and built between two days */
	CRITERION_MODEL, /* model, and model year between two years */
	CRITERION_COUNT,
};

/* "list", "vin", "range", "built", "model" */
const char *campaign_criterion_code(enum campaign_criterion criterion);
bool campaign_criterion_from_code(const char *code, enum campaign_criterion *criterion);

/* "recall", "service", "stop-drive", "ota" */
const char *campaign_type_code(enum campaign_type type);
bool campaign_type_from_code(const char *code, enum campaign_type *type);

/* "affected", "affected-by-range", "possibly" */
const char *campaign_match_code(enum campaign_match match);

struct campaign_line {
	enum campaign_criterion criterion;
	const char *from;    /* VIN; of a range the first serial number or VIN */
	const char *to;      /* the last one */
	const char *pattern; /* positions 1 to 11 with ? for any character, shorter is a beginning */
	const char *model;   /* "Levante" also means "Levante GT" */
	int my_from;
	int my_to;
	civil_day built_from;
	civil_day built_to;
};

/* How the VIN stands to the campaign's delivered list. */
enum campaign_listing { CAMPAIGN_NO_LIST, CAMPAIGN_LISTED, CAMPAIGN_NOT_LISTED };

struct campaign_car {
	const char *vin;
	const char *model; /* NULL: unknown */
	int model_year;    /* 0: unknown */
	civil_day built;   /* 0: unknown */
};

/* The surest match of @car with the @count lines; false when it is not affected (@match is then untouched).
 */
bool campaign_match(enum campaign_listing listing, const struct campaign_line *lines, size_t count,
		    const struct campaign_car *car, enum campaign_match *match);

/* Whether @line says something that can be matched; else false and what is missing in @why. */
bool campaign_line_valid(const struct campaign_line *line, char *why, size_t why_size);

#endif
