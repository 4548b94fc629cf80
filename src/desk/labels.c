#include "desk/labels.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

const char *label_text(const struct two_texts *text, enum form_lang lang, const char *code)
{
	const char *name = lang == FORM_KO ? text->ko : text->en;
	return name && *name ? name : code;
}

const char *label_skill(const struct site *site, int skill, enum form_lang lang)
{
	return label_text(&site->skills[skill].name, lang, site->skills[skill].code);
}

void label_work(const struct site *site, const char *codes, enum form_lang lang, struct buffer *out)
{
	char one[LABEL_CODE_SIZE];
	size_t start = out->len;
	for (const char *at = codes ? label_next(codes, one) : NULL; at; at = label_next(at, one)) {
		int work = site_find_work(site, one);
		buffer_printf(out, "%s%s", out->len > start ? ", " : "",
			      work < 0 ? one : label_text(&site->work[work].name, lang, one));
	}
}

enum { NAME_COLUMNS = 8 }; /* a Hangul name takes no more */

const char *label_member(const struct staff *member)
{
	bool korean = strcmp(i18n_language(), "ko") == 0 && text_width(member->name) <= NAME_COLUMNS;
	return korean || !member->short_name ? member->name : member->short_name;
}

const char *label_staff(const struct site *site, const char *code)
{
	int staff = code ? site_find_staff(site, code) : -1;
	if (staff < 0)
		return code ? code : "";
	return label_member(&site->staff[staff]);
}

char *label_hours(int minutes, char text[LABEL_HOURS_SIZE])
{
	int tenths = minutes < 0 ? 0 : minutes / 6;
	snprintf(text, LABEL_HOURS_SIZE, "%d.%d", tenths / 10, tenths % 10);
	return text;
}

char *label_span(int start, int end, char text[LABEL_SPAN_SIZE])
{
	char from[CIVIL_TIME_SIZE], to[CIVIL_TIME_SIZE];
	snprintf(text, LABEL_SPAN_SIZE, "%s-%s", civil_format_time(start, from), civil_format_time(end, to));
	return text;
}

char *label_number(int count, char text[LABEL_HOURS_SIZE])
{
	if (count >= 1000)
		snprintf(text, LABEL_HOURS_SIZE, "%d %03d", count / 1000, count % 1000);
	else
		snprintf(text, LABEL_HOURS_SIZE, "%d", count);
	return text;
}
