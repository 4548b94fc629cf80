-- Search while typing. A row per customer and vehicle; text is folded, Hangul taken apart into jamo, two
-- spaces before each word, so that the first one and two characters of a word make trigrams of their own. A
-- changed row gets a new key: the newest are those with the highest keys.

CREATE TABLE search (
	key INTEGER PRIMARY KEY,
	kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
	row INTEGER NOT NULL,
	text TEXT NOT NULL,
	UNIQUE (kind, row)
) STRICT;

-- Rows without positions: what is found is looked at again in search.text.
CREATE VIRTUAL TABLE search_text USING fts5 (
	text,
	content = 'search', content_rowid = 'key',
	tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0
);
-- What a transaction adds is sorted in memory up to so many bytes; an import adds much.
INSERT INTO search_text (search_text, rank) VALUES ('hashsize', 33554432);

-- How often a trigram is there, by a sample of the rows: a search asks for the rarest of its trigrams.
CREATE TABLE search_gram (
	gram TEXT NOT NULL PRIMARY KEY,
	rows INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
