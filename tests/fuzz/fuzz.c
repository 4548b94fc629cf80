#include "fuzz.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"

/* libconfig 1.5 forgets the string in which a syntax error stands. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:strbuf_append\nleak:libconfig_yylex\n";
}

const char *fuzz_file(const uint8_t *data, size_t size)
{
	static char path[32];
	static int fd = -1;
	if (fd < 0)
		fd = memfd_create("fuzz", MFD_CLOEXEC);
	FUZZ_REQUIRE(fd >= 0 && ftruncate(fd, 0) == 0);
	FUZZ_REQUIRE(pwrite(fd, data, size, 0) == (ssize_t)size);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	return path;
}

const char *fuzz_text(const uint8_t *data, size_t size)
{
	static char *text;
	free(text);
	text = malloc(size + 1);
	FUZZ_REQUIRE(text);
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	return text;
}

void fuzz_require_plain(const char *text)
{
	size_t len = strlen(text), used;
	FUZZ_REQUIRE(text_is_valid(text, len));
	for (size_t at = 0; at < len; at += used) {
		int32_t scalar = text_decode(text + at, len - at, &used);
		FUZZ_REQUIRE(scalar >= 0x20 && scalar != 0x7f && !(scalar >= 0x80 && scalar < 0xa0));
		FUZZ_REQUIRE(!(scalar >= 0x202a && scalar <= 0x202e) &&
			     !(scalar >= 0x2066 && scalar <= 0x2069));
	}
}
