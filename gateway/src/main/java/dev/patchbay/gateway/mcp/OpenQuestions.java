package dev.patchbay.gateway.mcp;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.mcp.state.ProtocolSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Bounds the questions that wait for people on this node: each holds a request open for minutes, and looks into the database
 * now and then for its answer.
 */
@ApplicationScoped
class OpenQuestions {
    private static final Logger LOG = Logger.getLogger(OpenQuestions.class);
    private static final int MOST_OF_A_CLIENT = 8;
    private static final int MOST_OF_A_TENANT = 100;

    /** @param client empty for all of the tenant */
    private record Asker(TenantId tenant, String client) {}

    private final Map<Asker, Integer> open = new ConcurrentHashMap<>();

    /** Empty when too many are open, or when it cannot be asked at all. */
    <T> Optional<T> during(ProtocolSession client, Supplier<T> asking) {
        var tenant = new Asker(client.tenant(), "");
        var one = new Asker(client.tenant(), client.id());
        var ofTenant = begin(tenant);
        var ofClient = begin(one);
        try {
            return ofTenant <= MOST_OF_A_TENANT && ofClient <= MOST_OF_A_CLIENT
                    ? Optional.of(asking.get())
                    : Optional.empty();
        } catch (RuntimeException failed) {
            LOG.warn("a client could not be asked", failed);
            return Optional.empty();
        } finally {
            end(tenant);
            end(one);
        }
    }

    private int begin(Asker asker) {
        return open.merge(asker, 1, Integer::sum);
    }

    private void end(Asker asker) {
        open.computeIfPresent(asker, (key, count) -> count == 1 ? null : count - 1);
    }
}
