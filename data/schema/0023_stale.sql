-- The marks of cars whose next service must be worked out anew, written without a table of their own a time: what
-- reads the table it writes to copies its rows first. (An upsert keeps its word whatever the conflict clause of the
-- statement that fires the trigger.)

DROP TRIGGER reminder_stale_vehicle;
CREATE TRIGGER reminder_stale_vehicle AFTER INSERT ON vehicle
BEGIN
	INSERT INTO reminder_stale (vehicle) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

DROP TRIGGER reminder_stale_vehicle_changed;
CREATE TRIGGER reminder_stale_vehicle_changed AFTER UPDATE OF vin, model, energy, mc20, first_registration,
	warranty_start, owner, keeper, contact, mileage, mileage_day ON vehicle
BEGIN
	INSERT INTO reminder_stale (vehicle) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

DROP TRIGGER reminder_stale_reading;
CREATE TRIGGER reminder_stale_reading AFTER INSERT ON mileage_reading
BEGIN
	INSERT INTO reminder_stale (vehicle) VALUES (NEW.vehicle) ON CONFLICT DO NOTHING;
END;

DROP TRIGGER reminder_stale_reading_changed;
CREATE TRIGGER reminder_stale_reading_changed AFTER UPDATE ON mileage_reading
BEGIN
	INSERT INTO reminder_stale (vehicle) VALUES (NEW.vehicle) ON CONFLICT DO NOTHING;
END;

DROP TRIGGER reminder_stale_visit;
CREATE TRIGGER reminder_stale_visit AFTER INSERT ON visit
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT id FROM vehicle WHERE vin = NEW.vin
		ON CONFLICT DO NOTHING;
END;

DROP TRIGGER reminder_stale_visit_changed;
CREATE TRIGGER reminder_stale_visit_changed AFTER UPDATE OF vin, day, km, codes ON visit
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT id FROM vehicle WHERE vin IN (OLD.vin, NEW.vin)
		ON CONFLICT DO NOTHING;
END;

DROP TRIGGER reminder_stale_entry;
CREATE TRIGGER reminder_stale_entry AFTER INSERT ON service_entry
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT id FROM vehicle WHERE vin = NEW.vin
		ON CONFLICT DO NOTHING;
END;

DROP TRIGGER reminder_stale_consent;
CREATE TRIGGER reminder_stale_consent AFTER INSERT ON consent WHEN NEW.purpose = 'service-reminder'
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT id FROM vehicle
		WHERE (owner = NEW.customer OR keeper = NEW.customer OR contact = NEW.customer)
		ON CONFLICT DO NOTHING;
END;

DROP TRIGGER reminder_stale_customer;
CREATE TRIGGER reminder_stale_customer AFTER UPDATE OF mobile, telephone, email ON customer
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT id FROM vehicle
		WHERE (owner = NEW.id OR keeper = NEW.id OR contact = NEW.id)
		ON CONFLICT DO NOTHING;
END;

DROP TRIGGER reminder_stale_appointment;
CREATE TRIGGER reminder_stale_appointment AFTER INSERT ON appointment
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT vehicle FROM customer_file WHERE id = NEW.file AND vehicle IS NOT NULL
		ON CONFLICT DO NOTHING;
END;

DROP TRIGGER reminder_stale_appointment_changed;
CREATE TRIGGER reminder_stale_appointment_changed AFTER UPDATE OF state, day ON appointment
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT vehicle FROM customer_file WHERE id = NEW.file AND vehicle IS NOT NULL
		ON CONFLICT DO NOTHING;
END;

DROP TRIGGER reminder_stale_work;
CREATE TRIGGER reminder_stale_work AFTER INSERT ON work_item
BEGIN
	INSERT INTO reminder_stale (vehicle) SELECT vehicle FROM customer_file WHERE id = NEW.file AND vehicle IS NOT NULL
		ON CONFLICT DO NOTHING;
END;

DROP TRIGGER reminder_stale_ownership;
CREATE TRIGGER reminder_stale_ownership AFTER INSERT ON ownership_change
BEGIN
	INSERT INTO reminder_stale (vehicle) VALUES (NEW.vehicle) ON CONFLICT DO NOTHING;
END;

DROP TRIGGER reminder_stale_ownership_changed;
CREATE TRIGGER reminder_stale_ownership_changed AFTER UPDATE OF state ON ownership_change
BEGIN
	INSERT INTO reminder_stale (vehicle) VALUES (NEW.vehicle) ON CONFLICT DO NOTHING;
END;
