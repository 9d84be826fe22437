package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A client that can be asked nothing and told nothing but its answer. */
enum Nobody implements Peer {
    PEER;

    @Override
    public boolean can(Ability ability) {
        return false;
    }

    @Override
    public void progress(double done, double total, Optional<String> message) {}

    @Override
    public void log(LogLevel level, String logger, JsonNode data) {}
}
