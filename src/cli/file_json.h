/* cli/file_json.h - a customer file whole, as `file show --format json` answers it. */
#ifndef PRENOTA_CLI_FILE_JSON_H
#define PRENOTA_CLI_FILE_JSON_H

#include <jansson.h>

#include "model/file.h"
#include "model/site.h"
#include "office/prediag.h"
#include "store/file_store.h"
#include "store/standards.h"

/* What stands beside the file: what was looked up, and what its contact kept of the standard. */
struct file_beside {
	struct file_checks checks;
	struct standard_list standards;
	struct office_prediag prediag[2]; /* in English, in Korean */
};

/* @site names the staff. */
json_t *file_json(const struct customer_file *file, const struct file_beside *beside,
		  const struct site *site);

#endif
