/* config/report.h - where the mistakes of a configuration file go. */
#ifndef PRENOTA_CONFIG_REPORT_H
#define PRENOTA_CONFIG_REPORT_H

#include <stddef.h>

/* Every mistake of a file, one line of text each: "site.cfg:12: …", without a line end. */
struct config_report {
	void (*mistake)(void *context, const char *text);
	void *context;
	size_t count; /* mistakes so far */
};

#endif
