/* tests/fuzz/fuzz_reading.h - what every reader of requests promises. */
#ifndef PRENOTA_TESTS_FUZZ_READING_H
#define PRENOTA_TESTS_FUZZ_READING_H

#include <string.h>

#include "exchange/request.h"
#include "fuzz.h"

/* Every value is safe for a terminal, the answer is JSON; frees @reading. */
static inline void fuzz_check_reading(struct reading *reading)
{
	struct buffer out = { 0 };
	reading_write(reading, &out);
	FUZZ_REQUIRE(out.len > 0);
	size_t i;
	json_t *request, *value;
	const char *key;
	json_array_foreach(reading->requests, i, request)
	{
		json_object_foreach(request, key, value)
		{
			const char *text = json_string_value(value);
			for (const char *p = text ? text : ""; *p; p++)
				FUZZ_REQUIRE((unsigned char)*p >= 0x20 || *p == '\n' || *p == '\t');
		}
	}
	buffer_finish(&out);
	reading_finish(reading);
}

#endif
