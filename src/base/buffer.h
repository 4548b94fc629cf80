/* base/buffer.h - a text that grows. */
#ifndef PRENOTA_BASE_BUFFER_H
#define PRENOTA_BASE_BUFFER_H

#include <stddef.h>

/* Zero-initialised is empty and valid; @text is NULL until something was added, else ends with a zero byte. */
struct buffer {
	char *text;
	size_t len;
	size_t size;
};

void buffer_add(struct buffer *buffer, const char *text);
void buffer_add_bytes(struct buffer *buffer, const char *bytes, size_t len);
void buffer_add_char(struct buffer *buffer, char c);
void buffer_printf(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Empties it and keeps the memory. */
void buffer_clear(struct buffer *buffer);

/* The text, "" when empty; owned by @buffer. */
const char *buffer_text(const struct buffer *buffer);

/* Gives the text away (to be freed by the caller); @buffer is empty afterwards. Never NULL. */
char *buffer_steal(struct buffer *buffer);

void buffer_finish(struct buffer *buffer);

#endif
