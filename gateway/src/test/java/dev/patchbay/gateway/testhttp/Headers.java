package dev.patchbay.gateway.testhttp;

import java.net.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers of an answer; the case of their names does not matter. */
public record Headers(HttpHeaders received) {

    /** One value of a header. */
    public record Header(String name, String value) {
        public String getName() {
            return name;
        }

        public String getValue() {
            return value;
        }

        @Override
        public String toString() {
            return name + "=" + value;
        }
    }

    public List<Header> asList() {
        return received.map().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> new Header(header.getKey(), value)))
                .toList();
    }

    public boolean hasHeaderWithName(String name) {
        return received.firstValue(name).isPresent();
    }

    /** The last one. */
    @Nullable String value(String name) {
        var values = received.allValues(name);
        return values.isEmpty() ? null : values.getLast();
    }
}
