def sub(p,a,b,n=1):
    s=open(p).read(); assert a in s,(p,a); open(p,'w').write(s.replace(a,b,n))
H='src/desk/call.h'
sub(H,'''struct call {
	char id[ID_SIZE];''','''/* An appointment that is still to come. */
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
	char id[ID_SIZE];''')
sub(H,'''	bool request_saved;    /* the verbatim request is in the file */
	size_t addition_saved; /* bytes of the additions that are there as well */
''','''	bool request_saved;    /* the verbatim request is in the file */
	int more_requests;     /* further ones that are there as well, each as it was said (R26) */
''')
sub(H,'''	bool booked; /* the file has its appointment */''','''	struct call_visits visits;   /* of the customer and the car, read when one is to be changed */
	struct office_slots moves;   /* proposals for another date of the one chosen */
	struct arena moves_arena;
	char changed[12];            /* "moved" or "cancelled", "" neither */
	struct moment moved_to;
	char moved_advisor[128];
	char outcome[24];            /* how the call ends without a booking, as far as it is clear; "" not yet */
	bool transferring;           /* the hold that runs is a transfer */

	bool booked; /* the file has its appointment */''')
sub(H,'''/* --- words (call_words.c) --- */
''','''/* The first dates were read out just now (R2). */
void call_note_offer(struct desk *desk, struct call *call);

/* --- branches (call_branch.c, call_change.c) --- */

bool call_step_asks(const struct form_step *step, const char *id);
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

void call_change_arrive(struct desk *desk, struct call *call);
void call_change_answered(struct desk *desk, struct call *call);
bool call_change_leave(struct desk *desk, struct call *call, struct error *err);
const struct call_visit *call_visit_chosen(const struct call *call);

/* --- words (call_words.c) --- */
''')
sub(H,'''(choices under a field), call_words.c (what is said),''','''(choices under a field), call_branch.c and
 * call_change.c (what is no plain booking), call_words.c (what is said),''') if '(choices under a field), call_words.c (what is said),' in open(H).read() else None
C='src/desk/call.c'
s=open(C).read()
a=s.index('/* What was added since is added in the file;'); b=s.index('static void open_first_field(')
s=s[:a]+s[b:]
s=s.replace('''		save_additions(desk, call);
''','''		call_keep_addition(desk, call);
		call_branch_left(desk, call);
''')
s=s.replace('''	form_answers_visit(call->answers, step);
	open_first_field(desk, call);''','''	form_answers_visit(call->answers, step);
	call_branch_arrive(desk, call);
	open_first_field(desk, call);''')
s=s.replace('''	arena_finish(&call->chosen_arena);
	free(call);''','''	arena_finish(&call->chosen_arena);
	arena_finish(&call->visits.arena);
	arena_finish(&call->moves_arena);
	free(call);''')
s=s.replace('''	if (!office_note_hold(desk->office, call->contact, false, (int)((held + 999) / 1000), &err))
		desk_complain(desk, &err);''','''	bool transfer = call->transferring;
	call->transferring = false;
	if (!office_note_hold(desk->office, call->contact, transfer, (int)((held + 999) / 1000), &err))
		desk_complain(desk, &err);''')
open(C,'w').write(s)
B='src/desk/call_branch.c'
sub(B,'''		call_change_arrive(desk, call);
	call_open_field(desk, call);
}''','''		call_change_arrive(desk, call);
}''')
sub(B,'''	if (call_step_asks(call->step, "breakdown_place"))
		leave_breakdown(desk, call);
	if (call_step_asks(call->step, "handed_to"))
		leave_walk_in(desk, call);
	return true;
}''','''	return true;
}

void call_branch_left(struct desk *desk, struct call *call)
{
	if (call_step_asks(call->step, "complaint_verbatim"))
		form_answers_seal_given(call->answers, "complaint_verbatim");
	if (call_step_asks(call->step, "breakdown_place"))
		leave_breakdown(desk, call);
	if (call_step_asks(call->step, "handed_to"))
		leave_walk_in(desk, call);
}''')
s=open(B).read().replace('		form_answers_seal_given(call->answers, "complaint_verbatim");','		seal_complaint(call);')
s=s.replace('''static void arrive_complaint(''','''static void seal_complaint(struct call *call)
{
	if (get(call, "complaint_verbatim"))
		form_answers_seal(call->answers, "complaint_verbatim");
}

static void arrive_complaint(''')
open(B,'w').write(s)
F='src/desk/call_flow.c'
sub(F,'''	if (is(field, "customer_id") && !call_reload''','''	if (is(field, "change_file") || is(field, "change_type"))
		call_change_answered(desk, call);
	if (is(field, "customer_id") && !call_reload''')
sub(F,'''	return leave_books(call) || leave_refuses''','''	return leave_books(call) || call_branch_acts(call) || leave_refuses''')
sub(F,'''bool call_leave(struct desk *desk, struct call *call, struct error *err)
{''','''bool call_leave(struct desk *desk, struct call *call, struct error *err)
{
	if (!call_branch_leave(desk, call, err))
		return false;''')
s=open(F).read()
s=s.replace('has_field(','call_step_asks(')
a=s.index('static bool call_step_asks('); b=s.index('void call_arrive(')
s=s[:a]+s[b:]
open(F,'w').write(s)
L='src/desk/call_live.c'
s=open(L).read().replace('static void note_offer(','void call_note_offer(').replace('		note_offer(desk, call);','		call_note_offer(desk, call);')
open(L,'w').write(s)
D='src/desk/call_draft.c'
s=open(D).read()
s=s.replace('''	buffer_printf(out, "call.addition-saved=%zu\\n", call->addition_saved);
''','''	buffer_printf(out, "call.more-requests=%d\\n", call->more_requests);
	buffer_printf(out, "call.changed=%s\\n", call->changed);
	buffer_printf(out, "call.outcome=%s\\n", call->outcome);
''')
s=s.replace('''	else if (strcmp(text, "call.addition-saved") == 0)
		call->addition_saved = strtoul(value, NULL, 10);
''','''	else if (strcmp(text, "call.more-requests") == 0)
		call->more_requests = atoi(value);
	else if (strcmp(text, "call.changed") == 0)
		snprintf(call->changed, sizeof call->changed, "%s", value);
	else if (strcmp(text, "call.outcome") == 0)
		snprintf(call->outcome, sizeof call->outcome, "%s", value);
''')
open(D,'w').write(s)
K='src/desk/call_known.c'
sub(K,'''	fact(call, "booked", call->booked ? "yes" : "no");''','''	fact(call, "booked", call->booked ? "yes" : "no");
	fact(call, "booked_visits",
	     call->visits.count == 0 ? "none" : call->visits.count == 1 ? "one" : "several");
	fact(call, "change_done", call->changed[0] ? call->changed : "none");''')
sub('src/form/known.c','''	{ "booked_visits",''','''	{ "change_done", "none moved cancelled" }, /* with an appointment, in this call */
	{ "booked_visits",''')
sub('src/form/known.c','"move_1", "move_2",','"move_1", "move_2", "moved_to", "moved_advisor",')
R='src/desk/call_request.c'
sub(R,'''	request->immobilised = said_yes(call, "recovery_ordered");''','''	request->immobilised = said_yes(call, "recovery_ordered") || get(call, arena, "breakdown_place");''')
LI='src/desk/call_list.c'
sub(LI,'''	} else if (strcmp(field->reference, "work-type") == 0) {''','''	} else if (strcmp(field->reference, "file") == 0) {
		list_visits(call, list);
	} else if (strcmp(field->reference, "work-type") == 0) {''')
sub(LI,'''/* --- rows of the site --- */
''','''/* The appointments that are still to come. */
static void list_visits(const struct call *call, struct call_list *list)
{
	for (int i = 0; i < call->visits.count; i++) {
		const struct call_visit *visit = &call->visits.items[i];
		char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
		add(list, (struct call_row){ .id = visit->file,
					     .text = arena_printf(&list->arena, "%s %s  %s",
								  when_date(visit->day, date),
								  civil_format_time(visit->minute, time),
								  visit->title),
					     .kind = FIND_FILE });
	}
}

/* --- rows of the site --- */
''')
sub(LI,'#include "desk/desk_state.h"\n','#include "desk/desk_state.h"\n#include "desk/when.h"\n')
sub(LI,'''	if (strcmp(reference, "foreman") == 0)''','''	if (strcmp(reference, "host") == 0)
		return ROLE_HOST | ROLE_OPERATOR | ROLE_ADVISOR;
	if (strcmp(reference, "foreman") == 0)''')
FI='src/desk/field.c'
sub(FI,'''	else if (site_find_staff(desk_site(desk), value) >= 0)''','''	else if (strcmp(reference, "file") == 0)
		show_visit(call, out);
	else if (site_find_staff(desk_site(desk), value) >= 0)''')
sub(FI,'''static void show_reference(''','''static void show_visit(const struct call *call, struct buffer *out)
{
	const struct call_visit *visit = call_visit_chosen(call);
	char date[WHEN_SIZE], time[CIVIL_TIME_SIZE];
	if (visit)
		buffer_printf(out, "%s %s  %s", when_date(visit->day, date),
			      civil_format_time(visit->minute, time), visit->title);
}

static void show_reference(''')
# office: handover
sub('src/office/telephone.h','''/* A call that rang as''','''/* The customer of @file was handed to the member @code of the staff now (R60): in the file's history. */
bool office_note_handover(struct office *office, const char *file, const char *code, struct error *err);

/* A call that rang as''')
sub('src/office/telephone.c','''bool office_note_lost_call(''','''bool office_note_handover(struct office *office, const char *file, const char *code, struct error *err)
{
	if (!office_begin(office, OFFICE_ROLES_BOOK, err))
		return false;
	return office_end(office, store_add_history(office->store, file, "handed", code, err), err);
}

bool office_note_lost_call(''')
# values
V='src/desk/call_values_visit.c'
sub(V,'''/* --- at the end --- */
''','''/* --- branches --- */

static const char *complaint_by(struct values *v)
{
	struct moment due = call_complaint_due(v->desk);
	civil_day day = due.day;
	int minute = due.minute;
	const char *date = values_answer(v, "complaint_callback"),
		   *time = values_answer(v, "complaint_callback_time");
	if (date && !civil_parse_date(date, &day))
		day = due.day;
	if (time && !civil_parse_time(time, &minute))
		minute = due.minute;
	return moment_spoken(v, day, minute);
}

static const char *old(struct values *v)
{
	const struct call_visit *visit = call_visit_chosen(v->call);
	return visit ? moment_spoken(v, visit->day, visit->minute) : NULL;
}

static const char *move_slot(struct values *v, int n)
{
	const struct office_slots *moves = &v->call->moves;
	if (n >= moves->count)
		return NULL;
	const struct plan_candidate *to = &moves->proposals[n].plan.candidate;
	return moment_spoken(v, to->day, to->start);
}

static const char *move_1(struct values *v)
{
	return move_slot(v, 0);
}

static const char *move_2(struct values *v)
{
	return move_slot(v, 1);
}

static const char *moved_to(struct values *v)
{
	const struct moment *to = &v->call->moved_to;
	return to->day ? moment_spoken(v, to->day, to->minute) : NULL;
}

static const char *moved_advisor(struct values *v)
{
	return v->call->moved_advisor[0] ? v->call->moved_advisor : NULL;
}

static const char *offer_time(struct values *v)
{
	int64_t ms = v->call->offer_ms;
	return ms < 0 ? NULL : arena_printf(&v->arena, "%.1f", (double)ms / 1000);
}

/* --- at the end --- */
''')
for n,after in (('complaint_by','channel'),('move_1','model'),('move_2','model'),('moved_advisor','model'),('moved_to','model'),('offer_time','model'),('old','model')):
    sub(V,'		{ "%s", %s },\n'%(after,after),'		{ "%s", %s },\n		{ "%s", %s },\n'%(after,after,n,n))
A='src/desk/desk_act.c'
sub(A,'''	ask_reason(desk);
	return true;
}

/* --- pages''','''	if (call->outcome[0] && call->chosen_index < 0)
		return end_for_reason(desk, call->outcome, NULL, NULL, err);
	ask_reason(desk);
	return true;
}

/* --- pages''')
P='forms/phone_script.cfg'
sub(P,'''      en = "Of course. Your visit of {old}: shall I move it to another date, or do you wish to cancel it?";''','''      en = "Of course. Your visit of {old}: shall I move it to another date, or do you wish to cancel it?";''')
sub(P,'''    { when = ( { field = "change_type"; is = [ "move" ]; } );
      en = "I can''','''    { when = ( { field = "change_done"; is = [ "moved" ]; } );
      en = "Your visit is now on {moved_to}; {moved_advisor} will welcome you. Is there anything else?";
      ko = "방문 일정을 {moved_to}로 옮겼습니다. {moved_advisor} 어드바이저가 맞이하겠습니다. 더 도와드릴 일이 있으십니까?"; },
    { when = ( { field = "change_done"; is = [ "cancelled" ]; } );
      en = "The visit of {old} is cancelled. May I offer you another date?";
      ko = "{old} 예약을 취소했습니다. 다른 날짜를 제안해 드려도 되겠습니까?"; },
    { when = ( { field = "change_done"; is = [ "none" ]; }, { field = "change_type"; is = [ "move" ]; } );
      en = "I can''')
sub(P,'''    { when = ( { field = "change_type"; is = [ "cancel" ]; } );
      en = "I will''','''    { when = ( { field = "change_done"; is = [ "none" ]; }, { field = "change_type"; is = [ "cancel" ]; } );
      en = "I will''')
sub(P,'''  notes = { en = "Fewer than two: say why and by when we call back. Rejected: the next proposals come at once.";
            ko = "두 가지가 안 되면 이유와 회신 기한을 말씀드립니다. 거절하시면 다음 제안이 바로 나옵니다."; };''','''  notes = { en = "Fewer than two: say why and by when we call back. Rejected: 0 makes the next ones. First dates {offer_time} s after the last answer.";
            ko = "두 가지가 안 되면 이유와 회신 기한을 말씀드립니다. 거절하시면 0으로 다음 제안이 나옵니다. 마지막 답변에서 첫 제안까지 {offer_time}초."; };''')
sub('src/desk/meson.build',"'call_answer","'call_answer") if False else None
