#include <stdio.h>
#include <sysexits.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/place.h"
#include "form/form.h"
#include "store/store.h"

/* Forms alone: no store is opened. */
static int check_forms(const struct cli *cli, const char *dir)
{
	struct form_report report = { .mistake = cli_mistake_print };
	struct error err;
	if (!form_check(dir, &report, &err))
		return cli_fail(cli, &err);
	return cli_print(cli, _("the forms are fine\n"));
}

static int check_store(const struct cli *cli, struct office *office)
{
	struct error err;
	if (!store_check(office->store, &err))
		return cli_fail(cli, &err);
	struct buffer out = { 0 };
	text_show(&out, store_path(office->store));
	buffer_printf(&out, _(": the store is sound (schema %d), the forms are fine\n"),
		      store_schema_version(office->store));
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}

int cmd_check(struct cli *cli)
{
	struct office office;
	if (cli->line.value[OPT_FORMS])
		return check_forms(cli, cli->line.value[OPT_FORMS]);
	int status = cli_open_office(cli, CLI_READS | CLI_SPEAKS, &office);
	if (status)
		return status;
	status = check_store(cli, &office);
	office_close(&office);
	return status;
}
