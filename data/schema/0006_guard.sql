-- The second wall: what no writer may do, the program or another client of the file.
--
-- Exclusive resources: two active rows may not overlap, unless both are holds of one file. Append-only
-- rows: no delete, no change of what is set, and no insert over an existing key (INSERT OR REPLACE passes a
-- delete trigger unseen). Personal text may become NULL once an erasure names the customer, or the contact
-- ended because the privacy notice was refused.

CREATE TRIGGER staff_time_overlap_insert BEFORE INSERT ON staff_time
WHEN NEW.active = 1
BEGIN
	SELECT RAISE(ABORT, 'overlap: staff')
	WHERE EXISTS (SELECT 1 FROM staff_time o
		WHERE o.active = 1 AND o.staff = NEW.staff AND o.day = NEW.day
			AND o.start < NEW.stop AND o.stop > NEW.start
		AND NOT (o.hold IS NOT NULL AND NEW.hold IS NOT NULL AND o.file = NEW.file));
END;

CREATE TRIGGER staff_time_overlap_update BEFORE UPDATE ON staff_time
WHEN NEW.active = 1
BEGIN
	SELECT RAISE(ABORT, 'overlap: staff')
	WHERE EXISTS (SELECT 1 FROM staff_time o
		WHERE o.active = 1 AND o.staff = NEW.staff AND o.day = NEW.day
			AND o.start < NEW.stop AND o.stop > NEW.start
		AND o.key <> NEW.key
		AND NOT (o.hold IS NOT NULL AND NEW.hold IS NOT NULL AND o.file = NEW.file));
END;

CREATE TRIGGER mobility_time_overlap_insert BEFORE INSERT ON mobility_time
WHEN NEW.active = 1 AND NEW.unit IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'overlap: unit')
	WHERE EXISTS (SELECT 1 FROM mobility_time o
		WHERE o.active = 1 AND o.unit = NEW.unit AND o.from_at < NEW.to_at
			AND o.to_at > NEW.from_at
		AND NOT (o.hold IS NOT NULL AND NEW.hold IS NOT NULL AND o.file = NEW.file));
END;

CREATE TRIGGER mobility_time_overlap_update BEFORE UPDATE ON mobility_time
WHEN NEW.active = 1 AND NEW.unit IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'overlap: unit')
	WHERE EXISTS (SELECT 1 FROM mobility_time o
		WHERE o.active = 1 AND o.unit = NEW.unit AND o.from_at < NEW.to_at
			AND o.to_at > NEW.from_at
		AND o.key <> NEW.key
		AND NOT (o.hold IS NOT NULL AND NEW.hold IS NOT NULL AND o.file = NEW.file));
END;

CREATE TRIGGER stay_overlap_insert BEFORE INSERT ON stay
WHEN NEW.active = 1
BEGIN
	SELECT RAISE(ABORT, 'overlap: vehicle')
	WHERE EXISTS (SELECT 1 FROM stay o
		WHERE o.active = 1 AND o.vehicle = NEW.vehicle AND o.from_at < NEW.to_at
			AND o.to_at > NEW.from_at
		AND NOT (o.hold IS NOT NULL AND NEW.hold IS NOT NULL AND o.file = NEW.file));
END;

CREATE TRIGGER stay_overlap_update BEFORE UPDATE ON stay
WHEN NEW.active = 1
BEGIN
	SELECT RAISE(ABORT, 'overlap: vehicle')
	WHERE EXISTS (SELECT 1 FROM stay o
		WHERE o.active = 1 AND o.vehicle = NEW.vehicle AND o.from_at < NEW.to_at
			AND o.to_at > NEW.from_at
		AND o.key <> NEW.key
		AND NOT (o.hold IS NOT NULL AND NEW.hold IS NOT NULL AND o.file = NEW.file));
END;

CREATE TRIGGER verbatim_once BEFORE INSERT ON verbatim
BEGIN
	SELECT RAISE(ABORT, 'append-only: verbatim') WHERE EXISTS (SELECT 1 FROM verbatim
		WHERE file = NEW.file AND seq = NEW.seq);
END;
CREATE TRIGGER verbatim_keep BEFORE DELETE ON verbatim
BEGIN
	SELECT RAISE(ABORT, 'append-only: verbatim');
END;
CREATE TRIGGER verbatim_fixed BEFORE UPDATE ON verbatim
WHEN NOT (NEW.file IS OLD.file AND NEW.seq IS OLD.seq AND NEW.at IS OLD.at
	AND NEW.by_staff IS OLD.by_staff
	AND (NEW.text IS OLD.text OR (NEW.text IS NULL AND EXISTS (SELECT 1 FROM erasure e
	JOIN customer_file f ON f.customer = e.customer WHERE f.id = OLD.file))
	OR (NEW.text IS NULL AND EXISTS (SELECT 1 FROM customer_file f JOIN contact c ON c.id = f.contact
	WHERE f.id = OLD.file AND c.result = 'refused-privacy'))))
BEGIN
	SELECT RAISE(ABORT, 'append-only: verbatim');
END;

CREATE TRIGGER contact_once BEFORE INSERT ON contact
BEGIN
	SELECT RAISE(ABORT, 'append-only: contact') WHERE EXISTS (SELECT 1 FROM contact
		WHERE id = NEW.id);
END;
CREATE TRIGGER contact_keep BEFORE DELETE ON contact
BEGIN
	SELECT RAISE(ABORT, 'append-only: contact');
END;
CREATE TRIGGER contact_fixed BEFORE UPDATE ON contact
WHEN NOT (NEW.id IS OLD.id AND NEW.channel IS OLD.channel AND NEW.operator IS OLD.operator
	AND NEW.rang IS OLD.rang
	AND (OLD.customer IS NULL OR NEW.customer IS OLD.customer)
	AND (OLD.answered IS NULL OR NEW.answered IS OLD.answered)
	AND (OLD.ended IS NULL OR NEW.ended IS OLD.ended)
	AND (OLD.rings IS NULL OR NEW.rings IS OLD.rings)
	AND (OLD.result IS NULL OR NEW.result IS OLD.result)
	AND (NEW.caller IS OLD.caller OR (NEW.caller IS NULL AND (NEW.result IS 'refused-privacy'
		OR EXISTS (SELECT 1 FROM erasure e WHERE e.customer = OLD.customer)))))
BEGIN
	SELECT RAISE(ABORT, 'append-only: contact');
END;

CREATE TRIGGER contact_hold_once BEFORE INSERT ON contact_hold
BEGIN
	SELECT RAISE(ABORT, 'append-only: contact_hold') WHERE EXISTS (SELECT 1 FROM contact_hold
		WHERE contact = NEW.contact AND seq = NEW.seq);
END;
CREATE TRIGGER contact_hold_keep BEFORE DELETE ON contact_hold
BEGIN
	SELECT RAISE(ABORT, 'append-only: contact_hold');
END;
CREATE TRIGGER contact_hold_fixed BEFORE UPDATE ON contact_hold
WHEN NOT (NEW.contact IS OLD.contact AND NEW.seq IS OLD.seq AND NEW.transfer IS OLD.transfer
	AND NEW.from_at IS OLD.from_at AND NEW.to_at IS OLD.to_at)
BEGIN
	SELECT RAISE(ABORT, 'append-only: contact_hold');
END;

CREATE TRIGGER consent_once BEFORE INSERT ON consent
BEGIN
	SELECT RAISE(ABORT, 'append-only: consent') WHERE EXISTS (SELECT 1 FROM consent
		WHERE key = NEW.key);
END;
CREATE TRIGGER consent_keep BEFORE DELETE ON consent
BEGIN
	SELECT RAISE(ABORT, 'append-only: consent');
END;
CREATE TRIGGER consent_fixed BEFORE UPDATE ON consent
WHEN NOT (NEW.key IS OLD.key AND NEW.customer IS OLD.customer AND NEW.file IS OLD.file
	AND NEW.purpose IS OLD.purpose AND NEW.means IS OLD.means
	AND NEW.text_version IS OLD.text_version AND NEW.at IS OLD.at AND NEW.by_staff IS OLD.by_staff)
BEGIN
	SELECT RAISE(ABORT, 'append-only: consent');
END;

CREATE TRIGGER file_event_once BEFORE INSERT ON file_event
BEGIN
	SELECT RAISE(ABORT, 'append-only: file_event') WHERE EXISTS (SELECT 1 FROM file_event
		WHERE key = NEW.key);
END;
CREATE TRIGGER file_event_keep BEFORE DELETE ON file_event
BEGIN
	SELECT RAISE(ABORT, 'append-only: file_event');
END;
CREATE TRIGGER file_event_fixed BEFORE UPDATE ON file_event
WHEN NOT (NEW.key IS OLD.key AND NEW.file IS OLD.file AND NEW.at IS OLD.at
	AND NEW.by_staff IS OLD.by_staff AND NEW.act IS OLD.act AND NEW.text IS OLD.text)
BEGIN
	SELECT RAISE(ABORT, 'append-only: file_event');
END;

CREATE TRIGGER audit_once BEFORE INSERT ON audit
BEGIN
	SELECT RAISE(ABORT, 'append-only: audit') WHERE EXISTS (SELECT 1 FROM audit
		WHERE key = NEW.key);
END;
CREATE TRIGGER audit_keep BEFORE DELETE ON audit
BEGIN
	SELECT RAISE(ABORT, 'append-only: audit');
END;
CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit
WHEN NOT (NEW.key IS OLD.key AND NEW.at IS OLD.at AND NEW.by_staff IS OLD.by_staff
	AND NEW.origin IS OLD.origin AND NEW.act IS OLD.act AND NEW.tbl IS OLD.tbl
	AND NEW.row_id IS OLD.row_id AND NEW.detail IS OLD.detail
	AND NEW.previous_hash IS OLD.previous_hash AND NEW.hash IS OLD.hash)
BEGIN
	SELECT RAISE(ABORT, 'append-only: audit');
END;

CREATE TRIGGER erasure_once BEFORE INSERT ON erasure
BEGIN
	SELECT RAISE(ABORT, 'append-only: erasure') WHERE EXISTS (SELECT 1 FROM erasure
		WHERE key = NEW.key);
END;
CREATE TRIGGER erasure_keep BEFORE DELETE ON erasure
BEGIN
	SELECT RAISE(ABORT, 'append-only: erasure');
END;
CREATE TRIGGER erasure_fixed BEFORE UPDATE ON erasure
WHEN NOT (NEW.key IS OLD.key AND NEW.customer IS OLD.customer AND NEW.at IS OLD.at
	AND NEW.by_staff IS OLD.by_staff AND NEW.reason IS OLD.reason)
BEGIN
	SELECT RAISE(ABORT, 'append-only: erasure');
END;

CREATE TRIGGER override_grant_once BEFORE INSERT ON override_grant
BEGIN
	SELECT RAISE(ABORT, 'append-only: override_grant')
		WHERE EXISTS (SELECT 1 FROM override_grant WHERE key = NEW.key);
END;
CREATE TRIGGER override_grant_keep BEFORE DELETE ON override_grant
BEGIN
	SELECT RAISE(ABORT, 'append-only: override_grant');
END;
CREATE TRIGGER override_grant_fixed BEFORE UPDATE ON override_grant
WHEN NOT (NEW.key IS OLD.key AND NEW.appointment IS OLD.appointment AND NEW.day IS OLD.day
	AND NEW.granted_by IS OLD.granted_by AND NEW.reason IS OLD.reason AND NEW.rules IS OLD.rules
	AND NEW.at IS OLD.at AND NEW.by_staff IS OLD.by_staff)
BEGIN
	SELECT RAISE(ABORT, 'append-only: override_grant');
END;

-- A file keeps its identity and is never deleted.
CREATE TRIGGER customer_file_once BEFORE INSERT ON customer_file
BEGIN
	SELECT RAISE(ABORT, 'append-only: customer_file')
	WHERE EXISTS (SELECT 1 FROM customer_file WHERE id = NEW.id OR number = NEW.number);
END;
CREATE TRIGGER customer_file_keep BEFORE DELETE ON customer_file
BEGIN
	SELECT RAISE(ABORT, 'append-only: customer_file');
END;
CREATE TRIGGER customer_file_fixed BEFORE UPDATE ON customer_file
WHEN NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number OR NEW.opened IS NOT OLD.opened
	OR NEW.contact IS NOT OLD.contact
BEGIN
	SELECT RAISE(ABORT, 'append-only: customer_file');
END;
-- An appointment is cancelled, not deleted; and it is not put on another file.
CREATE TRIGGER appointment_once BEFORE INSERT ON appointment
BEGIN
	SELECT RAISE(ABORT, 'append-only: appointment')
	WHERE EXISTS (SELECT 1 FROM appointment WHERE id = NEW.id OR key = NEW.key
		OR (file = NEW.file AND state <> 'cancelled' AND NEW.state <> 'cancelled'));
END;
CREATE TRIGGER appointment_keep BEFORE DELETE ON appointment
BEGIN
	SELECT RAISE(ABORT, 'append-only: appointment');
END;
CREATE TRIGGER appointment_fixed BEFORE UPDATE ON appointment
WHEN NEW.id IS NOT OLD.id OR NEW.file IS NOT OLD.file
BEGIN
	SELECT RAISE(ABORT, 'append-only: appointment');
END;
