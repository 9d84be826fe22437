-- Links on which a user connects an account himself. The account is made with the link and waits; the credential comes later.

-- Until when an INITIATED account waits for its user; afterwards it counts as EXPIRED. Null for accounts made with a credential.
ALTER TABLE connected_account ADD COLUMN pending_until timestamptz;

-- Whose account it is, of which toolkit and auth config, is the account's to say. A link ends with its account and its session.
CREATE TABLE connect_link (
    tenant_id    text NOT NULL REFERENCES tenant (id),
    id           text NOT NULL,
    token_hash   bytea NOT NULL UNIQUE,
    account_id   text NOT NULL,
    session_id   text,
    callback_url text,
    attempts     int NOT NULL CHECK (attempts >= 0),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    used_at      timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES connected_account (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX connect_link_of_account ON connect_link (tenant_id, account_id);
CREATE INDEX connect_link_of_session ON connect_link (tenant_id, session_id);
CREATE INDEX connect_link_by_expiry ON connect_link (tenant_id, expires_at);
-- Whoever opens a link is not known yet: the hash of its token shows its own row and nothing else.
CREATE POLICY bearer ON connect_link FOR SELECT
    USING (token_hash = decode(nullif(current_setting('app.connect_link_hash', true), ''), 'hex'));
ALTER TABLE connect_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE connect_link FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON connect_link FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE (attempts, used_at), DELETE ON connect_link TO "${runtime_role}";
