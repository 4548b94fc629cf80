/* office/sheet.h - what an advisor prints: the reception sheet of a customer file, and the list of a day.
 *
 * The reception sheet carries what a repair order carries, the request in the customer's own words, what the
 * pre-diagnosis found, what the customer expects and brings, what is open, and the reception checklist with
 * its boxes to be completed at the reception (R29, R20, R28, R33, R44, R69). It is signed by the customer:
 * the persona and the internal note are not on it. */
#ifndef PRENOTA_OFFICE_SHEET_H
#define PRENOTA_OFFICE_SHEET_H

#include "office/office.h"
#include "office/paper.h"
#include "office/file_check.h"

/* Appends the sheet of the file (its id or number) in @language ("ko", "en"; NULL: the site's). The forms
 * must be loaded. ERROR_NOT_FOUND: no such file; ERROR_REFUSED: it has no appointment, or a cancelled one. */
bool office_sheet(struct office *office, const char *file, const char *language, enum paper_format format,
		  struct buffer *out, struct error *err);

/* Appends the receptions @list of [first, last], with what each file still lacks: the list that is printed
 * two days ahead. */
void office_list_sheet(const struct office *office, const struct office_checked_list *list, civil_day first,
		       civil_day last, const char *language, enum paper_format format, struct buffer *out);

#endif
