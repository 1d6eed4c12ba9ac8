-- The digest's place in each partition of the intake log, moved in the transaction that holds the effects.
CREATE TABLE intake_position (
  log_partition text PRIMARY KEY,
  position bigint NOT NULL CHECK (position >= 0),
  updated_at timestamptz NOT NULL
);

-- What became of everything that came in, per project and hour: received = the sum of all outcomes but client_discard.
CREATE TABLE outcome_hour (
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  hour timestamptz NOT NULL,
  category text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN
    ('accepted', 'filtered', 'rate_limited', 'invalid', 'dropped', 'client_discard', 'set_aside')),
  reason text NOT NULL,
  quantity bigint NOT NULL CHECK (quantity >= 0),
  PRIMARY KEY (project_id, hour, category, outcome, reason)
);

-- Items that our own code could not take, with their bytes, until somebody tries again or dismisses them.
CREATE TABLE set_aside_item (
  id uuid PRIMARY KEY,
  -- null: not even the record around the item could be read; no foreign key, because the project may be gone
  project_id bigint,
  log_partition text NOT NULL,
  log_position bigint NOT NULL,
  item_type text NOT NULL,
  reason text NOT NULL,
  detail text NOT NULL,
  payload bytea NOT NULL,
  created_at timestamptz NOT NULL,
  resolved_at timestamptz
);

CREATE INDEX set_aside_item_open ON set_aside_item (project_id, id) WHERE resolved_at IS NULL;
