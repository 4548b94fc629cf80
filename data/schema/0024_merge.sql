-- The search index is no longer merged within the commit that fills a page of it, which cost one booking in
-- some dozens a tenth of a second while everybody waited: store/find_merge.c does it, in small portions.
INSERT INTO search_text (search_text, rank) VALUES ('automerge', 0);
INSERT INTO search_text (search_text, rank) VALUES ('crisismerge', 1000);
INSERT INTO search_text (search_text, rank) VALUES ('usermerge', 8);
