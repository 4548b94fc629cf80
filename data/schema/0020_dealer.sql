-- The dealer's data in one place (R5, R6): where a value comes from, who changed it, what stood there before. `site`
-- is site.cfg, `desk` somebody at the console or by command: those survive prenota init.

ALTER TABLE dealer ADD COLUMN source TEXT NOT NULL DEFAULT 'site' CHECK (source IN ('site', 'desk'));

CREATE TABLE dealer_change (
	key INTEGER PRIMARY KEY,
	field TEXT NOT NULL,
	before TEXT,
	before_source TEXT,
	after TEXT,
	at INTEGER NOT NULL,
	by_staff TEXT NOT NULL,
	undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE TRIGGER dealer_change_keep BEFORE DELETE ON dealer_change
BEGIN
	SELECT RAISE(ABORT, 'append-only: dealer_change');
END;
