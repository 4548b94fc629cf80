#include "form/family.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "form/answers_data.h"

/* --- words --- */

/* The text as it is searched: folded; letters and digits with one blank between words and at both ends. */
struct spoken {
	struct buffer words;
	struct buffer solid; /* the same without any blank: Korean is written with and without */
};

static bool is_letter(unsigned char c)
{
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' || c == '/';
}

static void spoken_make(struct spoken *spoken, const char *text)
{
	struct buffer folded = { 0 };
	*spoken = (struct spoken){ 0 };
	text_fold(&folded, text);
	buffer_add_char(&spoken->words, ' ');
	for (size_t i = 0; i < folded.len; i++) {
		bool letter = is_letter((unsigned char)folded.text[i]);
		if (letter)
			buffer_add_char(&spoken->solid, folded.text[i]);
		if (letter || spoken->words.text[spoken->words.len - 1] != ' ')
			buffer_add_char(&spoken->words, letter ? folded.text[i] : ' ');
	}
	if (spoken->words.text[spoken->words.len - 1] != ' ')
		buffer_add_char(&spoken->words, ' ');
	buffer_finish(&folded);
}

static void spoken_finish(struct spoken *spoken)
{
	buffer_finish(&spoken->words);
	buffer_finish(&spoken->solid);
}

/* Letters of @word that speak for it: a syllable of Hangul counts as two. */
static int weight_of(const char *word)
{
	int weight = 0;
	for (const unsigned char *at = (const unsigned char *)word; *at; at++)
		weight += *at >= 0xC0 ? 2 : *at < 0x80 && *at != ' ';
	return weight;
}

static bool is_latin(const char *word)
{
	return (unsigned char)word[0] < 0x80;
}

static bool is_one_syllable(const char *word)
{
	return strlen(word) == 3 && !is_latin(word);
}

/* @word whole between blanks, with @tail behind it. */
static bool stands(const struct spoken *spoken, const char *word, const char *tail)
{
	struct buffer want = { 0 };
	buffer_printf(&want, " %s%s ", word, tail);
	bool found = strstr(buffer_text(&spoken->words), buffer_text(&want)) != NULL;
	buffer_finish(&want);
	return found;
}

/* A short Korean noun may be a part of any word: it counts alone or with what follows a noun. */
static bool stands_korean(const struct spoken *spoken, const char *word)
{
	static const char *const tails[] = { "",   "이", "가", "은",   "는",   "을",   "를",
					     "에", "도", "만", "로",   "과",   "와",   "의",
					     "쪽", "들", "랑", "에서", "으로", "이랑", "하고" };
	for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++)
		if (stands(spoken, word, tails[i]))
			return true;
	return false;
}

static bool says(const struct spoken *spoken, const char *word)
{
	struct spoken key;
	bool found;
	spoken_make(&key, word);
	const char *solid = buffer_text(&key.solid);
	if (is_latin(solid))
		found = strstr(buffer_text(&spoken->words), buffer_text(&key.words)) != NULL;
	else if (is_one_syllable(solid))
		found = stands_korean(spoken, solid);
	else
		found = strstr(buffer_text(&spoken->solid), solid) != NULL;
	spoken_finish(&key);
	return found;
}

static int score_of(const struct form_step *step, const struct spoken *spoken)
{
	int score = 0;
	for (size_t i = 0; i < step->routing.word_count; i++)
		if (says(spoken, step->routing.words[i]))
			score += weight_of(step->routing.words[i]);
	return score;
}

/* --- families --- */

static const struct form_condition *family_condition(const struct form_set *set, const struct form_step *step)
{
	for (size_t i = 0; i < step->when.count; i++) {
		const struct form_condition *condition = &step->when.items[i];
		if (condition->field < set->field_count && !condition->negated &&
		    strcmp(set->fields[condition->field].id, "family") == 0 &&
		    answers_lists(condition, step->id))
			return condition;
	}
	return NULL;
}

const struct form_step *form_family_find(const struct form_set *set, const char *code)
{
	const struct form_step *step = form_step_find(set, code);
	return step && family_condition(set, step) ? step : NULL;
}

/* Whether this car can have it: everything holds but that it was chosen. */
static bool is_possible(const struct form_answers *answers, const struct form_step *step)
{
	const struct form_condition *own = family_condition(answers->set, step);
	for (size_t i = 0; own && i < step->when.count; i++)
		if (&step->when.items[i] != own && !answers_hold(answers, &step->when.items[i]))
			return false;
	return own != NULL;
}

static int by_score(const void *a, const void *b)
{
	const struct form_family *left = a, *right = b;
	if (left->score != right->score)
		return left->score > right->score ? -1 : 1;
	return left->step->index < right->step->index ? -1 : left->step->index > right->step->index;
}

/* @score tells how much speaks for a step; 0: nothing. */
static size_t collect(const struct form_answers *answers,
		      int (*score)(const struct form_step *step, const void *context), const void *context,
		      struct form_family *hits, size_t max)
{
	struct form_family all[FORM_FAMILIES_MAX];
	const struct form_set *set = answers->set;
	size_t count = 0;
	for (size_t i = 0; i < set->step_count && count < FORM_FAMILIES_MAX; i++) {
		if (!is_possible(answers, &set->steps[i]))
			continue;
		all[count] = (struct form_family){ &set->steps[i], score(&set->steps[i], context) };
		count += all[count].score > 0;
	}
	qsort(all, count, sizeof *all, by_score);
	count = count < max ? count : max;
	memcpy(hits, all, count * sizeof *hits);
	return count;
}

static int named_score(const struct form_step *step, const void *context)
{
	return score_of(step, context);
}

size_t form_families_named(const struct form_answers *answers, const char *text, struct form_family *hits,
			   size_t max)
{
	struct spoken spoken;
	spoken_make(&spoken, text);
	size_t count = collect(answers, named_score, &spoken, hits, max);
	spoken_finish(&spoken);
	return count;
}

/* --- typed --- */

struct typed {
	struct spoken spoken;
	struct buffer letters; /* in the order in which they are typed */
};

/* Whether a word of @text begins with what is typed. */
static bool begins(const char *text, const struct typed *typed)
{
	struct spoken key;
	struct buffer letters = { 0 }, want = { 0 };
	spoken_make(&key, text);
	text_jamo(&letters, buffer_text(&key.words));
	buffer_printf(&want, " %s", buffer_text(&typed->letters));
	bool found = strstr(buffer_text(&letters), buffer_text(&want)) != NULL;
	buffer_finish(&letters);
	buffer_finish(&want);
	spoken_finish(&key);
	return found;
}

static int typed_score(const struct form_step *step, const void *context)
{
	enum { BEGINS_WORD = 2, BEGINS_TITLE = 3, EVERY = 1, WHOLE = 4 };
	const struct typed *typed = context;
	if (typed->letters.len == 0)
		return EVERY;
	int score = score_of(step, &typed->spoken) * WHOLE;
	bool word = false, title = begins(step->id, typed);
	for (size_t i = 0; i < step->routing.word_count && !word; i++)
		word = begins(step->routing.words[i], typed);
	for (int lang = 0; lang < FORM_LANGS; lang++)
		title |= begins(step->title.in[lang], typed);
	return score + (word ? BEGINS_WORD : 0) + (title ? BEGINS_TITLE : 0);
}

size_t form_families_typed(const struct form_answers *answers, const char *text, struct form_family *hits,
			   size_t max)
{
	struct typed typed = { 0 };
	struct buffer plain = { 0 };
	spoken_make(&typed.spoken, text);
	text_clean_line(&plain, buffer_text(&typed.spoken.words), typed.spoken.words.len);
	text_jamo(&typed.letters, buffer_text(&plain));
	size_t count = collect(answers, typed_score, &typed, hits, max);
	buffer_finish(&plain);
	buffer_finish(&typed.letters);
	spoken_finish(&typed.spoken);
	return count;
}

/* --- danger --- */

bool form_names_danger(const struct form_set *set, const char *text)
{
	const struct form_step *safety = form_step_find(set, "SAF");
	struct spoken spoken;
	if (!safety || !text)
		return false;
	spoken_make(&spoken, text);
	bool named = score_of(safety, &spoken) > 0;
	spoken_finish(&spoken);
	return named;
}
