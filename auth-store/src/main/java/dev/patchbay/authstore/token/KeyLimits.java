package dev.patchbay.authstore.token;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What bounds an API key. Fixed when it is made: whoever needs more makes another key.
 *
 * @param scopes what it is good for; empty when it is good for everything of its tenant
 * @param addresses from where it may be used; empty when from everywhere
 * @param expiresAt when it ends by itself; empty when it does not
 */
public record KeyLimits(Optional<Set<Scope>> scopes, List<AddressRange> addresses, Optional<Instant> expiresAt) {
    public static final KeyLimits NONE = new KeyLimits(Optional.empty(), List.of(), Optional.empty());

    public KeyLimits {
        scopes = scopes.map(Set::copyOf);
        addresses = List.copyOf(addresses);
    }

    public KeyLimits until(Instant end) {
        return new KeyLimits(scopes, addresses, Optional.of(end));
    }

    boolean admits(Instant now) {
        return expiresAt.map(now::isBefore).orElse(true);
    }

    /** @param from where a request came from; null, when that is not known, is nowhere on a list */
    boolean admits(@Nullable InetAddress from) {
        if (addresses.isEmpty()) {
            return true;
        }
        return from != null && addresses.stream().anyMatch(range -> range.contains(from));
    }
}
