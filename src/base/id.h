/* base/id.h - identities of rows: UUIDs by libuuid, or a fixed sequence for tests. */
#ifndef PRENOTA_BASE_ID_H
#define PRENOTA_BASE_ID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ID_SIZE = 37 }; /* 36 characters and the end */

/* Ids for many rows at a time, each larger than the one before, which stand side by side in the indexes:
 * UUIDs of version 7. Zero-initialised is ready; not to be used on both sides of a fork. */
struct id_run {
	uint64_t last; /* milliseconds and the number within them */
	size_t left;   /* of @random */
	unsigned char random[1024];
};

/* Where new ids come from. Zero-initialised gives random (version 4) UUIDs; a @seed gives the sequence
 * 00000000-0000-4000-8000-<seed in hex, counting up>, so that a test sees the same ids every time; else a @run,
 * while there is one, gives those of the run. */
struct id_source {
	uint64_t seed;
	struct id_run *run;
};

/* Writes a new id, in small letters. */
void id_new(struct id_source *source, char id[ID_SIZE]);

/* An id made from @bytes (a version 5 UUID): the same bytes give the same id, others another one. */
void id_of_bytes(const char *bytes, size_t len, char id[ID_SIZE]);

#endif
