/* Messages from any bytes: what is loaded can be filled in both languages with any values, what is not is told. */
#include <string.h>

#include "base/text.h"
#include "form/source.h"
#include "form/templates.h"
#include "fuzz.h"

const char *const fuzz_seeds[] = {
	"booked = { sms = { en = \"Booked {date}\"; ko = \"{date} 예약\"; }; subject = { en = \"x\"; ko = \"y\"; }; };\n",
	"advert_mark = { en = \"(ad)\"; ko = \"(광고)\"; };\nbooked = { advert = true; };\n",
	"x = { sms = { en = \"{\"; ko = \"}\"; }; };\n",
	NULL,
};

static void fill(const char *text)
{
	static const struct fill_value values[] = { { "customer", "홍{date}\n\033[2J" }, { "date", "" } };
	struct buffer out = { 0 };
	if (text)
		template_fill(text, values, sizeof values / sizeof values[0], &out);
	FUZZ_REQUIRE(!text || text_is_valid(buffer_text(&out), out.len));
	buffer_finish(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct message_templates templates = { 0 };
	struct mistakes mistakes = { 0 };
	struct arena arena = { 0 };
	struct error err = { 0 };
	templates_parse(&templates, &arena, "messages.cfg", (const char *)data, size, &mistakes);
	FUZZ_REQUIRE(mistakes_end(&mistakes, &err) || *err.text);
	for (size_t i = 0; mistakes.count == 0 && i < templates.count; i++) {
		FUZZ_REQUIRE(template_find(&templates, templates.items[i].id));
		for (int lang = 0; lang < FORM_LANGS; lang++) {
			fill(templates.items[i].sms.in[lang]);
			fill(templates.items[i].subject.in[lang]);
			fill(templates.items[i].email.in[lang]);
		}
	}
	arena_finish(&arena);
	return 0;
}
