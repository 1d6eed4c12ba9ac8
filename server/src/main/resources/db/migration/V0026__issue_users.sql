-- Who an issue hit, one row for each user while there are at most 10,000: counted exactly, and a batch writes only
-- who is new. An issue with more, and one that was counted before this table was there, has a row in
-- issue_user_sketch instead and is estimated. About 80 bytes with its index entry, nothing beside the 1.5 KB of the
-- event that brought the user.
CREATE TABLE issue_user (
  issue_id bigint NOT NULL REFERENCES issue ON DELETE CASCADE,
  -- 64 bits of the user's key: two of 10,000 users look alike once in 370 billion issues
  user_hash bigint NOT NULL,
  PRIMARY KEY (issue_id, user_hash)
);
