/* desk/filtered.h - lists that typing narrows: which rows hold what is typed, and keys, clicks and text on
 * such a list. */
#ifndef PRENOTA_DESK_FILTERED_H
#define PRENOTA_DESK_FILTERED_H

#include "base/buffer.h"
#include "tui/edit.h"
#include "tui/list.h"

enum { FILTERED_MAX = 64 }; /* bytes that can be typed */

/* Appends the words of row @row that typing looks at, one a line. */
typedef void filtered_words(const void *view, size_t row, struct buffer *out);

/* The rows of [0, @count) that hold what stands in @typed, into @shown (room for @count); returns how many.
 * What is compared is without case, accents and blanks, and by the letters of a Hangul syllable. */
size_t filtered_rows(const struct edit *typed, size_t count, filtered_words *words, const void *view,
		     size_t *shown);

/* Adds @count texts to @out, one a line; NULL is an empty one. For filtered_words. */
void filtered_add(struct buffer *out, const char *const *texts, size_t count);

enum filtered_result {
	FILTERED_IGNORED, /* not for a list */
	FILTERED_MOVED,   /* the selection may be another */
	FILTERED_TYPED,   /* what is typed is another: filtered_rows() again */
	FILTERED_OPENED,  /* the selected row was clicked once more */
};

/* Where a list stands in its pane, in rows of the screen. */
struct filtered_place {
	int head;   /* above it */
	int height; /* of what is seen of it, in its rows */
	int each;   /* of one of its rows */
};

/* A key, a paste or a click. */
enum filtered_result filtered_event(struct list *list, const struct list_source *source, struct edit *typed,
				    struct filtered_place place, const struct event *event);

#endif
