-- Search while typing. A row per customer and vehicle; text is folded, Hangul taken apart into jamo, words
-- separated by spaces. Fragments of three characters on are found by trigrams, shorter ones by the start of
-- a word.

CREATE TABLE search (
	key INTEGER PRIMARY KEY,
	kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
	id TEXT NOT NULL UNIQUE,
	text TEXT NOT NULL
) STRICT;

CREATE TABLE search_start (
	start TEXT NOT NULL,
	key INTEGER NOT NULL,
	PRIMARY KEY (start, key)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search_text USING fts5 (
	text,
	content = 'search', content_rowid = 'key',
	tokenize = 'trigram case_sensitive 1', columnsize = 0
);
