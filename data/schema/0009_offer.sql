-- How long the customer waited from the last answer to the first date that was offered, on a clock that a
-- changed system time cannot move (R2). Once for each contact.

CREATE TABLE contact_offer (
	contact TEXT NOT NULL PRIMARY KEY REFERENCES contact (id),
	milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
	at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER contact_offer_once BEFORE INSERT ON contact_offer
BEGIN
	SELECT RAISE(ABORT, 'append-only: contact_offer') WHERE EXISTS (SELECT 1 FROM contact_offer
		WHERE contact = NEW.contact);
END;
CREATE TRIGGER contact_offer_keep BEFORE DELETE ON contact_offer
BEGIN
	SELECT RAISE(ABORT, 'append-only: contact_offer');
END;
CREATE TRIGGER contact_offer_fixed BEFORE UPDATE ON contact_offer
BEGIN
	SELECT RAISE(ABORT, 'append-only: contact_offer');
END;
