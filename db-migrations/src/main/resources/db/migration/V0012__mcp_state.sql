-- What MCP needs between one request and the next, kept here so that any node serves any of them.

-- What a client of a revision with "initialize" agreed on. It ends with its session. The documents are texts, because clients
-- make them up and nothing looks into them here; JSON in a jsonb column must not hold NUL.
CREATE TABLE mcp_session (
    tenant_id    text NOT NULL,
    id           text NOT NULL,
    session_id   text NOT NULL,
    principal    text NOT NULL,
    revision     text NOT NULL,
    capabilities text NOT NULL,
    client_info  text NOT NULL,
    log_level    text,
    created_at   timestamptz NOT NULL,
    used_at      timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK (octet_length(capabilities) + octet_length(client_info) <= 32768),
    FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
);
-- For the longest idle of one caller, and for a session's end.
CREATE INDEX mcp_session_of_caller ON mcp_session (tenant_id, session_id, principal, used_at);
CREATE INDEX mcp_session_by_expiry ON mcp_session (expires_at);
ALTER TABLE mcp_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE mcp_session FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON mcp_session FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
-- As with files, here and below: what expired can be deleted without a tenant, whoever owned it, and still not be seen.
CREATE POLICY expired ON mcp_session FOR DELETE
    USING (nullif(current_setting('app.tenant', true), '') IS NULL AND expires_at < now());
GRANT SELECT, INSERT, UPDATE (log_level, used_at, expires_at), DELETE ON mcp_session TO "${runtime_role}";

-- A node that waits for answers of a client. Without such a row no answer is kept, so nobody fills the next table who was not
-- asked. The id is a hash of a random one, which the client knows.
CREATE TABLE mcp_exchange (
    tenant_id  text NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    id         text NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX mcp_exchange_by_expiry ON mcp_exchange (expires_at);
ALTER TABLE mcp_exchange ENABLE ROW LEVEL SECURITY;
ALTER TABLE mcp_exchange FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON mcp_exchange FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
CREATE POLICY expired ON mcp_exchange FOR DELETE
    USING (nullif(current_setting('app.tenant', true), '') IS NULL AND expires_at < now());
-- An update takes what holding a row takes: while an answer is kept, its exchange stays.
GRANT SELECT, INSERT, UPDATE (expires_at), DELETE ON mcp_exchange TO "${runtime_role}";

-- Answers that arrived at another node than the one that waits, sealed, because people wrote them. They live for seconds.
CREATE TABLE mcp_answer (
    tenant_id   text NOT NULL,
    id          text NOT NULL,
    exchange_id text NOT NULL,
    sealed      bytea NOT NULL,
    key_version bigint NOT NULL GENERATED ALWAYS AS (
        CASE WHEN octet_length(sealed) >= 5 AND get_byte(sealed, 0) = 1
            THEN get_byte(sealed, 1) * 16777216::bigint + get_byte(sealed, 2) * 65536
                + get_byte(sealed, 3) * 256 + get_byte(sealed, 4)
            ELSE 0 END) STORED,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, exchange_id) REFERENCES mcp_exchange (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX mcp_answer_of_exchange ON mcp_answer (tenant_id, exchange_id);
CREATE INDEX mcp_answer_by_expiry ON mcp_answer (expires_at);
-- Ciphertext does not compress.
ALTER TABLE mcp_answer ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE mcp_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE mcp_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON mcp_answer FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
CREATE POLICY expired ON mcp_answer FOR DELETE
    USING (nullif(current_setting('app.tenant', true), '') IS NULL AND expires_at < now());
GRANT SELECT, INSERT, UPDATE (sealed), DELETE ON mcp_answer TO "${runtime_role}";

-- States that clients carried and that have had their one effect, until they would have expired.
CREATE TABLE redeemed_state (
    tenant_id  text NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    id         text NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX redeemed_state_by_expiry ON redeemed_state (expires_at);
ALTER TABLE redeemed_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE redeemed_state FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON redeemed_state FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
CREATE POLICY expired ON redeemed_state FOR DELETE
    USING (nullif(current_setting('app.tenant', true), '') IS NULL AND expires_at < now());
GRANT SELECT, INSERT, DELETE ON redeemed_state TO "${runtime_role}";
