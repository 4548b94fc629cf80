#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/place.h"
#include "office/setup.h"

static int report(const struct cli *cli, const struct program_config *config, const struct office_init *init)
{
	struct buffer out = { 0 };
	for (size_t i = 0; i < init->count; i++) {
		text_show(&out, init->changes[i].text);
		buffer_add_char(&out, '\n');
	}
	text_show(&out, config->database);
	if (cli->line.value[OPT_PREVIEW])
		buffer_printf(&out, ": %s\n", _("a preview, nothing was changed"));
	else
		buffer_printf(&out, ": %s\n", init->created ? _("made") : _("up to date"));
	int status = cli_print(cli, buffer_text(&out));
	buffer_finish(&out);
	return status;
}

int cmd_init(struct cli *cli)
{
	struct arena arena = { 0 };
	struct program_config config;
	struct office_init init = { 0 };
	struct error err;
	int status;
	if (cli->line.value[OPT_READONLY] && !cli->line.value[OPT_PREVIEW])
		return cli_usage(
			cli, _("--readonly writes nothing; prenota init --preview lists what would change"));
	if (!cli_config(cli, &arena, &config, &err)) {
		status = cli_fail(cli, &err);
	} else {
		const char *site = cli->line.arg_count ? cli->line.args[0] : config.site;
		if (!site)
			status = cli_usage(cli, _("no site is configured; give it: prenota init SITE.cfg"));
		else if (office_init(config.database, site, cli->line.value[OPT_PREVIEW] != NULL, &arena,
				     &init, &err))
			status = report(cli, &config, &init);
		else
			status = cli_fail(cli, &err);
	}
	arena_finish(&arena);
	return status;
}
