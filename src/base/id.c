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
