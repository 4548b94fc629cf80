#include "desk/detail.h"

#include <stdio.h>

#include "desk/file_acts.h"

reader_fill *detail_of(enum find_kind kind)
{
	switch (kind) {
	case FIND_CUSTOMER:
		return detail_customer;
	case FIND_VEHICLE:
		return detail_vehicle;
	case FIND_FILE:
		break;
	}
	return detail_file;
}

void detail_open(struct desk *desk, struct reader_link link)
{
	reader_open(desk, link.id, detail_of(link.kind));
}

bool detail_may_act(const struct desk *desk, struct reader_link link)
{
	return link.kind == FIND_FILE ? file_acts_may(desk) : desk_may_book(desk);
}

bool detail_act(struct desk *desk, struct reader_link link, struct error *err)
{
	char id[ID_SIZE]; /* the page that owns link.id goes */
	if (link.kind == FIND_FILE)
		return file_acts_open(desk, link.id, err);
	if (!desk_must_book(desk, err))
		return false;
	snprintf(id, sizeof id, "%s", link.id);
	while (desk_focused(desk)->overlay)
		desk_close(desk);
	return link.kind == FIND_CUSTOMER ? desk_take_customer(desk, id, err)
					  : desk_take_vehicle(desk, id, err);
}
