-- Which requirements of the standard a contact kept, as it stood when the contact ended; what changed in the
-- data of customers and cars; and how far an ownership change is.

CREATE TABLE contact_standard (
	contact TEXT NOT NULL REFERENCES contact (id),
	requirement TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('met', 'open', 'waived')),
	figure INTEGER,
	reason TEXT,
	at INTEGER NOT NULL,
	by_staff TEXT NOT NULL,
	PRIMARY KEY (contact, requirement)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_standard_by_time ON contact_standard (at, requirement);

-- Kept like the register: never deleted, never better than it was; a reason may go with an erasure.
CREATE TRIGGER contact_standard_keep BEFORE DELETE ON contact_standard
BEGIN
	SELECT RAISE(ABORT, 'append-only: contact_standard');
END;
CREATE TRIGGER contact_standard_fixed BEFORE UPDATE ON contact_standard
WHEN NOT (NEW.contact IS OLD.contact AND NEW.requirement IS OLD.requirement
	AND (NEW.state IS OLD.state OR OLD.state = 'met' OR (OLD.state = 'waived' AND NEW.state = 'open')))
BEGIN
	SELECT RAISE(ABORT, 'append-only: contact_standard');
END;

-- Before and after of every field, for the change list that goes to the DMS and to Service Entry (R25). The
-- audit may hold no values; here they can be cleared by an erasure.
CREATE TABLE data_change (
	key INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	by_staff TEXT NOT NULL,
	source TEXT NOT NULL,
	file TEXT REFERENCES customer_file (id),
	customer TEXT REFERENCES customer (id),
	vehicle TEXT REFERENCES vehicle (id),
	field TEXT NOT NULL,
	before TEXT,
	after TEXT
) STRICT;
CREATE INDEX data_change_by_time ON data_change (at);
CREATE INDEX data_change_by_customer ON data_change (customer) WHERE customer IS NOT NULL;
CREATE INDEX data_change_by_vehicle ON data_change (vehicle) WHERE vehicle IS NOT NULL;

-- What the new owner said (R64), until the procedure of Service Entry+ is done (R65).
ALTER TABLE ownership_change ADD COLUMN owner_type TEXT;
ALTER TABLE ownership_change ADD COLUMN owner_name TEXT;
ALTER TABLE ownership_change ADD COLUMN address TEXT;
ALTER TABLE ownership_change ADD COLUMN telephone TEXT;
ALTER TABLE ownership_change ADD COLUMN email TEXT;
ALTER TABLE ownership_change ADD COLUMN proof TEXT;
ALTER TABLE ownership_change ADD COLUMN seller TEXT;
ALTER TABLE ownership_change ADD COLUMN mileage INTEGER;
ALTER TABLE ownership_change ADD COLUMN advisor TEXT;
ALTER TABLE ownership_change ADD COLUMN completed INTEGER;

CREATE TABLE ownership_step (
	change TEXT NOT NULL REFERENCES ownership_change (id),
	step TEXT NOT NULL,
	at INTEGER NOT NULL,
	by_staff TEXT NOT NULL,
	PRIMARY KEY (change, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX ownership_change_by_file ON ownership_change (file) WHERE file IS NOT NULL;
