/* Which option of a choice a key means. */
#include <string.h>

#include "base/text.h"
#include "form/entry.h"

/* Whether @text begins with the @letters typed: Hangul letter by letter, so that a syllable that is not whole
 * fits and one of other letters does not. */
static bool text_begins(const char *text, const char *letters)
{
	struct buffer folded = { 0 };
	text_jamo(&folded, text);
	bool begins = strncmp(buffer_text(&folded), letters, strlen(letters)) == 0;
	buffer_finish(&folded);
	return begins;
}

static bool begins(const struct form_option *option, const char *letters)
{
	return text_begins(option->label.in[FORM_EN], letters) || text_begins(option->code, letters) ||
	       text_begins(option->label.in[FORM_KO], letters);
}

/* The next option after @current that begins with what @typed says, around the end. */
static const char *next_beginning(const struct form_field *field, size_t current, const char *typed)
{
	struct buffer letters = { 0 };
	const char *found = NULL;
	text_jamo(&letters, typed);
	for (size_t i = 1; letters.len && !found && i <= field->option_count; i++) {
		const struct form_option *option = &field->options[(current + i) % field->option_count];
		if (begins(option, buffer_text(&letters)))
			found = option->code;
	}
	buffer_finish(&letters);
	return found;
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
	const char *found = next_beginning(field, at, typed);
	/* A syllable of several keys was meant as Hangul; one key may have been a Latin letter. */
	char keys[TEXT_KEYS_SIZE];
	if (found || text_hangul_keys(key, keys) != 1)
		return found;
	return next_beginning(field, at, (char[2]){ keys[0], '\0' });
}
