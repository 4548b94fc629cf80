#include "tui/terminfo.h"

#include <curses.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "base/i18n.h"

static const char understood[] = "xterm-256color";

/* Terminals that are often newer than the machine's list and speak as xterm does. */
static bool is_of_family(const char *type)
{
	static const char *const families[] = {
		"xterm-", "foot", "alacritty", "wezterm", "ghostty", "kitty"
	};
	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		if (strncmp(type, families[i], strlen(families[i])) == 0)
			return true;
	}
	return false;
}

const char *terminfo_string(const char *capability)
{
	/* tigetstr() takes no const, and gives -1 for what is no string capability. */
	char name[16];
	strncpy(name, capability, sizeof name - 1);
	name[sizeof name - 1] = '\0';
	const char *value = tigetstr(name);
	return value && value != (const char *)-1 ? value : NULL;
}

static bool has_string(const char *capability)
{
	return terminfo_string(capability) != NULL;
}

enum fitness { UNKNOWN, UNUSABLE, USABLE };

static enum fitness fitness_of(const char *type, int fd)
{
	int found;
	TERMINAL *before = cur_term;
	if (setupterm(type, fd, &found) != OK)
		return found == 1 ? UNUSABLE : UNKNOWN;
	bool usable = has_string("cup") && has_string("clear");
	TERMINAL *tried = set_curterm(before);
	if (tried != before)
		del_curterm(tried);
	return usable ? USABLE : UNUSABLE;
}

const char *terminfo_choose(const char *type, struct error *err)
{
	if (!type)
		type = getenv("TERM");
	if (!type || !*type) {
		error_set(err, ERROR_STORE, "%s",
			  _("TERM is not set: no screen to draw on; use the commands, see prenota --help"));
		return NULL;
	}
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	enum fitness fitness = fitness_of(type, fd);
	const char *chosen = type;
	if (fitness == UNKNOWN && is_of_family(type)) {
		chosen = understood;
		fitness = fitness_of(chosen, fd);
	}
	close(fd);
	if (fitness == USABLE)
		return chosen;
	error_set(err, ERROR_STORE,
		  _("terminal '%s' is unknown or cannot move the cursor; set TERM to what it is (for example "
		    "xterm-256color) or use the commands, see prenota --help"),
		  type);
	return NULL;
}
