package dev.patchbay.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One connection is used throughout, as a pool would hand it on from tenant to tenant. */
class RowLevelSecurityIT {
    private static final String DENIED = "42501";
    private static final TestDatabase DATABASE = TestDatabase.freshDatabase();

    private Connection app;

    @BeforeEach
    void twoTenantsWithARowEach() throws SQLException {
        app = DATABASE.connectAs(TestDatabase.APP);
        app.setAutoCommit(false);
        for (var tenant : List.of("A", "B")) {
            bind(tenant);
            execute("INSERT INTO tenant VALUES ('" + tenant + "', 'name', now()) ON CONFLICT DO NOTHING");
            execute("INSERT INTO app_user VALUES ('" + tenant + "', 'ada', now()) ON CONFLICT DO NOTHING");
            execute("INSERT INTO api_key VALUES ('" + tenant + "', 'k', 'n', decode('"
                    + (tenant.equals("A") ? "aa" : "bb") + "', 'hex'), 'ak_', 'last', now()) ON CONFLICT DO NOTHING");
            app.commit();
        }
    }

    @AfterEach
    void close() throws SQLException {
        app.rollback();
        app.close();
    }

    @Test
    void everyTenantTableIsForcedUnderOnePolicyForReadingAndWriting() throws SQLException {
        // Every table but those named here belongs to a tenant; a table without tenant_id must be added on purpose.
        var unprotected = asOwner("""
                SELECT c.relname FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                  AND c.relname NOT IN ('system_key', 'admin_key', 'signing_key', 'installation', 'flyway_schema_history')
                  AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
                    SELECT FROM pg_policies p
                    WHERE p.schemaname = 'public' AND p.tablename = c.relname AND p.cmd = 'ALL'
                      AND p.qual = p.with_check
                      AND p.qual = format('(%s = NULLIF(current_setting(''app.tenant''::text, true), ''''::text))',
                          CASE c.relname WHEN 'tenant' THEN 'id' ELSE 'tenant_id' END)))
                """);

        assertThat(unprotected).isEmpty();
    }

    @Test
    void noOtherPolicyWidensWhatIsSeenButForBearersAndForJobs() throws SQLException {
        var wider = asOwner(
                "SELECT tablename || ' ' || policyname || ' ' || cmd FROM pg_policies WHERE policyname <> 'own_tenant'");

        assertThat(wider)
                .containsExactlyInAnyOrder(
                        "api_key bearer SELECT",
                        "connect_link bearer SELECT",
                        "data_key counted_for_jobs SELECT", // for the owner's function only, see below
                        "idempotency_key expired DELETE",
                        "mcp_answer expired DELETE",
                        "mcp_exchange expired DELETE",
                        "mcp_session expired DELETE",
                        "redeemed_state expired DELETE",
                        "stored_file expired DELETE",
                        "tenant listed_for_jobs SELECT");
    }

    @Test
    void everyTenantTableLeadsItsPrimaryKeyAndForeignKeysWithTheTenant() throws SQLException {
        var otherwise = asOwner("""
                SELECT k.conrelid::regclass || ' ' || k.conname FROM pg_constraint k
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
                WHERE k.contype IN ('p', 'f') AND k.connamespace = 'public'::regnamespace
                  AND k.conrelid::regclass::text NOT IN ('tenant', 'system_key', 'admin_key', 'signing_key', 'installation', 'flyway_schema_history')
                  AND a.attname <> 'tenant_id'
                """);

        assertThat(otherwise).isEmpty();
    }

    /** What clients choose must not meet what other tenants chose: a conflict would tell that it exists (R05). */
    @Test
    void whatMustBeUniqueIsUniquePerTenantUnlessItIsRandom() throws SQLException {
        var acrossTenants = asOwner("""
                SELECT i.indexrelid::regclass::text FROM pg_index i
                JOIN pg_class c ON c.oid = i.indrelid
                LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique
                  AND c.relname NOT IN ('tenant', 'system_key', 'admin_key', 'signing_key', 'installation', 'flyway_schema_history')
                  AND a.attname IS DISTINCT FROM 'tenant_id'
                """);

        // Keyed hashes of 190 random bits, which no client chooses.
        assertThat(acrossTenants).containsExactlyInAnyOrder("api_key_key_hash_key", "connect_link_token_hash_key");
    }

    @Test
    void theRuntimeRoleBelongsToNoOtherRoleAndLogsInOnly() throws SQLException {
        assertThat(texts(app, "SELECT roleid::regrole FROM pg_auth_members WHERE member = current_user::regrole"))
                .isEmpty();
        assertThat(texts(
                        app,
                        "SELECT 'create' WHERE has_schema_privilege(current_user, 'public', 'CREATE')"
                                + " OR has_database_privilege(current_user, current_database(), 'CREATE')"))
                .isEmpty();
    }

    @Test
    void withoutATenantNothingIsVisible() throws SQLException {
        assertThat(visibleTenants()).isEmpty();
    }

    @Test
    void anEmptyTenantIsNoTenant() throws SQLException {
        bind("");

        assertThat(visibleTenants()).isEmpty();
    }

    @Test
    void aTenantSeesItsOwnRowsOnly() throws SQLException {
        bind("A");

        assertThat(visibleTenants()).containsExactly("A");
        assertThat(texts(app, "SELECT id FROM tenant")).containsExactly("A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE app_user SET created_at = now() WHERE tenant_id = 'B'", "DELETE FROM auth_config"})
    void writingToAnotherTenantTouchesNothing(String sql) throws SQLException {
        bind("B");
        execute("INSERT INTO auth_config VALUES ('B', 'ac', 't', 'n', 's', 'ENABLED', '{}', true, now(), now())"
                + " ON CONFLICT DO NOTHING");
        app.commit();
        bind("A");

        assertThat(execute(sql)).isZero();
    }

    @Test
    void insertingForAnotherTenantFails() throws SQLException {
        bind("A");

        assertDenied("INSERT INTO app_user VALUES ('B', 'eve', now())");
    }

    @Test
    void movingARowToAnotherTenantFails() throws SQLException {
        bind("A");
        execute("INSERT INTO auth_config VALUES ('A', 'mv', 't', 'n', 's', 'ENABLED', '{}', true, now(), now())");

        assertDenied("UPDATE auth_config SET tenant_id = 'B' WHERE id = 'mv'");
    }

    @Test
    void theTenantEndsWithItsTransaction() throws SQLException {
        bind("A");
        app.commit();
        assertThat(visibleTenants()).isEmpty();

        bind("B");
        app.rollback();
        assertThat(visibleTenants()).isEmpty();
    }

    @Test
    void anApiKeyIsVisibleToWhoeverPresentsItsHash() throws SQLException {
        execute("SELECT set_config('app.api_key_hash', 'bb', true)");
        assertThat(texts(app, "SELECT tenant_id FROM api_key")).containsExactly("B");
        assertThat(visibleTenants()).isEmpty();
        assertDenied("UPDATE api_key SET name = 'mine'");
        assertThat(execute("UPDATE api_key SET revoked_at = now()")).isZero();
        app.commit();

        execute("SELECT set_config('app.api_key_hash', 'cc', true)");
        assertThat(texts(app, "SELECT tenant_id FROM api_key")).isEmpty();
        app.commit();
        assertThat(texts(app, "SELECT tenant_id FROM api_key")).isEmpty();
    }

    @Test
    void aLinkIsVisibleToWhoeverPresentsItsHashAndChangesForNobody() throws SQLException {
        for (var tenant : List.of("A", "B")) {
            bind(tenant);
            initiate(tenant, tenant.equals("A") ? "aa" : "bb");
            app.commit();
        }

        execute("SELECT set_config('app.connect_link_hash', 'bb', true)");
        assertThat(texts(app, "SELECT tenant_id FROM connect_link")).containsExactly("B");
        assertThat(texts(app, "SELECT tenant_id FROM connected_account")).isEmpty();
        assertThat(execute("UPDATE connect_link SET used_at = now()")).isZero();
        assertThat(execute("DELETE FROM connect_link")).isZero();
        assertDenied("UPDATE connect_link SET expires_at = now()");
        app.commit();

        assertThat(texts(app, "SELECT tenant_id FROM connect_link")).isEmpty();
        for (var tenant : List.of("A", "B")) {
            bind(tenant);
            execute("DELETE FROM auth_config WHERE id = 'link'");
            assertThat(texts(app, "SELECT id FROM connect_link")).isEmpty();
            app.commit();
        }
    }

    @Test
    void whatExpiredIsDeletedWithItsChunksWithoutATenantAndWithoutBeingSeen() throws SQLException {
        for (var tenant : List.of("A", "B")) {
            bind(tenant);
            storeFile(tenant, "old", "now() - interval '1 second'");
            storeFile(tenant, "young", "now() + interval '1 hour'");
            app.commit();
        }

        assertThat(texts(app, "SELECT id FROM stored_file")).isEmpty();
        assertThat(execute("DELETE FROM stored_file WHERE id = 'old'")).isZero();
        assertThat(execute("DELETE FROM stored_file")).isEqualTo(2);
        app.commit();

        for (var tenant : List.of("A", "B")) {
            bind(tenant);
            assertThat(texts(app, "SELECT id FROM stored_file")).containsExactly("young");
            assertThat(texts(app, "SELECT file_id FROM stored_file_chunk")).containsExactly("young");
            app.commit();
        }
    }

    @Test
    void aTenantDeletesNoOtherTenantsExpiredFile() throws SQLException {
        bind("B");
        storeFile("B", "stale", "now() - interval '1 second'");
        app.commit();
        bind("A");

        execute("DELETE FROM stored_file");
        app.commit();

        bind("B");
        assertThat(execute("DELETE FROM stored_file WHERE id = 'stale'")).isOne();
        app.commit();
    }

    @Test
    void aJobLearnsHowManyDataKeysThereAreAndSeesNone() throws SQLException {
        var before = counted();
        for (var tenant : List.of("A", "B")) {
            bind(tenant);
            execute("INSERT INTO data_key VALUES ('" + tenant + "', 'p', 1, 'k1', 'wrapped " + tenant + "', now())"
                    + " ON CONFLICT DO NOTHING");
            app.commit();
        }

        assertThat(counted()).containsExactly("k1 2").isNotEqualTo(before);
        execute("SELECT set_config('app.job', 'count keys', true)");
        assertThat(texts(app, "SELECT tenant_id FROM data_key")).isEmpty();
        app.commit();
        assertThat(texts(app, "SELECT kek_id FROM data_keys_by_kek()")).isEmpty();
    }

    @Test
    void aShreddedTenantsKeysCanBeDeletedByItselfOnly() throws SQLException {
        bind("A");
        execute("INSERT INTO data_key VALUES ('A', 'q', 1, 'k9', 'wrapped', now()) ON CONFLICT DO NOTHING");
        app.commit();
        bind("B");
        assertThat(execute("DELETE FROM data_key WHERE purpose = 'q'")).isZero();
        assertThat(execute("UPDATE tenant SET shredded_at = now() WHERE id = 'A'"))
                .isZero();
        app.commit();
        bind("A");
        assertThat(execute("DELETE FROM data_key WHERE purpose = 'q'")).isOne();
        app.commit();
    }

    /** docs/runbooks/keys.md, "Everything is lost": what remains is what needs no key. */
    @Test
    void theOwnerCanEmptyWhatALostKeyMadeUnreadable() throws SQLException {
        var lost = TestDatabase.freshDatabase();
        try (var owner = lost.connectAs(TestDatabase.OWNER);
                var statement = owner.createStatement()) {
            statement.execute(
                    "TRUNCATE system_key, data_key, connect_link, connected_account, account_secret, stored_file,"
                            + " stored_file_chunk, idempotency_key, mcp_answer, api_key, admin_key, signing_key, installation");
            assertThat(texts(owner, "SELECT purpose FROM system_key")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_event SET subject = ''",
                "DELETE FROM audit_event",
                "TRUNCATE audit_event",
                "DELETE FROM audit_head",
                "TRUNCATE audit_head"
            })
    void theOwnerTooOnlyAddsToTheAuditTrail(String sql) {
        assertThatThrownBy(() -> {
                    try (var owner = DATABASE.connectAs(TestDatabase.OWNER);
                            var statement = owner.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .isInstanceOfSatisfying(SQLException.class, e -> {
                    assertThat(e.getSQLState()).isEqualTo(DENIED);
                    assertThat(e.getMessage()).contains("is only ever added to");
                });
    }

    private List<String> counted() throws SQLException {
        execute("SELECT set_config('app.job', 'count keys', true)");
        var found = texts(app, "SELECT kek_id || ' ' || keys FROM data_keys_by_kek()");
        app.commit();
        return found;
    }

    @Test
    void theRuntimeRoleOwnsNothingAndHasNoPowers() throws SQLException {
        assertThat(texts(app, "SELECT relname FROM pg_class WHERE relowner = current_user::regrole"))
                .isEmpty();
        assertThat(texts(
                        app,
                        "SELECT rolname FROM pg_roles WHERE rolname = current_user"
                                + " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE mine (id text)",
                "ALTER TABLE api_key DISABLE ROW LEVEL SECURITY",
                "DROP POLICY own_tenant ON api_key",
                "TRUNCATE tool_execution",
                "DELETE FROM tool_execution",
                // Rewrapping under another key-encryption key takes kek_id and wrapped, and nothing else.
                "UPDATE system_key SET purpose = 'other'",
                "UPDATE system_key SET version = 2",
                "UPDATE data_key SET purpose = 'other'",
                "UPDATE data_key SET version = 2",
                "UPDATE data_key SET created_at = now()",
                "UPDATE account_secret SET field = 'other'",
                "UPDATE stored_file_chunk SET file_id = 'other'",
                "UPDATE tenant SET created_at = now()",
                "DELETE FROM tenant",
                "DELETE FROM system_key",
                "UPDATE api_key SET expires_at = NULL",
                "UPDATE api_key SET scopes = NULL",
                "UPDATE api_key SET allowed_addresses = NULL",
                "UPDATE admin_key SET key_hash = ''",
                "UPDATE signing_key SET signs_from = now()",
                "DELETE FROM signing_key",
                "UPDATE connect_link SET expires_at = now()",
                "UPDATE connect_link SET account_id = 'other'",
                "UPDATE stored_file SET expires_at = now()",
                "UPDATE idempotency_key SET id = 'other'",
                "UPDATE idempotency_key SET tenant_id = 'B'",
                "UPDATE mcp_session SET principal = 'user eve'",
                "UPDATE mcp_session SET session_id = 'other'",
                "UPDATE mcp_answer SET exchange_id = 'other'",
                "UPDATE mcp_exchange SET id = 'other'",
                "UPDATE redeemed_state SET id = 'other'",
                "UPDATE stored_file_chunk SET number = 1",
                "UPDATE audit_event SET subject = ''",
                "DELETE FROM audit_event",
                "TRUNCATE audit_event",
                "DELETE FROM audit_head",
                "SELECT * FROM flyway_schema_history"
            })
    void theRuntimeRoleMayNot(String sql) throws SQLException {
        bind("A");

        assertDenied(sql);
    }

    @Test
    void theOwnerTooSeesNothingWithoutATenant() throws SQLException {
        assertThat(asOwner("SELECT id FROM tenant")).isEmpty();
    }

    private void assertDenied(String sql) throws SQLException {
        var before = app.setSavepoint();
        assertThatThrownBy(() -> execute(sql))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
        app.rollback(before);
    }

    private void initiate(String tenant, String hash) throws SQLException {
        execute("INSERT INTO auth_config VALUES ('" + tenant
                + "', 'link', 't', 'n', 's', 'ENABLED', '{}', true, now(), now()) ON CONFLICT DO NOTHING");
        execute("INSERT INTO connected_account VALUES ('" + tenant
                + "', 'link', 'ada', 't', 'link', 'f', NULL, 'w', 'INITIATED', NULL, false, '{}', now(), now())"
                + " ON CONFLICT DO NOTHING");
        execute("INSERT INTO connect_link VALUES ('" + tenant + "', 'l', decode('" + hash
                + "', 'hex'), 'link', NULL, NULL, 0, now(), now()) ON CONFLICT DO NOTHING");
    }

    private void storeFile(String tenant, String id, String expiresAt) throws SQLException {
        execute("INSERT INTO stored_file VALUES ('" + tenant + "', '" + id
                + "', 'n', 'm/m', NULL, NULL, NULL, 'complete', 1, 1, now(), " + expiresAt + ")");
        execute("INSERT INTO stored_file_chunk VALUES ('" + tenant + "', '" + id + "', 0, 'x')");
    }

    private void bind(String tenant) throws SQLException {
        execute("SELECT set_config('app.tenant', '" + tenant + "', true)");
    }

    private List<String> visibleTenants() throws SQLException {
        return texts(app, "SELECT tenant_id FROM app_user");
    }

    private int execute(String sql) throws SQLException {
        try (var statement = app.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        }
    }

    private static List<String> asOwner(String sql) throws SQLException {
        try (var owner = DATABASE.connectAs(TestDatabase.OWNER)) {
            return texts(owner, sql);
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
