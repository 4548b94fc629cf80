/* A form from any bytes: loaded whole or refused with a mistake told, never half. */
#include "form/form.h"
#include "fuzz.h"

const char *const fuzz_seeds[] = {
	"form = \"x\";\ntitle = { en = \"X\"; ko = \"엑스\"; };\nsteps = ( { id = \"A\"; title = { en = "
	"\"A\"; ko = "
	"\"에이\"; }; say = ( { en = \"Hello {customer}\"; ko = \"{customer} 고객님\"; } ); fields = ( { id "
	"= \"a\"; type = "
	"\"choice\"; en = \"L\"; ko = \"라\"; options = ( { code = \"p\"; en = \"P\"; ko = \"피\"; } ); }, { "
	"id = \"b\"; "
	"type = \"number\"; en = \"L\"; ko = \"라\"; min = 1; max = 9.5; when = ( { field = \"a\"; is = [ "
	"\"p\" ]; } ); } ); "
	"} );\n",
	"@include \"/etc/passwd\"\n",
	"form = \"x\"; steps = ( ( ( ( { } ) ) ) );",
	NULL,
};

static void count_mistake(void *context, const char *text)
{
	FUZZ_REQUIRE(text && *text);
	++*(size_t *)context;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct form_set set = { 0 };
	struct error err = { 0 };
	size_t told = 0;
	struct form_report report = { .mistake = count_mistake, .context = &told };
	bool good = form_parse_text(&set, "x.cfg", (const char *)data, size, &report, &err);
	FUZZ_REQUIRE(good == (told == 0));
	FUZZ_REQUIRE(good || *err.text);
	if (good)
		form_set_finish(&set);
	return 0;
}
