#include "desk/filtered.h"

#include <string.h>

#include "model/rules.h"

enum { KEY_SIZE = 16 * 1024 }; /* a request can be long */

size_t filtered_rows(const struct edit *typed, size_t count, filtered_words *words, const void *view,
		     size_t *shown)
{
	char key[KEY_SIZE], own[KEY_SIZE];
	struct buffer text = { 0 };
	size_t found = 0;
	search_key(edit_text(typed), key, sizeof key);
	for (; !key[0] && found < count; found++)
		shown[found] = found;
	if (!key[0])
		return count;
	for (size_t i = 0; i < count; i++) {
		buffer_clear(&text);
		words(view, i, &text);
		search_key(buffer_text(&text), own, sizeof own);
		if (strstr(own, key))
			shown[found++] = i;
	}
	buffer_finish(&text);
	return found;
}

void filtered_add(struct buffer *out, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buffer_printf(out, "%s\n", texts[i] ? texts[i] : "");
}

static enum filtered_result click(struct list *list, const struct list_source *source,
				  struct filtered_place place, const struct mouse *mouse)
{
	int row = (mouse->row - place.head) / place.each;
	size_t before = list->row;
	if (mouse->row < place.head || row >= place.height)
		return FILTERED_MOVED;
	return list_select_row(list, source, list->top + (size_t)row) && list->row == before ? FILTERED_OPENED
											     : FILTERED_MOVED;
}

enum filtered_result filtered_event(struct list *list, const struct list_source *source, struct edit *typed,
				    struct filtered_place place, const struct event *event)
{
	list_set_height(list, (size_t)place.height);
	if (event->kind == EVENT_MOUSE && event->mouse.action == MOUSE_PRESS)
		return click(list, source, place, &event->mouse);
	if (list_event(list, source, event))
		return FILTERED_MOVED;
	switch (edit_event(typed, event)) {
	case EDIT_CHANGED:
		return FILTERED_TYPED;
	case EDIT_MOVED:
	case EDIT_FULL:
		return FILTERED_MOVED;
	case EDIT_IGNORED:
		break;
	}
	return FILTERED_IGNORED;
}
