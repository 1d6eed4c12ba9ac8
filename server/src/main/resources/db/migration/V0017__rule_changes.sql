-- Nodes ask every second what changed since they asked last.
CREATE INDEX intake_rules_updated ON intake_rules (updated_at);
CREATE INDEX organization_limit_updated ON organization_limit (updated_at);

-- A limit that is taken away stays as a row without one, so that its taking away is a change to be seen.
ALTER TABLE organization_limit ALTER COLUMN count DROP NOT NULL;
ALTER TABLE organization_limit ALTER COLUMN window_seconds DROP NOT NULL;
ALTER TABLE organization_limit ADD CHECK ((count IS NULL) = (window_seconds IS NULL));
