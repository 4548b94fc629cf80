/* What a reception is to be prepared for, in a line: for the top of a file's page and the card of F4. */
#include <string.h>

#include "base/i18n.h"
#include "desk/detail.h"
#include "desk/labels.h"
#include "office/prediag.h"
#include "store/file_store.h"
#include "store/people.h"

static void begin(struct buffer *out)
{
	buffer_add(out, out->len ? "; " : "");
}

static void add_prediag(const struct desk *desk, const struct customer_file *file, struct arena *arena,
			struct buffer *out, enum style *style)
{
	struct office_prediag prediag;
	office_prediag_of(desk_office(desk), file, desk_lang(desk) == FORM_KO ? "ko" : "en", arena, &prediag);
	if (!prediag.any)
		return;
	if (prediag.level >= FORM_FLAG_URGENT)
		*style = STYLE_WARNING;
	if (prediag.level_text) {
		begin(out);
		buffer_add(out, prediag.level_text);
	}
	for (int i = 0; i < prediag.family_count; i++)
		buffer_printf(out, "%s%s", i ? " + " : out->len ? ": " : "", prediag.families[i]);
	if (prediag.minutes && prediag.family_count)
		buffer_printf(out, _(" (%d min)"), prediag.minutes);
}

/* By its number with the authority, which is what the parts desk asks for. */
static void add_campaigns(const struct customer_file *file, struct buffer *out)
{
	for (size_t i = 0; i < file->campaign_count; i++) {
		const struct campaign_hit *hit = &file->campaigns[i];
		bool official = hit->authority_number && *hit->authority_number;
		bool recall = hit->type == CAMPAIGN_STOP_DRIVE || hit->type == CAMPAIGN_RECALL;
		begin(out);
		buffer_printf(out, recall ? _("recall %s") : _("campaign %s"),
			      official ? hit->authority_number : hit->id);
	}
}

static bool add_contracts(const struct desk *desk, const struct customer_file *file, struct arena *arena,
			  struct buffer *out, struct error *err)
{
	struct contract_list list = { 0 };
	const char *between = _("contract: ");
	if (!file->has_vehicle)
		return true;
	if (!store_vehicle_contracts(desk_office(desk)->store, file->vehicle.id, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		contract_assess(&list.items[i], desk_moment(desk).day, file->mileage);
		if (list.items[i].status != CONTRACT_ACTIVE)
			continue;
		if (i == 0 || strcmp(between, ", ") != 0)
			begin(out);
		buffer_printf(out, "%s%s", between, label_contract(list.items[i].type));
		between = ", ";
	}
	return true;
}

static void add_people(const struct desk *desk, const struct customer_file *file, struct buffer *out)
{
	const struct appointment *appointment = &file->appointment;
	if (!file->has_appointment)
		return;
	if (appointment->foreman) {
		begin(out);
		buffer_printf(out, _("foreman %s"), label_staff(desk_site(desk), appointment->foreman));
	}
	if (appointment->technician) {
		begin(out);
		buffer_printf(out, _("technician %s"), label_staff(desk_site(desk), appointment->technician));
	}
}

bool detail_brief(struct desk *desk, const struct customer_file *file, struct arena *arena,
		  struct buffer *out, enum style *style, struct error *err)
{
	struct buffer text = { 0 };
	*style = STYLE_NORMAL;
	add_prediag(desk, file, arena, &text, style);
	add_people(desk, file, &text);
	add_campaigns(file, &text);
	bool fine = add_contracts(desk, file, arena, &text, err);
	if (fine)
		buffer_add(out, buffer_text(&text));
	buffer_finish(&text);
	return fine;
}
