/* config/scan.h - what libconfig 1.5 takes silently and should not, looked for before it reads. */
#ifndef PRENOTA_CONFIG_SCAN_H
#define PRENOTA_CONFIG_SCAN_H

#include "config/cfg.h"

/* Tells the mistakes of @text (with its end mark) and blanks those out that would end libconfig's reading (a
 * trailing comma, @include, a zero byte, a broken character), so that all mistakes of a file are told at
 * once. False when the text is nested too deeply to be read. */
bool cfg_scan(struct cfg *cfg, char *text, size_t len);

#endif
