-- Contents of files, named after their SHA-256, are kept for every feature; attachments were the first to have them.

ALTER TABLE attachment_file RENAME TO blob;
ALTER TABLE blob RENAME CONSTRAINT attachment_file_pkey TO blob_pkey;
ALTER TABLE blob RENAME CONSTRAINT attachment_file_sha256_check TO blob_sha256_check;
-- When the sweep looks whether somebody still refers to it. What this held until now lies in the past: it looks soon.
ALTER TABLE blob RENAME COLUMN last_used_at TO check_at;
ALTER INDEX attachment_file_age RENAME TO blob_check_at;
-- As long as this says so the content is there.
ALTER TABLE blob ADD COLUMN stored boolean NOT NULL DEFAULT true;
-- Tells a row from another one that was made later for the same content.
ALTER TABLE blob ADD COLUMN number bigint NOT NULL DEFAULT 0;
CREATE SEQUENCE blob_number;

-- The job that did this for attachments alone.
DELETE FROM scheduled_tasks WHERE task_name = 'attachment-files';
