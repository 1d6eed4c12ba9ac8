-- Fills a product's database as if it had run for 89 days: the product's own tables, indexes and partitions, payloads
-- that the product itself packed. Statements are parted by empty lines; :events, :issues and :now are filled in.

SET synchronous_commit = off

SET session_replication_role = replica

SET maintenance_work_mem = '256MB'

SET work_mem = '64MB'

SET statement_timeout = 0

CREATE UNLOGGED TABLE seed_payload AS
SELECT row_number() OVER (ORDER BY id) - 1 AS place, title, payload, payload_size, dictionary_id
FROM (SELECT DISTINCT ON (issue_id, right(id::text, 1)) * FROM event ORDER BY issue_id, right(id::text, 1) LIMIT 400) e

CREATE UNLOGGED TABLE seed_issue AS
WITH places AS (
  SELECT p.id AS project_id, p.organization_id, row_number() OVER (ORDER BY p.id) - 1 AS place, count(*) OVER () AS projects
  FROM project p
), weights AS (
  SELECT n, greatest(1, round(:events / n ^ 0.75 / sum(1 / n ^ 0.75) OVER ()))::bigint AS c,
    abs(hashint8(n)) % 1000 AS h
  FROM generate_series(1, :issues::bigint) n
)
SELECT w.n, (SELECT coalesce(max(id), 0) FROM issue) + w.n AS issue_id, p.project_id, p.organization_id, w.c,
  (extract(epoch FROM :now::timestamptz) - 86400 * CASE WHEN w.n % 3 = 0 OR w.c > 1000 THEN 89
    ELSE 1 + 88 * w.h / 1000.0 END)::double precision AS started,
  (extract(epoch FROM :now::timestamptz) - 86400 * CASE WHEN w.n % 3 = 0 OR w.c > 1000 THEN 0.0001 * w.h
    ELSE greatest(0, 1 + 88 * w.h / 1000.0 - 1 - w.n % 30) END)::double precision AS ended,
  CASE WHEN w.n % 10 < 6 THEN 'unresolved' WHEN w.n % 10 < 9 THEN 'resolved' ELSE 'ignored' END AS status,
  (ARRAY['Charge', 'Refund', 'Reserve', 'Render', 'Notify', 'Archive', 'Import', 'Verify', 'Rotate', 'Merge'])[1 + w.n % 10]
    || (ARRAY['Invoice', 'Basket', 'Voucher', 'Parcel', 'Ledger', 'Catalog', 'Supplier', 'Contract', 'Session'])[1 + w.h % 9]
    || 'Error: cannot ' || CASE WHEN w.n % 24 = 0 THEN 'find the product' ELSE 'read the document' END
    || ' of ' || md5(w.n::text) AS title
FROM weights w
JOIN places p ON p.place = (w.n * 7919) % p.projects

INSERT INTO issue (id, organization_id, project_id, short_id, type, level, platform, is_unhandled, status, status_changed_at,
  resolved_at, first_seen, last_seen, event_count, user_count, priority)
OVERRIDING SYSTEM VALUE
SELECT issue_id, organization_id, project_id, 1000 + n, 'error', CASE WHEN n % 11 = 0 THEN 'fatal' ELSE 'error' END, 'python',
  n % 4 = 0, status, to_timestamp(ended), CASE WHEN status = 'resolved' THEN to_timestamp(ended) END, to_timestamp(started),
  to_timestamp(ended), c, least(c, 90000) * 0.7, log(c::double precision) + ended / 300000
FROM seed_issue

INSERT INTO issue_text (issue_id, title, culprit, words, metadata, first_release, last_release)
SELECT issue_id, title, culprit, title || E'\n' || culprit, '{"type": "Error", "value": "cannot read"}',
  'shop@2.' || n % 40 || '.0', 'shop@2.' || (n + 7) % 40 || '.0'
FROM seed_issue,
  LATERAL (SELECT 'app.views.' || md5((n % 5000)::text) || ' in handle') AS c (culprit)

SELECT setval(pg_get_serial_sequence('issue', 'id'), (SELECT max(id) FROM issue))

UPDATE project SET next_short_id = 1001 + :issues

INSERT INTO issue_hash (project_id, hash, issue_id)
SELECT project_id, decode(md5('seed' || n), 'hex'), issue_id FROM seed_issue

INSERT INTO issue_activity (issue_id, type, created_at)
SELECT issue_id, 'first_seen', to_timestamp(started) FROM seed_issue

CREATE UNLOGGED TABLE seed_tag AS
SELECT * FROM (VALUES
  ('level', 'error', 1, 1), ('environment', 'env-', 3, 3), ('region', 'eu-', 8, 8), ('tenant', 't', 30, 20),
  ('release', 'shop@2.', 40, 10), ('server_name', 'web-', 50, 10), ('browser.name', 'Browser ', 8, 6),
  ('os.name', 'OS ', 5, 5), ('user.id', '', 90000, 100), ('user.email', 'user@', 90000, 100)
) t (key, prefix, cardinality, most)

INSERT INTO issue_tag (issue_id, project_id, key, value, event_count, first_seen, last_seen)
SELECT s.issue_id, s.project_id, t.key, t.prefix || (s.n * 31 + i) % t.cardinality, greatest(1, s.c / least(t.most, s.c)),
  to_timestamp(s.started), to_timestamp(s.ended)
FROM seed_issue s
CROSS JOIN seed_tag t
CROSS JOIN LATERAL generate_series(1, least(t.most, s.c)) i

INSERT INTO issue_tag (issue_id, project_id, key, value, event_count, first_seen, last_seen, other_values)
SELECT s.issue_id, s.project_id, t.key, '', s.c / 2, to_timestamp(s.started), to_timestamp(s.ended), least(s.c / 2, 5000)
FROM seed_issue s
CROSS JOIN seed_tag t
WHERE t.most = 100 AND s.c > 200

DROP INDEX issue_tag_hash_hash

INSERT INTO issue_tag_hash (hash, issue_id)
SELECT DISTINCT ('x' || left(md5(x.text), 16))::bit(64)::bigint, x.issue_id
FROM (
  SELECT t.issue_id, i.organization_id || E'\x1f' || t.key || E'\x1f' || t.value AS text
  FROM issue_tag t JOIN issue i ON i.id = t.issue_id
  WHERE t.value <> ''
  UNION ALL
  SELECT DISTINCT t.issue_id, i.organization_id || E'\x1f' || t.key
  FROM issue_tag t JOIN issue i ON i.id = t.issue_id
  UNION ALL
  SELECT s.issue_id, s.organization_id || E'\x1f' || t.key || E'\x1f' || t.prefix || (s.n * 31 + i) % t.cardinality
  FROM seed_issue s
  CROSS JOIN seed_tag t
  CROSS JOIN LATERAL generate_series(101, least(5000, s.c / 2)) i
  WHERE t.most = 100 AND s.c > 200
) x
ON CONFLICT DO NOTHING

CREATE INDEX issue_tag_hash_hash ON issue_tag_hash (hash, issue_id)
