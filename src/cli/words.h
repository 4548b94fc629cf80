/* cli/words.h - codes as tables write them; an unknown code is itself. */
#ifndef PRENOTA_CLI_WORDS_H
#define PRENOTA_CLI_WORDS_H

#include "model/label.h"

const char *cli_word_mobility(const char *code);
const char *cli_word_persona(const char *code);
const char *cli_word_state(const char *code);
const char *cli_word_role(const char *code);
const char *cli_word_light(const char *code); /* of the file check: "due", "ok" … */
/* What a task says of its car and owner ("prediag", "differs", "no-show" …). */
const char *cli_word_note(const char *code);
const char *cli_word_yes(const char *code);   /* "yes", "no" */
const char *cli_word_moved(const char *code); /* what a change of work moves: "length", "handback" … */
const char *cli_word_thing(const char *code); /* "customer", "unit" …: what is found, or not there */

/* Appends the words of @codes (separated by blanks) with @between between them. */
void cli_label(struct buffer *out, const char *(*label)(const char *code), const char *between,
	       const char *codes);

#endif
