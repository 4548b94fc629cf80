#include "form/number.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/entry.h"

enum { THOUSAND = 1000, DIGITS_MAX = 9 };

/* Reads a number with at most three decimals into thousandths; *@end is what follows, *@decimals how many it
 * had. */
static bool scan_number(const char *text, int64_t *thousandths, int *decimals, const char **end)
{
	bool minus = *text == '-';
	const char *at = text + (*text == '-' || *text == '+');
	size_t whole = strspn(at, "0123456789");
	if (whole == 0 || whole > DIGITS_MAX)
		return false;
	int64_t value = strtoll(at, NULL, 10) * THOUSAND;
	at += whole;
	*decimals = 0;
	if ((*at == '.' || *at == ',') && at[1] >= '0' && at[1] <= '9') {
		int64_t place = THOUSAND;
		for (at++; *at >= '0' && *at <= '9'; at++) {
			if (++*decimals > 3)
				return false;
			place /= 10;
			value += (*at - '0') * place;
		}
	}
	*thousandths = minus ? -value : value;
	*end = at;
	return true;
}

/* The unit that follows a number: the first when nothing does, -1 when unknown. */
static int find_unit(const struct form_field *field, const char *text)
{
	text += strspn(text, " ");
	if (!*text)
		return 0;
	for (size_t i = 0; i < field->unit_count; i++)
		if (strcasecmp(text, field->units[i].name) == 0)
			return (int)i;
	return -1;
}

static int64_t in_first_unit(const struct form_field *field, int64_t thousandths, int unit)
{
	return unit > 0 ? thousandths * field->units[unit].millionths / 1000000 : thousandths;
}

bool form_number_parse(const struct form_field *field, const char *value, int64_t *thousandths)
{
	const char *end = NULL;
	int decimals = 0;
	int64_t number = 0;
	if (!scan_number(value, &number, &decimals, &end))
		return false;
	int unit = find_unit(field, end);
	if (unit < 0)
		return false;
	*thousandths = in_first_unit(field, number, unit);
	return true;
}

static void add_number(int64_t thousandths, struct buffer *out)
{
	int64_t size = thousandths < 0 ? -thousandths : thousandths;
	buffer_printf(out, "%s%lld", thousandths < 0 ? "-" : "", (long long)(size / THOUSAND));
	if (size % THOUSAND == 0)
		return;
	buffer_printf(out, ".%03lld", (long long)(size % THOUSAND));
	while (out->text[out->len - 1] == '0')
		out->text[--out->len] = '\0';
}

static bool out_of_range(const struct form_field *field, struct error *err)
{
	struct buffer min = { 0 };
	struct buffer max = { 0 };
	add_number(field->min, &min);
	add_number(field->max, &max);
	if (field->unit_count) {
		struct buffer *last = field->has_max ? &max : &min;
		buffer_printf(last, " %s", field->units[0].name);
	}
	if (field->has_min && field->has_max)
		error_set(err, ERROR_INPUT, _("must be from %s to %s"), buffer_text(&min), buffer_text(&max));
	else if (field->has_min)
		error_set(err, ERROR_INPUT, _("must be at least %s"), buffer_text(&min));
	else
		error_set(err, ERROR_INPUT, _("must be at most %s"), buffer_text(&max));
	buffer_finish(&min);
	buffer_finish(&max);
	return false;
}

static bool wrong_unit(const struct form_field *field, const char *unit, struct error *err)
{
	struct buffer names = { 0 };
	for (size_t i = 0; i < field->unit_count; i++)
		buffer_printf(&names, "%s%s", i ? ", " : "", field->units[i].name);
	if (names.len)
		error_set(err, ERROR_INPUT, _("unknown unit '%.20s': %s"), unit, buffer_text(&names));
	else
		error_set(err, ERROR_INPUT, _("a number only, without '%.20s'"), unit);
	buffer_finish(&names);
	return false;
}

bool number_read(const struct form_field *field, const char *text, struct buffer *value, struct error *err)
{
	const char *end = NULL;
	int decimals = 0;
	int64_t number = 0;
	if (!scan_number(text, &number, &decimals, &end))
		return error_set(err, ERROR_INPUT, _("not a number, write for example %s"),
				 field->decimals ? "2.5" : "25");
	int unit = find_unit(field, end);
	if (unit < 0)
		return wrong_unit(field, end + strspn(end, " "), err);
	if (decimals > field->decimals && field->decimals == 0)
		return error_set(err, ERROR_INPUT, _("a whole number, without decimals"));
	if (decimals > field->decimals)
		return error_set(err, ERROR_INPUT, _("at most %d decimals"), field->decimals);
	int64_t first = in_first_unit(field, number, unit);
	if ((field->has_min && first < field->min) || (field->has_max && first > field->max))
		return out_of_range(field, err);
	buffer_clear(value);
	add_number(number, value);
	if (unit > 0)
		buffer_printf(value, " %s", field->units[unit].name);
	return true;
}

int64_t number_read_mileage(const char *text)
{
	enum { MILEAGE_MAX = 9999999 };
	int64_t value = 0;
	size_t since_mark = 0;
	bool marked = false;
	const char *at = text;
	for (; *at; at++) {
		if (*at >= '0' && *at <= '9') {
			value = value * 10 + (*at - '0');
			since_mark++;
			if (value > MILEAGE_MAX)
				return -1;
		} else if ((*at == ' ' || *at == ',' || *at == '.') && at[1] >= '0' && at[1] <= '9') {
			if (since_mark == 0 || since_mark > 3 || (marked && since_mark != 3))
				return -1;
			marked = true;
			since_mark = 0;
		} else {
			break;
		}
	}
	at += strspn(at, " ");
	if (since_mark == 0 || (marked && since_mark != 3))
		return -1;
	return !*at || strcasecmp(at, "km") == 0 || strcasecmp(at, "mi") == 0 ? value : -1;
}
