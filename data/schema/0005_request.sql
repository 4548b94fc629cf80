-- Digital requests, tasks, reminders, messages, ownership changes, waiting list, and the audit trail.

CREATE TABLE request (
	id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
	source TEXT NOT NULL,
	source_id TEXT NOT NULL,
	channel TEXT NOT NULL,
	received INTEGER NOT NULL,
	due INTEGER NOT NULL,
	name TEXT,
	mobile TEXT,
	email TEXT,
	language TEXT,
	plate TEXT,
	vin TEXT,
	model TEXT,
	mileage INTEGER,
	reason TEXT,
	text TEXT,
	fields TEXT,
	raw TEXT,
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'offered', 'booked', 'answered',
		'dropped')),
	answered INTEGER,
	file TEXT REFERENCES customer_file (id),
	customer TEXT REFERENCES customer (id),
	revision INTEGER NOT NULL DEFAULT 1,
	changed_at INTEGER NOT NULL,
	changed_by TEXT NOT NULL,
	UNIQUE (source, source_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_open ON request (due) WHERE state IN ('open', 'offered');

CREATE TABLE task (
	id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
	kind TEXT NOT NULL,
	roles INTEGER NOT NULL,
	due INTEGER,
	file TEXT REFERENCES customer_file (id),
	customer TEXT REFERENCES customer (id),
	vehicle TEXT REFERENCES vehicle (id),
	text TEXT,
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
	created INTEGER NOT NULL,
	created_by TEXT NOT NULL,
	done INTEGER,
	done_by TEXT,
	result TEXT,
	revision INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
CREATE INDEX task_open ON task (due) WHERE state = 'open';
CREATE INDEX task_by_file ON task (file) WHERE file IS NOT NULL;

CREATE TABLE ownership_change (
	id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
	vehicle TEXT NOT NULL REFERENCES vehicle (id),
	file TEXT REFERENCES customer_file (id),
	new_owner TEXT REFERENCES customer (id),
	since INTEGER,
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'sent', 'done', 'dropped')),
	opened INTEGER NOT NULL,
	opened_by TEXT NOT NULL,
	done INTEGER,
	done_by TEXT,
	revision INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
CREATE INDEX ownership_change_by_vehicle ON ownership_change (vehicle);

CREATE TABLE reminder (
	id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
	vehicle TEXT NOT NULL REFERENCES vehicle (id),
	service TEXT NOT NULL,
	due_day INTEGER NOT NULL,
	due_reason TEXT,
	state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'open', 'booked',
		'declined', 'stopped',
		'done')),
	attempts INTEGER NOT NULL DEFAULT 0,
	next_attempt INTEGER,
	file TEXT REFERENCES customer_file (id),
	revision INTEGER NOT NULL DEFAULT 1,
	changed_at INTEGER NOT NULL,
	UNIQUE (vehicle, service, due_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_open ON reminder (due_day) WHERE state IN ('waiting', 'open');

CREATE TABLE message (
	id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
	file TEXT REFERENCES customer_file (id),
	customer TEXT REFERENCES customer (id),
	reminder TEXT REFERENCES reminder (id),
	purpose TEXT NOT NULL,
	means TEXT NOT NULL CHECK (means IN ('phone', 'sms', 'email')),
	address TEXT,
	language TEXT,
	subject TEXT,
	text TEXT,
	due INTEGER NOT NULL,
	state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent',
		'failed', 'dropped')),
	tries INTEGER NOT NULL DEFAULT 0,
	sent INTEGER,
	result TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX message_due ON message (due) WHERE state IN ('waiting', 'sending');
CREATE INDEX message_by_file ON message (file) WHERE file IS NOT NULL;

CREATE TABLE waiting (
	file TEXT NOT NULL PRIMARY KEY REFERENCES customer_file (id),
	class TEXT NOT NULL,
	since INTEGER NOT NULL,
	until_day INTEGER
) STRICT, WITHOUT ROWID;

-- Who saw or changed whose data: ids and field names, never values. The hashes chain the rows.
CREATE TABLE audit (
	key INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	by_staff TEXT NOT NULL,
	origin TEXT,
	act TEXT NOT NULL,
	tbl TEXT NOT NULL,
	row_id TEXT,
	detail TEXT,
	previous_hash TEXT,
	hash TEXT
) STRICT;
CREATE INDEX audit_by_row ON audit (tbl, row_id);
CREATE INDEX audit_by_time ON audit (at);
