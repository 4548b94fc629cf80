-- Messages to customers: when they may go, what a try came to, and what nobody knows to have gone (R46..R51).

ALTER TABLE site ADD COLUMN message_from INTEGER NOT NULL DEFAULT 480 CHECK (message_from BETWEEN 0 AND 1440);
ALTER TABLE site ADD COLUMN message_to INTEGER NOT NULL DEFAULT 1260 CHECK (message_to BETWEEN 0 AND 1440);
ALTER TABLE site ADD COLUMN advert_from INTEGER NOT NULL DEFAULT 480 CHECK (advert_from BETWEEN 0 AND 1440);
ALTER TABLE site ADD COLUMN advert_to INTEGER NOT NULL DEFAULT 1260 CHECK (advert_to BETWEEN 0 AND 1440);

CREATE TABLE message_next (
	id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
	file TEXT REFERENCES customer_file (id),
	customer TEXT REFERENCES customer (id),
	reminder TEXT REFERENCES reminder (id),
	template TEXT NOT NULL,
	means TEXT NOT NULL CHECK (means IN ('phone', 'sms', 'email')),
	address TEXT,
	language TEXT,
	subject TEXT,
	text TEXT,
	due INTEGER NOT NULL,
	state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'failed',
		'unknown', 'dropped')),
	tries INTEGER NOT NULL DEFAULT 0,
	sent INTEGER,
	result TEXT,
	message_id TEXT,
	method TEXT CHECK (method IN ('REQUEST', 'CANCEL')),
	sequence INTEGER CHECK (sequence >= 0),
	sender_pid INTEGER,
	sender_start INTEGER,
	sender_boot TEXT,
	claimed INTEGER,
	created INTEGER NOT NULL,
	created_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO message_next (id, file, customer, reminder, template, means, address, language, subject, text, due,
	state, tries, sent, result, created, created_by)
	SELECT id, file, customer, reminder, purpose, means, address, language, subject, text, due, state, tries,
	sent, result, due, '' FROM message;
DROP TABLE message;
ALTER TABLE message_next RENAME TO message;
CREATE INDEX message_due ON message (due) WHERE state IN ('waiting', 'sending');
CREATE INDEX message_open ON message (state) WHERE state IN ('failed', 'unknown');
CREATE INDEX message_by_file ON message (file) WHERE file IS NOT NULL;
CREATE INDEX message_by_customer ON message (customer) WHERE customer IS NOT NULL;
CREATE INDEX message_by_reminder ON message (reminder) WHERE reminder IS NOT NULL;

-- Each attempt, and what a person said about it: lines of the contact register (R51).
CREATE TABLE message_attempt (
	message TEXT NOT NULL REFERENCES message (id),
	seq INTEGER NOT NULL CHECK (seq > 0),
	at INTEGER NOT NULL,
	means TEXT NOT NULL CHECK (means IN ('phone', 'sms', 'email')),
	result TEXT NOT NULL CHECK (result IN ('sent', 'temporary', 'failed', 'unknown', 'dropped', 'task', 'again',
		'was-sent')),
	detail TEXT,
	by_staff TEXT NOT NULL,
	PRIMARY KEY (message, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_attempt_by_time ON message_attempt (at);

CREATE TRIGGER message_attempt_once BEFORE INSERT ON message_attempt
BEGIN
	SELECT RAISE(ABORT, 'append-only: message_attempt') WHERE EXISTS (SELECT 1 FROM message_attempt
		WHERE message = NEW.message AND seq = NEW.seq);
END;
CREATE TRIGGER message_attempt_keep BEFORE DELETE ON message_attempt
BEGIN
	SELECT RAISE(ABORT, 'append-only: message_attempt');
END;
CREATE TRIGGER message_attempt_fixed BEFORE UPDATE ON message_attempt
WHEN NOT (NEW.message IS OLD.message AND NEW.seq IS OLD.seq AND NEW.at IS OLD.at AND NEW.means IS OLD.means
	AND NEW.result IS OLD.result AND NEW.by_staff IS OLD.by_staff
	AND (NEW.detail IS OLD.detail OR (NEW.detail IS NULL AND EXISTS (SELECT 1 FROM erasure e
		JOIN message m ON m.customer = e.customer WHERE m.id = OLD.message))))
BEGIN
	SELECT RAISE(ABORT, 'append-only: message_attempt');
END;
