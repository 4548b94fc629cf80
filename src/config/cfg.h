/* config/cfg.h - one configuration file as libconfig settings, with the traps of libconfig 1.5 looked at
 * first.
 *
 * For this folder only. */
#ifndef PRENOTA_CONFIG_CFG_H
#define PRENOTA_CONFIG_CFG_H

#include <libconfig.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/error.h"
#include "config/report.h"
#include "model/site.h"

struct cfg {
	const char *name; /* stands before the line numbers */
	struct arena *arena;
	struct config_report *report; /* NULL is fine */
	size_t mistakes;
	char first[512];
	config_t config;
};

void cfg_mistake(struct cfg *cfg, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
#define cfg_wrong(cfg, setting, ...) cfg_mistake(cfg, (int)config_setting_source_line(setting), __VA_ARGS__)

/* Parses @text: a mark at the beginning is skipped; a broken character, a zero byte, @include, a number that
 * would silently become another one, and what libconfig cannot read are mistakes. The root, or NULL;
 * cfg_close() in every case. */
const config_setting_t *cfg_parse(struct cfg *cfg, const char *text, size_t len);

/* Fills @err with the first mistake and their number; true when there was none. */
bool cfg_close(struct cfg *cfg, struct error *err);

/* The whole file, to be freed; NULL with @err set. ERROR_NOT_FOUND when there is none. */
char *cfg_read_file(const char *path, size_t *len, struct error *err);

/* Every key of @group that is not in @keys (spaces between) is a mistake. */
void cfg_only(struct cfg *cfg, const config_setting_t *group, const char *keys);

/* The values below are copied into the arena. A missing one is a mistake only when @required, a wrong kind
 * always. */
const char *cfg_text(struct cfg *cfg, const config_setting_t *group, const char *key, bool required);
int cfg_int(struct cfg *cfg, const config_setting_t *group, const char *key, int low, int high,
	    int otherwise);
bool cfg_bool(struct cfg *cfg, const config_setting_t *group, const char *key, bool otherwise);
int cfg_time(struct cfg *cfg, const config_setting_t *group, const char *key, int otherwise);
civil_day cfg_date(struct cfg *cfg, const config_setting_t *group, const char *key, civil_day otherwise);

/* { en = "…"; ko = "…"; } or one text for both; empty texts when missing. */
struct two_texts cfg_two_texts(struct cfg *cfg, const config_setting_t *group, const char *key,
			       bool required);

/* A list, array or group; NULL when missing. */
const config_setting_t *cfg_list(struct cfg *cfg, const config_setting_t *group, const char *key,
				 bool required);
const config_setting_t *cfg_group(struct cfg *cfg, const config_setting_t *group, const char *key,
				  bool required);

/* Element @index of @list, which must be a group (or a string); NULL with a mistake. */
const config_setting_t *cfg_item_group(struct cfg *cfg, const config_setting_t *list, int index);
const char *cfg_item_text(struct cfg *cfg, const config_setting_t *list, int index);

/* "09:00-12:00" as an interval; false with a mistake at @at. */
bool cfg_interval(struct cfg *cfg, const config_setting_t *at, const char *text, struct interval *interval);

#endif
