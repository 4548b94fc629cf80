#include "base/text.h"

#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

enum {
	MARKS_MAX = 2,
	RETURN_ARROW = 0x21b5,
	PICTURES = 0x2400, /* of the control characters, in their order */
	PICTURE_SUBSTITUTE = 0x241a,
	PICTURE_DELETE = 0x2421,
};

enum { SYLLABLE_FIRST = 0xac00, SYLLABLE_LAST = 0xd7a3, SYLLABLE_SIZE = 3 };

/* The syllable of Hangul at the start of @text, whose first byte is not ASCII; 0: none. */
static inline int32_t decode_syllable(const char *text, size_t len)
{
	const unsigned char *at = (const unsigned char *)text;
	if (len < SYLLABLE_SIZE || at[0] < 0xea || at[0] > 0xed || (at[1] & 0xc0) != 0x80 || (at[2] & 0xc0) != 0x80)
		return 0;
	int32_t scalar = (at[0] & 0x0f) << 12 | (at[1] & 0x3f) << 6 | (at[2] & 0x3f);
	return scalar >= SYLLABLE_FIRST && scalar <= SYLLABLE_LAST ? scalar : 0;
}

int32_t text_decode(const char *text, size_t len, size_t *used)
{
	if ((unsigned char)*text < 0x80) {
		*used = 1;
		return *text;
	}
	int32_t syllable = decode_syllable(text, len);
	if (syllable) {
		*used = SYLLABLE_SIZE;
		return syllable;
	}
	utf8proc_int32_t scalar;
	utf8proc_ssize_t taken =
		utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, &scalar);
	if (taken <= 0) {
		*used = 1;
		return TEXT_INVALID_SCALAR;
	}
	*used = (size_t)taken;
	return scalar;
}

size_t text_encode(uint32_t scalar, char bytes[TEXT_SCALAR_SIZE])
{
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)scalar, (utf8proc_uint8_t *)bytes);
}

bool text_is_valid(const char *text, size_t len)
{
	size_t used;
	for (size_t at = 0; at < len; at += used) {
		if (text_decode(text + at, len - at, &used) <= 0)
			return false;
	}
	return true;
}

/* ASCII and Hangul syllables, of which none joins another: what most texts are made of. */
static bool is_common(int32_t scalar)
{
	return (scalar >= 0x20 && scalar < 0x7f) || (scalar >= SYLLABLE_FIRST && scalar <= SYLLABLE_LAST);
}

bool text_is_common(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		bool ascii = (unsigned char)text[at] < 0x80;
		if (!ascii && !decode_syllable(text + at, len - at))
			return false;
		at += ascii ? 1 : SYLLABLE_SIZE;
	}
	return true;
}

/* Invisible without being control or format characters: they would hide in a table. */
static bool is_filler(int32_t scalar)
{
	return scalar == 0x034f || scalar == 0x115f || scalar == 0x1160 || scalar == 0x17b4 ||
	       scalar == 0x17b5 || (scalar >= 0x180b && scalar <= 0x180f) || scalar == 0x3164 ||
	       scalar == 0xffa0;
}

static bool is_variation_selector(int32_t scalar)
{
	return (scalar >= 0xfe00 && scalar <= 0xfe0f) || (scalar >= 0xe0100 && scalar <= 0xe01ef);
}

/* Hangul, whole or in parts, that a part of a syllable may follow. */
static bool is_jamo(int32_t scalar)
{
	return (scalar >= 0x1100 && scalar <= 0x11ff) || (scalar >= 0xa960 && scalar <= 0xa97c) ||
	       (scalar >= 0xac00 && scalar <= 0xd7fb);
}

/* The visible mark that stands for @scalar, or @scalar itself when it may be shown. */
static int32_t mark_for(int32_t scalar)
{
	if (is_common(scalar))
		return scalar;
	if (scalar == '\n')
		return RETURN_ARROW;
	if (scalar == '\t')
		return ' ';
	if (scalar >= 0 && scalar < 0x20)
		return PICTURES + scalar;
	if (scalar == 0x7f)
		return PICTURE_DELETE;
	if (scalar < 0 || is_filler(scalar))
		return PICTURE_SUBSTITUTE;
	utf8proc_category_t category = utf8proc_category(scalar);
	bool hidden = category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
		      category == UTF8PROC_CATEGORY_CO || category == UTF8PROC_CATEGORY_CS ||
		      category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_ZL ||
		      category == UTF8PROC_CATEGORY_ZP;
	return hidden ? PICTURE_SUBSTITUTE : scalar;
}

/* The terminal's width; in a locale that knows only ASCII the tables of utf8proc stand in. */
static int width_of(int32_t scalar)
{
	if (is_common(scalar))
		return scalar < 0x7f ? 1 : 2;
	int width = wcwidth((wchar_t)scalar);
	if (width < 0)
		width = utf8proc_charwidth(scalar);
	return width < 0 ? 0 : width > 2 ? 2 : width;
}

/* Walks a text scalar by scalar, knowing graphemes and what is shown. */
struct scan {
	const char *text;
	size_t len;
	size_t at;
	int32_t previous;
	utf8proc_int32_t state;
	int32_t shown; /* the last scalar shown of this grapheme, 0: none yet */
	int marks;     /* marks since the last scalar with a width */
};

struct piece {
	size_t start;
	size_t end;
	bool boundary; /* a grapheme starts here */
	char shown[1 + TEXT_SCALAR_SIZE];
	size_t shown_len;
	int width;
};

static bool scan_boundary(struct scan *scan, int32_t scalar, size_t start)
{
	bool boundary = true;
	if (is_common(scalar) && is_common(scan->previous))
		scan->state = 0;
	else if (start > 0)
		boundary = utf8proc_grapheme_break_stateful(scan->previous, scalar, &scan->state);
	scan->previous = scalar;
	return boundary;
}

/* What the piece looks like: a lone mark stands on a space, marks beyond the second are not shown. */
static void scan_shown(struct scan *scan, struct piece *piece, int32_t scalar)
{
	piece->shown_len = 0;
	piece->width = 0;
	if (piece->boundary)
		scan->shown = 0;
	if (is_variation_selector(scalar))
		return;
	int32_t shown = mark_for(scalar);
	int width = width_of(shown);
	if (width > 0)
		scan->marks = 0;
	if (width == 0 && is_jamo(shown) && !is_jamo(scan->shown)) {
		shown = PICTURE_SUBSTITUTE; /* a vowel or final without its consonant */
		width = 1;
	} else if (width == 0 && !scan->shown) {
		piece->shown[piece->shown_len++] = ' ';
		width = 1;
		scan->marks = 1;
	} else if (width == 0 && !is_jamo(shown) && ++scan->marks > MARKS_MAX) {
		return;
	}
	scan->shown = shown;
	piece->shown_len += text_encode((uint32_t)shown, piece->shown + piece->shown_len);
	piece->width = width;
}

static bool scan_next(struct scan *scan, struct piece *piece)
{
	if (scan->at >= scan->len)
		return false;
	size_t used;
	int32_t scalar = text_decode(scan->text + scan->at, scan->len - scan->at, &used);
	piece->start = scan->at;
	piece->end = scan->at += used;
	/* A bad byte is a grapheme of its own, as a control character is. */
	piece->boundary = scan_boundary(scan, scalar < 0 ? 0 : scalar, piece->start);
	scan_shown(scan, piece, scalar);
	return true;
}

/* The bytes of the common character at @at (visible ASCII or a syllable of Hangul) which is a grapheme of its own
 * whatever stands before it, because another one or the end follows; 0: what is there must be looked at closely. */
static inline size_t common_size(const char *text, size_t len, size_t at)
{
	unsigned char c = (unsigned char)text[at];
	return c >= 0x20 && c < 0x7f                                         ? 1
	       : c >= 0x80 && decode_syllable(text + at, len - at) ? SYLLABLE_SIZE
									     : 0;
}

static inline size_t lone_size(const char *text, size_t len, size_t at)
{
	size_t size = common_size(text, len, at);
	return size && (at + size == len || common_size(text, len, at + size)) ? size : 0;
}

bool text_is_plain(const char *text, size_t len)
{
	size_t at = 0, size;
	while (at < len && (size = common_size(text, len, at)))
		at += size;
	return at == len;
}

/* One grapheme: scalars up to the next boundary. */
struct cluster {
	size_t start;
	size_t end;
	int width;
};

/* The grapheme at the boundary @at < @len; what is shown of it is appended to @out (NULL: nothing). */
static struct cluster cluster_at(const char *text, size_t len, size_t at, struct buffer *out)
{
	struct scan scan = { .text = text + at, .len = len - at };
	struct cluster cluster = { .start = at, .end = at };
	struct piece piece;
	while (scan_next(&scan, &piece) && (piece.start == 0 || !piece.boundary)) {
		cluster.end = at + piece.end;
		cluster.width += piece.width;
		if (out)
			buffer_add_bytes(out, piece.shown, piece.shown_len);
	}
	return cluster;
}

struct cluster_scan {
	const char *text;
	size_t len;
	size_t at;
};

static struct cluster_scan clusters_of(const char *text, size_t len)
{
	return (struct cluster_scan){ .text = text, .len = len };
}

static inline bool cluster_next(struct cluster_scan *clusters, struct cluster *cluster)
{
	if (clusters->at >= clusters->len)
		return false;
	size_t size = lone_size(clusters->text, clusters->len, clusters->at);
	*cluster = size ? (struct cluster){ clusters->at, clusters->at + size, size == 1 ? 1 : 2 }
			: cluster_at(clusters->text, clusters->len, clusters->at, NULL);
	clusters->at = cluster->end;
	return true;
}

void text_show_bytes(struct buffer *out, const char *text, size_t len)
{
	for (size_t at = 0, run = 0, size; at < len; run = at) {
		while (at < len && (size = lone_size(text, len, at)))
			at += size;
		buffer_add_bytes(out, text + run, at - run);
		if (at < len)
			at = cluster_at(text, len, at, out).end;
	}
}

void text_show(struct buffer *out, const char *text)
{
	text_show_bytes(out, text, strlen(text));
}

int text_width_bytes(const char *text, size_t len)
{
	struct cluster_scan clusters = clusters_of(text, len);
	struct cluster cluster;
	int width = 0;
	while (cluster_next(&clusters, &cluster))
		width += cluster.width;
	return width;
}

int text_width(const char *text)
{
	return text_width_bytes(text, strlen(text));
}

int text_scalar_width(uint32_t scalar)
{
	return is_variation_selector((int32_t)scalar) ? 0 : width_of(mark_for((int32_t)scalar));
}

size_t text_next(const char *text, size_t len, size_t at)
{
	struct cluster_scan clusters = clusters_of(text + at, len - at);
	struct cluster cluster;
	return cluster_next(&clusters, &cluster) ? at + cluster.end : len;
}

/* A boundary well before @at from which graphemes can be counted: between two ASCII characters there is
 * always one, but for CR LF. */
static size_t safe_start(const char *text, size_t at)
{
	for (size_t s = at ? at - 1 : 0; s > 0; s--) {
		unsigned char before = (unsigned char)text[s - 1];
		unsigned char here = (unsigned char)text[s];
		if (before >= 0x20 && before < 0x7f && here < 0x7f)
			return s;
	}
	return 0;
}

size_t text_boundary(const char *text, size_t len, size_t at)
{
	if (at >= len)
		return len;
	size_t boundary = safe_start(text, at);
	while (boundary < at)
		boundary = text_next(text, len, boundary);
	return boundary;
}

size_t text_previous(const char *text, size_t len, size_t at)
{
	if (at > len)
		at = len;
	size_t from = safe_start(text, at);
	struct cluster_scan clusters = clusters_of(text + from, at - from);
	struct cluster cluster = { 0 };
	while (cluster_next(&clusters, &cluster))
		;
	return from + cluster.start;
}

size_t text_fit(const char *text, size_t len, int columns, int *used)
{
	struct cluster_scan clusters = clusters_of(text, len);
	struct cluster cluster;
	size_t end = 0;
	int width = 0;
	while (cluster_next(&clusters, &cluster) && width + cluster.width <= columns) {
		width += cluster.width;
		end = cluster.end;
	}
	if (used)
		*used = width;
	return end;
}

int text_cut(struct buffer *out, const char *text, int columns, bool ellipsis)
{
	size_t len = strlen(text);
	int width;
	size_t fits = text_fit(text, len, columns, &width);
	if (fits == len || columns <= 0 || !ellipsis) {
		text_show_bytes(out, text, fits);
		return width;
	}
	fits = text_fit(text, len, columns - 1, &width);
	text_show_bytes(out, text, fits);
	buffer_add(out, "…");
	return width + 1;
}

static void add_spaces(struct buffer *out, int count)
{
	while (count-- > 0)
		buffer_add_char(out, ' ');
}

void text_pad(struct buffer *out, const char *text, int columns, enum text_align align)
{
	struct buffer cut = { 0 };
	if (columns < 0)
		columns = 0;
	int space = columns - text_cut(&cut, text, columns, true);
	int before = align == TEXT_RIGHT ? space : align == TEXT_CENTRE ? space / 2 : 0;
	add_spaces(out, before);
	buffer_add_bytes(out, buffer_text(&cut), cut.len);
	add_spaces(out, space - before);
	buffer_finish(&cut);
}

size_t text_wrap(const char *text, size_t len, int columns, size_t *next)
{
	struct cluster_scan clusters = clusters_of(text, len);
	struct cluster cluster;
	size_t word_end = 0; /* where the last run of spaces starts */
	size_t word_next = 0;
	int width = 0;
	bool spaces = false;
	while (cluster_next(&clusters, &cluster)) {
		char c = text[cluster.start];
		if (c == '\n') {
			*next = cluster.end;
			return width <= columns ? cluster.start : word_end;
		}
		width += cluster.width;
		if (c == ' ' && cluster.end == cluster.start + 1) {
			word_end = spaces ? word_end : cluster.start;
			word_next = cluster.end;
			spaces = true;
			continue;
		}
		spaces = false;
		if (width <= columns)
			continue;
		if (word_end > 0) {
			*next = word_next;
			return word_end;
		}
		/* No space to break at; one grapheme at least, or there would be no end. */
		*next = cluster.start ? cluster.start : cluster.end;
		return *next;
	}
	*next = len;
	return width <= columns ? len : word_end;
}

/* Eight bytes at a time: ids are 36 characters long, and thousands of them are looked up for one frame. */
size_t text_hash(const char *text)
{
	const uint64_t factor = 0x9e3779b97f4a7c15ULL;
	const size_t whole = strlen(text);
	size_t left = whole;
	uint64_t hash = left * factor, word = 0;
	for (; left >= sizeof word; text += sizeof word, left -= sizeof word) {
		memcpy(&word, text, sizeof word);
		hash = (hash ^ word) * factor;
		hash ^= hash >> 32;
	}
	if (left > 0 && whole >= sizeof word) {
		memcpy(&word, text + left - sizeof word, sizeof word);
	} else {
		for (word = 0; left > 0; left--)
			word = word << 8 | (unsigned char)text[left - 1];
	}
	hash = (hash ^ word) * factor;
	hash = (hash ^ hash >> 32) * factor; /* the last letter, too, reaches the low bits */
	return (size_t)(hash ^ hash >> 32);
}

int text_wrap_rows(const char *text, int columns, int most)
{
	size_t len = strlen(text), next;
	int rows = 0;
	for (size_t at = 0; at < len && rows < most; at += next, rows++)
		text_wrap(text + at, len - at, columns > 1 ? columns : 1, &next);
	return rows;
}
