/* The site goes in and comes back as it was; an update loses nothing. */
#include <string.h>

#include "fixture.h"
#include "store/site_store.h"
#include "store/site_text.h"

static void same_text(const struct site *a, const struct site *b,
		      void (*text)(const struct site *, struct buffer *))
{
	struct buffer one = { 0 }, two = { 0 };
	text(a, &one);
	text(b, &two);
	assert_string_equal(buffer_text(&one), buffer_text(&two));
	buffer_finish(&one);
	buffer_finish(&two);
}

static void comes_back_as_it_was(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct site site;
	char why[256] = "";
	FINE(store_get_site(f->store, &f->arena, &site, &err));
	assert_int_equal(site.staff_count, 6);
	assert_string_equal(site.staff[1].code, "kim.s");
	assert_int_equal(site.staff[3].skills, 3);
	assert_int_equal(site.staff[3].productive_pct, 85);
	assert_string_equal(site.work[0].name.ko, "오일");
	assert_int_equal(site.work[1].bay, -1);
	assert_int_equal(site.units[1].kind, MOBILITY_HIRE);
	assert_string_equal(site.dealer.manager, "lee.j");
	assert_int_equal(site.shifts[0].to, INT32_MAX);
	same_text(&f->site, &site, site_text_base);
	same_text(&f->site, &site, site_text_hours);
	same_text(&f->site, &site, site_text_holidays);
	same_text(&f->site, &site, site_text_shifts);
	same_text(&f->site, &site, site_text_duties);
	same_text(&f->site, &site, site_text_dealer);
	if (!site_valid(&site, why, sizeof why))
		fail_msg("%s", why);
}

static size_t put(struct fixture *f, const struct site *site, struct site_changes *changes)
{
	struct error err = { 0 };
	*changes = (struct site_changes){ 0 };
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_site(f->store, site, &f->arena, changes, &err));
	FINE(store_commit(f->store, &err));
	return changes->count;
}

static void same_again_changes_nothing(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct site_changes changes;
	int64_t before, after;
	FINE(store_site_revision(f->store, &before, &err));
	assert_int_equal(put(f, &f->site, &changes), 0);
	FINE(store_site_revision(f->store, &after, &err));
	assert_int_equal(before, after);
}

static const struct site_change *find_change(const struct site_changes *changes, const char *what,
					     const char *code)
{
	for (size_t i = 0; i < changes->count; i++)
		if (strcmp(changes->items[i].what, what) == 0 && strcmp(changes->items[i].code, code) == 0)
			return &changes->items[i];
	return NULL;
}

static void update_retires_and_adds(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct site_changes changes;
	struct site site = f->site, back;
	struct staff people[6];
	struct mobility_unit one = f->site.units[0];
	memcpy(people, f->site.staff, sizeof people);
	people[2].name = "이준호 부장";
	people[0].login = "newlogin";
	people[5].code = "han.d"; /* jung.d left, han.d came */
	people[5].login = "kimm"; /* and has the login that kim.m had */
	one.model = "Grecale";
	site.staff = people;
	site.units = &one;
	site.unit_count = 1;
	put(f, &site, &changes);
	assert_int_equal(find_change(&changes, "staff", "lee.j")->kind, SITE_CHANGED);
	assert_int_equal(find_change(&changes, "staff", "jung.d")->kind, SITE_RETIRED);
	assert_int_equal(find_change(&changes, "staff", "han.d")->kind, SITE_ADDED);
	assert_int_equal(find_change(&changes, "unit", "H1")->kind, SITE_RETIRED);
	assert_int_equal(find_change(&changes, "unit", "L1")->kind, SITE_CHANGED);
	assert_null(find_change(&changes, "staff", "kim.s"));
	assert_null(find_change(&changes, "shifts", ""));

	FINE(store_get_site(f->store, &f->arena, &back, &err));
	assert_int_equal(back.staff_count, 7);
	int gone = site_find_staff(&back, "jung.d");
	assert_int_equal(gone, 6);
	assert_false(back.staff[gone].active);
	assert_int_equal(site_find_login(&back, "kimm"), site_find_staff(&back, "han.d"));
	assert_int_equal(put(f, &site, &changes), 0);

	put(f, &f->site, &changes); /* and back again */
	assert_int_equal(find_change(&changes, "staff", "jung.d")->kind, SITE_CHANGED);
	FINE(store_get_site(f->store, &f->arena, &back, &err));
	assert_true(back.staff[site_find_staff(&back, "jung.d")].active);
	assert_int_equal(site_find_login(&back, "kimm"), 0);
}

static void preview_writes_nothing(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct site_changes changes = { 0 };
	struct site site = f->site;
	site.reserve_pct = 15;
	FINE(store_begin_write(f->store, &err));
	FINE(store_put_site(f->store, &site, &f->arena, &changes, &err));
	store_rollback(f->store);
	assert_int_equal(changes.count, 1);
	assert_string_equal(changes.items[0].what, "site");
	FINE(store_get_site(f->store, &f->arena, &site, &err));
	assert_int_equal(site.reserve_pct, 20);
}

static void empty_store_says_so(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct store_options options = { .path = f->path };
	struct site site;
	bool has = true;
	FINE(store_create(&f->store, &options, &err));
	FINE(store_has_site(f->store, &has, &err));
	assert_false(has);
	assert_false(store_get_site(f->store, &f->arena, &site, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	assert_non_null(strstr(err.text, "prenota init"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(comes_back_as_it_was, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(same_again_changes_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(update_retires_and_adds, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(preview_writes_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(empty_store_says_so, fixture_setup_folder, fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
