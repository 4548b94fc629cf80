-- Whose rows a commit changed: the customer files, customers and vehicles, for each group of tables (the bits of
-- change_counter.grp) of which every changed row belongs to one of them. One row a commit, of the last of them only:
-- consoles read the rows of these again and not all that they show.
CREATE TABLE change_note (
	seq INTEGER PRIMARY KEY,
	groups INTEGER NOT NULL,
	ids TEXT NOT NULL
) STRICT;
