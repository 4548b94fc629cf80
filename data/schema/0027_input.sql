-- What came in lies in the spool of requests as well, as files. The store knows each input by a digest and its size,
-- and whose it is: so that it finds them there when the person is erased.

-- Inputs whose bytes the store does not keep by a request of their own: the same request once more in other bytes,
-- and mails that were kept with a message (reports, machines' answers, copies of our own).
CREATE TABLE input_of (
	digest TEXT NOT NULL,
	bytes INTEGER NOT NULL CHECK (bytes >= 0),
	request TEXT REFERENCES request (id),
	message TEXT REFERENCES message (id),
	CHECK ((request IS NULL) <> (message IS NULL))
) STRICT;
CREATE UNIQUE INDEX input_of_request ON input_of (request, digest) WHERE request IS NOT NULL;
CREATE UNIQUE INDEX input_of_message ON input_of (message, digest) WHERE message IS NOT NULL;

CREATE TRIGGER input_of_fixed BEFORE UPDATE ON input_of
BEGIN
	SELECT RAISE(ABORT, 'append-only: input_of');
END;
CREATE TRIGGER input_of_keep BEFORE DELETE ON input_of
BEGIN
	SELECT RAISE(ABORT, 'append-only: input_of');
END;

-- Inputs that went with a person: a hash and a size, of nobody any more.
CREATE TABLE erased_input (
	digest TEXT NOT NULL PRIMARY KEY,
	bytes INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER erased_input_fixed BEFORE UPDATE ON erased_input
BEGIN
	SELECT RAISE(ABORT, 'append-only: erased_input');
END;
CREATE TRIGGER erased_input_keep BEFORE DELETE ON erased_input
BEGIN
	SELECT RAISE(ABORT, 'append-only: erased_input');
END;

-- What went with somebody goes, whoever else asked in it.
DROP TRIGGER request_original_keep;
CREATE TRIGGER request_original_keep BEFORE DELETE ON request_original
WHEN EXISTS (SELECT 1 FROM request WHERE original = OLD.digest)
	AND NOT EXISTS (SELECT 1 FROM request r JOIN erasure e ON e.customer = r.customer
		WHERE r.original = OLD.digest)
	AND NOT EXISTS (SELECT 1 FROM erased_input WHERE digest = OLD.digest)
BEGIN
	SELECT RAISE(ABORT, 'append-only: request_original');
END;
