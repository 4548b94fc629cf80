/* model/label_report.h - what stands beside a case of the standards page, in the operator's language. */
#ifndef PRENOTA_MODEL_LABEL_REPORT_H
#define PRENOTA_MODEL_LABEL_REPORT_H

#include "model/report.h"

/* The note of a case of @measure: a code in words, else as it stands; "" for NULL. */
const char *label_report_note(enum report_measure measure, const char *note);

#endif
