/* desk/view_standards_state.h - the insides of F8. For view_standards*.c only. */
#ifndef PRENOTA_DESK_VIEW_STANDARDS_STATE_H
#define PRENOTA_DESK_VIEW_STANDARDS_STATE_H

#include "desk/pane.h"
#include "office/report.h"
#include "tui/list.h"

struct view_standards {
	struct pane pane;
	enum report_span span;
	struct report_bucket period;
	bool moved; /* to another period than the one of today */
	struct list list;

	struct arena arena; /* owns the arrays of the report */
	struct office_report report;
	bool loaded;
	struct report_bucket shown; /* of the report */
	int64_t not_before;         /* desk_clock(): a long period is not read again at once */
};

enum { STANDARDS_HEAD = 2 };

/* Rows of the pane below the list. */
int standards_detail_rows(int rows);

/* The row's measure that is selected. */
enum report_measure standards_selected(const struct view_standards *view);

/* "Month  Sun 1 Nov 2026 - Mon 30 Nov 2026". */
void standards_period_text(const struct view_standards *view, struct buffer *out);

void standards_draw(const struct view_standards *view, const struct canvas *canvas);

/* The page of the cases behind @measure, and that of the load, over @period. */
void standards_open_cases(struct desk *desk, enum report_measure measure, struct report_bucket period);
void standards_open_load(struct desk *desk, struct report_bucket period);

#endif
