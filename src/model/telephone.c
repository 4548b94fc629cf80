#include "model/rules.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"

enum { DIGITS_MAX = 15 }; /* E.164 */

/* How the digits are grouped for reading. */
enum grouping {
	GROUP_NONE,
	GROUP_3_REST,   /* 347 1234567 */
	GROUP_KOREAN,   /* 3-4-4, 3-3-4 */
	GROUP_SEOUL,    /* 2-4-4, 2-3-4 */
	GROUP_SERVICE,  /* 1588-1234 */
	GROUP_PERSONAL, /* 0505-123-4567 */
	GROUP_2_REST,   /* 06 123456 */
	GROUP_5_REST,   /* 07700 900123 */
};

/* One kind of number in a country's plan, of the digits after the country code and without the trunk 0. */
struct number_kind {
	const char
		*prefixes; /* one of them, with spaces between; '-' marks a range of the last digit: "31-3" */
	int low;           /* digits in all */
	int high;
	bool mobile;
	enum grouping grouping;
};

static const struct number_kind korean[] = {
	{ "10", 10, 10, true, GROUP_KOREAN },
	{ "11 12 16 17 18 19", 9, 10, true, GROUP_KOREAN },
	{ "21-9", 8, 9, false, GROUP_SEOUL },
	{ "31-3 41-4 51-5 61-4", 9, 10, false, GROUP_KOREAN },
	{ "70", 10, 10, false, GROUP_KOREAN },
	{ "80", 9, 9, false, GROUP_KOREAN },
	{ "50", 10, 11, false, GROUP_PERSONAL },
	{ "15 16 18", 8, 8, false, GROUP_SERVICE },
	{ .prefixes = NULL },
};

/* The 0 of a fixed line stays. */
static const struct number_kind italian[] = {
	{ "3", 9, 10, true, GROUP_3_REST },
	{ "02 06", 6, 11, false, GROUP_2_REST },
	{ "0", 6, 11, false, GROUP_3_REST },
	{ "800 803", 6, 9, false, GROUP_3_REST },
	{ .prefixes = NULL },
};

static const struct number_kind british[] = {
	{ "7", 10, 10, true, GROUP_5_REST },
	{ "1 2 3 8", 9, 10, false, GROUP_5_REST },
	{ .prefixes = NULL },
};

static const struct number_kind german[] = {
	{ "15 16 17", 10, 11, true, GROUP_5_REST },
	{ "2 3 4 5 6 7 8 9", 6, 11, false, GROUP_NONE },
	{ .prefixes = NULL },
};

static const struct number_kind american[] = {
	{ "2 3 4 5 6 7 8 9", 10, 10, false, GROUP_KOREAN },
	{ .prefixes = NULL },
};

struct country_plan {
	const char *country;
	const char *code;  /* after the + */
	const char *trunk; /* dialled at home, dropped abroad; "" none */
	const struct number_kind *kinds;
};

static const struct country_plan plans[] = {
	{ "KR", "82", "0", korean }, { "IT", "39", "", italian }, { "GB", "44", "0", british },
	{ "DE", "49", "0", german }, { "US", "1", "", american },
};

/* Whether @digits start with one of @prefixes. */
static bool starts_with_any(const char *digits, const char *prefixes)
{
	for (const char *at = prefixes; *at; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		const char *dash = memchr(at, '-', len);
		size_t fixed = dash ? (size_t)(dash - at) - 1 : len;
		bool same = strncmp(digits, at, fixed) == 0;
		if (same && (!dash || (digits[fixed] >= dash[-1] && digits[fixed] <= dash[1])))
			return true;
		at += len;
	}
	return false;
}

static const struct number_kind *find_kind(const struct country_plan *plan, const char *national)
{
	int len = (int)strlen(national);
	for (const struct number_kind *kind = plan->kinds; kind->prefixes; kind++)
		if (len >= kind->low && len <= kind->high && starts_with_any(national, kind->prefixes))
			return kind;
	return NULL;
}

/* Where the groups end: two lengths, the rest follows. */
static void group_lengths(enum grouping grouping, int len, int *first, int *second)
{
	*first = *second = 0;
	switch (grouping) {
	case GROUP_NONE:
		return;
	case GROUP_2_REST:
		*first = 2;
		return;
	case GROUP_3_REST:
		*first = 3;
		return;
	case GROUP_5_REST:
		*first = 5;
		return;
	case GROUP_SERVICE:
		*first = 4;
		return;
	case GROUP_SEOUL:
		*first = 2;
		break;
	case GROUP_KOREAN:
		*first = 3;
		break;
	case GROUP_PERSONAL:
		*first = 4;
		break;
	}
	*second = len - *first - 4;
}

static bool with_dashes(enum grouping grouping)
{
	return grouping == GROUP_SERVICE || grouping == GROUP_SEOUL || grouping == GROUP_KOREAN ||
	       grouping == GROUP_PERSONAL;
}

/* A text of a known size; what does not fit is left out. (An import writes four of them a line: printf would be
 * most of what a number costs.) */
struct line {
	char *text;
	size_t len;
	size_t size;
};

static void line_add(struct line *line, const char *text, size_t len)
{
	size_t room = line->size - 1 - line->len;
	len = len < room ? len : room;
	memcpy(line->text + line->len, text, len);
	line->len += len;
	line->text[line->len] = '\0';
}

static void line_put(struct line *line, const char *text)
{
	line_add(line, text, strlen(text));
}

static void write_e164(const char *code, const char *national, char e164[TELEPHONE_SIZE])
{
	struct line line = { .text = e164, .size = TELEPHONE_SIZE };
	line_put(&line, "+");
	line_put(&line, code);
	line_add(&line, national, strnlen(national, DIGITS_MAX));
}

/* "010-1234-5678" at home, "+82 10-1234-5678" from elsewhere. */
static void write_display(const struct country_plan *plan, const struct number_kind *kind,
			  const char *national, bool home, char display[TELEPHONE_SIZE])
{
	char digits[DIGITS_MAX + 2];
	struct line dialled = { .text = digits, .size = sizeof digits };
	struct line line = { .text = display, .size = TELEPHONE_SIZE };
	bool trunk = *plan->trunk && kind->grouping != GROUP_SERVICE;
	line_put(&dialled, trunk ? plan->trunk : "");
	line_put(&dialled, national);
	int first, second;
	group_lengths(kind->grouping, (int)dialled.len, &first, &second);
	const char *separator = with_dashes(kind->grouping) ? "-" : " ";
	int skip = !home && trunk ? 1 : 0;
	if (!home) {
		line_put(&line, "+");
		line_put(&line, plan->code);
		line_put(&line, " ");
	}
	line_add(&line, digits + skip, (size_t)(first > skip ? first - skip : 0));
	line_put(&line, first ? separator : "");
	line_add(&line, digits + first, (size_t)second);
	line_put(&line, second ? separator : "");
	line_put(&line, digits + (first ? first + second : skip));
}

static bool fill(const struct country_plan *plan, const char *national, bool home,
		 struct telephone *telephone)
{
	const struct number_kind *kind = find_kind(plan, national);
	if (!kind)
		return false;
	write_e164(plan->code, national, telephone->e164);
	write_display(plan, kind, national, home, telephone->display);
	telephone->verified = true;
	telephone->mobile = kind->mobile;
	return true;
}

static bool is_home(const struct country_plan *plan, const char *country)
{
	return country && strcmp(plan->country, country) == 0;
}

/* @digits after a + (or 00): the country's own code first. */
static bool fill_international(const char *digits, const char *country, struct telephone *telephone)
{
	for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
		const struct country_plan *plan = &plans[i];
		size_t code = strlen(plan->code);
		if (strncmp(digits, plan->code, code) != 0)
			continue;
		const char *national = digits + code;
		size_t trunk = strlen(plan->trunk);
		if (trunk && strncmp(national, plan->trunk, trunk) == 0)
			national += trunk;
		return fill(plan, national, is_home(plan, country), telephone);
	}
	if (strlen(digits) < 7 || *digits == '0')
		return false;
	snprintf(telephone->e164, sizeof telephone->e164, "+%.*s", DIGITS_MAX, digits);
	snprintf(telephone->display, sizeof telephone->display, "+%.*s", DIGITS_MAX, digits);
	telephone->verified = true;
	telephone->mobile = false;
	return true;
}

/* @digits without a +: as dialled in the site's country, else with its code before it. */
static bool fill_national(const char *digits, const char *country, struct telephone *telephone)
{
	for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
		const struct country_plan *plan = &plans[i];
		if (!is_home(plan, country))
			continue;
		size_t trunk = strlen(plan->trunk);
		bool has_trunk = trunk && strncmp(digits, plan->trunk, trunk) == 0;
		if (fill(plan, digits + (has_trunk ? trunk : 0), true, telephone))
			return true;
		return strncmp(digits, plan->code, strlen(plan->code)) == 0 &&
		       fill_international(digits, country, telephone);
	}
	return false;
}

/* Kept as typed: still dialable, never verified. */
static void fill_raw(const char *typed, const char *digits, struct telephone *telephone)
{
	struct buffer clean = { 0 };
	text_clean_line(&clean, typed, strlen(typed));
	bool fits = clean.len < sizeof telephone->display;
	snprintf(telephone->display, sizeof telephone->display, "%s", fits ? buffer_text(&clean) : digits);
	buffer_finish(&clean);
}

static bool begins_with_plus(const char *typed)
{
	typed += strspn(typed, " \t(");
	return *typed == '+' || strncmp(typed, "＋", strlen("＋")) == 0;
}

bool telephone_parse(const char *typed, const char *country, struct telephone *telephone, struct error *err)
{
	struct buffer all = { 0 };
	text_digits(&all, typed ? typed : "");
	const char *digits = buffer_text(&all);
	bool international = typed && begins_with_plus(typed);
	if (!international && strncmp(digits, "00", 2) == 0) {
		international = true;
		digits += 2;
	}
	bool fine = true;
	if (!*digits)
		fine = error_set(err, ERROR_INPUT,
				 _("telephone number has no digits; type it as it is dialled"));
	else if (strlen(digits) > DIGITS_MAX)
		fine = error_set(err, ERROR_INPUT,
				 _("telephone number has %zu digits; at most %d are possible"),
				 strlen(digits), DIGITS_MAX);
	if (fine) {
		struct telephone found = { .verified = false };
		bool planned = international ? fill_international(digits, country, &found)
					     : fill_national(digits, country, &found);
		if (!planned)
			fill_raw(typed, digits, &found);
		*telephone = found;
	}
	buffer_finish(&all);
	return fine;
}

void telephone_digits(const char *typed, char digits[TELEPHONE_SIZE])
{
	enum { MATCHED = 8 };
	struct buffer all = { 0 };
	text_digits(&all, typed ? typed : "");
	size_t from = all.len > MATCHED ? all.len - MATCHED : 0;
	snprintf(digits, TELEPHONE_SIZE, "%s", buffer_text(&all) + from);
	buffer_finish(&all);
}
