/* store/request_store.h - digital requests: taken in once each, claimed, answered (R6, R7). All writes need a
 * write transaction. */
#ifndef PRENOTA_STORE_REQUEST_STORE_H
#define PRENOTA_STORE_REQUEST_STORE_H

#include "base/buffer.h"
#include "model/digital.h"
#include "store/store.h"

/* What a new request is recognised by, beside its number: keys of the person, the car and the words; NULL
 * where there is none. */
struct request_keys {
	const char *person;
	const char *car;
	const char *text;
};

/* The id is made here; state is open. @request->source and source_id must not be there yet. */
bool store_add_request(struct store *store, const struct digital_request *request,
		       const struct request_keys *keys, char id[ID_SIZE], struct error *err);

bool store_get_request(struct store *store, const char *id, struct arena *arena,
		       struct digital_request *request, struct error *err);

/* *@found tells whether there is one. */
bool store_find_request(struct store *store, const char *source, const char *source_id, struct arena *arena,
			struct digital_request *request, bool *found, struct error *err);
/* The newest of a customer file. */
bool store_request_of_file(struct store *store, const char *file, struct arena *arena,
			   struct digital_request *request, bool *found, struct error *err);

/* The id of one since @since with which two of the keys agree; NULL when there is none. */
bool store_request_like(struct store *store, const struct request_keys *keys, instant since,
			struct arena *arena, const char **id, struct error *err);

/* Those that wait for an answer, ours first, by time left. */
bool store_waiting_requests(struct store *store, instant now, int limit, struct arena *arena,
			    struct digital_list *list, struct error *err);
/* How many wait for us, and the nearest deadline among them (0 none). */
bool store_count_requests(struct store *store, instant now, int *count, instant *next, struct error *err);
/* Received in [from, to), newest first. */
bool store_requests_between(struct store *store, instant from, instant to, int limit, struct arena *arena,
			    struct digital_list *list, struct error *err);

/* Somebody works on it; @who NULL: nobody any more. */
bool store_claim_request(struct store *store, const char *id, const char *who, struct error *err);

/* The customer file made for it. */
bool store_attach_request(struct store *store, const char *id, const char *file, const char *customer,
			  struct error *err);

/* What is done with it. @answer_by only with DIGITAL_OFFERED. The first answer's time and person stay.
 * ERROR_CONFLICT, by whom and when, when its row is another than the one of @revision. */
bool store_settle_request(struct store *store, const struct digital_request *request,
			  enum digital_state state, instant answer_by, const char *result, struct error *err);

/* What was entered for it so far, to be taken up again; NULL when nothing was. */
bool store_put_request_draft(struct store *store, const char *id, const char *draft, struct error *err);
bool store_request_draft(struct store *store, const char *id, struct arena *arena, const char **draft,
			 struct error *err);

/* The bytes that came in, in pieces of REQUEST_PIECE; a piece that is there already is left,
 * and so is all of an input that went with somebody who was erased (store/input.h). */
enum { REQUEST_PIECE = 256 * 1024 };
bool store_add_original(struct store *store, const char *digest, int seq, const char *bytes, size_t len,
			struct error *err);
/* All of them, one after another. */
bool store_get_original(struct store *store, const char *digest, struct buffer *out, struct error *err);

#endif
