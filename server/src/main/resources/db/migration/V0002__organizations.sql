-- The tenants, who belongs to them, and their teams.

CREATE TABLE organization (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[-a-z0-9_]{1,200}$'),
  created_at timestamptz NOT NULL,
  is_accepting_events boolean NOT NULL DEFAULT true,
  -- any member may join any team
  open_membership boolean NOT NULL DEFAULT true,
  scrub_ip_addresses boolean NOT NULL DEFAULT true
);

CREATE TABLE organization_member (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organization ON DELETE CASCADE,
  -- null while an invitation is pending: then the address says who is meant
  account_id bigint REFERENCES account ON DELETE CASCADE,
  email text,
  role text NOT NULL CHECK (role IN ('member', 'admin', 'manager', 'owner')),
  -- the one owner who cannot be removed; at most one for each organization
  is_primary_owner boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  UNIQUE (organization_id, account_id),
  CHECK ((account_id IS NULL) <> (email IS NULL)),
  CHECK (NOT is_primary_owner OR (role = 'owner' AND account_id IS NOT NULL))
);

CREATE UNIQUE INDEX organization_member_primary_owner ON organization_member (organization_id) WHERE is_primary_owner;
CREATE UNIQUE INDEX organization_member_invitation ON organization_member (organization_id, lower(email)) WHERE email IS NOT NULL;
CREATE INDEX organization_member_account ON organization_member (account_id, organization_id);

CREATE TABLE team (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id bigint NOT NULL REFERENCES organization ON DELETE CASCADE,
  slug text NOT NULL CHECK (slug ~ '^[-a-zA-Z0-9_]{1,50}$'),
  created_at timestamptz NOT NULL,
  UNIQUE (organization_id, slug)
);

CREATE TABLE team_member (
  team_id bigint NOT NULL REFERENCES team ON DELETE CASCADE,
  member_id bigint NOT NULL REFERENCES organization_member ON DELETE CASCADE,
  PRIMARY KEY (team_id, member_id)
);

CREATE INDEX team_member_member ON team_member (member_id);
