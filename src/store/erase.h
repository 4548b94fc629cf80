/* store/erase.h - a person taken out of the database (GDPR 17, PIPA 21, 36).
 *
 * Names, numbers, addresses and everything in free text go: of the customer, of their cars' plates, of their
 * requests, answers, messages, tasks and change lists. What the law keeps stands on under the pseudonymous
 * id: that there was a visit, when, of which car by its VIN, and who did what (the trail holds no values). */
#ifndef PRENOTA_STORE_ERASE_H
#define PRENOTA_STORE_ERASE_H

#include "store/store.h"

/* Erases the customer in the transaction that is open; once more changes nothing. ERROR_NOT_FOUND: no such
 * customer. Appointments to come are the caller's business. */
bool store_erase_customer(struct store *store, const char *id, const char *reason, struct error *err);

/* In the transaction that is open: the request @request is the @customer's, whoever did not see it before. ERROR_INPUT:
 * there is none, or it is another customer's. */
bool store_take_request(struct store *store, const char *request, const char *customer, struct error *err);

/* After the commit: takes what was erased out of the write-ahead log too. A reader of another process may put
 * it off: false with ERROR_BUSY, to be tried again. */
bool store_scrub(struct store *store, struct error *err);

/* Erases in @into everybody whom @from says was erased and @into does not; *@count of them. What went with anybody goes
 * from @into, and stays known there. Both are open, none in a transaction. */
bool store_repeat_erasures(struct store *from, struct store *into, int *count, struct error *err);

#endif
