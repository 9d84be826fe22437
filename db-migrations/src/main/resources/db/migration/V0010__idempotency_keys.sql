-- Requests that came with an Idempotency-Key, for a day: which request it was and, once there is one, its answer. Both lie
-- sealed in one value, because answers hold tenants' data and sometimes a token that is shown once. The id is a hash of who
-- asked and the key they chose. Two requests at once meet in the primary key: one of them wrote the row, the other finds it.

CREATE TABLE idempotency_key (
    tenant_id   text NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    id          text NOT NULL,
    sealed      bytea NOT NULL,
    key_version bigint NOT NULL GENERATED ALWAYS AS (
        CASE WHEN octet_length(sealed) >= 5 AND get_byte(sealed, 0) = 1
            THEN get_byte(sealed, 1) * 16777216::bigint + get_byte(sealed, 2) * 65536
                + get_byte(sealed, 3) * 256 + get_byte(sealed, 4)
            ELSE 0 END) STORED,
    started_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX idempotency_key_by_expiry ON idempotency_key (expires_at);
-- Ciphertext does not compress.
ALTER TABLE idempotency_key ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_key FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON idempotency_key FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
-- As with files: what expired can be deleted without a tenant, whoever owned it, and still not be seen.
CREATE POLICY expired ON idempotency_key FOR DELETE
    USING (nullif(current_setting('app.tenant', true), '') IS NULL AND expires_at < now());
GRANT SELECT, INSERT, UPDATE (sealed, started_at, expires_at), DELETE ON idempotency_key TO "${runtime_role}";
