-- When services come again, whom to remind of them, and what came of it (R49, R50, R51).

CREATE TABLE service_interval (
	position INTEGER NOT NULL PRIMARY KEY,
	service TEXT NOT NULL,
	name_en TEXT,
	name_ko TEXT,
	models TEXT,
	energies INTEGER NOT NULL,
	months INTEGER NOT NULL CHECK (months >= 0),
	km INTEGER NOT NULL CHECK (km >= 0),
	work TEXT NOT NULL,
	done TEXT NOT NULL,
	repeats INTEGER NOT NULL CHECK (repeats IN (0, 1)),
	source TEXT
) STRICT;

-- `services` is what is done in that visit, "MAINT:20440 BRAKEFLUID:20075": each with the day of its base.
ALTER TABLE reminder ADD COLUMN services TEXT;
ALTER TABLE reminder ADD COLUMN work TEXT;
ALTER TABLE reminder ADD COLUMN base_day INTEGER;
ALTER TABLE reminder ADD COLUMN by_date INTEGER;
ALTER TABLE reminder ADD COLUMN by_km INTEGER;
ALTER TABLE reminder ADD COLUMN at_km INTEGER;
-- Why nobody is contacted though it is due; NULL: somebody is.
ALTER TABLE reminder ADD COLUMN held TEXT CHECK (held IN ('ownership', 'sold', 'no-consent', 'no-number'));
ALTER TABLE reminder ADD COLUMN customer TEXT REFERENCES customer (id);
ALTER TABLE reminder ADD COLUMN means TEXT;
ALTER TABLE reminder ADD COLUMN first_contact INTEGER;
ALTER TABLE reminder ADD COLUMN last_attempt INTEGER;
ALTER TABLE reminder ADD COLUMN result TEXT;
CREATE INDEX reminder_by_vehicle ON reminder (vehicle);
CREATE INDEX reminder_by_file ON reminder (file) WHERE file IS NOT NULL;

-- Each attempt to reach somebody. Of a message the result is the message's.
CREATE TABLE reminder_attempt (
	reminder TEXT NOT NULL REFERENCES reminder (id),
	seq INTEGER NOT NULL CHECK (seq >= 1),
	at INTEGER NOT NULL,
	day INTEGER NOT NULL,
	means TEXT NOT NULL CHECK (means IN ('phone', 'sms', 'email')),
	result TEXT CHECK (result IN ('booked', 'callback', 'unreached', 'declined', 'wrong-number', 'no-consent',
		'sold')),
	contact TEXT REFERENCES contact (id),
	message TEXT REFERENCES message (id),
	by_staff TEXT NOT NULL,
	PRIMARY KEY (reminder, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_attempt_by_contact ON reminder_attempt (contact) WHERE contact IS NOT NULL;
CREATE TRIGGER reminder_attempt_once BEFORE INSERT ON reminder_attempt
BEGIN
	SELECT RAISE(ABORT, 'append-only: reminder_attempt') WHERE EXISTS (SELECT 1 FROM reminder_attempt
		WHERE reminder = NEW.reminder AND seq = NEW.seq);
END;
CREATE TRIGGER reminder_attempt_keep BEFORE DELETE ON reminder_attempt
BEGIN
	SELECT RAISE(ABORT, 'append-only: reminder_attempt');
END;
CREATE TRIGGER reminder_attempt_fixed BEFORE UPDATE ON reminder_attempt
BEGIN
	SELECT RAISE(ABORT, 'append-only: reminder_attempt');
END;

-- Cars whose next service must be worked out anew: whatever it depends on marks them, whoever wrote it. (OR IGNORE
-- would give way to the conflict clause of the statement that fires a trigger.)
CREATE TABLE reminder_stale (
	vehicle TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO reminder_stale (vehicle)
SELECT id FROM vehicle;

CREATE TRIGGER reminder_stale_vehicle AFTER INSERT ON vehicle
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT NEW.id
		WHERE NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = NEW.id);
END;
CREATE TRIGGER reminder_stale_vehicle_changed AFTER UPDATE OF vin, model, energy, mc20, first_registration,
	warranty_start, owner, keeper, contact, mileage, mileage_day ON vehicle
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT NEW.id
		WHERE NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = NEW.id);
END;
CREATE TRIGGER reminder_stale_reading AFTER INSERT ON mileage_reading
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT NEW.vehicle
		WHERE NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = NEW.vehicle);
END;
CREATE TRIGGER reminder_stale_reading_changed AFTER UPDATE ON mileage_reading
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT NEW.vehicle
		WHERE NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = NEW.vehicle);
END;
CREATE TRIGGER reminder_stale_visit AFTER INSERT ON visit
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT id FROM vehicle WHERE vin = NEW.vin
		AND NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = vehicle.id);
END;
CREATE TRIGGER reminder_stale_visit_changed AFTER UPDATE OF vin, day, km, codes ON visit
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT id FROM vehicle WHERE vin IN (OLD.vin, NEW.vin)
		AND NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = vehicle.id);
END;
CREATE TRIGGER reminder_stale_entry AFTER INSERT ON service_entry
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT id FROM vehicle WHERE vin = NEW.vin
		AND NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = vehicle.id);
END;
CREATE TRIGGER reminder_stale_consent AFTER INSERT ON consent WHEN NEW.purpose = 'service-reminder'
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT id FROM vehicle
		WHERE (owner = NEW.customer OR keeper = NEW.customer OR contact = NEW.customer)
		AND NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = vehicle.id);
END;
CREATE TRIGGER reminder_stale_customer AFTER UPDATE OF mobile, telephone, email ON customer
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT id FROM vehicle
		WHERE (owner = NEW.id OR keeper = NEW.id OR contact = NEW.id)
		AND NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = vehicle.id);
END;
CREATE TRIGGER reminder_stale_appointment AFTER INSERT ON appointment
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT vehicle FROM customer_file WHERE id = NEW.file AND vehicle IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = customer_file.vehicle);
END;
CREATE TRIGGER reminder_stale_appointment_changed AFTER UPDATE OF state, day ON appointment
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT vehicle FROM customer_file WHERE id = NEW.file AND vehicle IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = customer_file.vehicle);
END;
CREATE TRIGGER reminder_stale_work AFTER INSERT ON work_item
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT vehicle FROM customer_file WHERE id = NEW.file AND vehicle IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = customer_file.vehicle);
END;
CREATE TRIGGER reminder_stale_ownership AFTER INSERT ON ownership_change
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT NEW.vehicle
		WHERE NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = NEW.vehicle);
END;
CREATE TRIGGER reminder_stale_ownership_changed AFTER UPDATE OF state ON ownership_change
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT NEW.vehicle
		WHERE NOT EXISTS (SELECT 1 FROM reminder_stale s WHERE s.vehicle = NEW.vehicle);
END;
