-- Links that were mailed. They are made when a mail is written, so there may be several of one message that was sent again; only hashes are kept.
CREATE TABLE invitation_link (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  member_id bigint NOT NULL REFERENCES organization_member ON DELETE CASCADE
);

CREATE INDEX invitation_link_member ON invitation_link (member_id);

CREATE TABLE password_reset (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);

CREATE INDEX password_reset_account ON password_reset (account_id);
CREATE INDEX password_reset_age ON password_reset (expires_at);
