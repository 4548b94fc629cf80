#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { MARKS_MAX = 2, REPLACEMENT = 0xfffd };

struct range {
	int32_t first;
	int32_t last;
};

/* What no text needs and some terminals obey, in ascending order. */
static const struct range dropped[] = {
	{ 0x0000, 0x0008 },                        /* control characters but tab and newline */
	{ 0x000b, 0x001f },    { 0x007f, 0x009f }, /* DEL and C1 */
	{ 0x061c, 0x061c },                        /* Arabic letter mark */
	{ 0x200b, 0x200f },                        /* zero width, direction marks */
	{ 0x2028, 0x202e },    /* line and paragraph separators, embeddings and overrides */
	{ 0x2060, 0x206f },    /* invisible operators, isolates */
	{ 0xe000, 0xf8ff },    /* private use */
	{ 0xfdd0, 0xfdef },    /* noncharacters */
	{ 0xfeff, 0xfeff },    /* byte-order mark */
	{ 0xfff9, 0xfffb },    /* interlinear marks */
	{ 0xe0000, 0xe007f },  /* tags */
	{ 0xf0000, 0x10ffff }, /* private use */
};

static bool is_dropped(int32_t scalar)
{
	if ((scalar & 0xfffe) == 0xfffe)
		return true;
	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++) {
		if (scalar <= dropped[i].last)
			return scalar >= dropped[i].first;
	}
	return false;
}

static bool is_mark(int32_t scalar)
{
	if (scalar < 0x300)
		return false;
	utf8proc_category_t category = utf8proc_category(scalar);
	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

static void add_scalar(struct buffer *out, int32_t scalar)
{
	char bytes[TEXT_SCALAR_SIZE];
	buffer_add_bytes(out, bytes, text_encode((uint32_t)scalar, bytes));
}

/* Copies what may stay; false when bytes were not UTF-8. */
static bool filter(struct buffer *out, const char *text, size_t len)
{
	bool valid = true;
	size_t used;
	for (size_t at = 0; at < len; at += used) {
		int32_t scalar = text_decode(text + at, len - at, &used);
		bool pair = scalar == '\r' && at + 1 < len && text[at + 1] == '\n';
		if (scalar == TEXT_INVALID_SCALAR) {
			add_scalar(out, REPLACEMENT);
			valid = false;
		} else if (scalar == '\r' && !pair) {
			buffer_add_char(out, '\n');
		} else if (!is_dropped(scalar)) {
			buffer_add_bytes(out, text + at, used);
		}
	}
	return valid;
}

/* Copies @text (valid UTF-8) without the marks beyond the second of a row. */
static void thin_marks(struct buffer *out, const char *text, size_t len)
{
	int marks = 0;
	size_t used;
	for (size_t at = 0; at < len; at += used) {
		int32_t scalar = text_decode(text + at, len - at, &used);
		marks = is_mark(scalar) ? marks + 1 : 0;
		if (marks <= MARKS_MAX)
			buffer_add_bytes(out, text + at, used);
	}
}

/* What is as it should be already: visible ASCII, and syllables of Hangul. */
static bool is_plain(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c == 0x7f || (c < 0x20 && c != '\n' && c != '\t'))
			return false;
	}
	return text_is_common(text, len);
}

enum text_cleaned text_clean(struct buffer *out, const char *text, size_t len)
{
	if (is_plain(text, len)) {
		buffer_add_bytes(out, text, len);
		return TEXT_SAME;
	}
	struct buffer kept = { 0 };
	bool valid = filter(&kept, text, len);
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t size =
		utf8proc_map((const utf8proc_uint8_t *)buffer_text(&kept), (utf8proc_ssize_t)kept.len,
			     &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (size < 0)
		abort(); /* the text is valid: only memory can be lacking */
	size_t start = out->len;
	thin_marks(out, (const char *)composed, (size_t)size);
	free(composed);
	buffer_finish(&kept);
	if (!valid)
		return TEXT_INVALID;
	bool same = out->len - start == len && memcmp(buffer_text(out) + start, text, len) == 0;
	return same ? TEXT_SAME : TEXT_CHANGED;
}

enum text_cleaned text_clean_line(struct buffer *out, const char *text, size_t len)
{
	if (text_is_plain(text, len)) {
		size_t from = 0, to = len;
		while (from < to && text[from] == ' ')
			from++;
		while (to > from && text[to - 1] == ' ')
			to--;
		buffer_add_bytes(out, text + from, to - from);
		return to - from == len ? TEXT_SAME : TEXT_CHANGED;
	}
	struct buffer line = { 0 };
	enum text_cleaned cleaned = text_clean(&line, text, len);
	bool changed = false;
	for (size_t i = 0; i < line.len; i++) {
		if (line.text[i] == '\n' || line.text[i] == '\t') {
			line.text[i] = ' ';
			changed = true;
		}
	}
	size_t first = 0;
	size_t last = line.len;
	while (first < last && line.text[first] == ' ')
		first++;
	while (last > first && line.text[last - 1] == ' ')
		last--;
	changed = changed || last - first != line.len;
	buffer_add_bytes(out, buffer_text(&line) + first, last - first);
	buffer_finish(&line);
	return cleaned == TEXT_SAME && changed ? TEXT_CHANGED : cleaned;
}

void text_markup(struct buffer *out, const char *text)
{
	static const struct {
		char sign;
		const char *name;
	} names[] = { { '<', "&lt;" }, { '>', "&gt;" }, { '&', "&amp;" }, { '"', "&quot;" }, { '\'', "&#39;" } };
	while (*text) {
		size_t plain = strcspn(text, "<>&\"'");
		buffer_add_bytes(out, text, plain);
		text += plain;
		for (size_t i = 0; *text && i < sizeof names / sizeof *names; i++)
			if (names[i].sign == *text)
				buffer_add(out, names[i].name);
		text += *text != '\0';
	}
}
