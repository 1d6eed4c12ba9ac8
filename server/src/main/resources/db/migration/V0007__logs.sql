-- Logs and metrics.

CREATE TABLE log_entry (
  -- UUIDv7 of the log's own time, ordered within the millisecond: names the day's partition and sorts the list
  id uuid NOT NULL,
  project_id bigint NOT NULL,
  logged_at timestamptz NOT NULL,
  -- OpenTelemetry's number: four for each of trace, debug, info, warn, error, fatal
  severity smallint NOT NULL CHECK (severity BETWEEN 1 AND 24),
  body text NOT NULL,
  trace_id uuid,
  span_id bigint,
  service text,
  host text,
  environment text,
  release text,
  attributes jsonb,
  PRIMARY KEY (project_id, id)
) PARTITION BY RANGE (id);

CREATE INDEX log_entry_trace ON log_entry (trace_id) WHERE trace_id IS NOT NULL;

CREATE TABLE log_hour (
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  hour timestamptz NOT NULL,
  level text NOT NULL CHECK (level IN ('trace', 'debug', 'info', 'warn', 'error', 'fatal')),
  entry_count bigint NOT NULL,
  PRIMARY KEY (project_id, hour, level)
) WITH (fillfactor = 80);

CREATE INDEX log_hour_age ON log_hour USING brin (hour);

CREATE TABLE metric (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  type text NOT NULL CHECK (type IN ('counter', 'gauge', 'distribution')),
  -- '' for none
  unit text NOT NULL CHECK (length(unit) <= 64),
  first_seen timestamptz NOT NULL,
  UNIQUE (project_id, name, type, unit)
);

CREATE TABLE metric_hour (
  metric_id bigint NOT NULL REFERENCES metric ON DELETE CASCADE,
  hour timestamptz NOT NULL,
  -- '' for none
  environment text NOT NULL,
  entry_count bigint NOT NULL,
  value_sum double precision NOT NULL,
  value_min double precision NOT NULL,
  value_max double precision NOT NULL,
  PRIMARY KEY (metric_id, hour, environment)
) WITH (fillfactor = 80);

CREATE INDEX metric_hour_age ON metric_hour USING brin (hour);

CREATE TABLE metric_entry (
  id uuid NOT NULL,
  project_id bigint NOT NULL,
  metric_id bigint NOT NULL,
  measured_at timestamptz NOT NULL,
  value double precision NOT NULL,
  trace_id uuid,
  span_id bigint,
  environment text,
  release text,
  attributes jsonb,
  PRIMARY KEY (metric_id, id)
) PARTITION BY RANGE (id);

CREATE INDEX metric_entry_trace ON metric_entry (trace_id) WHERE trace_id IS NOT NULL;
