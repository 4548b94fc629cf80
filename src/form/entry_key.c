/* Which option of a choice a key means. */
#include <string.h>

#include "form/entry.h"

enum {
	HANGUL_FIRST = 0xAC00,
	HANGUL_LAST = 0xD7A3,
	PER_INITIAL = 21 * 28,
	JAMO_FIRST = 0x3131,
	JAMO_LAST = 0x3163
};

/* The compatibility letter of a syllable's first consonant; other code points stay. */
static uint32_t initial(uint32_t code)
{
	static const uint32_t initials[] = { 0x3131, 0x3132, 0x3134, 0x3137, 0x3138, 0x3139, 0x3141,
					     0x3142, 0x3143, 0x3145, 0x3146, 0x3147, 0x3148, 0x3149,
					     0x314A, 0x314B, 0x314C, 0x314D, 0x314E };
	if (code < HANGUL_FIRST || code > HANGUL_LAST)
		return code;
	return initials[(code - HANGUL_FIRST) / PER_INITIAL];
}

/* The letter on the key of @jamo on a two-set keyboard, 0 when there is none. */
static uint32_t letter_of(uint32_t jamo)
{
	static const struct {
		uint16_t jamo;
		char key;
	} map[] = {
		{ 0x3131, 'r' }, { 0x3132, 'r' }, { 0x3134, 's' }, { 0x3137, 'e' }, { 0x3138, 'e' },
		{ 0x3139, 'f' }, { 0x3141, 'a' }, { 0x3142, 'q' }, { 0x3143, 'q' }, { 0x3145, 't' },
		{ 0x3146, 't' }, { 0x3147, 'd' }, { 0x3148, 'w' }, { 0x3149, 'w' }, { 0x314A, 'c' },
		{ 0x314B, 'z' }, { 0x314C, 'x' }, { 0x314D, 'v' }, { 0x314E, 'g' }, { 0x314F, 'k' },
		{ 0x3150, 'o' }, { 0x3151, 'i' }, { 0x3152, 'o' }, { 0x3153, 'j' }, { 0x3154, 'p' },
		{ 0x3155, 'u' }, { 0x3156, 'p' }, { 0x3157, 'h' }, { 0x315B, 'y' }, { 0x315C, 'n' },
		{ 0x3160, 'b' }, { 0x3161, 'm' }, { 0x3163, 'l' },
	};
	for (size_t i = 0; i < sizeof map / sizeof map[0]; i++)
		if (map[i].jamo == jamo)
			return (unsigned char)map[i].key;
	return 0;
}

static uint32_t small(uint32_t code)
{
	return code >= 'A' && code <= 'Z' ? code | 0x20 : code;
}

static uint32_t first_code_point(const char *text)
{
	const unsigned char *s = (const unsigned char *)text;
	if (s[0] < 0x80)
		return small(s[0]);
	if ((s[0] & 0xF0) != 0xE0 || !s[1] || !s[2])
		return 0;
	return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
}

static bool begins(const struct form_option *option, uint32_t key)
{
	return first_code_point(option->label.in[FORM_EN]) == key || first_code_point(option->code) == key ||
	       initial(first_code_point(option->label.in[FORM_KO])) == key;
}

/* The next option after @current that begins with @key, around the end. */
static const char *next_beginning(const struct form_field *field, size_t current, uint32_t key)
{
	for (size_t i = 1; i <= field->option_count; i++) {
		const struct form_option *option = &field->options[(current + i) % field->option_count];
		if (begins(option, key))
			return option->code;
	}
	return NULL;
}

const char *form_entry_key(const struct form_field *field, const char *current, uint32_t key)
{
	if (field->option_count == 0)
		return NULL;
	if (key >= '1' && key <= '9')
		return key - '1' < field->option_count ? field->options[key - '1'].code : NULL;
	size_t at = field->option_count - 1;
	for (size_t i = 0; current && i < field->option_count; i++)
		if (strcmp(field->options[i].code, current) == 0)
			at = i;
	uint32_t wanted = small(initial(key));
	const char *found = next_beginning(field, at, wanted);
	if (found || wanted < JAMO_FIRST || wanted > JAMO_LAST)
		return found;
	uint32_t letter = letter_of(wanted);
	return letter ? next_beginning(field, at, letter) : NULL;
}
