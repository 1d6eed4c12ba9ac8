-- Projects and the keys (DSNs) events are sent with.

CREATE TABLE project (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organization ON DELETE CASCADE,
  slug text NOT NULL CHECK (length(slug) BETWEEN 1 AND 80),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  platform text CHECK (length(platform) <= 64),
  created_at timestamptz NOT NULL,
  first_event_at timestamptz,
  scrub_ip_addresses boolean NOT NULL DEFAULT true,
  -- percent of events refused at admission
  event_throttle_rate integer NOT NULL DEFAULT 0 CHECK (event_throttle_rate BETWEEN 0 AND 100),
  -- the number of the next new issue: APP-1, APP-2, …
  next_short_id bigint NOT NULL DEFAULT 1,
  -- set: the project is gone for everybody; its slug was changed to free the name
  deleted_at timestamptz,
  UNIQUE (organization_id, slug)
);

CREATE TABLE team_project (
  team_id bigint NOT NULL REFERENCES team ON DELETE CASCADE,
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  PRIMARY KEY (team_id, project_id)
);

CREATE INDEX team_project_project ON team_project (project_id);

CREATE TABLE project_key (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  public_key uuid NOT NULL UNIQUE,
  name text NOT NULL DEFAULT '' CHECK (length(name) <= 64),
  is_active boolean NOT NULL DEFAULT true,
  -- at most this many events in each window; both or neither
  rate_limit_count integer CHECK (rate_limit_count >= 0),
  rate_limit_window_seconds integer CHECK (rate_limit_window_seconds > 0),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  CHECK ((rate_limit_count IS NULL) = (rate_limit_window_seconds IS NULL))
);

CREATE INDEX project_key_project ON project_key (project_id, id);
