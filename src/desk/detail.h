/* desk/detail.h - the pages of a customer file, a customer and a car: everything the desk knows of it, on one
 * page. */
#ifndef PRENOTA_DESK_DETAIL_H
#define PRENOTA_DESK_DETAIL_H

#include "desk/reader.h"

/* The page of a kind of thing; its key is the thing's id. */
reader_fill *detail_of(enum find_kind kind);

/* Opens the page of @link. */
void detail_open(struct desk *desk, struct reader_link link);

/* Whether who acts may do anything with it. */
bool detail_may_act(const struct desk *desk, struct reader_link link);

/* Space on it: the acts of a file; a customer or a car is taken into the call in front, else into a new one.
 */
bool detail_act(struct desk *desk, struct reader_link link, struct error *err);

struct contract;
struct campaign_hit;
/* Lines for a campaign that concerns a car. */
void detail_add_campaign(struct desk *desk, struct reader_page *page, const struct campaign_hit *hit);
/* A line for an assessed contract. */
void detail_add_contract(struct reader_page *page, const struct contract *contract);

/* Lines of a file: what its check found; how far its reception checklist is (R29); the foreman's drive with the
 * customer before the hand-back of a return (R71). */
struct customer_file;
struct appointment;
bool detail_add_check(struct desk *desk, struct reader_page *page, const struct customer_file *file, struct error *err);
bool detail_add_checklist(struct desk *desk, struct reader_page *page, const char *file, struct error *err);
void detail_add_joint_drive(struct desk *desk, struct reader_page *page, const struct appointment *appointment);

/* What the customer expects of the visit, and what he complained of: seen first at the reception (R20); and all that was
 * answered, by form. */
void detail_add_expectations(struct desk *desk, struct reader_page *page, const struct customer_file *file);
void detail_add_answers(struct desk *desk, struct reader_page *page, const struct customer_file *file);

/* What its reception is to be prepared for, in a line: pre-diagnosis with its level, who attends, campaigns,
 * contracts in force; nothing when there is none of it. @style is a warning's when the car may not be driven
 * as usual. @arena has room for what is read. */
bool detail_brief(struct desk *desk, const struct customer_file *file, struct arena *arena, struct buffer *out,
		  enum style *style, struct error *err);

bool detail_file(struct desk *desk, const char *key, struct reader_page *page, struct error *err);
bool detail_customer(struct desk *desk, const char *key, struct reader_page *page, struct error *err);
bool detail_vehicle(struct desk *desk, const char *key, struct reader_page *page, struct error *err);

#endif
