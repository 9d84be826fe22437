package dev.patchbay.gateway;

import dev.patchbay.migrations.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A gateway whose key file is well formed and not that of its database, which has been used with another one. */
public final class WrongKeyResource implements QuarkusTestResourceLifecycleManager {
    /** System property with the line of the right key file. */
    static final String RIGHT_LINE = "test.right-line";

    private static final String TENANT = "pr_" + "w".repeat(22);

    private final GatewayResource gateway = new GatewayResource();
    private final byte[] right = new byte[32];

    @Override
    public Map<String, String> start() {
        new SecureRandom().nextBytes(right);
        var database = TestDatabase.freshDatabase();
        try (var connection = database.connectAs(TestDatabase.APP)) {
            fill(connection);
        } catch (SQLException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        var properties = new HashMap<>(gateway.start());
        properties.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        properties.put(RIGHT_LINE, "k1:" + Base64.getEncoder().encodeToString(right));
        return properties;
    }

    @Override
    public void stop() {
        gateway.stop();
    }

    private void fill(Connection connection) throws SQLException, GeneralSecurityException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT set_config('app.tenant', '" + TENANT + "', true)");
            statement.execute("INSERT INTO tenant (id, name, created_at) VALUES ('" + TENANT + "', 'before', now())");
        }
        insert(
                connection,
                "INSERT INTO system_key (purpose, version, kek_id, wrapped, created_at)"
                        + " VALUES ('api-key-pepper', 1, 'k1', ?, now())",
                wrapped("installation", "api-key-pepper", "1"));
        insert(
                connection,
                "INSERT INTO data_key (tenant_id, purpose, version, kek_id, wrapped, created_at)" + " VALUES ('"
                        + TENANT + "', 'credentials', 1, 'k1', ?, now())",
                wrapped("tenant", TENANT, "credentials", "1"));
        connection.commit();
    }

    private static void insert(Connection connection, String sql, byte[] wrapped) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, wrapped);
            statement.executeUpdate();
        }
    }

    /** The form of stored keys (docs/adr/0012), written down a second time so that it cannot change unnoticed. */
    private byte[] wrapped(String... slot) throws GeneralSecurityException {
        var label = new ByteArrayOutputStream();
        prefixed(label, "patchbay key wrap 1");
        List.of(slot).forEach(part -> prefixed(label, part));
        var ofSlot = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES", HKDFParameterSpec.expandOnly(new SecretKeySpec(right, "AES"), label.toByteArray(), 32));
        var cipher = Cipher.getInstance("AES/KWP/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, ofSlot);
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return cipher.doFinal(key);
    }

    private static void prefixed(ByteArrayOutputStream out, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }
}
