/* The forms of an office: read at first use, and again after somebody edited them. */
#include <dirent.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "office/office.h"

/* Time and size of every form as one number: another one means that a file changed. */
static uint64_t forms_stamp(const char *dir)
{
	uint64_t stamp = 0;
	DIR *open = dir ? opendir(dir) : NULL;
	struct stat info;
	for (struct dirent *entry = open ? readdir(open) : NULL; entry; entry = readdir(open)) {
		size_t len = strlen(entry->d_name);
		if (len < 5 || strcmp(entry->d_name + len - 4, ".cfg") != 0 ||
		    fstatat(dirfd(open), entry->d_name, &info, 0) != 0)
			continue;
		/* A sum: the order of the entries must not matter. */
		stamp += (uint64_t)info.st_mtim.tv_sec * 1000000007u + (uint64_t)info.st_mtim.tv_nsec +
			 (uint64_t)info.st_size * 31 + (uint64_t)info.st_ino;
	}
	if (open)
		closedir(open);
	return stamp;
}

bool office_read_forms(const struct office *office, struct office_forms *fresh, struct error *err)
{
	struct form_set set;
	if (!office->forms_path)
		return error_set(err, ERROR_CONFIG, _("there are no forms here"));
	if (!form_set_load(&set, office->forms_path, NULL, err))
		return false;
	struct phrases *phrases = memory_zeroed(1, sizeof *phrases);
	if (!phrases_load(phrases, office->forms_path, NULL, err)) {
		free(phrases);
		form_set_finish(&set);
		return false;
	}
	*fresh = (struct office_forms){ .set = set, .phrases = phrases };
	return true;
}

void office_take_forms(struct office *office, struct office_forms *fresh)
{
	if (office->phrases) {
		phrases_finish(office->phrases);
		free(office->phrases);
	}
	form_set_finish(&office->forms);
	office->forms = fresh->set;
	office->phrases = fresh->phrases;
	*fresh = (struct office_forms){ 0 };
	malloc_trim(0); /* the parser's tree was larger than all else the console keeps */
}

bool office_forms_changed(struct office *office)
{
	uint64_t stamp = forms_stamp(office->forms_path);
	bool changed = office->phrases && stamp != office->forms_stamp;
	office->forms_stamp = stamp;
	return changed;
}

bool office_load_forms(struct office *office, struct error *err)
{
	struct office_forms fresh;
	if (!office->forms_dir)
		return true;
	uint64_t stamp = forms_stamp(office->forms_path);
	if (!office_read_forms(office, &fresh, err))
		return false;
	office_take_forms(office, &fresh);
	office->forms_stamp = stamp;
	office->forms_dir = NULL;
	return true;
}
