/* office/telephone.h - the clocks of a telephone call, kept in the contact register: rings until it was
 * answered, holds and transfers, calls nobody answered (R16, R18). */
#ifndef PRENOTA_OFFICE_TELEPHONE_H
#define PRENOTA_OFFICE_TELEPHONE_H

#include "office/office.h"

/* How long it rang, measured on a monotonic clock. */
struct office_ring {
	int seconds;
	int rings;          /* the ring on which it was answered or given up, 0 unknown */
	const char *line;   /* the exchange's call that is answered, NULL: none */
	const char *number; /* the caller's as the exchange told it, NULL: not told */
	const char *arrived;  /* the register's row of office_note_arrival(), NULL: none */
	enum channel channel; /* the telephone when not said; a walk-in waited and rang not */
};

/* A hold or a transfer of @contact that ends now and lasted @seconds. */
bool office_note_hold(struct office *office, const char *contact, bool transfer, int seconds,
		      struct error *err);

/* The first dates of @contact were offered @milliseconds after the last answer (R2): kept with the contact,
 * and in the history of its @file. What is said first stays. */
bool office_note_offer(struct office *office, const char *contact, const char *file, int64_t milliseconds,
		       struct error *err);

/* The customer of @file was handed to the member @code of the staff now (R60): in the file's history. */
bool office_note_handover(struct office *office, const char *file, const char *code, struct error *err);

/* Somebody came in through the door and waits now (R59): a row of the register, so that every desk sees the clock that
 * starts at zero. office_open_file() goes on with it when the customer is received. The host may tell it too, and
 * leaves it to whoever is free; of others it is theirs, until their process ends in any way. */
bool office_note_arrival(struct office *office, char contact[ID_SIZE], struct error *err);

/* Who waits in the hall and is at no other console: told by the host, or by a console that died. Those of this console
 * are among them. An hour after coming in it is nobody any more. */
struct office_arrival {
	const char *contact;
	const char *told_by; /* code of a member of the staff */
	instant since;
};
struct office_hall {
	struct office_arrival *items;
	size_t count;
};
enum { OFFICE_HALL_SECONDS = 3600 };
bool office_hall(struct office *office, struct arena *arena, struct office_hall *hall, struct error *err);

/* @contact of office_hall() comes to this console; ERROR_REFUSED when somebody received the customer, or the customer
 * went. */
bool office_take_arrival(struct office *office, const char *contact, struct error *err);

/* A call that rang as @ring says and was never answered: the register's "abandoned". */
bool office_note_lost_call(struct office *office, const struct office_ring *ring, struct error *err);

#endif
