#include "plan/internal.h"

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

void spans_add(struct spans *spans, int start, int end)
{
	if (end <= start)
		return;
	struct span *last = spans->count ? &spans->items[spans->count - 1] : NULL;
	if (last && start <= last->end) {
		last->end = (int16_t)larger(last->end, end);
		return;
	}
	if (spans->count < SPANS_MAX)
		spans->items[spans->count++] = (struct span){ (int16_t)start, (int16_t)end };
}

void spans_subtract(struct spans *spans, int start, int end)
{
	struct spans old = *spans;
	spans->count = 0;
	for (int i = 0; i < old.count; i++) {
		struct span span = old.items[i];
		if (end <= start || end <= span.start || start >= span.end) {
			spans_add(spans, span.start, span.end);
			continue;
		}
		spans_add(spans, span.start, start);
		spans_add(spans, end, span.end);
	}
}

void spans_intersect(const struct spans *a, const struct spans *b, struct spans *both)
{
	struct spans result = { 0 };
	for (int i = 0; i < a->count; i++)
		for (int j = 0; j < b->count; j++)
			spans_add(&result, larger(a->items[i].start, b->items[j].start),
				  smaller(a->items[i].end, b->items[j].end));
	*both = result;
}

bool spans_cover(const struct spans *spans, int start, int end)
{
	for (int i = 0; i < spans->count; i++)
		if (spans->items[i].start <= start && end <= spans->items[i].end)
			return true;
	return false;
}

int spans_minutes(const struct spans *spans, int start, int end)
{
	int minutes = 0;
	for (int i = 0; i < spans->count; i++)
		minutes +=
			larger(0, smaller(end, spans->items[i].end) - larger(start, spans->items[i].start));
	return minutes;
}

void slots_set(struct slots *slots, int start, int end)
{
	int last = smaller(SLOTS, (end + SLOT_MINUTES - 1) / SLOT_MINUTES);
	for (int i = larger(0, start) / SLOT_MINUTES; i < last; i++)
		slots->words[i / 64] |= UINT64_C(1) << (i % 64);
}

void slots_clear(struct slots *slots, int start, int end)
{
	int last = smaller(SLOTS, (end + SLOT_MINUTES - 1) / SLOT_MINUTES);
	for (int i = larger(0, start) / SLOT_MINUTES; i < last; i++)
		slots->words[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

void slots_fill(struct slots *slots, const struct spans *spans)
{
	for (int i = 0; i < spans->count; i++) {
		int start = (spans->items[i].start + SLOT_MINUTES - 1) / SLOT_MINUTES * SLOT_MINUTES;
		slots_set(slots, start, spans->items[i].end / SLOT_MINUTES * SLOT_MINUTES);
	}
}

struct slots slots_earlier(const struct slots *slots, int minutes)
{
	int count = (minutes + SLOT_MINUTES - 1) / SLOT_MINUTES;
	int words = count / 64;
	int bits = count % 64;
	struct slots moved = { { 0 } };
	for (int i = 0; i + words < SLOT_WORDS; i++) {
		moved.words[i] = slots->words[i + words] >> bits;
		if (bits && i + words + 1 < SLOT_WORDS)
			moved.words[i] |= slots->words[i + words + 1] << (64 - bits);
	}
	return moved;
}

struct slots slots_later(const struct slots *slots, int minutes)
{
	int count = (minutes + SLOT_MINUTES - 1) / SLOT_MINUTES;
	int words = count / 64;
	int bits = count % 64;
	struct slots moved = { { 0 } };
	for (int i = SLOT_WORDS - 1; i >= words; i--) {
		moved.words[i] = slots->words[i - words] << bits;
		if (bits && i - words - 1 >= 0)
			moved.words[i] |= slots->words[i - words - 1] >> (64 - bits);
	}
	return moved;
}

struct slots slots_runs(const struct slots *slots, int length)
{
	struct slots runs = *slots;
	int need = (length + SLOT_MINUTES - 1) / SLOT_MINUTES;
	for (int have = 1; have < need;) {
		int step = smaller(have, need - have);
		struct slots moved = slots_earlier(&runs, step * SLOT_MINUTES);
		for (int i = 0; i < SLOT_WORDS; i++)
			runs.words[i] &= moved.words[i];
		have += step;
	}
	return runs;
}

bool slots_test(const struct slots *slots, int minute)
{
	int i = minute / SLOT_MINUTES;
	return minute >= 0 && i < SLOTS && slots->words[i / 64] >> (i % 64) & 1;
}

int slots_next(const struct slots *slots, int minute)
{
	int i = (larger(0, minute) + SLOT_MINUTES - 1) / SLOT_MINUTES;
	for (int word = i / 64; word < SLOT_WORDS; word++) {
		uint64_t bits = slots->words[word];
		if (word == i / 64)
			bits &= ~UINT64_C(0) << (i % 64);
		if (bits)
			return (word * 64 + __builtin_ctzll(bits)) * SLOT_MINUTES;
	}
	return -1;
}
