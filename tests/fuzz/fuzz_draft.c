/* A draft of any bytes: what is read of it is written the same again, and read again whole. */
#include <string.h>

#include "form/answers.h"
#include "fuzz.h"

const char *const fuzz_seeds[] = {
	"words=제동할 때\\n\\\\n 끼익=?#\\x1b\nkind=b,a\nvin?=ZN6OOO\n!B\n",
	"words!=sealed\ngone=of another day\nkind=a\n",
	"=\n\\\n\\x\nwords=\\xzz\n",
	NULL,
};

static const char form[] = "form = \"x\"; title = { en = \"X\"; ko = \"엑\"; }; steps = ( { id = \"A\"; "
			   "title = { en = \"A\"; ko = \"A\"; "
			   "}; fields = ( { id = \"words\"; type = \"long-text\"; en = \"L\"; ko = \"라\"; "
			   "write_once = true; }, { id = "
			   "\"kind\"; type = \"several\"; en = \"L\"; ko = \"라\"; options = ( { code = "
			   "\"a\"; en = \"A\"; ko = \"가\"; }, { "
			   "code = \"b\"; en = \"B\"; ko = \"나\"; } ); }, { id = \"vin\"; type = \"vin\"; "
			   "en = \"L\"; ko = \"라\"; } ); }, { "
			   "id = \"B\"; title = { en = \"B\"; ko = \"B\"; }; fields = ( { id = \"one\"; type "
			   "= \"date\"; en = \"L\"; ko = "
			   "\"라\"; } ); } );";

static const struct form_set *forms(void)
{
	static struct form_set set;
	static bool loaded;
	struct error err = { 0 };
	if (!loaded && !form_parse_text(&set, "x.cfg", form, sizeof form - 1, NULL, &err)) {
		fprintf(stderr, "%s\n", err.text);
		abort();
	}
	loaded = true;
	return &set;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct form_answers *first = form_answers_create(forms()), *second = form_answers_create(forms());
	struct buffer saved = { 0 }, again = { 0 };
	form_answers_load(first, (const char *)data, size);
	form_answers_save(first, &saved);
	FUZZ_REQUIRE(form_answers_load(second, buffer_text(&saved), saved.len) == 0);
	form_answers_save(second, &again);
	FUZZ_REQUIRE(strcmp(buffer_text(&saved), buffer_text(&again)) == 0);
	buffer_finish(&saved);
	buffer_finish(&again);
	form_answers_destroy(first);
	form_answers_destroy(second);
	return 0;
}
