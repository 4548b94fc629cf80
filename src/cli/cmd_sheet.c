/* prenota sheet */
#include "cli/output.h"
#include "cli/place.h"
#include "office/sheet.h"

/* Without --lang a sheet is in the language of the site, whoever prints it. */
int cmd_sheet(struct cli *cli)
{
	struct office office;
	struct error err = { 0 };
	struct buffer out = { 0 };
	enum paper_format format = cli_format_of(cli, FORMAT_TABLE) == FORMAT_HTML ? PAPER_HTML : PAPER_TEXT;
	int status = cli_open_office(cli, CLI_READS | CLI_SPEAKS, &office);
	if (status)
		return status;
	status = office_sheet(&office, cli->line.args[0], cli->line.value[OPT_LANG], format, &out, &err)
			 ? cli_print(cli, buffer_text(&out))
			 : cli_fail(cli, &err);
	office_close(&office);
	buffer_finish(&out);
	return status;
}
