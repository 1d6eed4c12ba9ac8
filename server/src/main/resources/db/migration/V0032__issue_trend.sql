-- What the chart over the list adds up: a row for each project, status and hour (two days of them) and for each
-- project, status, day and day of the issues' first event (31 days), instead of the hours of ten thousand issues.
-- Both follow an issue when its status changes. Longer charts and charts of a search still add up issue_hour.
CREATE TABLE issue_trend_hour (
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  hour timestamptz NOT NULL,
  status text NOT NULL,
  event_count bigint NOT NULL,
  PRIMARY KEY (project_id, hour, status)
) WITH (fillfactor = 70);

CREATE TABLE issue_trend_day (
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  day timestamptz NOT NULL,
  status text NOT NULL,
  first_day timestamptz NOT NULL,
  event_count bigint NOT NULL,
  PRIMARY KEY (project_id, day, status, first_day)
) WITH (fillfactor = 70);

INSERT INTO issue_trend_hour (project_id, hour, status, event_count)
SELECT i.project_id, h.hour, i.status, sum(h.event_count)
FROM issue_hour h
JOIN issue i ON i.id = h.issue_id
WHERE h.hour >= now() - INTERVAL '2 days'
  AND i.deleted_at IS NULL
GROUP BY i.project_id, h.hour, i.status;

INSERT INTO issue_trend_day (project_id, day, status, first_day, event_count)
SELECT i.project_id, date_trunc('day', h.hour, 'UTC'), i.status, date_trunc('day', i.first_seen, 'UTC'),
  sum(h.event_count)
FROM issue_hour h
JOIN issue i ON i.id = h.issue_id
WHERE h.hour >= date_trunc('day', now(), 'UTC') - INTERVAL '31 days'
  AND i.deleted_at IS NULL
GROUP BY 1, 2, 3, 4;

-- Old rows are found for the purge.
CREATE INDEX issue_trend_hour_age ON issue_trend_hour USING brin (hour);
CREATE INDEX issue_trend_day_age ON issue_trend_day USING brin (day);
