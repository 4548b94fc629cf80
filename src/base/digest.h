/* base/digest.h - SHA-256 over bytes and files, as sixty-four hexadecimal digits (libmd does the arithmetic).
 */
#ifndef PRENOTA_BASE_DIGEST_H
#define PRENOTA_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <sha2.h>

#include "base/error.h"

enum { DIGEST_SIZE = 65 };

struct digest {
	SHA2_CTX context;
};

void digest_init(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t length);

/* A text with its length before it, so that neighbours cannot be shifted into each other; NULL and "" differ.
 */
void digest_add_text(struct digest *digest, const char *text);
void digest_add_int(struct digest *digest, int64_t value);

void digest_end(struct digest *digest, char hex[DIGEST_SIZE]);

/* Of a whole file; ERROR_SYSTEM with the reason when it cannot be read. */
bool digest_file(const char *path, char hex[DIGEST_SIZE], struct error *err);

#endif
