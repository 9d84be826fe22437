package dev.patchbay.gateway.mcp;

import io.modelcontextprotocol.spec.McpSchema.Implementation;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this server says of itself to clients. */
@ApplicationScoped
class ServerIdentity {
    private final Implementation implementation;

    ServerIdentity(@ConfigProperty(name = "quarkus.application.version", defaultValue = "dev") String version) {
        implementation =
                Implementation.builder("patchbay", version).title("Patchbay").build();
    }

    Implementation implementation() {
        return implementation;
    }
}
