/* cli/file_json.h - a customer file whole, as `file show --format json` answers it. */
#ifndef PRENOTA_CLI_FILE_JSON_H
#define PRENOTA_CLI_FILE_JSON_H

#include <jansson.h>

#include "model/file.h"

json_t *file_json(const struct customer_file *file);

#endif
