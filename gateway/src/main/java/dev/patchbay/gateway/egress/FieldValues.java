package dev.patchbay.gateway.egress;

import dev.patchbay.authstore.secret.RevealsSecret;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.toolkit.ConnectionForm;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of a connection form's fields as text, secret ones included, for the assembly of one request. */
final class FieldValues {
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();

    @RevealsSecret("A credential is placed into the request as text")
    FieldValues(ConnectionForm form, Map<String, String> visible, Map<String, Secret> secret) {
        for (ConnectionForm.Field field : form.fields()) {
            field.defaultValue().ifPresent(value -> values.put(field.name(), value));
        }
        values.putAll(visible);
        secret.forEach((name, value) ->
                secrets.put(name, value.reveal(bytes -> new String(bytes, StandardCharsets.UTF_8))));
        values.putAll(secrets);
    }

    /** A value fit to be placed: present, without control characters (so no header or line can be added), valid Unicode. */
    Checked<String> of(String field) {
        String value = values.get(field);
        if (value == null) {
            return Checked.refused(Refusal.FIELD_MISSING);
        }
        return isPlain(value) ? Checked.passed(value) : Checked.refused(Refusal.FIELD_VALUE);
    }

    /** Whether the connection holds the field, or its form has a default for it. */
    boolean has(String field) {
        return !values.getOrDefault(field, "").isEmpty();
    }

    Collection<String> secrets() {
        return List.copyOf(secrets.values());
    }

    static boolean isPlain(String value) {
        return value.codePoints().noneMatch(c -> Character.isISOControl(c) || isLoneSurrogate(c));
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    @Override
    public String toString() {
        return "FieldValues[redacted]";
    }
}
