package dev.patchbay.toolkit;

import java.util.Map;

/** Where a service lives. Always https; an operator may replace it as a whole, for a simulator or a private instance. */
public sealed interface BaseAddress {

    /** A fixed address, without a trailing slash. */
    record Fixed(String url) implements BaseAddress {}

    /** One of several fixed addresses, chosen by the value of a field. */
    record ByField(String field, Map<String, String> urls) implements BaseAddress {
        public ByField {
            urls = Map.copyOf(urls);
        }
    }

    /** {@code https://} + the value of a host name field + a fixed path. */
    record HostField(String field, String path) implements BaseAddress {}
}
