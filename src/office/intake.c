#include "office/intake.h"

#include <string.h>

#include "base/i18n.h"
#include "model/rules.h"
#include "office/intake_mail.h"
#include "office/intake_row.h"
#include "store/input.h"
#include "store/people.h"
#include "store/task.h"

enum { BATCH = 400, PIECES_A_COMMIT = 8, LIKE_DAYS = 14, DAY_S = 24 * 3600, NAME_BYTES = 512 };

struct intake {
	struct office *office;
	const struct intake_input *input;
	const struct intake_reading *reading;
	char digest[ID_SIZE]; /* of the bytes */
	struct arena arena;   /* what follows */
	enum intake_part part;
	struct message message; /* that it answers */
	struct intake_result counts;
};

/* --- the bytes --- */

static bool keep_pieces(struct intake *intake, size_t from, size_t to, struct error *err)
{
	const struct intake_input *input = intake->input;
	bool fine = true;
	if (!office_begin(intake->office, OFFICE_ROLES_RECEIVE, err))
		return false;
	for (size_t seq = from; fine && seq < to; seq++) {
		size_t at = seq * REQUEST_PIECE;
		size_t len = input->len - at < REQUEST_PIECE ? input->len - at : REQUEST_PIECE;
		fine = store_add_original(intake->office->store, intake->digest, (int)seq, input->bytes + at,
					  len, err);
	}
	return office_end(intake->office, fine, err);
}

/* A large input is written in parts before its requests, so that no desk waits for all of it. */
static bool keep_original(struct intake *intake, struct error *err)
{
	size_t pieces = (intake->input->len + REQUEST_PIECE - 1) / REQUEST_PIECE;
	for (size_t from = 0; pieces > PIECES_A_COMMIT && from < pieces; from += PIECES_A_COMMIT) {
		size_t to = from + PIECES_A_COMMIT < pieces ? from + PIECES_A_COMMIT : pieces;
		if (!keep_pieces(intake, from, to, err))
			return false;
	}
	return true;
}

/* A small one goes with its first requests. */
static bool keep_small(struct intake *intake, struct error *err)
{
	const struct intake_input *input = intake->input;
	size_t pieces = (input->len + REQUEST_PIECE - 1) / REQUEST_PIECE;
	bool fine = true;
	for (size_t seq = 0; fine && pieces <= PIECES_A_COMMIT && seq < pieces; seq++) {
		size_t at = seq * REQUEST_PIECE;
		size_t len = input->len - at < REQUEST_PIECE ? input->len - at : REQUEST_PIECE;
		fine = store_add_original(intake->office->store, intake->digest, (int)seq, input->bytes + at,
					  len, err);
	}
	return fine;
}

/* Known by a digest beside what it belongs to: so that it is found in the spool when the person is erased. */
static bool tie(struct intake *intake, const char *request, const char *message, bool *erased, struct error *err)
{
	struct input_tie made = { .digest = intake->digest,
				  .bytes = intake->input->len,
				  .request = request,
				  .message = message };
	return store_tie_input(intake->office->store, &made, erased, err);
}

/* --- one request --- */

static bool same_name(const char *said, const struct customer *customer)
{
	char name[NAME_BYTES], a[NAME_BYTES], b[NAME_BYTES];
	search_key(said, a, sizeof a);
	search_key(customer_name(customer, name, sizeof name), b, sizeof b);
	return strcmp(a, b) == 0;
}

/* The customer of this number and name; NULL when there is none. */
static bool find_customer(struct intake *intake, struct digital_request *row, struct arena *arena,
			  struct error *err)
{
	struct customer_list list = { 0 };
	struct telephone telephone;
	const char *country = intake->office->site.country;
	if (!row->mobile || !row->name || !telephone_parse(row->mobile, country, &telephone, NULL))
		return true;
	if (!store_customers_by_telephone(intake->office->store, row->mobile, arena, &list, err))
		return false;
	for (size_t i = 0; i < list.count && !row->customer_id; i++)
		if (same_name(row->name, &list.items[i]))
			row->customer_id = list.items[i].id;
	return true;
}

/* A sender that gives two requests one number loses neither: the second gets one of its own. */
static bool settle_number(struct intake *intake, struct digital_request *row, struct arena *arena, bool *here,
			  struct error *err)
{
	struct digital_request other;
	struct store *store = intake->office->store;
	bool found;
	*here = false;
	if (!store_find_request(store, row->source, row->source_id, arena, &other, &found, err))
		return false;
	if (!found)
		return true;
	*here = other.digest && strcmp(other.digest, row->digest) == 0;
	if (!*here) {
		row->same_as = other.id;
		row->source_id = arena_printf(arena, "%s#%.8s", row->source_id, row->digest);
		if (!store_find_request(store, row->source, row->source_id, arena, &other, here, err))
			return false;
	}
	bool known = other.original && strcmp(other.original, intake->digest) == 0, erased;
	return !*here || known || tie(intake, other.id, NULL, &erased, err);
}

/* Nobody waits for an answer to a machine: no clock runs. */
static bool follow(struct intake *intake, const struct digital_request *row, struct error *err)
{
	bool reply = intake->part == INTAKE_REPLY, closed = intake->part == INTAKE_CLOSED;
	intake->counts.replies += reply;
	intake->counts.closed += closed;
	if (reply)
		return intake_note_reply(intake->office, intake->message.id, &intake->arena, err);
	return !closed ||
	       store_settle_request(intake->office->store, row, DIGITAL_DROPPED, 0, "automatic", err);
}

static bool add_row(struct intake *intake, struct digital_request *row, struct arena *arena,
		    struct error *err)
{
	struct store *store = intake->office->store;
	struct request_keys keys;
	char id[ID_SIZE];
	bool here;
	if (!settle_number(intake, row, arena, &here, err))
		return false;
	if (here) {
		intake->counts.again++;
		return true;
	}
	intake_keys(intake->office, row, arena, &keys);
	if (!row->same_as &&
	    !store_request_like(store, &keys, row->received - LIKE_DAYS * DAY_S, arena, &row->same_as, err))
		return false;
	if ((!row->customer_id && !find_customer(intake, row, arena, err)) ||
	    !store_add_request(store, row, &keys, id, err))
		return false;
	intake->counts.added++;
	intake->counts.by_hand += row->reading != DIGITAL_FORM && intake->part != INTAKE_CLOSED;
	intake->counts.perhaps += row->same_as != NULL;
	row->id = id;
	row->revision = 1;
	return follow(intake, row, err);
}

static bool take_one(struct intake *intake, const struct intake_request *given, struct error *err)
{
	struct arena arena = { 0 };
	struct digital_request row;
	intake_row(intake->office, intake->input, intake->reading, given, intake->digest, &arena, &row);
	if (intake->part == INTAKE_REPLY) {
		row.reply_to = intake->message.id;
		row.customer_id = intake->message.customer_id;
	}
	bool fine = add_row(intake, &row, &arena, err);
	arena_finish(&arena);
	return fine;
}

/* --- what could not be read --- */

/* The desk hears of it by a task as well: somebody has to look at the file itself. */
static bool tell_desk(struct intake *intake, const struct digital_request *row, struct error *err)
{
	struct store *store = intake->office->store;
	struct task task = {
		.kind = "unreadable",
		.roles = ROLE_OPERATOR | ROLE_ADVISOR | ROLE_MANAGER,
		.due = row->due,
		.text = row->name,
	};
	bool there;
	return store_has_task(store, task.kind, task.text, &there, err) &&
	       (there || store_add_task(store, &task, NULL, err));
}

static bool take_unread(struct intake *intake, struct error *err)
{
	struct arena arena = { 0 };
	struct intake_request none = { .by_hand = intake->reading->refused };
	struct digital_request row;
	size_t before = intake->counts.added;
	intake_row(intake->office, intake->input, intake->reading, &none, intake->digest, &arena, &row);
	row.reading = DIGITAL_QUARANTINE;
	row.source = "spool";
	row.digest = intake->digest;
	row.source_id = arena_printf(&arena, "#%s", intake->digest);
	row.name = intake->input->name;
	intake->counts.quarantine = true;
	bool fine = add_row(intake, &row, &arena, err) &&
		    (intake->counts.added == before || tell_desk(intake, &row, err));
	arena_finish(&arena);
	return fine;
}

static bool take_batch(struct intake *intake, size_t from, size_t to, struct error *err)
{
	const struct intake_reading *reading = intake->reading;
	if (!office_begin(intake->office, OFFICE_ROLES_RECEIVE, err))
		return false;
	bool fine = keep_small(intake, err);
	for (size_t i = from; fine && i < to; i++)
		fine = take_one(intake, &reading->requests[i], err);
	if (fine && to == reading->count && reading->refused)
		fine = take_unread(intake, err);
	return office_end(intake->office, fine, err);
}

/* --- mails about what was sent --- */

/* Kept with its message, or a copy of it: it needs neither a request nor its bytes. */
static bool note(struct intake *intake, struct error *err)
{
	struct office *office = intake->office;
	const char *id = intake->message.id;
	struct intake_mail mail = *intake->reading->mail;
	bool noted = false, erased = false;
	if (!office_begin(office, OFFICE_ROLES_RECEIVE, err))
		return false;
	bool fine = tie(intake, NULL, id, &erased, err);
	if (erased) /* what a server says of an address names it */
		mail.detail = NULL;
	if (fine && intake->part == INTAKE_NOTE)
		fine = intake_note_mail(office, &mail, id, &intake->arena, &noted, err);
	if (!office_end(office, fine, err))
		return false;
	intake->counts.noted += noted;
	intake->counts.again += !noted;
	return true;
}

/* Finds what it answers; *@done when that was all. */
static bool place(struct intake *intake, bool *done, struct error *err)
{
	struct office *office = intake->office;
	*done = false;
	if (!intake_place_mail(office, intake->reading->mail, &intake->arena, &intake->part, &intake->message, err))
		return false;
	*done = intake->part == INTAKE_NOTE || intake->part == INTAKE_OWN;
	return !*done || note(intake, err);
}

static bool take_all(struct intake *intake, struct error *err)
{
	size_t from = 0, count = intake->reading->count;
	bool done;
	if (!place(intake, &done, err))
		return false;
	if (done)
		return true;
	if (!keep_original(intake, err))
		return false;
	do {
		size_t to = from + BATCH < count ? from + BATCH : count;
		if (!take_batch(intake, from, to, err))
			return false;
		from = to;
	} while (from < count);
	return true;
}

bool office_intake(struct office *office, const struct intake_input *input,
		   const struct intake_reading *reading, struct intake_result *result, struct error *err)
{
	struct intake intake = { .office = office, .input = input, .reading = reading };
	id_of_bytes(input->bytes, input->len, intake.digest);
	bool fine = take_all(&intake, err) &&
		    store_input_erased(office->store, intake.digest, &intake.counts.erased, err);
	arena_finish(&intake.arena);
	if (fine)
		*result = intake.counts;
	return fine;
}
