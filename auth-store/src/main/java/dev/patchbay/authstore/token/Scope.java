package dev.patchbay.authstore.token;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One thing an API key may be good for, written {@code tools:read}. The areas are those of the wire contract (section 2.4),
 * also the ones that this gateway has no routes for yet.
 */
public record Scope(Area area, Access access) {

    /** What the permission is about. */
    public enum Area {
        AUTH_CONFIGS,
        CONNECTED_ACCOUNTS,
        TOOLS,
        TOOL_EXECUTION,
        PROXY_EXECUTE,
        TOOLKITS,
        TRIGGERS,
        WEBHOOKS,
        OBSERVABILITY,
        SESSIONS
    }

    /** Neither contains the other: a key that reads and writes has both scopes. */
    public enum Access {
        READ,
        WRITE
    }

    /** The scope of this name; exact spelling. */
    public static Optional<Scope> named(String name) {
        return all().filter(scope -> scope.text().equals(name)).findFirst();
    }

    /** Every name there is, for messages and documents. */
    public static List<String> names() {
        return all().map(Scope::text).toList();
    }

    public String text() {
        return (area + ":" + access).toLowerCase(Locale.ROOT);
    }

    private static Stream<Scope> all() {
        return Arrays.stream(Area.values())
                .flatMap(area -> Arrays.stream(Access.values()).map(access -> new Scope(area, access)));
    }
}
