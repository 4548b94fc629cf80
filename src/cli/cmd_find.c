#include <stdio.h>
#include <sysexits.h>

#include "base/i18n.h"
#include "cli/output.h"
#include "cli/place.h"
#include "cli/words.h"
#include "office/reading.h"
#include "store/find.h"

enum { HITS_MAX = 50 };

static const struct cli_column columns[] = {
	{ "kind", N_("Kind"), CELL_TEXT, 0 },    { "number", N_("File"), CELL_NUMBER, 0 },
	{ "name", N_("Name"), CELL_TEXT, 30 },   { "telephone", N_("Telephone"), CELL_TELEPHONE, 20 },
	{ "plate", N_("Plate"), CELL_TEXT, 16 }, { "vin", N_("VIN"), CELL_TEXT, 0 },
	{ "model", N_("Model"), CELL_TEXT, 24 }, { "title", N_("Title"), CELL_TEXT, 60 },
	{ "date", N_("Date"), CELL_TEXT, 0 },    { "id", N_("Id"), CELL_TEXT, 0 },
};

static const char *kind_code(enum find_kind kind)
{
	switch (kind) {
	case FIND_CUSTOMER:
		return "customer";
	case FIND_VEHICLE:
		return "vehicle";
	case FIND_FILE:
		break;
	}
	return "file";
}

static void hit_add(struct cli_listing *listing, const struct find_hit *hit)
{
	char number[16], date[CIVIL_DATE_SIZE];
	snprintf(number, sizeof number, "%d", hit->number);
	const char *cells[] = {
		kind_code(hit->kind),
		hit->number ? number : NULL,
		hit->name,
		hit->telephone,
		hit->plate,
		hit->vin,
		hit->model,
		hit->title,
		hit->day ? civil_format_date(hit->day, date) : NULL,
		hit->id,
	};
	cli_listing_add(listing, cells);
}

static int find(struct cli *cli, struct office *office, struct arena *arena)
{
	struct find_list hits = { 0 };
	struct error err;
	if (!store_find(office->store, cli->line.args[0], HITS_MAX, arena, &hits, &err))
		return cli_fail(cli, &err);
	office_note_listing(office, "find", NULL);
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	cli_listing_country(listing, office->site.country);
	cli_listing_label(listing, "kind", cli_word_thing);
	for (size_t i = 0; i < hits.count; i++)
		hit_add(listing, &hits.items[i]);
	int status = cli_listing_end(listing);
	if (status || hits.count)
		return status;
	error_set(&err, ERROR_NOT_FOUND,
		  _("nothing matches \"%.100s\"; try a part of a name, plate, VIN or number"),
		  cli->line.args[0]);
	return cli_fail(cli, &err);
}

int cmd_find(struct cli *cli)
{
	return cli_with_office(cli, CLI_READS, find);
}
