/* Runs the scripts named on the command line, each on a copy of one prepared sample site and in a process of
 * its own, and prints TAP. Of a folder all its *.script.
 * Usage: scripts SAMPLE_DIR FORMS_DIR LOCALE_DIR SCRIPT|FOLDER... */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "office/setup.h"
#include "script.h"

enum { FIRST_SCRIPT = 4 };

static void bad_line(void *context, const char *text)
{
	printf("# %s\n", text);
}

static bool copy_file(const char *from, const char *to)
{
	char block[65536];
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	size_t len;
	bool fine = in && out;
	while (fine && (len = fread(block, 1, sizeof block, in)) > 0)
		fine = fwrite(block, 1, len, out) == len;
	if (in)
		fclose(in);
	if (out)
		fine = fclose(out) == 0 && fine;
	return fine;
}

static void remove_tree(const char *dir)
{
	static const char *const ends[] = { "",
					    "/prenota.cfg",
					    "/prenota.db",
					    "/prenota.db-wal",
					    "/prenota.db-shm",
					    "/prenota.db-bell",
					    "/prenota.db-lock",
					    "/prenota.db.bell",
					    "/prenota.db.lock" };
	for (size_t i = sizeof ends / sizeof ends[0]; i-- > 0;) {
		char path[600];
		snprintf(path, sizeof path, "%s%s", dir, ends[i]);
		if (remove(path) != 0 && errno != ENOENT)
			printf("# left behind: %s\n", path);
	}
}

/* The database that prenota.cfg in @dir names. */
static bool find_database(const char *dir, char *path, size_t size)
{
	char file[600], line[600];
	snprintf(file, sizeof file, "%s/prenota.cfg", dir);
	FILE *in = fopen(file, "r");
	bool found = false;
	while (in && !found && fgets(line, sizeof line, in)) {
		char *begin = strchr(line, '"'), *end = begin ? strchr(begin + 1, '"') : NULL;
		if (!strstr(line, "database") || !end)
			continue;
		*end = '\0';
		snprintf(path, size, begin[1] == '/' ? "%s%s" : "%s/%s", begin[1] == '/' ? "" : dir,
			 begin + 1);
		found = true;
	}
	if (in)
		fclose(in);
	return found;
}

static bool run_one(const char *script, const struct script_site *site)
{
	fflush(stdout);
	pid_t child = fork();
	if (child == 0)
		exit(script_run(script, site) ? 0 : 1);
	int status = 1;
	waitpid(child, &status, 0);
	if (WIFSIGNALED(status))
		printf("# ended by signal %d\n", WTERMSIG(status));
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* What is named by the arguments, into @found, which the caller frees. */
static bool find_scripts(char **names, glob_t *found)
{
	struct stat about;
	char pattern[600];
	*found = (glob_t){ 0 };
	for (int flags = 0; *names; names++, flags = GLOB_APPEND) {
		bool folder = stat(*names, &about) == 0 && S_ISDIR(about.st_mode);
		snprintf(pattern, sizeof pattern, folder ? "%s/*.script" : "%s", *names);
		if (glob(pattern, flags, NULL, found) != 0) {
			printf("Bail out! no script: %s\n", pattern);
			return false;
		}
	}
	return true;
}

int main(int argc, char **argv)
{
	char site_dir[] = "/tmp/prenota-scripts-XXXXXX", run_dir[600], database[600], copy[700];
	struct error err = { 0 };
	struct office_import_watch watch = { .bad = bad_line };
	glob_t scripts;
	int failed = 0;
	if (argc <= FIRST_SCRIPT || !mkdtemp(site_dir)) {
		fprintf(stderr, "usage: scripts SAMPLE_DIR FORMS_DIR LOCALE_DIR SCRIPT|FOLDER...\n");
		return 2;
	}
	if (!find_scripts(argv + FIRST_SCRIPT, &scripts)) {
		remove_tree(site_dir);
		return 1;
	}
	printf("1..%zu\n", scripts.gl_pathc);
	if (!office_prepare_demo(site_dir, argv[1], argv[2], &watch, &err) ||
	    !find_database(site_dir, database, sizeof database)) {
		printf("Bail out! the sample site cannot be prepared: %s\n", err.text);
		remove_tree(site_dir);
		return 1;
	}
	snprintf(run_dir, sizeof run_dir, "%s/run", site_dir);
	mkdir(run_dir, 0700);
	for (size_t i = 0; i < scripts.gl_pathc; i++) {
		snprintf(copy, sizeof copy, "%s/prenota.db", run_dir);
		struct script_site site = { .database = copy, .forms_dir = argv[2], .locale_dir = argv[3] };
		bool fine = copy_file(database, copy) && run_one(scripts.gl_pathv[i], &site);
		printf("%s %zu - %s\n", fine ? "ok" : "not ok", i + 1, base_name(scripts.gl_pathv[i]));
		failed += !fine;
		remove_tree(run_dir);
		mkdir(run_dir, 0700);
	}
	globfree(&scripts);
	remove_tree(run_dir);
	remove_tree(site_dir);
	return failed ? 1 : 0;
}
