/* prenota-exchange: other systems' files and messages. Started by prenota, one verb a run: standard input in,
 * standard output out, nothing else. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "exchange/limits.h"
#include "exchange/verb.h"

static const struct verb verbs[] = {
	{ "read", "requests of a mail, JSON, CSV or ADF as one neutral list (JSON)", verb_read },
	{ "calendar", "appointments (JSON) as an iCalendar file", verb_calendar },
	{ "mail", "a letter (JSON), with or without a calendar part, as a mail", verb_mail },
};
enum { VERB_COUNT = sizeof verbs / sizeof verbs[0] };

static int usage(FILE *to)
{
	fputs("prenota-exchange VERB <INPUT >OUTPUT\nprenota starts it when a command needs it; verbs:\n",
	      to);
	for (size_t i = 0; i < VERB_COUNT; i++)
		fprintf(to, "  %-8s %s\n", verbs[i].name, verbs[i].summary);
	return to == stdout ? EX_OK : 2;
}

/* All of standard input; false when it is longer than the limit or cannot be read. */
static bool read_input(struct buffer *input, struct error *err)
{
	static char block[64 * 1024];
	ssize_t got;
	while ((got = read(STDIN_FILENO, block, sizeof block)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set(err, ERROR_SYSTEM, "standard input: %s", strerror(errno));
		if (input->len + (size_t)got > LIMIT_INPUT)
			return error_set(err, ERROR_INPUT, "standard input: more than %d MiB",
					 LIMIT_INPUT >> 20);
		buffer_add_bytes(input, block, (size_t)got);
	}
	return true;
}

static int run(const struct verb *verb)
{
	struct buffer input = { 0 }, output = { 0 };
	struct error err = { 0 };
	bool fine = read_input(&input, &err) && verb->run(buffer_text(&input), input.len, &output, &err);
	if (fine &&
	    (fwrite(buffer_text(&output), 1, output.len, stdout) != output.len || fflush(stdout) != 0))
		fine = error_set(&err, ERROR_SYSTEM, "standard output: %s", strerror(errno));
	buffer_finish(&input);
	buffer_finish(&output);
	if (fine)
		return EX_OK;
	fprintf(stderr, "prenota-exchange: %s\n", err.text);
	return error_exit_status(err.code);
}

int main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8"); /* what is read decides its character set, not who runs it */
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return usage(stdout);
	if (argc != 2)
		return usage(stderr);
	for (size_t i = 0; i < VERB_COUNT; i++) {
		if (strcmp(argv[1], verbs[i].name) != 0)
			continue;
		if (!limits_take()) {
			fputs("prenota-exchange: a right could not be given up\n", stderr);
			return EX_OSERR;
		}
		return run(&verbs[i]);
	}
	return usage(stderr);
}
