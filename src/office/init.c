#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "config/site_config.h"
#include "office/setup.h"
#include "store/site_store.h"

static const char *const change_words[] = {
	[SITE_ADDED] = N_("added"),
	[SITE_CHANGED] = N_("changed"),
	[SITE_RETIRED] = N_("no longer used, kept"),
};

static bool open_or_create(const char *database, bool exists, struct store **store, struct error *err)
{
	struct store_options options = { .path = database };
	return exists ? store_open(store, &options, err) : store_create(store, &options, err);
}

static void changes_take(const struct site_changes *changes, struct arena *arena, struct office_init *result)
{
	result->changes = arena_alloc(arena, (changes->count + 1) * sizeof *result->changes);
	result->count = changes->count;
	for (size_t i = 0; i < changes->count; i++) {
		const struct site_change *change = &changes->items[i];
		result->changes[i].text =
			arena_printf(arena, "%s%s%s: %s", _(change->what), change->code[0] ? " " : "",
				     change->code, _(change_words[change->kind]));
	}
}

static bool put_number(struct store *store, const char *name, int value, struct error *err)
{
	char text[16];
	snprintf(text, sizeof text, "%d", value);
	return store_put_setting(store, name, text, err);
}

static bool put_keep(struct store *store, const struct site_keep *keep, struct error *err)
{
	return put_number(store, "keep.booking", keep->booking, err) &&
	       put_number(store, "keep.visit", keep->visit, err) &&
	       put_number(store, "keep.persona", keep->persona, err) &&
	       put_number(store, "keep.draft", keep->draft, err);
}

static bool site_write(struct store *store, const struct site *site, bool preview, struct arena *arena,
		       struct office_init *result, struct error *err)
{
	const struct passwd *login = getpwuid(getuid());
	struct site_changes changes = { 0 };
	store_set_actor(store, login ? login->pw_name : "?", 0);
	if (!store_begin_write(store, err))
		return false;
	if (!store_put_site(store, site, arena, &changes, err) || !put_keep(store, &site->keep, err)) {
		store_rollback(store);
		return false;
	}
	changes_take(&changes, arena, result);
	if (!preview)
		return store_commit(store, err);
	store_rollback(store);
	return true;
}

/* One database is one site: another one never takes its place. */
static bool same_site(struct store *store, const char *database, const struct site *site, struct error *err)
{
	char stored[SITE_ID_SIZE];
	if (!store_site_id(store, stored, sizeof stored) || strcmp(stored, site->id) == 0)
		return true;
	return error_set(err, ERROR_STORE,
			 _("%s: the database of the site %s, and not of %s. Nothing was changed; give %s a "
			   "database of its "
			   "own with --db FILE"),
			 database, stored, site->id, site->id);
}

/* The preview of a site that has no store yet: made beside nothing, so only its being new is told. */
static void preview_new(const char *database, struct arena *arena, struct office_init *result)
{
	result->changes = arena_alloc(arena, sizeof *result->changes);
	result->changes[0].text = arena_printf(arena, _("%s: would be made"), database);
	result->count = 1;
}

bool office_init(const char *database, const char *site_file, bool preview, struct arena *arena,
		 struct office_init *result, struct error *err)
{
	struct site site;
	struct store *store = NULL;
	site_init(&site);
	if (!config_read_site(site_file, arena, &site, NULL, err))
		return false;
	bool exists = access(database, F_OK) == 0;
	struct office_init made = { .created = !exists && !preview };
	if (!exists && preview) {
		preview_new(database, arena, &made);
		*result = made;
		return true;
	}
	if (!open_or_create(database, exists, &store, err))
		return false;
	bool fine = same_site(store, database, &site, err) &&
		    site_write(store, &site, preview, arena, &made, err);
	store_close(store);
	if (!fine && !exists)
		unlink(database); /* a store without its site is of no use */
	if (fine)
		*result = made;
	return fine;
}
