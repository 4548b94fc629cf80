/* Which option of a choice a key means. */
#include <string.h>

#include "base/text.h"
#include "form/entry.h"

enum {
	HANGUL_FIRST = 0xAC00,
	HANGUL_LAST = 0xD7A3,
	PER_INITIAL = 21 * 28,
	JAMO_FIRST = 0x3131,
	JAMO_LAST = 0x3163
};

/* Takes the first sound of @text: a small Latin letter, a Hangul consonant, or what else stands there. */
static int32_t first_sound(const char *text)
{
	struct buffer folded = { 0 };
	size_t used = 0;
	text_jamo(&folded, text);
	int32_t sound = folded.len ? text_decode(folded.text, folded.len, &used) : 0;
	buffer_finish(&folded);
	return sound;
}

static bool begins(const struct form_option *option, int32_t sound)
{
	return first_sound(option->label.in[FORM_EN]) == sound || first_sound(option->code) == sound ||
	       first_sound(option->label.in[FORM_KO]) == sound;
}

/* The next option after @current that begins with @sound, around the end. */
static const char *next_beginning(const struct form_field *field, size_t current, int32_t sound)
{
	for (size_t i = 1; i <= field->option_count; i++) {
		const struct form_option *option = &field->options[(current + i) % field->option_count];
		if (begins(option, sound))
			return option->code;
	}
	return NULL;
}

const char *form_entry_key(const struct form_field *field, const char *current, uint32_t key)
{
	if (field->option_count == 0 || key == 0 || key > 0x10FFFF || (key >= 0xD800 && key <= 0xDFFF))
		return NULL;
	if (key >= '1' && key <= '9')
		return key - '1' < field->option_count ? field->options[key - '1'].code : NULL;
	size_t at = field->option_count - 1;
	for (size_t i = 0; current && i < field->option_count; i++)
		if (strcmp(field->options[i].code, current) == 0)
			at = i;
	char typed[TEXT_SCALAR_SIZE + 1] = "";
	text_encode(key, typed);
	const char *found = next_beginning(field, at, first_sound(typed));
	char keys[TEXT_KEYS_SIZE];
	if (found || text_hangul_keys(key, keys) == 0)
		return found;
	return next_beginning(field, at, keys[0]);
}
