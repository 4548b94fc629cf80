/* site.cfg of any bytes: what is read is a valid site. */
#include "config/site_config.h"
#include "fuzz.h"

const char *const fuzz_seeds[] = {
	"id = \"x\"; name = \"X\"; zone = \"Asia/Seoul\"; opening = ( { days = \"mon-fri\"; hours = [ "
	"\"09:00-18:00\" ]; } );\n",
	"staff = ( { id = \"a\"; roles = [ \"operator\" ]; shifts = ( { days = \"mon\"; time = "
	"\"09:00-25:00\"; } ); } );\n",
	NULL,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct site site = { 0 };
	struct error err = { 0 };
	if (config_parse_site("site.cfg", (const char *)data, size, &arena, &site, NULL, &err)) {
		char why[256];
		FUZZ_REQUIRE(site_valid(&site, why, sizeof why));
	} else {
		FUZZ_REQUIRE(*err.text);
	}
	arena_finish(&arena);
	return 0;
}
