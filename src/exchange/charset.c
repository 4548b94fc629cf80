#include "exchange/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

const char *charset_known_as(const char *name)
{
	static const char *const korean[] = { "euc-kr",   "ks_c_5601-1987", "ks_c_5601-1989", "ksc5601",
					      "ksc_5601", "cseuckr",        "csksc56011987",  "korean" };
	for (size_t i = 0; i < sizeof korean / sizeof korean[0]; i++)
		if (strcasecmp(name, korean[i]) == 0)
			return "CP949";
	return name;
}

bool charset_convert(const char *name, const char *bytes, size_t len, struct buffer *out)
{
	iconv_t open = iconv_open("UTF-8", name);
	size_t mark = out->len;
	char block[4096];
	char *from = (char *)(const void *)bytes;
	bool fine = open != (iconv_t)-1;
	if (!fine)
		return false;
	while (fine && len) {
		char *to = block;
		size_t room = sizeof block;
		fine = iconv(open, &from, &len, &to, &room) != (size_t)-1 || errno == E2BIG;
		buffer_add_bytes(out, block, sizeof block - room);
	}
	iconv_close(open);
	if (!fine && out->text) {
		out->len = mark;
		out->text[mark] = '\0';
	}
	return fine;
}

bool charset_to_utf8(const char *bytes, size_t len, struct buffer *out)
{
	const unsigned char *mark = (const unsigned char *)bytes;
	if (len >= 2 && ((mark[0] == 0xff && mark[1] == 0xfe) || (mark[0] == 0xfe && mark[1] == 0xff)))
		return charset_convert("UTF-16", bytes, len, out);
	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		len -= 3;
	}
	if (text_is_valid(bytes, len)) {
		buffer_add_bytes(out, bytes, len);
		return true;
	}
	return !memchr(bytes, '\0', len) && charset_convert("CP949", bytes, len, out);
}
