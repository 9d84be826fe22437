package dev.patchbay.gateway.mcp;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Which methods the sessions' MCP endpoints offer: their own, or those of the conformance suite. The latter hide a session's
 * tools, so they are for a gateway that nobody else reaches: the start is refused in production and beyond loopback.
 */
@ApplicationScoped
class FixtureSwitch {
    private static final Logger LOG = Logger.getLogger(FixtureSwitch.class);
    private static final String NAME = "patchbay.mcp.fixture";
    private static final String VARIABLE = NAME + " (PATCHBAY_MCP_FIXTURE)";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|::1|127(?:\\.[0-9]{1,3}){3}");

    private final boolean on;
    private final boolean production;
    private final String host;

    @Inject
    FixtureSwitch(
            @ConfigProperty(name = NAME, defaultValue = "false") boolean on,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String host) {
        this(on, ConfigUtils.isProfileActive("prod"), host);
    }

    FixtureSwitch(boolean on, boolean production, String host) {
        this.on = on;
        this.production = production;
        this.host = host;
    }

    /** Before anything else of the start, so that a refused one leaves nothing behind. */
    void check(@Observes @Priority(1) StartupEvent starting) {
        if (!on) {
            return;
        }
        if (production) {
            throw new ConfigurationException(
                    VARIABLE + " is for conformance tests and must not be set in profile prod. Remove it");
        }
        if (!LOOPBACK.matcher(host).matches()) {
            throw new ConfigurationException(VARIABLE + " is for conformance tests on this machine, but the gateway is"
                    + " to listen on " + host + ". Remove it, or listen on 127.0.0.1 (PATCHBAY_HTTP_HOST)");
        }
        LOG.warnf("%s is set: every session's MCP endpoint serves fixtures instead of its tools", NAME);
    }

    @Produces
    @Singleton
    Methods methods(SessionMethods own) {
        return on ? new FixtureMethods() : own;
    }
}
