/* Any bytes as json requests: texts that are UTF-8 and steer no terminal, or a reason. */
#include "exchange/read.h"
#include "fuzz.h"
#include "fuzz_reading.h"

const char *const fuzz_seeds[] = {
	"{\"requests\": [{\"id\": 7, \"customer\": {\"name\": \"홍\"}, \"wishes\": [{\"date\": "
	"\"2026-11-25\"}, \"x\"]}]}",
	"[{\"text\": \"a\\u001b[31m\", \"mileage\": 1.5e300, \"x\": [[[]]]}, null, 5]",
	"{\"a\": {\"b\": {\"c\": {\"d\": \"e\"}}}}",
	NULL,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading reading;
	reading_init(&reading, "json");
	read_json(fuzz_text(data, size), size, &reading);
	fuzz_check_reading(&reading);
	return 0;
}
