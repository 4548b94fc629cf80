#include "store/register.h"

#include <string.h>

#include "model/people.h"
#include "store/private.h"

enum { NAME_SIZE = 512 };

static const char *name_of(struct stmt *q, struct arena *arena)
{
	char name[NAME_SIZE];
	struct customer customer = { .company = sql_int(q) != 0 };
	customer.family = sql_text(q, arena);
	customer.given = sql_text(q, arena);
	customer.company_name = sql_text(q, arena);
	bool any = customer.family || customer.given || customer.company_name;
	return any ? arena_strdup(arena, customer_name(&customer, name, sizeof name)) : NULL;
}

static void read_line(struct stmt *q, struct arena *arena, struct register_line *line)
{
	*line = (struct register_line){ .id = sql_text(q, arena) };
	line->at = sql_int(q);
	line->out = sql_int(q) != 0;
	line->channel = sql_text(q, arena);
	line->purpose = sql_text(q, arena);
	line->result = sql_text(q, arena);
	line->who = sql_text(q, arena);
	line->address = sql_text(q, arena);
	line->customer_id = sql_text(q, arena);
	line->customer_name = name_of(q, arena);
	line->file_id = sql_text(q, arena);
	line->number = (int)sql_int(q);
	line->lost = sql_int(q) != 0;
	line->rings = (int)sql_int(q);
	line->talk_seconds = (int)sql_int(q);
	line->holds = (int)sql_int(q);
	line->longest_hold = (int)sql_int(q);
}

bool store_register(struct store *store, instant from, instant to, int limit, struct arena *arena,
		    struct register_list *list, struct error *err)
{
	struct register_list found = *list;
	struct stmt *q = sql_start(store, SQL_REGISTER);
	sql_bind_int(q, from);
	sql_bind_int(q, to);
	sql_bind_int(q, limit);
	while (sql_row(q)) {
		found.items =
			arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
		read_line(q, arena, &found.items[found.count++]);
	}
	if (!sql_end(q, err))
		return false;
	*list = found;
	return true;
}
