/* Calls as the exchange tells of them: the register, tasks, and who may take them up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "desk_fixture.h"
#include "office/line.h"
#include "store/contact.h"
#include "store/line_store.h"
#include "store/task.h"

enum { LINES_MAX = 64 };

static char lines[LINES_MAX][256];
static size_t line_count;

static int read_lines(void **state)
{
	FILE *file = fopen(getenv("EVENTS"), "r");
	assert_non_null(file);
	while (line_count < LINES_MAX && fgets(lines[line_count], sizeof lines[0], file)) {
		lines[line_count][strcspn(lines[line_count], "\n")] = '\0';
		line_count += lines[line_count][0] != '#';
	}
	fclose(file);
	int opened = desk_open(state);
	desk.actor = site_find_staff(&desk.site, "kim.m");
	desk.roles = desk.site.staff[desk.actor].roles;
	return opened;
}

/* The event @text, its call renamed with @tag so that every round has calls of its own. */
static struct line_event event_of(const char *text, const char *tag)
{
	struct line_event event;
	struct error err = { 0 };
	if (!line_event_parse(text, &event, &err))
		fail_msg("%s: %s", text, err.text);
	strncat(event.call, tag, sizeof event.call - strlen(event.call) - 1);
	return event;
}

static void tell(const char *text, const char *tag, int64_t clock)
{
	struct line_event event = event_of(text, tag);
	struct error err = { 0 };
	if (!office_line_event(&desk, &event, clock, &err))
		fail_msg("%s: %s", text, err.text);
}

static struct line_row row_of(const char *id)
{
	struct line_row row = { 0 };
	struct error err;
	bool found;
	assert_true(store_get_line(desk.store, id, &desk_arena, &row, &found, &err));
	assert_true(found);
	return row;
}

static struct contact contact_of(const char *id)
{
	struct contact contact;
	struct error err = { 0 };
	if (!store_get_contact(desk.store, id, &desk_arena, &contact, &err))
		fail_msg("%s", err.text);
	return contact;
}

static size_t callbacks(const char *text)
{
	struct task_list tasks = { 0 };
	struct error err;
	size_t count = 0;
	assert_true(store_open_tasks(desk.store, 0, NULL, &desk_arena, &tasks, &err));
	for (size_t i = 0; i < tasks.count; i++)
		count += strcmp(tasks.items[i].kind, "callback") == 0 && tasks.items[i].text &&
			 strcmp(tasks.items[i].text, text) == 0;
	return count;
}

static void check_recorded(const char *tag)
{
	char id[64];
	snprintf(id, sizeof id, "1763769600.1%s", tag);
	struct contact contact = contact_of(row_of(id).contact);
	assert_string_equal(contact.result, "not-noted");
	assert_int_equal(contact.rings, 3);
	assert_int_equal(contact.answered - contact.rang, 7);
	assert_string_equal(contact.caller, "01000001234");
	assert_non_null(contact.customer_id);
	assert_int_equal(contact.holds, 3);
	assert_int_equal(contact.longest_hold, 31);
	assert_int_equal(contact.hold_seconds, 24 + 31 + 4);
	snprintf(id, sizeof id, "1763769700.2%s", tag);
	contact = contact_of(row_of(id).contact);
	assert_string_equal(contact.result, "abandoned");
	assert_int_equal(contact.answered, 0);
	assert_int_equal(contact.rings, 5);
	assert_string_equal(contact.operator_code, "kim.m");
}

static void a_recorded_file_in_order(void **state)
{
	for (size_t i = 0; i < line_count; i++)
		tell(lines[i], "a", 1000);
	check_recorded("a");
	assert_int_equal(callbacks("01000005678"), 1);
}

static void told_twice_it_is_the_same(void **state)
{
	size_t before = callbacks("01000005678");
	for (size_t i = 0; i < 2 * line_count; i++)
		tell(lines[i / 2], "b", 1000);
	for (size_t i = 0; i < line_count; i++)
		tell(lines[i], "b", 1000);
	check_recorded("b");
	assert_int_equal(callbacks("01000005678"), before + 1);
}

/* Any order in which the hang-up comes last: when it comes the call is over and is written down. */
static void in_any_order_until_the_hang_up(void **state)
{
	const char *text = getenv("SEED");
	unsigned seed = text ? (unsigned)strtoul(text, NULL, 10) : 41u;
	print_message("# SEED=%u\n", seed);
	srand(seed);
	for (int round = 0; round < 20; round++) {
		size_t order[LINES_MAX];
		char tag[16];
		snprintf(tag, sizeof tag, "c%d", round);
		for (size_t i = 0; i < line_count; i++)
			order[i] = i;
		for (size_t i = line_count - 1; i > 0; i--) {
			size_t j = (size_t)rand() % (i + 1), other = order[i];
			order[i] = order[j];
			order[j] = other;
		}
		for (int hangups = 0; hangups < 2; hangups++)
			for (size_t i = 0; i < line_count; i++)
				if ((strncmp(lines[order[i]], "hangup", 6) == 0) == (hangups == 1))
					tell(lines[order[i]], tag, 1000);
		check_recorded(tag);
	}
}

/* Without times of their own the events are counted on a clock that nobody sets. */
static void a_changed_system_time_moves_nothing(void **state)
{
	desk_at(11, 23, 600);
	tell("ringing call=k from=01000001234 to=201", "", 50000);
	desk_at(11, 23, 540); /* an hour back */
	tell("answered call=k to=201", "", 53100);
	tell("hold call=k", "", 60000);
	desk_at(11, 24, 720); /* a day on */
	tell("resume call=k", "", 89900);
	desk_at(11, 23, 601);
	tell("hangup call=k", "", 100000);
	struct contact contact = contact_of(row_of("k").contact);
	assert_int_equal(contact.rings, 2);
	assert_int_equal(contact.longest_hold, 30);
	desk_at(11, 23, 600);
}

static struct office_line_list lines_now(int64_t clock)
{
	struct office_line_list list = { 0 };
	struct error err = { 0 };
	if (!office_lines(&desk, clock, &desk_arena, &list, &err))
		fail_msg("%s", err.text);
	return list;
}

static void who_rings_is_known_before_anybody_speaks(void **state)
{
	desk_at(11, 23, 600);
	tell("ringing call=r from=+82-10-0000-1234 to=201", "", 200000);
	struct office_line_list list = lines_now(204000);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].rang, 200000);
	assert_int_equal(list.items[0].customers, 1);
	assert_non_null(list.items[0].customer);
	assert_false(list.items[0].mine);
	/* It rings on for ever: somebody forgot to tell. */
	assert_int_equal(lines_now(200000 + 181000).count, 0);
	tell("hangup call=r", "", 204000);
	assert_int_equal(lines_now(205000).count, 0);
}

static void another_extension_rings_elsewhere(void **state)
{
	tell("ringing call=s1 from=0212345678 to=211", "", 200000);
	assert_int_equal(lines_now(200000).count, 0);
	tell("ringing call=s2 from=0212345678 to=200", "", 200000); /* nobody's: the designated operator's */
	assert_int_equal(lines_now(200000).count, 1);
	size_t duties = desk.site.duty_count;
	desk.site.duty_count = 0; /* nobody is designated: at every operator's */
	assert_int_equal(lines_now(200000).count, 1);
	desk.site.duty_count = duties;
	tell("hangup call=s1", "", 201000);
	tell("hangup call=s2", "", 201000);
}

static void taken_once(void **state)
{
	char contact[ID_SIZE], file[ID_SIZE], other[ID_SIZE];
	struct error err = { 0 };
	struct office_ring ring = { .seconds = 4, .rings = 2, .line = "t", .number = "01000001234" };
	tell("ringing call=t from=01000001234 to=201", "", 300000);
	tell("answered call=t", "", 304000);
	tell("hold call=t", "", 310000);
	tell("resume call=t", "", 331000);
	assert_true(office_open_file(&desk, CHANNEL_PHONE, "ko", &ring, contact, file, &err));
	assert_int_equal(contact_of(contact).holds, 1); /* of before it was taken up */
	assert_string_equal(contact_of(contact).caller, "01000001234");
	assert_int_equal(contact_of(contact).rings, 2);
	assert_true(lines_now(332000).items[0].mine);
	assert_false(office_open_file(&desk, CHANNEL_PHONE, "ko", &ring, other, other, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
	tell("hold call=t", "", 340000);
	tell("hangup call=t", "", 375500);
	assert_int_equal(contact_of(contact).holds, 2);
	assert_int_equal(contact_of(contact).longest_hold, 36);
	assert_null(contact_of(contact).result); /* the desk says how it ended */
}

static void over_before_it_was_taken(void **state)
{
	char contact[ID_SIZE], file[ID_SIZE];
	struct error err = { 0 };
	struct office_ring ring = { .seconds = 1, .rings = 1, .line = "u" };
	tell("ringing call=u to=201", "", 400000);
	tell("hangup call=u", "", 401000);
	assert_false(office_open_file(&desk, CHANNEL_PHONE, "ko", &ring, contact, file, &err));
	assert_int_equal(err.code, ERROR_CONFLICT);
	assert_int_equal(callbacks(""), 0); /* no number: nobody can be called back */
}

static void answered_after_all(void **state)
{
	tell("ringing call=v from=0299990000 to=201", "", 500000);
	tell("hangup call=v", "", 509000);
	tell("answered call=v at=1795395601000", "", 510000);
	tell("answered call=v", "", 510000);
	assert_int_equal(row_of("v").phase, LINE_ENDED);
}

static void a_flood_is_cut(void **state)
{
	struct error err = { 0 };
	int refused = 0;
	tell("ringing call=w to=211", "", 600000);
	for (int i = 0; i < 450; i++) {
		struct line_event event = event_of(i % 2 ? "hold call=w" : "resume call=w", "");
		refused += !office_line_event(&desk, &event, 600001 + i, &err);
	}
	assert_true(refused > 0 && refused < 60);
	assert_int_equal(err.code, ERROR_REFUSED);
	tell("hangup call=w", "", 700000);
	assert_int_equal(row_of("w").phase, LINE_ENDED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_recorded_file_in_order),
		cmocka_unit_test(told_twice_it_is_the_same),
		cmocka_unit_test(in_any_order_until_the_hang_up),
		cmocka_unit_test(a_changed_system_time_moves_nothing),
		cmocka_unit_test(who_rings_is_known_before_anybody_speaks),
		cmocka_unit_test(another_extension_rings_elsewhere),
		cmocka_unit_test(taken_once),
		cmocka_unit_test(over_before_it_was_taken),
		cmocka_unit_test(answered_after_all),
		cmocka_unit_test(a_flood_is_cut),
	};
	return cmocka_run_group_tests(tests, read_lines, desk_close);
}
