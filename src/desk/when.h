/* desk/when.h - dates and times as the screens write them, in the screens' language. */
#ifndef PRENOTA_DESK_WHEN_H
#define PRENOTA_DESK_WHEN_H

#include "base/civil.h"

enum { WHEN_SIZE = 64 };

/* "Tue 24", "Tue 24 Nov", "Tue 24 Nov 2026"; "24(화)", "11월 24일(화)", "2026년 11월 24일(화)". All return
 * @text. */
char *when_day(civil_day day, char text[WHEN_SIZE]);
char *when_date(civil_day day, char text[WHEN_SIZE]);
char *when_full(civil_day day, char text[WHEN_SIZE]);

/* "Tue 24" / "24(화)": never wider than seven columns. */
char *when_column(civil_day day, char text[WHEN_SIZE]);

/* "Tue" / "화". */
const char *when_weekday(civil_day day);
/* "Nov" / "11월", 1..12. */
const char *when_month(int month);

/* "3:12" as minutes and seconds, two digits each. */
char *when_clock(int seconds, char text[WHEN_SIZE]);

#endif
