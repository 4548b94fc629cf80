/* Any bytes as mail requests: texts that are UTF-8 and steer no terminal, or a reason. */
#include "exchange/read.h"
#include "fuzz.h"
#include "fuzz_reading.h"

const char *const fuzz_seeds[] = {
	"From: =?EUC-KR?B?yKux5rW/?= <a@b.c>\r\nSubject: x\r\nMessage-ID: <1@b>\r\nReceived: by b; Mon, 23 "
	"Nov 2026 10:01:02 "
	"+0900\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: "
	"text/html; "
	"charset=euc-kr\r\n\r\n<p>a&nbsp;&#44608;<br><script>b\r\n--x\r\nContent-Type: "
	"message/rfc822\r\n\r\nSubject: y\r\n\r\nz\r\n"
	"--x\r\nContent-Type: application/json; name=a.json\r\nContent-Transfer-Encoding: "
	"base64\r\n\r\neyJpZCI6IjkifQ==\r\n--x--",
	"To: a\r\nContent-Type: text/plain; charset=utf-16\r\nContent-Transfer-Encoding: "
	"quoted-printable\r\n\r\n=00a=",
	NULL,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading reading;
	reading_init(&reading, "mail");
	read_mail(fuzz_text(data, size), size, &reading);
	fuzz_check_reading(&reading);
	return 0;
}
