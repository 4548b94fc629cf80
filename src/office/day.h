/* office/day.h - changes of the day, what they do to what is booked, and who waits for a place.
 *
 * A change is shown with its consequences before it is saved: office_absence_preview() writes nothing,
 * office_absence_add() saves the change, marks the appointments that must move and makes a task of each, in
 * one transaction. Texts belong to the arena given. Requirements R8, R9, R33, R38. */
#ifndef PRENOTA_OFFICE_DAY_H
#define PRENOTA_OFFICE_DAY_H

#include "model/file.h"
#include "office/slots.h"
#include "store/plan_store.h"

enum { OFFICE_WHY_MAX = 3 };

/* An appointment that cannot stay where it is: the day is closed, somebody is ill, a car is out or back late,
 * parts come late, there is more work than time. */
struct office_to_move {
	struct reception reception;
	struct office_refusal why[OFFICE_WHY_MAX]; /* the rules, in the language asked for */
	int why_count;
	int harm; /* what moving it costs the customer, least first: 0 no loan, normal, not a return … */
	bool handback_only; /* another hand-back is enough: office_set_handback() */
	bool fresh;         /* of a preview: it passes now and would not any more */
	const char
		*swap; /* code of another car of the same class that is free, NULL: none or not the matter */
	const char *swap_model;
};

struct office_to_move_list {
	struct office_to_move *items; /* least harm first; moving these is enough, the others may stay */
	size_t count;
	size_t capacity;
};

/* A half day with more work of a skill than time for it. */
struct office_over {
	civil_day day;
	enum half half;
	int skill;
	int planned;  /* minutes */
	int capacity; /* minutes */
};

struct office_over_list {
	struct office_over *items; /* by day, half, skill */
	size_t count;
	size_t capacity;
};

/* Appointments of [first, last] (the day of the reception, or of the hand-back of a car that is here) that no
 * longer pass their own check. @language NULL: the site's. Reads only. */
bool office_to_move(struct office *office, civil_day first, civil_day last, const char *language,
		    struct arena *arena, struct office_to_move_list *list, struct error *err);

/* What a change does. */
struct office_consequences {
	int64_t id; /* of the absence saved; 0: a preview */
	struct office_to_move_list to_move;
	struct office_over_list over; /* half days that go over, or get more over, what can be done */
};

/* The absence that @what names: a code of the staff, of a car to lend or of a bay type, or "site"; from
 * before to, and to after now. ERROR_INPUT naming the argument and the remedy. Borrows the texts. */
bool office_absence_make(struct office *office, const char *what, struct moment from, struct moment to,
			 const char *reason, struct absence *absence, struct error *err);

/* A lent car that comes back late: absent from now until @to. */
bool office_absence_late_car(struct office *office, const char *unit, struct moment to, struct arena *arena,
			     struct absence *absence, struct error *err);

/* With the id of an earlier absence (as office_absences() gives it) the change takes that one's place: a
 * correction. */
bool office_absence_preview(struct office *office, const struct absence *absence, const char *language,
			    struct arena *arena, struct office_consequences *consequences, struct error *err);
/* Needs an operator, advisor, foreman or manager; closing the site one of the last three. */
bool office_absence_add(struct office *office, const struct absence *absence, const char *language,
			struct arena *arena, struct office_consequences *consequences, struct error *err);
/* Ends it at @to (a day of 0: now); one that has not begun by then never happens. Tasks of appointments that
 * pass again are dropped. ERROR_NOT_FOUND, ERROR_CONFLICT when it is over already. */
bool office_absence_end(struct office *office, int64_t id, struct moment to, struct error *err);
/* Those that touch [first, last], by start. */
bool office_absences(struct office *office, civil_day first, civil_day last, struct arena *arena,
		     struct absence_list *list, struct error *err);
/* The name behind an absence's code, as the screens write it. Borrowed from the site. */
const char *office_absence_name(const struct office *office, const struct absence *absence);

/* Makes the tasks of kind "to-move" those of the appointments that must move now: new ones added, those that
 * pass again dropped. Every change of the day does it by itself; after an import of parts somebody calls it.
 */
bool office_to_move_tasks(struct office *office, struct error *err);

/* A customer expected today who is not here. */
struct office_late {
	struct reception reception;
	int minutes; /* since the reception should have begun */
	bool prompt; /* 30 minutes and more: ask whether it is a no-show */
};

struct office_late_list {
	struct office_late *items; /* the latest first */
	size_t count;
	size_t capacity;
};

enum { OFFICE_LATE_MINUTES = 15, OFFICE_NO_SHOW_MINUTES = 30 };

/* Booked or late receptions of today that should have begun 15 minutes ago or earlier. Reads only. */
bool office_late_now(struct office *office, struct arena *arena, struct office_late_list *list,
		     struct error *err);

/* A lent car that is not back. */
struct office_late_car {
	const char *unit;
	const char *model;
	int number; /* of the file that has it */
	const char *file_id;
	struct moment due;
	int minutes;        /* since then */
	int next_number;    /* file that gets it next, 0: none within a day */
	struct moment next; /* when */
	const char *swap;   /* free car of the same class for that one, NULL: none */
};

struct office_late_car_list {
	struct office_late_car *items;
	size_t count;
	size_t capacity;
};

bool office_late_cars(struct office *office, struct arena *arena, struct office_late_car_list *list,
		      struct error *err);

/* A file on the waiting list. */
struct office_waiting {
	struct customer_file file; /* without answers and history */
	enum request_class class;
	instant since;
	civil_day earliest;          /* 0: any */
	civil_day until;             /* 0: any */
	instant request_due;         /* of its digital request, 0: none */
	bool fits;                   /* the place asked about */
	struct plan_candidate place; /* when it fits: as office_move() would book it */
	struct office_refusal why;   /* when it does not */
};

struct office_waiting_list {
	struct office_waiting *items; /* in the order in which they are asked */
	size_t count;
	size_t capacity;
};

/* Puts a file on the list (again: with other days). It must say what is to be done: an appointment, or work.
 * @until 0: until the appointment it has. */
bool office_wait(struct office *office, const char *file, civil_day earliest, civil_day until,
		 struct error *err);
bool office_stop_waiting(struct office *office, const char *file, struct error *err);

/* Who waits: workshop returns, MC20, those with an appointment who asked for an earlier one, digital requests
 * near their 24 h, the others; each by how long. With a @day (0: none) also whether a reception at @minute
 * (-1: any quarter) of it fits them. A cancelled appointment asks by itself: the first who fits gets a task.
 */
bool office_wait_list(struct office *office, civil_day day, int minute, const char *language,
		      struct arena *arena, struct office_waiting_list *list, struct error *err);

#endif
