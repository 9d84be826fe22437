package dev.patchbay.authstore.connection;

import com.google.re2j.Pattern;
import dev.patchbay.authstore.secret.RevealsSecret;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.toolkit.ConnectionForm;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What may be shown of an account's fields, since a stored credential is never read back: fields that are not secret as
 * they are, of a secret its last four characters, if it has at least twelve, and what its form
 * {@linkplain ConnectionForm.Tells tells}.
 */
public final class VisibleFields {
    private static final String HIDDEN = "…";
    private static final int SHORTEST_WITH_TAIL = 12;
    private static final int TAIL = 4;

    private VisibleFields() {}

    /** A field that the form does not declare counts as secret. */
    @RevealsSecret("a copy of the fields that are no secret, and a tail of those that are")
    public static Map<String, String> of(ConnectionForm form, Map<String, Secret> fields) {
        var open = form.fields().stream()
                .filter(field -> !field.secret())
                .map(ConnectionForm.Field::name)
                .toList();
        var visible = new LinkedHashMap<String, String>();
        fields.forEach((name, value) -> visible.put(name, value.reveal(bytes -> {
            var text = new String(bytes, StandardCharsets.UTF_8);
            told(form, name, text, visible);
            return open.contains(name) ? text : tailOf(text);
        })));
        return visible;
    }

    private static void told(ConnectionForm form, String name, String text, Map<String, String> visible) {
        form.fields().stream()
                .filter(field -> field.name().equals(name))
                .flatMap(field -> field.tells().stream())
                .forEach(tells -> tells.patterns().entrySet().stream()
                        .filter(pattern -> Pattern.compile(pattern.getValue())
                                .matcher(text)
                                .find())
                        .findFirst()
                        .ifPresent(pattern -> visible.put(tells.name(), pattern.getKey())));
    }

    private static String tailOf(String secret) {
        return secret.length() < SHORTEST_WITH_TAIL ? HIDDEN : HIDDEN + secret.substring(secret.length() - TAIL);
    }
}
