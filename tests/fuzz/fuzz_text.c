/* Text of any bytes through every door: cleaned once is clean, what is shown steers nothing, cuts and wraps
 * end. */
#include <locale.h>
#include <string.h>

#include "base/text.h"
#include "fuzz.h"

const char *const fuzz_seeds[] = {
	"홍길동 e\xcc\x81\xcc\x81\xcc\x81 \xe2\x80\xae\x1b[31m\r\n\t\xc2\x9b\xef\xbb\xbf",
	"ㄱㅁㅅ 값 과 👩‍👩‍👧 ＡＢＣ１２３ \xee\x80\x80\xf4\x8f\xbf\xbf",
	"\xff\xfe\xc0\x80\xed\xa0\x80\xf4\x90\x80\x80\xe2\x82",
	NULL,
};

static void clean_is_clean(const char *text, size_t size)
{
	struct buffer once = { 0 }, twice = { 0 }, line = { 0 };
	enum text_cleaned changed = text_clean(&once, text, size);
	FUZZ_REQUIRE(text_is_valid(buffer_text(&once), once.len));
	FUZZ_REQUIRE((changed == TEXT_SAME) ==
		     (once.len == size && memcmp(buffer_text(&once), text, size) == 0));
	FUZZ_REQUIRE(text_clean(&twice, buffer_text(&once), once.len) == TEXT_SAME);
	text_clean_line(&line, text, size);
	fuzz_require_plain(buffer_text(&line));
	buffer_finish(&once);
	buffer_finish(&twice);
	buffer_finish(&line);
}

static void shown_is_plain(const char *text, size_t size)
{
	struct buffer out = { 0 };
	text_show_bytes(&out, text, size);
	fuzz_require_plain(buffer_text(&out));
	for (int columns = 0; columns < 12; columns += 3) {
		buffer_clear(&out);
		FUZZ_REQUIRE(text_cut(&out, fuzz_text((const uint8_t *)text, size), columns, true) <=
			     columns);
		fuzz_require_plain(buffer_text(&out));
		buffer_clear(&out);
		text_pad(&out, fuzz_text((const uint8_t *)text, size), columns, TEXT_RIGHT);
		FUZZ_REQUIRE(text_width(buffer_text(&out)) == columns);
	}
	buffer_finish(&out);
}

static void walks_end(const char *text, size_t size)
{
	size_t next;
	for (size_t at = 0; at < size; at = next) {
		next = text_next(text, size, at);
		FUZZ_REQUIRE(next > at && next <= size);
		FUZZ_REQUIRE(text_previous(text, size, next) < next);
	}
	for (size_t at = 0; at < size; at += next) {
		size_t len = text_wrap(text + at, size - at, 7, &next);
		FUZZ_REQUIRE(next > 0 && len <= next && next <= size - at);
	}
}

static void keys_are_text(const char *text)
{
	struct buffer out = { 0 };
	text_fold(&out, text);
	text_jamo(&out, text);
	text_initials(&out, text);
	text_digits(&out, text);
	FUZZ_REQUIRE(text_is_valid(buffer_text(&out), out.len));
	buffer_finish(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool located;
	located = located || setlocale(LC_ALL, "C.UTF-8");
	const char *text = (const char *)data;
	clean_is_clean(text, size);
	shown_is_plain(text, size);
	walks_end(text, size);
	keys_are_text(fuzz_text(data, size));
	return 0;
}
