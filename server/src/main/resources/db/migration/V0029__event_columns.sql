-- What every event wrote and no statement read: the payload holds them. Only the catalogue changes, no row is touched.
ALTER TABLE event
  DROP COLUMN level,
  DROP COLUMN environment,
  DROP COLUMN release,
  DROP COLUMN user_key;

-- An event is looked for within its project, by (project_id, id); the key was a fourth index for every event to write.
-- Nothing refers to it, and an id is 74 random bits beside its millisecond.
ALTER TABLE event DROP CONSTRAINT event_pkey;
