package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.call.CallObserver;
import java.util.Optional;

/** Tells a client how its call goes: progress, and each call to a service, those that went wrong more loudly. */
record PeerObserver(Peer peer) implements CallObserver {

    @Override
    public void progress(int done, int total, String message) {
        peer.progress(done, total, Optional.of(message));
    }

    @Override
    public void ended(String tool, boolean well, ObjectNode summary) {
        peer.log(well ? LogLevel.DEBUG : LogLevel.WARNING, tool, summary);
    }
}
