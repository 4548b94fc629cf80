#include "model/rules.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

enum { TITLE_COLUMNS = 80, REASON_LEAST = 4 };

const char *marks_text(unsigned marks, char *text, size_t size)
{
	struct buffer list = { 0 };
	for (int i = 0; i < MARK_COUNT; i++)
		if (marks & 1U << i)
			buffer_printf(&list, "%s%s", list.len ? " " : "", mark_code((enum mark)(1U << i)));
	snprintf(text, size, "%s", buffer_text(&list));
	buffer_finish(&list);
	return text;
}

static void add_part(struct buffer *title, const char *text)
{
	struct buffer clean = { 0 };
	text_clean_line(&clean, text ? text : "", text ? strlen(text) : 0);
	if (clean.len) {
		if (title->len)
			buffer_add_char(title, ' ');
		buffer_add(title, clean.text);
	}
	buffer_finish(&clean);
}

/* " - reason", cut to the columns that are left. */
static void add_reason(struct buffer *title, const char *reason)
{
	struct buffer clean = { 0 };
	text_clean_line(&clean, reason ? reason : "", reason ? strlen(reason) : 0);
	const char *link = title->len ? " - " : "";
	int room = TITLE_COLUMNS - text_width(buffer_text(title)) - (int)strlen(link);
	if (clean.len && room >= REASON_LEAST) {
		buffer_add(title, link);
		text_cut(title, clean.text, room, true);
	}
	buffer_finish(&clean);
}

void title_build(unsigned marks, const char *plate, const char *model, const char *reason, char *title,
		 size_t size)
{
	struct buffer text = { 0 }, cut = { 0 };
	for (int i = 0; i < MARK_COUNT; i++)
		if (marks & 1U << i)
			buffer_printf(&text, "[%s]", mark_code((enum mark)(1U << i)));
	add_part(&text, plate);
	add_part(&text, model);
	add_reason(&text, reason);
	text_cut(&cut, buffer_text(&text), TITLE_COLUMNS, true);
	size_t len = cut.len;
	while (len >= size)
		len = text_previous(cut.text, cut.len, len);
	memcpy(title, buffer_text(&cut), len);
	title[len] = '\0';
	buffer_finish(&text);
	buffer_finish(&cut);
}
