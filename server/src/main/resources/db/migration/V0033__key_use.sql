-- Never written, and shown by nothing: when a key was used is told by the intake's account.
ALTER TABLE project_key DROP COLUMN last_used_at;
