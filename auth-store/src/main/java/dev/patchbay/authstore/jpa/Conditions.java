package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The where clause of a list, grown condition by condition; always of one tenant. Values go in as parameters only. */
final class Conditions {
    private final StringBuilder text = new StringBuilder("tenantId = :tenantId");
    private final Map<String, Object> parameters = new HashMap<>();

    Conditions(TenantId tenant) {
        parameters.put("tenantId", tenant.value());
    }

    /** {@code property} is one of several values; no values, no condition. */
    Conditions in(String property, Collection<?> values) {
        return values.isEmpty() ? this : and(property + " in :" + property, property, values);
    }

    Conditions and(String condition, String parameter, Object value) {
        text.append(" and ").append(condition);
        parameters.put(parameter, value);
        return this;
    }

    Conditions and(String condition, Map<String, ?> values) {
        text.append(" and ").append(condition);
        parameters.putAll(values);
        return this;
    }

    String text() {
        return text.toString();
    }

    Map<String, Object> parameters() {
        return Map.copyOf(parameters);
    }
}
