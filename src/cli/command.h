/* cli/command.h - what a command of the command line is, and what it is run with. */
#ifndef PRENOTA_CLI_COMMAND_H
#define PRENOTA_CLI_COMMAND_H

#include <stdio.h>

#include "base/buffer.h"
#include "cli/console.h"
#include "cli/options.h"
#include "office/office.h"

struct cli {
	const struct cli_command *command; /* NULL: the bare console */
	struct cli_line line;              /* args without the words of the command */
	cli_console_fn console;
	const struct store *store; /* that the command writes to, while it is open; or NULL */
	const char *sample; /* configuration of the throw-away site of `prenota demo`, or NULL */
};

struct cli_command {
	const char *name;      /* "slots", "file show": one or two words */
	const char *arguments; /* "KIND FILE", "" for none */
	int args_min;
	int args_max;
	uint32_t options;    /* beside OPT_COMMON */
	const char *summary; /* to be translated */
	/* Returns the exit status; 0 is done. Failures that have a struct error go through cli_fail(). */
	int (*run)(struct cli *cli);
};

extern const struct cli_command cli_commands[];
extern const size_t cli_command_count;

enum { CLI_EXIT_REFUSED = 1, CLI_EXIT_USAGE = 2 };

/* Runs `prenota` with these arguments: the whole program behind main(). @console opens the console. */
int cli_main(int argc, char **argv, cli_console_fn console);

/* Says @err on standard error as one line and returns the exit status that belongs to it. */
int cli_fail(const struct cli *cli, const struct error *err);

/* A wrong use: says the text like cli_fail() and returns CLI_EXIT_USAGE. */
int cli_usage(const struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Appends the general help, or that of one command. */
void cli_help(const struct cli_command *command, struct buffer *out);
/* The commands whose first word is @first; false when there are none. */
bool cli_help_group(const char *first, struct buffer *out);

/* Writes to standard output; a failure (a full disk, a closed pipe) is told and gives the status 74, else 0.
 */
int cli_print(const struct cli *cli, const char *text);

/* One function a command, each in its own file. */
int cmd_demo(struct cli *cli);
int cmd_init(struct cli *cli);
int cmd_import(struct cli *cli);
int cmd_find(struct cli *cli);
int cmd_load(struct cli *cli);
int cmd_slots(struct cli *cli);
int cmd_book(struct cli *cli);
int cmd_file_show(struct cli *cli);
int cmd_file_history(struct cli *cli);
int cmd_file_move(struct cli *cli);
int cmd_file_cancel(struct cli *cli);
int cmd_file_undo(struct cli *cli);
int cmd_file_arrive(struct cli *cli);
int cmd_file_late(struct cli *cli);
int cmd_file_noshow(struct cli *cli);
int cmd_file_finish(struct cli *cli);
int cmd_file_change(struct cli *cli);
int cmd_file_handback(struct cli *cli);
int cmd_file_wait(struct cli *cli);
int cmd_absence_add(struct cli *cli);
int cmd_absence_list(struct cli *cli);
int cmd_absence_end(struct cli *cli);
int cmd_receptions(struct cli *cli);
int cmd_sheet(struct cli *cli);
int cmd_tasks(struct cli *cli);
int cmd_reminders(struct cli *cli);
int cmd_contacts(struct cli *cli);
int cmd_dealer_show(struct cli *cli);
int cmd_dealer_set(struct cli *cli);
int cmd_dealer_checked(struct cli *cli);
int cmd_export_dealer(struct cli *cli);
int cmd_export_changes(struct cli *cli);
int cmd_check(struct cli *cli);
int cmd_intake(struct cli *cli);
int cmd_notify(struct cli *cli);
int cmd_requests(struct cli *cli);
int cmd_audit(struct cli *cli);
int cmd_standards(struct cli *cli);
int cmd_export_customer(struct cli *cli);
int cmd_erase_customer(struct cli *cli);
int cmd_purge(struct cli *cli);
int cmd_backup(struct cli *cli);
int cmd_restore(struct cli *cli);
int cmd_salvage(struct cli *cli);
int cmd_call(struct cli *cli);
int cmd_reference(struct cli *cli);
int cmd_call_replay(struct cli *cli);
int cmd_call_listen(struct cli *cli);

#endif
