/* Requests as ADF 1.0 XML (expat): each prospect is one. Entities of its own are refused, and what is not
 * well formed is read by hand. */
#include <expat.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "exchange/read.h"

enum { NAME_SIZE = 32, ATTRIBUTE_SIZE = 128 };

struct adf {
	XML_Parser parser;
	struct reading *reading;
	const char *text; /* the whole input */
	size_t len;
	char names[READ_NESTED_MAX][NAME_SIZE]; /* of the elements that are open */
	int level;
	struct buffer value; /* of the innermost */
	char part[ATTRIBUTE_SIZE];
	char type[ATTRIBUTE_SIZE];
	char source[ATTRIBUTE_SIZE]; /* of <id> */
	char units[ATTRIBUTE_SIZE];
	size_t from;     /* where the prospect begins */
	json_t *request; /* of the prospect, NULL outside */
	bool entities;
};

static bool is(const struct adf *adf, int above, const char *name)
{
	int at = adf->level - 1 - above;
	return at >= 0 && strcmp(adf->names[at], name) == 0;
}

/* Whether an element @name is open around this one. */
static bool inside(const struct adf *adf, const char *name)
{
	for (int i = 0; i < adf->level - 1; i++)
		if (strcmp(adf->names[i], name) == 0)
			return true;
	return false;
}

static void keep(char out[ATTRIBUTE_SIZE], const XML_Char **attributes, const char *name)
{
	out[0] = '\0';
	for (; *attributes; attributes += 2)
		if (strcasecmp(attributes[0], name) == 0)
			snprintf(out, ATTRIBUTE_SIZE, "%s", attributes[1]);
}

static void begin_prospect(struct adf *adf, const XML_Char **attributes)
{
	char status[ATTRIBUTE_SIZE];
	XML_Index at = XML_GetCurrentByteIndex(adf->parser);
	adf->from = at > 0 ? (size_t)at : 0;
	adf->request = request_add(adf->reading, adf->text + adf->from, adf->len - adf->from);
	keep(status, attributes, "status");
	if (adf->request)
		request_put_text(adf->request, "status", status);
}

static void XMLCALL on_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
	struct adf *adf = context;
	if (adf->level == READ_NESTED_MAX) {
		XML_StopParser(adf->parser, XML_FALSE);
		return;
	}
	char *own = adf->names[adf->level++];
	snprintf(own, NAME_SIZE, "%s", name);
	for (char *p = own; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + 32);
	buffer_clear(&adf->value);
	keep(adf->part, attributes, "part");
	keep(adf->type, attributes, "type");
	if (strcmp(own, "id") == 0)
		keep(adf->source, attributes, "source");
	if (strcmp(own, "odometer") == 0)
		keep(adf->units, attributes, "units");
	if (strcmp(own, "prospect") == 0 && !adf->request)
		begin_prospect(adf, attributes);
}

static void XMLCALL on_text(void *context, const XML_Char *text, int len)
{
	struct adf *adf = context;
	if (adf->request && adf->value.len < REQUEST_TEXT_MAX)
		buffer_add_bytes(&adf->value, text, (size_t)len);
}

static void put(struct adf *adf, const char *key)
{
	request_put(adf->request, key, buffer_text(&adf->value), adf->value.len);
}

static void take_customer(struct adf *adf)
{
	if (is(adf, 0, "name"))
		put(adf, strcmp(adf->part, "first") == 0      ? "given"
			 : strcmp(adf->part, "last") == 0     ? "family"
			 : strcmp(adf->type, "business") == 0 ? "company"
							      : "name");
	else if (is(adf, 0, "email"))
		put(adf, "email");
	else if (is(adf, 0, "phone"))
		put(adf, strcmp(adf->type, "fax") == 0 ? "fax" : "mobile");
	else if (is(adf, 0, "earliestdate"))
		put(adf, "wish1");
	else if (is(adf, 0, "latestdate"))
		put(adf, "wish2");
	else if (is(adf, 0, "comments") || (is(adf, 0, "description") && inside(adf, "timeframe")))
		request_say(adf->request, buffer_text(&adf->value), adf->value.len);
	else if (adf->value.len && !is(adf, 0, "contact") && !is(adf, 0, "customer"))
		put(adf, adf->names[adf->level - 1]);
}

static void take_vehicle(struct adf *adf)
{
	if (is(adf, 0, "comments"))
		request_say(adf->request, buffer_text(&adf->value), adf->value.len);
	else if (is(adf, 0, "odometer")) {
		put(adf, "mileage");
		request_put_text(adf->request, "unit", adf->units);
	} else if (adf->level > 0 && !is(adf, 0, "vehicle"))
		put(adf, adf->names[adf->level - 1]);
}

static void take(struct adf *adf)
{
	if (inside(adf, "customer"))
		take_customer(adf);
	else if (inside(adf, "vehicle"))
		take_vehicle(adf);
	else if (inside(adf, "vendor")) {
		if (is(adf, 0, "vendorname"))
			put(adf, "dealer");
	} else if (inside(adf, "provider")) {
		if (is(adf, 0, "name"))
			put(adf, "provider");
		else if (is(adf, 0, "service"))
			put(adf, "service");
	} else if (is(adf, 0, "id") && is(adf, 1, "prospect")) {
		put(adf, "request_id");
		request_put_text(adf->request, "source", adf->source);
	} else if (is(adf, 0, "requestdate"))
		put(adf, "received_at");
}

/* The raw text ends where the prospect does. */
static void end_prospect(struct adf *adf)
{
	size_t to =
		(size_t)XML_GetCurrentByteIndex(adf->parser) + (size_t)XML_GetCurrentByteCount(adf->parser);
	if (to > adf->from && to <= adf->len)
		request_set_raw(adf->request, adf->text + adf->from, to - adf->from);
	adf->request = NULL;
}

static void XMLCALL on_end(void *context, const XML_Char *name)
{
	struct adf *adf = context;
	if (adf->request)
		take(adf);
	if (adf->request && is(adf, 0, "prospect"))
		end_prospect(adf);
	buffer_clear(&adf->value);
	if (adf->level > 0)
		adf->level--;
}

static void XMLCALL on_entity(void *context, const XML_Char *name, int is_parameter, const XML_Char *value,
			      int len, const XML_Char *base, const XML_Char *system_id,
			      const XML_Char *public_id, const XML_Char *notation)
{
	struct adf *adf = context;
	adf->entities = true;
	XML_StopParser(adf->parser, XML_FALSE);
}

/* Senders put a second prolog where they please: blanks in its place keep lines and bytes where they are. */
static void blank_prologs(char *text, size_t len)
{
	for (size_t i = 0; i + 5 < len; i++) {
		if (strncasecmp(text + i, "<?xml", 5) != 0)
			continue;
		for (; i < len && text[i] != '>'; i++)
			if (text[i] != '\n')
				text[i] = ' ';
		if (i < len)
			text[i] = ' ';
	}
}

static void parse(struct adf *adf)
{
	XML_SetUserData(adf->parser, adf);
	XML_SetElementHandler(adf->parser, on_start, on_end);
	XML_SetCharacterDataHandler(adf->parser, on_text);
	XML_SetEntityDeclHandler(adf->parser, on_entity);
	bool fine = XML_Parse(adf->parser, adf->text, (int)adf->len, XML_TRUE) == XML_STATUS_OK;
	size_t read = json_array_size(adf->reading->requests);
	if (fine && read)
		return;
	/* What was complete before the mistake stands; the rest, or all, is for a person. */
	json_t *request = adf->request;
	if (!request)
		request = request_add(adf->reading, adf->text, adf->len);
	if (!request)
		return;
	if (adf->entities)
		request_by_hand(request, "xml-entities");
	else if (fine)
		request_by_hand(request, "xml-kind");
	else
		request_by_hand(request, "xml-broken %lu",
				(unsigned long)XML_GetCurrentLineNumber(adf->parser));
}

void read_adf(const char *text, size_t len, struct reading *reading)
{
	struct buffer copy = { 0 };
	buffer_add_bytes(&copy, text, len);
	if (copy.len)
		blank_prologs(copy.text, copy.len);
	struct adf adf = { .parser = XML_ParserCreate("UTF-8"),
			   .reading = reading,
			   .text = buffer_text(&copy),
			   .len = copy.len };
	parse(&adf);
	XML_ParserFree(adf.parser);
	buffer_finish(&adf.value);
	buffer_finish(&copy);
}
