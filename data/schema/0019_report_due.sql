-- Reminders by when the service is due, whatever became of them, for the standards page and lists of a period.

CREATE INDEX reminder_by_due ON reminder (due_day);
