/* A request in JSON of any bytes, as slots and as book read it. */
#include <string.h>

#include "base/text.h"
#include "cli/request_json.h"
#include "fuzz.h"

const char *const fuzz_seeds[] = {
	"{\"channel\": \"phone\", \"customer\": {\"family\": \"홍\", \"given\": \"길동\", \"mobile\": \"+82 "
	"10-0000-1234\"}, "
	"\"vehicle\": {\"vin\": \"ZN6PMDE26R7000110\", \"plate\": \"123가4567\", \"mileage\": 18250, "
	"\"unit\": \"km\"}, "
	"\"request\": \"제동할 때\", \"work\": [\"DIAG-1\"], \"attendance\": [\"foreman\"], \"wishes\": "
	"[{\"date\": "
	"\"2026-11-25\", \"half\": \"am\"}, {\"time\": \"09:30\"}], \"mobility\": [\"loan\"], \"consent\": "
	"{\"contact\": "
	"\"phone\", \"service_reminder\": false}, \"override\": {\"by\": \"kim.s\", \"reason\": \"room\"}, "
	"\"slot\": "
	"{\"date\": \"2026-11-24\", \"time\": \"09:30\", \"advisor\": \"kim.s\", \"handback\": {\"date\": "
	"\"2026-11-24\", "
	"\"time\": \"16:45\", \"minutes\": 15}}}",
	"{\"work\": [], \"work\": null, \"x\": 1e999}",
	"[[[[[[[[[[[[[[[[",
	NULL,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	for (int needs_slot = 0; needs_slot < 2; needs_slot++) {
		struct arena arena = { 0 };
		struct booking_request request;
		struct error err = { 0 };
		bool good = request_json_parse((const char *)data, size, needs_slot, &arena, &request, &err);
		FUZZ_REQUIRE(good || (err.code == ERROR_INPUT && *err.text && text_is_valid(err.text, strlen(err.text))));
		if (good) {
			FUZZ_REQUIRE(request.work_count > 0);
			FUZZ_REQUIRE(!request.request ||
				     text_is_valid(request.request, strlen(request.request)));
			FUZZ_REQUIRE(!needs_slot || request.slot.given);
		}
		arena_finish(&arena);
	}
	return 0;
}
