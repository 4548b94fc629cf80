#include "config/cfg.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "config/scan.h"

enum { FILE_MAX = 4 * 1024 * 1024 };

void cfg_mistake(struct cfg *cfg, int line, const char *format, ...)
{
	char what[700];
	va_list args;
	va_start(args, format);
	vsnprintf(what, sizeof what, format, args);
	va_end(args);
	struct error text;
	if (line > 0)
		error_set(&text, ERROR_CONFIG, "%s:%d: %s", cfg->name, line, what);
	else
		error_set(&text, ERROR_CONFIG, "%s: %s", cfg->name, what);
	if (cfg->mistakes++ == 0)
		snprintf(cfg->first, sizeof cfg->first, "%.*s", (int)sizeof cfg->first - 1, text.text);
	if (!cfg->report)
		return;
	cfg->report->count++;
	if (cfg->report->mistake)
		cfg->report->mistake(cfg->report->context, text.text);
}

const config_setting_t *cfg_parse(struct cfg *cfg, const char *text, size_t len)
{
	static const char mark[] = "\xEF\xBB\xBF";
	config_init(&cfg->config);
	if (len >= 3 && memcmp(text, mark, 3) == 0) {
		text += 3;
		len -= 3;
	}
	char *copy = malloc(len + 1);
	if (!copy)
		abort();
	memcpy(copy, text, len);
	copy[len] = '\0';
	bool readable = cfg_scan(cfg, copy, len);
	if (readable && config_read_string(&cfg->config, copy) != CONFIG_TRUE) {
		cfg_mistake(cfg, config_error_line(&cfg->config),
			    _("%s; look for a missing ; or quotation mark or bracket here or just above"),
			    config_error_text(&cfg->config));
		readable = false;
	}
	free(copy);
	return readable ? config_root_setting(&cfg->config) : NULL;
}

bool cfg_close(struct cfg *cfg, struct error *err)
{
	config_destroy(&cfg->config);
	if (cfg->mistakes == 0)
		return true;
	if (cfg->mistakes == 1)
		return error_set(err, ERROR_CONFIG, "%s", cfg->first);
	return error_set(err, ERROR_CONFIG, _("%s (and %zu more mistakes)"), cfg->first, cfg->mistakes - 1);
}

static char *read_all(int fd, const char *path, size_t size, size_t *len, struct error *err)
{
	char *text = malloc(size + 1);
	if (!text)
		abort();
	size_t have = 0;
	for (;;) {
		ssize_t got = read(fd, text + have, size - have);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			error_set(err, ERROR_SYSTEM, _("%s: cannot be read: %s"), path, strerror(errno));
			free(text);
			return NULL;
		}
		have += (size_t)got;
		if (got == 0 || have == size)
			break;
	}
	text[have] = '\0';
	*len = have;
	return text;
}

char *cfg_read_file(const char *path, size_t *len, struct error *err)
{
	struct stat about;
	char *text = NULL;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		bool missing = errno == ENOENT || errno == ENOTDIR;
		error_set(err, missing ? ERROR_NOT_FOUND : ERROR_SYSTEM, _("%s: cannot be opened: %s"), path,
			  strerror(errno));
		return NULL;
	}
	if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
		error_set(err, ERROR_CONFIG, _("%s: is no file; name the file itself"), path);
	else if (about.st_size > FILE_MAX)
		error_set(err, ERROR_CONFIG, _("%s: is larger than a configuration can be (4 MiB)"), path);
	else
		text = read_all(fd, path, (size_t)about.st_size, len, err);
	close(fd);
	return text;
}
