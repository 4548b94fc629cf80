-- How sure the persona is: the share of answers that spoke for it, in percent; NULL when it was not asked here (R22).
ALTER TABLE customer ADD COLUMN persona_confidence INTEGER CHECK (persona_confidence BETWEEN 1 AND 100);
