#include "cli/place.h"
#include "cli/proposal_json.h"
#include "cli/request_json.h"
#include "office/book.h"

int cmd_book(struct cli *cli)
{
	struct arena arena = { 0 };
	struct booking_request request;
	struct office office;
	struct office_booking booking;
	struct error err;
	if (!request_json_read(stdin, true, &arena, &request, &err)) {
		arena_finish(&arena);
		return cli_fail(cli, &err);
	}
	int status = cli_open_office(cli, CLI_WRITES | CLI_SPEAKS, &office);
	if (!status) {
		if (office_book(&office, &request, NULL, &arena, &booking, &err))
			status = booking_answer(cli, &office.site, &booking);
		else
			status = cli_fail(cli, &err);
		office_close(&office);
	}
	arena_finish(&arena);
	return status;
}
