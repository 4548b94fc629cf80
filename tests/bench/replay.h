/* tests/bench/replay.h - the writes of a store, taken down as they are made and made again on a copy: the
 * bare loop of the same statements, against which an act is measured. */
#ifndef PRENOTA_TESTS_BENCH_REPLAY_H
#define PRENOTA_TESTS_BENCH_REPLAY_H

#include <stdbool.h>

#include "base/arena.h"
#include "bench.h"
#include "store/store.h"

/* One statement with its values, from BEGIN to COMMIT; zero-initialised is empty. */
struct replay_statement {
	const char *sql;
	int kind; /* of the transaction that it belongs to, as given by the recorder */
};
struct replay {
	struct arena arena;
	struct replay_statement *items;
	size_t count;
	size_t capacity;
	int kind;
	bool inside;
};

/* Takes down every statement that writes, from here on until replay_stop(). Triggers and the search index
 * make their own again. */
void replay_start(struct replay *replay, struct store *store);
void replay_stop(struct store *store);

/* Makes the same writes again in @store, each prepared beforehand: what is timed is BEGIN to COMMIT. @clock
 * and
 * @processor are by kind. False when a statement fails. */
bool replay_run(const struct replay *replay, struct store *store, struct bench_samples *clock,
		struct bench_samples *processor, struct error *err);

void replay_finish(struct replay *replay);

#endif
