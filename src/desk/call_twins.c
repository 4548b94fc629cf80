/* A new customer who may be known already, under another spelling: asked once, before the step is left. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "desk/call_twins.h"
#include "desk/desk_state.h"
#include "desk/menu.h"
#include "office/twins.h"

static bool take(struct desk *desk, const char *id, const char *text, void *context, struct error *err)
{
	struct call *call = calls_current(&desk->calls);
	if (!call || !call->answers)
		return true;
	if (id[0] && !call_take_customer(desk, call, id, err))
		return false;
	return call_go_on(desk, call, err);
}

static const char *why_text(unsigned why)
{
	return why & OFFICE_TWIN_NUMBER  ? _("the same number")
	       : why & OFFICE_TWIN_EMAIL ? _("the same e-mail address")
					 : _("nearly the same name");
}

static void ask(struct desk *desk, const struct office_twins *twins, struct arena *arena)
{
	struct menu_row rows[OFFICE_TWINS_MAX + 1];
	char name[256], masked[64];
	int count = 0;
	for (; count < twins->count; count++) {
		const struct customer *twin = &twins->items[count];
		const char *number = twin->mobile ? twin->mobile : twin->telephone;
		rows[count] = (struct menu_row){
			twin->id,
			arena_printf(arena, "%s  %s  (%s)", customer_name(twin, name, sizeof name),
				     number ? telephone_masked(number, masked, sizeof masked) : "",
				     why_text(twins->why[count])),
			NULL,
		};
	}
	rows[count++] = (struct menu_row){ "", _("no, a new customer"), NULL };
	menu_open(desk, _("Known already?"), _("Somebody much alike is in the records. Is it one of these?"),
		  rows, (size_t)count, (size_t)count - 1, NULL, take, NULL);
}

bool call_twins_settled(struct desk *desk, struct call *call)
{
	struct arena arena = { 0 };
	struct booking_request request;
	struct office_twins twins = { 0 };
	struct error err = { 0 };
	char asked[CALL_ASKED_SIZE];
	call_request(desk, call, &arena, &request);
	struct customer said = { .company = request.company,
				 .family = request.family,
				 .given = request.given,
				 .company_name = request.company_name,
				 .mobile = request.mobile,
				 .email = request.email };
	customer_name(&said, asked, sizeof asked);
	bool again = strcmp(asked, call->twins_asked) == 0;
	if (!call->known.has_customer && asked[0] && !again) {
		snprintf(call->twins_asked, sizeof call->twins_asked, "%s", asked);
		if (!office_twins(desk->office, &said, &arena, &twins, &err))
			desk_complain(desk, &err);
		else if (twins.count)
			ask(desk, &twins, &arena);
	}
	arena_finish(&arena);
	return twins.count == 0;
}
