-- The site: hours, staff, skills, work types, bays, fleet, dealer; changes of the day; small settings.
--
-- Days are civil days (days since 1970-01-01 in the site's zone), minutes are of that day; *_at of planning
-- are local minutes since 1970-01-01 (day * 1440 + minute); instants are UTC seconds. What other rows refer
-- to is retired (active = 0), never deleted.

CREATE TABLE setting (
	name TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a group of tables, by the position of its bit; 31 is the drafts, which no pane watches.
CREATE TABLE change_counter (
	grp INTEGER PRIMARY KEY,
	value INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO change_counter (grp)
VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (31);

CREATE TABLE site (
	only INTEGER PRIMARY KEY CHECK (only = 1),
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	zone TEXT NOT NULL,
	country TEXT NOT NULL,
	language TEXT NOT NULL,
	currency TEXT NOT NULL,
	demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
	lunch_start INTEGER NOT NULL CHECK (lunch_start BETWEEN 0 AND 1440),
	lunch_end INTEGER NOT NULL CHECK (lunch_end BETWEEN lunch_start AND 1440),
	reserve_pct INTEGER NOT NULL CHECK (reserve_pct BETWEEN 0 AND 100),
	promise_margin INTEGER NOT NULL CHECK (promise_margin >= 0),
	notice_minutes INTEGER NOT NULL CHECK (notice_minutes >= 0),
	loan_turnaround INTEGER NOT NULL CHECK (loan_turnaround >= 0),
	drive_minutes INTEGER NOT NULL CHECK (drive_minutes >= 0),
	transfer_minutes INTEGER NOT NULL CHECK (transfer_minutes >= 0),
	wait_limit INTEGER NOT NULL CHECK (wait_limit >= 0),
	reserve_opens_at INTEGER NOT NULL CHECK (reserve_opens_at BETWEEN 0 AND 1440),
	horizon_days INTEGER NOT NULL CHECK (horizon_days > 0),
	shuttle_seats INTEGER NOT NULL,
	taxi_per_day INTEGER NOT NULL,
	rental_per_day INTEGER NOT NULL,
	ring_on_ms INTEGER NOT NULL,
	ring_off_ms INTEGER NOT NULL,
	hold_warn_seconds INTEGER NOT NULL,
	hold_limit_seconds INTEGER NOT NULL,
	revision INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Dealer data, one value a row, so that each can be checked on its own (R5).
CREATE TABLE dealer (
	field TEXT NOT NULL PRIMARY KEY,
	value TEXT,
	checked_at INTEGER,
	checked_by TEXT
) STRICT, WITHOUT ROWID;

-- What the public site shows of the dealer, as delivered.
CREATE TABLE listing (
	source TEXT NOT NULL,
	field TEXT NOT NULL,
	value TEXT,
	seen_at INTEGER NOT NULL,
	PRIMARY KEY (source, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE site_hours (
	kind TEXT NOT NULL CHECK (kind IN ('opening', 'reception')),
	weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
	start INTEGER NOT NULL CHECK (start >= 0),
	stop INTEGER NOT NULL CHECK (stop > start AND stop <= 1440),
	PRIMARY KEY (kind, weekday, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE holiday (
	day INTEGER PRIMARY KEY,
	half INTEGER NOT NULL CHECK (half IN (0, 1)),
	closes_at INTEGER NOT NULL CHECK (closes_at BETWEEN 0 AND 1440),
	name_en TEXT,
	name_ko TEXT
) STRICT;

CREATE TABLE skill (
	key INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE,
	name_en TEXT,
	name_ko TEXT,
	position INTEGER NOT NULL,
	active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE staff (
	key INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE,
	login TEXT UNIQUE,
	name TEXT NOT NULL,
	short_name TEXT,
	roles INTEGER NOT NULL,
	productive_pct INTEGER NOT NULL CHECK (productive_pct BETWEEN 0 AND 100),
	position INTEGER NOT NULL,
	active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE staff_skill (
	staff INTEGER NOT NULL REFERENCES staff (key),
	skill INTEGER NOT NULL REFERENCES skill (key),
	qualified INTEGER NOT NULL CHECK (qualified IN (0, 1)),
	ability_pct INTEGER NOT NULL CHECK (ability_pct BETWEEN 1 AND 100),
	PRIMARY KEY (staff, skill)
) STRICT, WITHOUT ROWID;

CREATE TABLE shift (
	key INTEGER PRIMARY KEY,
	staff INTEGER NOT NULL REFERENCES staff (key),
	weekday INTEGER NOT NULL CHECK (weekday BETWEEN -1 AND 6),
	from_day INTEGER NOT NULL,
	to_day INTEGER NOT NULL CHECK (to_day >= from_day),
	start INTEGER NOT NULL CHECK (start >= 0),
	stop INTEGER NOT NULL CHECK (stop >= start AND stop <= 1440)
) STRICT;

CREATE TABLE duty (
	key INTEGER PRIMARY KEY,
	staff INTEGER NOT NULL REFERENCES staff (key),
	weekday INTEGER NOT NULL CHECK (weekday BETWEEN -1 AND 6),
	day INTEGER NOT NULL,
	start INTEGER NOT NULL CHECK (start >= 0),
	stop INTEGER NOT NULL CHECK (stop >= start AND stop <= 1440)
) STRICT;

CREATE TABLE bay_type (
	key INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE,
	name_en TEXT,
	name_ko TEXT,
	count INTEGER NOT NULL CHECK (count >= 0),
	position INTEGER NOT NULL,
	active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE work_type (
	key INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE,
	name_en TEXT,
	name_ko TEXT,
	bay INTEGER REFERENCES bay_type (key),
	keeps_bay INTEGER NOT NULL CHECK (keeps_bay IN (0, 1)),
	parallel INTEGER NOT NULL CHECK (parallel >= 1),
	same_day INTEGER NOT NULL CHECK (same_day IN (0, 1)),
	quality_minutes INTEGER NOT NULL CHECK (quality_minutes >= 0),
	wash_minutes INTEGER NOT NULL CHECK (wash_minutes >= 0),
	flags INTEGER NOT NULL,
	price_from INTEGER NOT NULL CHECK (price_from >= 0),
	position INTEGER NOT NULL,
	active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE work_part (
	work INTEGER NOT NULL REFERENCES work_type (key),
	seq INTEGER NOT NULL,
	skill INTEGER NOT NULL REFERENCES skill (key),
	minutes INTEGER NOT NULL CHECK (minutes > 0),
	PRIMARY KEY (work, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
	key INTEGER PRIMARY KEY,
	code TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL CHECK (kind IN ('loan', 'hire')),
	model TEXT,
	plate TEXT,
	car_class TEXT,
	energy TEXT NOT NULL,
	position INTEGER NOT NULL,
	active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

-- Changes of the day.
CREATE TABLE absence (
	key INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('staff', 'unit', 'bay', 'site')),
	staff INTEGER REFERENCES staff (key),
	unit INTEGER REFERENCES unit (key),
	bay INTEGER REFERENCES bay_type (key),
	count INTEGER NOT NULL DEFAULT 1 CHECK (count >= 1),
	from_at INTEGER NOT NULL,
	to_at INTEGER NOT NULL CHECK (to_at >= from_at),
	reason TEXT,
	entered_at INTEGER NOT NULL,
	entered_by TEXT NOT NULL,
	CHECK ((kind = 'staff') = (staff IS NOT NULL)),
	CHECK ((kind = 'unit') = (unit IS NOT NULL)),
	CHECK ((kind = 'bay') = (bay IS NOT NULL))
) STRICT;
CREATE INDEX absence_by_end ON absence (to_at);

-- The house's own work: cars to sell, the own fleet.
CREATE TABLE internal_work (
	key INTEGER PRIMARY KEY,
	skill INTEGER NOT NULL REFERENCES skill (key),
	day INTEGER NOT NULL,
	half INTEGER NOT NULL CHECK (half IN (0, 1)),
	minutes INTEGER NOT NULL CHECK (minutes >= 0),
	text TEXT,
	entered_at INTEGER NOT NULL,
	entered_by TEXT NOT NULL
) STRICT;
CREATE INDEX internal_work_by_day ON internal_work (day);
