-- What was said about a file, and why a rule was overridden for it, are free words: they may go with an erasure, the
-- act and its time stay. And the standards page reads a period from one index.

DROP TRIGGER file_event_fixed;
CREATE TRIGGER file_event_fixed BEFORE UPDATE ON file_event
WHEN NOT (NEW.key IS OLD.key AND NEW.file IS OLD.file AND NEW.at IS OLD.at
	AND NEW.by_staff IS OLD.by_staff AND NEW.act IS OLD.act
	AND (NEW.text IS OLD.text OR EXISTS (SELECT 1 FROM erasure e JOIN customer_file f ON f.customer = e.customer
		WHERE f.id = OLD.file)))
BEGIN
	SELECT RAISE(ABORT, 'append-only: file_event');
END;

DROP TRIGGER override_grant_fixed;
CREATE TRIGGER override_grant_fixed BEFORE UPDATE ON override_grant
WHEN NOT (NEW.key IS OLD.key AND NEW.appointment IS OLD.appointment AND NEW.day IS OLD.day
	AND NEW.granted_by IS OLD.granted_by AND NEW.rules IS OLD.rules
	AND NEW.at IS OLD.at AND NEW.by_staff IS OLD.by_staff
	AND (NEW.reason IS OLD.reason OR EXISTS (SELECT 1 FROM erasure e JOIN customer_file f ON f.customer = e.customer
		JOIN appointment a ON a.file = f.id WHERE a.key = OLD.appointment)))
BEGIN
	SELECT RAISE(ABORT, 'append-only: override_grant');
END;

DROP INDEX contact_standard_by_time;
CREATE INDEX contact_standard_by_time ON contact_standard (at, requirement, state, figure);
