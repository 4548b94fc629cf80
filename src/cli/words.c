#include "cli/words.h"

#include <string.h>

#include "base/i18n.h"
#include "model/file_check.h"

const char *cli_word_mobility(const char *code)
{
	enum mobility mobility;
	return mobility_from_code(code, &mobility) ? label_mobility(mobility) : code;
}

const char *cli_word_persona(const char *code)
{
	enum persona persona;
	return persona_from_code(code, &persona) ? label_persona(persona) : code;
}

const char *cli_word_state(const char *code)
{
	enum appointment_state state;
	return appointment_state_from_code(code, &state) ? label_state(state) : code;
}

const char *cli_word_role(const char *code)
{
	enum role role;
	return role_from_code(code, &role) ? label_role(role) : code;
}

const char *cli_word_light(const char *code)
{
	for (int i = 0; i < FILE_LIGHT_COUNT; i++)
		if (strcmp(code, file_light_code((enum file_light)i)) == 0)
			return file_light_label((enum file_light)i);
	return code;
}

const char *cli_word_note(const char *code)
{
	if (strcmp(code, "unknown") == 0)
		return _("owner not known yet");
	if (strcmp(code, "differs") == 0)
		return _("another owner than recorded");
	if (strcmp(code, "double") == 0)
		return _("the same customer twice?");
	return cli_word_state(label_open_point(code));
}

const char *cli_word_yes(const char *code)
{
	return strcmp(code, "yes") == 0 ? _("yes") : strcmp(code, "no") == 0 ? _("no") : code;
}

const char *cli_word_moved(const char *code)
{
	static const struct {
		const char *code;
		const char *text;
	} words[] = {
		{ "length", N_("minutes of the reception") },
		{ "finish", N_("work ready") },
		{ "handback", N_("hand-back") },
		{ "handback-minutes", N_("minutes of the hand-back") },
		{ "handback-advisor", N_("advisor of the hand-back") },
		{ "unit", N_("loan car") },
		{ "mobility", N_("mobility") },
		{ "work", N_("work") },
	};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(code, words[i].code) == 0)
			return _(words[i].text);
	return code;
}

const char *cli_word_thing(const char *code)
{
	static const char *const codes[] = { N_("customer"), N_("vehicle"), N_("file"), N_("staff"),
					     N_("unit"),     N_("bay"),     N_("site") };
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
		if (strcmp(code, codes[i]) == 0)
			return _(codes[i]);
	return code;
}

void cli_label(struct buffer *out, const char *(*label)(const char *code), const char *between,
	       const char *codes)
{
	char one[LABEL_CODE_SIZE];
	size_t start = out->len;
	for (const char *end = label_next(codes, one); end; codes = end, end = label_next(codes, one)) {
		const char *word = codes + strspn(codes, " ");
		size_t len = (size_t)(end - word);
		buffer_add(out, out->len > start ? between : "");
		if (len < LABEL_CODE_SIZE)
			buffer_add(out, label(one));
		else
			buffer_add_bytes(out, word, len); /* no code is that long: a text */
	}
}
