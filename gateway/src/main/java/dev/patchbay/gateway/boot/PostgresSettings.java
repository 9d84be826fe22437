package dev.patchbay.gateway.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The server's configuration, written anew at each start so that it cannot drift. */
final class PostgresSettings {
    private static final String SETTINGS = """
            # Written by Patchbay at each start; changes here are lost.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 60
            password_encryption = 'scram-sha-256'

            # What was acknowledged survives a crash.
            fsync = on
            full_page_writes = on
            synchronous_commit = on

            shared_buffers = 64MB
            jit = off
            dynamic_shared_memory_type = posix
            timezone = 'UTC'
            log_timezone = 'UTC'
            datestyle = 'iso, mdy'
            default_text_search_config = 'pg_catalog.simple'

            # No statement and no row gets into the log, because either may hold a secret.
            log_statement = 'none'
            log_min_messages = warning
            log_min_error_statement = panic
            log_error_verbosity = terse
            """;

    /** Every line demands a password; there is no trusted way in, not even for the superuser. */
    private static final String ACCESS = """
            # Written by Patchbay at each start; changes here are lost.
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private PostgresSettings() {}

    static void write(Path data, int port) throws IOException {
        Files.writeString(data.resolve("postgresql.conf"), SETTINGS + "port = " + port + "\n");
        Files.writeString(data.resolve("pg_hba.conf"), ACCESS);
    }
}
