/* The change of an appointment in JSON of any bytes, as `file change` reads it. */
#include <string.h>

#include "base/text.h"
#include "cli/change_json.h"
#include "fuzz.h"

const char *const fuzz_seeds[] = {
	"{\"work\": [\"OIL\", \"BAT\"], \"request\": \"배터리도\", \"mobility\": \"wait\", \"unit\": \"L1\"}",
	"{\"override\": {\"by\": \"kim.s\", \"reason\": \"room\"}, \"work\": []}",
	"{\"work\": [[[[",
	NULL,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct office_change change;
	struct error err = { 0 };
	if (!change_json_parse((const char *)data, size, &arena, &change, &err))
		FUZZ_REQUIRE(err.code == ERROR_INPUT && *err.text && text_is_valid(err.text, strlen(err.text)));
	arena_finish(&arena);
	return 0;
}
