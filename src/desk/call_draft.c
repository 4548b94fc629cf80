/* Drafts: a call on disk, and back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/call_prediag.h"
#include "desk/desk_state.h"
#include "store/contact.h"

enum { DRAFT_RETRY_MS = 500 };

/* The call's own lines stand before the answers, each begun by "call.", ended by an empty line. */
static void write_head(const struct call *call, struct buffer *out)
{
	buffer_printf(out, "call.channel=%s\n", channel_code(call->channel));
	buffer_printf(out, "call.step=%s\n", call->step ? call->step->id : "");
	buffer_printf(out, "call.field=%s\n", call->field ? call->field->id : "");
	buffer_printf(out, "call.vehicle=%s\n", call->vehicle);
	buffer_printf(out, "call.rings=%d\n", call->clock.rings);
	buffer_printf(out, "call.line=%s\n", call->line);
	buffer_printf(out, "call.request-saved=%d\n", call->request_saved);
	buffer_printf(out, "call.more-requests=%d\n", call->more_requests);
	buffer_printf(out, "call.changed=%s\n", call->changed);
	buffer_printf(out, "call.outcome=%s\n", call->outcome);
	buffer_printf(out, "call.offer-ms=%lld\n", (long long)call->offer_ms);
	if (call->digital[0]) {
		buffer_printf(out, "call.digital=%s\n", call->digital);
		buffer_printf(out, "call.digital-offered=%d\n", call->digital_offered);
		buffer_printf(out, "call.digital-received=%lld\n", (long long)call->digital_received);
		buffer_printf(out, "call.digital-due=%lld\n", (long long)call->digital_due);
		buffer_printf(out, "call.given=%s\n", call->given);
	}
	if (call->reminder[0]) {
		buffer_printf(out, "call.reminder=%s\n", call->reminder);
		buffer_printf(out, "call.due-service=%s\n", call->due_service);
		buffer_printf(out, "call.due-day=%d\n", call->due_day);
		buffer_printf(out, "call.due-km=%d\n", call->due_km);
	}
	buffer_add(out, "\n");
}

void call_draft_text(const struct call *call, struct buffer *out)
{
	write_head(call, out);
	form_answers_save(call->answers, out);
}

/* Who, and how the customer's words begin: by these a draft is known again. */
static void write_title(const struct call *call, struct buffer *out)
{
	enum { WORDS_COLUMNS = 36 };
	const char *words = form_answers_get(call->answers, "request_verbatim");
	call_label(call, out);
	if (!words)
		return;
	buffer_add(out, "  \"");
	text_cut(out, words, WORDS_COLUMNS, true);
	buffer_add(out, "\"");
}

/* @text and @title hold what it points to. */
static struct office_draft draft_of(const struct desk *desk, const struct call *call, struct buffer *text,
				    struct buffer *title)
{
	call_draft_text(call, text);
	write_title(call, title);
	return (struct office_draft){
		.id = call->id,
		.operator_code = office_actor(desk->office)->code,
		.file = call->file[0] ? call->file : NULL,
		.contact = call->contact[0] ? call->contact : NULL,
		.saved = office_now(desk->office),
		.parked = call->parked,
		.title = buffer_text(title),
		.text = buffer_text(text),
	};
}

bool call_hand(struct desk *desk, struct call *call, const char *to, struct error *err)
{
	struct buffer text = { 0 }, title = { 0 };
	struct office_draft draft = draft_of(desk, call, &text, &title);
	bool fine = office_hand_draft(desk->office, &draft, to, err);
	buffer_finish(&text);
	buffer_finish(&title);
	if (fine)
		calls_remove(desk, call);
	return fine;
}

bool call_save(struct desk *desk, struct call *call, struct error *err)
{
	call_commit_typing(desk, call);
	if (call->later)
		return call_prediag_keep(desk, call, err);
	if (desk->office->readonly || call->booked ||
	    (call->has_clock && call->clock.phase == CALL_RINGING)) {
		call->dirty = false;
		return true;
	}
	struct buffer text = { 0 }, title = { 0 };
	struct office_draft draft = draft_of(desk, call, &text, &title);
	bool fine = office_save_draft(desk->office, &draft, err);
	call->dirty = !fine;
	if (!fine)
		call->dirty_at = desk->clock - DESK_DRAFT_DELAY_MS + DRAFT_RETRY_MS;
	buffer_finish(&text);
	buffer_finish(&title);
	return fine;
}

static void copy_id(char to[ID_SIZE], const char *from)
{
	snprintf(to, ID_SIZE, "%s", from ? from : "");
}

static void read_head_line(struct desk *desk, struct call *call, const char *line, size_t len)
{
	char text[sizeof call->given + LINE_CALL_SIZE + 32];
	if (len >= sizeof text)
		return;
	memcpy(text, line, len);
	text[len] = '\0';
	char *value = strchr(text, '=');
	if (!value)
		return;
	*value++ = '\0';
	if (strcmp(text, "call.channel") == 0)
		channel_from_code(value, &call->channel);
	else if (strcmp(text, "call.step") == 0)
		call->step = form_step_find(&desk->office->forms, value);
	else if (strcmp(text, "call.field") == 0)
		call->field = form_field_find(&desk->office->forms, value);
	else if (strcmp(text, "call.vehicle") == 0)
		copy_id(call->vehicle, value);
	else if (strcmp(text, "call.rings") == 0)
		call->clock.rings = atoi(value);
	else if (strcmp(text, "call.more-requests") == 0)
		call->more_requests = atoi(value);
	else if (strcmp(text, "call.changed") == 0)
		snprintf(call->changed, sizeof call->changed, "%s", value);
	else if (strcmp(text, "call.outcome") == 0)
		snprintf(call->outcome, sizeof call->outcome, "%s", value);
	else if (strcmp(text, "call.line") == 0)
		snprintf(call->line, sizeof call->line, "%s", value);
	else if (strcmp(text, "call.offer-ms") == 0)
		call->offer_ms = strtoll(value, NULL, 10);
	else if (strcmp(text, "call.digital") == 0)
		copy_id(call->digital, value);
	else if (strcmp(text, "call.digital-offered") == 0)
		call->digital_offered = strcmp(value, "1") == 0;
	else if (strcmp(text, "call.digital-received") == 0)
		call->digital_received = strtoll(value, NULL, 10);
	else if (strcmp(text, "call.digital-due") == 0)
		call->digital_due = strtoll(value, NULL, 10);
	else if (strcmp(text, "call.reminder") == 0)
		copy_id(call->reminder, value);
	else if (strcmp(text, "call.due-service") == 0)
		snprintf(call->due_service, sizeof call->due_service, "%s", value);
	else if (strcmp(text, "call.due-day") == 0)
		call->due_day = atoi(value);
	else if (strcmp(text, "call.due-km") == 0)
		call->due_km = atoi(value);
	else if (strcmp(text, "call.given") == 0)
		snprintf(call->given, sizeof call->given, "%s", value);
	else if (strcmp(text, "call.request-saved") == 0)
		call->request_saved = strcmp(value, "1") == 0;
}

static const char *read_head(struct desk *desk, struct call *call, const char *text)
{
	while (strncmp(text, "call.", 5) == 0) {
		size_t len = strcspn(text, "\n");
		read_head_line(desk, call, text, len);
		text += len + (text[len] == '\n');
	}
	return text + (*text == '\n');
}

struct call *call_restore(struct desk *desk, const struct office_draft *draft)
{
	struct call *call = call_create(desk);
	struct error err = { 0 };
	copy_id(call->id, draft->id);
	copy_id(call->file, draft->file);
	copy_id(call->contact, draft->contact);
	call->step = NULL;
	call->field = NULL;
	const char *answers = read_head(desk, call, draft->text ? draft->text : "");
	form_answers_load(call->answers, answers, strlen(answers));
	const struct form_step *step = call->step;
	const struct form_field *field = call->field;
	if (!call_reload_known(desk, call, &err))
		desk_complain(desk, &err);
	call->step = NULL;
	call->field = NULL;
	call_go(desk, call, step ? step : form_step_next(call->answers, call->form, NULL));
	if (field && field->step == call->step && field_is_visible(call, field))
		call_focus(desk, call, field);
	call->parked = true;
	call->parked_at = desk->clock;
	call->dirty = false;
	call->live_stale = true;
	desk->lines_stale |= call->line[0] != '\0';
	return call;
}

struct call *call_restore_digital(struct desk *desk, const struct digital_request *request, const char *text,
				  struct error *err)
{
	char id[ID_SIZE], contact[ID_SIZE];
	id_new(&desk->office->ids, id);
	if (!store_contact_of_file(desk->office->store, request->file_id, contact, err))
		return NULL;
	struct office_draft draft = {
		.id = id, .file = request->file_id, .contact = contact, .title = "", .text = text
	};
	struct call *call = call_restore(desk, &draft);
	copy_id(call->digital, request->id);
	call->digital_offered = true;
	call->request_saved = true;
	form_answers_clear(call->answers, "reply_channel");
	return call;
}
