#include "cli/exchange.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"
#include "base/i18n.h"

enum { OUTPUT_MAX = 256 << 20, PATH_BYTES = 4096 };

const char *exchange_path(const struct program_config *config, struct arena *arena)
{
	char path[PATH_BYTES];
	if (config->exchange)
		return config->exchange;
	ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
	if (len <= 0)
		return "prenota-exchange";
	path[len] = '\0';
	char *slash = strrchr(path, '/');
	return arena_printf(arena, "%.*s/prenota-exchange", (int)(slash ? slash - path : 0), path);
}

static const char *text_of(const json_t *object, const char *key, struct arena *arena)
{
	return arena_strdup(arena, json_string_value(json_object_get(object, key)));
}

static void add_values(const json_t *object, struct intake_request *request, struct arena *arena)
{
	const char *key;
	json_t *value;
	json_object_foreach((json_t *)(const void *)object, key, value)
	{
		if (!json_is_string(value) || strcmp(key, "raw") == 0 || strcmp(key, "by_hand") == 0)
			continue;
		request->values[request->count++] =
			(struct intake_value){ arena_strdup(arena, key),
					       arena_strdup(arena, json_string_value(value)) };
	}
}

static void read_request(const json_t *object, struct intake_request *request, struct arena *arena)
{
	const json_t *other = json_object_get(object, "other");
	size_t room = json_object_size(object) + json_object_size(other);
	*request = (struct intake_request){
		.values = arena_alloc(arena, (room + 1) * sizeof *request->values),
		.by_hand = text_of(object, "by_hand", arena),
		.raw = text_of(object, "raw", arena),
	};
	add_values(object, request, arena);
	add_values(other, request, arena);
}

static const struct intake_mail *read_mail(const json_t *mail, struct arena *arena)
{
	const json_t *answers = json_object_get(mail, "answers");
	if (!json_is_string(json_object_get(mail, "kind")))
		return NULL;
	struct intake_mail *read = arena_alloc(arena, sizeof *read);
	*read = (struct intake_mail){ .kind = text_of(mail, "kind", arena),
				      .own = text_of(mail, "own", arena),
				      .detail = text_of(mail, "detail", arena) };
	read->answers = arena_alloc(arena, (json_array_size(answers) + 1) * sizeof *read->answers);
	for (size_t i = 0; i < json_array_size(answers); i++)
		if (json_is_string(json_array_get(answers, i)))
			read->answers[read->answer_count++] =
				arena_strdup(arena, json_string_value(json_array_get(answers, i)));
	return read;
}

static bool read_answer(const struct buffer *output, struct arena *arena, struct intake_reading *reading)
{
	json_t *root = json_loadb(buffer_text(output), output->len, 0, NULL);
	const json_t *list = json_object_get(root, "requests");
	bool fine = json_is_array(list) && json_is_string(json_object_get(root, "format"));
	if (fine) {
		*reading = (struct intake_reading){ .format = text_of(root, "format", arena),
						    .refused = text_of(root, "refused", arena),
						    .mail = read_mail(json_object_get(root, "mail"), arena),
						    .count = json_array_size(list) };
		reading->requests = arena_alloc(arena, (reading->count + 1) * sizeof *reading->requests);
		for (size_t i = 0; i < reading->count; i++)
			read_request(json_array_get(list, i), &reading->requests[i], arena);
	}
	json_decref(root);
	return fine;
}

bool exchange_read(const struct program_config *config, const char *bytes, size_t len, struct arena *arena,
		   struct intake_reading *reading, struct error *err)
{
	struct buffer output = { 0 }, errors = { 0 };
	const char *argv[] = { exchange_path(config, arena), "read", NULL };
	struct child child = { .argv = argv,
			       .input = bytes,
			       .input_len = len,
			       .output = { .into = &output },
			       .errors = { .into = &errors },
			       .output_max = OUTPUT_MAX };
	struct error failure = { 0 };
	int status = 0;
	*reading = (struct intake_reading){ .format = "none" };
	bool ran = child_run(&child, &status, &failure);
	bool started = ran || failure.code == ERROR_BUSY; /* too slow is its reader's answer */
	if (!ran)
		reading->refused = "too-slow";
	else if (status == 127 || status == 126)
		started = error_set(&failure, ERROR_SYSTEM, _("%s cannot be run"), argv[0]);
	else if (status != 0 || !read_answer(&output, arena, reading))
		reading->refused = arena_printf(arena, "crashed %d", status);
	buffer_finish(&output);
	buffer_finish(&errors);
	if (!started && err)
		*err = failure;
	return started;
}

/* Runs a verb that does as it is told or says why not. */
static bool run_verb(const struct program_config *config, const char *verb, const char *input, struct buffer *output,
		     struct error *err)
{
	struct arena arena = { 0 };
	struct buffer errors = { 0 };
	const char *argv[] = { exchange_path(config, &arena), verb, NULL };
	struct child child = { .argv = argv,
			       .input = input,
			       .input_len = strlen(input),
			       .output = { .into = output },
			       .errors = { .into = &errors },
			       .output_max = OUTPUT_MAX };
	int status = 0;
	bool fine = child_run(&child, &status, err);
	if (fine && (status == 126 || status == 127))
		fine = error_set(err, ERROR_SYSTEM, _("%s cannot be run"), argv[0]);
	else if (fine && status != 0)
		fine = error_set(err, ERROR_SYSTEM, _("%s %s ended with %d: %.300s"), argv[0], verb, status,
				 buffer_text(&errors));
	buffer_finish(&errors);
	arena_finish(&arena);
	return fine;
}

bool exchange_calendar(const struct program_config *config, const struct site *site, instant stamp, json_t *events,
		       struct buffer *out, struct error *err)
{
	bool organized = site->dealer.email && *site->dealer.email;
	json_t *root = json_pack("{s:s, s:I, s:s, s:s?, s:o}", "zone", site->zone, "stamp", (json_int_t)stamp, "method",
				 organized ? "publish" : "file", "name", site->name, "events", events);
	char *text = root ? json_dumps(root, JSON_COMPACT) : NULL;
	if (!text)
		abort();
	bool fine = run_verb(config, "calendar", text, out, err);
	free(text);
	json_decref(root);
	return fine;
}
