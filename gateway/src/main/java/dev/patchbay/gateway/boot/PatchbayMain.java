package dev.patchbay.gateway.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where Patchbay starts: environment, data directory, keys, database, then Quarkus. */
@QuarkusMain
public final class PatchbayMain {
    PatchbayMain() {}

    public static void main(String... args) {
        try {
            prepare(EnvironmentReader.read(System.getenv())).forEach(System::setProperty);
        } catch (StartRefused refused) {
            giveUp(refused.report());
        } catch (IOException broken) {
            giveUp("Patchbay does not start: " + broken);
        }
        Quarkus.run(args);
    }

    /** @return configuration for Quarkus; whatever had to be started for it is stopped when the process ends */
    private static Map<String, String> prepare(Environment environment) throws IOException, StartRefused {
        var random = new SecureRandom();
        DataDirectory directory = DataDirectory.open(environment.home());
        Path kek = environment.kekFile().isPresent()
                ? KeyFile.given(environment.kekFile().get())
                : KeyFile.generated(directory.keys(), random);
        DatabaseAccess access;
        if (environment.database().isPresent()) {
            access = environment.database().get();
            ShutdownOrder.afterTheApplication(directory);
        } else {
            EmbeddedDatabase database = EmbeddedDatabase.start(directory, random);
            ShutdownOrder.afterTheApplication(database, directory);
            access = database.access();
        }
        return configuration(environment, kek, access);
    }

    static Map<String, String> configuration(Environment environment, Path kek, DatabaseAccess access) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("quarkus.profile", environment.profile());
        properties.put("quarkus.http.host", environment.httpHost());
        properties.put("quarkus.http.port", Integer.toString(environment.httpPort()));
        properties.put("quarkus.datasource.jdbc.url", access.url());
        properties.put("quarkus.datasource.username", access.user());
        properties.put("quarkus.datasource.password", access.password());
        properties.put("quarkus.flyway.jdbc-url", access.url());
        properties.put("quarkus.flyway.username", access.ownerUser());
        properties.put("quarkus.flyway.password", access.ownerPassword());
        properties.put("quarkus.flyway.placeholders.runtime_role", access.user());
        properties.put("patchbay.home", environment.home().toString());
        properties.put("patchbay.kek-file", kek.toString());
        return properties;
    }

    @SuppressWarnings("SystemOut") // this is a command-line main, and logging is not configured yet
    private static void giveUp(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
