package dev.patchbay.gateway.boot;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the environment variables and collects everything that is wrong with them, so that one look mends all. */
final class EnvironmentReader {
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]+");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|::1|127(?:\\.[0-9]{1,3}){3}");

    // PostgreSQL's own programs pass the path through a shell, in double quotes.
    private static final Pattern UNSAFE_IN_SHELL = Pattern.compile("[\"$`\\\\\\p{Cntrl}]");

    private final Map<String, String> variables;
    private final List<Problem> problems = new ArrayList<>();

    private EnvironmentReader(Map<String, String> variables) {
        this.variables = variables;
    }

    /** @throws StartRefused with every problem found; an empty variable counts as absent */
    static Environment read(Map<String, String> variables) throws StartRefused {
        var reader = new EnvironmentReader(variables);
        Environment environment = reader.environment();
        if (!reader.problems.isEmpty()) {
            throw new StartRefused(reader.problems);
        }
        return environment;
    }

    private Environment environment() {
        var environment = new Environment(
                profile(),
                home(),
                httpHost(),
                httpPort(),
                database(),
                value("PATCHBAY_KEK_FILE").map(Path::of),
                publicUrl());
        if (environment.profile().equals(Environment.PRODUCTION)) {
            checkProduction(environment);
        } else if (!LOOPBACK.matcher(environment.httpHost()).matches()
                && environment.publicUrl().isEmpty()) {
            problem(
                    "PATCHBAY_PUBLIC_URL",
                    "is missing, although PATCHBAY_HTTP_HOST is not a loopback address",
                    "Set it to the address callers use, e.g. https://patchbay.example.com");
        }
        return environment;
    }

    private String profile() {
        String profile = value("QUARKUS_PROFILE").orElse("local");
        if (!profile.equals("local") && !profile.equals(Environment.PRODUCTION)) {
            problem("QUARKUS_PROFILE", "is '" + profile + "'", "Use local (the default) or prod");
        }
        return profile;
    }

    private Path home() {
        String home = value("PATCHBAY_HOME").orElse(".patchbay");
        try {
            Path path = Path.of(home).toAbsolutePath().normalize();
            if (!UNSAFE_IN_SHELL.matcher(path.toString()).find()) {
                return path;
            }
        } catch (InvalidPathException _) {
            // Reported below like the other paths that cannot be used.
        }
        problem(
                "PATCHBAY_HOME",
                "is a path that PostgreSQL cannot be started in",
                "Use a path without quotation marks, $, backticks, backslashes and control characters");
        return Path.of(".patchbay");
    }

    private String httpHost() {
        String host = value("PATCHBAY_HTTP_HOST").orElse("127.0.0.1");
        if (!HOST.matcher(host).matches()) {
            problem("PATCHBAY_HTTP_HOST", "is not an address", "Use for example 127.0.0.1 or 0.0.0.0");
        }
        return host;
    }

    private int httpPort() {
        String port = value("PATCHBAY_HTTP_PORT").orElse("8080");
        if (PORT.matcher(port).matches() && Integer.parseInt(port) <= 65535) {
            return Integer.parseInt(port);
        }
        problem("PATCHBAY_HTTP_PORT", "is '" + port + "'", "Use a number between 1 and 65535");
        return 8080;
    }

    private Optional<DatabaseAccess> database() {
        Optional<String> url = value("PATCHBAY_DB_URL");
        if (url.isEmpty()) {
            List.of("PATCHBAY_DB_USER", "PATCHBAY_DB_PASSWORD", "PATCHBAY_DB_OWNER_USER", "PATCHBAY_DB_OWNER_PASSWORD")
                    .forEach(this::refuseWithoutUrl);
            return Optional.empty();
        }
        // The value may hold a password, so no message repeats it.
        if (!url.get().startsWith("jdbc:postgresql://")) {
            problem("PATCHBAY_DB_URL", "is not an address of PostgreSQL", "Use jdbc:postgresql://host:5432/patchbay");
        } else if (url.get().contains("password=") || url.get().contains("@")) {
            problem("PATCHBAY_DB_URL", "holds a credential", "Put it into PATCHBAY_DB_USER and PATCHBAY_DB_PASSWORD");
        }
        var access = new DatabaseAccess(
                url.get(),
                required("PATCHBAY_DB_USER", "the role that Patchbay runs as; it must own nothing"),
                required("PATCHBAY_DB_PASSWORD", "its password"),
                required("PATCHBAY_DB_OWNER_USER", "the role that owns the schema and migrates it"),
                required("PATCHBAY_DB_OWNER_PASSWORD", "its password"));
        if (!access.user().isEmpty() && access.user().equals(access.ownerUser())) {
            problem(
                    "PATCHBAY_DB_USER",
                    "is the same role as PATCHBAY_DB_OWNER_USER",
                    "Use two roles: row-level security does not bind the owner as it binds the runtime role");
        }
        return Optional.of(access);
    }

    private void refuseWithoutUrl(String name) {
        if (value(name).isPresent()) {
            problem(name, "is set but PATCHBAY_DB_URL is not", "Set PATCHBAY_DB_URL too, or remove it");
        }
    }

    private String required(String name, String meaning) {
        Optional<String> value = value(name);
        if (value.isEmpty()) {
            problem(name, "is missing, although PATCHBAY_DB_URL is set", "Set it to " + meaning);
        }
        return value.orElse("");
    }

    private Optional<String> publicUrl() {
        Optional<String> url = value("PATCHBAY_PUBLIC_URL");
        if (url.isPresent() && !isOrigin(url.get())) {
            problem(
                    "PATCHBAY_PUBLIC_URL",
                    "is not an origin",
                    "Use scheme, host and port only, e.g. https://patchbay.example.com");
        }
        return url;
    }

    private static boolean isOrigin(String text) {
        try {
            URI url = URI.create(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            boolean bare = url.getRawPath() == null
                    || url.getRawPath().isEmpty()
                    || url.getRawPath().equals("/");
            return web
                    && bare
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private void checkProduction(Environment environment) {
        if (environment.database().isEmpty()) {
            problem(
                    "PATCHBAY_DB_URL",
                    "is missing: profile prod does not run on the embedded database",
                    "Set it to your PostgreSQL, e.g. jdbc:postgresql://host:5432/patchbay");
        }
        if (environment.kekFile().isEmpty()) {
            problem(
                    "PATCHBAY_KEK_FILE",
                    "is missing: profile prod does not make its own key",
                    "Set it to a file with one line k1:<base64 of 32 random bytes>, readable by its owner only");
        }
        if (!environment.publicUrl().orElse("").startsWith("https://")) {
            problem(
                    "PATCHBAY_PUBLIC_URL",
                    environment.publicUrl().isEmpty() ? "is missing" : "is not https",
                    "Set it to the https address callers use, e.g. https://patchbay.example.com");
        }
        if (value("PATCHBAY_EGRESS_DEV_ALLOW").isPresent()) {
            problem("PATCHBAY_EGRESS_DEV_ALLOW", "is for development only", "Remove it");
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private void problem(String variable, String what, String mend) {
        problems.add(new Problem(variable, what, mend));
    }
}
