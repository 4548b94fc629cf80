/* What callers spell out, as any bytes: VINs, plates, telephone numbers, addresses and names are taken within
 * their bounds or refused with a word, and what was taken is taken the same again. */
#include <string.h>

#include "base/text.h"
#include "fuzz.h"
#include "model/rules.h"

enum { TODAY = 20780 };

const char *const fuzz_seeds[] = {
	"ZN6PMDE26R7000110", "zam 57ytl-2m1000101",
	"ZN6PMDEO6R7OOO11O", "123가4567",
	"서울 12 가 3456",   "M-EV 1234E",
	"AB 123 CD",         "010-0000-1234",
	"+82 10 0000 1234",  "+39 06 12345",
	"0082-10-1234-5678", "kim@example.com",
	"\"a b\"@x.y",       "홍길동",
	"남궁 e\xcc\x81",    NULL,
};

static void vin_holds(const char *typed)
{
	char vin[VIN_SIZE], suggestion[VIN_SIZE] = "", again[VIN_SIZE];
	struct error err = { 0 };
	if (vin_parse(typed, vin, suggestion, &err)) {
		FUZZ_REQUIRE(strlen(vin) == VIN_SIZE - 1);
		FUZZ_REQUIRE(vin_parse(vin, again, NULL, &err) && strcmp(vin, again) == 0);
		vin_hint(vin, TODAY);
	} else {
		FUZZ_REQUIRE(err.code == ERROR_INPUT && *err.text);
		FUZZ_REQUIRE(!*suggestion || strlen(suggestion) == VIN_SIZE - 1);
	}
}

static void plate_holds(const char *typed, const char *country)
{
	struct plate plate, again;
	struct error err = { 0 };
	if (!plate_parse(typed, country, &plate, &err)) {
		FUZZ_REQUIRE(err.code == ERROR_INPUT && *err.text);
		return;
	}
	fuzz_require_plain(plate.display);
	fuzz_require_plain(plate.key);
	FUZZ_REQUIRE(*plate.display);
	FUZZ_REQUIRE(plate_parse(plate.display, country, &again, &err) && strcmp(plate.key, again.key) == 0);
}

static void telephone_holds(const char *typed, const char *country)
{
	struct telephone number, again;
	char digits[TELEPHONE_SIZE];
	struct error err = { 0 };
	telephone_digits(typed, digits);
	FUZZ_REQUIRE(strspn(digits, "0123456789") == strlen(digits));
	if (!telephone_parse(typed, country, &number, &err)) {
		FUZZ_REQUIRE(err.code == ERROR_INPUT && *err.text);
		return;
	}
	fuzz_require_plain(number.display);
	FUZZ_REQUIRE(!number.verified || number.e164[0] == '+');
	if (number.verified)
		FUZZ_REQUIRE(telephone_parse(number.e164, country, &again, &err) &&
			     strcmp(number.e164, again.e164) == 0);
}

static void words_hold(const char *typed)
{
	char text[96], again[96];
	struct error err = { 0 };
	if (email_parse(typed, text, sizeof text, &err)) {
		fuzz_require_plain(text);
		FUZZ_REQUIRE(email_parse(text, again, sizeof again, &err) && strcmp(text, again) == 0);
	}
	if (name_parse(typed, text, sizeof text, &err)) {
		fuzz_require_plain(text);
		FUZZ_REQUIRE(text_is_valid(text, strlen(text)));
	}
	search_key(typed, text, sizeof text);
	FUZZ_REQUIRE(text_is_valid(text, strlen(text)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const countries[] = { "KR", "IT", "DE" };
	const char *typed = fuzz_text(data, size);
	vin_holds(typed);
	for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
		plate_holds(typed, countries[i]);
		telephone_holds(typed, countries[i]);
	}
	words_hold(typed);
	return 0;
}
