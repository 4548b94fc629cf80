-- Appointments, holds, and what they occupy.
--
-- An appointment's own row says what was agreed; the four tables behind it are the occupation that the
-- engine reads and that the triggers guard. Released rows stay with active = 0, so that a cancellation can
-- be undone.

CREATE TABLE hold (
	key INTEGER PRIMARY KEY,
	file TEXT NOT NULL REFERENCES customer_file (id),
	position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 3),
	kind TEXT NOT NULL CHECK (kind IN ('spoken', 'written')),
	offered_day INTEGER NOT NULL,
	offered_minute INTEGER NOT NULL CHECK (offered_minute BETWEEN 0 AND 1440),
	until INTEGER NOT NULL,
	made_at INTEGER NOT NULL,
	made_by TEXT NOT NULL,
	UNIQUE (file, kind, position)
) STRICT;
CREATE INDEX hold_by_until ON hold (until);

CREATE TABLE appointment (
	key INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
	file TEXT NOT NULL REFERENCES customer_file (id),
	title TEXT NOT NULL,
	marks INTEGER NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('booked', 'arrived', 'late', 'noshow', 'finished', 'handed-back',
		'cancelled')),
	class TEXT NOT NULL CHECK (class IN ('RETURN', 'MC20', 'SAFETY_RECALL', 'IMMOBILISED',
		'REMINDER', 'NORMAL')),
	day INTEGER NOT NULL,
	start INTEGER NOT NULL CHECK (start BETWEEN 0 AND 1439 AND start % 15 = 0),
	minutes INTEGER NOT NULL CHECK (minutes IN (15, 30)),
	advisor INTEGER NOT NULL REFERENCES staff (key),
	handback_day INTEGER NOT NULL,
	handback_start INTEGER NOT NULL CHECK (handback_start BETWEEN 0 AND 1439),
	handback_minutes INTEGER NOT NULL CHECK (handback_minutes BETWEEN 10 AND 15),
	handback_advisor INTEGER NOT NULL REFERENCES staff (key),
	finish_day INTEGER NOT NULL,
	finish_minute INTEGER NOT NULL CHECK (finish_minute BETWEEN 0 AND 1440),
	mobility TEXT NOT NULL CHECK (mobility IN ('loan', 'hire', 'pud', 'taxi', 'escort',
		'rental', 'wait', 'none')),
	mobility_answered INTEGER NOT NULL CHECK (mobility_answered IN (0, 1)),
	unit INTEGER REFERENCES unit (key),
	driver_out INTEGER REFERENCES staff (key),
	driver_back INTEGER REFERENCES staff (key),
	foreman INTEGER REFERENCES staff (key),
	technician INTEGER REFERENCES staff (key),
	customers_wish INTEGER NOT NULL CHECK (customers_wish IN (0, 1)),
	revision INTEGER NOT NULL DEFAULT 1,
	booked_at INTEGER NOT NULL,
	booked_by TEXT NOT NULL,
	changed_at INTEGER NOT NULL,
	changed_by TEXT NOT NULL,
	CHECK (handback_day * 1440 + handback_start >= day * 1440 + start + minutes)
) STRICT;
CREATE INDEX appointment_by_day ON appointment (day, start);
CREATE INDEX appointment_by_handback ON appointment (handback_day, handback_start);
CREATE INDEX appointment_by_file ON appointment (file);
-- One booked appointment a file; a second car is a second file.
CREATE UNIQUE INDEX appointment_live ON appointment (file) WHERE state <> 'cancelled';
CREATE INDEX appointment_in_house ON appointment (key) WHERE state = 'arrived';

-- Rules of severity B that somebody with authority granted; the day carries a mark.
CREATE TABLE override_grant (
	key INTEGER PRIMARY KEY,
	appointment INTEGER NOT NULL REFERENCES appointment (key),
	day INTEGER NOT NULL,
	granted_by INTEGER NOT NULL REFERENCES staff (key),
	reason TEXT NOT NULL,
	rules TEXT NOT NULL,
	at INTEGER NOT NULL,
	by_staff TEXT NOT NULL
) STRICT;
CREATE INDEX override_grant_by_day ON override_grant (day);

-- A person's time: receptions and hand-backs, other times for an appointment (driver, foreman, technician),
-- meetings.
CREATE TABLE staff_time (
	key INTEGER PRIMARY KEY,
	staff INTEGER NOT NULL REFERENCES staff (key),
	kind TEXT NOT NULL CHECK (kind IN ('reception', 'handback', 'person', 'other')),
	exempt INTEGER NOT NULL DEFAULT 0 CHECK (exempt IN (0, 1)),
	day INTEGER NOT NULL,
	start INTEGER NOT NULL CHECK (start >= 0),
	stop INTEGER NOT NULL CHECK (stop > start AND stop <= 1440),
	file TEXT REFERENCES customer_file (id),
	appointment INTEGER REFERENCES appointment (key),
	hold INTEGER REFERENCES hold (key) ON DELETE CASCADE,
	active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
	text TEXT,
	CHECK (kind <> 'reception' OR (start % 15 = 0 AND stop - start IN (15, 30))),
	CHECK (kind <> 'handback' OR stop - start BETWEEN 10 AND 15),
	CHECK ((appointment IS NOT NULL) + (hold IS NOT NULL) + (kind = 'other') = 1),
	CHECK ((file IS NULL) = (kind = 'other'))
) STRICT;
CREATE INDEX staff_time_by_day ON staff_time (day, staff, start, stop, kind, exempt, hold, file,
	active) WHERE active = 1;
CREATE INDEX staff_time_by_appointment ON staff_time (appointment) WHERE appointment IS NOT NULL;
CREATE INDEX staff_time_by_hold ON staff_time (hold) WHERE hold IS NOT NULL;

-- A loan or hire car (turnaround not included), or a seat, a taxi, a rental car without a unit.
CREATE TABLE mobility_time (
	key INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('loan', 'hire', 'pud', 'taxi', 'escort', 'rental')),
	unit INTEGER REFERENCES unit (key),
	from_at INTEGER NOT NULL,
	to_at INTEGER NOT NULL CHECK (to_at > from_at AND to_at - from_at < 576000),
	file TEXT NOT NULL REFERENCES customer_file (id),
	appointment INTEGER REFERENCES appointment (key),
	hold INTEGER REFERENCES hold (key) ON DELETE CASCADE,
	active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
	CHECK ((appointment IS NOT NULL) + (hold IS NOT NULL) = 1),
	CHECK ((kind IN ('loan', 'hire')) = (unit IS NOT NULL))
) STRICT;
CREATE INDEX mobility_time_by_end ON mobility_time (to_at, from_at) WHERE active = 1;
CREATE INDEX mobility_time_by_unit ON mobility_time (unit, to_at, from_at) WHERE active = 1 AND unit
	IS NOT NULL;
CREATE INDEX mobility_time_by_appointment ON mobility_time (appointment) WHERE appointment IS NOT NULL;
CREATE INDEX mobility_time_by_hold ON mobility_time (hold) WHERE hold IS NOT NULL;

-- A car in the house, from its reception to its hand-back.
CREATE TABLE stay (
	key INTEGER PRIMARY KEY,
	vehicle TEXT NOT NULL REFERENCES vehicle (id),
	from_at INTEGER NOT NULL,
	to_at INTEGER NOT NULL CHECK (to_at > from_at AND to_at - from_at < 576000),
	file TEXT NOT NULL REFERENCES customer_file (id),
	appointment INTEGER REFERENCES appointment (key),
	hold INTEGER REFERENCES hold (key) ON DELETE CASCADE,
	active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
	CHECK ((appointment IS NOT NULL) + (hold IS NOT NULL) = 1)
) STRICT;
CREATE INDEX stay_by_end ON stay (to_at, from_at, hold, vehicle, file, active) WHERE active = 1;
CREATE INDEX stay_by_vehicle ON stay (vehicle, to_at, from_at) WHERE active = 1;
CREATE INDEX stay_by_appointment ON stay (appointment) WHERE appointment IS NOT NULL;
CREATE INDEX stay_by_hold ON stay (hold) WHERE hold IS NOT NULL;

-- Work of one appointment on one skill in one half day.
CREATE TABLE segment (
	key INTEGER PRIMARY KEY,
	seq INTEGER NOT NULL,
	skill INTEGER NOT NULL REFERENCES skill (key),
	named INTEGER REFERENCES staff (key),
	entitled INTEGER NOT NULL CHECK (entitled IN (0, 1)),
	day INTEGER NOT NULL,
	half INTEGER NOT NULL CHECK (half IN (0, 1)),
	minutes INTEGER NOT NULL CHECK (minutes >= 0),
	ready INTEGER NOT NULL CHECK (ready BETWEEN 0 AND 1440),
	parallel INTEGER NOT NULL CHECK (parallel >= 1),
	bay INTEGER REFERENCES bay_type (key),
	keeps_bay INTEGER NOT NULL CHECK (keeps_bay IN (0, 1)),
	file TEXT NOT NULL REFERENCES customer_file (id),
	appointment INTEGER REFERENCES appointment (key),
	hold INTEGER REFERENCES hold (key) ON DELETE CASCADE,
	active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
	CHECK ((appointment IS NOT NULL) + (hold IS NOT NULL) = 1)
) STRICT;
CREATE INDEX segment_by_day ON segment (day, half, skill, minutes, ready, parallel, bay, keeps_bay,
	named, entitled, seq,
	hold, appointment, file, active) WHERE active = 1;
CREATE INDEX segment_by_appointment ON segment (appointment) WHERE appointment IS NOT NULL;
CREATE INDEX segment_by_hold ON segment (hold) WHERE hold IS NOT NULL;
