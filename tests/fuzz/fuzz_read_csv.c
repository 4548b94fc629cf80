/* Any bytes as csv requests: texts that are UTF-8 and steer no terminal, or a reason. */
#include "exchange/read.h"
#include "fuzz.h"
#include "fuzz_reading.h"

const char *const fuzz_seeds[] = {
	"request_id;source;name;mobile;text\nOA-1;owner-app;홍길동;010;\"a;\"\"b\"\"\nc\"\nOA-2;x\n",
	"\xef\xbb\xbfmobile,plate\r\n\"12가3456\"\r\n\r\n\"open",
	NULL,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading reading;
	reading_init(&reading, "csv");
	read_csv(fuzz_text(data, size), size, &reading);
	fuzz_check_reading(&reading);
	return 0;
}
