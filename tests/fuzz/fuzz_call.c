/* A line of a telephone exchange of any bytes: an event that is read is text that steers nothing, within its bounds. */
#include <string.h>

#include "fuzz.h"
#include "model/line.h"

const char *const fuzz_seeds[] = {
	"ringing call=1763769600.1 from=01000001234 to=201 at=1795395600000",
	"hold call=x at=-1 x= =y call=y",
	"transferred call=\xea\xb0\x80 to=\x1b[2J at=99999999999999999999",
	"hangup call=",
	NULL,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct line_event event;
	struct error err = { 0 };
	if (!line_event_parse(fuzz_text(data, size), &event, &err)) {
		FUZZ_REQUIRE(err.code == ERROR_INPUT && *err.text);
		return 0;
	}
	FUZZ_REQUIRE(event.verb < LINE_VERB_COUNT && event.at >= 0);
	FUZZ_REQUIRE(*event.call && strlen(event.call) < LINE_CALL_SIZE);
	FUZZ_REQUIRE(strlen(event.number) < LINE_NUMBER_SIZE && strlen(event.extension) < LINE_EXTENSION_SIZE);
	fuzz_require_plain(event.call);
	fuzz_require_plain(event.number);
	fuzz_require_plain(event.extension);
	return 0;
}
