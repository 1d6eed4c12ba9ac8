-- When the keys of a project, or what else the intake remembers of it, last changed: nodes ask every second.
ALTER TABLE project ADD COLUMN keys_changed_at timestamptz;

CREATE INDEX project_keys_changed ON project (keys_changed_at) WHERE keys_changed_at IS NOT NULL;
