/* cli/intake_file.h - a file of requests taken in: `prenota intake FILE` and `prenota import requests FILE`.
 */
#ifndef PRENOTA_CLI_INTAKE_FILE_H
#define PRENOTA_CLI_INTAKE_FILE_H

#include "cli/command.h"
#include "config/program.h"
#include "office/intake.h"

/* Of an input longer than EXCHANGE_INPUT_MAX so many bytes are kept. */
enum { INTAKE_BEGINNING = 256 * 1024 };

/* Takes the bytes of @input apart and in. @whole: that is all of it. *@refused is why not all of it could be
 * read, NULL when it could; in @arena. */
bool intake_bytes(struct office *office, const struct program_config *config,
		  const struct intake_input *input, bool whole, struct intake_result *result,
		  const char **refused, struct arena *arena, struct error *err);

/* The same of a file, "-" for standard input. */
bool intake_file(struct office *office, const struct program_config *config, const char *path,
		 struct intake_result *result, struct error *err);

/* Prints the counts; 74 when that failed. */
int intake_report(const struct cli *cli, const struct intake_result *result);

#endif
