-- issue is the row that every batch of events changes; what an issue says changes rarely and is several times as wide.
-- Apart, a batch writes 200 bytes of an issue and not 700, four times as many issues fit into memory, and words can
-- have an index that no batch of events has to touch.
CREATE TABLE issue_text (
  issue_id bigint PRIMARY KEY,
  title text NOT NULL,
  culprit text NOT NULL,
  metadata jsonb NOT NULL,
  first_release text,
  last_release text
);

INSERT INTO issue_text (issue_id, title, culprit, metadata, first_release, last_release)
SELECT id, title, culprit, metadata, first_release, last_release
FROM issue;

ALTER TABLE issue_text ADD FOREIGN KEY (issue_id) REFERENCES issue ON DELETE CASCADE;

ALTER TABLE issue
  DROP COLUMN title,
  DROP COLUMN culprit,
  DROP COLUMN metadata,
  DROP COLUMN first_release,
  DROP COLUMN last_release;

-- Words by trigrams. The extension comes with PostgreSQL and its database's owner may create it; where it is missing,
-- words are found all the same, by reading the texts of the list that is asked for.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX issue_text_words ON issue_text USING gin (title gin_trgm_ops, culprit gin_trgm_ops);
EXCEPTION
  WHEN OTHERS THEN
    RAISE WARNING 'pg_trgm is not available (%): searches for words read more', SQLERRM;
END
$$;

-- The project belongs to one organization for good, and its own key is checked: the second check scanned the whole
-- table whenever an organization was removed.
ALTER TABLE issue DROP CONSTRAINT issue_organization_id_fkey;

-- Removing an account clears these; without an index it read both tables from end to end.
CREATE INDEX issue_resolved_by ON issue (resolved_by) WHERE resolved_by IS NOT NULL;
CREATE INDEX issue_activity_account ON issue_activity (account_id) WHERE account_id IS NOT NULL;

-- Rows that change with every batch: a fifth of the table is too long to wait for dead rows.
ALTER TABLE issue SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE issue_tag SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05);
ALTER TABLE issue_hour SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05);
