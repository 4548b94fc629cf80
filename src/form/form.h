/* form/form.h - the forms: what to say and ask in a call, read once from forms/(name).cfg.
 *
 * A form is a list of steps; a step has lines to say and fields to fill. Both languages stand beside each
 * other. One set holds all forms; field ids are unique in the set, so that one list of answers
 * (form/answers.h) carries a whole call. The forms draw nothing, and hold no sentence for messages
 * (form/phrases.h does). */
#ifndef PRENOTA_FORM_FORM_H
#define PRENOTA_FORM_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

enum form_lang { FORM_EN, FORM_KO, FORM_LANGS };

/* "ko…" is Korean; every other language is read in English. NULL is English. */
enum form_lang form_lang_from_code(const char *code);

struct form_text {
	const char *in[FORM_LANGS]; /* never NULL in a loaded set; help may be "" */
};

/* The five persona ids of the standard (R19, R21); their labels are content. */
enum form_persona {
	FORM_PERSONA_UNIQUE,
	FORM_PERSONA_PERFORMANCE,
	FORM_PERSONA_APPEARANCE,
	FORM_PERSONA_EXCITEMENT,
	FORM_PERSONA_UNKNOWN,
	FORM_PERSONAS
};

/* "unique" …; NULL or anything else is FORM_PERSONA_UNKNOWN. */
enum form_persona form_persona_from_id(const char *id);
const char *form_persona_id(enum form_persona persona);

enum form_type {
	FORM_TEXT,
	FORM_LONG_TEXT,
	FORM_CHOICE,  /* one code of the options */
	FORM_SEVERAL, /* any codes of the options (or of the reference), in the order chosen */
	FORM_YES_NO,  /* "yes" or "no" */
	FORM_NUMBER,  /* "18.5", with " psi" behind it in a unit other than the first */
	FORM_DATE,    /* "2026-11-24" */
	FORM_TIME,    /* "09:30" */
	FORM_TELEPHONE,
	FORM_EMAIL,
	FORM_PLATE,
	FORM_VIN,
	FORM_MILEAGE,   /* whole number, the unit is a field of its own */
	FORM_REFERENCE, /* the id of a row: a customer, an advisor … see form_field.reference */
	FORM_TYPES
};

/* "long-text" … as written in the files. */
const char *form_type_name(enum form_type type);

/* Red flags of an answer (domain: what the operator must do at once); the worst counts. */
enum form_flag_level { FORM_FLAG_NONE, FORM_FLAG_CAUTION, FORM_FLAG_URGENT, FORM_FLAG_STOP };

struct form_option {
	const char *code;
	struct form_text label;
	const char *persona; /* persona tool: the class that gets a point (R22), or NULL */
	const char *note;    /* mobility: the class that Service Entry wants; else NULL */
};

/* Holds when the field's answer has one of @values (or, negated, none of them; an unanswered field has none).
 * A field that is not asked itself counts as unanswered. */
struct form_condition {
	size_t field; /* index of an earlier field in the set, or of a fact */
	const char *const *values;
	size_t value_count;
	bool negated; /* written `isnt` */
};

struct form_conditions { /* all must hold; none is always */
	const struct form_condition *items;
	size_t count;
};

/* An answer that is one of @values, or a number under @below or above @above, raises @level. Numbers in
 * thousandths of the field's first unit. */
struct form_flag {
	const char *const *values;
	size_t value_count;
	bool has_below, has_above;
	int64_t below, above;
	enum form_flag_level level;
	bool people; /* people first: away from the car, emergency number, before anything else */
};

struct form_unit {
	const char *name;   /* "bar" */
	int64_t millionths; /* of the first unit: psi = 68948 millionths of a bar */
};

struct form_step;

struct form_field {
	const char *id;
	size_t index; /* in form_set.fields and in the answers */
	const struct form_step *step;
	enum form_type type;
	struct form_text label;
	struct form_text help; /* F1; "" when there is none */
	struct form_text shorter; /* `short`: the label in a summary; in[…] NULL when it has none */
	bool required;
	bool pause; /* Enter stops at it once while it is empty, though it may stay so */
	const struct form_field *instead; /* an answer to this field of the step will do as well; or NULL */
	bool write_once;                  /* R27: sealed when saved (form_answers_seal) */
	bool filled;                      /* the program fills it, the operator sees it only */
	bool search; /* `several`: its options are found by typing, not shown all at once */
	const struct form_option *options;
	size_t option_count;
	const char *reference; /* what a reference (or `several` without options) points to: "customer",
				  "work-type" */
	const char
		*preset;   /* `default`: the option that Enter alone takes; NULL: it wants a key of its own */
	const char *check; /* a named check of form/known.h, beside the one of its type; or NULL */
	bool has_min, has_max;
	int64_t min, max; /* number, mileage: thousandths of the first unit; text: max characters (not
			     thousandths) */
	int decimals;     /* number: at most so many behind the point */
	const struct form_unit *units;
	size_t unit_count;
	struct form_conditions when;
	const struct form_flag *flags;
	size_t flag_count;
};

/* One line to say, with {placeholders}; see form/fill.h. */
struct form_say {
	struct form_text text;
	struct form_text by_persona[FORM_PERSONAS]; /* in[…] NULL when the persona has no variant */
	struct form_conditions when;
};

/* What a symptom family means for the booking (pre-diagnosis). Zero when the step says nothing. */
struct form_routing {
	int diagnosis_minutes;
	int reception_minutes;         /* 15, 30 or 0 */
	const char *const *attendance; /* "foreman", "technician", "ev-specialist" */
	size_t attendance_count;
	const char *const *words; /* of both languages, small letters: what a caller says for this family */
	size_t word_count;
};

struct form;

struct form_step {
	const char *id; /* "P06" */
	size_t index;   /* in form_set.steps and in the answers */
	const struct form *form;
	struct form_text title;
	struct form_text goal;  /* for the operator, "" when none */
	struct form_text notes; /* for the operator: what to do in which case; "" when none */
	const char *sheet;      /* id of the form that this step opens (R58), or NULL */
	bool anytime; /* not part of the walk through the script: reached from the palette or another step */
	const int *requirements; /* 26 is R26 */
	size_t requirement_count;
	const struct form_say *say;
	size_t say_count;
	const struct form_field *fields; /* lies within form_set.fields */
	size_t field_count;
	struct form_conditions when;
	struct form_routing routing;
};

struct form {
	const char *id; /* "phone_script" */
	struct form_text title;
	bool questions; /* read out one by one: a key answers and goes on, Enter passes by */
	const struct form_step *steps; /* lies within form_set.steps */
	size_t step_count;
};

struct form_set {
	struct arena arena; /* owns everything below */
	struct form *forms; /* the phone script first, then the others by file name */
	size_t form_count;
	struct form_step *steps;
	size_t step_count;
	struct form_field *fields;
	size_t field_count;
	const struct form_field **by_id; /* sorted */
	char digest[17];                 /* changes when a file changes */
};

/* What is said at the step as a short text that changes with it: which version of a notice was read. */
enum { FORM_VERSION_SIZE = 17 };
void form_step_version(const struct form_step *step, char version[FORM_VERSION_SIZE]);

/* Where mistakes go: one line of text each, "forms/x.cfg:12: …", without a line end. */
struct form_report {
	void (*mistake)(void *context, const char *text);
	void *context;
	size_t count; /* mistakes so far */
};

/* Reads all (name).cfg of @dir but phrases.cfg. False when there was a mistake: every one of every file went
 * to
 * @report (NULL: only the first, in @err), @err says how many, and @set stays untouched. Free with
 * form_set_finish(). */
bool form_set_load(struct form_set *set, const char *dir, struct form_report *report, struct error *err);
void form_set_finish(struct form_set *set);

/* One form from @text of @len bytes, as the fuzzer and tests do; @name stands before the line numbers. It may
 * be any bytes. Conditions may only speak of its own fields and of facts. */
bool form_parse_text(struct form_set *set, const char *name, const char *text, size_t len,
		     struct form_report *report, struct error *err);

/* Everything `prenota check --forms DIR` looks at: all forms and phrases.cfg. True when there is no mistake.
 */
bool form_check(const char *dir, struct form_report *report, struct error *err);

/* NULL when there is no such thing. */
const struct form *form_find(const struct form_set *set, const char *id);
const struct form_step *form_step_find(const struct form_set *set, const char *id);
const struct form_field *form_field_find(const struct form_set *set, const char *id);
const struct form_option *form_option_find(const struct form_field *field, const char *code);

#endif
