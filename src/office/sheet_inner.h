/* office/sheet_inner.h - what the parts of the sheet share. For sheet*.c only. */
#ifndef PRENOTA_OFFICE_SHEET_INNER_H
#define PRENOTA_OFFICE_SHEET_INNER_H

#include "form/answers.h"
#include "model/file.h"
#include "office/sheet.h"

struct sheet {
	struct office *office;
	enum form_lang lang;
	struct customer_file file;
	struct form_answers *answers; /* of the file, with what its car and appointment tell the forms */
	struct paper paper;
};

/* "2026-11-24 (Tue)" */
const char *sheet_day(struct arena *arena, civil_day day);
/* "2026-11-24 (Tue) 09:30" */
const char *sheet_time(struct arena *arena, civil_day day, int minute);
/* The name of a member by code, for paper: in full. */
const char *sheet_staff(const struct site *site, const char *code);
const char *sheet_text(const struct two_texts *text, enum form_lang lang, const char *code);

/* Which desk, when, by whom. */
const char *sheet_origin(struct paper *paper, const struct office *office, enum form_lang lang);

/* The reception checklist with its boxes; what was answered already is ticked. */
bool sheet_add_checklist(struct sheet *sheet, struct error *err);

#endif
