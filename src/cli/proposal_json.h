/* cli/proposal_json.h - proposals, refusals and days as `slots`, `book` and `file move` answer them. */
#ifndef PRENOTA_CLI_PROPOSAL_JSON_H
#define PRENOTA_CLI_PROPOSAL_JSON_H

#include <jansson.h>

#include "cli/command.h"
#include "office/life.h"

json_t *proposal_json(const struct site *site, const struct office_proposal *proposal);
json_t *proposals_json(const struct site *site, const struct office_slots *slots);

/* {"class", "proposals", "callback", "days"} */
json_t *slots_json(const struct site *site, const struct office_slots *slots);

/* A booking, or its refusal, answered in the format asked for (JSON by default); the rule ids of a refusal go
 * to standard error. Returns the exit status. */
int booking_answer(const struct cli *cli, const struct site *site, const struct office_booking *booking);

/* The same for a change: a booking with "moved", what is different now: [{"what", "from", "to"}]. */
int changed_answer(const struct cli *cli, const struct site *site, const struct office_changed *changed);

/* Proposals for people to read, a line each. */
void proposals_print(const struct site *site, const struct office_slots *slots, struct buffer *out);

#endif
