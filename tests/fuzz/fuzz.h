/* tests/fuzz/fuzz.h - what every fuzz target shares.
 *
 * A target is one file with fuzz_seeds and LLVMFuzzerTestOneInput(). With -Dfuzz=true (clang) it is linked to
 * libFuzzer: "fuzz_forms CORPUS". In every other build it is linked to driver.c and runs its seeds, the files
 * it is given and some thousands of mutations of them as a test. A broken promise aborts. */
#ifndef PRENOTA_TESTS_FUZZ_H
#define PRENOTA_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Inputs to begin with, ended by NULL. */
extern const char *const fuzz_seeds[];

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Aborts with the place when @holds is not true. */
#define FUZZ_REQUIRE(holds)                                                                                  \
	do {                                                                                                 \
		if (!(holds)) {                                                                              \
			fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #holds);            \
			abort();                                                                             \
		}                                                                                            \
	} while (0)

/* The path of a file in memory with @size bytes of @data, good until the next call. */
const char *fuzz_file(const uint8_t *data, size_t size);

/* @size bytes of @data with a zero byte behind them, good until the next call. */
const char *fuzz_text(const uint8_t *data, size_t size);

/* Aborts when @text holds a control character that steers a terminal, or is not UTF-8. */
void fuzz_require_plain(const char *text);

#endif
