#include "office/groups.h"

#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "model/words.h"

static const struct {
	const char *group;
	unsigned role;
} groups[] = {
	{ "prenota-bo", ROLE_OPERATOR },
	{ "prenota-sa", ROLE_ADVISOR },
	{ "prenota-foreman", ROLE_FOREMAN },
	{ "prenota-manager", ROLE_MANAGER },
	{ "prenota-technician", ROLE_TECHNICIAN },
	{ "prenota-host", ROLE_HOST },
	{ "prenota-ro", ROLE_READER },
};

static unsigned role_of(gid_t gid)
{
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
		const struct group *entry = getgrnam(groups[i].group);
		if (entry && entry->gr_gid == gid)
			return groups[i].role;
	}
	return 0;
}

bool groups_roles(unsigned *roles, struct error *err)
{
	const struct passwd *user = getpwuid(getuid());
	int count = 0;
	unsigned found = 0;
	if (user) {
		getgrouplist(user->pw_name, user->pw_gid, NULL, &count);
		gid_t *list = memory_zeroed((size_t)count + 1, sizeof *list);
		count = getgrouplist(user->pw_name, user->pw_gid, list, &count) < 0 ? 0 : count;
		for (int i = 0; i < count; i++)
			found |= role_of(list[i]);
		free(list);
	}
	if (!found)
		return error_set(err, ERROR_PERMISSION,
				 _("the login \"%s\" is in none of the groups prenota-bo, prenota-sa, "
				   "prenota-foreman, prenota-manager, prenota-ro; the administrator adds it"),
				 user ? user->pw_name : "?");
	*roles = found;
	return true;
}
