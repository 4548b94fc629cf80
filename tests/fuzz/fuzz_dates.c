/* Dates, times, instants and wishes of any text: what is read is written the same. */
#include <string.h>

#include "base/civil.h"
#include "fuzz.h"

const char *const fuzz_seeds[] = {
	"2026-11-23", "2028-02-29",
	"24:00",      "09:30",
	"tue",        "화",
	"+3",         "11/24",
	"24",         "2026-11-23T10:42:05+09:00",
	"9999-12-31", "+999999999999999999",
	"0000-00-00", "2026-11-23T10:42Z",
	NULL,
};

enum { TODAY = 20780 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool zoned;
	zoned = zoned || civil_set_zone("Asia/Seoul");
	const char *text = fuzz_text(data, size);
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE], stamp[CIVIL_STAMP_SIZE];
	civil_day day;
	int minute;
	instant at;
	if (civil_parse_date(text, &day))
		FUZZ_REQUIRE(strcmp(civil_format_date(day, date), text) == 0);
	if (civil_parse_time(text, &minute))
		FUZZ_REQUIRE(minute >= 0 && minute <= MINUTES_PER_DAY &&
			     strcmp(civil_format_time(minute, time), text) == 0);
	if (civil_parse_wish(text, TODAY, &day))
		FUZZ_REQUIRE(civil_parse_date(civil_format_date(day, date), &day));
	if (civil_parse_recent(text, TODAY, &day))
		FUZZ_REQUIRE(civil_parse_date(civil_format_date(day, date), &day));
	if (civil_parse_instant(text, &at)) {
		instant again;
		FUZZ_REQUIRE(civil_parse_instant(civil_format_instant(at, stamp), &again) && again == at);
	}
	return 0;
}
