package dev.patchbay.gateway.results;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How large answers are kept. */
@ConfigMapping(prefix = "patchbay.results")
public interface ResultsConfig {

    /** How long an answer can be read and referred to; from one minute to 30 days. It ends with its session in any case. */
    @WithDefault("24h")
    Duration lifetime();
}
