#include "cli/deliver.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/child.h"
#include "base/i18n.h"
#include "cli/exchange.h"

enum { WORDS_MAX = 32, MAIL_MAX = 4 << 20, SECOND_MS = 1000, NOT_RUN = 126, NOT_FOUND = 127 };

/* --- a command and its answer --- */

/* What its exit status means, as in sysexits.h; what is killed may have sent a text message, while a mail
 * with the same Message-ID is one mail. */
static enum outbox_outcome outcome_of(int status, bool mail)
{
	if (status == 0)
		return OUTBOX_SENT;
	if (status == EX_TEMPFAIL || status == EX_OSERR || status == EX_IOERR)
		return OUTBOX_TEMPORARY;
	if (status > 128)
		return mail ? OUTBOX_TEMPORARY : OUTBOX_UNKNOWN;
	return OUTBOX_FAILED;
}

static bool cannot_run(const char *program, struct error *err)
{
	return error_set(err, ERROR_CONFIG, _("%s cannot be run; see mail_command and sms_command"), program);
}

static bool run_command(const struct program_config *config, const char *const *argv, const char *input,
			size_t len, bool mail, enum outbox_outcome *outcome, struct buffer *detail,
			struct error *err)
{
	struct child child = { .argv = argv,
			       .input = input,
			       .input_len = len,
			       .output = { .into = detail },
			       .errors = { .into = detail },
			       .output_max = 4096,
			       .timeout_ms = config->message_seconds * SECOND_MS };
	struct error failure = { 0 };
	int status = 0;
	if (child_run(&child, &status, &failure)) {
		*outcome = outcome_of(status, mail);
		if (status == NOT_RUN || status == NOT_FOUND || status == EX_CONFIG)
			return cannot_run(argv[0], err);
		if (status != 0)
			buffer_printf(detail, " (%d)", status);
		return true;
	}
	*outcome = OUTBOX_TEMPORARY;
	if (failure.code != ERROR_BUSY)
		return cannot_run(argv[0], err);
	*outcome = mail ? OUTBOX_TEMPORARY : OUTBOX_UNKNOWN;
	buffer_add(detail, failure.text);
	return true;
}

/* --- a mail --- */

static json_t *person(const char *name, const char *key, const char *address)
{
	return json_pack("{s:s?, s:s?}", "name", name, key, address);
}

static json_t *calendar_json(const struct site *site, const struct outbox_delivery *delivery)
{
	const struct outbox_event *event = &delivery->event;
	char date[CIVIL_DATE_SIZE], time[CIVIL_TIME_SIZE];
	civil_day day;
	int minute;
	if (!event->method)
		return json_null();
	civil_from_instant(event->from, &day, &minute);
	return json_pack("{s:s, s:s, s:I, s:[{s:s, s:i, s:s, s:s, s:i, s:s?, s:s?, s:s?, s:o, s:o}]}", "zone",
			 site->zone, "method", strcmp(event->method, "CANCEL") == 0 ? "cancel" : "request",
			 "stamp", (json_int_t)delivery->message.claimed, "events", "uid", event->uid,
			 "sequence", event->sequence, "date", civil_format_date(day, date), "time",
			 civil_format_time(minute, time), "minutes", (int)((event->to - event->from) / 60),
			 "summary", event->summary, "description", event->description, "location",
			 event->location, "organizer",
			 person(delivery->from_name, "email", delivery->from_address), "attendee",
			 person(delivery->to_name, "email", delivery->message.address));
}

static char *letter_json(const struct site *site, const struct outbox_delivery *delivery)
{
	const struct message *message = &delivery->message;
	json_t *letter =
		json_pack("{s:o, s:o, s:s?, s:s?, s:s?, s:I, s:o}", "from",
			  person(delivery->from_name, "address", delivery->from_address), "to",
			  person(delivery->to_name, "address", message->address), "subject", message->subject,
			  "text", message->text, "message_id", message->message_id, "date",
			  (json_int_t)message->claimed, "calendar", calendar_json(site, delivery));
	char *text = letter ? json_dumps(letter, JSON_COMPACT) : NULL;
	json_decref(letter);
	return text;
}

/* The mail as it is sent; *@outcome says why not. False: the second executable cannot be run. */
static bool write_mail(const struct program_config *config, const struct site *site,
		       const struct outbox_delivery *delivery, struct buffer *mail,
		       enum outbox_outcome *outcome, struct buffer *detail, struct error *err)
{
	struct arena arena = { 0 };
	const char *argv[] = { exchange_path(config, &arena), "mail", NULL };
	char *letter = letter_json(site, delivery);
	struct child child = { .argv = argv,
			       .input = letter,
			       .input_len = letter ? strlen(letter) : 0,
			       .output = { .into = mail },
			       .errors = { .into = detail },
			       .output_max = MAIL_MAX };
	struct error failure = { 0 };
	int status = 0;
	bool ran = letter && child_run(&child, &status, &failure);
	bool fine = ran || failure.code == ERROR_BUSY || !letter;
	*outcome = !letter || status == EX_DATAERR ? OUTBOX_FAILED
		   : ran && status == 0            ? OUTBOX_SENT
						   : OUTBOX_TEMPORARY;
	if (!fine || status == NOT_RUN || status == NOT_FOUND)
		fine = cannot_run(argv[0], err);
	if (!letter)
		buffer_add(detail, _("a text is not UTF-8"));
	free(letter);
	arena_finish(&arena);
	return fine;
}

static bool deliver_mail(const struct program_config *config, const struct site *site,
			 const struct outbox_delivery *delivery, enum outbox_outcome *outcome,
			 struct buffer *detail, struct error *err)
{
	struct arena arena = { 0 };
	struct buffer mail = { 0 };
	const char *const *argv;
	size_t count;
	bool fine = child_split(config->mail_command, WORDS_MAX, &arena, &argv, &count, err) &&
		    write_mail(config, site, delivery, &mail, outcome, detail, err);
	if (fine && *outcome == OUTBOX_SENT)
		fine = run_command(config, argv, buffer_text(&mail), mail.len, true, outcome, detail, err);
	buffer_finish(&mail);
	arena_finish(&arena);
	return fine;
}

/* --- a text message --- */

/* @word with @mark replaced; *@seen when it was there. */
static const char *replace(const char *word, const char *mark, const char *value, struct arena *arena,
			   bool *seen)
{
	const char *at = strstr(word, mark);
	if (!at)
		return word;
	*seen = true;
	return arena_printf(arena, "%.*s%s%s", (int)(at - word), word, value, at + strlen(mark));
}

static bool deliver_sms(const struct program_config *config, const struct message *message,
			enum outbox_outcome *outcome, struct buffer *detail, struct error *err)
{
	struct arena arena = { 0 };
	const char *const *words;
	const char *argv[WORDS_MAX + 2];
	size_t count = 0;
	bool number = false, text = false;
	if (!child_split(config->sms_command, WORDS_MAX, &arena, &words, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *word = replace(words[i], "{number}", message->address, &arena, &number);
		/* The text is put in last, and into no word that was a number: nothing in it is replaced. */
		argv[i] = word == words[i] ? replace(word, "{text}", message->text, &arena, &text) : word;
	}
	if (!number)
		argv[count++] = message->address;
	argv[count] = NULL;
	bool fine = run_command(config, argv, text ? NULL : message->text, text ? 0 : strlen(message->text),
				false, outcome, detail, err);
	arena_finish(&arena);
	return fine;
}

bool deliver(const struct program_config *config, const struct site *site,
	     const struct outbox_delivery *delivery, enum outbox_outcome *outcome, struct buffer *detail,
	     struct error *err)
{
	const struct message *message = &delivery->message;
	*outcome = OUTBOX_TEMPORARY;
	if (message->means == CONTACT_EMAIL)
		return deliver_mail(config, site, delivery, outcome, detail, err);
	if (message_number_valid(message->address))
		return deliver_sms(config, message, outcome, detail, err);
	*outcome = OUTBOX_FAILED;
	buffer_add(detail, _("this is no number for a text message"));
	return true;
}
