-- What an issue says changes with every batch: a message names another order each time. Words are searched in a column of
-- their own that follows once a minute (IssueWordStore), so that a batch touches no index: new versions of a row find room on
-- its page. Entries of the index of words wait in a list that every search reads whole, which must stay short.
ALTER TABLE issue_text
  ADD COLUMN words text,
  ADD COLUMN words_stale boolean NOT NULL DEFAULT false,
  SET (fillfactor = 50);

UPDATE issue_text SET words = title || E'\n' || culprit;

ALTER TABLE issue_text ALTER COLUMN words SET NOT NULL;

DROP INDEX IF EXISTS issue_text_words;

CREATE INDEX issue_text_stale ON issue_text (issue_id) WHERE words_stale;

DO $$
BEGIN
  CREATE INDEX issue_text_words ON issue_text USING gin (words gin_trgm_ops) WITH (gin_pending_list_limit = 64);
EXCEPTION
  WHEN OTHERS THEN
    RAISE WARNING 'pg_trgm is not available (%): searches for words read more', SQLERRM;
END
$$;
