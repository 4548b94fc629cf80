/* store/waiting.h - files that wait for an earlier place. Writes need a write transaction. */
#ifndef PRENOTA_STORE_WAITING_H
#define PRENOTA_STORE_WAITING_H

#include "base/arena.h"
#include "model/words.h"
#include "store/store.h"

struct waiting {
	const char *file_id;
	enum request_class class;
	instant since;
	civil_day earliest;  /* 0: any */
	civil_day until;     /* 0: any */
	instant request_due; /* of the file's open digital request, 0: none */
};

struct waiting_list {
	struct waiting *items;
	size_t count;
	size_t capacity;
};

/* Puts the file on the list, or changes its days; since when it waits stays. */
bool store_put_waiting(struct store *store, const struct waiting *waiting, struct error *err);
/* ERROR_NOT_FOUND unless @missing_ok. */
bool store_drop_waiting(struct store *store, const char *file_id, bool missing_ok, struct error *err);
/* All, by how long they wait. */
bool store_waiting(struct store *store, struct arena *arena, struct waiting_list *list, struct error *err);

#endif
