#include "model/rules.h"

#include <ctype.h>
#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"

enum { VIN_LENGTH = VIN_SIZE - 1 };

/* Appends @typed in capital letters without separators. Hangul counts as the Latin keys it was typed with. */
static void add_normalised(struct buffer *out, const char *typed)
{
	struct buffer folded = { 0 };
	text_fold(&folded, typed);
	for (size_t at = 0, used; at < folded.len; at += used) {
		char keys[TEXT_KEYS_SIZE];
		int32_t scalar = text_decode(folded.text + at, folded.len - at, &used);
		if (scalar >= 0 && scalar < 0x80) {
			char c = (char)toupper((int)scalar);
			if (!strchr(" \t\n-._/", c))
				buffer_add_char(out, c);
			continue;
		}
		size_t count = scalar >= 0 ? text_hangul_keys((uint32_t)scalar, keys) : 0;
		for (size_t i = 0; i < count; i++)
			buffer_add_char(out, (char)toupper((unsigned char)keys[i]));
		if (count == 0)
			buffer_add_bytes(out, folded.text + at, used);
	}
	buffer_finish(&folded);
}

/* What stands for a letter that no VIN has (ISO 3779), 0 when @c is fine. */
static char digit_for(char c)
{
	return c == 'I' ? '1' : c == 'O' || c == 'Q' ? '0' : '\0';
}

/* Appends the character that starts at @text. */
static void add_first(struct buffer *out, const char *text)
{
	buffer_add_bytes(out, text, text_next(text, strlen(text), 0));
}

/* Looks for what is wrong in @text (17 characters long or not); the message in @err, false when something is.
 */
static bool check_letters(const char *text, struct error *err)
{
	for (size_t i = 0; text[i]; i++) {
		char digit = digit_for(text[i]);
		if (digit)
			return error_set(err, ERROR_INPUT, _("VIN has the letter %c; did you mean %c?"),
					 text[i], digit);
		if (isascii((unsigned char)text[i]) && isalnum((unsigned char)text[i]))
			continue;
		struct buffer bad = { 0 };
		add_first(&bad, text + i);
		error_set(err, ERROR_INPUT,
			  _("VIN has the character '%s'; only letters and digits stand in a VIN"),
			  buffer_text(&bad));
		buffer_finish(&bad);
		return false;
	}
	return true;
}

/* The VIN with digits for I, O and Q, "" when it would still be wrong. */
static void suggest(const char *text, size_t len, char suggestion[VIN_SIZE])
{
	suggestion[0] = '\0';
	if (len != VIN_LENGTH)
		return;
	char fixed[VIN_SIZE];
	for (size_t i = 0; i <= len; i++)
		fixed[i] = digit_for(text[i]) ? digit_for(text[i]) : text[i];
	if (strcmp(fixed, text) != 0 && check_letters(fixed, NULL))
		memcpy(suggestion, fixed, VIN_SIZE);
}

static bool check_vin(const char *text, size_t len, struct error *err)
{
	if (len == 0)
		return error_set(err, ERROR_INPUT, _("VIN is missing; type its %d letters and digits"),
				 VIN_LENGTH);
	if (len == VIN_LENGTH)
		return check_letters(text, err);
	int shown = 0;
	for (size_t at = 0; at < len; at = text_next(text, len, at))
		shown++;
	if (shown == VIN_LENGTH)
		return check_letters(text, err);
	return error_set(err, ERROR_INPUT, _("VIN has %d characters; it must have %d"), shown, VIN_LENGTH);
}

bool vin_parse(const char *typed, char vin[VIN_SIZE], char suggestion[VIN_SIZE], struct error *err)
{
	struct buffer text = { 0 };
	add_normalised(&text, typed ? typed : "");
	bool fine = check_vin(buffer_text(&text), text.len, err);
	if (suggestion)
		suggest(buffer_text(&text), text.len, suggestion);
	if (fine)
		memcpy(vin, text.text, VIN_SIZE);
	buffer_finish(&text);
	return fine;
}

/* Value of a letter or digit in the sum of the check digit (49 CFR 565). */
static int letter_value(char c)
{
	static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ";
	static const char values[] = "12345678123457923456789";
	if (isdigit((unsigned char)c))
		return c - '0';
	const char *at = strchr(letters, c);
	return at && *at ? values[at - letters] - '0' : 0;
}

static char check_digit(const char *vin)
{
	static const int weights[VIN_LENGTH] = { 8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2 };
	int sum = 0;
	for (int i = 0; i < VIN_LENGTH; i++)
		sum += letter_value(vin[i]) * weights[i];
	return sum % 11 == 10 ? 'X' : (char)('0' + sum % 11);
}

/* The latest year that @c can stand for, no more than two years after @today; 0 for a letter without a year.
 */
static int model_year(char c, civil_day today)
{
	static const char letters[] = "ABCDEFGHJKLMNPRSTVWXY123456789"; /* from 1980, again every 30 years */
	const char *at = strchr(letters, c);
	if (!at || !*at)
		return 0;
	int year, month, dom;
	civil_to_ymd(today, &year, &month, &dom);
	int found = 1980 + (int)(at - letters);
	while (found + 30 <= year + 2)
		found += 30;
	return found <= year + 2 ? found : 0;
}

/* What the maker declared for positions 4 to 8, '?' for any character; the first line that fits counts. */
struct vin_pattern {
	const char *wmi;
	const char *code;
	const char *model;
	enum energy energy;
	bool mc20;
};

static const struct vin_pattern patterns[] = {
	{ "ZAM", "39???", "Quattroporte", ENERGY_PETROL, false },
	{ "ZAM", "45?M?", "GranCabrio", ENERGY_PETROL, false },
	{ "ZAM", "45???", "GranTurismo", ENERGY_PETROL, false },
	{ "ZAM", "56???", "Quattroporte", ENERGY_PETROL, false },
	{ "ZAM", "57???", "Ghibli", ENERGY_PETROL, false },
	{ "ZN6", "61???", "Levante", ENERGY_PETROL, false },
	{ "ZN6", "82A?A", "Grecale GT", ENERGY_MHEV, false },
	{ "ZN6", "82A?M", "Grecale Modena", ENERGY_MHEV, false },
	{ "ZN6", "82C?T", "Grecale Trofeo", ENERGY_PETROL, false },
	{ "ZN6", "82A??", "Grecale", ENERGY_MHEV, false },
	{ "ZN6", "82???", "Grecale", ENERGY_PETROL, false },
	{ "ZAM", "24???", "MC20", ENERGY_PETROL, true },
	{ "ZAM", "?MRA3", "MC20", ENERGY_BEV, true },
	{ "ZAM", "?MRA?", "MC20", ENERGY_PETROL, true },
	{ "ZAM", "?MRB?", "GT2 Stradale", ENERGY_PETROL, true },
	{ "ZAM", "?MRC?", "MCPURA", ENERGY_PETROL, true },
	{ "ZAM", "?MSA?", "MC20 Cielo", ENERGY_PETROL, true },
	{ "ZAM", "?MSC?", "MCPURA Cielo", ENERGY_PETROL, true },
	{ "ZAM", "?MSD?", "MC20 Folgore", ENERGY_BEV, true },
	{ "ZAM", "?MR??", "MC20", ENERGY_PETROL, true },
	{ "ZAM", "?MS??", "MC20 Cielo", ENERGY_PETROL, true },
	{ "ZN6", "?MDE?", "Grecale Folgore", ENERGY_BEV, false },
	{ "ZN6", "?MDB?", "Grecale Modena", ENERGY_MHEV, false },
	{ "ZN6", "?MDD?", "Grecale Trofeo", ENERGY_PETROL, false },
	{ "ZN6", "?MDA?", "Grecale GT", ENERGY_MHEV, false },
	{ "ZN6", "?MDF?", "Grecale GT", ENERGY_MHEV, false },
	{ "ZN6", "?MD??", "Grecale", ENERGY_MHEV, false },
	{ "ZAM", "?MVB?", "GranTurismo Modena", ENERGY_PETROL, false },
	{ "ZAM", "?MVD?", "GranTurismo Trofeo", ENERGY_PETROL, false },
	{ "ZAM", "?MVE?", "GranTurismo Folgore", ENERGY_BEV, false },
	{ "ZAM", "?MV??", "GranTurismo", ENERGY_PETROL, false },
	{ "ZAM", "?MXB?", "GranCabrio Modena", ENERGY_PETROL, false },
	{ "ZAM", "?MXD?", "GranCabrio Trofeo", ENERGY_PETROL, false },
	{ "ZAM", "?MXE?", "GranCabrio Folgore", ENERGY_BEV, false },
	{ "ZAM", "?MX??", "GranCabrio", ENERGY_PETROL, false },
};

static bool pattern_fits(const struct vin_pattern *pattern, const char *vin)
{
	if (strncmp(vin, pattern->wmi, 3) != 0)
		return false;
	for (int i = 0; i < 5; i++)
		if (pattern->code[i] != '?' && pattern->code[i] != vin[3 + i])
			return false;
	return true;
}

struct vin_hint vin_hint(const char *vin, civil_day today)
{
	struct vin_hint hint = { .energy = ENERGY_UNKNOWN };
	if (strlen(vin) != VIN_LENGTH)
		return hint;
	hint.check_digit_differs = check_digit(vin) != vin[8];
	hint.model_year = model_year(vin[9], today);
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		if (!pattern_fits(&patterns[i], vin))
			continue;
		hint.model = patterns[i].model;
		hint.energy = patterns[i].energy;
		hint.mc20 = patterns[i].mc20;
		break;
	}
	if (hint.model && vin[4] == 'M' && vin[7] >= '1' && vin[7] <= '3')
		hint.energy = ENERGY_BEV;
	return hint;
}
