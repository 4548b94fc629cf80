#include "plan/hall.h"

/* Load and capacity of the whole bucket by set of skills that have load or are asked for. */
struct shares {
	unsigned active;
	unsigned count;
	int64_t *loads;
	int64_t *rooms; /* the part outside the reserve, times 100 */
};

static struct shares *shares_of(struct question *question, int bucket)
{
	struct bucket_view *view = bucket_view(question, bucket);
	if (view->shares)
		return view->shares;
	struct measure measure = whole_bucket(question, bucket, false);
	struct balance balance = load_balance(view, &measure, bucket_span(question->state, bucket).end);
	balance.active |= question->used;
	struct shares *shares = view->shares = arena_alloc(view->arena, sizeof *shares);
	shares->active = balance.active;
	shares->count = 1U << __builtin_popcount(balance.active);
	shares->loads = arena_alloc(view->arena, sizeof *shares->loads * shares->count);
	shares->rooms = arena_alloc(view->arena, sizeof *shares->rooms * shares->count);
	set_loads(&balance, shares->loads);
	set_capacities(question, bucket, &measure, balance.active, shares->rooms);
	int bookable = 100 - reserve_pct(question->state, question->state->first + bucket / 2);
	for (unsigned set = 0; set < shares->count; set++)
		shares->rooms[set] *= bookable;
	return shares;
}

/* The added minutes by set of the used skills among the active, and which of those sets have any. */
static void added_of(const struct question *question, const struct shares *shares, const int *minutes,
		     int64_t *added, bool *any)
{
	int64_t by_bit[SITE_SKILLS_MAX] = { 0 };
	for (int skill = 0; skill < SITE_SKILLS_MAX; skill++)
		if (question->used >> skill & 1)
			by_bit[__builtin_popcount(shares->active & ((1U << skill) - 1))] =
				(int64_t)minutes[question->position[skill]] * UNIT;
	added[0] = 0;
	any[0] = false;
	for (unsigned set = 1; set < shares->count; set++) {
		int64_t more = by_bit[__builtin_ctz(set)];
		added[set] = added[set & (set - 1)] + more;
		any[set] = any[set & (set - 1)] || more > 0;
	}
}

int hall_share(struct question *question, int bucket, const int *minutes, bool *above)
{
	const struct shares *shares = shares_of(question, bucket);
	int64_t added[SETS_MAX];
	bool any[SETS_MAX];
	int64_t most = 0;
	added_of(question, shares, minutes, added, any);
	for (unsigned set = 1; set < shares->count; set++) {
		int64_t load = shares->loads[set] + added[set];
		int64_t room = shares->rooms[set];
		if (!any[set] || load * 10000 < most * room)
			continue;
		int64_t share = room ? load * 10000 / room : 1000;
		most = share > most ? share : most;
		*above = *above || load * 100 > room;
	}
	return (int)(most < 1000 ? most : 1000);
}
