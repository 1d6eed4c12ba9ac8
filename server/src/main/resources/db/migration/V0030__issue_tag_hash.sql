-- What a search finds an issue by: every value its events ever had of a key, and every key, as 64 bits of the
-- organization, the key and the value. issue_tag keeps the hundred values a page shows; here are all of them. A value
-- that is new to an issue costs some 100 bytes, one that is not costs nothing. No foreign key: it would be looked up
-- for every row, while the issue is locked; the purge of an issue removes its rows by name.
CREATE TABLE issue_tag_hash (
  issue_id bigint NOT NULL,
  hash bigint NOT NULL,
  PRIMARY KEY (issue_id, hash)
);

INSERT INTO issue_tag_hash (issue_id, hash)
SELECT t.issue_id,
  ('x' || left(md5(i.organization_id || E'\x1f' || t.key || E'\x1f' || t.value), 16))::bit(64)::bigint
FROM issue_tag t
JOIN issue i ON i.id = t.issue_id
WHERE t.value <> ''
ON CONFLICT DO NOTHING;

INSERT INTO issue_tag_hash (issue_id, hash)
SELECT k.issue_id, ('x' || left(md5(i.organization_id || E'\x1f' || k.key), 16))::bit(64)::bigint
FROM (SELECT DISTINCT issue_id, key FROM issue_tag) k
JOIN issue i ON i.id = k.issue_id
ON CONFLICT DO NOTHING;

CREATE INDEX issue_tag_hash_hash ON issue_tag_hash (hash, issue_id);

-- How frequent a value is decides whether a search begins with it: a thousand of them are known by name.
ALTER TABLE issue_tag_hash ALTER COLUMN hash SET STATISTICS 1000;

-- Nothing searches by the text any more.
DROP INDEX issue_tag_value;

-- Set in the row of the empty value: how many distinct values it stands for.
ALTER TABLE issue_tag ADD COLUMN other_values bigint;

-- A table that mostly grows is vacuumed and analysed by what came in, or searches read old pages twice.
ALTER TABLE issue_tag_hash SET (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
