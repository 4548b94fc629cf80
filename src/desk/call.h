/* desk/call.h - one call: its clocks, its answers, where in the script it stands, what is known, what can be
 * offered.
 *
 * A call owns a draft (saved after every field) and, from the answer on, a customer file and a contact.
 * Everything here works without a screen. Files: call.c (life and steps), call_field.c (typing), call_known.c
 * (customer and car), call_name.c (names of strangers), call_live.c (proposals), call_request.c (answers to
 * request), call_list.c (choices under a field), call_branch.c, call_change.c and call_mobility.c (what is no
 * plain booking), call_prediag.c (the pre-diagnosis), call_words.c (what is said), call_draft.c, call_end.c
 * (book and close). */
#ifndef PRENOTA_DESK_CALL_H
#define PRENOTA_DESK_CALL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/id.h"
#include "desk/call_clock.h"
#include "form/answers.h"
#include "form/entry.h"
#include "model/line.h"
#include "model/digital.h"
#include "office/book.h"
#include "office/draft.h"
#include "office/slots.h"
#include "store/find.h"
#include "store/people.h"
#include "tui/edit.h"
#include "tui/list.h"

struct desk;

enum {
	CALL_TOLD_MAX = 48, /* complaints kept */
	CALL_TOLD_SIZE = 200,
	CALL_ASKED_SIZE = 256,
	CALL_LIST_MAX = 8,   /* rows of the list under a field */
	CALL_AVOID_MAX = 24, /* proposals declined */
};

/* A complaint beside a field. */
struct call_told {
	const struct form_field *field;
	bool seen; /* Enter stopped at it once */
	char text[CALL_TOLD_SIZE];
};

/* What the store knows of the customer and the car; read as a whole, kept until it changes. */
struct call_known {
	struct arena arena;
	bool has_customer;
	bool has_vehicle;
	bool privacy; /* the customer agreed to the notice as it is read now */
	struct customer customer;
	struct vehicle vehicle;
	struct vehicle_list cars; /* of the customer */
	struct history_list history;
	struct contract_list contracts;  /* assessed */
	const struct contract *contract; /* the one in force, else the latest; NULL: none */
	struct campaign_hit *campaigns;
	size_t campaign_count;
};

/* What can be offered for the answers so far. */
struct call_live {
	struct arena arena;
	bool ready; /* there was enough to ask the engine */
	struct office_slots slots;
	const struct office_day *why; /* the first wished or open day without room, NULL: none */
	char problem[CALL_TOLD_SIZE]; /* why there are none, "" fine */
	unsigned serial;              /* desk_plan_serial() it was made from */
};

/* Rows to choose from under a field (R: search while typing). */
struct call_row {
	const char *id;   /* the value; "" for "new customer" */
	const char *text; /* as shown */
	enum find_kind kind;
	const char *customer_id;
	const char *vehicle_id;
};

struct call_list {
	struct arena arena;
	const struct form_field *field; /* under which field, NULL: closed */
	struct call_row rows[CALL_LIST_MAX];
	int count;
	int selected; /* -1: none */
};

/* An appointment that is still to come. */
struct call_visit {
	const char *file;
	const char *title;
	const char *advisor; /* staff code */
	civil_day day;
	int minute;
};

struct call_visits {
	struct arena arena;
	struct call_visit items[CALL_LIST_MAX];
	int count;
};

struct call {
	char id[ID_SIZE];   /* of the draft */
	char file[ID_SIZE]; /* "" until it is answered */
	char contact[ID_SIZE];
	char arrived[ID_SIZE]; /* the register's row of somebody who waits in the hall; "" none */
	char vehicle[ID_SIZE]; /* of the car that was recognised, "" none */
	struct call_clock clock;
	bool has_clock; /* a telephone is connected with it; false for one taken up from an earlier session */
	char line[LINE_CALL_SIZE];     /* the exchange's name of it, "" when it tells nothing of this call */
	char caller[LINE_NUMBER_SIZE]; /* the caller's as the exchange told it, "" not told */
	int callers;                   /* how many customers have that number */
	bool parked;
	int64_t parked_at;
	enum channel channel;
	char digital[ID_SIZE]; /* the digital request that it answers, "" none (call_digital.h) */
	bool digital_offered;  /* dates are offered in writing: the file stays open until its answer */
	instant digital_received;
	instant digital_due;
	char reminder[ID_SIZE];   /* the service reminder whose call this is, "" none (call_reminder.h) */
	char due_service[160];    /* what is due, in the customer's language */
	civil_day due_day;
	int due_km;               /* -1: not by mileage */
	char given[640]; /* fields that the form filled, ids with blanks between */

	struct form_answers *answers;
	const struct form *form;
	const struct form_step *step;
	const struct form_step *back;   /* the step of the script from which a sheet was opened, NULL */
	const struct form_field *field; /* has the keys; NULL: a step of lines only */
	struct edit edit;               /* of the focused field when it is typed in */
	bool typed;                     /* the edit holds what the answers do not yet */
	int option;                     /* under the cursor in a choice */
	bool moved;                     /* the operator put the cursor there */
	struct call_told told[CALL_TOLD_MAX];
	int told_count;

	struct call_known known;
	bool car_followed; /* the car came with the customer, the only one there is: it goes with him as well */
	struct call_live live;
	struct call_list list;

	struct plan_candidate offered[3]; /* read out (holds are made for them) */
	struct office_proposal chosen;    /* its texts belong to chosen_arena */
	struct arena chosen_arena;
	int offered_count;
	int chosen_index; /* into offered, -1: none */
	struct plan_candidate avoid[CALL_AVOID_MAX];
	int avoid_count;
	int64_t holds_at;    /* when holds were made or renewed, 0: none */
	int64_t holds_from;  /* when first made */
	int64_t answered_at; /* when an answer changed last */
	int64_t offer_ms;    /* from then to the first dates that were read out (R2), -1: none yet */

	bool work_chosen; /* by the operator: no suggestion replaces it */
	bool technical_chosen;
	bool attendance_chosen;
	enum form_flag_level level; /* of danger, as the proposals were made for it */

	char twins_asked[CALL_ASKED_SIZE]; /* the name for which it was asked whether it is known already */
	char waived[CALL_TOLD_SIZE];       /* why musts of the standard stay open, "" nobody was asked */
	struct call_visits visits;         /* of the customer and the car, read when one is to be changed */
	struct office_slots moves;         /* proposals for another date of the one chosen */
	struct arena moves_arena;
	char changed[12]; /* "moved" or "cancelled", "" neither */
	struct moment moved_to;
	char moved_advisor[128];
	char outcome[24];   /* how the call ends without a booking, as far as it is clear; "" not yet */
	char sheet_for[12]; /* the way of staying mobile whose sheet was opened */
	bool sheet_opened;  /* by Enter at the script's step: at its end the script goes on */

	bool booked; /* the file has its appointment */
	bool later;  /* only its pre-diagnosis goes on: kept in the file, never booked or drafted */
	int number;  /* of the file */
	char title[256];

	bool dirty;         /* the draft on disk is older */
	int64_t dirty_at;   /* since when */
	bool left_field;    /* a field was left: the draft is written with the next frame */
	bool request_saved; /* the verbatim request is in the file */
	int more_requests;  /* further ones that are there as well, each as it was said (R26) */
	bool stranger;      /* said to be new: not in the store */
	bool live_stale;    /* the proposals on the screen are to be made anew */
	bool offer_stale;   /* what was read out no longer fits the answers */
};

/* --- life --- */

/* A call that begins to ring, or is taken at once; NULL with @err never (memory aborts). */
struct call *call_create(struct desk *desk);
void call_destroy(struct call *call);

/* Answers it: opens the customer file, goes to the first step. */
bool call_answer(struct desk *desk, struct call *call, struct error *err);

/* On hold; or on its way to somebody else: the clock runs until that one answers or the call is taken back.
 * Nothing when there is nobody to talk to. */
void call_hold(struct desk *desk, struct call *call);
void call_transfer(struct desk *desk, struct call *call);

/* Takes a held call back, and keeps the length of the hold in the register (R18). Nothing when it is not
 * held. */
void call_resume(struct desk *desk, struct call *call);

/* The language in which the customer is spoken to. */
enum form_lang call_lang(const struct desk *desk, const struct call *call);

/* Whether anything was entered or read. */
bool call_is_empty(const struct call *call);

/* --- steps and focus --- */

void call_go(struct desk *desk, struct call *call, const struct form_step *step);
bool call_step_next(struct desk *desk, struct call *call);
bool call_step_previous(struct desk *desk, struct call *call);
/* Whether @step lies beside the call's walk: a tool, or what may be said at any time. */
bool call_step_beside(const struct call *call, const struct form_step *step);

/* The next visible field of the step; false at the end. */
bool call_focus_next(struct desk *desk, struct call *call);
bool call_focus_previous(struct desk *desk, struct call *call);
void call_focus(struct desk *desk, struct call *call, const struct form_field *field);

/* Enter: takes what is typed, what the cursor was moved to or what the form presets, goes to the next field
 * that wants an answer, else to the next step; at the last step it books or closes. A question that nobody
 * answered and a remark that nobody saw yet stop it. */
bool call_accept(struct desk *desk, struct call *call, struct error *err);

/* Goes on after a key that answered a question, as Enter would; not where that would book or refuse. */
bool call_go_on(struct desk *desk, struct call *call, struct error *err);

/* The first field of the step that is missing or wrong, other than the focused one; NULL when there is none.
 */
const struct form_field *call_wanted(const struct call *call);

/* The first question of @step, from @from on (NULL: its beginning), that has no answer; NULL when there is
 * none. For forms whose questions are read out one by one. */
const struct form_field *call_question(const struct call *call, const struct form_step *step,
				       const struct form_field *from);

/* Esc: closes the list, leaves a sheet, else goes one field, then one step back. */
void call_back(struct desk *desk, struct call *call);

/* Takes back what was typed last, else the last field change. */
bool call_undo(struct desk *desk, struct call *call);

/* Facts and what follows from an answer: call after any change. */
void call_changed(struct desk *desk, struct call *call, const struct form_field *field);
void call_touch(struct desk *desk, struct call *call);

/* --- the flow of the script (call_flow.c) --- */

/* Came to a step: dates are read out and held there. */
void call_arrive(struct desk *desk, struct call *call);
/* Whether leaving the step by Enter books or refuses: that takes an Enter of its own. */
bool call_leave_acts(const struct call *call);
/* Leaves a step by Enter: what an answer of it starts (a refused privacy notice closes, the last consent
 * books). False when it went elsewhere, or with @err when it failed. */
bool call_leave(struct desk *desk, struct call *call, struct error *err);

/* --- typing (call_field.c, field.c) --- */

enum field_kind {
	FIELD_TYPED,    /* a line or a longer text */
	FIELD_OPTIONS,  /* one or several of its options */
	FIELD_LOOKUP,   /* one row found while typing */
	FIELD_LOOKUPS,  /* several rows found while typing */
	FIELD_PROPOSAL, /* one of the proposals on the screen */
};

enum field_kind field_kind(const struct form_field *field);
/* Whether text goes into it (typed and looked up). */
bool field_is_typed(const struct form_field *field);
bool field_is_visible(const struct call *call, const struct form_field *field);
size_t field_option_count(const struct form_field *field);
/* Code and label of option @n; yes-no has two; NULL beyond. */
const char *field_option_code(const struct form_field *field, size_t n);
const char *field_option_label(const struct form_field *field, size_t n, enum form_lang lang);
/* The answer as shown: rows by their names, codes by their labels. */
void field_show(const struct desk *desk, const struct call *call, const struct form_field *field,
		struct buffer *out);

/* Where an answer comes from that nobody gave in this call: N_("record") the DMS, N_("form") the customer's
 * web form or mail, N_("call") a former answer; the label, untranslated; NULL when it was given here. */
const char *field_source(const struct call *call, const struct form_field *field);
/* Whether the answer is what the customer's or the car's record gave. */
bool field_is_recorded(const struct call *call, const struct form_field *field);

bool call_event(struct desk *desk, struct call *call, const struct event *event);
/* Puts what is typed into the answers; false when it is wrong (told beside the field). */
bool call_commit(struct desk *desk, struct call *call);
/* The same for the draft, while it is still being typed: what is being looked up is only kept. */
void call_commit_typing(struct desk *desk, struct call *call);
void call_open_field(struct desk *desk, struct call *call);
const char *call_complaint(const struct call *call, const struct form_field *field);
void call_tell(struct call *call, const struct form_field *field, const char *text);
/* Whether a remark stands beside the focused field at which Enter did not stop yet; it has stopped now. */
bool call_stop_at_remark(struct call *call);
bool call_set(struct desk *desk, struct call *call, const char *field, const char *value);
/* The checks of entries, named as in the forms. */
struct form_checks call_checks(struct desk *desk);

/* --- customer and car (call_known.c) --- */

bool call_take_customer(struct desk *desk, struct call *call, const char *id, struct error *err);
bool call_take_vehicle(struct desk *desk, struct call *call, const char *id, struct error *err);
/* The number of a caller nobody knows, or several have: it is not asked for again. */
void call_take_number(struct desk *desk, struct call *call, const char *number);
bool call_new_customer(struct desk *desk, struct call *call, struct error *err);
bool call_reload_known(struct desk *desk, struct call *call, struct error *err);
void call_facts(struct desk *desk, struct call *call);

/* --- names of callers nobody knows yet (call_name.c) --- */

bool name_has_hangul(const char *name);
/* "(주)테스트", "Foo Co., Ltd", "S.p.A." */
bool name_is_company(const char *name);
/* Into two of @size bytes each; @given may become "". */
void name_part(const char *name, char *family, char *given, size_t size);
/* What was entered as the one goes to the other when the type was changed. */
void call_move_name(struct call *call);

/* --- the list under a field (call_list.c) --- */

/* Whether rows are found for it while typing: references, and the car by plate or VIN. */
bool call_has_list(const struct form_field *field);
void call_list_open(struct desk *desk, struct call *call);
void call_list_close(struct call *call);
bool call_list_move(struct call *call, int by);
bool call_list_take(struct desk *desk, struct call *call, struct error *err);

/* --- what can be offered (call_live.c, call_request.c) --- */

/* The answers as a booking request; false when there is not enough yet. Texts in @arena. */
bool call_request(struct desk *desk, const struct call *call, struct arena *arena,
		  struct booking_request *request);
void call_refresh_live(struct desk *desk, struct call *call);
/* Holds what is on the screen: it is read out now. */
bool call_offer(struct desk *desk, struct call *call, struct error *err);
bool call_choose(struct desk *desk, struct call *call, int index, struct error *err);
/* All three declined: the next ones. */
void call_decline(struct desk *desk, struct call *call);
void call_renew_holds(struct desk *desk, struct call *call);

/* The first dates were read out just now (R2). */
void call_note_offer(struct desk *desk, struct call *call);

/* --- branches (call_branch.c, call_change.c) --- */

bool call_step_asks(const struct form_step *step, const char *id);
/* Puts what is known already into a field that nobody answered. */
void call_propose(struct desk *desk, struct call *call, const char *id, const char *value);
/* What is known already goes into the fields of the step one comes to. */
void call_branch_arrive(struct desk *desk, struct call *call);
/* Leaving it by Enter does something; it goes on only when that is done. */
bool call_branch_acts(const struct call *call);
bool call_branch_leave(struct desk *desk, struct call *call, struct error *err);
/* What an answered branch means for the visit, however one leaves it. */
void call_branch_left(struct desk *desk, struct call *call);
/* Keeps a further request as it was said; false when there is none, or no first one yet. */
bool call_keep_addition(struct desk *desk, struct call *call);
/* Until when a complaint must be answered: within 24 hours, while somebody is here. */
struct moment call_complaint_due(const struct desk *desk);

/* The mobility offer (call_mobility.c): who pays and the class follow the choice; coming to its sheet;
 * leaving step or sheet by Enter, false when it goes elsewhere. */
void call_mobility_answered(struct desk *desk, struct call *call);
void call_mobility_arrive(struct desk *desk, struct call *call);
bool call_mobility_leave(struct desk *desk, struct call *call);

void call_change_arrive(struct desk *desk, struct call *call);
void call_change_answered(struct desk *desk, struct call *call);
bool call_change_leave(struct desk *desk, struct call *call, struct error *err);
const struct call_visit *call_visit_chosen(const struct call *call);

/* --- words (call_words.c) --- */

/* What is said at the step, in the customer's language, a line each. */
void call_say(const struct desk *desk, const struct call *call, struct buffer *out);
/* The notes of the step for the operator, in the screens' language. */
void call_notes(const struct desk *desk, const struct call *call, struct buffer *out);
/* Whom and what, for lists of calls. */
void call_label(const struct call *call, struct buffer *out);

/* --- drafts (call_draft.c) --- */

/* Its lines and answers, as a draft keeps them. */
void call_draft_text(const struct call *call, struct buffer *out);
/* A call on what was entered before dates were offered in writing. */
struct call *call_restore_digital(struct desk *desk, const struct digital_request *request, const char *text,
				  struct error *err);
bool call_save(struct desk *desk, struct call *call, struct error *err);
/* The call becomes a draft of the member @to of the staff, and is gone here (R60). */
bool call_hand(struct desk *desk, struct call *call, const char *to, struct error *err);
struct call *call_restore(struct desk *desk, const struct office_draft *draft);

/* --- the end (call_end.c) --- */

/* Books what was chosen: true also when a rule refused, then the sentence is told and fresh proposals stand.
 */
bool call_book(struct desk *desk, struct call *call, struct error *err);
/* Closes without an appointment. */
bool call_close(struct desk *desk, struct call *call, const char *reason, bool keep_nothing,
		struct error *err);

#endif
