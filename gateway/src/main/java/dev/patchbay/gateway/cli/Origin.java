package dev.patchbay.gateway.cli;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where the gateway of this machine listens, by the variables it was started with.
 *
 * @param address {@code http://host:port}
 * @param host what to say it is called: with PATCHBAY_PUBLIC_URL set it answers to that name only
 */
record Origin(String address, Optional<String> host) {

    static Origin of(Map<String, String> variables) {
        var bound = variables.getOrDefault("PATCHBAY_HTTP_HOST", "127.0.0.1");
        var everywhere = bound.equals("0.0.0.0") || bound.equals("::");
        var reached = everywhere ? "127.0.0.1" : bound.contains(":") ? "[" + bound + "]" : bound;
        return new Origin(
                "http://" + reached + ":" + variables.getOrDefault("PATCHBAY_HTTP_PORT", "8080"),
                Optional.ofNullable(variables.get("PATCHBAY_PUBLIC_URL"))
                        .filter(url -> !url.isEmpty())
                        .map(url -> URI.create(url).getRawAuthority()));
    }
}
