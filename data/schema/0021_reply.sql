-- What comes back to what was sent: mails that could not be delivered, machines' answers, customers' replies (R51, R54).

-- The message that a mail answers; the file is the message's.
ALTER TABLE request ADD COLUMN reply_to TEXT REFERENCES message (id);
CREATE INDEX request_by_reply ON request (reply_to) WHERE reply_to IS NOT NULL;
CREATE TRIGGER request_reply_fixed BEFORE UPDATE OF reply_to ON request
WHEN NEW.reply_to IS NOT OLD.reply_to
BEGIN
	SELECT RAISE(ABORT, 'append-only: request');
END;

CREATE INDEX message_by_name ON message (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE message_attempt_next (
	message TEXT NOT NULL REFERENCES message (id),
	seq INTEGER NOT NULL CHECK (seq > 0),
	at INTEGER NOT NULL,
	means TEXT NOT NULL CHECK (means IN ('phone', 'sms', 'email')),
	result TEXT NOT NULL CHECK (result IN ('sent', 'temporary', 'failed', 'unknown', 'dropped', 'task', 'again',
		'was-sent', 'bounced', 'delayed', 'auto-reply', 'replied')),
	detail TEXT,
	by_staff TEXT NOT NULL,
	PRIMARY KEY (message, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO message_attempt_next (message, seq, at, means, result, detail, by_staff)
	SELECT message, seq, at, means, result, detail, by_staff FROM message_attempt;
DROP TABLE message_attempt;
ALTER TABLE message_attempt_next RENAME TO message_attempt;
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
