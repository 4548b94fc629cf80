-- An input that held the requests of several people goes with the first of them who is erased: what each of the
-- others asked is kept in their own requests.
DROP TRIGGER request_original_keep;
CREATE TRIGGER request_original_keep BEFORE DELETE ON request_original
WHEN EXISTS (SELECT 1 FROM request WHERE original = OLD.digest)
	AND NOT EXISTS (SELECT 1 FROM request r JOIN erasure e ON e.customer = r.customer
		WHERE r.original = OLD.digest)
BEGIN
	SELECT RAISE(ABORT, 'append-only: request_original');
END;
