#include "model/label_word.h"

#include <string.h>

#include "base/i18n.h"

const char *label_word_find(const struct label_word *words, size_t count, const char *code)
{
	for (size_t i = 0; code && i < count; i++)
		if (strcmp(words[i].code, code) == 0)
			return _(words[i].text);
	return code ? code : "";
}
