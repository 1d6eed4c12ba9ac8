-- What a project does not want and what must not be kept of what it wants: one row per project that changed a rule.
CREATE TABLE intake_rules (
  project_id bigint PRIMARY KEY REFERENCES project ON DELETE CASCADE,
  -- names of inbound filters that are switched on
  filters text[] NOT NULL,
  -- globs of releases and of messages, networks of senders
  releases text[] NOT NULL,
  error_messages text[] NOT NULL,
  addresses text[] NOT NULL,
  scrub_defaults boolean NOT NULL,
  sensitive_fields text[] NOT NULL,
  safe_fields text[] NOT NULL,
  allowed_domains text[] NOT NULL,
  spike_protection boolean NOT NULL,
  -- at most this many requests in each window, of all keys together; both or neither
  rate_limit_count integer CHECK (rate_limit_count >= 0),
  rate_limit_window_seconds integer CHECK (rate_limit_window_seconds > 0),
  updated_at timestamptz NOT NULL,
  CHECK ((rate_limit_count IS NULL) = (rate_limit_window_seconds IS NULL))
);

-- The same limit for all projects of an organization together.
CREATE TABLE organization_limit (
  organization_id bigint PRIMARY KEY REFERENCES organization ON DELETE CASCADE,
  count integer NOT NULL CHECK (count >= 0),
  window_seconds integer NOT NULL CHECK (window_seconds > 0),
  updated_at timestamptz NOT NULL
);

-- What all nodes together have taken from the running window of a limit. A row is reused by the next window.
CREATE TABLE limit_window (
  -- the key, project or organization; no foreign key: rows of the gone are swept by age
  scope text NOT NULL CHECK (scope IN ('key', 'project', 'organization')),
  subject_id bigint NOT NULL,
  -- epoch seconds divided by the window's length
  window_number bigint NOT NULL,
  used bigint NOT NULL CHECK (used >= 0),
  -- what the statement that wrote the row last took: the answer to its node
  last_grant bigint NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (scope, subject_id)
);

-- Projects that are being sampled because they send far more than they usually do.
CREATE TABLE project_spike (
  project_id bigint PRIMARY KEY REFERENCES project ON DELETE CASCADE,
  since timestamptz NOT NULL,
  -- the hour that is over the limit; the sampling ends with it
  hour timestamptz NOT NULL,
  keep_rate double precision NOT NULL CHECK (keep_rate > 0 AND keep_rate <= 1)
);
