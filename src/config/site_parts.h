/* config/site_parts.h - the lists of site.cfg: skills, bays, work, staff, fleet, intervals. For this folder only. */
#ifndef PRENOTA_CONFIG_SITE_PARTS_H
#define PRENOTA_CONFIG_SITE_PARTS_H

#include "config/cfg.h"
#include "model/site.h"

/* "mon" … "sun" for 0 … 6, and back (-1 when there is no such day). */
const char *site_weekday_code(int weekday);
int site_weekday_from_code(const char *code);

/* "09:00-18:00" or [ "09:00-12:00", "13:00-18:00" ]. */
void site_read_hours(struct cfg *cfg, const config_setting_t *times, struct hours *hours);

/* In this order: later ones name earlier ones. */
void site_read_skills(struct cfg *cfg, const config_setting_t *root, struct site *site);
void site_read_bays(struct cfg *cfg, const config_setting_t *root, struct site *site);
void site_read_work(struct cfg *cfg, const config_setting_t *root, struct site *site);
void site_read_staff(struct cfg *cfg, const config_setting_t *root, struct site *site);
void site_read_fleet(struct cfg *cfg, const config_setting_t *root, struct site *site);
void site_read_intervals(struct cfg *cfg, const config_setting_t *root, struct site *site); /* site_due.c */

#endif
