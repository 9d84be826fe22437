-- Files that callers hand to tools and tools hand back, for a limited time. The content lies sealed in chunks, so that no
-- file is ever whole in memory; toolkit and tool are those it was uploaded for, and absent when a tool made it.

CREATE TABLE stored_file (
    tenant_id  text NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    id         text NOT NULL,
    name       text NOT NULL,
    mimetype   text NOT NULL,
    md5        text,
    toolkit    text,
    tool       text,
    state      text NOT NULL CHECK (state IN ('requested', 'complete')),
    attempt    int NOT NULL,
    size       bigint NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK ((toolkit IS NULL) = (tool IS NULL))
);
CREATE INDEX stored_file_by_time ON stored_file (tenant_id, created_at);
CREATE INDEX stored_file_by_expiry ON stored_file (expires_at);
ALTER TABLE stored_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE stored_file FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON stored_file FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
-- What expired can be deleted without a tenant, whoever owned it, and still not be seen: a DELETE that names no column.
CREATE POLICY expired ON stored_file FOR DELETE
    USING (nullif(current_setting('app.tenant', true), '') IS NULL AND expires_at < now());
GRANT SELECT, INSERT, UPDATE (state, attempt, size, md5), DELETE ON stored_file TO "${runtime_role}";

CREATE TABLE stored_file_chunk (
    tenant_id text NOT NULL,
    file_id   text NOT NULL,
    number    int NOT NULL CHECK (number >= 0),
    sealed    bytea NOT NULL,
    PRIMARY KEY (tenant_id, file_id, number),
    FOREIGN KEY (tenant_id, file_id) REFERENCES stored_file (tenant_id, id) ON DELETE CASCADE
);
-- Ciphertext does not compress.
ALTER TABLE stored_file_chunk ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE stored_file_chunk ENABLE ROW LEVEL SECURITY;
ALTER TABLE stored_file_chunk FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON stored_file_chunk FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, DELETE ON stored_file_chunk TO "${runtime_role}";
