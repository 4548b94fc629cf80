/* Phrases from any bytes: what is loaded can be said in both languages with any values. */
#include "form/phrases.h"
#include "fuzz.h"

const char *const fuzz_seeds[] = {
	"phrases = ( { id = \"hello\"; en = \"Hello {customer}\"; ko = \"{customer}님\"; } );\n",
	"hello = { en = \"{date:long} {x}\"; ko = \"{date}{x:이/가}\"; };\n",
	NULL,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct phrases phrases = { 0 };
	struct error err = { 0 };
	if (!phrases_parse_text(&phrases, "phrases.cfg", (const char *)data, size, NULL, &err)) {
		FUZZ_REQUIRE(*err.text);
		return 0;
	}
	for (size_t i = 0; i < phrases.count; i++) {
		struct buffer out = { 0 };
		FUZZ_REQUIRE(phrase_find(&phrases, phrases.items[i].id) != NULL);
		for (int lang = 0; lang < FORM_LANGS; lang++)
			phrase_format(&phrases, phrases.items[i].id, (enum form_lang)lang, NULL, 0, &out);
		buffer_finish(&out);
	}
	phrases_finish(&phrases);
	return 0;
}
