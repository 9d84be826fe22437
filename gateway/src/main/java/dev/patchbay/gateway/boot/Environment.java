package dev.patchbay.gateway.boot;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the environment variables say, checked. Read by {@link EnvironmentReader}.
 *
 * @param profile {@code local} or {@code prod}
 * @param database an external database, or empty for the embedded one
 * @param kekFile a key-encryption key of the operator's, or empty for the one in the data directory
 */
record Environment(
        String profile,
        Path home,
        String httpHost,
        int httpPort,
        Optional<DatabaseAccess> database,
        Optional<Path> kekFile,
        Optional<String> publicUrl) {

    static final String PRODUCTION = "prod";
}
