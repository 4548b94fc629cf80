#include "form/fill.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "form/entry.h"

enum { NAME_MAX_LEN = 40 };

/* One placeholder: "{name}" or "{name:을}". */
struct mark {
	char name[NAME_MAX_LEN + 1];
	char particle[16];
	size_t len; /* of the whole with its braces */
};

/* Reads the mark at @text, which starts with '{'. */
static bool read_mark(const char *text, struct mark *mark)
{
	size_t name = strspn(text + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
	size_t end = strcspn(text, "}");
	if (name == 0 || name > NAME_MAX_LEN || text[end] != '}')
		return false;
	size_t particle = 0;
	if (text[1 + name] == ':')
		particle = end - name - 2;
	else if (text[1 + name] != '}')
		return false;
	if (particle >= sizeof mark->particle || (text[1 + name] == ':' && particle == 0))
		return false;
	memcpy(mark->name, text + 1, name);
	mark->name[name] = '\0';
	memcpy(mark->particle, text + 2 + name, particle);
	mark->particle[particle] = '\0';
	mark->len = end + 1;
	return true;
}

bool fill_scan(const char *text, void (*seen)(void *context, const char *name, const char *particle),
	       void *context, struct error *err)
{
	for (const char *at = text; (at = strpbrk(at, "{}"));) {
		struct mark mark;
		if (at[1] == at[0]) {
			at += 2;
		} else if (*at == '{' && read_mark(at, &mark)) {
			seen(context, mark.name, *mark.particle ? mark.particle : NULL);
			at += mark.len;
		} else {
			return error_set(err, ERROR_CONFIG,
					 _("a brace that is no placeholder at '%.20s'; write {name}, or {{ "
					   "for a brace"),
					 at);
		}
	}
	return true;
}

/* How a value sounds at its end, read in Korean. */
enum sound { SOUND_VOWEL, SOUND_CONSONANT, SOUND_RIEUL };

static uint32_t code_point_before(const char *text, size_t *end)
{
	size_t at = *end - 1;
	while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	const unsigned char *s = (const unsigned char *)text + at;
	size_t len = *end - at;
	*end = at;
	if (len == 1)
		return s[0];
	uint32_t code = len == 2 ? s[0] & 0x1Fu : len == 3 ? s[0] & 0x0Fu : s[0] & 0x07u;
	for (size_t i = 1; i < len; i++)
		code = code << 6 | (s[i] & 0x3Fu);
	return code;
}

static enum sound syllable_sound(uint32_t code)
{
	enum { FIRST = 0xAC00, FINALS = 28, RIEUL = 8 };
	uint32_t final = (code - FIRST) % FINALS;
	return final == 0 ? SOUND_VOWEL : final == RIEUL ? SOUND_RIEUL : SOUND_CONSONANT;
}

static enum sound digit_sound(uint32_t digit)
{
	/* 영 일 이 삼 사 오 육 칠 팔 구; ten, hundred, thousand end in a consonant as 영 does */
	static const enum sound sounds[] = { SOUND_CONSONANT, SOUND_RIEUL, SOUND_VOWEL,     SOUND_CONSONANT,
					     SOUND_VOWEL,     SOUND_VOWEL, SOUND_CONSONANT, SOUND_RIEUL,
					     SOUND_RIEUL,     SOUND_VOWEL };
	return sounds[digit - '0'];
}

/* A letter of the Latin alphabet at the end of a word (엘, 엠 …) or of an abbreviation; L, M, N and R as
 * letters and l, m, n, ng at the end of a word close with a consonant. */
static enum sound letter_sound(uint32_t letter, uint32_t before)
{
	uint32_t small = letter | 0x20;
	bool alone = letter < 'a' || !((before | 0x20) >= 'a' && (before | 0x20) <= 'z');
	if (small == 'l' || (small == 'r' && alone))
		return SOUND_RIEUL;
	if (small == 'm' || small == 'n')
		return SOUND_CONSONANT;
	if (!alone && small == 'g' && (before | 0x20) == 'n')
		return SOUND_CONSONANT;
	return !alone && (small == 'k' || small == 'p' || small == 'b') ? SOUND_CONSONANT : SOUND_VOWEL;
}

static enum sound last_sound(const char *value)
{
	for (size_t end = strlen(value); end > 0;) {
		uint32_t code = code_point_before(value, &end);
		if (code >= 0xAC00 && code <= 0xD7A3)
			return syllable_sound(code);
		if (code >= '0' && code <= '9')
			return digit_sound(code);
		if ((code | 0x20) >= 'a' && (code | 0x20) <= 'z') {
			size_t next = end;
			return letter_sound(code, end > 0 ? code_point_before(value, &next) : 0);
		}
		if (code == '%') /* 퍼센트 */
			return SOUND_VOWEL;
	}
	return SOUND_VOWEL;
}

const char *fill_particle(const char *value, const char *pair)
{
	static const char *const pairs[][2] = {
		/* after a consonant, after a vowel */
		{ "을", "를" }, { "은", "는" }, { "이", "가" }, { "과", "와" }, { "으로", "로" },
	};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		if (strcmp(pair, pairs[i][0]) != 0 && strcmp(pair, pairs[i][1]) != 0)
			continue;
		enum sound sound = last_sound(value);
		bool ro = strcmp(pairs[i][1], "로") == 0;
		return pairs[i][sound == SOUND_VOWEL || (ro && sound == SOUND_RIEUL)];
	}
	return NULL;
}

static const char *source_value(const struct fill_source *source, const char *name)
{
	const char *value = source->lookup ? source->lookup(source->context, name) : NULL;
	for (size_t i = 0; !value && i < source->count; i++)
		if (strcmp(source->values[i].name, name) == 0)
			value = source->values[i].value;
	return value && *value ? value : NULL;
}

static void fill_mark(const struct mark *mark, const struct fill_source *source,
		      const struct form_answers *answers, enum form_lang lang, struct buffer *out)
{
	struct buffer shown = { 0 };
	const char *value = source ? source_value(source, mark->name) : NULL;
	const struct form_field *field =
		answers && !value ? form_field_find(form_answers_set_of(answers), mark->name) : NULL;
	if (field) {
		form_entry_show(field, answers, lang, &shown);
		value = shown.len ? buffer_text(&shown) : NULL;
	}
	buffer_add(out, value ? value : "…");
	const char *particle = *mark->particle ? fill_particle(value ? value : "", mark->particle) : NULL;
	if (particle)
		buffer_add(out, particle);
	buffer_finish(&shown);
}

static void fill(const char *text, const struct fill_source *source, const struct form_answers *answers,
		 enum form_lang lang, struct buffer *out)
{
	const char *from = text;
	for (const char *at = text; (at = strpbrk(at, "{}"));) {
		struct mark mark;
		buffer_add_bytes(out, from, (size_t)(at - from));
		if (*at == '{' && at[1] != '{' && read_mark(at, &mark)) {
			fill_mark(&mark, source, answers, lang, out);
			at += mark.len;
		} else {
			buffer_add_char(out, *at);
			at += at[1] == at[0] ? 2 : 1;
		}
		from = at;
	}
	buffer_add(out, from);
}

void fill_text(const char *text, const struct fill_source *source, struct buffer *out)
{
	fill(text, source, NULL, FORM_EN, out);
}

void form_say_fill(const struct form_say *say, const struct form_answers *answers, enum form_lang lang,
		   enum form_persona persona, const struct fill_source *source, struct buffer *out)
{
	const char *variant = say->by_persona[persona].in[lang];
	fill(variant ? variant : say->text.in[lang], source, answers, lang, out);
}

void form_text_fill(const struct form_text *text, const struct form_answers *answers, enum form_lang lang,
		    const struct fill_source *source, struct buffer *out)
{
	fill(text->in[lang], source, answers, lang, out);
}
