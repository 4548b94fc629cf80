/* A CSV file of any bytes: records in order, each valid UTF-8, until the end. */
#include <string.h>

#include "base/text.h"
#include "fuzz.h"
#include "office/csv_read.h"

const char *const fuzz_seeds[] = {
	"id;type;family;given\nC1;person;홍;길동\nC2;person;\"a;\"\"b\"\"\nc\";d\n",
	"\xef\xbb\xbfvin,plate\r\nZAM57YTL2M1000101,\"12가3456\"\r\n\r\n\"open",
	"a\n\xff\n\"\n\"\"\"\n",
	NULL,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error err = { 0 };
	struct csv_reader *reader = csv_reader_open(fuzz_file(data, size), &err);
	if (!reader) {
		FUZZ_REQUIRE(*err.text);
		return 0;
	}
	const char *const *values;
	int count;
	size_t line, last = 0;
	for (enum csv_outcome outcome;
	     (outcome = csv_reader_next(reader, &values, &count, &line, &err)) != CSV_END;) {
		FUZZ_REQUIRE(line > last);
		last = line;
		FUZZ_REQUIRE(outcome == CSV_ROW || *err.text);
		FUZZ_REQUIRE(outcome == CSV_BAD || (count > 0 && count <= CSV_COLUMNS_MAX));
		for (int i = 0; outcome == CSV_ROW && i < count; i++)
			FUZZ_REQUIRE(!values[i] || text_is_valid(values[i], strlen(values[i])));
	}
	csv_reader_close(reader);
	return 0;
}
