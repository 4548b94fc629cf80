-- The contact register and the customer files.

CREATE TABLE erasure (
	key INTEGER PRIMARY KEY,
	customer TEXT NOT NULL REFERENCES customer (id),
	at INTEGER NOT NULL,
	by_staff TEXT NOT NULL,
	reason TEXT
) STRICT;
CREATE INDEX erasure_by_customer ON erasure (customer);

CREATE TABLE contact (
	id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
	channel TEXT NOT NULL CHECK (channel IN ('phone', 'walkin', 'email', 'dealer-web',
		'maserati-web', 'owner-app',
		'outbound')),
	operator TEXT NOT NULL,
	caller TEXT,
	customer TEXT REFERENCES customer (id),
	rang INTEGER NOT NULL,
	answered INTEGER,
	ended INTEGER,
	rings INTEGER,
	result TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_by_rang ON contact (rang);
CREATE INDEX contact_by_customer ON contact (customer) WHERE customer IS NOT NULL;

CREATE TABLE contact_hold (
	contact TEXT NOT NULL REFERENCES contact (id),
	seq INTEGER NOT NULL,
	transfer INTEGER NOT NULL CHECK (transfer IN (0, 1)),
	from_at INTEGER NOT NULL,
	to_at INTEGER NOT NULL CHECK (to_at >= from_at),
	PRIMARY KEY (contact, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE customer_file (
	number INTEGER PRIMARY KEY AUTOINCREMENT,
	id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
	contact TEXT REFERENCES contact (id),
	opened INTEGER NOT NULL,
	closed INTEGER,
	operator TEXT NOT NULL,
	channel TEXT NOT NULL,
	language TEXT,
	customer TEXT REFERENCES customer (id),
	vehicle TEXT REFERENCES vehicle (id),
	mileage INTEGER CHECK (mileage >= 0),
	note TEXT,
	missing TEXT NOT NULL DEFAULT '',
	revision INTEGER NOT NULL DEFAULT 1,
	changed_at INTEGER NOT NULL,
	changed_by TEXT NOT NULL
) STRICT;
CREATE INDEX customer_file_by_customer ON customer_file (customer) WHERE customer IS NOT NULL;
CREATE INDEX customer_file_by_vehicle ON customer_file (vehicle) WHERE vehicle IS NOT NULL;
CREATE INDEX customer_file_by_contact ON customer_file (contact) WHERE contact IS NOT NULL;

-- The customer's own words, 1 the request, then the additions (R27). NULL only after an erasure.
CREATE TABLE verbatim (
	file TEXT NOT NULL REFERENCES customer_file (id),
	seq INTEGER NOT NULL CHECK (seq >= 1),
	text TEXT,
	at INTEGER NOT NULL,
	by_staff TEXT NOT NULL,
	PRIMARY KEY (file, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer (
	file TEXT NOT NULL REFERENCES customer_file (id),
	form TEXT NOT NULL,
	seq INTEGER NOT NULL,
	field TEXT NOT NULL,
	value TEXT,
	PRIMARY KEY (file, form, seq),
	UNIQUE (file, form, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE work_item (
	file TEXT NOT NULL REFERENCES customer_file (id),
	seq INTEGER NOT NULL,
	work INTEGER NOT NULL REFERENCES work_type (key),
	PRIMARY KEY (file, seq)
) STRICT, WITHOUT ROWID;

-- Dates offered, chosen and declined (R11, R40).
CREATE TABLE offer (
	file TEXT NOT NULL REFERENCES customer_file (id),
	round INTEGER NOT NULL CHECK (round >= 1),
	position INTEGER NOT NULL CHECK (position >= 1),
	day INTEGER NOT NULL,
	start INTEGER NOT NULL,
	minutes INTEGER NOT NULL,
	advisor INTEGER NOT NULL REFERENCES staff (key),
	handback_day INTEGER NOT NULL,
	handback_start INTEGER NOT NULL,
	handback_minutes INTEGER NOT NULL,
	mobility TEXT NOT NULL,
	unit INTEGER REFERENCES unit (key),
	level INTEGER NOT NULL,
	cost INTEGER NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('offered', 'chosen', 'declined')),
	offered INTEGER NOT NULL,
	PRIMARY KEY (file, round, position)
) STRICT, WITHOUT ROWID;

-- Evidence of consent per purpose; the newest counts (R46, R47).
CREATE TABLE consent (
	key INTEGER PRIMARY KEY,
	customer TEXT NOT NULL REFERENCES customer (id),
	file TEXT REFERENCES customer_file (id),
	purpose TEXT NOT NULL CHECK (purpose IN ('contact', 'appointment-reminder',
		'service-reminder', 'privacy',
		'satisfaction', 'marketing')),
	means TEXT NOT NULL CHECK (means IN ('', 'no', 'phone', 'sms', 'email')),
	text_version TEXT,
	at INTEGER NOT NULL,
	by_staff TEXT NOT NULL
) STRICT;
CREATE INDEX consent_by_customer ON consent (customer, purpose, key);

CREATE TABLE file_campaign (
	file TEXT NOT NULL REFERENCES customer_file (id),
	campaign TEXT NOT NULL REFERENCES campaign (id),
	match TEXT NOT NULL CHECK (match IN ('affected', 'affected-by-range', 'possibly')),
	status TEXT,
	told_at INTEGER,
	told_by TEXT,
	PRIMARY KEY (file, campaign)
) STRICT, WITHOUT ROWID;

CREATE TABLE file_contract (
	file TEXT NOT NULL PRIMARY KEY REFERENCES customer_file (id),
	contract TEXT,
	status TEXT NOT NULL CHECK (status IN ('none', 'active', 'expired', 'exhausted', 'future')),
	days_left INTEGER,
	km_left INTEGER,
	checked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE owner_check (
	file TEXT NOT NULL PRIMARY KEY REFERENCES customer_file (id),
	result TEXT NOT NULL CHECK (result IN ('same', 'differs', 'unknown', 'change-pending')),
	dms_owner TEXT REFERENCES customer (id),
	se_owner TEXT,
	se_as_of INTEGER,
	since INTEGER,
	checked_at INTEGER NOT NULL,
	checked_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What happened to a file: acts and codes, never personal text.
CREATE TABLE file_event (
	key INTEGER PRIMARY KEY,
	file TEXT NOT NULL REFERENCES customer_file (id),
	at INTEGER NOT NULL,
	by_staff TEXT NOT NULL,
	act TEXT NOT NULL,
	text TEXT
) STRICT;
CREATE INDEX file_event_by_file ON file_event (file, key);

-- Calls in progress.
CREATE TABLE draft (
	operator TEXT NOT NULL,
	slot INTEGER NOT NULL,
	saved INTEGER NOT NULL,
	contents TEXT NOT NULL,
	PRIMARY KEY (operator, slot)
) STRICT, WITHOUT ROWID;
