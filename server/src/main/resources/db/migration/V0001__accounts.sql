-- People: accounts, their signed-in sessions, their API tokens. Secrets are stored as hashes only.

CREATE TABLE account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  -- the lower-case form: two spellings of an address are one account
  email_key text NOT NULL UNIQUE CHECK (email_key = lower(email_key)),
  name text NOT NULL DEFAULT '' CHECK (length(name) <= 255),
  -- Argon2id in PHC form; null: this account has no password
  password_hash text,
  is_superuser boolean NOT NULL DEFAULT false,
  is_active boolean NOT NULL DEFAULT true,
  email_verified boolean NOT NULL DEFAULT false,
  -- time zone, theme and the like; read and written as a whole
  options jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(options) = 'object'),
  created_at timestamptz NOT NULL,
  last_login_at timestamptz
);

CREATE TABLE account_session (
  -- SHA-256 of the cookie's value
  id_hash bytea PRIMARY KEY CHECK (length(id_hash) = 32),
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  user_agent text NOT NULL DEFAULT '',
  ip text NOT NULL DEFAULT '',
  -- how the person proved who they are
  method text NOT NULL CHECK (method IN ('password', 'signup'))
);

CREATE INDEX account_session_account ON account_session (account_id);
CREATE INDEX account_session_expiry ON account_session (expires_at);

CREATE TABLE api_token (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
  -- SHA-256 of the token
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  -- the last four characters, so that a person recognises a token of theirs
  hint text NOT NULL,
  label text NOT NULL DEFAULT '' CHECK (length(label) <= 255),
  -- bit n is the n-th scope of dev.fettle.platform.http.Scope
  scopes integer NOT NULL CHECK (scopes BETWEEN 0 AND 65535),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);

CREATE INDEX api_token_account ON api_token (account_id, id DESC);
