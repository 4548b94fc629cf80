/* form/number.h - numbers of answers in thousandths, with their unit.
 *
 * For this folder only. */
#ifndef PRENOTA_FORM_NUMBER_H
#define PRENOTA_FORM_NUMBER_H

#include "base/buffer.h"
#include "form/form.h"

/* Reads "2.3", "2,3", "32 psi" or "-5 %"; the value to keep goes to @value. */
bool number_read(const struct form_field *field, const char *text, struct buffer *value, struct error *err);

/* "1 234,5 km" as typed for a mileage: digits in groups; -1 when it is none or above 9,999,999. */
int64_t number_read_mileage(const char *text);

#endif
