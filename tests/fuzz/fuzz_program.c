/* prenota.cfg of any bytes; a user's file sets looks alone. */
#include "config/program.h"
#include "fuzz.h"

const char *const fuzz_seeds[] = {
	"database = \"x.db\"; site = \"/etc/site.cfg\"; forms = \"../forms\"; language = \"ko\"; colours = "
	"\"8\"; glyphs = "
	"\"ascii\"; keys = ( { action = \"call-hold\"; key = \"F9\"; } );\n",
	"language = \"it\"; colours = 256; unknown = 07;\n",
	NULL,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *path = fuzz_file(data, size);
	for (int looks_only = 0; looks_only < 2; looks_only++) {
		struct arena arena = { 0 };
		struct program_config config;
		struct error err = { 0 };
		program_config_init(&config);
		if (!config_read_program(path, true, looks_only, &arena, &config, NULL, &err))
			FUZZ_REQUIRE(*err.text && !config.database && !config.key_count);
		FUZZ_REQUIRE(!looks_only || (!config.database && !config.site && !config.mail_command));
		arena_finish(&arena);
	}
	return 0;
}
