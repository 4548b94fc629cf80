-- What the waiting list asks for, and the cars that are finished but still here.

ALTER TABLE waiting ADD COLUMN earliest_day INTEGER;
ALTER TABLE waiting ADD COLUMN asked_by TEXT;

CREATE INDEX appointment_finished ON appointment (key) WHERE state = 'finished';
