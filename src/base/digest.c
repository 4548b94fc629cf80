#include "base/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void digest_init(struct digest *digest)
{
	SHA256Init(&digest->context);
}

void digest_add(struct digest *digest, const void *bytes, size_t length)
{
	SHA256Update(&digest->context, bytes, length);
}

void digest_add_text(struct digest *digest, const char *text)
{
	digest_add_int(digest, text ? (int64_t)strlen(text) : -1);
	if (text)
		digest_add(digest, text, strlen(text));
}

void digest_add_int(struct digest *digest, int64_t value)
{
	char number[32];
	int len = snprintf(number, sizeof number, "%lld:", (long long)value);
	digest_add(digest, number, (size_t)len);
}

void digest_end(struct digest *digest, char hex[DIGEST_SIZE])
{
	unsigned char raw[SHA256_DIGEST_LENGTH];
	SHA256Final(raw, &digest->context);
	for (size_t i = 0; i < sizeof raw; i++)
		snprintf(hex + 2 * i, 3, "%02x", raw[i]);
}

bool digest_file(const char *path, char hex[DIGEST_SIZE], struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return error_cannot_read(err, ERROR_SYSTEM, path);
	struct digest digest;
	unsigned char block[65536];
	ssize_t got;
	digest_init(&digest);
	while ((got = read(fd, block, sizeof block)) > 0)
		digest_add(&digest, block, (size_t)got);
	int failed = errno;
	close(fd);
	if (got < 0)
		return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(failed));
	digest_end(&digest, hex);
	return true;
}
