/* prenota dealer show, set, checked; export dealer: what the public is told of the dealer (R5, R6). */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/output.h"
#include "cli/place.h"
#include "cli/words.h"
#include "model/rules.h"
#include "office/dealer.h"

static const struct cli_column columns[] = {
	{ "field", N_("Field"), CELL_TEXT, 0 },
	{ "value", N_("Value"), CELL_TEXT, 44 },
	{ "source", N_("Source"), CELL_TEXT, 0 },
	{ "checked", N_("Checked on"), CELL_TEXT, 0 },
	{ "by", N_("By"), CELL_TEXT, 0 },
	{ "overdue", N_("To check"), CELL_TEXT, 0 },
	{ "listed", N_("Public listing"), CELL_TEXT, 30 },
	{ "differs", N_("Differs"), CELL_TEXT, 0 },
};

static void item_add(struct cli_listing *listing, const struct dealer_item *item)
{
	char checked[CIVIL_STAMP_SIZE];
	const char *cells[] = {
		item->field,      item->value,
		item->source,     item->checked ? civil_format_instant(item->checked, checked) : NULL,
		item->checked_by, item->overdue ? "yes" : "no",
		item->listed,     item->listed ? (item->differs ? "yes" : "no") : NULL,
	};
	cli_listing_add(listing, cells);
}

static int show(struct cli *cli, struct office *office, struct arena *arena)
{
	struct dealer_data data;
	struct error err = { 0 };
	if (!office_dealer(office, arena, &data, &err))
		return cli_fail(cli, &err);
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	cli_listing_label(listing, "overdue", cli_word_yes);
	cli_listing_label(listing, "differs", cli_word_yes);
	for (int i = 0; i < data.count; i++)
		item_add(listing, &data.items[i]);
	return cli_listing_end(listing);
}

int cmd_dealer_show(struct cli *cli)
{
	return cli_with_office(cli, CLI_READS, show);
}

static int set(struct cli *cli, struct office *office, struct arena *arena)
{
	struct error err = { 0 };
	return office_dealer_set(office, cli->line.args[0], cli->line.args[1], &err) ? 0
										     : cli_fail(cli, &err);
}

int cmd_dealer_set(struct cli *cli)
{
	return cli_with_office(cli, CLI_WRITES, set);
}

/* Every field named, or "all". */
static int checked(struct cli *cli, struct office *office, struct arena *arena)
{
	struct error err = { 0 };
	for (int i = 0; i < cli->line.arg_count; i++) {
		const char *field = cli->line.args[i];
		if (!office_dealer_check(office, strcmp(field, "all") == 0 ? NULL : field, &err))
			return cli_fail(cli, &err);
	}
	return 0;
}

int cmd_dealer_checked(struct cli *cli)
{
	return cli_with_office(cli, CLI_WRITES, checked);
}

/* --- schema.org --- */

static const char *const days[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
				    "Friday", "Saturday", "Sunday" };

static json_t *time_of(int minute)
{
	char text[CIVIL_TIME_SIZE];
	return json_string(civil_format_time(minute < MINUTES_PER_DAY ? minute : MINUTES_PER_DAY - 1, text));
}

static json_t *date_of(civil_day day)
{
	char text[CIVIL_DATE_SIZE];
	return json_string(civil_format_date(day, text));
}

/* One entry for each span of hours, with all days that have it. */
static json_t *opening(const struct site *site)
{
	json_t *list = json_array();
	for (int day = 0; day < 7; day++)
		for (int i = 0; i < site->opening[day].count; i++) {
			const struct interval *span = &site->opening[day].intervals[i];
			json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:o}", "@type",
							      "OpeningHoursSpecification", "dayOfWeek",
							      days[day], "opens", time_of(span->start),
							      "closes", time_of(span->end)));
		}
	return list;
}

/* Holidays to come: shut, or open until they close. */
static json_t *special(const struct site *site, civil_day today)
{
	json_t *list = json_array();
	for (size_t i = 0; i < site->holiday_count; i++) {
		const struct holiday *holiday = &site->holidays[i];
		const struct hours *hours = &site->opening[civil_weekday(holiday->day)];
		if (holiday->day < today || hours->count == 0)
			continue;
		int opens = holiday->half ? hours->intervals[0].start : 0;
		json_array_append_new(
			list, json_pack("{s:s, s:o, s:o, s:o, s:o}", "@type", "OpeningHoursSpecification",
					"validFrom", date_of(holiday->day), "validThrough",
					date_of(holiday->day), "opens", time_of(opens), "closes",
					time_of(holiday->half ? holiday->closes_at : 0)));
	}
	return list;
}

static const char *pick(const struct cli *cli, const struct site *site, const struct two_texts *texts)
{
	const char *lang = cli->line.value[OPT_LANG] ? cli->line.value[OPT_LANG] : site->language;
	bool korean = strncmp(lang, "ko", 2) == 0;
	const char *own = korean ? texts->ko : texts->en;
	return own && *own ? own : korean ? texts->en : texts->ko;
}

/* Puts what there is. */
static void put(json_t *object, const char *key, const char *value)
{
	if (value && *value)
		json_object_set_new(object, key, json_string(value));
}

static const char *international(const struct site *site, const char *typed, struct telephone *number)
{
	bool fine = typed && telephone_parse(typed, site->country, number, NULL) && number->e164[0];
	return fine ? number->e164 : typed;
}

static json_t *dealer_json(const struct cli *cli, const struct office *office)
{
	const struct site *site = &office->site;
	const struct dealer *dealer = &site->dealer;
	struct telephone number, help;
	json_t *out = json_pack("{s:s, s:[s, s]}", "@context", "https://schema.org", "@type", "AutoDealer",
				"AutoRepair");
	if (dealer->website)
		json_object_set_new(out, "@id", json_sprintf("%s#dealer", dealer->website));
	put(out, "identifier", dealer->code);
	put(out, "name", pick(cli, site, &dealer->name));
	put(out, "url", dealer->website);
	put(out, "telephone", international(site, dealer->telephone, &number));
	put(out, "email", dealer->email);
	json_object_set_new(out, "brand", json_pack("{s:s, s:s}", "@type", "Brand", "name", "Maserati"));
	json_t *address = json_pack("{s:s}", "@type", "PostalAddress");
	put(address, "streetAddress", pick(cli, site, &dealer->address));
	put(address, "addressCountry", site->country);
	json_object_set_new(out, "address", address);
	put(out, "currenciesAccepted", site->currency);
	json_object_set_new(out, "openingHoursSpecification", opening(site));
	json_object_set_new(out, "specialOpeningHoursSpecification",
			    special(site, office_moment(office).day));
	const char *parking = pick(cli, site, &dealer->parking);
	if (parking && *parking)
		json_object_set_new(out, "amenityFeature",
				    json_pack("[{s:s, s:s, s:b, s:s}]", "@type",
					      "LocationFeatureSpecification", "name", "Parking", "value", 1,
					      "description", parking));
	if (dealer->roadside)
		json_object_set_new(out, "contactPoint",
				    json_pack("[{s:s, s:s, s:s}]", "@type", "ContactPoint", "contactType",
					      "roadside assistance", "telephone",
					      international(site, dealer->roadside, &help)));
	return out;
}

static int export(struct cli *cli, struct office *office, struct arena *arena)
{
	return cli_json_print(cli, dealer_json(cli, office));
}

int cmd_export_dealer(struct cli *cli)
{
	return cli_with_office(cli, CLI_READS, export);
}
