-- Who administers the installation, what an API key may do, and how work for all tenants finds them.

-- Keys of operators. No tenant owns them; like API keys they are kept as a keyed hash.
CREATE TABLE admin_key (
    id         text PRIMARY KEY,
    name       text NOT NULL,
    key_hash   bytea NOT NULL UNIQUE,
    last_four  text NOT NULL,
    created_at timestamptz NOT NULL,
    revoked_at timestamptz
);
GRANT SELECT, INSERT, UPDATE (revoked_at) ON admin_key TO "${runtime_role}";

-- A transaction that says it is a job for all tenants sees which there are, and nothing of what they own.
CREATE POLICY listed_for_jobs ON tenant FOR SELECT
    USING (nullif(current_setting('app.job', true), '') IS NOT NULL);

-- What a key may do (words like tools:read) and from where (CIDR), each separated by blanks; null is no limit. Like all of a
-- key but its end they are written once: the runtime role may not change them, so no request can widen a key.
ALTER TABLE api_key
    ADD COLUMN scopes            text CHECK (scopes <> ''),
    ADD COLUMN allowed_addresses text CHECK (allowed_addresses <> '');

-- The keys that sign session tokens. The pair itself is a version of system_key 'session-jwt'; kid is its name in tokens. The
-- key that was made before there was this table keeps the name that its tokens carry.
CREATE TABLE signing_key (
    kid        text PRIMARY KEY,
    version    int NOT NULL UNIQUE CHECK (version > 0),
    created_at timestamptz NOT NULL,
    signs_from timestamptz NOT NULL,
    removed_at timestamptz
);
GRANT SELECT, INSERT, UPDATE (removed_at) ON signing_key TO "${runtime_role}";
INSERT INTO signing_key (kid, version, created_at, signs_from)
    SELECT 'session-jwt-1', version, created_at, created_at FROM system_key WHERE purpose = 'session-jwt';
