/* Only the identity of a site's file: asked at every start, where the whole file would cost more than the
 * start. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/cfg.h"
#include "config/site_config.h"

static bool take_id(const char *text, size_t len, char id[SITE_ID_SIZE])
{
	struct arena arena = { 0 };
	struct cfg cfg = { .name = "", .arena = &arena };
	const config_setting_t *root = cfg_parse(&cfg, text, len);
	const config_setting_t *group = root ? config_setting_get_member(root, "site") : NULL;
	const char *found = NULL;
	bool there = group && config_setting_lookup_string(group, "id", &found) && *found &&
		     strlen(found) < SITE_ID_SIZE;
	if (there)
		snprintf(id, SITE_ID_SIZE, "%s", found);
	cfg_close(&cfg, &(struct error){ 0 });
	arena_finish(&arena);
	return there;
}

/* The group "site" at the beginning of a line, up to its end; NULL when it is not written so. */
static const char *group_of(const char *text, size_t *len)
{
	const char *at = strncmp(text, "site ", 5) == 0 ? text : strstr(text, "\nsite ");
	const char *end = at ? strchr(at, '}') : NULL;
	*len = end ? (size_t)(end + 1 - at) : 0;
	return end ? at : NULL;
}

bool config_site_id(const char *path, char id[SITE_ID_SIZE])
{
	size_t len, part_len;
	char *text = cfg_read_file(path, &len, &(struct error){ 0 });
	if (!text)
		return false;
	const char *part = strlen(text) == len ? group_of(text, &part_len) : NULL;
	bool there = (part && take_id(part, part_len, id)) || take_id(text, len, id);
	free(text);
	return there;
}
