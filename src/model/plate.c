#include "model/rules.h"

#include <string.h>

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"

enum { SCALARS_MAX = 20, RUNS_MAX = 5, COLUMNS_MAX = 20 };

/* A run of digits or of letters. */
struct run {
	bool digits;
	int start;
	int len;
};

/* The plate without separators, as characters and as runs. */
struct shape {
	int32_t scalars[SCALARS_MAX];
	bool dash_before[SCALARS_MAX]; /* a separator was typed before this character */
	int count;
	struct run runs[RUNS_MAX];
	int run_count; /* RUNS_MAX + 1: too many */
};

static bool is_digit(int32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_latin(int32_t c)
{
	return (c >= 'A' && c <= 'Z') || c == 0xC4 || c == 0xD6 || c == 0xDC; /* Ä Ö Ü */
}

static bool is_hangul(int32_t c)
{
	return c >= 0xAC00 && c <= 0xD7A3;
}

static bool is_separator(int32_t c)
{
	return c == ' ' || c == '-' || c == '.' || c == ',' || c == '_' || c == '/' || c == '\'' ||
	       c == 0xB7 || c == 0x2022 || c == 0x30FB || (c >= 0x2010 && c <= 0x2015);
}

/* Capital letters, ASCII digits, one form for each letter. */
static int32_t upper(int32_t c)
{
	if ((c >= 'a' && c <= 'z') || c == 0xE4 || c == 0xF6 || c == 0xFC)
		return c - 0x20;
	return c;
}

static void shape_add(struct shape *shape, int32_t c, bool dash_before)
{
	shape->scalars[shape->count] = c;
	shape->dash_before[shape->count] = dash_before;
	struct run *last = shape->run_count > 0 && shape->run_count <= RUNS_MAX
				   ? &shape->runs[shape->run_count - 1]
				   : NULL;
	if (last && last->digits == is_digit(c))
		last->len++;
	else if (shape->run_count < RUNS_MAX)
		shape->runs[shape->run_count++] = (struct run){ is_digit(c), shape->count, 1 };
	else
		shape->run_count = RUNS_MAX + 1;
	shape->count++;
}

/* False when there are more characters than any plate has. */
static bool shape_read(const char *text, struct shape *shape)
{
	bool dash = false;
	size_t len = strlen(text);
	for (size_t at = 0, used; at < len; at += used) {
		int32_t c = upper(text_decode(text + at, len - at, &used));
		if (is_separator(c)) {
			dash = true;
			continue;
		}
		if (shape->count == SCALARS_MAX)
			return false;
		shape_add(shape, c, dash && shape->count > 0);
		dash = false;
	}
	return true;
}

static void add_scalars(struct buffer *out, const struct shape *shape, int from, int count)
{
	for (int i = from; i < from + count; i++) {
		char bytes[TEXT_SCALAR_SIZE];
		buffer_add_bytes(out, bytes, text_encode((uint32_t)shape->scalars[i], bytes));
	}
}

/* Whether run @index has @digits or letters, @low to @high of them. */
static bool run_is(const struct shape *shape, int index, bool digits, int low, int high)
{
	const struct run *run = &shape->runs[index];
	if (run->digits != digits || run->len < low || run->len > high)
		return false;
	for (int i = run->start; !digits && i < run->start + run->len; i++)
		if (!is_latin(shape->scalars[i]))
			return false;
	return true;
}

static bool run_lacks(const struct shape *shape, int index, const char *letters)
{
	const struct run *run = &shape->runs[index];
	for (int i = run->start; i < run->start + run->len; i++)
		if (shape->scalars[i] > 0x7F || strchr(letters, (char)shape->scalars[i]))
			return false;
	return true;
}

/* The runs, each after a space. */
static void add_spaced(struct buffer *out, const struct shape *shape)
{
	for (int i = 0; i < shape->run_count; i++) {
		if (i > 0)
			buffer_add_char(out, ' ');
		add_scalars(out, shape, shape->runs[i].start, shape->runs[i].len);
	}
}

static bool is_one_of(int32_t c, const char *letters)
{
	char bytes[TEXT_SCALAR_SIZE + 1] = { 0 };
	text_encode((uint32_t)c, bytes);
	return strstr(letters, bytes) != NULL;
}

/* The length of a region's name before the number: "서울 12바3456". */
static int region_length(const struct shape *shape)
{
	static const char regions[] =
		"서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주";
	if (shape->count < 2 || !is_hangul(shape->scalars[0]) || !is_hangul(shape->scalars[1]))
		return 0;
	struct buffer name = { 0 };
	add_scalars(&name, shape, 0, 2);
	int length = strstr(regions, buffer_text(&name)) ? 2 : 0;
	buffer_finish(&name);
	return length;
}

static const char korean_private[] = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주";
static const char korean_other[] = "아바사자배하허호";

static bool plate_korean(const struct shape *shape, struct plate *plate, struct buffer *display)
{
	int first = region_length(shape) ? 1 : 0;
	if (shape->run_count != first + 3)
		return false;
	const struct run *number = &shape->runs[first];
	const struct run *letter = &shape->runs[first + 1];
	const struct run *serial = &shape->runs[first + 2];
	if (!number->digits || letter->digits || letter->len != 1 || serial->len != 4 ||
	    (first && shape->runs[0].len != 2))
		return false;
	int32_t kind = shape->scalars[letter->start];
	bool named = is_hangul(kind) && (is_one_of(kind, korean_private) || is_one_of(kind, korean_other));
	bool leading_zero = number->len == 3 && shape->scalars[number->start] == '0';
	if (!named || leading_zero || number->len > 3 || number->len < (first ? 1 : 2))
		return false;
	plate->rental_hint = is_one_of(kind, "하허호");
	add_scalars(display, shape, 0, first ? 2 : 0);
	if (first)
		buffer_add_char(display, ' ');
	add_scalars(display, shape, number->start, shape->count - number->start);
	return true;
}

static bool plate_italian(const struct shape *shape, struct plate *plate, struct buffer *display)
{
	if (shape->run_count != 3 || !run_is(shape, 0, false, 2, 2) || !run_is(shape, 1, true, 3, 3) ||
	    !run_is(shape, 2, false, 2, 2) || !run_lacks(shape, 0, "IOQU") || !run_lacks(shape, 2, "IOQU"))
		return false;
	add_spaced(display, shape);
	return true;
}

static bool plate_british(const struct shape *shape, struct plate *plate, struct buffer *display)
{
	for (int i = 0; i < shape->run_count && i < RUNS_MAX; i++)
		if (!shape->runs[i].digits && !run_lacks(shape, i, ""))
			return false;
	bool current = shape->run_count == 3 && run_is(shape, 0, false, 2, 2) &&
		       run_is(shape, 1, true, 2, 2) && run_is(shape, 2, false, 3, 3);
	bool prefix = shape->run_count == 3 && run_is(shape, 0, false, 1, 1) &&
		      run_is(shape, 1, true, 1, 3) && run_is(shape, 2, false, 3, 3);
	bool suffix = shape->run_count == 3 && run_is(shape, 0, false, 3, 3) &&
		      run_is(shape, 1, true, 1, 3) && run_is(shape, 2, false, 1, 1);
	bool northern = shape->run_count == 2 && run_is(shape, 0, false, 1, 3) &&
			run_is(shape, 1, true, 1, 4) && shape->scalars[shape->runs[1].start] != '0';
	if (!current && !prefix && !suffix && !northern)
		return false;
	int gap = shape->runs[current || prefix ? 2 : 1].start;
	add_scalars(display, shape, 0, gap);
	buffer_add_char(display, ' ');
	add_scalars(display, shape, gap, shape->count - gap);
	return true;
}

/* Where the district ends, as typed; 0 when no dash or space says so. */
static int german_district(const struct shape *shape, int letters)
{
	for (int i = 1; i < letters; i++)
		if (shape->dash_before[i])
			return i;
	return 0;
}

static bool plate_german(const struct shape *shape, struct plate *plate, struct buffer *display)
{
	int32_t suffix = shape->count ? shape->scalars[shape->count - 1] : 0;
	bool suffixed =
		shape->run_count == 3 && run_is(shape, 2, false, 1, 1) && (suffix == 'E' || suffix == 'H');
	if ((shape->run_count != 2 && !suffixed) || !run_is(shape, 0, false, 2, 5) ||
	    !run_is(shape, 1, true, 1, 4) || shape->scalars[shape->runs[1].start] == '0' || shape->count > 8)
		return false;
	int letters = shape->runs[0].len;
	int district = german_district(shape, letters);
	if (district > 3 || (district && letters - district > 2))
		return false;
	plate->electric_hint = suffixed && suffix == 'E';
	if (district) {
		add_scalars(display, shape, 0, district);
		buffer_add_char(display, '-');
	}
	add_scalars(display, shape, district, letters - district);
	buffer_add_char(display, ' ');
	add_scalars(display, shape, letters, shape->count - letters);
	return true;
}

struct plan_of_country {
	const char *country;
	bool (*fits)(const struct shape *shape, struct plate *plate, struct buffer *display);
};

static const struct plan_of_country plans[] = {
	{ "KR", plate_korean },
	{ "IT", plate_italian },
	{ "GB", plate_british },
	{ "DE", plate_german },
};
enum { PLANS = sizeof plans / sizeof *plans };

/* A dash inside the letters is German; otherwise the site's own country is asked first. */
static bool find_plan(const struct shape *shape, const char *country, struct plate *plate,
		      struct buffer *display)
{
	bool dashed = shape->run_count > 0 && shape->run_count <= RUNS_MAX && !shape->runs[0].digits &&
		      german_district(shape, shape->runs[0].len) > 0;
	if (shape->run_count > RUNS_MAX)
		return false;
	for (int pass = 0; pass < 3; pass++)
		for (int i = 0; i < PLANS; i++) {
			bool own = strcmp(plans[i].country, country) == 0;
			bool german = plans[i].fits == plate_german;
			if ((pass == 0 && !(dashed && german)) || (pass == 1 && !own))
				continue;
			buffer_clear(display);
			if (plans[i].fits(shape, plate, display)) {
				strcpy(plate->country, plans[i].country);
				plate->known_shape = true;
				return true;
			}
		}
	return false;
}

/* "D M-AB 1234", "KOR 123가4567": the strip's text is no part of the number. */
static const char *without_strip(const char *text)
{
	static const char *const strips[] = { "KOR ", "I ", "D ", "GB ", "UK " };
	for (size_t i = 0; i < sizeof strips / sizeof *strips; i++) {
		size_t len = strlen(strips[i]);
		if (strncasecmp(text, strips[i], len) == 0 && text[len])
			return text + len;
	}
	return NULL;
}

/* The cleaned text with capital letters, as the display of a plate of no known shape. */
static void add_upper(struct buffer *out, const char *text)
{
	size_t len = strlen(text);
	for (size_t at = 0, used; at < len; at += used) {
		char bytes[TEXT_SCALAR_SIZE];
		int32_t c = text_decode(text + at, len - at, &used);
		buffer_add_bytes(out, bytes, text_encode((uint32_t)upper(c < 0 ? 0xFFFD : c), bytes));
	}
}

static void read_known(const char *text, const char *country, struct shape *shape, struct plate *plate,
		       struct buffer *display)
{
	const char *rest = without_strip(text);
	struct shape inner = { 0 };
	if (rest && shape_read(rest, &inner) && find_plan(&inner, country, plate, display)) {
		*shape = inner;
		return;
	}
	if (!find_plan(shape, country, plate, display)) {
		buffer_clear(display);
		add_upper(display, text);
	}
}

/* Full-width digits and letters as the narrow ones, else the text as it is. */
static void add_narrow(struct buffer *out, const char *text, size_t len)
{
	for (size_t at = 0, used; at < len; at += used) {
		char bytes[TEXT_SCALAR_SIZE];
		int32_t c = text_decode(text + at, len - at, &used);
		if (c == 0x3000)
			c = ' ';
		else if (c >= 0xFF01 && c <= 0xFF5E)
			c -= 0xFEE0;
		buffer_add_bytes(out, bytes, text_encode((uint32_t)(c < 0 ? 0xFFFD : c), bytes));
	}
}

bool plate_parse(const char *typed, const char *site_country, struct plate *plate, struct error *err)
{
	struct buffer clean = { 0 }, text = { 0 }, display = { 0 }, key = { 0 };
	struct shape shape = { 0 };
	struct plate found = { 0 };
	bool fine = false;
	text_clean_line(&clean, typed ? typed : "", typed ? strlen(typed) : 0);
	add_narrow(&text, buffer_text(&clean), clean.len);
	if (!shape_read(buffer_text(&text), &shape) || text_width(buffer_text(&text)) > COLUMNS_MAX) {
		error_set(err, ERROR_INPUT, _("number plate is longer than %d columns; type only the plate"),
			  COLUMNS_MAX);
	} else if (shape.count == 0) {
		error_set(err, ERROR_INPUT, _("number plate is missing; type it as it stands on the car"));
	} else {
		read_known(buffer_text(&text), site_country ? site_country : "", &shape, &found, &display);
		add_scalars(&key, &shape, 0, shape.count);
		fine = display.len < sizeof found.display && key.len < sizeof found.key;
		if (!fine)
			error_set(err, ERROR_INPUT, _("number plate is too long; type only the plate"));
	}
	if (fine) {
		strcpy(found.display, buffer_text(&display));
		strcpy(found.key, buffer_text(&key));
		if (!*found.country && is_hangul(shape.scalars[0]))
			strcpy(found.country, "KR");
		*plate = found;
	}
	buffer_finish(&clean);
	buffer_finish(&text);
	buffer_finish(&display);
	buffer_finish(&key);
	return fine;
}
