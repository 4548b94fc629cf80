#include "form/templates.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "form/known.h"
#include "form/source.h"

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct message_template *)a)->id, ((const struct message_template *)b)->id);
}

/* --- what is in a text --- */

struct seen {
	const struct reader *reader;
	const config_setting_t *at;
	bool dealer;
};

static void see(void *context, const char *name, const char *particle)
{
	struct seen *seen = context;
	(void)particle;
	seen->dealer = seen->dealer || strcmp(name, "dealer") == 0;
	if (form_placeholder_known(name) && !form_message_placeholder_known(name))
		reader_mistake(seen->reader, seen->at,
			       _("nothing fills the placeholder {%.60s} of a message"), name);
}

/* Both languages at @key; @dealer tells whether each names the sender. */
static struct form_text read_text(const struct reader *reader, const config_setting_t *group, const char *key,
				  bool *dealer)
{
	struct form_text text = reader_lines_at(reader, group, key);
	const config_setting_t *at = config_setting_get_member(group, key);
	*dealer = true;
	if (!at)
		return text;
	const struct text_place place = { .mistakes = reader->mistakes,
					  .file = reader->file,
					  .line = (int)config_setting_source_line(at) };
	text_check(&place, &text);
	for (int lang = 0; lang < FORM_LANGS; lang++) {
		struct seen seen = { .reader = reader, .at = at };
		fill_scan(text.in[lang], see, &seen, NULL);
		*dealer = *dealer && seen.dealer;
	}
	return text;
}

static bool one_line(const struct form_text *text)
{
	return !strchr(text->in[FORM_EN], '\n') && !strchr(text->in[FORM_KO], '\n');
}

/* --- the file --- */

static void read_advert(struct message_templates *templates, const struct reader *reader,
			const config_setting_t *group)
{
	bool dealer;
	reader_keys(reader, group, "mark refusal");
	templates->advert_mark = read_text(reader, group, "mark", &dealer);
	templates->advert_refusal = read_text(reader, group, "refusal", &dealer);
}

static void read_template(struct message_template *template, const struct reader *reader,
			  const config_setting_t *group)
{
	bool in_sms, in_subject, in_email;
	reader_keys(reader, group, "kind sms subject email");
	const char *kind = reader_string(reader, group, "kind", true);
	*template = (struct message_template){
		.id = arena_strdup(reader->arena, config_setting_name(group)),
		.advert = kind && strcmp(kind, "ad") == 0,
		.sms = read_text(reader, group, "sms", &in_sms),
		.subject = read_text(reader, group, "subject", &in_subject),
		.email = read_text(reader, group, "email", &in_email),
	};
	if (kind && !template->advert && strcmp(kind, "info") != 0)
		reader_mistake(reader, group, _("kind must be \"info\" or \"ad\", not \"%.40s\""), kind);
	if (!form_message_known(template->id))
		reader_mistake(reader, group, _("there is no occasion for the message '%.60s'"),
			       template->id);
	if (template->advert && !(in_sms && in_email))
		reader_mistake(reader, group, _("advertising must name its sender: {dealer} is missing"));
	if (!one_line(&template->subject))
		reader_mistake(reader, group, _("a subject has one line"));
}

static void read_templates(struct message_templates *templates, const struct reader *reader,
			   const config_setting_t *root)
{
	int length = config_setting_length(root);
	templates->items = arena_alloc(reader->arena, ((size_t)length + 1) * sizeof *templates->items);
	for (int i = 0; i < length; i++) {
		const config_setting_t *item = config_setting_get_elem(root, (unsigned)i);
		if (config_setting_type(item) != CONFIG_TYPE_GROUP)
			reader_mistake(
				reader, item,
				_("a message is written as: id = { kind = \"info\"; sms = {…}; subject = "
				  "{…}; email = {…}; };"));
		else if (strcmp(config_setting_name(item), "advert") == 0)
			read_advert(templates, reader, item);
		else
			read_template(&templates->items[templates->count++], reader, item);
	}
	qsort(templates->items, templates->count, sizeof *templates->items, compare);
}

static void check_needed(const struct message_templates *templates, const struct reader *reader)
{
	for (size_t i = 0; form_messages_needed[i]; i++)
		if (!template_find(templates, form_messages_needed[i]))
			mistakes_add(reader->mistakes, reader->file, 0, _("the message '%s' is missing"),
				     form_messages_needed[i]);
	if (!templates->advert_mark.in[FORM_EN] || !templates->advert_mark.in[FORM_EN][0])
		mistakes_add(reader->mistakes, reader->file, 0, _("the message '%s' is missing"), "advert");
}

void templates_parse(struct message_templates *templates, struct arena *arena, const char *name,
		     const char *text, size_t len, struct mistakes *mistakes)
{
	const struct reader reader = { arena, arena_strdup(arena, name), mistakes };
	size_t before = mistakes->count;
	struct source source;
	*templates = (struct message_templates){ 0 };
	source_parse(&source, reader.file, text, len, mistakes);
	if (source.parsed)
		read_templates(templates, &reader, config_root_setting(&source.config));
	if (mistakes->count == before)
		check_needed(templates, &reader);
	source_finish(&source);
}

void templates_load(struct message_templates *templates, struct arena *arena, const char *dir,
		    struct mistakes *mistakes)
{
	struct buffer path = { 0 };
	size_t len = 0;
	buffer_printf(&path, "%s/messages.cfg", dir);
	char *text = source_read(buffer_text(&path), &len, mistakes);
	if (text)
		templates_parse(templates, arena, buffer_text(&path), text, len, mistakes);
	free(text);
	buffer_finish(&path);
}

const struct message_template *template_find(const struct message_templates *templates, const char *id)
{
	const struct message_template key = { .id = id };
	if (templates->count == 0)
		return NULL;
	return bsearch(&key, templates->items, templates->count, sizeof *templates->items, compare);
}

/* --- filling --- */

struct look {
	const struct fill_value *values;
	size_t count;
	bool empty; /* a placeholder has nothing to say */
};

static void look_at(void *context, const char *name, const char *particle)
{
	struct look *look = context;
	(void)particle;
	for (size_t i = 0; i < look->count; i++)
		if (strcmp(look->values[i].name, name) == 0 && look->values[i].value &&
		    look->values[i].value[0])
			return;
	look->empty = true;
}

void template_fill(const char *text, const struct fill_value *values, size_t count, struct buffer *out)
{
	const struct fill_source source = { .values = values, .count = count };
	struct buffer line = { 0 }, lines = { 0 };
	for (const char *at = text; *at;) {
		size_t len = strcspn(at, "\n");
		struct look look = { .values = values, .count = count };
		buffer_clear(&line);
		buffer_add_bytes(&line, at, len);
		fill_scan(buffer_text(&line), look_at, &look, NULL);
		if (!look.empty)
			fill_text(buffer_text(&line), &source, &lines);
		at += len;
		if (*at == '\n' && !look.empty)
			buffer_add_char(&lines, '\n');
		at += *at == '\n';
	}
	size_t len = lines.len;
	while (len > 0 && buffer_text(&lines)[len - 1] == '\n')
		len--;
	buffer_add_bytes(out, buffer_text(&lines), len);
	buffer_finish(&line);
	buffer_finish(&lines);
}
