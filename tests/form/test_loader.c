#include "forms_for_tests.h"

#include <unistd.h>

static struct buffer told;

/* Parses @text and returns every mistake, a line each. */
static const char *mistakes_of_bytes(const char *text, size_t len)
{
	struct form_set set = { 0 };
	struct error err = { 0 };
	buffer_clear(&told);
	struct form_report report = { .mistake = tests_tell, .context = &told };
	bool good = form_parse_text(&set, "x.cfg", text, len, &report, &err);
	assert_int_equal(good, report.count == 0);
	if (good)
		form_set_finish(&set);
	else
		assert_int_equal(err.code, ERROR_CONFIG);
	assert_null(set.forms);
	return buffer_text(&told);
}

static const char *mistakes(const char *text)
{
	return mistakes_of_bytes(text, strlen(text));
}

struct wrong {
	const char *text;
	const char *told;
};

/* line 4 is the first step, 5 what follows its title, 6 the first field */
static const struct wrong cases[] = {
	{ FORM(STEP("A", "lable = 1;\n")), "x.cfg:5: unknown key 'lable'" },
	{ FORM("{ id = \"A\"; }"), "x.cfg:4: 'title' is missing" },
	{ FORM("{ id = \"A\"; title = { en = \"A\"; }; }"), "x.cfg:4: 'ko' is missing" },
	{ FORM("{ id = \"A\"; title = { en = \"A\"; ko = \"\"; }; }"), "x.cfg:4: 'ko' is empty" },
	{ FORM("{ id = \"A b\"; title = { en = \"A\"; ko = \"가\"; }; }"), "x.cfg:4: 'id' may have" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "colour", "")))), "x.cfg:6: unknown field type 'colour'" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "choice", "")))), "x.cfg:6: 'options' is missing" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "choice", "set = \"s\";")))),
	  "x.cfg:6: no options set named 's'" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "text", OPTIONS)))),
	  "x.cfg:6: a field of type 'text' has no 'options'" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "text", "check = \"moon\";")))), "x.cfg:6: unknown check 'moon'" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "reference", "reference = \"moon\";")))),
	  "x.cfg:6: unknown reference" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "number", "min = 5; max = 4;")))), "x.cfg:6: 'min' is greater" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "number", "min = \"5\";")))), "x.cfg:6: 'min' must be a number" },
	{ FORM(STEP("A",
		    FIELDS(FIELD("f", "yes-no", "flags = ( { is = [ \"maybe\" ]; level = \"STOP\"; } );")))),
	  "x.cfg:6: the flag speaks of 'maybe'" },
	{ FORM(STEP("A",
		    FIELDS(FIELD("f", "yes-no", "flags = ( { is = [ \"no\" ]; level = \"HALT\"; } );")))),
	  "x.cfg:6: unknown level 'HALT'" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "yes-no", "flags = ( { below = 1; level = \"STOP\"; } );")))),
	  "x.cfg:6: a flag needs 'is'" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "text", "required = 1;")))),
	  "x.cfg:6: 'required' must be true or false" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "text", "instead = \"g\";")))), "x.cfg:6: 'instead' names 'g'" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "text", "") ",\n" FIELD("f", "text", "")))),
	  "x.cfg:7: a second field with the id 'f'" },
	{ FORM(STEP("A", "") ",\n" STEP("A", "")), "x.cfg:6: a second step with the id 'A'" },
	{ FORM(STEP("A", FIELDS(FIELD("energy", "text", "")))),
	  "x.cfg:6: the field id 'energy' is the name of a fact" },
	{ FORM(STEP("A", "sheet = \"y\";\n")), "x.cfg:4: no form named 'y'" },
	{ FORM(STEP("A", "requirements = [ 78 ];\n")), "x.cfg:5: 'requirements' must be" },
	{ FORM(STEP("A", "routing = { reception = 20; };\n")), "x.cfg:5: 'reception' must be 15 or 30" },
	{ FORM(STEP(
		  "A",
		  FIELDS(FIELD("f", "yes-no", "when = ( { field = \"g\"; is = [ \"yes\" ]; } );") ",\n" FIELD(
			  "g", "yes-no", "")))),
	  "x.cfg:6: the condition speaks of 'g', which is not asked before" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "yes-no", "when = ( { field = \"f\"; is = [ \"yes\" ]; } );")))),
	  "x.cfg:6: the condition speaks of 'f', which is not asked before" },
	{ FORM(STEP("A", "when = ( { field = \"nobody\"; is = [ \"yes\" ]; } );\n")),
	  "x.cfg:5: the condition speaks of 'nobody', which no form asks" },
	{ FORM(STEP("A", "when = ( { field = \"mc20\"; is = [ \"maybe\" ]; } );\n")),
	  "x.cfg:5: 'mc20' is never 'maybe'; it is one of: yes no" },
	{ FORM(STEP("A", "when = ( { field = \"mc20\"; } );\n")),
	  "x.cfg:5: a condition needs either 'is' or 'isnt'" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "text", ""))) ",\n" STEP(
		  "B", "when = ( { field = \"f\"; is = [ \"x\" ]; } );\n")),
	  "x.cfg:9: the condition speaks of 'f', which has no options" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "yes-no", ""))) ",\n" STEP(
		  "B", "when = ( { field = \"f\"; is = [ \"perhaps\" ]; } );\n")),
	  "x.cfg:9: 'f' has no option 'perhaps'" },
	{ FORM(STEP("A", "when = ( { field = \"mc20\"; is = [ \"yes\" ]; }, { field = \"mc20\"; is = "
			 "[ \"no\" ]; } );\n")),
	  "x.cfg:4: no answers lead to step 'A'" },
	{ FORM(STEP("A", "say = ( { en = \"Hello {nobody}\"; ko = \"{nobody} 님\"; } );\n")),
	  "x.cfg:5: nothing fills the placeholder {nobody}" },
	{ FORM(STEP("A", "say = ( { en = \"Hello {name}\"; ko = \"안녕하십니까\"; } );\n")),
	  "x.cfg:5: the languages have different placeholders: en {name}, ko -" },
	{ FORM(STEP("A", "say = ( { en = \"Hello\"; ko = \"안녕\"; unique = { en = \"{name}\"; ko = "
			 "\"가\"; }; } );\n")),
	  "x.cfg:5: the languages have different placeholders" },
	{ FORM(STEP("A", "say = ( { en = \"Hello {name\"; ko = \"{name}\"; } );\n")),
	  "x.cfg:5: a brace that is no placeholder" },
	{ FORM(STEP("A", "say = ( { en = \"{name:을}\"; ko = \"{name:을}\"; } );\n")),
	  "x.cfg:5: {name:을}: a particle stands in Korean only" },
	{ FORM(STEP("A", "say = ( { en = \"{name}\"; ko = \"{name:랑}\"; } );\n")),
	  "x.cfg:5: {name:랑}: the particle must" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "number", "max = 4294967297;")))),
	  "x.cfg:6: the number 4294967297 is too large" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "text", "max = 010;")))),
	  "x.cfg:6: the number 010 would lose its leading zero" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "text", "") ","))), "x.cfg:6: a comma before the closing ')'" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "yes-no", "default = \"maybe\";")))),
	  "x.cfg:6: the default 'maybe' is no option here" },
	{ FORM(STEP("A", FIELDS(FIELD("f", "text", "default = \"yes\";")))),
	  "x.cfg:6: a field of type 'text' has no 'default'" },
	{ FORM("@include \"/etc/passwd\""), "x.cfg:4: @include is not allowed" },
	{ FORM(STEP("A", "goal = en;\n")), "x.cfg:5: syntax error; look for a missing" },
	{ FORM(STEP("A", "goal = { en \"G\"; };\n")), "x.cfg:5: syntax error: a text stands here" },
	{ FORM(STEP("A", "id = \"B\";\n")), "x.cfg:5: duplicate setting name" },
	{ FORM(STEP("A", "goal = { en = \"a\tb\"; ko = \"가\"; };\n")),
	  "x.cfg:5: 'en' has a control character" },
	{ "form = \"y\";\ntitle = { en = \"X\"; ko = \"엑스\"; };\nsteps = ( );\n",
	  "x.cfg:1: form \"y\" must stand in a file named y.cfg" },
	{ "form = \"x\";\ntitle = \"x;\n", "x.cfg:2: a quote that is never closed" },
	{ "", "x.cfg: 'form' is missing" },
};

static void tells_each_mistake_at_its_line(void **state)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *all = mistakes(cases[i].text);
		if (!strstr(all, cases[i].told))
			fail_msg("case %zu: wanted \"%s\", told:\n%s", i, cases[i].told, all);
	}
}

static void tells_all_mistakes_at_once(void **state)
{
	const char *all = mistakes(FORM(STEP(
		"A", "lable = 1;\n" FIELDS(FIELD("f", "colour", "") ",\n" FIELD("g", "date", "chek = 1;")))));
	assert_string_equal(all, "x.cfg:5: unknown key 'lable'; here may stand: id title goal notes sheet "
				 "anytime requirements say "
				 "fields when routing\n"
				 "x.cfg:7: unknown field type 'colour'\n"
				 "x.cfg:8: unknown key 'chek'; here may stand: id type en ko help short "
				 "required pause default instead write_once filled search "
				 "options set reference check min max decimals unit units when flags\n");
}

static void reads_past_a_byte_order_mark_and_comments(void **state)
{
	assert_string_equal(mistakes("\xEF\xBB\xBF// ( [ { \" @include\n" FORM(STEP("A", "/* \" */ # \"\n"))),
			    "");
	assert_string_equal(
		mistakes(FORM(STEP("A", "say = ( { en = \"a@b \\\" // c\"; ko = \"가\"; } );\n"))), "");
}

static void tells_bytes_that_are_no_text(void **state)
{
	static const char zero[] = "form = \"x\";\n\0steps = ( );";
	assert_string_equal(mistakes("form = \"x\";\n\xFF"),
			    "x.cfg:2: not UTF-8 text; save the file as UTF-8\n");
	assert_string_equal(mistakes_of_bytes(zero, sizeof zero - 1),
			    "x.cfg:2: not UTF-8 text; save the file as UTF-8\n");
}

static void survives_deep_nesting_and_cut_texts(void **state)
{
	char deep[5000];
	memset(deep, '(', sizeof deep);
	assert_non_null(strstr(mistakes_of_bytes(deep, sizeof deep), "nested deeper"));
	static const char whole[] = FORM(STEP("A", FIELDS(FIELD("f", "choice", OPTIONS))));
	for (size_t len = 0; len + 3 < sizeof whole; len++)
		assert_string_not_equal(mistakes_of_bytes(whole, len), "");
	assert_string_equal(mistakes(whole), "");
}

static void survives_random_bytes(void **state)
{
	static const char whole[] =
		FORM(STEP("A", "say = ( { en = \"{name}\"; ko = \"{name:을}\"; } );\n" FIELDS(
				       FIELD("f", "choice", OPTIONS))));
	unsigned seed = 20261123;
	print_message("# seed %u\n", seed);
	for (int round = 0; round < 20000; round++) {
		char text[sizeof whole];
		memcpy(text, whole, sizeof whole);
		for (int i = 0; i < 1 + round % 3; i++)
			text[rand_r(&seed) % (sizeof whole - 1)] =
				(char)("{}()[]\",;=@:0a\\\xEA"[rand_r(&seed) % 17]);
		mistakes_of_bytes(text, sizeof whole - 1);
	}
}

static void write_file(const char *dir, const char *name, const char *text)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void remove_dir(const char *dir)
{
	static const char *const names[] = { "phone_script.cfg", "y.cfg", "phrases.cfg" };
	char path[256];
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		unlink(path);
	}
	rmdir(dir);
}

static void tells_the_mistakes_of_all_files(void **state)
{
	char dir[] = "/tmp/prenota-forms-XXXXXX";
	assert_non_null(mkdtemp(dir));
	write_file(dir, "phone_script.cfg", "form = \"phone_script\";\nsteps = ( { id = \"A\"; } );\n");
	write_file(dir, "y.cfg", "form = \"y\";\n");
	write_file(dir, "phrases.cfg", "rule-A1 = { en = \"{moon}\"; ko = \"달\"; };\n");
	buffer_clear(&told);
	struct form_report report = { .mistake = tests_tell, .context = &told };
	struct error err;
	bool good = form_check(dir, &report, &err);
	remove_dir(dir);
	assert_false(good);
	assert_non_null(strstr(buffer_text(&told), "/phone_script.cfg: 'title' is missing"));
	assert_non_null(strstr(buffer_text(&told), "/phone_script.cfg:2: 'title' is missing"));
	assert_non_null(strstr(buffer_text(&told), "/y.cfg: 'steps' is missing"));
	assert_non_null(strstr(buffer_text(&told), "/phrases.cfg:1: nothing fills the placeholder {moon}"));
	assert_non_null(strstr(err.text, "more mistakes"));
}

static void wants_a_folder_with_a_script(void **state)
{
	struct form_set set = { 0 };
	struct error err;
	assert_false(form_set_load(&set, "/nonexistent", NULL, &err));
	assert_string_equal(err.text, "/nonexistent: no such folder of forms");
	assert_int_equal(err.code, ERROR_CONFIG);
}

static int finish(void **state)
{
	buffer_finish(&told);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_each_mistake_at_its_line),
		cmocka_unit_test(tells_all_mistakes_at_once),
		cmocka_unit_test(reads_past_a_byte_order_mark_and_comments),
		cmocka_unit_test(tells_bytes_that_are_no_text),
		cmocka_unit_test(survives_deep_nesting_and_cut_texts),
		cmocka_unit_test(survives_random_bytes),
		cmocka_unit_test(tells_the_mistakes_of_all_files),
		cmocka_unit_test(wants_a_folder_with_a_script),
	};
	return cmocka_run_group_tests(tests, NULL, finish);
}
