/* base/i18n.h - the screens' language: labels and messages by gettext.
 *
 * What is spoken to a customer, sent, or given as a reason stands in forms/phrases.cfg, not here. */
#ifndef PRENOTA_BASE_I18N_H
#define PRENOTA_BASE_I18N_H

#include <libintl.h>
#include <stdbool.h>

#define _(text)	 gettext(text)
#define N_(text) (text)

/* Chooses the language of the screens and a UTF-8 locale, for this process. @lang is "en", "ko", … or NULL for
 * the environment's; when the environment names a locale that is not installed, C.UTF-8 is used and the language is
 * taken from the name. @locale_dir holds LANG/LC_MESSAGES/prenota.mo. False when no UTF-8 locale is to be had. */
bool i18n_start(const char *lang, const char *locale_dir);

/* The language in force: "en" or "ko" (two letters, static storage of the process's choice). */
const char *i18n_language(void);

enum { I18N_CODE_SIZE = 3 };

/* Another language of the same catalogue from now on ("en", "ko"), for what is written in the site's language and not
 * in the operator's; the one before goes to @before (NULL is fine), to be put back with the same function. */
void i18n_use(const char *lang, char before[I18N_CODE_SIZE]);

#endif
