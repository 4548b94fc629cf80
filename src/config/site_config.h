/* config/site_config.h - reads site.cfg: one service desk with its hours, staff, skills, work and fleet.
 *
 * The syntax stands in data/sample/site.cfg, with every key. Times are strings "09:00", dates strings
 * "2026-11-23", telephone numbers strings. Unknown keys are mistakes. */
#ifndef PRENOTA_CONFIG_SITE_CONFIG_H
#define PRENOTA_CONFIG_SITE_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "config/report.h"
#include "model/site.h"

/* Reads the file at @path into @site, texts in @arena. False when there was a mistake: each goes to @report
 * (NULL is fine), the first and their number to @err (ERROR_CONFIG), and @site stays untouched. What is read
 * is site_valid(). */
bool config_read_site(const char *path, struct arena *arena, struct site *site, struct config_report *report,
		      struct error *err);

/* The same from @text (any bytes, @len of them); @name stands before the line numbers. */
bool config_parse_site(const char *name, const char *text, size_t len, struct arena *arena, struct site *site,
		       struct config_report *report, struct error *err);

enum { SITE_ID_SIZE = 128 };

/* The identity alone (site.id) of the file at @path; false when it cannot be read: what is wrong there tells
 * config_read_site(). */
bool config_site_id(const char *path, char id[SITE_ID_SIZE]);

#endif
