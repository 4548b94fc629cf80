/* Any bytes as adf requests: texts that are UTF-8 and steer no terminal, or a reason. */
#include "exchange/read.h"
#include "fuzz.h"
#include "fuzz_reading.h"

const char *const fuzz_seeds[] = {
	"<?xml version=\"1.0\"?><adf><prospect status=\"new\"><id "
	"source=\"a\">1</id><customer><contact><name part=\"last\">홍"
	"</name><phone type=\"cellphone\">010</phone></contact><comments>a &amp; "
	"b</comments></customer></prospect></adf>",
	"<!DOCTYPE a [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><adf><prospect>&b;</prospect></adf>",
	"<adf><prospect><vehicle><odometer units=\"km\">1</odometer><?xml version=\"1.0\"?><x/></vehicle>",
	NULL,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading reading;
	reading_init(&reading, "adf");
	read_adf(fuzz_text(data, size), size, &reading);
	fuzz_check_reading(&reading);
	return 0;
}
