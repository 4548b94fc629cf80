/* cli/report_html.h - the standards of a period as one page for the manager: nothing is fetched, nothing
 * runs, it prints on paper. */
#ifndef PRENOTA_CLI_REPORT_HTML_H
#define PRENOTA_CLI_REPORT_HTML_H

#include "base/buffer.h"
#include "office/report.h"

/* Appends the page. @load NULL: a period too long for it. @broken are the cases of each measure that did not
 * keep it. */
void report_html(struct buffer *out, const struct office *office, const struct office_report *report,
		 const struct report_case_list broken[REPORT_COUNT], const struct office_report_load *load);

/* The part of it with the load over time. */
void report_html_load(struct buffer *out, const struct site *site, const struct office_report_load *load);

/* The name of a member of the staff as the page writes it; the code when nobody has it. */
const char *report_staff(const struct site *site, const char *code);

#endif
