-- The life of rows: jobs of the cluster, deletions that go on in the background, and what old rows are found by.

-- When each job is due and which node has it; the columns are those db-scheduler wants.
CREATE TABLE scheduled_tasks (
  task_name text NOT NULL,
  task_instance text NOT NULL,
  task_data bytea,
  execution_time timestamptz NOT NULL,
  picked boolean NOT NULL,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint NOT NULL,
  PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);

-- Set: the organization is gone for everybody; its slug was changed to free the name.
ALTER TABLE organization ADD COLUMN deleted_at timestamptz;

-- Projects and organizations whose rows are being removed.
CREATE TABLE deletion_job (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject text NOT NULL CHECK (subject IN ('project', 'organization')),
  subject_id bigint NOT NULL,
  requested_at timestamptz NOT NULL,
  -- transactions with smaller numbers may still write what is to be removed
  begin_after xid8,
  rows_deleted bigint NOT NULL DEFAULT 0,
  at_table text,
  finished_at timestamptz,
  UNIQUE (subject, subject_id)
);

CREATE INDEX deletion_job_finished ON deletion_job (finished_at);

-- Those that were only marked so far.
UPDATE organization o
SET deleted_at = now()
WHERE slug = '_deleted-' || id
  AND NOT EXISTS (SELECT 1 FROM organization_member m WHERE m.organization_id = o.id);
INSERT INTO deletion_job (subject, subject_id, requested_at)
SELECT 'organization', id, deleted_at FROM organization WHERE deleted_at IS NOT NULL ORDER BY id;
INSERT INTO deletion_job (subject, subject_id, requested_at)
SELECT 'project', p.id, p.deleted_at
FROM project p
JOIN organization o ON o.id = p.organization_id
WHERE p.deleted_at IS NOT NULL AND o.deleted_at IS NULL
ORDER BY p.id;

-- Old rows, found without a look at the others.
CREATE INDEX outcome_hour_age ON outcome_hour USING brin (hour);
CREATE INDEX set_aside_item_age ON set_aside_item (created_at);
CREATE INDEX user_feedback_age ON user_feedback (created_at);
CREATE INDEX limit_window_age ON limit_window (updated_at);

-- Whose content a file is, so that it goes with its last attachment and not before.
CREATE INDEX event_attachment_content ON event_attachment (sha256);
