-- An invitation is a link: whoever holds it joins. Only its hash is kept, until it is used.
ALTER TABLE organization_member ADD COLUMN invite_hash bytea CHECK (length(invite_hash) = 32);
ALTER TABLE organization_member ADD COLUMN invite_expires_at timestamptz;
ALTER TABLE organization_member ADD CHECK (invite_hash IS NULL OR (account_id IS NULL AND invite_expires_at IS NOT NULL));

-- The address of an invitation is kept in the form of an account's key, which the product makes.
DROP INDEX organization_member_invitation;
CREATE UNIQUE INDEX organization_member_invitation ON organization_member (organization_id, email) WHERE email IS NOT NULL;
