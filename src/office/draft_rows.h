/* office/draft_rows.h - a draft's row within somebody else's transaction. Inner to this folder. */
#ifndef PRENOTA_OFFICE_DRAFT_ROWS_H
#define PRENOTA_OFFICE_DRAFT_ROWS_H

#include "office/office.h"

/* Deletes the draft @id of any operator in the open write transaction; one that is not there is fine. */
bool draft_delete_row(struct office *office, const char *id, struct arena *arena, struct error *err);

#endif
