#include <stdio.h>

#include "base/i18n.h"
#include "cli/dates.h"
#include "cli/output.h"
#include "cli/place.h"
#include "model/label.h"
#include "office/changes.h"

enum { CHANGES_DAYS = 31 };

static const struct cli_column columns[] = {
	{ "at", N_("At"), CELL_TEXT, 0 },
	{ "by", N_("By"), CELL_TEXT, 16 },
	{ "source", N_("Source"), CELL_TEXT, 20 },
	{ "file", N_("File"), CELL_NUMBER, 0 },
	{ "customer", N_("Customer"), CELL_TEXT, 0 },
	{ "vin", N_("VIN"), CELL_TEXT, 0 },
	{ "plate", N_("Plate"), CELL_TEXT, 14 },
	{ "field", N_("Field"), CELL_TEXT, 20 },
	{ "before", N_("Before"), CELL_TELEPHONE, 40 },
	{ "after", N_("After"), CELL_TELEPHONE, 40 },
};

/* The DMS knows its own numbers; ours stand for customers that it does not have yet. */
static void change_add(struct cli_listing *listing, const struct data_change *change)
{
	char at[CIVIL_STAMP_SIZE], number[16];
	snprintf(number, sizeof number, "%d", change->number);
	const char *cells[] = {
		civil_format_instant(change->at, at),
		change->by,
		change->source,
		change->number ? number : NULL,
		change->dms_id ? change->dms_id : change->customer_id,
		change->vin,
		change->plate,
		change->field,
		change->before,
		change->after,
	};
	cli_listing_add(listing, cells);
}

static int list(struct cli *cli, struct office *office, struct arena *arena)
{
	struct data_change_list changes = { 0 };
	struct error err;
	civil_day from, to;
	int status = cli_past_period(cli, office, CHANGES_DAYS, &from, &to);
	if (status)
		return status;
	if (!office_changes(office, from, to, arena, &changes, &err))
		return cli_fail(cli, &err);
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	cli_listing_country(listing, office->site.country);
	cli_listing_label(listing, "source", label_change_source);
	cli_listing_label(listing, "field", label_change_field);
	for (size_t i = 0; i < changes.count; i++)
		change_add(listing, &changes.items[i]);
	return cli_listing_end(listing);
}

int cmd_export_changes(struct cli *cli)
{
	return cli_with_office(cli, CLI_WRITES, list);
}
