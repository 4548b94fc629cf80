/* The name of a caller nobody knows yet: of a person or of a company, and from one to the other. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "desk/desk_state.h"

enum {
	NAME_MAX_BYTES = 400,
	HANGUL_FIRST = 0xAC00,
	HANGUL_LAST = 0xD7A3,
	JAMO_FIRST = 0x3131,
	JAMO_LAST = 0x318E
};

bool name_has_hangul(const char *name)
{
	size_t len = strlen(name), used = 0;
	for (size_t at = 0; at < len; at += used ? used : 1) {
		int32_t scalar = text_decode(name + at, len - at, &used);
		if ((scalar >= HANGUL_FIRST && scalar <= HANGUL_LAST) ||
		    (scalar >= JAMO_FIRST && scalar <= JAMO_LAST))
			return true;
	}
	return false;
}

/* Whether the last word of @name, without its dots, is a company's form: "Ltd.", "S.p.A.". */
static bool ends_as_company(const char *name)
{
	static const char *const forms[] = { "ltd",     "limited", "inc",  "corp", "corporation",
					     "company", "llc",     "gmbh", "spa",  "srl",
					     "plc",     "llp",     "kg",   "bv" };
	char word[16];
	size_t len = strlen(name), from, count = 0;
	while (len && (name[len - 1] == ' ' || name[len - 1] == ','))
		len--;
	for (from = len; from && name[from - 1] != ' ' && name[from - 1] != ','; from--)
		;
	if (from == 0)
		return false; /* the only word is a name */
	bool dotted = memchr(name + from, '.', len - from) != NULL;
	for (size_t i = from; i < len && count + 1 < sizeof word; i++)
		if (name[i] != '.')
			word[count++] = name[i];
	word[count] = '\0';
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		if (strcasecmp(word, forms[i]) == 0)
			return true;
	/* Short ones are names as well: only with a dot. */
	return dotted && (strcasecmp(word, "co") == 0 || strcasecmp(word, "sa") == 0 ||
			  strcasecmp(word, "ag") == 0 || strcasecmp(word, "nv") == 0);
}

bool name_is_company(const char *name)
{
	static const char *const marks[] = { "(주)", "㈜", "주식회사", "(유)", "유한회사", "(재)", "(사)" };
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (strstr(name, marks[i]))
			return true;
	return ends_as_company(name);
}

/* "홍길동" is family 홍, given 길동; "Rossi Marco" parts at the blank. */
void name_part(const char *name, char *family, char *given, size_t size)
{
	size_t len = strlen(name), first = text_next(name, len, 0);
	const char *blank = strchr(name, ' ');
	bool hangul = (unsigned char)name[0] >= 0xEA && first == 3 && len >= 6 && len <= 12;
	size_t cut = blank ? (size_t)(blank - name) : hangul ? first : len;
	snprintf(family, size, "%.*s", (int)cut, name);
	snprintf(given, size, "%s", name + cut + (blank != NULL));
}

static const char *said(const struct call *call, const char *id)
{
	const char *text = form_answers_get(call->answers, id);
	return text ? text : "";
}

static void move_to_company(struct call *call)
{
	char name[NAME_MAX_BYTES];
	const char *family = said(call, "family_name"), *given = said(call, "given_name");
	if (said(call, "company_name")[0] || !family[0])
		return;
	snprintf(name, sizeof name, "%s%s%s", family, given[0] && !name_has_hangul(family) ? " " : "", given);
	form_answers_set(call->answers, "company_name", name);
	form_answers_clear(call->answers, "family_name");
	form_answers_clear(call->answers, "given_name");
}

static void move_to_person(struct call *call)
{
	char family[NAME_MAX_BYTES], given[NAME_MAX_BYTES];
	const char *company = said(call, "company_name");
	if (said(call, "family_name")[0] || !company[0])
		return;
	name_part(company, family, given, sizeof family);
	form_answers_clear(call->answers, "company_name");
	form_answers_set(call->answers, "family_name", family);
	if (given[0])
		form_answers_set(call->answers, "given_name", given);
}

void call_move_name(struct call *call)
{
	if (call->known.has_customer)
		return; /* both stand in the store as they are */
	if (form_answers_has(call->answers, "customer_type", "company"))
		move_to_company(call);
	else if (form_answers_has(call->answers, "customer_type", "person"))
		move_to_person(call);
}
