/* Runs a fuzz target without a fuzzer: its seeds, the files of the command line, each cut at every length up
 * to some, then mutations of them, as many as fit into PRENOTA_FUZZ_SECONDS, else into the
 * FUZZ_SECONDS of its meson.build (2). The seed is PRENOTA_SEED or the
 * clock's, and printed. One case of TAP; a crash ends it, and so does an input that takes SLOW_MS of the processor. */
#include <string.h>
#include <time.h>

#include "fuzz.h"

enum { INPUTS_MAX = 512, GROWTH = 64, CUTS = 48, SECONDS = 2, SLOW_MS = 5000 };

struct input {
	uint8_t *bytes;
	size_t size;
};

static struct input inputs[INPUTS_MAX];
static int input_count;
static uint64_t random_state;

static size_t draw(size_t below)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(random_state >> 33) % (below ? below : 1);
}

static long number_of(const char *name, long otherwise)
{
	const char *text = getenv(name);
	return text ? strtol(text, NULL, 10) : otherwise;
}

static int64_t slowest_ms;

static int64_t clock_ms(clockid_t clock)
{
	struct timespec now;
	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void keep(const void *bytes, size_t size)
{
	if (input_count == INPUTS_MAX)
		return;
	inputs[input_count].bytes = malloc(size + 1);
	memcpy(inputs[input_count].bytes, bytes, size);
	inputs[input_count++].size = size;
}

static void keep_file(const char *path)
{
	FILE *in = fopen(path, "rb");
	FUZZ_REQUIRE(in);
	fseek(in, 0, SEEK_END);
	size_t size = (size_t)ftell(in);
	uint8_t *bytes = malloc(size + 1);
	rewind(in);
	FUZZ_REQUIRE(fread(bytes, 1, size, in) == size);
	fclose(in);
	keep(bytes, size);
	free(bytes);
}

/* Each run has its own copy of exactly its size, so that a sanitizer sees one byte too many. */
static void run(const uint8_t *bytes, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);
	memcpy(copy, bytes, size);
	int64_t began = clock_ms(CLOCK_PROCESS_CPUTIME_ID);
	LLVMFuzzerTestOneInput(copy, size);
	int64_t took = clock_ms(CLOCK_PROCESS_CPUTIME_ID) - began;
	slowest_ms = took > slowest_ms ? took : slowest_ms;
	FUZZ_REQUIRE(took < SLOW_MS);
	free(copy);
}

static void run_inputs(void)
{
	for (int i = 0; i < input_count; i++) {
		run(inputs[i].bytes, inputs[i].size);
		for (size_t k = 0; k < CUTS && inputs[i].size > 0; k++)
			run(inputs[i].bytes, k * inputs[i].size / CUTS);
	}
}

/* Changes up to a few places of @bytes (room for GROWTH more); the new size. */
static size_t mutate(uint8_t *bytes, size_t size)
{
	static const uint8_t nasty[] = { 0,    '\n', '\r', '\t', 27,  '"', '\'', '\\', ';',  ',',
					 '{',  '}',  '(',  ')',  '=', '@', 0x7f, 0x80, 0xc2, 0xe2,
					 0xed, 0xf4, 0xff, '0',  '9', '-', '%',  ':' };
	for (size_t n = 1 + draw(4); n > 0 && size > 0; n--) {
		size_t at = draw(size), len = 1 + draw(GROWTH / 4);
		switch (draw(6)) {
		case 0:
			bytes[at] = (uint8_t)draw(256);
			break;
		case 1:
			bytes[at] = nasty[draw(sizeof nasty)];
			break;
		case 2: /* take out */
			len = len > size - at ? size - at : len;
			memmove(bytes + at, bytes + at + len, size - at - len);
			size -= len;
			break;
		case 3: /* twice */
			len = len > size - at ? size - at : len;
			memmove(bytes + at + len, bytes + at, size - at);
			size += len;
			break;
		case 4: /* over another place */
			len = len > size - at ? size - at : len;
			memmove(bytes + draw(size - len + 1), bytes + at, len);
			break;
		case 5:
			bytes[at] ^= (uint8_t)(1u << draw(8));
			break;
		}
	}
	return size;
}

static long run_mutations(void)
{
	long seconds = number_of("PRENOTA_FUZZ_SECONDS", number_of("FUZZ_SECONDS", SECONDS));
	int64_t end = clock_ms(CLOCK_MONOTONIC) + 1000 * seconds;
	long runs = 0;
	for (; clock_ms(CLOCK_MONOTONIC) < end; runs++) {
		const struct input *input = &inputs[draw((size_t)input_count)];
		uint8_t *bytes = malloc(input->size + GROWTH + 1);
		memcpy(bytes, input->bytes, input->size);
		size_t size = mutate(bytes, input->size);
		run(bytes, size);
		free(bytes);
	}
	return runs;
}

int main(int argc, char **argv)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	random_state = (uint64_t)number_of("PRENOTA_SEED", (long)time(NULL));
	printf("1..1\n# PRENOTA_SEED=%llu\n", (unsigned long long)random_state);
	for (int i = 0; fuzz_seeds[i]; i++)
		keep(fuzz_seeds[i], strlen(fuzz_seeds[i]));
	for (int i = 1; i < argc; i++)
		keep_file(argv[i]);
	int64_t began = clock_ms(CLOCK_MONOTONIC);
	run_inputs();
	long runs = run_mutations();
	printf("# %d inputs, cut, and %ld mutations in %ld s; slowest %lld ms\n", input_count, runs,
	       (long)(clock_ms(CLOCK_MONOTONIC) - began) / 1000, (long long)slowest_ms);
	printf("ok 1 - any bytes\n");
	for (int i = 0; i < input_count; i++)
		free(inputs[i].bytes);
	return 0;
}
