-- Transactions, the groups they are counted in, and spans that come on their own.

CREATE TABLE transaction_group (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  -- of name, op and method, which are too long for an index
  hash bytea NOT NULL CHECK (length(hash) = 16),
  name text NOT NULL,
  -- '' for none, in both
  op text NOT NULL,
  method text NOT NULL,
  event_count bigint NOT NULL DEFAULT 0,
  failure_count bigint NOT NULL DEFAULT 0,
  -- sum in microseconds
  duration_us bigint NOT NULL DEFAULT 0,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  UNIQUE (project_id, hash)
) WITH (fillfactor = 80);

CREATE TABLE transaction_group_hour (
  group_id bigint NOT NULL REFERENCES transaction_group ON DELETE CASCADE,
  hour timestamptz NOT NULL,
  event_count bigint NOT NULL,
  failure_count bigint NOT NULL,
  duration_us bigint NOT NULL,
  -- a sketch of the durations, for percentiles
  durations bytea NOT NULL,
  PRIMARY KEY (group_id, hour)
) WITH (fillfactor = 80);

CREATE INDEX transaction_group_hour_age ON transaction_group_hour USING brin (hour);

CREATE TABLE transaction_event (
  -- UUIDv7 of the time of receipt: names the day's partition
  id uuid NOT NULL,
  project_id bigint NOT NULL,
  group_id bigint NOT NULL,
  -- the client's own id; of a root span that came alone: made from its trace and span id
  event_id uuid NOT NULL,
  trace_id uuid,
  -- 64 bits, here as a signed number
  span_id bigint,
  started_at timestamptz NOT NULL,
  duration_us bigint NOT NULL,
  status text,
  release text,
  environment text,
  user_key text,
  -- spans inside the payload
  span_count integer NOT NULL,
  -- zstd of the normalised JSON
  payload bytea NOT NULL,
  payload_size integer NOT NULL,
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);

ALTER TABLE transaction_event ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE INDEX transaction_event_group ON transaction_event (group_id, id);
CREATE INDEX transaction_event_client_id ON transaction_event (event_id);
CREATE INDEX transaction_event_trace ON transaction_event (trace_id) WHERE trace_id IS NOT NULL;

CREATE TABLE span_event (
  id uuid NOT NULL,
  project_id bigint NOT NULL,
  trace_id uuid NOT NULL,
  span_id bigint NOT NULL,
  parent_span_id bigint,
  -- the root of this service's part of the trace
  segment_id bigint,
  name text NOT NULL,
  op text,
  started_at timestamptz NOT NULL,
  duration_us bigint NOT NULL,
  status text,
  release text,
  environment text,
  -- zstd of what has no column
  payload bytea NOT NULL,
  payload_size integer NOT NULL,
  PRIMARY KEY (project_id, id)
) PARTITION BY RANGE (id);

ALTER TABLE span_event ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE INDEX span_event_trace ON span_event (trace_id, span_id);
