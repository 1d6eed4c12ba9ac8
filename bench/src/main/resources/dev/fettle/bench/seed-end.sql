INSERT INTO issue_trend_hour (project_id, hour, status, event_count)
SELECT i.project_id, h.hour, i.status, sum(h.event_count)
FROM issue_hour h JOIN issue i ON i.id = h.issue_id
WHERE h.hour >= now() - INTERVAL '2 days'
GROUP BY 1, 2, 3
ON CONFLICT (project_id, hour, status) DO UPDATE SET event_count = excluded.event_count

INSERT INTO issue_trend_day (project_id, day, status, first_day, event_count)
SELECT i.project_id, date_trunc('day', h.hour, 'UTC'), i.status, date_trunc('day', i.first_seen, 'UTC'), sum(h.event_count)
FROM issue_hour h JOIN issue i ON i.id = h.issue_id
WHERE h.hour >= date_trunc('day', now(), 'UTC') - INTERVAL '31 days'
GROUP BY 1, 2, 3, 4
ON CONFLICT (project_id, day, status, first_day) DO UPDATE SET event_count = excluded.event_count

DROP TABLE seed_issue, seed_payload, seed_tag

VACUUM ANALYZE

CHECKPOINT
