/* base/id.h - identities of rows: UUIDs by libuuid, or a fixed sequence for tests. */
#ifndef PRENOTA_BASE_ID_H
#define PRENOTA_BASE_ID_H

#include <stddef.h>
#include <stdint.h>

enum { ID_SIZE = 37 }; /* 36 characters and the end */

/* Where new ids come from. Zero-initialised gives random (version 4) UUIDs; a @seed gives the sequence
 * 00000000-0000-4000-8000-<seed in hex, counting up>, so that a test sees the same ids every time. */
struct id_source {
	uint64_t seed;
};

/* Writes a new id, in small letters. */
void id_new(struct id_source *source, char id[ID_SIZE]);

/* An id made from @bytes (a version 5 UUID): the same bytes give the same id, others another one. */
void id_of_bytes(const char *bytes, size_t len, char id[ID_SIZE]);

#endif
