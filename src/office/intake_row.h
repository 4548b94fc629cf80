/* office/intake_row.h - from the values of a form to the row of a digital request. Inner to this folder. */
#ifndef PRENOTA_OFFICE_INTAKE_ROW_H
#define PRENOTA_OFFICE_INTAKE_ROW_H

#include "office/intake.h"
#include "store/request_store.h"

/* The row, without what only the store knows. @digest: of the input's bytes. */
void intake_row(const struct office *office, const struct intake_input *input,
		const struct intake_reading *reading, const struct intake_request *given, const char *digest,
		struct arena *arena, struct digital_request *row);

/* By what it would be recognised. */
void intake_keys(const struct office *office, const struct digital_request *row, struct arena *arena,
		 struct request_keys *keys);

#endif
