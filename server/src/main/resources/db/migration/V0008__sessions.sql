-- Sessions: how many there were of a release, and how they ended.

CREATE TABLE session_hour (
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  -- of the session's start
  hour timestamptz NOT NULL,
  -- '' for none, in both
  release text NOT NULL,
  environment text NOT NULL,
  -- all of them; each is in at most one of the other columns, in none while it runs
  started bigint NOT NULL,
  exited bigint NOT NULL,
  errored bigint NOT NULL,
  unhandled bigint NOT NULL,
  abnormal bigint NOT NULL,
  crashed bigint NOT NULL,
  PRIMARY KEY (project_id, hour, release, environment)
) WITH (fillfactor = 80);

CREATE INDEX session_hour_age ON session_hour USING brin (hour);

-- What a session was counted as, so that its next update moves it instead of counting it again. Kept for a week.
CREATE TABLE session_seen (
  -- a UUIDv7 of the session's start that its project, id, release and environment make
  id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'exited', 'errored', 'unhandled', 'abnormal', 'crashed')),
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);

CREATE TABLE session_user_day (
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  -- midnight UTC of the day of the session's start
  hour timestamptz NOT NULL,
  release text NOT NULL,
  environment text NOT NULL,
  -- UltraLogLogs of the users, and of those whose session crashed; empty for nobody
  users bytea NOT NULL,
  crashed_users bytea NOT NULL,
  PRIMARY KEY (project_id, hour, release, environment)
) WITH (fillfactor = 80);

ALTER TABLE session_user_day ALTER COLUMN users SET STORAGE MAIN;
ALTER TABLE session_user_day ALTER COLUMN crashed_users SET STORAGE MAIN;
CREATE INDEX session_user_day_age ON session_user_day USING brin (hour);
