#include "base/id.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <uuid/uuid.h>

/* Random bytes in portions: asking for those of each id costs more than the id. */
static bool take_random(struct id_run *run, unsigned char *bytes, size_t len)
{
	if (run->left < len) {
		if (getrandom(run->random, sizeof run->random, 0) != (ssize_t)sizeof run->random)
			return false;
		run->left = sizeof run->random;
	}
	run->left -= len;
	memcpy(bytes, run->random + run->left, len);
	return true;
}

/* Version 7 of RFC 9562: milliseconds in 48 bits, a number in 12 that counts within them and into the next ones
 * when they are full, the rest random. */
static bool fill_ascending(struct id_run *run, uuid_t raw)
{
	struct timespec now;
	if (!take_random(run, raw + 8, 8) || clock_gettime(CLOCK_REALTIME, &now) != 0 || now.tv_sec < 0)
		return false;
	uint64_t clock = ((uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000) << 12;
	run->last = run->last < clock ? clock : run->last + 1;
	for (int i = 0; i < 6; i++)
		raw[i] = (unsigned char)(run->last >> (52 - 8 * i));
	raw[6] = (unsigned char)(0x70 | (run->last >> 8 & 0x0f));
	raw[7] = (unsigned char)run->last;
	raw[8] = (unsigned char)(0x80 | (raw[8] & 0x3f));
	return true;
}

void id_new(struct id_source *source, char id[ID_SIZE])
{
	if (source->seed) {
		snprintf(id, ID_SIZE, "00000000-0000-4000-8000-%012" PRIx64,
			 source->seed & UINT64_C(0xffffffffffff));
		source->seed++;
		return;
	}
	uuid_t raw;
	if (!source->run || !fill_ascending(source->run, raw))
		uuid_generate_random(raw);
	uuid_unparse_lower(raw, id);
}

void id_of_bytes(const char *bytes, size_t len, char id[ID_SIZE])
{
	/* The name space of this program's contents; any fixed one does. */
	static const uuid_t contents = { 0x70, 0x72, 0x65, 0x6e, 0x6f, 0x74, 0x41, 0x61,
					 0x80, 0x00, 0x63, 0x6f, 0x6e, 0x74, 0x65, 0x6e };
	uuid_t raw;
	uuid_generate_sha1(raw, contents, bytes, len);
	uuid_unparse_lower(raw, id);
}
