/* The actions that are valid everywhere, and their keys. Main ones need no Latin letter. */
#include "base/i18n.h"
#include "desk/desk_state.h"

const struct action desk_actions[] = {
	{ DESK_HELP, "help", N_("Help for the field or view where you stand"), N_("Help"), "global", "F1" },
	{ DESK_VIEW_CALL, "view-call", N_("Go to the call"), N_("Call"), "global", "F2" },
	{ DESK_VIEW_LOAD, "view-load", N_("Go to the workshop load"), N_("Load"), "global", "F3" },
	{ DESK_VIEW_RECEPTIONS, "view-receptions", N_("Go to the receptions of a day"), N_("Receptions"),
	  "global", "F4" },
	{ DESK_VIEW_REQUESTS, "view-requests", N_("Go to the digital requests"), N_("Requests"), "global", "F5" },
	{ DESK_VIEW_TASKS, "view-tasks", N_("Go to what is still to be done"), N_("Tasks"), "global", "F6" },
	{ DESK_VIEW_FIND, "view-find", N_("Find customers, vehicles and files"), N_("Find"), "global", "F7" },
	{ DESK_VIEW_STANDARDS, "view-standards", N_("Go to the standards kept"), N_("Standards"), "global", "F8" },
	{ DESK_HOLD, "call-hold", N_("Put the call on hold, or take it back"), N_("Hold"), "global", "F9" },
	{ DESK_TRANSFER, "call-transfer", N_("Transfer the call, or take it back"), NULL, "global", "Shift+F9" },
	{ DESK_END, "call-end", N_("End the call: book it, or say why not"), N_("End"), "global", "F10" },
	{ DESK_PARK, "call-park", N_("Park the call with its draft"), N_("Park"), "global", "F11" },
	{ DESK_RING, "call-ring", N_("The telephone rings: a new call"), NULL, "global", "F12, Ctrl+N" },
	{ DESK_WALK_IN, "walk-in", N_("Somebody comes in: the waiting clock starts"), NULL, "global",
	  "Shift+F12, Alt+W" },
	{ DESK_CALL_NEXT, "call-next", N_("Take up the next call"), NULL, "global", "Alt+Down" },
	{ DESK_CALL_PREVIOUS, "call-previous", N_("Take up the call before"), NULL, "global", "Alt+Up" },
	{ DESK_PALETTE, "palette", N_("All commands by name"), NULL, "global", "Ctrl+P" },
	{ DESK_UNDO, "undo", N_("Undo the last change of a field"), NULL, "global", "Alt+U, Ctrl+_" },
	{ DESK_FORMS, "forms-reload", N_("Read the forms again after they were edited"), NULL, "global", "" },
	{ DESK_REDRAW, "redraw", N_("Draw the screen again"), NULL, "global", "Ctrl+L" },
	{ DESK_SUSPEND, "suspend", N_("Suspend the program"), NULL, "global", "Ctrl+Z" },
	{ DESK_DEALER, "dealer", N_("Dealer data: what the public is told, and when it was checked"), NULL, "global", "" },
	{ DESK_AUDIT, "audit", N_("Audit trail: who saw or changed whose data"), NULL, "global", "" },
	{ DESK_OUTBOX, "outbox", N_("Messages to customers: the outbox"), NULL, "global", "" },
	{ DESK_QUIT, "quit", N_("Leave; open calls are kept as drafts"), NULL, "global", "Ctrl+Q" },
};
const size_t desk_action_count = sizeof desk_actions / sizeof desk_actions[0];
