#include <stdio.h>

#include "base/i18n.h"
#include "cli/output.h"
#include "cli/place.h"
#include "cli/words.h"
#include "office/reading.h"
#include "store/task.h"

static const struct cli_column columns[] = {
	{ "due", N_("Due"), CELL_TEXT, 0 },     { "kind", N_("Task"), CELL_TEXT, 24 },
	{ "roles", N_("For"), CELL_WORDS, 30 }, { "file", N_("File"), CELL_NUMBER, 0 },
	{ "text", N_("What"), CELL_TEXT, 60 },  { "created", N_("Since"), CELL_TEXT, 0 },
	{ "by", N_("By"), CELL_TEXT, 16 },      { "id", N_("Id"), CELL_TEXT, 0 },
};

static const char *roles_text(unsigned roles, char *text, size_t size)
{
	size_t len = 0;
	text[0] = '\0';
	for (unsigned role = ROLE_OPERATOR; role <= ROLE_READER; role <<= 1)
		if (roles & role && len < size)
			len += (size_t)snprintf(text + len, size - len, "%s%s", len ? " " : "",
						role_code((enum role)role));
	return text;
}

static void task_add(struct cli_listing *listing, const struct task *task)
{
	char due[CIVIL_STAMP_SIZE], created[CIVIL_STAMP_SIZE], number[16], roles[128];
	snprintf(number, sizeof number, "%d", task->number);
	const char *cells[] = {
		task->due ? civil_format_instant(task->due, due) : NULL,
		task->kind,
		roles_text(task->roles, roles, sizeof roles),
		task->number ? number : NULL,
		task->text,
		civil_format_instant(task->created, created),
		task->created_by,
		task->id,
	};
	cli_listing_add(listing, cells);
}

static int list(struct cli *cli, struct office *office, struct arena *arena)
{
	struct task_list tasks = { 0 };
	struct error err;
	if (!store_open_tasks(office->store, 0, NULL, arena, &tasks, &err))
		return cli_fail(cli, &err);
	office_note_listing(office, "task", NULL);
	struct cli_listing *listing = cli_listing_create(cli, columns, sizeof columns / sizeof columns[0]);
	cli_listing_label(listing, "kind", label_task);
	cli_listing_label(listing, "roles", cli_word_role);
	cli_listing_label(listing, "text", cli_word_note);
	for (size_t i = 0; i < tasks.count; i++)
		task_add(listing, &tasks.items[i]);
	return cli_listing_end(listing);
}

int cmd_tasks(struct cli *cli)
{
	return cli_with_office(cli, CLI_READS, list);
}
