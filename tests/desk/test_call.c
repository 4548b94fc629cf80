/* A call without a screen to look at: answers to request, drafts and back, calls beside each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "desk/call_values.h"
#include "fixture.h"

static const char *const levante = "ZN661YUS3LX000103";

static struct call *answered(struct fixture *f)
{
	struct error err = { 0 };
	struct call *call = calls_ring(f->desk, &err);
	assert_non_null(call);
	assert_true(call_answer(f->desk, call, &err));
	return call;
}

static void take_levante(struct fixture *f, struct call *call)
{
	struct arena arena = { 0 };
	struct vehicle vehicle;
	struct error err = { 0 };
	assert_true(store_get_vehicle_by_vin(f->office.store, levante, &arena, &vehicle, &err));
	assert_true(call_take_vehicle(f->desk, call, vehicle.id, &err));
	assert_true(call_take_customer(f->desk, call, vehicle.owner_id, &err));
	arena_finish(&arena);
}

/* --- request --- */

static void test_nothing_is_asked_of_the_engine_without_work(void **state)
{
	struct fixture *f = *state;
	struct call *call = answered(f);
	struct arena arena = { 0 };
	struct booking_request request;
	assert_false(call_request(f->desk, call, &arena, &request));
	arena_finish(&arena);
}

static void test_answers_become_a_request(void **state)
{
	struct fixture *f = *state;
	struct call *call = answered(f);
	struct arena arena = { 0 };
	struct booking_request request;
	take_levante(f, call);
	call_set(f->desk, call, "request_verbatim", "끼익 소리");
	call_set(f->desk, call, "work_kind", "maintenance");
	call_set(f->desk, call, "wish_date", "2026-11-25");
	call_set(f->desk, call, "wish_half", "pm");
	call_set(f->desk, call, "mileage", "63000");
	call_set(f->desk, call, "mobility", "taxi");
	call_set(f->desk, call, "consent_contact", "sms");
	assert_true(call_request(f->desk, call, &arena, &request));
	assert_string_equal(request.language, "ko");
	assert_string_equal(request.family, "이");
	assert_string_equal(request.vin, levante);
	assert_int_equal(request.mileage, 63000);
	assert_string_equal(request.request, "끼익 소리");
	assert_int_equal(request.work_count, 1);
	assert_string_equal(request.work[0], "MAINT-S");
	assert_int_equal(request.wish_count, 1);
	assert_int_equal(request.wishes[0].half, HALF_PM);
	assert_int_equal(request.mobility[0], MOBILITY_TAXI);
	assert_int_equal(request.consent_contact, CONTACT_SMS);
	assert_int_equal(request.consent_service, CONTACT_UNASKED);
	assert_false(request.slot.given);
	arena_finish(&arena);
}

static void test_suggested_work_gives_way_to_the_operators(void **state)
{
	struct fixture *f = *state;
	struct call *call = answered(f);
	call_set(f->desk, call, "work_kind", "maintenance");
	assert_string_equal(form_answers_get(call->answers, "technical"), "no");
	call_set(f->desk, call, "work_kind", "body");
	assert_string_equal(form_answers_get(call->answers, "work_codes"), "BODY-EST");
	call_set(f->desk, call, "work_codes", "BODY-L");
	call_set(f->desk, call, "work_kind", "maintenance");
	assert_string_equal(form_answers_get(call->answers, "work_codes"), "BODY-L");
}

/* --- campaigns --- */

static const struct campaign_hit rear_bolt = { .id = "A",
					       .type = CAMPAIGN_RECALL,
					       .match = CAMPAIGN_AFFECTED,
					       .title_en = "Rear bolt",
					       .title_ko = "후륜 볼트",
					       .free_of_charge = true,
					       .parts = true };
static const struct campaign_hit camera = { .id = "B",
					    .type = CAMPAIGN_RECALL,
					    .match = CAMPAIGN_AFFECTED,
					    .title_en = "Camera",
					    .title_ko = "카메라",
					    .free_of_charge = true };
static const struct campaign_hit radio = { .id = "C",
					   .type = CAMPAIGN_SERVICE,
					   .match = CAMPAIGN_AFFECTED,
					   .title_en = "Radio",
					   .title_ko = "라디오" };
static const struct campaign_hit fuel_line = { .id = "D",
					       .type = CAMPAIGN_RECALL,
					       .match = CAMPAIGN_POSSIBLY,
					       .title_en = "Fuel line",
					       .title_ko = "연료 라인",
					       .free_of_charge = true,
					       .parts = true };

static void take_campaigns(struct fixture *f, struct call *call, const struct campaign_hit *hits,
			   size_t count)
{
	take_levante(f, call);
	call->known.campaigns = arena_alloc(&call->known.arena, count * sizeof *hits);
	memcpy(call->known.campaigns, hits, count * sizeof *hits);
	call->known.campaign_count = count;
	call_facts(f->desk, call);
}

static void assert_said(struct fixture *f, struct call *call, const char *name, const char *wanted)
{
	struct values values = { .desk = f->desk, .call = call, .lang = FORM_EN };
	const char *said = values_lookup(&values, name);
	assert_non_null(said);
	assert_string_equal(said, wanted);
	arena_finish(&values.arena);
}

static void test_open_campaigns_bring_the_work_of_each_kind(void **state)
{
	const struct campaign_hit hits[] = { camera, rear_bolt };
	struct fixture *f = *state;
	struct call *call = answered(f);
	take_campaigns(f, call, hits, 2);
	call_set(f->desk, call, "work_kind", "maintenance");
	call_set(f->desk, call, "campaign_answer", "accepted");
	assert_int_equal(form_answers_count(call->answers, "work_codes"), 3);
	assert_true(form_answers_has(call->answers, "work_codes", "MAINT-S"));
	assert_true(form_answers_has(call->answers, "work_codes", "RECALL-HW"));
	assert_true(form_answers_has(call->answers, "work_codes", "RECALL-SW"));
	assert_said(f, call, "campaign", "Camera, Rear bolt");
}

/* What may concern the car is neither said as certain nor planned. */
static void test_a_possible_recall_does_not_stand_for_a_certain_campaign(void **state)
{
	const struct campaign_hit hits[] = { fuel_line, radio };
	struct fixture *f = *state;
	struct call *call = answered(f);
	take_campaigns(f, call, hits, 2);
	assert_string_equal(form_answers_get(call->answers, "campaign"), "service");
	assert_string_equal(form_answers_get(call->answers, "campaign_also"), "no");
	call_set(f->desk, call, "work_kind", "recall");
	assert_int_equal(form_answers_count(call->answers, "work_codes"), 1);
	assert_true(form_answers_has(call->answers, "work_codes", "RECALL-SW"));
	assert_said(f, call, "campaign", "Radio");
	assert_said(f, call, "cost", "Our advisor will tell you what it costs.");
}

static void test_a_service_campaign_is_said_beside_a_recall(void **state)
{
	const struct campaign_hit hits[] = { rear_bolt, radio };
	struct fixture *f = *state;
	struct call *call = answered(f);
	take_campaigns(f, call, hits, 2);
	assert_string_equal(form_answers_get(call->answers, "campaign"), "recall");
	assert_string_equal(form_answers_get(call->answers, "campaign_also"), "yes");
	assert_said(f, call, "campaign", "Rear bolt");
	assert_said(f, call, "campaign_also", "Radio");
	assert_said(f, call, "cost", "Our advisor will tell you what it costs.");
}

static void test_a_changed_answer_takes_back_the_choice(void **state)
{
	struct fixture *f = *state;
	struct call *call = answered(f);
	struct error err = { 0 };
	take_levante(f, call);
	call_set(f->desk, call, "work_kind", "maintenance");
	call_refresh_live(f->desk, call);
	assert_true(call->live.ready);
	assert_true(call->live.slots.count >= 2);
	assert_true(call_choose(f->desk, call, 1, &err));
	assert_int_equal(call->chosen_index, 1);
	assert_false(call_choose(f->desk, call, 7, &err));
	assert_int_equal(call->chosen_index, 1);
	call_set(f->desk, call, "mobility", "none");
	assert_int_equal(call->chosen_index, -1);
	assert_null(form_answers_get(call->answers, "slot_choice"));
}

static bool is_offered(const struct call *call, struct plan_candidate wanted)
{
	for (int i = 0; i < call->live.slots.count; i++) {
		const struct plan_candidate *have = &call->live.slots.proposals[i].plan.candidate;
		if (have->day == wanted.day && have->start == wanted.start && have->advisor == wanted.advisor)
			return true;
	}
	return false;
}

/* The reservations of a call are its own: what it reads out stays open to it while others are looked at. */
static void test_a_call_is_not_hindered_by_its_own_holds(void **state)
{
	struct fixture *f = *state;
	struct call *call = answered(f);
	struct error err = { 0 };
	take_levante(f, call);
	call_set(f->desk, call, "work_kind", "maintenance");
	call_refresh_live(f->desk, call);
	assert_true(call_offer(f->desk, call, &err));
	assert_true(call->holds_at != 0);
	int count = call->offered_count;
	struct plan_candidate before[3];
	memcpy(before, call->offered, sizeof before);
	desk_look(f->desk);
	call->live_stale = call->offer_stale = true;
	call_refresh_live(f->desk, call);
	assert_int_equal(call->live.slots.count, count);
	for (int i = 0; i < count; i++)
		assert_true(is_offered(call, before[i]));
}

static void test_companies_are_told_by_their_names(void **state)
{
	static const char *const companies[] = { "(주)테스트",    "주식회사 가상", "Foo Co., Ltd",
						 "Foo Co., Ltd.", "Bar S.p.A.",    "Baz Inc",
						 "삼성㈜",        "Qux S.A.",      "Alfa GmbH" };
	static const char *const people[] = {
		"홍길동", "Rossi Marco", "Li Co", "Ag", "Ltd", "", " ", "Sa Sa"
	};
	for (size_t i = 0; i < sizeof companies / sizeof companies[0]; i++)
		assert_true(name_is_company(companies[i]));
	for (size_t i = 0; i < sizeof people / sizeof people[0]; i++)
		assert_false(name_is_company(people[i]));
	assert_true(name_has_hangul("Foo 가"));
	assert_true(name_has_hangul("(주)A"));
	assert_false(name_has_hangul("山田 Ltd"));
	assert_false(name_has_hangul("\xEA\xB0"));
}

static void test_a_name_moves_with_the_type(void **state)
{
	struct fixture *f = *state;
	struct call *call = answered(f);
	call_set(f->desk, call, "family_name", "테");
	call_set(f->desk, call, "given_name", "스트");
	call_set(f->desk, call, "customer_type", "company");
	assert_string_equal(form_answers_get(call->answers, "company_name"), "테스트");
	assert_null(form_answers_get(call->answers, "family_name"));
	call_set(f->desk, call, "customer_type", "person");
	assert_string_equal(form_answers_get(call->answers, "family_name"), "테");
	assert_string_equal(form_answers_get(call->answers, "given_name"), "스트");
	assert_null(form_answers_get(call->answers, "company_name"));
}

/* --- drafts --- */

static void test_a_draft_comes_back_whole(void **state)
{
	struct fixture *f = *state;
	struct call *call = answered(f);
	struct error err = { 0 };
	struct arena arena = { 0 };
	struct office_draft_list list = { 0 };
	char id[ID_SIZE];
	take_levante(f, call);
	call_set(f->desk, call, "request_verbatim", "first line\nsecond = line\\");
	call_set(f->desk, call, "work_kind", "tyres");
	call_go(f->desk, call, form_step_find(&f->office.forms, "P19"));
	assert_true(call_save(f->desk, call, &err));
	memcpy(id, call->id, sizeof id);
	calls_remove(f->desk, call);
	assert_true(office_drafts(&f->office, &arena, &list, &err));
	bool found = false;
	for (size_t i = 0; i < list.count; i++) {
		if (strcmp(list.items[i].id, id) != 0)
			continue;
		found = true;
		call = call_restore(f->desk, &list.items[i]);
		assert_string_equal(form_answers_get(call->answers, "request_verbatim"),
				    "first line\nsecond = line\\");
		assert_true(form_answers_is_sealed(call->answers, "request_verbatim"));
		assert_string_equal(call->step->id, "P19");
		assert_true(call->known.has_customer);
		assert_string_equal(call->known.vehicle.vin, levante);
		assert_false(call->has_clock);
		call_destroy(call);
	}
	assert_true(found);
	arena_finish(&arena);
}

static void test_a_damaged_draft_is_taken_as_far_as_it_goes(void **state)
{
	static const char *const texts[] = {
		"",
		"call.",
		"call.step=nowhere\ncall.field=\ncall.rings=99999999999999\n",
		"call.step=P06\ncall.vehicle=no such car\n\n\x01\xff\xfe=\n=\nplate=",
		"call.step=P06\nno end",
		("call.channel=\x80\ncall.vehicle="
		 "0123456789012345678901234567890123456789012345678901234567890123456789\n"),
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct office_draft draft = { .id = "d", .text = texts[i] };
		struct call *call = call_restore(f->desk, &draft);
		assert_non_null(call);
		assert_non_null(call->step);
		assert_false(call->known.has_vehicle);
		call_destroy(call);
	}
}

/* --- calls --- */

static void test_nine_calls_and_no_more(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	for (int i = 0; i < CALLS_MAX; i++)
		answered(f);
	assert_int_equal(calls_parked(&f->desk->calls), CALLS_MAX - 1);
	assert_null(calls_ring(f->desk, &err));
	assert_int_equal(err.code, ERROR_REFUSED);
	assert_int_equal(f->desk->calls.count, CALLS_MAX);
	while (f->desk->calls.count)
		calls_remove(f->desk, f->desk->calls.items[0]);
	assert_null(calls_current(&f->desk->calls));
}

static void test_a_parked_call_is_held_and_taken_back(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct call *first = answered(f), *second = answered(f);
	assert_true(first->parked);
	assert_int_equal(first->clock.phase, CALL_HELD);
	assert_ptr_equal(calls_current(&f->desk->calls), second);
	assert_true(calls_switch(f->desk, 1, &err));
	assert_ptr_equal(calls_current(&f->desk->calls), first);
	assert_int_equal(first->clock.phase, CALL_TALKING);
	assert_true(second->parked);
}

static void test_a_held_call_keeps_its_clock_when_parked(void **state)
{
	struct fixture *f = *state;
	struct error err = { 0 };
	struct call *call = answered(f);
	assert_true(call_clock_hold(&call->clock, f->desk->clock - 20000));
	assert_true(calls_park(f->desk, &err));
	assert_int_equal(f->desk->clock - call->parked_at, 20000);
	assert_int_equal(call->clock.hold_from, call->parked_at);
	assert_true(desk_save(f->desk, &err));
	assert_true(desk_wake(f->desk) <= f->desk->clock + 1000);
	assert_true(calls_switch(f->desk, 1, &err));
	assert_int_equal(call->clock.longest_hold, 20000);
}

/* --- anything at all --- */

static uint64_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

static struct key random_key(uint64_t *seed)
{
	static const uint32_t letters[] = { 'a', '1',    '2',    '3',    ' ',    'y',
					    'n', 0x3142, 0xAC00, 0x0301, 0x202E, 0x1F600 };
	uint64_t pick = next_random(seed);
	struct key key = { .mods = pick % 7 == 0    ? KEY_ALT
				   : pick % 11 == 0 ? KEY_CTRL
				   : pick % 13 == 0 ? KEY_SHIFT
						    : 0 };
	if (pick % 3)
		key.code =
			KEY_NAME_FIRST + (uint32_t)(next_random(seed) % (KEY_NAME_END_MARK - KEY_NAME_FIRST));
	else
		key.code = letters[next_random(seed) % (sizeof letters / sizeof letters[0])];
	return key;
}

/* Keys, sizes and clicks in any order: the console lives, and a frame at 80x24 is whole again. */
static void test_random_keys_and_sizes(void **state)
{
	enum { ROUNDS = 2000 };
	struct fixture *f = *state;
	uint64_t seed = (uint64_t)getpid() * 2654435761u;
	print_message("# seed %llu\n", (unsigned long long)seed);
	for (int i = 0; i < ROUNDS; i++) {
		uint64_t what = next_random(&seed) % 10;
		struct event click = { .kind = EVENT_MOUSE,
				       .mouse = { .action = MOUSE_PRESS,
						  .button = 1,
						  .row = (int)(next_random(&seed) % 40),
						  .col = (int)(next_random(&seed) % 130) } };
		if (what == 0)
			term_set_size(f->term, 1 + (int)(next_random(&seed) % 60),
				      1 + (int)(next_random(&seed) % 200));
		else if (what == 1)
			desk_event(f->desk, &click);
		else
			desk_key(f->desk, random_key(&seed));
		desk_frame(f->desk);
	}
	struct buffer screen = { 0 };
	term_set_size(f->term, 24, 80);
	desk_frame(f->desk);
	term_screen(f->term, &screen);
	assert_non_null(strstr(buffer_text(&screen), "Service booking"));
	buffer_finish(&screen);
}

#define ON_A_DESK(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

/* --- who takes the calls --- */

static bool title_has(struct fixture *f, const char *text)
{
	struct buffer line = { 0 };
	desk_frame(f->desk);
	term_line(f->term, 0, &line);
	bool has = strstr(buffer_text(&line), text) != NULL;
	buffer_finish(&line);
	return has;
}

/* R17: while the desk is open somebody is designated, or the title says that nobody is. */
static void test_nobody_designated_is_told_in_the_title(void **state)
{
	struct fixture *f = *state;
	size_t duties = f->office.site.duty_count;
	instant now = f->office.frozen_at;
	assert_false(title_has(f, "nobody on call duty"));
	f->office.site.duty_count = 0;
	assert_true(title_has(f, "nobody on call duty"));
	f->office.frozen_at += 12 * 3600; /* closed: nobody needs to be */
	assert_false(title_has(f, "nobody on call duty"));
	f->office.frozen_at = now;
	f->office.site.duty_count = duties;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_DESK(test_nothing_is_asked_of_the_engine_without_work),
		ON_A_DESK(test_answers_become_a_request),
		ON_A_DESK(test_suggested_work_gives_way_to_the_operators),
		ON_A_DESK(test_open_campaigns_bring_the_work_of_each_kind),
		ON_A_DESK(test_a_possible_recall_does_not_stand_for_a_certain_campaign),
		ON_A_DESK(test_a_service_campaign_is_said_beside_a_recall),
		ON_A_DESK(test_a_changed_answer_takes_back_the_choice),
		ON_A_DESK(test_a_call_is_not_hindered_by_its_own_holds),
		ON_A_DESK(test_companies_are_told_by_their_names),
		ON_A_DESK(test_a_name_moves_with_the_type),
		ON_A_DESK(test_a_draft_comes_back_whole),
		ON_A_DESK(test_a_damaged_draft_is_taken_as_far_as_it_goes),
		ON_A_DESK(test_nine_calls_and_no_more),
		ON_A_DESK(test_a_parked_call_is_held_and_taken_back),
		ON_A_DESK(test_a_held_call_keeps_its_clock_when_parked),
		ON_A_DESK(test_nobody_designated_is_told_in_the_title),
		ON_A_DESK(test_random_keys_and_sizes),
	};
	return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
