-- Jobs that report when they run.

CREATE TABLE cron_monitor (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  slug text NOT NULL CHECK (length(slug) BETWEEN 1 AND 100),
  name text NOT NULL,
  -- null until a check-in or a person says when the job is expected
  schedule_type text CHECK (schedule_type IN ('crontab', 'interval')),
  -- a crontab line, or the number of units between two runs
  schedule text,
  schedule_unit text CHECK (schedule_unit IN ('minute', 'hour', 'day', 'week', 'month', 'year')),
  timezone text,
  checkin_margin_minutes integer,
  max_runtime_minutes integer,
  failure_issue_threshold integer,
  recovery_threshold integer,
  created_at timestamptz NOT NULL,
  UNIQUE (project_id, slug),
  CHECK ((schedule_type IS NULL) = (schedule IS NULL)),
  CHECK ((schedule_type = 'interval') = (schedule_unit IS NOT NULL))
);

CREATE TABLE cron_monitor_environment (
  monitor_id bigint NOT NULL REFERENCES cron_monitor ON DELETE CASCADE,
  environment text NOT NULL,
  last_status text NOT NULL CHECK (last_status IN ('in_progress', 'ok', 'error', 'missed', 'timeout')),
  last_check_in_at timestamptz NOT NULL,
  PRIMARY KEY (monitor_id, environment)
) WITH (fillfactor = 80);

CREATE TABLE check_in (
  -- UUIDv7 of the time of the first receipt: names the day's partition
  id uuid NOT NULL,
  project_id bigint NOT NULL,
  monitor_id bigint NOT NULL,
  -- the client's own id, or ours when it sends none
  check_in_id uuid NOT NULL,
  environment text NOT NULL,
  status text NOT NULL CHECK (status IN ('in_progress', 'ok', 'error', 'missed', 'timeout')),
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  duration_ms bigint,
  release text,
  trace_id uuid,
  PRIMARY KEY (monitor_id, id)
) PARTITION BY RANGE (id);

CREATE INDEX check_in_client_id ON check_in (check_in_id);
