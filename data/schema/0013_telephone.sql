-- Calls as a telephone exchange tells of them. The events are kept as they came; the row of a call says what
-- they amount to. Times in milliseconds since 1970; the clock is CLOCK_BOOTTIME where the event was taken in,
-- so that lengths do not depend on the time of day.

ALTER TABLE staff ADD COLUMN extension TEXT;

INSERT INTO change_counter (grp)
VALUES (15);

CREATE TABLE line_call (
	id TEXT NOT NULL PRIMARY KEY,
	phase TEXT NOT NULL CHECK (phase IN ('rings', 'talks', 'held', 'moves', 'ended')),
	number TEXT,
	extension TEXT,
	rang INTEGER,
	answered INTEGER,
	ended INTEGER,
	first_at INTEGER NOT NULL,
	first_clock INTEGER NOT NULL,
	boot TEXT NOT NULL,
	last_at INTEGER NOT NULL,
	contact TEXT REFERENCES contact (id),
	taken_by TEXT,
	waits_kept INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX line_call_live ON line_call (last_at) WHERE phase <> 'ended';
CREATE INDEX line_call_by_contact ON line_call (contact) WHERE contact IS NOT NULL;

CREATE TABLE call_event (
	key INTEGER PRIMARY KEY,
	call TEXT NOT NULL REFERENCES line_call (id),
	verb TEXT NOT NULL CHECK (verb IN ('ringing', 'answered', 'hold', 'resume', 'transferred', 'hangup')),
	number TEXT,
	extension TEXT NOT NULL,
	at INTEGER NOT NULL,
	UNIQUE (call, verb, at, extension)
) STRICT;
