-- How far the reception checklist of a file is (R29); its answers stand in the table answer, form reception. Without
-- a row it is still to be completed at the reception.
CREATE TABLE checklist (
	file TEXT NOT NULL PRIMARY KEY REFERENCES customer_file (id),
	state TEXT NOT NULL CHECK (state IN ('begun', 'done')),
	answered INTEGER NOT NULL CHECK (answered >= 0),
	saved_at INTEGER NOT NULL,
	saved_by TEXT NOT NULL,
	revision INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
