/* prenota contacts: the contact register, a line an attempt (R51). */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/dates.h"
#include "cli/output.h"
#include "cli/place.h"
#include "cli/words.h"
#include "model/label_reminder.h"
#include "office/reading.h"
#include "store/register.h"

enum { LIST_MAX = 1000000, DAYS = 31 };

static const struct cli_column columns[] = {
	{ "at", N_("When"), CELL_TEXT, 0 },
	/* translators: whether a contact came from the customer or from us */
	{ "direction", N_("Way"), CELL_TEXT, 0 },
	{ "channel", N_("Channel"), CELL_TEXT, 0 },
	{ "purpose", N_("Purpose"), CELL_TEXT, 0 },
	{ "result", N_("Result"), CELL_TEXT, 28 },
	{ "who", N_("Who"), CELL_TEXT, 0 },
	{ "customer", N_("Customer"), CELL_TEXT, 24 },
	{ "address", N_("Number"), CELL_TEXT, 28 },
	{ "file", N_("File"), CELL_NUMBER, 0 },
	{ "rings", N_("Rings"), CELL_NUMBER, 0 },
	{ "talk_seconds", N_("Talk s"), CELL_NUMBER, 0 },
	{ "holds", N_("Holds"), CELL_NUMBER, 0 },
	{ "longest_hold", N_("Hold s"), CELL_NUMBER, 0 },
	{ "id", N_("Id"), CELL_TEXT, 0 },
};

static const char *number_of(int number, char text[16])
{
	if (number == 0)
		return NULL;
	snprintf(text, 16, "%d", number);
	return text;
}

static void contact_add(struct cli_listing *listing, const struct register_line *line)
{
	char at[CIVIL_STAMP_SIZE], number[16], rings[16], talk[16], holds[16], longest[16];
	const char *cells[] = {
		civil_format_instant(line->at, at),
		line->out ? "out" : "in",
		line->channel,
		line->purpose,
		line->lost ? "lost" : line->result,
		line->who,
		line->customer_name,
		line->address,
		number_of(line->number, number),
		number_of(line->rings, rings),
		number_of(line->talk_seconds, talk),
		number_of(line->holds, holds),
		number_of(line->longest_hold, longest),
		line->id,
	};
	cli_listing_add(listing, cells);
}

static int list(struct cli *cli, struct office *office, struct arena *arena)
{
	struct register_list contacts = { 0 };
	civil_day first, last;
	instant from = 0, to = 0;
	struct error err = { 0 };
	int status = cli_past_period(cli, office, DAYS, &first, &last);
	if (status)
		return status;
	if (!civil_to_instant(first, 0, &from) || !civil_to_instant(last + 1, 0, &to))
		return cli_usage(cli, _("the period begins or ends in an hour that does not exist"));
	if (!store_register(office->store, from, to, LIST_MAX, arena, &contacts, &err))
		return cli_fail(cli, &err);
	office_note_listing(office, "contact", NULL);
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	cli_listing_label(listing, "direction", label_direction);
	cli_listing_label(listing, "channel", label_contact_channel);
	cli_listing_label(listing, "purpose", label_purpose);
	cli_listing_label(listing, "result", label_contact_result);
	for (size_t i = 0; i < contacts.count; i++)
		contact_add(listing, &contacts.items[i]);
	return cli_listing_end(listing);
}

int cmd_contacts(struct cli *cli)
{
	return cli_with_office(cli, CLI_READS, list);
}
