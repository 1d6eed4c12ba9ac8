-- Events, the issues they are grouped into, and every number a page shows, counted when events are written.

CREATE TABLE environment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  is_hidden boolean NOT NULL DEFAULT false,
  UNIQUE (project_id, name)
);

CREATE TABLE release (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organization ON DELETE CASCADE,
  version text NOT NULL CHECK (length(version) BETWEEN 1 AND 255),
  created_at timestamptz NOT NULL,
  released_at timestamptz,
  UNIQUE (organization_id, version)
);

CREATE TABLE release_project (
  release_id bigint NOT NULL REFERENCES release ON DELETE CASCADE,
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  PRIMARY KEY (release_id, project_id)
);

CREATE INDEX release_project_project ON release_project (project_id, release_id);

CREATE TABLE issue (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- the project's, repeated here so that an organization's list is one index scan; a project never moves
  organization_id bigint NOT NULL REFERENCES organization ON DELETE CASCADE,
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  -- the number people say: SHOP-1
  short_id bigint NOT NULL CHECK (short_id > 0),
  type text NOT NULL CHECK (type IN ('error', 'default', 'csp')),
  level text NOT NULL CHECK (level IN ('debug', 'info', 'warning', 'error', 'fatal')),
  title text NOT NULL,
  culprit text NOT NULL,
  metadata jsonb NOT NULL,
  platform text,
  is_unhandled boolean NOT NULL,
  status text NOT NULL DEFAULT 'unresolved' CHECK (status IN ('unresolved', 'resolved', 'ignored')),
  status_changed_at timestamptz NOT NULL,
  resolved_at timestamptz,
  resolved_by bigint REFERENCES account ON DELETE SET NULL,
  -- set by an event that reopened it, cleared by a person's change of status
  regressed_at timestamptz,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  event_count bigint NOT NULL DEFAULT 0,
  -- distinct users, estimated from issue_user_sketch
  user_count bigint NOT NULL DEFAULT 0,
  -- log10(event_count) + last_seen in epoch seconds / 300000, as GlitchTip sorts by priority
  priority double precision NOT NULL DEFAULT 0,
  first_release text,
  last_release text,
  -- set: gone for everybody, its rows are purged in the background
  deleted_at timestamptz,
  UNIQUE (project_id, short_id),
  CHECK ((status = 'resolved') = (resolved_at IS NOT NULL))
) WITH (fillfactor = 80);

-- One for each order a list may have; a list without a status is three of these scans merged.
CREATE INDEX issue_by_last_seen ON issue (organization_id, status, last_seen, id) WHERE deleted_at IS NULL;
CREATE INDEX issue_by_first_seen ON issue (organization_id, status, first_seen, id) WHERE deleted_at IS NULL;
CREATE INDEX issue_by_count ON issue (organization_id, status, event_count, id) WHERE deleted_at IS NULL;
CREATE INDEX issue_by_priority ON issue (organization_id, status, priority, id) WHERE deleted_at IS NULL;
-- A quiet project's list within a loud organization.
CREATE INDEX issue_by_project ON issue (project_id, status, last_seen, id) WHERE deleted_at IS NULL;
-- The view of reopened issues.
CREATE INDEX issue_regressed ON issue (organization_id, regressed_at) WHERE regressed_at IS NOT NULL AND deleted_at IS NULL;
-- What the purge still has to do.
CREATE INDEX issue_deleted ON issue (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE issue_hash (
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  hash bytea NOT NULL CHECK (length(hash) = 16),
  issue_id bigint NOT NULL REFERENCES issue ON DELETE CASCADE,
  PRIMARY KEY (project_id, hash)
);

CREATE INDEX issue_hash_issue ON issue_hash (issue_id);

-- An UltraLogLog of the users an issue hit; beside the issue, so that the row that changes most stays small.
CREATE TABLE issue_user_sketch (
  issue_id bigint PRIMARY KEY REFERENCES issue ON DELETE CASCADE,
  sketch bytea NOT NULL
);

ALTER TABLE issue_user_sketch ALTER COLUMN sketch SET STORAGE MAIN;

CREATE TABLE issue_hour (
  issue_id bigint NOT NULL REFERENCES issue ON DELETE CASCADE,
  hour timestamptz NOT NULL,
  event_count bigint NOT NULL,
  PRIMARY KEY (issue_id, hour)
) WITH (fillfactor = 80);

-- Old hours are found for the purge without an index that every event would have to touch.
CREATE INDEX issue_hour_age ON issue_hour USING brin (hour);

CREATE TABLE issue_tag (
  issue_id bigint NOT NULL REFERENCES issue ON DELETE CASCADE,
  project_id bigint NOT NULL,
  key text NOT NULL,
  -- '' counts the events whose value came after the cap of distinct values was reached
  value text NOT NULL,
  event_count bigint NOT NULL,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  PRIMARY KEY (issue_id, key, value)
) WITH (fillfactor = 80);

-- Issues by tag, for the list's filters.
CREATE INDEX issue_tag_value ON issue_tag (project_id, key, value, issue_id);

CREATE TABLE issue_activity (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  issue_id bigint NOT NULL REFERENCES issue ON DELETE CASCADE,
  type text NOT NULL CHECK (type IN ('first_seen', 'regressed', 'resolved', 'unresolved', 'ignored')),
  account_id bigint REFERENCES account ON DELETE SET NULL,
  created_at timestamptz NOT NULL,
  data jsonb NOT NULL DEFAULT '{}'
);

CREATE INDEX issue_activity_issue ON issue_activity (issue_id, id);

CREATE TABLE event (
  -- UUIDv7 of the time of receipt: names the day's partition
  id uuid NOT NULL,
  project_id bigint NOT NULL,
  issue_id bigint NOT NULL,
  -- the client's own id
  event_id uuid NOT NULL,
  -- by the client's clock
  event_at timestamptz NOT NULL,
  level text NOT NULL,
  environment text,
  release text,
  -- id:17, email:…, ip:…: what distinct users are counted by
  user_key text,
  title text NOT NULL,
  -- zstd of the normalised JSON
  payload bytea NOT NULL,
  -- bytes of the JSON before compression
  payload_size integer NOT NULL,
  -- 0: compressed without a dictionary
  dictionary_id integer NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);

-- Compressed already; partitions take this over.
ALTER TABLE event ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE INDEX event_issue ON event (issue_id, id);
CREATE INDEX event_project ON event (project_id, id);
CREATE INDEX event_client_id ON event (event_id);
