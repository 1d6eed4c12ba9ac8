-- What people say about what went wrong.

CREATE TABLE user_feedback (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  -- user_report: the dialog after a crash; feedback: a form on the page
  source text NOT NULL CHECK (source IN ('user_report', 'feedback')),
  -- a feedback's own id; of a report the id of the event it is about
  client_id uuid NOT NULL,
  -- the event it is about, by the client's id
  event_id uuid,
  -- the issue of that event, as soon as both are here
  issue_id bigint REFERENCES issue ON DELETE SET NULL,
  name text,
  email text,
  message text NOT NULL,
  url text,
  environment text,
  release text,
  contexts jsonb,
  created_at timestamptz NOT NULL,
  UNIQUE (project_id, client_id, source)
);

CREATE INDEX user_feedback_project ON user_feedback (project_id, id);
CREATE INDEX user_feedback_issue ON user_feedback (issue_id, id) WHERE issue_id IS NOT NULL;
-- Those whose event may still come.
CREATE INDEX user_feedback_unlinked ON user_feedback (created_at) WHERE issue_id IS NULL AND event_id IS NOT NULL;
