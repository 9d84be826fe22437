package dev.patchbay.toolkit;

import java.util.List;
import java.util.Optional;

/**
 * One way to connect to a service: the fields a user fills in, the base address they lead to, and where the credential is
 * placed. What the fields hold is known to the auth store only.
 *
 * @param name short name, unique in the toolkit, e.g. {@code api_key}
 */
public record ConnectionForm(String name, String title, BaseAddress base, List<Field> fields, Placement placement) {

    public ConnectionForm {
        fields = List.copyOf(fields);
    }

    /**
     * One field of the form.
     *
     * @param allowed the only values, or empty for free text
     * @param format restriction of free text
     * @param aliases other names under which callers may send it (the wire contract's generic names)
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
            List<String> aliases) {

        public Field {
            allowed = List.copyOf(allowed);
            aliases = List.copyOf(aliases);
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
