package dev.patchbay.gateway.files;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The lifetime of files, within bounds that an operator meant. */
@ApplicationScoped
public class FileLifetime {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Duration lifetime;

    FileLifetime(FilesConfig config) {
        this.lifetime = config.lifetime();
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "patchbay.files.lifetime must be from one minute to 30 days, e.g. 24h; it is " + lifetime);
        }
    }

    public Duration get() {
        return lifetime;
    }
}
