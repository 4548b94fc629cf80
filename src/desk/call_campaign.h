/* desk/call_campaign.h - what a call does with the open campaigns of a car (R30, R31): which of them the
 * sentence speaks of, which come beside it, and the work they mean. */
#ifndef PRENOTA_DESK_CALL_CAMPAIGN_H
#define PRENOTA_DESK_CALL_CAMPAIGN_H

#include "desk/call.h"

#define CALL_CAMPAIGN_WORKS 2

/* The fact "campaign": none, possible, service, recall or stop-drive, the gravest there is. One that only may
 * concern the car counts as possible, whatever it is. */
const char *call_campaign_fact(const struct call_known *known);

/* Whether @hit is of the kind the fact names. */
bool call_campaign_leads(const struct call_known *known, const struct campaign_hit *hit);

/* Whether @hit concerns the car for certain and is of a lesser kind than the fact names. */
bool call_campaign_beside(const struct call_known *known, const struct campaign_hit *hit);

/* The work of all that concern the car for certain (of those that may, when there are no others): parts and
 * software each once. Software when nothing is known of the car. Returns how many. */
size_t call_campaign_work(const struct call_known *known, const char *codes[CALL_CAMPAIGN_WORKS]);

#endif
