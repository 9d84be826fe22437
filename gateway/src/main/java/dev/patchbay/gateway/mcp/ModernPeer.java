package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A client of revision 2026-07-28, as it describes itself with each request. It is told things on the answer of that request
 * and nowhere else, and only those for which the request asks.
 */
record ModernPeer(ObjectNode capabilities, Optional<LogLevel> level, Progress reports, Outlet outlet) implements Peer {

    @Override
    public boolean can(Ability ability) {
        return ability.isDeclaredIn(capabilities);
    }

    @Override
    public void progress(double done, double total, Optional<String> message) {
        reports.report(done, total, message);
    }

    @Override
    public void log(LogLevel severity, String logger, JsonNode data) {
        level.filter(least -> severity.compareTo(least) >= 0)
                .ifPresent(ignored -> outlet.send(LogLevel.message(severity, logger, data)));
    }
}
