#include <inttypes.h>
#include <stdio.h>

#include "base/i18n.h"
#include "cli/dates.h"
#include "cli/output.h"
#include "cli/place.h"
#include "model/label_audit.h"
#include "office/trail.h"

enum { AUDIT_DAYS = 30 };

static const struct cli_column columns[] = {
	{ "at", N_("At"), CELL_TEXT, 0 },          { "by", N_("By"), CELL_TEXT, 16 },
	{ "origin", N_("From where"), CELL_TEXT, 24 },   { "act", N_("Act"), CELL_TEXT, 16 },
	{ "table", N_("Of what"), CELL_TEXT, 16 }, { "row", N_("Which"), CELL_TEXT, 36 },
	{ "detail", N_("Detail"), CELL_TEXT, 40 }, { "key", N_("No."), CELL_NUMBER, 0 },
};

static void row_add(struct cli_listing *listing, const struct audit_row *row)
{
	char at[CIVIL_STAMP_SIZE], key[24];
	snprintf(key, sizeof key, "%" PRId64, row->key);
	const char *cells[] = {
		civil_format_instant(row->at, at), row->by,     row->origin, row->act,
		*row->table ? row->table : NULL,   row->row_id, row->detail, key,
	};
	cli_listing_add(listing, cells);
}

static int list(struct cli *cli, struct office *office, struct arena *arena)
{
	struct audit_list rows = { 0 };
	struct error err;
	civil_day from, to;
	int status = cli_past_period(cli, office, AUDIT_DAYS, &from, &to);
	if (status)
		return status;
	if (!office_trail(office, from, to, arena, &rows, &err))
		return cli_fail(cli, &err);
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	cli_listing_label(listing, "act", label_audit_act);
	cli_listing_label(listing, "table", label_audit_subject);
	for (size_t i = 0; i < rows.count; i++)
		row_add(listing, &rows.items[i]);
	return cli_listing_end(listing);
}

int cmd_audit(struct cli *cli)
{
	return cli_with_office(cli, CLI_READS, list);
}
