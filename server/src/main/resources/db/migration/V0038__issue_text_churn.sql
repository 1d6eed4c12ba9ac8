-- What an issue says changes often. New versions of a row find room on its page, so that a change
-- of the release alone touches no index; entries of the index of words wait in a list that every
-- search reads whole, which must stay short.
ALTER TABLE issue_text SET (fillfactor = 50);
ALTER INDEX issue_text_words SET (gin_pending_list_limit = 64);
