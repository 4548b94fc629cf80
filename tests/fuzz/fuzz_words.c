/* A command line of any bytes, parted into words as for a child and as SSH hands it over: no word steers a terminal, and
 * none names a file or another person. */
#include <string.h>

#include "base/child.h"
#include "cli/remote.h"
#include "fuzz.h"

enum { WORDS = 24 };

const char *const fuzz_seeds[] = {
	"receptions --date tue --format 'json'",
	"find \"a \\\"b\" c\\ d 'e''f'",
	"prenota file show 12 --lang ko",
	"tasks --db=/etc/passwd",
	"'open",
	NULL,
};

static void is_parted(const char *text)
{
	struct arena arena = { 0 };
	struct error err = { 0 };
	const char *const *words;
	size_t count = 0;
	if (!child_split(text, WORDS, &arena, &words, &count, &err)) {
		FUZZ_REQUIRE(err.code == ERROR_INPUT && *err.text);
	} else {
		FUZZ_REQUIRE(count > 0 && count <= WORDS && !words[count]);
		for (size_t i = 0; i < count; i++)
			FUZZ_REQUIRE(strlen(words[i]) <= strlen(text) && !strpbrk(words[i], "\n\r\033\177"));
	}
	arena_finish(&arena);
}

static bool is_option(const char *word, const char *option)
{
	size_t len = strlen(option);
	return strncmp(word, option, len) == 0 && (!word[len] || word[len] == '=');
}

static void is_harmless(const char *text)
{
	static char name[] = "prenota";
	char *own[] = { name, NULL };
	struct arena arena = { 0 };
	struct error err = { 0 };
	int argc = 1;
	char **argv = own;
	setenv("SSH_ORIGINAL_COMMAND", text, 1);
	if (!remote_command(&arena, &argc, &argv, &err))
		FUZZ_REQUIRE((err.code == ERROR_INPUT || err.code == ERROR_PERMISSION) && *err.text);
	else
		for (int i = 1; i < argc; i++)
			FUZZ_REQUIRE(!is_option(argv[i], "--db") && !is_option(argv[i], "--as"));
	arena_finish(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = fuzz_text(data, size);
	is_parted(text);
	is_harmless(text);
	return 0;
}
