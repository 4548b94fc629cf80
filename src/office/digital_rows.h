/* office/digital_rows.h - a digital request within somebody else's transaction. Inner to this folder. */
#ifndef PRENOTA_OFFICE_DIGITAL_ROWS_H
#define PRENOTA_OFFICE_DIGITAL_ROWS_H

#include "office/digital.h"

/* ERROR_CONFLICT, by whom and when, when it is answered already. */
bool digital_still_waits(const struct digital_request *request, struct error *err);

/* The booking of @file answers it. */
bool digital_booked(struct office *office, const char *id, const char *file, const char *customer,
		    struct error *err);

#endif
