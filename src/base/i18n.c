#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* gettext itself keeps the process's language in the environment: so do we, there is no other state. */
static void choose(const char *lang)
{
	setenv("LANGUAGE", lang, 1);
}

static const char *environment_language(void)
{
	static const char *const names[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return value;
	}
	return "en";
}

bool i18n_start(const char *lang, const char *locale_dir)
{
	char code[3] = "en";
	const char *wish = lang ? lang : environment_language();
	if (strncmp(wish, "ko", 2) == 0)
		memcpy(code, "ko", 3);
	/* Characters and the language of messages, and no more: dates, numbers and order are prenota's own. */
	bool utf8 = setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	const char *messages = setlocale(LC_MESSAGES, "");
	if (!utf8 || !messages || strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
		utf8 = setlocale(LC_CTYPE, "C.UTF-8") && setlocale(LC_MESSAGES, "C.UTF-8");
	choose(code);
	bindtextdomain("prenota", locale_dir);
	bind_textdomain_codeset("prenota", "UTF-8");
	textdomain("prenota");
	return utf8;
}

const char *i18n_language(void)
{
	const char *code = getenv("LANGUAGE");
	return code && strncmp(code, "ko", 2) == 0 ? "ko" : "en";
}

void i18n_use(const char *lang, char before[I18N_CODE_SIZE])
{
	const char *now = i18n_language();
	bool same = strcmp(lang, now) == 0;
	if (before)
		memcpy(before, now, I18N_CODE_SIZE);
	if (same)
		return;
	choose(strcmp(lang, "ko") == 0 ? "ko" : "en");
	textdomain("prenota"); /* what gettext remembers of the other language is no longer good */
}
