package dev.patchbay.toolkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One way to connect to a service: the fields a user fills in, the base address they lead to, and where the credential is
 * placed. What the fields hold is known to the auth store only.
 *
 * @param name short name, unique in the toolkit, e.g. {@code api_key}
 * @param base where tools go that name no door
 * @param placements how the credential is placed there; all of them
 * @param doors by name
 */
public record ConnectionForm(
        String name,
        String title,
        BaseAddress base,
        List<Field> fields,
        List<Placement> placements,
        Map<String, Doors> doors,
        Optional<ActingUser> actingUser) {

    public ConnectionForm {
        fields = List.copyOf(fields);
        placements = List.copyOf(placements);
        doors = Map.copyOf(doors);
    }

    /** A form with one door and one placement. */
    public ConnectionForm(String name, String title, BaseAddress base, List<Field> fields, Placement placement) {
        this(name, title, base, fields, List.of(placement), Map.of(), Optional.empty());
    }

    /**
     * Further ways into the service, for tools that name them.
     *
     * @param candidates in order of precedence; the first whose needs are all met is used
     * @param missing what to tell a caller when there is none: which fields the connection lacks and where to find them
     */
    public record Doors(List<Door> candidates, String missing) {
        public Doors {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * A user of the service in whose name calls are made: the value of an optional secret field, sent as a header unless the
     * call brings that header itself or is {@link RequestTemplate#anonymous() anonymous}.
     */
    public record ActingUser(String header, String field) {}

    /**
     * One field of the form.
     *
     * @param allowed the only values, or empty for free text
     * @param format restriction of free text
     * @param aliases other names under which callers may send it (the wire contract's generic names)
     * @param tells what a value gives away about itself that may be shown although the value may not
     */
    public record Field(
            String name,
            String title,
            String description,
            boolean secret,
            boolean required,
            Optional<String> defaultValue,
            List<String> allowed,
            Format format,
            List<String> aliases,
            Optional<Tells> tells) {

        public Field {
            allowed = List.copyOf(allowed);
            aliases = List.copyOf(aliases);
        }
    }

    /**
     * A property of a secret that its form gives away, such as the environment a key belongs to.
     *
     * @param name of the property, e.g. {@code environment}
     * @param patterns regular expressions by value of the property; the first that is found in the secret decides
     */
    public record Tells(String name, SequencedMap<String, String> patterns) {
        public Tells {
            patterns = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(patterns));
        }
    }

    public enum Format {
        /** Any text without control characters. */
        TEXT,
        /** A DNS host name, without scheme, port or path. */
        HOSTNAME,
        /** Letters, digits, {@code _} and {@code -}: safe as one path segment. */
        TOKEN
    }
}
