-- What was entered before dates were offered in writing, so that the answer is taken up where it was left.

ALTER TABLE request ADD COLUMN draft TEXT;
