#include "script_lines.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_script(struct script_lines *lines, const char *path)
{
	char *line = NULL;
	size_t size = 0;
	FILE *in = fopen(path, "r");
	if (!in)
		return false;
	while (getline(&line, &size, in) > 0 && lines->count < SCRIPT_LINES_MAX - 1) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "keys ", 5) == 0 || strncmp(line, "type ", 5) == 0)
			lines->lines[lines->count++] = strdup(line);
	}
	lines->lines[lines->count++] = NULL;
	free(line);
	fclose(in);
	return true;
}

bool script_lines_read(struct script_lines *lines, const char *folder)
{
	char pattern[512];
	glob_t found;
	*lines = (struct script_lines){ .count = 0 };
	snprintf(pattern, sizeof pattern, "%s/*.script", folder ? folder : "tests/scripts");
	bool good = glob(pattern, 0, NULL, &found) == 0;
	for (size_t i = 0; good && i < found.gl_pathc && lines->count < SCRIPT_LINES_MAX - 1; i++)
		good = read_script(lines, found.gl_pathv[i]);
	if (!good)
		fprintf(stderr, "# %s cannot be read\n", pattern);
	globfree(&found);
	return good;
}

void script_lines_finish(struct script_lines *lines)
{
	for (int i = 0; i < lines->count; i++)
		free(lines->lines[i]);
	lines->count = 0;
}

int script_lines_first(const struct script_lines *lines, int at)
{
	while (at > 0 && lines->lines[at - 1])
		at--;
	return at;
}
