package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.secret.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Copies of an account's fields, wiped when closed. */
final class SecretFields implements AutoCloseable {
    private final Map<String, Secret> fields = new LinkedHashMap<>();

    static SecretFields of(Map<String, String> values) {
        var copies = new SecretFields();
        values.forEach((name, value) -> copies.fields.put(name, Secret.copyOf(value)));
        return copies;
    }

    /** These values, and of those present the ones that have no new value. */
    static SecretFields over(Map<String, Secret> present, Map<String, String> values) {
        var copies = of(values);
        present.forEach((name, secret) -> copies.fields.computeIfAbsent(name, _ -> secret.copy()));
        return copies;
    }

    SecretFields without(Set<String> names) {
        for (var name : names) {
            Optional.ofNullable(fields.remove(name)).ifPresent(Secret::close);
        }
        return this;
    }

    Map<String, Secret> byName() {
        return Collections.unmodifiableMap(fields);
    }

    @Override
    public void close() {
        fields.values().forEach(Secret::close);
    }
}
