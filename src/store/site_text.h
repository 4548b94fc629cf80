/* store/site_text.h - things of a site as texts, to see whether two are the same. Codes stand for indexes, so
 * that the texts of two sites can be compared. */
#ifndef PRENOTA_STORE_SITE_TEXT_H
#define PRENOTA_STORE_SITE_TEXT_H

#include "base/buffer.h"
#include "model/site.h"

void site_text_base(const struct site *site, struct buffer *out);
void site_text_hours(const struct site *site, struct buffer *out);
void site_text_holidays(const struct site *site, struct buffer *out);
void site_text_shifts(const struct site *site, struct buffer *out);
void site_text_duties(const struct site *site, struct buffer *out);
void site_text_intervals(const struct site *site, struct buffer *out);
void site_text_dealer(const struct site *site, struct buffer *out);

/* One of them, by position. */
void site_text_skill(const struct site *site, int index, struct buffer *out);
void site_text_staff(const struct site *site, int index, struct buffer *out);
void site_text_bay(const struct site *site, int index, struct buffer *out);
void site_text_work(const struct site *site, int index, struct buffer *out);
void site_text_unit(const struct site *site, int index, struct buffer *out);

/* The dealer's values, 0..DEALER_FIELD_COUNT: what each is called and where it stands. */
enum { DEALER_FIELD_COUNT = 13 };
const char *site_dealer_name(int field);
const char **site_dealer_value(struct dealer *dealer, int field);

#endif
