/* form/entry.h - from what an operator types to the value of a field, and back to what is shown. */
#ifndef PRENOTA_FORM_ENTRY_H
#define PRENOTA_FORM_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/civil.h"
#include "form/answers.h"

/* A named check, given by whoever knows the field: model for VIN, plate, telephone, mileage. It gets the
 * trimmed text and writes the value to keep (normalised) into @value (empty on entry: then the text itself is
 * kept). False refuses, with the reason and what would be right in @err, in the screens' language. */
struct form_check_entry {
	const char *name; /* see form/known.h */
	bool (*run)(void *context, const struct form_answers *answers, const char *text, struct buffer *value,
		    struct error *err);
};

struct form_checks {
	const struct form_check_entry *entries;
	size_t count;
	void *context;
	civil_day today; /* for dates such as "tue" and "+3" */
};

/* Turns @typed into the value(s) of @field. Generic types are read here; telephone, plate, vin, mileage and
 * email go to the check named like the type, then to the field's own check. A check that @checks does not
 * have lets everything pass. For several: codes, labels or numbers of the options, separated by commas;
 * @value then holds the codes joined by commas. Empty text gives an empty value and is fine. On failure @err
 * says what is wrong and what would be right (gettext), and @value is untouched. */
bool form_entry_read(const struct form_field *field, const struct form_answers *answers, const char *typed,
		     const struct form_checks *checks, struct buffer *value, struct error *err);

/* A date of what has been (check = "not-future"): "16" and "tue" are the last such days, not the next. */
bool form_field_is_past(const struct form_field *field);

/* Reads and stores: on success the value, on failure what was typed is kept as wrong. */
bool form_entry_put(struct form_answers *answers, const struct form_field *field, const char *typed,
		    const struct form_checks *checks, struct error *err);

/* The answer as shown and spoken: labels for codes, joined by ", "; "" when there is none. */
void form_entry_show(const struct form_field *field, const struct form_answers *answers, enum form_lang lang,
		     struct buffer *out);

/* The option that a key means in a choice: its digit (1..9), the first letter of its code or of its label in
 * either language, the beginning of its Korean label (a consonant alone, or as much of the first syllable as was
 * put together), or the letter on the one key of a two-set Hangul keyboard that types it. A syllable that begins
 * no label means none. Several matches are taken in turn after @current (a code or NULL). NULL when no option is
 * meant. yes-no has "yes" and "no". */
const char *form_entry_key(const struct form_field *field, const char *current, uint32_t key);

/* The red flag that this field's answer raises now. */
enum form_flag_level form_field_flag(const struct form_field *field, const struct form_answers *answers,
				     bool *people);

/* A number field's value in thousandths of its first unit; false when @value is none. */
bool form_number_parse(const struct form_field *field, const char *value, int64_t *thousandths);

#endif
