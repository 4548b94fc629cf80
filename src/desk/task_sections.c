/* Every list of F6: one line each, in the order in which they stand. */
#include "desk/task_section.h"

const struct task_section *const task_sections[] = {
	&task_section_tasks,
	&task_section_outbox,
	&task_section_reminders,
	&task_section_contacts,
};
const size_t task_section_count = sizeof task_sections / sizeof task_sections[0];
