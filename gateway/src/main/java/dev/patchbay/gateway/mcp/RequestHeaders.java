package dev.patchbay.gateway.mcp;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** The headers of a request; names in any case, values without the blanks around them. */
record RequestHeaders(HttpHeaders all) {

    /** What the header says; empty where it is absent, or given several times with different values. */
    Optional<String> value(String name) {
        var distinct = values(name).stream().map(String::strip).distinct().toList();
        return distinct.size() == 1 ? Optional.of(distinct.getFirst()) : Optional.empty();
    }

    boolean has(String name) {
        return !values(name).isEmpty();
    }

    private List<String> values(String name) {
        var values = all.getRequestHeader(name);
        return values == null ? List.of() : values;
    }
}
