#include "office/file_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "model/label.h"
#include "office/day.h"
#include "office/recheck.h"
#include "store/file_facts.h"
#include "store/task.h"

enum { OPEN_DAYS = 2, LOOK_DAYS = 60, CHECK_SECONDS = 48 * 3600 };

/* --- reading --- */

static const struct file_facts *facts_of(const struct file_facts_list *list, const char *file, size_t hint)
{
	if (hint < list->count && strcmp(list->items[hint].file_id, file) == 0)
		return &list->items[hint].facts;
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].file_id, file) == 0)
			return &list->items[i].facts;
	return NULL;
}

static void add_checked(const struct office *office, const struct reception *reception,
			const struct file_facts *facts, struct arena *arena, struct office_checked_list *list)
{
	struct moment now = office_moment(office);
	char codes[FILE_CHECK_CODES_SIZE];
	list->items = arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
	struct office_checked *checked = &list->items[list->count++];
	*checked = (struct office_checked){ .reception = *reception };
	if (!facts)
		return;
	checked->check = file_check(facts, now.day, now.minute);
	checked->checklist = facts->checklist;
	checked->reception.missing = arena_strdup(arena, file_check_codes(checked->check.points, codes));
}

bool office_check_files(struct office *office, civil_day first, civil_day last, const char *advisor,
			struct arena *arena, struct office_checked_list *list, struct error *err)
{
	struct store *store = office->store;
	struct reception_list receptions = { 0 };
	struct file_facts_list facts = { 0 };
	bool own = store_begin_read(store, NULL); /* one snapshot, unless a transaction is open */
	bool fine = store_receptions_between(store, first, last, advisor, arena, &receptions, err) &&
		    store_file_facts(store, first, last, advisor, arena, &facts, err);
	if (own)
		store_end_read(store);
	if (!fine)
		return false;
	for (size_t i = 0; i < receptions.count; i++)
		add_checked(office, &receptions.items[i],
			    facts_of(&facts, receptions.items[i].appointment.file_id, i), arena, list);
	return true;
}

/* --- reading what others changed --- */

static bool is_named(const struct store_named *named, const char *id)
{
	for (size_t i = 0; id && i < named->count; i++)
		if (strcmp(named->ids[i], id) == 0)
			return true;
	return false;
}

/* Its file, or who or what the file is about. */
static bool is_concerned(const struct store_named *named, const struct reception *reception)
{
	return is_named(named, reception->appointment.file_id) || is_named(named, reception->customer) ||
	       is_named(named, reception->vehicle);
}

struct check_span {
	civil_day first, last;
	const char *advisor;
};

/* Adds the row of @file, when it is one of the span. */
static bool check_one(struct office *office, const struct check_span *span, const char *file,
		      struct arena *arena, struct office_checked_list *list, struct error *err)
{
	struct reception_list receptions = { 0 };
	struct file_facts facts;
	bool found = false;
	if (!store_receptions_of_file(office->store, file, span->first, span->last, span->advisor, arena,
				      &receptions, err))
		return false;
	if (receptions.count && !store_facts_of_file(office->store, file, arena, &facts, &found, err))
		return false;
	for (size_t i = 0; i < receptions.count; i++)
		add_checked(office, &receptions.items[i], found ? &facts : NULL, arena, list);
	return true;
}

/* The rows that are concerned, as they are now: of @old, and files that were not in it. */
static bool check_named(struct office *office, const struct check_span *span, const struct store_named *named,
			const struct office_checked_list *old, struct arena *arena,
			struct office_checked_list *fresh, struct error *err)
{
	for (size_t i = 0; i < old->count; i++) {
		const struct reception *reception = &old->items[i].reception;
		const char *file = reception->appointment.file_id;
		if (is_concerned(named, reception) && !is_named(named, file) &&
		    !check_one(office, span, file, arena, fresh, err))
			return false;
	}
	for (size_t i = 0; i < named->count; i++)
		if (!check_one(office, span, named->ids[i], arena, fresh, err))
			return false;
	return true;
}

/* In the order of the list. */
static int compare_checked(const void *a, const void *b)
{
	const struct appointment *one = &((const struct office_checked *)a)->reception.appointment;
	const struct appointment *two = &((const struct office_checked *)b)->reception.appointment;
	if (one->day != two->day)
		return one->day < two->day ? -1 : 1;
	if (one->start != two->start)
		return one->start < two->start ? -1 : 1;
	int by_advisor = strcmp(one->advisor, two->advisor);
	return by_advisor ? by_advisor : strcmp(one->id, two->id);
}

bool office_check_again(struct office *office, civil_day first, civil_day last, const char *advisor,
			const struct store_named *named, struct arena *arena,
			struct office_checked_list *list, bool *changed, struct error *err)
{
	struct check_span span = { first, last, advisor };
	struct office_checked_list fresh = { 0 };
	bool own = store_begin_read(office->store, NULL);
	bool fine = check_named(office, &span, named, list, arena, &fresh, err);
	if (own)
		store_end_read(office->store);
	if (!fine)
		return false;
	*changed = fresh.count > 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct office_checked *checked = &list->items[i];
		if (is_concerned(named, &checked->reception)) {
			*changed = true;
			continue;
		}
		fresh.items =
			arena_grow(arena, fresh.items, fresh.count, &fresh.capacity, sizeof *fresh.items);
		fresh.items[fresh.count++] = *checked;
	}
	if (!*changed)
		return true;
	if (fresh.count)
		qsort(fresh.items, fresh.count, sizeof *fresh.items, compare_checked);
	*list = fresh;
	return true;
}

bool office_check_file(struct office *office, const char *file, struct arena *arena, struct file_check *check,
		       struct error *err)
{
	struct file_facts facts;
	struct moment now = office_moment(office);
	bool found;
	if (!store_facts_of_file(office->store, file, arena, &facts, &found, err))
		return false;
	*check = found ? file_check(&facts, now.day, now.minute) : (struct file_check){ 0 };
	return true;
}

civil_day office_check_last(const struct office *office)
{
	civil_day today = office_moment(office).day, last = today;
	int open = 0;
	for (civil_day day = today + 1; day <= today + LOOK_DAYS && open < OPEN_DAYS; day++)
		if (site_opening_on(&office->site, day).count) {
			open++;
			last = day;
		}
	return last;
}

/* --- the task --- */

/* Points that an open task of the file is about already. */
static unsigned points_in_hand(const struct task_list *tasks, const char *file)
{
	unsigned points = 0;
	for (size_t i = 0; i < tasks->count; i++) {
		const struct task *task = &tasks->items[i];
		char one[LABEL_CODE_SIZE];
		enum file_point point;
		if (!task->file_id || strcmp(task->file_id, file) != 0)
			continue;
		bool lists = strcmp(task->kind, "missing") == 0 || strcmp(task->kind, "callback") == 0 ||
			     strcmp(task->kind, "data") == 0 || strcmp(task->kind, "file-check") == 0;
		if (strcmp(task->kind, "ownership") == 0)
			points |= 1U << FILE_POINT_OWNER;
		if (strcmp(task->kind, "to-move") == 0)
			points |= 1U << FILE_POINT_MOVE | 1U << FILE_POINT_PARTS | 1U << FILE_POINT_FOREMAN;
		for (const char *at = lists && task->text ? label_next(task->text, one) : NULL; at;
		     at = label_next(at, one))
			if (file_point_from_code(one, &point))
				points |= 1U << point;
	}
	return points;
}

static unsigned must_points(unsigned points)
{
	for (int i = 0; i < FILE_POINT_COUNT; i++)
		if (!file_point_is_must((enum file_point)i))
			points &= ~(1U << i);
	return points;
}

/* What a new task of @checked would say; 0: none is needed. */
static unsigned task_points(const struct office_checked *checked, const struct task_list *tasks)
{
	const struct appointment *appointment = &checked->reception.appointment;
	bool before = appointment->state == APPOINTMENT_BOOKED || appointment->state == APPOINTMENT_LATE;
	unsigned open = must_points(checked->check.points);
	return before ? open & ~points_in_hand(tasks, appointment->file_id) : 0;
}

static bool check_due(const struct appointment *appointment, instant *due)
{
	if (!civil_to_instant(appointment->day, appointment->start, due))
		return false;
	*due -= CHECK_SECONDS;
	return true;
}

static bool is_complete(const struct office_checked_list *list, const struct task *task)
{
	for (size_t i = 0; i < list->count; i++)
		if (task->file_id && strcmp(list->items[i].reception.appointment.file_id, task->file_id) == 0)
			return list->items[i].check.musts == 0;
	return false;
}

/* Within a write transaction. */
static bool task_rows(struct office *office, const struct office_checked_list *list,
		      const struct task_list *tasks, int *made, struct error *err)
{
	for (size_t i = 0; i < tasks->count; i++)
		if (strcmp(tasks->items[i].kind, "file-check") == 0 && is_complete(list, &tasks->items[i]) &&
		    !store_close_task(office->store, tasks->items[i].id, "done", "complete", err))
			return false;
	for (size_t i = 0; i < list->count; i++) {
		const struct appointment *appointment = &list->items[i].reception.appointment;
		unsigned points = task_points(&list->items[i], tasks);
		char codes[FILE_CHECK_CODES_SIZE];
		bool there = true;
		instant due;
		if (!points || !check_due(appointment, &due))
			continue;
		if (!store_has_check_task(office->store, appointment->file_id, due, &there, err))
			return false;
		struct task task = {
			.kind = "file-check",
			.roles = ROLE_OPERATOR | ROLE_ADVISOR,
			.due = due,
			.file_id = appointment->file_id,
			.text = file_check_codes(points, codes),
		};
		if (!there && !store_add_task(office->store, &task, NULL, err))
			return false;
		*made += !there;
	}
	return true;
}

static bool look(struct office *office, struct arena *arena, struct office_checked_list *list,
		 struct task_list *tasks, struct error *err)
{
	return office_check_files(office, office_moment(office).day, office_check_last(office), NULL, arena,
				  list, err) &&
	       store_open_tasks(office->store, 0, NULL, arena, tasks, err);
}

/* Whether there is anything to write. */
static bool is_needed(struct office *office, const struct office_checked_list *list,
		      const struct task_list *tasks)
{
	for (size_t i = 0; i < tasks->count; i++)
		if (strcmp(tasks->items[i].kind, "file-check") == 0 && is_complete(list, &tasks->items[i]))
			return true;
	for (size_t i = 0; i < list->count; i++) {
		const struct appointment *appointment = &list->items[i].reception.appointment;
		bool there = true;
		instant due;
		if (task_points(&list->items[i], tasks) && check_due(appointment, &due) &&
		    store_has_check_task(office->store, appointment->file_id, due, &there, NULL) && !there)
			return true;
	}
	return false;
}

bool office_check_tasks(struct office *office, int *made, struct error *err)
{
	struct arena arena = { 0 };
	struct office_checked_list list = { 0 };
	struct task_list tasks = { 0 };
	int count = 0;
	bool fine = look(office, &arena, &list, &tasks, err);
	bool needed = fine && is_needed(office, &list, &tasks);
	if (needed) {
		/* Looked at again inside: another desk may have been faster. */
		list = (struct office_checked_list){ 0 };
		tasks = (struct task_list){ 0 };
		fine = office_begin(office, OFFICE_ROLES_BOOK, err) &&
		       office_end(office,
				  look(office, &arena, &list, &tasks, err) &&
					  task_rows(office, &list, &tasks, &count, err),
				  err);
	}
	if (fine && made)
		*made = count;
	arena_finish(&arena);
	return fine;
}
