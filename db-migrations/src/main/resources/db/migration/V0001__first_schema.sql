-- First schema. Every table that a tenant owns begins its primary key with tenant_id and shows its rows only to the
-- transaction that carries that tenant in app.tenant. The setting reads '' once it was set and its transaction ended, so ''
-- counts as unset; FORCE holds the owner to the same rule. The runtime role owns nothing and gets no more than it uses.

GRANT USAGE ON SCHEMA public TO "${runtime_role}";

CREATE TABLE tenant (
    id         text PRIMARY KEY,
    name       text NOT NULL,
    created_at timestamptz NOT NULL
);
ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON tenant FOR ALL
    USING (id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT ON tenant TO "${runtime_role}";

CREATE TABLE api_key (
    tenant_id  text NOT NULL REFERENCES tenant (id),
    id         text NOT NULL,
    name       text NOT NULL,
    key_hash   bytea NOT NULL UNIQUE,
    prefix     text NOT NULL,
    last_four  text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
-- Whoever presents a key is not known yet: the key's hash shows its own row and nothing else.
CREATE POLICY bearer ON api_key FOR SELECT
    USING (key_hash = decode(nullif(current_setting('app.api_key_hash', true), ''), 'hex'));
ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON api_key FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE (revoked_at) ON api_key TO "${runtime_role}";

CREATE TABLE app_user (
    tenant_id  text NOT NULL REFERENCES tenant (id),
    id         text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
-- UPDATE of one column is what locking a row takes: accounts of one user are made one after the other.
ALTER TABLE app_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE app_user FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON app_user FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE (created_at) ON app_user TO "${runtime_role}";

CREATE TABLE auth_config (
    tenant_id               text NOT NULL REFERENCES tenant (id),
    id                      text NOT NULL,
    toolkit                 text NOT NULL,
    name                    text NOT NULL,
    auth_scheme             text NOT NULL,
    status                  text NOT NULL CHECK (status IN ('ENABLED', 'DISABLED')),
    tool_access_config      jsonb NOT NULL,
    enabled_for_tool_router boolean NOT NULL,
    created_at              timestamptz NOT NULL,
    updated_at              timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
ALTER TABLE auth_config ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth_config FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON auth_config FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON auth_config TO "${runtime_role}";

CREATE TABLE connected_account (
    tenant_id      text NOT NULL REFERENCES tenant (id),
    id             text NOT NULL,
    user_id        text NOT NULL,
    toolkit        text NOT NULL,
    auth_config_id text NOT NULL,
    form           text NOT NULL,
    alias          text,
    word_id        text NOT NULL,
    status         text NOT NULL CHECK
        (status IN ('INITIALIZING', 'INITIATED', 'ACTIVE', 'INACTIVE', 'FAILED', 'EXPIRED', 'REVOKED')),
    status_reason  text,
    disabled       boolean NOT NULL,
    visible_fields jsonb NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, user_id, word_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id),
    FOREIGN KEY (tenant_id, auth_config_id) REFERENCES auth_config (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX connected_account_alias ON connected_account (tenant_id, user_id, toolkit, alias) WHERE alias IS NOT NULL;
CREATE INDEX connected_account_of_user ON connected_account (tenant_id, user_id, toolkit);
CREATE INDEX connected_account_of_config ON connected_account (tenant_id, auth_config_id);
ALTER TABLE connected_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE connected_account FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON connected_account FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON connected_account TO "${runtime_role}";

CREATE TABLE account_secret (
    tenant_id   text NOT NULL,
    account_id  text NOT NULL,
    field       text NOT NULL,
    key_version int NOT NULL,
    ciphertext  bytea NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, account_id, field),
    FOREIGN KEY (tenant_id, account_id) REFERENCES connected_account (tenant_id, id) ON DELETE CASCADE
);
ALTER TABLE account_secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_secret FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON account_secret FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, DELETE ON account_secret TO "${runtime_role}";

CREATE TABLE data_key (
    tenant_id  text NOT NULL REFERENCES tenant (id),
    purpose    text NOT NULL,
    version    int NOT NULL CHECK (version > 0),
    kek_id     text NOT NULL,
    wrapped    bytea NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, purpose, version)
);
ALTER TABLE data_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE data_key FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON data_key FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT ON data_key TO "${runtime_role}";

-- Keys of the installation, wrapped like the tenants' own; no tenant owns them, so no row is hidden.
CREATE TABLE system_key (
    purpose    text NOT NULL,
    version    int NOT NULL CHECK (version > 0),
    kek_id     text NOT NULL,
    wrapped    bytea NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (purpose, version)
);
GRANT SELECT, INSERT ON system_key TO "${runtime_role}";

CREATE TABLE session (
    tenant_id        text NOT NULL REFERENCES tenant (id),
    id               text NOT NULL,
    user_id          text NOT NULL,
    config           jsonb NOT NULL,
    config_version   int NOT NULL,
    token_generation int NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id)
);
CREATE INDEX session_of_user ON session (tenant_id, user_id);
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE session FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON session FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO "${runtime_role}";

CREATE TABLE session_config_version (
    tenant_id  text NOT NULL,
    session_id text NOT NULL,
    version    int NOT NULL,
    config     jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, session_id, version),
    FOREIGN KEY (tenant_id, session_id) REFERENCES session (tenant_id, id) ON DELETE CASCADE
);
ALTER TABLE session_config_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE session_config_version FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON session_config_version FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT ON session_config_version TO "${runtime_role}";

-- What was run, written before it is sent and after it ended. No foreign keys: it outlives what it names, and its inserts
-- are too many to lock the tenant's row each time.
CREATE TABLE tool_execution (
    tenant_id       text NOT NULL,
    id              text NOT NULL,
    session_id      text,
    user_id         text NOT NULL,
    toolkit         text NOT NULL,
    tool            text NOT NULL,
    account_id      text,
    status          text NOT NULL CHECK (status IN ('running', 'succeeded', 'failed')),
    failure         text,
    upstream_status int,
    started_at      timestamptz NOT NULL,
    finished_at     timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX tool_execution_by_time ON tool_execution (tenant_id, started_at);
ALTER TABLE tool_execution ENABLE ROW LEVEL SECURITY;
ALTER TABLE tool_execution FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON tool_execution FOR ALL
    USING (tenant_id = nullif(current_setting('app.tenant', true), ''))
    WITH CHECK (tenant_id = nullif(current_setting('app.tenant', true), ''));
GRANT SELECT, INSERT, UPDATE ON tool_execution TO "${runtime_role}";

-- Whether this database has been made usable: its one row is written last on the first start.
CREATE TABLE installation (
    only_one        boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    first_tenant_id text NOT NULL
);
GRANT SELECT, INSERT ON installation TO "${runtime_role}";
