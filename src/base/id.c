#include "base/id.h"

#include <inttypes.h>
#include <stdio.h>
#include <uuid/uuid.h>

void id_new(struct id_source *source, char id[ID_SIZE])
{
	if (source->seed) {
		snprintf(id, ID_SIZE, "00000000-0000-4000-8000-%012" PRIx64,
			 source->seed & UINT64_C(0xffffffffffff));
		source->seed++;
		return;
	}
	uuid_t raw;
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
