-- Files that came with events. Their content is in the data folder, named after its SHA-256.

CREATE TABLE event_attachment (
  -- UUIDv7 of the time of receipt: names the day's partition
  id uuid NOT NULL,
  project_id bigint NOT NULL,
  -- the client's id of the event
  event_id uuid NOT NULL,
  name text NOT NULL,
  content_type text,
  attachment_type text NOT NULL,
  size bigint NOT NULL,
  sha256 bytea NOT NULL,
  PRIMARY KEY (project_id, id)
) PARTITION BY RANGE (id);

CREATE INDEX event_attachment_event ON event_attachment (event_id);

-- One row per content. Its lock is what keeps a file from being removed while it is needed again.
CREATE TABLE attachment_file (
  sha256 bytea PRIMARY KEY CHECK (length(sha256) = 32),
  size bigint NOT NULL,
  last_used_at timestamptz NOT NULL
);

CREATE INDEX attachment_file_age ON attachment_file (last_used_at);
