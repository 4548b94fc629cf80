/* store/find_merge.h - keeps the search index in few segments, in portions too small to be waited for.
 *
 * Each commit that changes the index leaves a segment of its own, and a search looks into each of them.
 * Segments of about the same size are merged by eights outside anybody's act: by an idle console, by a
 * command that has given its answer, by an import and by the nightly check (find.h). Where nobody has time
 * for it the commits themselves merge a few pages each as soon as there are FIND_SEGMENTS_MANY. */
#ifndef PRENOTA_STORE_FIND_MERGE_H
#define PRENOTA_STORE_FIND_MERGE_H

#include "store/store.h"

/* A level of the index is merged from so many segments on ('usermerge' of the schema); so many in all are too
 * many to wait for spare time. */
enum { FIND_SEGMENTS_MERGED = 8, FIND_SEGMENTS_MANY = 64 };

struct find_shape {
	int segments;
	int most;     /* of one level */
	bool merging; /* a merge was begun and is not at its end */
};

/* How the index lies on disk. ERROR_STORE when that cannot be read. */
bool find_merge_shape(struct store *store, struct find_shape *shape, struct error *err);

/* Before a commit that changed the index: a few pages when there are too many segments. */
bool find_merge_keep_up(struct store *store, struct error *err);

#endif
