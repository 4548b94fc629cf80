#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reserve(struct buffer *buffer, size_t more)
{
	size_t need = buffer->len + more + 1;
	if (need <= buffer->size)
		return;
	size_t size = buffer->size ? buffer->size : 64;
	while (size < need)
		size *= 2;
	char *text = realloc(buffer->text, size);
	if (!text)
		abort();
	buffer->text = text;
	buffer->size = size;
	buffer->text[buffer->len] = '\0';
}

void buffer_add_bytes(struct buffer *buffer, const char *bytes, size_t len)
{
	reserve(buffer, len);
	if (len)
		memcpy(buffer->text + buffer->len, bytes, len);
	buffer->len += len;
	buffer->text[buffer->len] = '\0';
}

void buffer_add(struct buffer *buffer, const char *text)
{
	buffer_add_bytes(buffer, text, strlen(text));
}

void buffer_add_char(struct buffer *buffer, char c)
{
	buffer_add_bytes(buffer, &c, 1);
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		abort();
	reserve(buffer, (size_t)len);
	va_start(args, format);
	vsnprintf(buffer->text + buffer->len, (size_t)len + 1, format, args);
	va_end(args);
	buffer->len += (size_t)len;
}

void buffer_clear(struct buffer *buffer)
{
	buffer->len = 0;
	if (buffer->text)
		buffer->text[0] = '\0';
}

const char *buffer_text(const struct buffer *buffer)
{
	return buffer->text ? buffer->text : "";
}

char *buffer_steal(struct buffer *buffer)
{
	reserve(buffer, 0);
	char *text = buffer->text;
	*buffer = (struct buffer){ 0 };
	return text;
}

void buffer_finish(struct buffer *buffer)
{
	free(buffer->text);
	*buffer = (struct buffer){ 0 };
}
