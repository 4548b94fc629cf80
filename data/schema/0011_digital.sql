-- Digital requests: how they were read, what came, who answers, and what happens to be the same.

ALTER TABLE request ADD COLUMN reading TEXT NOT NULL DEFAULT 'form'
	CHECK (reading IN ('form', 'hand', 'quarantine'));
ALTER TABLE request ADD COLUMN problem TEXT;
ALTER TABLE request ADD COLUMN digest TEXT;
ALTER TABLE request ADD COLUMN original TEXT;
ALTER TABLE request ADD COLUMN same_as TEXT REFERENCES request (id);
ALTER TABLE request ADD COLUMN person_key TEXT;
ALTER TABLE request ADD COLUMN car_key TEXT;
ALTER TABLE request ADD COLUMN text_key TEXT;
ALTER TABLE request ADD COLUMN claimed_by TEXT;
ALTER TABLE request ADD COLUMN claimed_at INTEGER;
ALTER TABLE request ADD COLUMN offered INTEGER;
ALTER TABLE request ADD COLUMN answer_by INTEGER;
ALTER TABLE request ADD COLUMN answered_by TEXT;
ALTER TABLE request ADD COLUMN result TEXT;
CREATE INDEX request_by_received ON request (received);
CREATE INDEX request_by_person ON request (person_key, received) WHERE person_key IS NOT NULL;
CREATE INDEX request_by_car ON request (car_key, received) WHERE car_key IS NOT NULL;
CREATE INDEX request_by_file ON request (file) WHERE file IS NOT NULL;
CREATE INDEX request_by_original ON request (original) WHERE original IS NOT NULL;

-- What came in, byte by byte, in pieces: several requests may have come in one.
CREATE TABLE request_original (
	digest TEXT NOT NULL,
	seq INTEGER NOT NULL CHECK (seq >= 0),
	bytes BLOB NOT NULL,
	PRIMARY KEY (digest, seq)
) STRICT;

-- A request stays as it came; personal text goes once an erasure names the customer.
CREATE TRIGGER request_once BEFORE INSERT ON request
BEGIN
	SELECT RAISE(ABORT, 'append-only: request') WHERE EXISTS (SELECT 1 FROM request
		WHERE id = NEW.id OR (source = NEW.source AND source_id = NEW.source_id));
END;
CREATE TRIGGER request_keep BEFORE DELETE ON request
BEGIN
	SELECT RAISE(ABORT, 'append-only: request');
END;
CREATE TRIGGER request_fixed BEFORE UPDATE ON request
WHEN NOT (NEW.id IS OLD.id AND NEW.source IS OLD.source AND NEW.source_id IS OLD.source_id
	AND NEW.channel IS OLD.channel AND NEW.received IS OLD.received AND NEW.due IS OLD.due
	AND NEW.reading IS OLD.reading AND NEW.problem IS OLD.problem AND NEW.digest IS OLD.digest
	AND (OLD.answered IS NULL OR NEW.answered IS OLD.answered)
	AND ((NEW.text IS OLD.text AND NEW.raw IS OLD.raw AND NEW.fields IS OLD.fields
		AND NEW.name IS OLD.name AND NEW.mobile IS OLD.mobile AND NEW.email IS OLD.email
		AND NEW.original IS OLD.original)
	OR EXISTS (SELECT 1 FROM erasure e WHERE e.customer = OLD.customer)))
BEGIN
	SELECT RAISE(ABORT, 'append-only: request');
END;
CREATE TRIGGER request_original_fixed BEFORE UPDATE ON request_original
BEGIN
	SELECT RAISE(ABORT, 'append-only: request_original');
END;
CREATE TRIGGER request_original_once BEFORE INSERT ON request_original
BEGIN
	SELECT RAISE(ABORT, 'append-only: request_original') WHERE EXISTS (SELECT 1 FROM request_original
		WHERE digest = NEW.digest AND seq = NEW.seq);
END;
CREATE TRIGGER request_original_keep BEFORE DELETE ON request_original
WHEN EXISTS (SELECT 1 FROM request r WHERE r.original = OLD.digest
	AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.customer = r.customer))
BEGIN
	SELECT RAISE(ABORT, 'append-only: request_original');
END;
